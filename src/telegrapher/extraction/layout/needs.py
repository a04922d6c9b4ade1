"""What a pattern cannot match without: seen in the pattern itself, before it is tried on a text."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]  # the library's own parser: it alone reads all that a pattern may hold
from typing import Any

__all__ = ["needs"]

_FIRST, _LAST = 0xE000, 0xF8FF
"""Private-use characters: names are masked with them."""

_REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT})

Needs = tuple[frozenset[str], ...]
"""Sets of characters of each of which a text must hold at least one."""


def needs(pattern: str) -> Needs:
    """The private-use characters that a text must hold for a pattern to match in it.

    Args:
        pattern: a valid regular expression.

    >>> [sorted(map(ord, some)) for some in needs("\\ue001+ (?:of|in) [\\ue002\\ue003]|\\ue001")]
    [[57345]]
    """
    return tuple(dict.fromkeys(_of(_parser.parse(pattern))))


def _of(parts: Iterable[Any]) -> list[frozenset[str]]:
    return [need for kind, what in parts for need in _of_part(kind, what)]


def _of_part(kind: Any, what: Any) -> list[frozenset[str]]:
    if kind is _constants.LITERAL:
        return [frozenset(chr(what))] if _FIRST <= what <= _LAST else []
    if kind is _constants.IN:
        masked = all(one is _constants.LITERAL and _FIRST <= code <= _LAST for one, code in what)
        return [frozenset(chr(code) for _, code in what)] if masked else []
    if kind is _constants.SUBPATTERN:
        return _of(what[3])
    if kind in _REPEATS:
        return _of(what[2]) if what[0] else []
    if kind is _constants.ATOMIC_GROUP:
        return _of(what)
    return _of_ways([_of(way) for way in what[1]]) if kind is _constants.BRANCH else []


def _of_ways(ways: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Of alternatives: one of the first needs of each, as there is nothing that all need."""
    return [frozenset().union(*(way[0] for way in ways))] if all(ways) else []
