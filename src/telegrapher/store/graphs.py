"""The names of the named graphs, and which of them several releases share."""

from __future__ import annotations

from typing import Final

from telegrapher.model import RESOURCES
from telegrapher.rdf import terms

__all__ = [
    "CONTACTS",
    "CURATION",
    "DEFAULT",
    "FACTS",
    "IMPORTS",
    "INFERRED",
    "PREFIXES",
    "PRIVATE",
    "REFERENCE",
    "RUNS",
    "SHARED",
    "import_graph",
    "is_import_graph",
    "is_release_graph",
    "known_graph",
    "release_graph",
]

_GRAPH = RESOURCES + "graph/"
_RELEASE = RESOURCES + "release/"

FACTS: Final = terms.FACTS.value
"""Each distinct asserted triple once, with labels and types of entities."""
INFERRED: Final = terms.INFERRED.value
"""Entailed triples; the store holds those back that are facts already."""
REFERENCE: Final = terms.REFERENCE.value
"""Curated knowledge."""
CONTACTS: Final = terms.CONTACTS.value
"""Phone and e-mail of persons."""
RUNS: Final = terms.RUNS.value
"""Provenance of runs; the only place where a clock may be read."""
CURATION: Final = terms.CURATION.value
"""Decisions."""
IMPORTS: Final = _GRAPH + "import/"
"""What the names of graphs begin with that hold what others publish, one a source."""

SHARED: Final = (FACTS, INFERRED, CONTACTS, RUNS)
"""Graphs to which several releases contribute: a quad stays as long as one of them supports it."""
DEFAULT: Final = (FACTS, INFERRED)
"""What a query sees where it names no graph; disjoint, so that nothing is counted twice."""
PRIVATE: Final = (CONTACTS, REFERENCE)
"""Left out of exports unless asked for: personal data, and knowledge that is published elsewhere."""

PREFIXES: Final = {
    "tel": "https://w3id.org/telegrapher/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
}
"""Short names: known to every query, and used in what is written."""


def release_graph(release_id: str) -> str:
    """IRI of the graph (and of the node) of a release."""
    return _RELEASE + release_id


def is_release_graph(iri: str) -> bool:
    """Whether `iri` names the graph of a release."""
    return iri.startswith(_RELEASE) and len(iri) > len(_RELEASE)


def import_graph(name: str) -> str:
    """IRI of the graph that holds what the source of that name publishes ("cable-map")."""
    return IMPORTS + name


def is_import_graph(iri: str) -> bool:
    """Whether `iri` names the graph of a source of others."""
    return iri.startswith(IMPORTS) and len(iri) > len(IMPORTS)


def known_graph(iri: str) -> bool:
    """Whether `iri` names a graph that a store of ours may hold."""
    return is_release_graph(iri) or (iri.startswith(_GRAPH) and len(iri) > len(_GRAPH))
