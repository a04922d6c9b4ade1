"""Cases of `cases.yaml`, and answers as plain rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from telegrapher import questions
from telegrapher.questions import Names, Source

HERE = Path(__file__).parent
CASES: Mapping[str, Mapping[str, Any]] = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))
ADDRESSES = ("statement", "otherStatement", "address")
"""Columns of addresses made from content, which say nothing to a reader."""

Row = tuple[str, ...]


def label(ask: Mapping[str, str]) -> str:
    """A case in words: `vendor=Lumitron carrier=Eastel`."""
    return "; ".join(f"{name}={value}" for name, value in ask.items())


def columns(name: str) -> tuple[str, ...]:
    """The columns of a question that can be compared."""
    return tuple(column.name for column in questions.question(name).columns if column.name not in ADDRESSES)


def answer(source: Source, name: str, ask: Mapping[str, str], names: Names | None = None) -> list[Row]:
    """Rows of an answer, in order, without addresses; empty texts for what is unbound."""
    result = questions.ask(source, questions.question(name), ask, names=names)
    keep = [place for place, column in enumerate(result.columns) if column not in ADDRESSES]
    return [tuple("" if row[place] is None else str(row[place]) for place in keep) for row in result]


def expected(name: str) -> dict[str, list[Row]]:
    """The rows that stand in the file of a question, by case."""
    found: dict[str, list[Row]] = {label(ask): [] for ask in CASES[name]["ask"]}
    with (HERE / "expected" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        assert tuple(next(reader)) == ("case", *columns(name))
        for case, *cells in reader:
            found[case].append(tuple(cells))
    return found


def every(what: str) -> Iterator[tuple[str, Any]]:
    """Question and case, for all cases of a sort: `ask`, `empty` or `never`."""
    for name, cases in CASES.items():
        found = cases.get(what, ())
        for case in [found] if isinstance(found, dict) else found:
            yield name, case
