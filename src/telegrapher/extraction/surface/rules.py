"""Rows of names and what they say, as read from `data/rules/surface/rows.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from telegrapher.errors import RuleError
from telegrapher.extraction.frames.frame import Example, examples_in, groups
from telegrapher.rules import rule_set, table

__all__ = ["Row", "Words", "referring", "rows", "words"]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What names in a row behind a noun (or verb) are to somebody.

    Attributes:
        nouns: words that tell it, in all their forms.
        row, owner: types that may stand in the row, and types that may have it.
        subject, predicate, object: the statement; ends are `row` or `owner`.
        through: words that lead from the owner to the noun where he is not its possessor; he is never sought there if empty.
        leads: words that open the row.
        loose: whether a noun at the head of its sentence may belong to who was spoken of before.
        owned: whether a name counts of which only something is named: "a partnership with X's laboratory".
        led: whether only words of `through` lead to the owner: "its companies" are no users of what it sells.
        behind: whether the noun stands behind the row: "the A, B and C brands"; then it is a plural.
        least: how many names the row must have.
        status: status of the statement, if any.
    """

    name: str
    nouns: frozenset[str]
    row: frozenset[str]
    owner: frozenset[str]
    subject: str
    predicate: str
    object: str
    through: frozenset[str]
    leads: frozenset[str]
    loose: bool
    owned: bool
    led: bool
    behind: bool
    least: int
    status: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that all rows share; see the head of the file."""

    marks: frozenset[str]
    articles: frozenset[str]
    bodies: frozenset[str]
    unless: frozenset[str]
    inside: frozenset[str]
    whose: frozenset[str]
    clauses: frozenset[str]
    turns: frozenset[str]


@cache
def referring() -> Mapping[str, str]:
    """Nouns of reference that tell the role of an organisation, and the type that goes with each."""
    return {noun: kind for kind, nouns in table("surface/rows")["referring"].items() for noun in nouns}


@cache
def words() -> Words:
    """The words that all rows share."""
    return rule_set(Words, "surface/rows")


@cache
def rows() -> tuple[Row, ...]:
    """All rows, in order.

    Raises:
        RuleError: a rule breaks the grammar; says which and how.
    """
    return tuple(_row(entry) for entry in table("surface/rows")["rows"])


def _row(entry: Mapping[str, Any]) -> Row:
    where = f"rows.yaml: {entry.get('name')}"
    unknown = sorted(
        set(entry)
        - {
            "name",
            "noun",
            "verb",
            "row",
            "owner",
            "says",
            "through",
            "with",
            "loose",
            "owned",
            "led",
            "behind",
            "least",
            "status",
            "examples",
        }
    )
    if unknown:
        raise RuleError(f"unknown key {unknown[0]!r}", where=where)
    parts = entry["says"].split()
    if len(parts) != 3 or {parts[0], parts[2]} != {"row", "owner"}:
        raise RuleError("should say 'row RELATION owner' or 'owner RELATION row'", where=where)
    own = entry.get("with") or ()
    return Row(
        entry["name"],
        frozenset(form for noun in entry.get("noun") or () for form in _forms(noun)) | frozenset(entry.get("verb") or ()),
        groups().spread(entry["row"].split("|")),
        groups().spread(entry["owner"].split("|")),
        parts[0],
        parts[1],
        parts[2],
        frozenset(entry.get("through") or ()),
        frozenset((*(table("surface/rows")["leads"] if entry.get("noun") and not entry.get("verb") else ()), *own)),
        bool(entry.get("loose")),
        bool(entry.get("owned")),
        bool(entry.get("led")),
        bool(entry.get("behind")),
        int(entry.get("least") or 1),
        entry.get("status") or "",
        examples_in(entry),
    )


def _forms(noun: str) -> tuple[str, str]:
    """A noun and its plural."""
    if re.search(r"(?:[^aeiou]y)$", noun):
        return noun, f"{noun[:-1]}ies"
    return noun, f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
