"""The terms of the ontology as Python needs them: types, relations, qualifiers, code lists. Read from `ontology/` on first use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from telegrapher.errors import VocabularyError
from telegrapher.shipped import folder

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["CODES", "NAMESPACE", "Code", "Qualifier", "Relation", "Type", "Vocabulary", "read_vocabulary", "vocabulary"]

NAMESPACE = "https://w3id.org/telegrapher/ontology#"
"""Where the terms live; prefix `tel:`."""

CODES = "https://w3id.org/telegrapher/id/"
"""Where the code lists live: `CODES + "status/planned"`."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEMA = "https://schema.org/"

_FILES = ("telegrapher.ttl", "codes.ttl")

_Index = Mapping[str, Mapping[str, list[str]]]
"""Subject to predicate to values; of the Turtle files, sorted."""


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of entity: its local name, direct parents within the catalogue, label and definition."""

    name: str
    parents: tuple[str, ...]
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What a statement can say.

    Attributes:
        name: local name (`deploys`).
        domain: types the subject may have (`Release` for `issuedBy`).
        range: types the object may have; empty if the object is a literal.
        literal: how to read a literal object: quantity, number, date, name or text; `None` if the object is an entity.
        symmetric: whether it reads the same from either side.
        inverse: local name of the relation read from the object, if it has one (`deployedBy`).
        broader: local names of its super-relations within the vocabulary.
        label: in words, read from the subject ("deploys").
        reverse_label: in words, read from the object ("deployed by").
        definition: what it means.
    """

    name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    literal: str | None
    symmetric: bool
    inverse: str | None
    broader: tuple[str, ...]
    label: str
    reverse_label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What can stand beside a relation on one statement; `range` holds the types of its value, empty for text and codes."""

    name: str
    range: tuple[str, ...]
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of a code list: its word (`planned`), address, label and definition."""

    name: str
    iri: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms; mappings are from local name to term, in order of name.

    `codes` maps a list (`status`, `zone`, `office-kind`, `contact-kind`, `link-status`, `precision`) to its entries by word,
    `lists` a property to the lists that its values come from (`zoneKind` to `zone`), `usages` any term to the part of the
    vocabulary that it belongs to (type, relation, qualifier, inverse, broader, structure).
    """

    types: Mapping[str, Type]
    relations: Mapping[str, Relation]
    qualifiers: Mapping[str, Qualifier]
    codes: Mapping[str, Mapping[str, Code]]
    ancestors: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    usages: Mapping[str, str]

    @property
    def statuses(self) -> tuple[str, ...]:
        """The words allowed as `status`."""
        return tuple(self.codes["status"])

    def type(self, name: str) -> Type:
        """The type of that local name.

        Raises:
            VocabularyError: there is none.
        """
        return _named(self.types, name, "type")

    def relation(self, name: str) -> Relation:
        """The relation of that local name.

        Raises:
            VocabularyError: there is none.
        """
        return _named(self.relations, name, "relation")

    def qualifier(self, name: str) -> Qualifier:
        """The qualifier of that name.

        Raises:
            VocabularyError: there is none.
        """
        return _named(self.qualifiers, name, "qualifier")

    def label(self, name: str) -> str:
        """Label of any term of the ontology by local name ("content provider").

        Raises:
            VocabularyError: there is no such term.
        """
        return _named(self.labels, name, "term")

    def is_a(self, kind: str, ancestor: str) -> bool:
        """Whether `kind` is `ancestor` or a sub-type of it.

        Raises:
            VocabularyError: `kind` is no type.
        """
        return kind == ancestor or ancestor in self.ancestors[self.type(kind).name]

    def with_ancestors(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """The types and all their ancestors, sorted.

        Raises:
            VocabularyError: one is no type.
        """
        return tuple(sorted({name for kind in kinds for name in (kind, *self.ancestors[self.type(kind).name])}))

    def agree(self, kind: str, wanted: str) -> bool:
        """Whether a thing of type `kind` can stand where `wanted` is asked for: same, sub-type, or a super-type not yet refined."""
        return self.is_a(kind, wanted) or self.is_a(wanted, kind)

    def fits(self, predicate: str, subject_type: str, object_type: str | None) -> bool:
        """Whether a relation can hold between things of two types.

        An end typed Organization fits where a sub-type is asked for, and the reverse. `object_type` is `None` for a literal;
        `subject_type` is `"Release"` for the document.

        Raises:
            VocabularyError: a name is no relation or type.
        """
        relation = self.relation(predicate)
        if subject_type == "Release" or "Release" in relation.domain:
            subject_fits = subject_type in relation.domain
        else:
            subject_fits = any(self.agree(subject_type, wanted) for wanted in relation.domain)
        if object_type is None or relation.literal is not None:
            return subject_fits and object_type is None and relation.literal is not None
        return subject_fits and any(self.agree(object_type, wanted) for wanted in relation.range)


_Term = TypeVar("_Term")


def _named(terms: Mapping[str, _Term], name: str, what: str) -> _Term:
    try:
        return terms[name]
    except KeyError:
        raise VocabularyError(f"no {what} {name!r} in the ontology; there are {', '.join(terms)}") from None


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the ontology that ships with the package; read once.

    Raises:
        VocabularyError: the ontology is missing or malformed.
    """
    return read_vocabulary(folder("ontology"))


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary of the ontology in a folder (`telegrapher.ttl` and `codes.ttl`).

    Raises:
        VocabularyError: a file is missing or is no Turtle, or a term lacks a label or definition.
    """
    index = _index(triple for name in _FILES for triple in _triples(path / name))
    terms = _by_usage(index)
    types = {name: _type(index, name) for name in terms["type"]}
    return Vocabulary(
        types=types,
        relations={name: _relation(index, name) for name in terms["relation"]},
        qualifiers={name: _qualifier(index, name) for name in terms["qualifier"]},
        codes=_codes(index),
        ancestors={name: _closure(types, name) for name in types},
        labels={name: _one(index, name, _RDFS + "label") for names in terms.values() for name in names},
        definitions={name: _one(index, name, _SKOS + "definition") for names in terms.values() for name in names},
        usages={name: usage for usage, names in terms.items() for name in names},
        lists={name: found for names in terms.values() for name in names if (found := _lists(index, name))},
    )


def _triples(path: Path) -> Iterable[Triple]:
    import pyoxigraph

    try:
        return [quad.triple for quad in pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE)]
    except OSError as error:
        raise VocabularyError(f"the ontology file {path.name} cannot be read: {error.strerror}") from error
    except SyntaxError as error:
        raise VocabularyError(f"the ontology file {path.name} is no Turtle: {error.msg}") from error


def _index(triples: Iterable[Triple]) -> _Index:
    index: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        index[_text(triple.subject)][_text(triple.predicate)].append(_text(triple.object))
    return {subject: {key: sorted(values) for key, values in sorted(row.items())} for subject, row in sorted(index.items())}


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _by_usage(index: _Index) -> dict[str, list[str]]:
    usages: dict[str, list[str]] = {name: [] for name in ("type", "relation", "qualifier", "inverse", "broader", "structure")}
    for subject, row in index.items():
        for usage in row.get(NAMESPACE + "usage", ()):
            if usage not in usages:
                raise VocabularyError(f"{subject} has the unknown usage {usage!r}; known are {', '.join(usages)}")
            usages[usage].append(subject.removeprefix(NAMESPACE))
    return usages


def _local(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value.removeprefix(NAMESPACE) for value in values if value.startswith(NAMESPACE))


def _values(index: _Index, name: str, predicate: str) -> list[str]:
    return index.get(NAMESPACE + name, {}).get(predicate, [])


def _one(index: _Index, name: str, predicate: str) -> str:
    values = _values(index, name, predicate)
    if len(values) != 1:
        raise VocabularyError(f"tel:{name} needs exactly one <{predicate}>, it has {len(values)}")
    return values[0]


def _ends(index: _Index, name: str, which: str) -> tuple[str, ...]:
    return _local(_values(index, name, _RDFS + which) + _values(index, name, f"{_SCHEMA}{which}Includes"))


def _lists(index: _Index, name: str) -> tuple[str, ...]:
    return tuple(value.removeprefix(CODES) for value in _values(index, name, NAMESPACE + "codeList"))


def _type(index: _Index, name: str) -> Type:
    parents = _local(_values(index, name, _RDFS + "subClassOf"))
    return Type(name, parents, _one(index, name, _RDFS + "label"), _one(index, name, _SKOS + "definition"))


def _relation(index: _Index, name: str) -> Relation:
    inverse = next(iter(_local(_values(index, name, _OWL + "inverseOf"))), None)
    symmetric = _OWL + "SymmetricProperty" in _values(index, name, _RDF + "type")
    label = _one(index, name, _RDFS + "label")
    return Relation(
        name=name,
        domain=_ends(index, name, "domain"),
        range=_ends(index, name, "range"),
        literal=next(iter(_values(index, name, NAMESPACE + "valueKind")), None),
        symmetric=symmetric,
        inverse=inverse,
        broader=_local(_values(index, name, _RDFS + "subPropertyOf")),
        label=label,
        reverse_label=_one(index, inverse, _RDFS + "label") if inverse else label if symmetric else f"{label} of",
        definition=_one(index, name, _SKOS + "definition"),
    )


def _qualifier(index: _Index, name: str) -> Qualifier:
    return Qualifier(name, _ends(index, name, "range"), _one(index, name, _RDFS + "label"), _one(index, name, _SKOS + "definition"))


def _codes(index: _Index) -> dict[str, dict[str, Code]]:
    lists: dict[str, dict[str, Code]] = defaultdict(dict)
    for subject, row in index.items():
        for scheme in row.get(_SKOS + "inScheme", ()):
            try:
                name, label = row[_SKOS + "notation"][0], row[_SKOS + "prefLabel"][0]
                code = Code(name, subject, label, row[_SKOS + "definition"][0])
            except KeyError as error:
                raise VocabularyError(f"the code {subject} lacks {error.args[0]}") from None
            lists[scheme.removeprefix(CODES)][name] = code
    return dict(lists)


def _closure(types: Mapping[str, Type], name: str) -> tuple[str, ...]:
    found: list[str] = []
    todo = list(types[name].parents)
    while todo:
        parent = todo.pop()
        if parent not in found and parent in types:
            found.append(parent)
            todo.extend(types[parent].parents)
    return tuple(sorted(found))
