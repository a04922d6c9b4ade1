"""The ontology as plain rows in short names (`tel:deploys`): what the reference page is drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from telegrapher.shipped import folder
from telegrapher.vocabulary import NAMESPACE

__all__ = ["NAMESPACES", "Rows", "constraints", "rows", "short", "triples"]

NAMESPACES: Final = {
    "tel": NAMESPACE,
    "bibo": "http://purl.org/ontology/bibo/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of the published files."""

_SHAPE: Final = "http://www.w3.org/ns/shacl#"

Rows = Mapping[str, Mapping[str, Sequence[str]]]
"""Subject to predicate to objects, all in short form where a prefix fits."""


def triples() -> tuple[ox.Triple, ...]:
    """Terms and code lists, as they stand in the files."""
    files = (folder("ontology") / name for name in ("telegrapher.ttl", "codes.ttl"))
    return tuple(quad.triple for path in files for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))


def rows(found: Iterable[ox.Triple]) -> Rows:
    """Triples by subject and predicate, objects sorted."""
    made: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in found:
        made[short(triple.subject)][short(triple.predicate)].append(short(triple.object))
    return {subject: {key: sorted(values) for key, values in row.items()} for subject, row in made.items()}


def short(term: object) -> str:
    """An address by its prefix, if it has one; the text of a literal."""
    value = str(getattr(term, "value", term))
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in NAMESPACES.items():
            if value.startswith(namespace):
                return f"{prefix}:{value.removeprefix(namespace)}"
    return value


def constraints() -> Mapping[str, tuple[str, ...]]:
    """What the shapes ask of the things of a class and of the ends of a relation, in words: term to sentences."""
    text = (folder("ontology") / "shapes.ttl").read_bytes()
    targets: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    messages: dict[str, list[str]] = defaultdict(list)
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        subject, key = str(quad.subject), quad.predicate.value.removeprefix(_SHAPE)
        if key in ("targetClass", "targetSubjectsOf"):
            targets[subject].append(short(quad.object))
        elif key == "property":
            parts[subject].append(str(quad.object))
        elif key == "message" and isinstance(quad.object, ox.Literal):
            messages[subject].append(quad.object.value)
    asked: dict[str, dict[str, None]] = defaultdict(dict)
    for shape, terms in targets.items():
        for term in terms:
            asked[term].update(dict.fromkeys(line for node in (shape, *parts[shape]) for line in messages[node]))
    return {term: tuple(lines) for term, lines in sorted(asked.items())}
