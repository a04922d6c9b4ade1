"""The names by which the things of a graph can be asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

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


_SAID: Final = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tel: <https://w3id.org/telegrapher/ontology#>
SELECT DISTINCT ?entity ?what ?value WHERE {
  GRAPH ?release {
    VALUES ?what { rdf:type rdfs:label skos:altLabel tel:namedAs }
    ?entity tel:mainType ?kind ; ?what ?value .
  }
}
"""
_KNOWN: Final = """
PREFIX graph: <https://w3id.org/telegrapher/id/graph/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?entity ?what ?value WHERE {
  GRAPH graph:reference {
    VALUES ?what { rdf:type rdfs:label skos:altLabel }
    ?entity ?what ?value .
  }
}
"""


def entity_names(source: Source) -> Names:
    """All names of a graph, read once; for many questions keep the value.

    A name stands for what releases call so; if that is of another type, or nothing, for what the reference tables call so.

    Raises:
        QueryError: the source cannot answer.
    """
    said, known = _read(source, _SAID), _read(source, _KNOWN)
    types = {iri: said.types.get(iri, frozenset()) | known.types.get(iri, frozenset()) for iri in {**said.types, **known.types}}
    return Names(said.forms(), known.forms(), types, {**known.labels, **said.labels})


@dataclass(frozen=True, slots=True)
class _Rows:
    """What one query tells: types, the first label in order, and all names of each address."""

    types: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    names: Mapping[str, set[str]]

    def forms(self) -> dict[str, tuple[str, ...]]:
        """Folded names to addresses; of what has no type, none."""
        forms: dict[str, set[str]] = {}
        for name, iris in self.names.items():
            forms.setdefault(fold(name), set()).update(iri for iri in iris if iri in self.types)
        return {form: tuple(sorted(iris)) for form, iris in forms.items() if iris}


def _read(source: Source, query: str) -> _Rows:
    types: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    for entity, what, value in source.run(query):
        iri, word = str(entity), str(value)
        if str(what).endswith("#type"):
            types.setdefault(iri, set()).add(re.split(r"[#/]", word)[-1])
            continue
        names.setdefault(word, set()).add(iri)
        if str(what).endswith("#label"):
            labels[iri] = min(word, labels.get(iri, word))
    return _Rows({iri: frozenset(kinds) for iri, kinds in types.items()}, labels, names)
