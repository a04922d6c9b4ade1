"""The names by which the things of a graph can be asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from telegrapher.errors import UnknownNameError
from telegrapher.model import fold
from telegrapher.questions.likeness import near
from telegrapher.store import Result

__all__ = ["Names", "Source", "entity_names"]


class Source(Protocol):
    """What can answer SPARQL: an embedded store or a remote endpoint."""

    def run(self, text: str) -> Result:
        """The answer to `text`."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names by which things can be asked for: folded form to addresses, as releases say it and as the tables know it.

    `types` and `labels` tell of each address its types and its name.
    """

    forms: Mapping[str, tuple[str, ...]]
    known: Mapping[str, tuple[str, ...]]
    types: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]

    def find(self, name: str, kind: str = "") -> tuple[str, ...]:
        """Addresses of the entities so called, in order; several if the name is shared.

        Args:
            name: a name, alias or address.
            kind: local name of the type that they must have; empty for any.

        Raises:
            UnknownNameError: nothing is called so; near names are suggested.
        """
        said, known = self.forms.get(fold(name), ()), self.known.get(fold(name), ())
        address = (name,) if name in self.types else ()
        for found in (address, said, known):
            if fitting := tuple(iri for iri in found if not kind or kind in self.types[iri]):
                return fitting
        if found := (*address, *said, *known):
            raise UnknownNameError(f"{name!r} is no {kind} here but {', '.join(sorted(set().union(*map(self.types.get, found))))}")  # type: ignore[arg-type]
        raise UnknownNameError(f"nothing here is called {name!r}", suggestions=self._near(name, kind))

    def _near(self, name: str, kind: str) -> tuple[str, ...]:
        forms = {**self.known, **self.forms}
        fitting = (form for form, iris in forms.items() if not kind or any(kind in self.types[iri] for iri in iris))
        return tuple(dict.fromkeys(self.labels[forms[form][0]] for form in near(fold(name), fitting)))


_KNOWN_NAMES = """
PREFIX graph: <https://w3id.org/telegrapher/id/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?entity ?name ?type ?main WHERE {
  GRAPH graph:reference {
    ?entity a ?type .
    { ?entity rdfs:label ?name . BIND(true AS ?main) } UNION { ?entity skos:altLabel ?name . BIND(false AS ?main) }
  }
}
ORDER BY ?entity DESC(?main) ?name ?type
"""

_NAMES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tel: <https://w3id.org/telegrapher/ontology#>
SELECT DISTINCT ?entity ?name ?type ?main WHERE {
  GRAPH ?release {
    ?entity tel:mainType ?kind ; a ?type .
    { ?entity rdfs:label ?name . BIND(true AS ?main) } UNION { ?entity skos:altLabel|tel:namedAs ?name . BIND(false AS ?main) }
  }
}
ORDER BY ?entity DESC(?main) ?name ?type
"""


def entity_names(source: Source) -> Names:
    """All names of a graph, read once; for many questions keep the value.

    A name stands for what releases call so; if that is of another type, or nothing, for what the reference tables call so.

    Raises:
        QueryError: the source cannot answer.
    """
    forms: list[dict[str, tuple[str, ...]]] = []
    types: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for query in (_NAMES, _KNOWN_NAMES):
        found: dict[str, set[str]] = {}
        for entity, name, kind, _ in source.run(query):
            if entity is None or name is None or kind is None:
                continue
            labels.setdefault(entity.value, name.value)
            types.setdefault(entity.value, set()).add(re.split(r"[#/]", kind.value)[-1])
            found.setdefault(name.value, set()).add(entity.value)
        forms.append(_folded(found))
    return Names(forms[0], forms[1], {iri: frozenset(kinds) for iri, kinds in types.items()}, labels)


def _folded(names: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    forms: dict[str, set[str]] = {}
    for name, iris in names.items():
        forms.setdefault(fold(name), set()).update(iris)
    return {form: tuple(sorted(iris)) for form, iris in forms.items()}
