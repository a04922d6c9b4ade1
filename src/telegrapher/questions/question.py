"""A question: read from its file, bound to values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from telegrapher.errors import QueryError, UnknownNameError
from telegrapher.questions.likeness import near
from telegrapher.shipped import folder
from telegrapher.store import Term

__all__ = ["Column", "Parameter", "Question", "question", "questions", "read_questions"]

_SLOT = re.compile(r"^([ \t]*)VALUES \?(\w+) \{ UNDEF \}([^\n]*)\n", re.MULTILINE)
_PARAMETER = re.compile(r"# parameter (\w+): (entity|text|date|integer|code)(?: ([\w-]+))?; (.+); e\.g\. (.+)")
_COLUMN = re.compile(r"# column (\w+): (.+)")
_TITLE = re.compile(r"# question: (.+)")


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
        if term.language:
            return str(ox.Literal(term.value, language=term.language))
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
        raise UnknownNameError(f"no question {name!r}", suggestions=near(name, known))
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
