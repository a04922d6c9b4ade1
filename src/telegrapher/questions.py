"""Competency questions: `queries/*.rq`, their typed parameters, and how values are bound to them.

A file is SPARQL that runs as it stands and answers for everything. Its header says the question in words, its parameters
and its columns:

    # question: Which carriers deploy whose platforms, on what, and since when at the latest?
    # parameter vendor: entity Organization; only deployments of this supplier; e.g. Infinera
    # column carrier: who deploys

A parameter is a variable of the query. It stands in one or more lines that begin with `VALUES ?vendor { UNDEF }`; what
follows in such a line are patterns that only narrowing needs and that let everything pass as long as the variable is open.
Binding puts terms in place of UNDEF, as the RDF library writes them; leaving the parameter out removes its lines. Text of the
caller is never pasted into SPARQL.

The line stands inside the group whose patterns it narrows, before any OPTIONAL: outside it, the engine plans the group without
knowing the value and reads all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from telegrapher.errors import QueryError, UnknownNameError
from telegrapher.model import fold
from telegrapher.shipped import folder
from telegrapher.store import Result, Term

__all__ = [
    "Column",
    "Names",
    "Parameter",
    "Question",
    "Source",
    "ask",
    "entity_names",
    "question",
    "questions",
    "read_questions",
    "sentences",
]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SLOT = re.compile(r"^([ \t]*)VALUES \?(\w+) \{ UNDEF \}([^\n]*)\n", re.MULTILINE)
_PARAMETER = re.compile(r"# parameter (\w+): (entity|text|date|integer|code)(?: ([\w-]+))?; (.+); e\.g\. (.+)")
_COLUMN = re.compile(r"# column (\w+): (.+)")
_TITLE = re.compile(r"# question: (.+)")


class Source(Protocol):
    """What can answer SPARQL: an embedded store or a remote endpoint."""

    def run(self, text: str) -> Result:
        """The answer to `text`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a question can be narrowed to.

    Attributes:
        name: variable of the query.
        kind: `entity` (a name or address), `text`, `date` (ISO), `integer`, or `code` (a word of a code list).
        of: type that an entity must have, or the code list.
        meaning: in words.
        example: a value that means something on the sample releases.
    """

    name: str
    kind: str
    of: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer, and what it holds."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question, ready to be bound and asked."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name.

        Raises:
            UnknownNameError: there is none.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = tuple(parameter.name for parameter in self.parameters)
        raise UnknownNameError(f"question {self.name!r} has no parameter {name!r}; it has {', '.join(known) or 'none'}")

    def bind(self, values: Mapping[str, Sequence[Term]]) -> str:
        """The query with the given terms in its VALUES; parameters without a value are left open.

        Args:
            values: parameter name to one or more terms; several mean any of them.

        Raises:
            UnknownNameError: a name that is no parameter.
            QueryError: a term that cannot be written, for instance an address with a blank in it.
        """
        for name in values:
            self.parameter(name)

        def fill(slot: re.Match[str]) -> str:
            indent, name, rest = slot.groups()
            terms = values.get(name)
            return f"{indent}VALUES ?{name} {{ {' '.join(map(_written, terms))} }}{rest}\n" if terms else ""

        return _SLOT.sub(fill, self.text)


def _written(term: Term) -> str:
    """A term as SPARQL, by the RDF library, which escapes what must be escaped."""
    import pyoxigraph as ox

    try:
        if term.kind == "iri":
            return str(ox.NamedNode(term.value))
        return str(ox.Literal(term.value, datatype=ox.NamedNode(term.datatype)) if term.datatype else ox.Literal(term.value))
    except ValueError as error:
        raise QueryError(f"{term.value!r} cannot stand in a query: {error}") from error


def questions() -> Mapping[str, Question]:
    """The questions that ship with the package, by name."""
    return _read(folder("queries"))


def question(name: str) -> Question:
    """The shipped question of that name.

    Raises:
        UnknownNameError: there is none; near names are suggested.
    """
    known = questions()
    if name not in known:
        raise UnknownNameError(f"no question {name!r}", suggestions=_near(name, known))
    return known[name]


@cache
def _read(path: Path) -> Mapping[str, Question]:
    return {one.name: one for one in read_questions(path)}


def read_questions(path: Path) -> tuple[Question, ...]:
    """All questions of a folder, in order of name.

    Raises:
        QueryError: a header that does not fit its query; the line names the file.
    """
    return tuple(_question(file) for file in sorted(path.glob("*.rq")))


def _question(file: Path) -> Question:
    text = file.read_text(encoding="utf-8")
    header = [line for line in text.splitlines() if line.startswith("#")]
    title = next((found[1] for line in header if (found := _TITLE.fullmatch(line))), None)
    parameters = tuple(Parameter(f[1], f[2], f[3] or "", f[4], f[5]) for line in header if (f := _PARAMETER.fullmatch(line)))
    columns = tuple(Column(found[1], found[2]) for line in header if (found := _COLUMN.fullmatch(line)))
    slots = {found[2] for found in _SLOT.finditer(text)}
    read = (1 if title else 0) + len(parameters) + len(columns)
    if title is None or not columns or read != len(header):
        raise QueryError(f"{file.name}: a header line is not a question, parameter or column")
    if slots != {parameter.name for parameter in parameters}:
        raise QueryError(f"{file.name}: parameters and VALUES lines differ: {', '.join(sorted(slots)) or 'no VALUES'}")
    return Question(file.stem, title, parameters, columns, text)


@dataclass(frozen=True, slots=True)
class Names:
    """The names by which things can be asked for: folded form to addresses, the types of each, and its label."""

    forms: Mapping[str, tuple[str, ...]]
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
        if name in self.types:
            found: tuple[str, ...] = (name,)
        else:
            found = self.forms.get(fold(name), ())
        fitting = tuple(iri for iri in found if not kind or kind in self.types[iri])
        if fitting:
            return fitting
        if found:
            raise UnknownNameError(f"{name!r} is no {kind} here but {', '.join(sorted(set().union(*map(self.types.get, found))))}")  # type: ignore[arg-type]
        raise UnknownNameError(f"nothing here is called {name!r}", suggestions=self._near(name, kind))

    def _near(self, name: str, kind: str) -> tuple[str, ...]:
        forms = (form for form, iris in self.forms.items() if not kind or any(kind in self.types[iri] for iri in iris))
        return tuple(dict.fromkeys(self.labels[self.forms[form][0]] for form in _near(fold(name), forms)))


def _near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    return tuple(form for form, _, _ in process.extract(name, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=70))


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

    A name that no release uses stands for what the reference tables call so.

    Raises:
        QueryError: the source cannot answer.
    """
    forms: dict[str, tuple[str, ...]] = {}
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
        forms = {**_folded(found), **forms}
    return Names(forms, {iri: frozenset(kinds) for iri, kinds in types.items()}, labels)


def _folded(names: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    forms: dict[str, set[str]] = {}
    for name, iris in names.items():
        forms.setdefault(fold(name), set()).update(iris)
    return {form: tuple(sorted(iris)) for form, iris in forms.items()}


def ask(source: Source, asked: Question, values: Mapping[str, str], *, names: Names | None = None, lineage: bool = False) -> Result:
    """Bind what a person wrote and get the answer.

    Args:
        source: store or endpoint.
        asked: the question.
        values: parameter name to what was written: a name or address, a text, an ISO date, a number, a code word.
        names: of the graph, if they are at hand.
        lineage: take what is asked for together with those that it carries on, and those that carry it on.

    Raises:
        UnknownNameError: an unknown parameter or name.
        QueryError: a value of the wrong form.
    """
    bound: dict[str, tuple[Term, ...]] = {}
    for name, value in values.items():
        parameter = asked.parameter(name)
        if parameter.kind == "entity":
            names = names or entity_names(source)
            found = names.find(value, parameter.of)
            bound[name] = tuple(Term(iri, "iri") for iri in (_kin(source, found) if lineage else found))
        else:
            bound[name] = (_term(parameter, value),)
    return source.run(asked.bind(bound))


_KIN = Question(
    name="kin",
    title="Whom does an organisation carry on, and who carries it on?",
    parameters=(Parameter("entity", "entity", "Organization", "the organisation", ""),),
    columns=(),
    text="""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/telegrapher/id/graph/>
SELECT DISTINCT ?other WHERE {
  GRAPH graph:reference {
    VALUES ?entity { UNDEF }
    ?entity dcterms:isReplacedBy|^dcterms:isReplacedBy ?other .
  }
}
ORDER BY ?other
""",
)


def _kin(source: Source, iris: Iterable[str]) -> tuple[str, ...]:
    """The things, with their predecessors and successors."""
    own = tuple(iris)
    others = (str(row[0]) for row in source.run(_KIN.bind({"entity": [Term(iri, "iri") for iri in own]})))
    return tuple(dict.fromkeys((*own, *others)))


def _term(parameter: Parameter, value: str) -> Term:
    if parameter.kind == "code":
        return Term(f"https://w3id.org/telegrapher/id/{parameter.of}/{value}", "iri")
    try:
        if parameter.kind == "date":
            return Term(date.fromisoformat(value).isoformat(), "literal", _XSD + "date")
        if parameter.kind == "integer":
            return Term(str(int(value)), "literal", _XSD + "integer")
    except ValueError:
        wanted = {"date": "a date like 2014-05-20", "integer": "a whole number"}[parameter.kind]
        raise QueryError(f"--{parameter.name} wants {wanted}, not {value!r}; for instance {parameter.example}") from None
    return Term(value)


_SENTENCES = Question(
    name="sentences",
    title="Which words say a statement, and where do they stand?",
    parameters=(Parameter("statement", "entity", "Statement", "the statements", ""),),
    columns=(),
    text="""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tel: <https://w3id.org/telegrapher/ontology#>
SELECT ?statement ?quote ?title ?published WHERE {
  VALUES ?statement { UNDEF }
  GRAPH ?release {
    ?statement a tel:Statement ; tel:evidence ?words .
    ?words tel:quote ?quote ; tel:start ?start .
    ?release rdfs:label ?title .
    OPTIONAL { ?release dcterms:issued ?published }
  }
}
ORDER BY ?statement ?start
""",
)


def sentences(source: Source, answer: Result) -> dict[str, tuple[str, ...]]:
    """The words behind the statements of an answer, ready to read.

    Args:
        source: where the answer came from.
        answer: one that has a column `statement`.

    Returns:
        Address of a statement to lines of quotation, title and date; empty if the answer names no statements.

    Raises:
        QueryError: the source cannot answer.
    """
    if "statement" not in answer.columns:
        return {}
    place = answer.columns.index("statement")
    wanted = sorted({row[place].value for row in answer.rows if row[place] is not None})  # type: ignore[union-attr]
    if not wanted:
        return {}
    found: dict[str, list[str]] = {}
    for statement, quote, title, published in source.run(_SENTENCES.bind({"statement": [Term(iri, "iri") for iri in wanted]})):
        line = f"“{quote}” — {title}, {published or 'undated'}"
        found.setdefault(str(statement), []).append(line)
    return {statement: tuple(lines) for statement, lines in found.items()}
