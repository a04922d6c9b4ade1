"""What a source of others says, as quads of a graph of its own.

    GRAPH .../graph/import/cable-map {
      .../graph/import/cable-map  a prov:Collection ; rdfs:label "..." ; dcterms:source <where it is published> ;
                    dcterms:license <...> ; dcterms:rights "who is to be named" ; dcterms:modified "2026-11-10"^^xsd:date ;
                    pav:retrievedOn "2026-11-20"^^xsd:date ; void:entities 2500 .
      cable-map-cable:c           a tel:Cable , tel:Network ; rdfs:label "C" ; tel:identifier "submarinecablemap:c" ;
                    tel:landsAt cable-map-place:p ; tel:lengthKm 9000.0 ; tel:readyForService "2012-08" ;
                    skos:note "planned" ; dcterms:source <its page> ; geo:hasGeometry cable-map-route:c ; skos:exactMatch cable:c .
      cable-map-organization:o    a tel:Organization ; rdfs:label "O" ; tel:owns cable-map-cable:c ; skos:closeMatch org:o .
      cable-map-route:c           a geo:Geometry ; geo:asWKT "MULTILINESTRING((...))"^^geo:wktLiteral .
      wikidata-organization:Q42   owl:sameAs <http://www.wikidata.org/entity/Q42> ; skos:exactMatch org:o2 ; ...
    }

* Things of a source have addresses of their own, so that what a source says is never mixed with what we say; SKOS joins the two.
* Relations are those of the graph of reference (`telegrapher.rdf.reference`). Contents have no clock: days are those that the
  source, or the person who fetched it, tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from telegrapher.linking.outside import Match
from telegrapher.model import RESOURCES, Entity, Link
from telegrapher.rdf import terms
from telegrapher.rdf.reference import BACKWARD, COUNTRY, FORWARD, NUMBERS, TEXTS
from telegrapher.rdf.terms import integer, plain, tel, text, typed
from telegrapher.rdf.writing import describe
from telegrapher.reference import Entry, Fact
from telegrapher.reference.outside import Harvest, Source

__all__ = ["OutsideRecord", "outside_quads", "outside_record"]

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

_DCTERMS: Final = "http://purl.org/dc/terms/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_VOID: Final = "http://rdfs.org/ns/void#"
_GEO: Final = "http://www.opengis.net/ont/geosparql#"
_SAME: Final = NamedNode("http://www.w3.org/2002/07/owl#sameAs")
_SOURCE: Final = NamedNode(_DCTERMS + "source")
_LICENCE: Final = NamedNode(_DCTERMS + "license")
_RIGHTS: Final = NamedNode(_DCTERMS + "rights")
_MODIFIED: Final = NamedNode(_DCTERMS + "modified")
_RETRIEVED: Final = NamedNode("http://purl.org/pav/retrievedOn")
_ENTITIES: Final = NamedNode(_VOID + "entities")
_WKT: Final = NamedNode(_GEO + "wktLiteral")
_MATCHES: Final = frozenset({"exactMatch", "closeMatch", "broadMatch"})

_MORE_TEXTS: Final[Mapping[str, NamedNode]] = {"description": NamedNode(_DCTERMS + "description")}
_MORE_BACKWARD: Final[Mapping[str, NamedNode]] = {"operators": tel("operates")}
_PAGES: Final[Mapping[str, NamedNode]] = {
    "page": _SOURCE,
    "homepage": NamedNode("http://xmlns.com/foaf/0.1/homepage"),
    "same_as": _SAME,
}
"""Columns whose value is an address elsewhere."""


@dataclass(frozen=True, slots=True)
class OutsideRecord:
    """What a graph of a source tells of itself.

    Attributes:
        name: short name of the source ("cable-map").
        title: name for people.
        address: where it is published.
        licence: address of the licence.
        rights: who is to be named.
        modified: ISO day of the state that was read; empty if unknown.
        retrieved: ISO day on which it was fetched; empty if unknown.
        things: how many things it describes.
        linked: how many of them are linked to things of ours.
        triples: how many triples it holds.
    """

    name: str
    title: str
    address: str
    licence: str
    rights: str
    modified: str
    retrieved: str
    things: int
    linked: int
    triples: int


def outside_quads(
    harvest: Harvest, matches: Mapping[str, Match], graph: str, *, relations: Mapping[Link, str], places: Mapping[str, str]
) -> tuple[Quad, ...]:
    """All that a source says, and how it is linked to ours, as quads of one graph, sorted.

    Args:
        harvest: what was read.
        matches: address of each entry to what it was found to be.
        graph: address of the graph.
        relations: rung to the relation of SKOS that it earns (`exactMatch`, `closeMatch`, `broadMatch`).
        places: ISO code of a country to its address.

    Raises:
        VocabularyError: an entry has a type that the ontology lacks.
        ValueError: a rung without relation, or with one that is not of SKOS.
    """
    node = NamedNode(graph)
    entities = [_entity(entry) for entry in harvest.entries]
    found = set(describe(entities, node))
    found.update(Quad(*triple, node) for triple in _collection(harvest.source, node, len(harvest.entries)))
    for entry in harvest.entries:
        for fact in harvest.facts(entry):
            found.update(Quad(*triple, node) for triple in _fact(entry, fact, places))
        if ours := matches[entry.iri].iri:
            relation = relations.get(matches[entry.iri].link, "")
            if relation not in _MATCHES:
                raise ValueError(f"the rung {matches[entry.iri].link} has no relation of SKOS: {relation!r}")
            found.add(Quad(NamedNode(entry.iri), NamedNode(_SKOS + relation), NamedNode(ours), node))
    return tuple(sorted(found, key=str))


def outside_record(name: str, graph: str, quads: Iterable[Quad]) -> OutsideRecord:
    """What the graph of a source tells of itself.

    Args:
        name: short name of the source.
        graph: address of the graph.
        quads: all of it.
    """
    said: dict[NamedNode, str] = {}
    linked: set[NamedNode] = set()
    triples = 0
    for _, subject, predicate, value in plain(quads):
        triples += 1
        if subject.value == graph:
            said[predicate] = value.value
        elif predicate.value.removeprefix(_SKOS) in _MATCHES:
            linked.add(subject)
    keys = (terms.LABEL, _SOURCE, _LICENCE, _RIGHTS, _MODIFIED, _RETRIEVED)
    title, address, licence, rights, modified, retrieved = (said.get(key, "") for key in keys)
    things = int(said.get(_ENTITIES, "0"))
    return OutsideRecord(name, title, address, licence, rights, modified, retrieved, things, len(linked), triples)


def _entity(entry: Entry) -> Entity:
    identifiers = tuple((scheme, value) for scheme, _, value in (one.partition(":") for one in entry.values("identifiers")))
    return Entity(entry.iri, entry.type, entry.name, entry.types, entry.aliases, identifiers)


def _collection(source: Source, node: NamedNode, count: int) -> Iterator[_Triple]:
    yield node, terms.TYPE, NamedNode("http://www.w3.org/ns/prov#Collection")
    yield node, terms.LABEL, text(source.title)
    yield node, _SOURCE, NamedNode(source.address)
    yield node, _LICENCE, NamedNode(source.licence)
    yield node, _RIGHTS, text(source.rights)
    yield node, _ENTITIES, integer(count)
    for predicate, day in ((_MODIFIED, source.modified), (_RETRIEVED, source.retrieved)):
        if day:
            yield node, predicate, typed(day, terms.DATE)


def _fact(entry: Entry, fact: Fact, places: Mapping[str, str]) -> Iterator[_Triple]:
    node = NamedNode(entry.iri)
    backward = {**BACKWARD, **_MORE_BACKWARD}
    if fact.target and fact.column in FORWARD:
        yield node, FORWARD[fact.column], NamedNode(fact.target)
    elif fact.target and fact.column in backward:
        yield NamedNode(fact.target), backward[fact.column], node
    elif fact.column == "identifiers":
        return  # `describe` has said it
    elif predicate := TEXTS.get(fact.column, _MORE_TEXTS.get(fact.column)):
        yield node, predicate, text(fact.value)
    elif fact.column in NUMBERS:
        yield node, NUMBERS[fact.column], typed(fact.value, terms.DECIMAL)
    elif fact.column in _PAGES:
        yield node, _PAGES[fact.column], NamedNode(fact.value)
    elif fact.column == "country" and fact.value in places:
        yield node, COUNTRY["place" if entry.type == "Place" else "organization"], NamedNode(places[fact.value])
    elif fact.column == "route":
        yield from _route(entry, fact.value)


def _route(entry: Entry, wkt: str) -> Iterator[_Triple]:
    kind, _, key = entry.iri.removeprefix(RESOURCES).partition("/")
    route = NamedNode(f"{RESOURCES}{kind.rpartition('-')[0]}-route/{key}")
    yield NamedNode(entry.iri), NamedNode(_GEO + "hasGeometry"), route
    yield route, terms.TYPE, NamedNode(_GEO + "Geometry")
    yield route, NamedNode(_GEO + "asWKT"), typed(wkt, _WKT)
