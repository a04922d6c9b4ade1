"""Answers as plain values: columns and rows of terms, a truth value, or triples."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from telegrapher.errors import QueryError
from telegrapher.store.graphs import PREFIXES

__all__ = ["Result", "Term", "from_json", "from_turtle", "one_line"]

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term: an IRI, or a literal with its datatype and language.

    Attributes:
        value: the IRI, or the literal's text.
        kind: `iri`, `literal`, `blank` or `triple` (then `value` is its Turtle).
        datatype: IRI of a literal's datatype; empty for plain strings and for what is no literal.
        language: language tag, or empty.
    """

    value: str
    kind: str = "literal"
    datatype: str = ""
    language: str = ""

    @classmethod
    def of(cls, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
        """The same term without its library."""
        if isinstance(term, ox.NamedNode):
            return cls(term.value, "iri")
        if isinstance(term, ox.Literal):
            datatype = term.datatype.value
            return cls(term.value, "literal", "" if datatype in (_STRING, _LANG_STRING) else datatype, term.language or "")
        if isinstance(term, ox.BlankNode):
            return cls(term.value, "blank")
        return cls(str(term), "triple")

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    Attributes:
        columns: names of the variables of a SELECT; `s p o` of the triples of CONSTRUCT or DESCRIBE; none for ASK.
        rows: one tuple a solution, a term or `None` (unbound) a column, in the order of the answer.
        truth: answer to an ASK, else `None`.
        graph: whether the rows are triples.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truth: bool | None = None
    graph: bool = False

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows) if self.truth is None else self.truth

    @classmethod
    def of(cls, answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
        """Take up what pyoxigraph answered; triples are sorted and freed of doubles."""
        if isinstance(answer, ox.QueryBoolean):
            return cls((), (), truth=bool(answer))
        if isinstance(answer, ox.QuerySolutions):
            columns = tuple(variable.value for variable in answer.variables)
            memo: dict[object, Term] = {}
            return cls(columns, tuple(_row(solution, memo) for solution in answer))
        return cls.of_triples(answer)

    @classmethod
    def of_triples(cls, found: Iterable[ox.Triple | ox.Quad]) -> Result:
        """Triples (or quads, whose graph is left out), sorted and freed of doubles."""
        triples = sorted({str(triple): triple for triple in found}.items())
        return cls(
            ("s", "p", "o"), tuple((Term.of(t.subject), Term.of(t.predicate), Term.of(t.object)) for _, t in triples), graph=True
        )

    @classmethod
    def evaluate(cls, store: ox.Store, text: str, default: Sequence[ox.NamedNode | ox.DefaultGraph]) -> Result:
        """Run a query to its end in this process; `PREFIXES` are known to it.

        Raises:
            QueryError: the query is wrong, or the store failed.
        """
        try:
            return cls.of(store.query(text, prefixes=dict(PREFIXES), default_graph=list(default)))
        except SyntaxError as error:
            raise QueryError(f"the SPARQL is wrong: {one_line(str(error))}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {one_line(str(error))}") from error


def from_json(data: bytes) -> Result:
    """Read SPARQL 1.1 JSON results of any server; Virtuoso's `typed-literal` is taken for a literal.

    Raises:
        ValueError: it is not whole, or something else.
    """
    try:
        body = json.loads(data)
        if "boolean" in body:
            return Result((), (), truth=bool(body["boolean"]))
        columns = tuple(str(name) for name in body["head"]["vars"])
        bindings = body["results"]["bindings"]
        rows = tuple(tuple(_term(row[name]) if name in row else None for name in columns) for row in bindings)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no SPARQL results: {error}") from error
    return Result(columns, rows)


def from_turtle(data: bytes) -> Result:
    """Read the Turtle that answers a CONSTRUCT or DESCRIBE.

    Raises:
        ValueError: it is not whole, or something else.
    """
    try:
        return Result.of_triples(ox.parse(data, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise ValueError(str(error)) from error


def _term(binding: Mapping[str, str]) -> Term:
    kind, value = binding["type"], binding["value"]
    if not isinstance(value, str):
        raise TypeError("a value that is no text")
    if kind == "uri":
        return Term(value, "iri")
    if kind == "bnode":
        return Term(value, "blank")
    if kind not in ("literal", "typed-literal"):
        raise KeyError(kind)
    datatype = binding.get("datatype", "")
    return Term(value, "literal", "" if datatype in (_STRING, _LANG_STRING) else datatype, binding.get("xml:lang", "").lower())


def one_line(message: str, *, limit: int = 300) -> str:
    """A message of others as one line of bounded length, without control characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _row(solution: ox.QuerySolution, memo: dict[object, Term]) -> tuple[Term | None, ...]:
    row = []
    for term in solution:
        known = memo.get(term) if term is not None else None
        if known is None and term is not None:
            known = memo[term] = Term.of(term)
        row.append(known)
    return tuple(row)
