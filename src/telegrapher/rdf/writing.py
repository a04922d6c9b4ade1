"""Linked statements to quads: the graph of one release, and its share of the graph of contacts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from telegrapher.errors import VocabularyError
from telegrapher.model import RELEASE, RESOURCES, Entity, Link, Linked, Release, Span, Statement, ZoneKind, digest, slug
from telegrapher.model import Literal as Value
from telegrapher.rdf import terms
from telegrapher.rdf.assertion import asserted
from telegrapher.rdf.measures import bits_per_second, decimal_text, number, period
from telegrapher.rdf.terms import code, integer, tel, text, typed
from telegrapher.vocabulary import vocabulary

__all__ = ["describe", "quads", "statement_iris"]

_Pair = tuple[NamedNode, NamedNode | Literal]
_TRUE: Final = Literal(True)
_FALSE: Final = Literal(False)
_SURENESS: Final = {link: rank for rank, link in enumerate(Link)}
_KIND_LISTS: Final = {"hasOfficeIn": "office-kind", "headquarteredIn": "office-kind", "contactFor": "contact-kind"}
_PRIVATE: Final = ("email", "phone")
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_PHONE_DIGITS: Final = 7


@dataclass(frozen=True, slots=True)
class _Ends:
    """Addresses of the two ends of a statement; those of a symmetric relation in order of address."""

    subject: NamedNode
    object: NamedNode | Literal


def quads(linked: Linked) -> tuple[Quad, ...]:
    """All that one release brings but its facts: quads of its own graph and of the graph of contacts; sorted, without blank nodes.

    Raises:
        VocabularyError: a statement uses a relation, type or qualifier that the ontology lacks, or an end without entity.
    """
    release = linked.extraction.release
    graph = terms.release_iri(release.id)
    private = _private_words(linked.extraction.statements)
    found: set[Quad] = set()
    iris = statement_iris(linked)
    for subject, pairs in _public(linked, graph, iris):
        found.update(Quad(subject, key, value, graph) for key, value in pairs)
    for node, span in _spans(linked.extraction.statements, graph):
        words = release.quote(span)
        home = terms.CONTACTS if _is_private(words, private) else graph
        found.add(Quad(node, tel("quote"), text(words), home))
    for iri, statement in iris.items():
        said = dict(statement.qualifiers)
        found.update(Quad(NamedNode(iri), tel(key), text(said[key]), terms.CONTACTS) for key in _PRIVATE if said.get(key))
    return tuple(sorted(found, key=str))


def _public(linked: Linked, graph: NamedNode, iris: Mapping[str, Statement]) -> Iterator[tuple[NamedNode, Iterable[_Pair]]]:
    release = linked.extraction.release
    entities = _merged(linked)
    yield graph, _release(release, entities)
    yield from _zones(release, graph)
    for iri, entity in entities.items():
        yield NamedNode(iri), _entity(entity.entity, entity.forms)
    for node, span in _spans(linked.extraction.statements, graph):
        yield node, _evidence(release, span, graph)
    for iri, statement in iris.items():
        yield NamedNode(iri), _statement(statement, linked, graph)


# -- the release


def _release(release: Release, entities: Mapping[str, _Named]) -> Iterator[_Pair]:
    yield terms.TYPE, tel("Release")
    yield terms.LABEL, text(release.title or release.name)
    yield tel("sourceName"), text(release.name)
    yield terms.LANGUAGE, text(release.language)
    yield terms.FORMAT, text(release.media_type)
    if release.title:
        yield terms.TITLE, text(release.title)
    if release.published:
        yield terms.ISSUED, typed(release.published.isoformat(), terms.DATE)
    if release.digest:
        yield tel("sourceDigest"), text(release.digest)
    if release.url:
        yield tel("sourceUrl"), typed(release.url, terms.ANY_URI)
    for iri in entities:
        yield tel("mentions"), NamedNode(iri)
    for zone, _ in _zones(release, terms.release_iri(release.id)):
        yield tel("zone"), zone


def _zones(release: Release, graph: NamedNode) -> Iterator[tuple[NamedNode, tuple[_Pair, ...]]]:
    for zone in release.zones:
        node = NamedNode(f"{graph.value}/zone/{zone.kind.value}/{zone.span.start}-{zone.span.end}")
        owner = ((tel("owner"), text(zone.owner)),) if zone.owner else ()
        yield node, (*_place(zone.span, zone.kind), (terms.TYPE, tel("Zone")), *owner)


def _place(span: Span, kind: ZoneKind) -> tuple[_Pair, ...]:
    return (tel("start"), integer(span.start)), (tel("end"), integer(span.end)), (tel("zoneKind"), code("zone", kind.value))


# -- entities


@dataclass(frozen=True, slots=True)
class _Named:
    """An entity and the forms by which the text names it."""

    entity: Entity
    forms: tuple[str, ...]


def _merged(linked: Linked) -> dict[str, _Named]:
    """The entities that referents mean, by address in order; several referents of one entity become one, the surest link first."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key in linked.extraction.referents:
        keys[_entity_of(linked, key).iri].append(key)
    merged = {}
    for iri, same in sorted(keys.items()):
        entities = sorted((linked.entities[key] for key in same), key=lambda entity: (_SURENESS[entity.link], entity.name))
        types = sorted({kind for entity in entities for kind in (entity.type, *entity.types)})
        aliases = sorted({alias for entity in entities for alias in entity.aliases} | {entity.name for entity in entities[1:]})
        referents = [linked.extraction.referents[key] for key in same]
        forms = sorted({form for referent in referents for form in (referent.name, *referent.aliases)})
        merged[iri] = _Named(replace(entities[0], types=tuple(types), aliases=tuple(aliases)), tuple(forms))
    return merged


def _entity_of(linked: Linked, key: str) -> Entity:
    try:
        return linked.entities[key]
    except KeyError:
        raise VocabularyError(f"no entity stands for {key!r} in {linked.extraction.release.name}") from None


def _entity(entity: Entity, forms: Iterable[str]) -> Iterator[_Pair]:
    yield from _description(entity)
    yield tel("mainType"), tel(entity.type)
    yield tel("linkStatus"), code("link-status", entity.link.value)
    for form in forms:
        yield tel("namedAs"), text(form)


def _description(entity: Entity) -> Iterator[_Pair]:
    for kind in vocabulary().with_ancestors((entity.type, *entity.types)):
        yield terms.TYPE, tel(kind)
    yield terms.LABEL, text(entity.name)
    for alias in entity.aliases:
        if alias != entity.name:
            yield terms.ALIAS, text(alias)
    for scheme, value in entity.identifiers:
        yield tel("identifier"), text(f"{scheme}:{value}")


def describe(entities: Iterable[Entity], graph: NamedNode = terms.REFERENCE) -> tuple[Quad, ...]:
    """Types (with super-types), names and identifiers of entities as quads of `graph`, sorted: how any graph describes a thing.

    Raises:
        VocabularyError: an entity has a type that the ontology lacks.
    """
    found = {Quad(NamedNode(entity.iri), key, value, graph) for entity in entities for key, value in _description(entity)}
    return tuple(sorted(found, key=str))


# -- evidence


def _spans(statements: Iterable[Statement], graph: NamedNode) -> list[tuple[NamedNode, Span]]:
    spans = sorted({span for statement in statements for span in statement.evidence.spans})
    return [(_evidence_iri(graph, span), span) for span in spans]


def _evidence_iri(graph: NamedNode, span: Span) -> NamedNode:
    return NamedNode(f"{graph.value}/text/{span.start}-{span.end}")


def _evidence(release: Release, span: Span, graph: NamedNode) -> tuple[_Pair, ...]:
    zone = release.zone_at(span.start)
    kind = zone.kind if zone else ZoneKind.BODY
    return (terms.TYPE, tel("Evidence")), (tel("statedIn"), graph), *_place(span, kind)


def _private_words(statements: Iterable[Statement]) -> frozenset[str]:
    said = (value for statement in statements for key, value in statement.qualifiers if key in _PRIVATE and value)
    return frozenset(_digits(value) if len(_digits(value)) >= _PHONE_DIGITS else value for value in said)


def _digits(value: str) -> str:
    return "".join(c for c in value if c.isdigit())


def _is_private(words: str, private: frozenset[str]) -> bool:
    """Whether a quotation gives away an e-mail address or a telephone number of a contact."""
    digits = _digits(words)
    return bool(_ADDRESS.search(words)) or any(secret in words or (secret.isdigit() and secret in digits) for secret in private)


# -- statements


def statement_iris(linked: Linked) -> dict[str, Statement]:
    """Address of each statement, made from its ends, relation, release and words, to the statement; in order of address.

    Statements alike in all these but not in their qualifiers have the qualifiers in their address too.
    """
    alike: dict[str, dict[tuple[tuple[str, str], ...], Statement]] = defaultdict(dict)
    for statement in linked.extraction.statements:
        alike[digest(*_content(statement, linked))][tuple(sorted(statement.qualifiers))] = statement
    found: dict[str, Statement] = {}
    for base, versions in alike.items():
        for qualifiers, statement in versions.items():
            words = [word for key, value in qualifiers for word in (key, _qualifier_text(key, value, linked))]
            tail = base if len(versions) == 1 else digest(base, *words)
            found[f"{RESOURCES}statement/{tail}"] = statement
    return dict(sorted(found.items()))


def _content(statement: Statement, linked: Linked) -> tuple[str, ...]:
    ends = _ends(statement, linked)
    spans = (f"{span.start}-{span.end}" for span in statement.evidence.spans)
    return str(ends.subject), statement.predicate, str(ends.object), linked.extraction.release.id, *spans


def _qualifier_text(key: str, value: str, linked: Linked) -> str:
    return _entity_of(linked, value).iri if vocabulary().qualifier(key).range else value


def _ends(statement: Statement, linked: Linked) -> _Ends:
    relation = vocabulary().relation(statement.predicate)
    graph = terms.release_iri(linked.extraction.release.id)
    subject = graph if statement.subject == RELEASE else NamedNode(_entity_of(linked, statement.subject).iri)
    if isinstance(statement.object, Value):
        return _Ends(subject, _value(statement.object.value, relation.literal))
    object_ = NamedNode(_entity_of(linked, statement.object).iri)
    return _Ends(object_, subject) if relation.symmetric and object_.value < subject.value else _Ends(subject, object_)


def _value(stated: str, literal: str | None) -> Literal:
    value = number(stated) if literal == "number" else None
    return text(stated) if value is None else typed(decimal_text(value), terms.DECIMAL)


def _statement(statement: Statement, linked: Linked, graph: NamedNode) -> Iterator[_Pair]:
    ends = _ends(statement, linked)
    yield terms.TYPE, tel("Statement")
    yield terms.SUBJECT, ends.subject
    yield terms.PREDICATE, tel(statement.predicate)
    yield terms.OBJECT, ends.object
    yield tel("statedIn"), graph
    yield tel("asserted"), _TRUE if asserted(statement.predicate, statement.status) else _FALSE
    yield tel("confidence"), typed(decimal_text(round(Decimal(repr(statement.confidence)), 4)), terms.DECIMAL)
    yield tel("rule"), text(statement.rule)
    yield tel("zoneKind"), code("zone", statement.evidence.zone.value)
    for span in statement.evidence.spans:
        yield tel("evidence"), _evidence_iri(graph, span)
    for span in statement.marks:
        yield tel("marks"), NamedNode(f"{graph.value}#char={span.start},{span.end}")
    for key, value in statement.qualifiers:
        yield from _qualifier(statement.predicate, key, value, linked)
    if isinstance(statement.object, Value):
        yield from _measured(statement.predicate, statement.object.value)


def _qualifier(predicate: str, key: str, value: str, linked: Linked) -> Iterator[_Pair]:
    if vocabulary().qualifier(key).range:
        yield tel(key), NamedNode(_entity_of(linked, value).iri)
    elif key == "status":
        yield tel(key), code("status", slug(value))
    elif key not in _PRIVATE:
        yield tel(key), text(value)
    if key == "date" and (time := period(value)):
        yield tel("datePrecision"), code("precision", time.precision)
        yield tel("earliest"), typed(time.earliest.isoformat(), terms.DATE)
        yield tel("latest"), typed(time.latest.isoformat(), terms.DATE)
    scheme = _KIND_LISTS.get(predicate) if key == "kind" else None
    if scheme and value in vocabulary().codes[scheme]:
        yield tel("kindCode"), code(scheme, value)


def _measured(predicate: str, stated: str) -> Iterator[_Pair]:
    literal = vocabulary().relation(predicate).literal
    if literal == "quantity" and (rate := bits_per_second(stated)) is not None:
        yield tel("bitsPerSecond"), typed(decimal_text(rate), terms.DECIMAL)
    if literal == "date" and (time := period(stated)):
        yield tel("objectEarliest"), typed(time.earliest.isoformat(), terms.DATE)
        yield tel("objectLatest"), typed(time.latest.isoformat(), terms.DATE)
