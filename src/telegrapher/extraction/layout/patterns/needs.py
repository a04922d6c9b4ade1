"""What a pattern cannot match without: seen in the pattern itself, before it is tried on a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from telegrapher.extraction.spelling import REPEATS, parsed

__all__ = ["needs"]

_FIRST, _LAST = 0xE000, 0xF8FF
"""Private-use characters: names are masked with them."""


Needs = tuple[frozenset[str], ...]
"""Sets of characters of each of which a text must hold at least one."""


def needs(pattern: str) -> Needs:
    """The private-use characters that a text must hold for a pattern to match in it.

    Where Python's parser of patterns cannot be had there are none: then every pattern is tried, which costs time alone.

    Args:
        pattern: a valid regular expression.

    >>> [sorted(map(ord, some)) for some in needs("\\ue001+ (?:of|in) [\\ue002\\ue003]|\\ue001")]
    [[57345]]
    """
    return tuple(dict.fromkeys(_of(parsed(pattern))))


def _of(parts: Iterable[Any]) -> list[frozenset[str]]:
    return [need for kind, what in parts for need in _of_part(kind, what)]


def _of_part(kind: Any, what: Any) -> list[frozenset[str]]:
    """What a part of a pattern needs; nothing, if it is of a kind that is not known here."""
    name = str(kind)
    if name == "LITERAL":
        return [frozenset(chr(what))] if _FIRST <= what <= _LAST else []
    if name == "IN":
        masked = all(str(one) == "LITERAL" and _FIRST <= code <= _LAST for one, code in what)
        return [frozenset(chr(code) for _, code in what)] if masked else []
    if name == "SUBPATTERN":
        return _of(what[3])
    if name in REPEATS:
        return _of(what[2]) if what[0] else []
    if name == "ATOMIC_GROUP":
        return _of(what)
    return _of_ways([_of(way) for way in what[1]]) if name == "BRANCH" else []


def _of_ways(ways: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Of alternatives: one of the first needs of each, as there is nothing that all need."""
    return [frozenset().union(*(way[0] for way in ways))] if all(ways) else []
