"""The clauses of a sentence, told by marks and joining words alone: what is said of one firm beside what is said of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.surface.items import Item
from telegrapher.rules import rule_set

__all__ = ["clauses_of"]


@dataclass(frozen=True, slots=True)
class _Words:
    parting: frozenset[str]
    joining: frozenset[str]
    opening: frozenset[str]
    clausal: frozenset[str]
    starting: frozenset[str]
    row: frozenset[str]
    least: int
    least_beside_marks: int


@cache
def _words() -> _Words:
    return rule_set(_Words, "surface/clauses")


def clauses_of(items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """The parts of a sentence that tell something by themselves, in order; the whole where it is one clause.

    Args:
        items: a sentence as words, marks and names.

    Returns:
        Rows of the same items without the marks and words between clauses. Members of a list are never parted.
    """
    opened = bool(items) and items[0].word in _words().opening
    parts: list[tuple[Item, ...]] = []
    start = depth = 0
    for i in range(1, len(items) - 1):
        depth += (items[i].word == "(") - (items[i].word == ")")
        if i < start or depth > 0:
            continue
        skipped = _skipped(items, i, opened)
        behind = items[i + skipped :]
        if skipped and start < i and _tells(items[start:i], items[i].word) and (opened or _tells(behind, items[i].word)):
            parts.append(tuple(items[start:i]))
            start = i + skipped
    return (*parts, tuple(items[start:]))


def _skipped(items: Sequence[Item], at: int, opened: bool) -> int:
    """How many items at `at` stand between two clauses; none if this is no such place."""
    word, behind = items[at].word, items[at + 1]
    if items[at].mention is None and word in _words().parting:
        return 1
    if word != "," or items[at].mention is not None:
        return 0
    if behind.mention is None and behind.word in _words().joining:
        return 2
    fronted = opened and items[0].word in _words().clausal and behind.word in _words().starting
    return 1 if fronted or (opened and behind.mention is not None) else 0


def _tells(part: Sequence[Item], mark: str) -> bool:
    """Whether a part beside a mark is a clause, not a name in a row: it has words enough, or a name and its verb open it."""
    opening = part[part[0].word in _words().clausal :]
    if len(opening) > 2 and opening[0].mention is not None and opening[1].is_plain and _has_verb(opening):
        return True
    least = _words().least if mark == "," else _words().least_beside_marks
    return sum(item.is_plain and item.word not in _words().row for item in part) >= least


def _has_verb(part: Sequence[Item]) -> bool:
    """Whether a word that is none of rows follows the name that opens a part, an adverb at most between."""
    return any(item.is_plain and item.word not in _words().row for item in part[1:3])
