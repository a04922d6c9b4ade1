"""Answers as text: an aligned table, CSV, TSV, SPARQL JSON, Turtle."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

import pyoxigraph as ox

from telegrapher.errors import QueryError
from telegrapher.store.graphs import PREFIXES
from telegrapher.store.result import Result, Term

__all__ = ["FORMATS", "to_csv", "to_json", "to_table", "to_tsv", "to_turtle", "write"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDEST: Final = 60
_ESCAPES: Final = {ord(c): e for c, e in {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}.items()}


def write(result: Result, form: str) -> str:
    """The answer in one of `FORMATS`, ending with a newline.

    Raises:
        QueryError: no such format, or one that cannot hold this kind of answer.
    """
    if form not in FORMATS:
        raise QueryError(f"there is no result format {form!r}; choose one of {', '.join(FORMATS)}")
    return FORMATS[form](result)


def to_table(result: Result) -> str:
    """An aligned table for people: IRIs of known vocabularies shortened, long cells cut, control characters shown as blanks."""
    if result.truth is not None:
        return ("yes" if result.truth else "no") + "\n"
    cells = [[_cell(term) for term in row] for row in result.rows]
    widths = [min(max([_width(name), *(_width(row[i]) for row in cells)]), _WIDEST) for i, name in enumerate(result.columns)]
    lines = [list(result.columns), ["-" * width for width in widths], *cells]
    text = ("  ".join(_pad(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)
    return "\n".join(text) + "\n"


def to_csv(result: Result, *, raw: bool = False) -> str:
    """CSV with a header; cells that a spreadsheet would run as a formula get a leading `'` unless `raw`.

    Numbers are left alone. Lines end with a newline alone.
    """
    if result.truth is not None:
        return f"truth\n{str(result.truth).lower()}\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    for row in result.rows:
        writer.writerow([("" if term is None else term.value) if raw else _harmless(term) for term in row])
    return out.getvalue()


def to_tsv(result: Result) -> str:
    """SPARQL 1.1 TSV: terms in Turtle syntax, nothing lost."""
    if result.truth is not None:
        return f"?truth\n{str(result.truth).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ["\t".join("" if term is None else turtle_term(term) for term in row) for row in result.rows]
    return "\n".join(lines) + "\n"


def to_json(result: Result) -> str:
    """SPARQL 1.1 JSON results, one solution a line."""
    if result.truth is not None:
        return json.dumps({"head": {}, "boolean": result.truth}) + "\n"
    rows = [
        json.dumps(
            {name: _json(term) for name, term in zip(result.columns, row, strict=True) if term is not None}, ensure_ascii=False
        )
        for row in result.rows
    ]
    head = json.dumps({"vars": list(result.columns)}, ensure_ascii=False)
    return f'{{"head": {head}, "results": {{"bindings": [\n' + ",\n".join(rows) + "\n]}}\n"


def to_turtle(result: Result) -> str:
    """Turtle of the triples of a CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: the answer has no triples.
    """
    if not result.graph:
        raise QueryError("only the answer to CONSTRUCT or DESCRIBE can be written as Turtle; choose another format")
    triples = ox.parse(
        "".join(" ".join(turtle_term(term) for term in row if term) + " .\n" for row in result.rows), format=ox.RdfFormat.N_TRIPLES
    )
    data = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return (data or b"").decode()


FORMATS: Final[Mapping[str, Callable[[Result], str]]] = {
    "table": to_table,
    "csv": to_csv,
    "tsv": to_tsv,
    "json": to_json,
    "turtle": to_turtle,
}
"""Result formats by name."""


def turtle_term(term: Term) -> str:
    """A term in N-Triples syntax.

    >>> turtle_term(Term("fibre", language="en"))
    '"fibre"@en'
    """
    if term.kind == "iri":
        return f"<{term.value}>"
    if term.kind == "blank":
        return f"_:{term.value}"
    if term.kind == "triple":
        return f"<<( {term.value} )>>"
    quoted = f'"{term.value.translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^<{term.datatype}>" if term.datatype else quoted


def _json(term: Term) -> dict[str, str]:
    if term.kind == "iri":
        return {"type": "uri", "value": term.value}
    if term.kind == "blank":
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = term.datatype
    return found


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    value = term.value
    if term.kind == "iri":
        short = next((f"{prefix}:{value[len(space) :]}" for prefix, space in PREFIXES.items() if value.startswith(space)), value)
        value = short
    value = "".join(" " if unicodedata.category(c)[0] == "C" or c in "\u2028\u2029" else c for c in value)
    return value if _width(value) <= _WIDEST else value[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _harmless(term: Term | None) -> str:
    if term is None:
        return ""
    number = term.datatype.startswith(PREFIXES["xsd"]) and term.value.lstrip("+-").replace(".", "", 1).isdigit()
    return f"'{term.value}" if term.value.startswith(_FORMULA) and not number else term.value
