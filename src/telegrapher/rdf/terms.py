"""Addresses and terms of the RDF shape, made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from telegrapher.model import RESOURCES
from telegrapher.vocabulary import CODES, NAMESPACE

__all__ = [
    "ALIAS",
    "ANY_URI",
    "CONTACTS",
    "CURATION",
    "DATE",
    "DECIMAL",
    "FACTS",
    "FORMAT",
    "INFERRED",
    "INTEGER",
    "ISSUED",
    "LABEL",
    "LANGUAGE",
    "OBJECT",
    "PREDICATE",
    "REFERENCE",
    "RUNS",
    "SUBJECT",
    "TITLE",
    "TYPE",
    "code",
    "integer",
    "local",
    "plain",
    "release_iri",
    "tel",
    "text",
    "typed",
]

_GRAPH = RESOURCES + "graph/"
_RELEASE = RESOURCES + "release/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DCTERMS = "http://purl.org/dc/terms/"

FACTS: Final = NamedNode(_GRAPH + "facts")
INFERRED: Final = NamedNode(_GRAPH + "inferred")
CONTACTS: Final = NamedNode(_GRAPH + "contacts")
REFERENCE: Final = NamedNode(_GRAPH + "reference")
RUNS: Final = NamedNode(_GRAPH + "runs")
CURATION: Final = NamedNode(_GRAPH + "curation")

TYPE: Final = NamedNode(_RDF + "type")
SUBJECT: Final = NamedNode(_RDF + "subject")
PREDICATE: Final = NamedNode(_RDF + "predicate")
OBJECT: Final = NamedNode(_RDF + "object")
LABEL: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALIAS: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
TITLE: Final = NamedNode(_DCTERMS + "title")
ISSUED: Final = NamedNode(_DCTERMS + "issued")
LANGUAGE: Final = NamedNode(_DCTERMS + "language")
FORMAT: Final = NamedNode(_DCTERMS + "format")

ANY_URI: Final = NamedNode(_XSD + "anyURI")
DATE: Final = NamedNode(_XSD + "date")
DECIMAL: Final = NamedNode(_XSD + "decimal")
INTEGER: Final = NamedNode(_XSD + "integer")


@cache
def tel(name: str) -> NamedNode:
    """The term of the ontology with that local name."""
    return NamedNode(NAMESPACE + name)


@cache
def code(scheme: str, word: str) -> NamedNode:
    """The entry of a code list: `code("status", "planned")`."""
    return NamedNode(f"{CODES}{scheme}/{word}")


def local(iri: str) -> str:
    """Local name of a term or code: what follows the last `#` or `/`."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def release_iri(release_id: str) -> NamedNode:
    """Address of a release: of the document and of the graph that holds what it says."""
    return NamedNode(_RELEASE + release_id)


def text(value: str) -> Literal:
    """A plain text."""
    return Literal(value)


def plain(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode, NamedNode, NamedNode, NamedNode | Literal]]:
    """Graph, subject, predicate and object of the quads of our shape, which has no blank nodes; others are passed over."""
    for quad in quads:
        graph, subject, value = quad.graph_name, quad.subject, quad.object
        if isinstance(graph, NamedNode) and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            yield graph, subject, quad.predicate, value


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=INTEGER)


def typed(value: str, datatype: NamedNode) -> Literal:
    """A text read as `datatype`."""
    return Literal(value, datatype=datatype)
