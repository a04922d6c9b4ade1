"""Curated knowledge as quads of the graph of reference, so that questions can reach it.

    GRAPH .../graph/reference {
      org:vendor-y  a tel:Vendor , tel:Organization ; rdfs:label "Vendor Y" ; skos:altLabel "VY" ; tel:identifier "cik:1" ;
                    tel:tickerSymbol "LSE:VY" ; tel:website "vendor-y.example" ; tel:subsidiaryOf org:z ; schema:location place:gb ;
                    schema:address "Leeds" ; schema:foundingDate "1999" ; dcterms:isReplacedBy org:z ;
                    dcterms:source "where it was read" ; schema:lastReviewed "2026-01-31"^^xsd:date .
      cable:c       a tel:Cable ; tel:partOf cable:family ; tel:landsAt place:x ; tel:lengthKm 9000.0 ; dcterms:type "system" .
      org:x         tel:owns cable:c . org:vendor-y tel:builds cable:c ; tel:offers product:p .
      place:x       schema:containedInPlace place:gb ; geo:lat 50.1 ; geo:long -5.5 .
      event:e       a org:ChangeEvent ; dcterms:type "rename" ; dcterms:date "2013-07" ; schema:startDate "2013-07-01"^^xsd:date ;
                    schema:endDate "2013-07-31"^^xsd:date ;
                    org:originalOrganization org:y ; org:resultingOrganization org:vendor-y .
      org:vendor-y/era/2013-07-01  prov:specializationOf org:vendor-y ; prov:alternateOf org:vendor-y ; rdfs:label "Vendor Y" ;
                    schema:startDate "2013-07-01"^^xsd:date ; tel:subsidiaryOf org:z ; org:transitiveSubOrganizationOf org:top ;
                    dcterms:source "where the event was read that began it" .
      .../graph/reference  dcterms:identifier "digest of the tables" .
    }

* Relations are those of the ontology; what it has no term for is said in ORG, PROV-O, schema.org, SKOS, DCTERMS and WGS84.
* `dcterms:isReplacedBy` leads to everyone who carries an organisation on, however many steps away.
* An era is an organisation from one day to another: its name then (`rdfs:label`, `prov:alternateOf` the row of that name), its
  parent then, and the last parent of all. An era without first or last day is open there.
* An owner, maker or landing point that has no row of its own has the address that a text would give it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from telegrapher.model import RESOURCES, Entity, entity_iri
from telegrapher.rdf import terms
from telegrapher.rdf.measures import period
from telegrapher.rdf.terms import tel, text, typed
from telegrapher.rdf.writing import describe
from telegrapher.reference import Entry, Fact, Reference, normal
from telegrapher.reference.eras import Era, eras
from telegrapher.reference.lineage import Event

__all__ = ["BACKWARD", "COUNTRY", "FORWARD", "NUMBERS", "TEXTS", "reference_digest", "reference_quads"]

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

_ORG: Final = "http://www.w3.org/ns/org#"
_PROV: Final = "http://www.w3.org/ns/prov#"
_SCHEMA: Final = "https://schema.org/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_WGS84: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"

_STAMP: Final = NamedNode(_DCTERMS + "identifier")
_SOURCE: Final = NamedNode(_DCTERMS + "source")
_CHECKED: Final = NamedNode(_SCHEMA + "lastReviewed")
_KIND: Final = NamedNode(_DCTERMS + "type")
_START: Final = NamedNode(_SCHEMA + "startDate")
_END: Final = NamedNode(_SCHEMA + "endDate")
_REPLACED: Final = NamedNode(_DCTERMS + "isReplacedBy")

FORWARD: Final[Mapping[str, NamedNode]] = {
    "parent": tel("subsidiaryOf"),
    "part_of": tel("partOf"),
    "landing_points": tel("landsAt"),
    "technologies": tel("usesTechnology"),
    "body": tel("conferredBy"),
    "broader": NamedNode(_SKOS + "broader"),
}
"""Columns whose value is the object."""
BACKWARD: Final[Mapping[str, NamedNode]] = {
    "owners": tel("owns"),
    "suppliers": tel("builds"),
    "vendor": tel("offers"),
    "cables": tel("landsAt"),
}
"""Columns whose value is the subject."""
TEXTS: Final[Mapping[str, NamedNode]] = {
    "headquarters": NamedNode(_SCHEMA + "address"),
    "ticker": tel("tickerSymbol"),
    "website": tel("website"),
    "founded": NamedNode(_SCHEMA + "foundingDate"),
    "ended": NamedNode(_SCHEMA + "dissolutionDate"),
    "identifiers": tel("identifier"),
    "ready_for_service": tel("readyForService"),
    "categories": tel("awardCategory"),
    "years": NamedNode(_DCTERMS + "temporal"),
    "definition": NamedNode(_SKOS + "definition"),
    "level": _KIND,
    "status": NamedNode(_SKOS + "note"),
    "from": NamedNode(_SCHEMA + "releaseDate"),
    "to": NamedNode(_SCHEMA + "validThrough"),
}
"""Columns whose value is a text."""
NUMBERS: Final[Mapping[str, NamedNode]] = {
    "length_km": tel("lengthKm"),
    "lat": NamedNode(_WGS84 + "lat"),
    "lon": NamedNode(_WGS84 + "long"),
}
"""Columns whose value is a number."""
COUNTRY: Final[Mapping[str, NamedNode]] = {
    "place": NamedNode(_SCHEMA + "containedInPlace"),
    "organization": NamedNode(_SCHEMA + "location"),
}
"""Kind of address to how its country is said."""
_UNLISTED: Final[Mapping[str, tuple[str, str]]] = {
    "owners": ("organization", "Organization"),
    "suppliers": ("organization", "Vendor"),
    "vendor": ("organization", "Vendor"),
    "body": ("organization", "Organization"),
    "landing_points": ("place", "Place"),
}
"""Columns that may hold the name of something without a row: its kind of address and type."""


def reference_quads(reference: Reference, digest: str = "") -> tuple[Quad, ...]:
    """All that the tables say, as quads of the graph of reference, sorted; cities are left out.

    Args:
        reference: the curated tables.
        digest: what tells this reference from others; kept in the graph, see `reference_digest`.

    Raises:
        VocabularyError: an entry has a type that the ontology lacks.
    """
    found = set(describe(map(_entity, reference.entries)))
    for triple in _triples(reference):
        found.add(Quad(*triple, terms.REFERENCE))
    if digest:
        found.add(Quad(terms.REFERENCE, _STAMP, text(digest), terms.REFERENCE))
    return tuple(sorted(found, key=str))


def reference_digest(quads: Iterable[Quad]) -> str:
    """The digest that a graph of reference was made with; empty if there is none."""
    wanted = (quad for quad in quads if quad.subject == terms.REFERENCE and quad.predicate == _STAMP)
    return next((quad.object.value for quad in wanted if isinstance(quad.object, Literal)), "")


def _entity(entry: Entry) -> Entity:
    return Entity(entry.iri, entry.type, entry.name, entry.types, entry.aliases)


def _triples(reference: Reference) -> Iterator[_Triple]:
    for entry in reference.entries:
        node = NamedNode(entry.iri)
        for source in filter(None, entry.source.split("|")):
            yield node, _SOURCE, text(source)
        if entry.checked:
            yield node, _CHECKED, typed(entry.checked, terms.DATE)
        for fact in reference.entry_facts(entry):
            yield from _fact(reference, entry, fact)
    for event in reference.events:
        yield from _event(event)
    names = {entry.iri: entry.name for entry in reference.entries}
    for era in eras(reference.lineage):
        yield from _era(era, names)
        yield from ((_era_node(era), _SOURCE, text(source)) for source in _sources(reference, era))
    for iri in sorted({old for event in reference.events for old in event.before}):
        for new in reference.lineage.successors(iri):
            yield NamedNode(iri), _REPLACED, NamedNode(new)


def _fact(reference: Reference, entry: Entry, fact: Fact) -> Iterator[_Triple]:
    node = NamedNode(entry.iri)
    if fact.column in TEXTS:
        yield node, TEXTS[fact.column], text(fact.value)
    elif fact.column in NUMBERS:
        yield node, NUMBERS[fact.column], typed(fact.value, terms.DECIMAL)
    elif fact.column == "country":
        if fact.target and entry.kind in COUNTRY:
            yield node, COUNTRY[entry.kind], NamedNode(fact.target)
    elif fact.column in FORWARD or fact.column in BACKWARD:
        other = NamedNode(fact.target or _unlisted(reference, fact))
        if not fact.target:
            yield from _description(other, fact)
        if fact.column in FORWARD:
            yield node, FORWARD[fact.column], other
        else:
            yield other, BACKWARD[fact.column], node


def _unlisted(reference: Reference, fact: Fact) -> str:
    """Address of something that has a name but no row: the one that linking gives to a name it does not know."""
    kind = _UNLISTED.get(fact.column, ("organization", ""))[0]
    name = normal(fact.value) if kind == "organization" else fact.value
    iri = entity_iri(kind, name)
    return iri if reference.by_iri(iri) is None else entity_iri(kind, name, "unlisted")


def _description(node: NamedNode, fact: Fact) -> Iterator[_Triple]:
    kind = _UNLISTED.get(fact.column, ("organization", "Organization"))[1]
    for quad in describe((Entity(node.value, kind, fact.value),)):
        yield node, quad.predicate, quad.object  # type: ignore[misc]


def _event(event: Event) -> Iterator[_Triple]:
    node = NamedNode(event.iri)
    yield node, terms.TYPE, NamedNode(_ORG + "ChangeEvent")
    yield node, _KIND, text(event.kind)
    yield node, NamedNode(_DCTERMS + "date"), text(event.date)
    if days := period(event.date):
        yield from _span(node, days.earliest, days.latest)
    for iri in event.before:
        yield node, NamedNode(_ORG + "originalOrganization"), NamedNode(iri)
    for iri in event.after:
        yield node, NamedNode(_ORG + "resultingOrganization"), NamedNode(iri)
    if event.note:
        yield node, NamedNode(_SKOS + "note"), text(event.note)
    for source in filter(None, event.source.split("|")):
        yield node, _SOURCE, text(source)


def _era_node(era: Era) -> NamedNode:
    return NamedNode(f"{era.iri}/era/{era.start or 'first'}")


def _sources(reference: Reference, era: Era) -> set[str]:
    """Where an era is read: the events with which it begins, or the row of the organisation if nothing is known before it."""
    if era.start is None:
        row = reference.by_iri(era.named)
        told = [row.source] if row else []
    else:
        parties = {era.iri, era.named, era.parent, era.top}
        found = (event for event in reference.events if not parties.isdisjoint((*event.before, *event.after)))
        told = [event.source for event in found if (days := period(event.date)) and days.earliest == era.start]
    return {source for one in told for source in one.split("|") if source}


def _era(era: Era, names: Mapping[str, str]) -> Iterator[_Triple]:
    node = _era_node(era)
    yield node, NamedNode(_PROV + "specializationOf"), NamedNode(era.iri)
    yield node, NamedNode(_PROV + "alternateOf"), NamedNode(era.named)
    yield node, terms.LABEL, text(names.get(era.named, era.named.removeprefix(RESOURCES)))
    yield from _span(node, era.start, era.end)
    if era.parent:
        yield node, tel("subsidiaryOf"), NamedNode(era.parent)
    yield node, NamedNode(_ORG + "transitiveSubOrganizationOf"), NamedNode(era.top)


def _span(node: NamedNode, start: date | None, end: date | None) -> Iterator[_Triple]:
    for predicate, day in ((_START, start), (_END, end)):
        if day:
            yield node, predicate, typed(day.isoformat(), terms.DATE)
