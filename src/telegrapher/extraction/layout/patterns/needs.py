"""What a pattern cannot match without: seen in the pattern itself, before it is tried on a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

try:  # The library's own parser alone reads all that a pattern may hold, but no promise is given for it.
    from re import _parser  # type: ignore[attr-defined]
except ImportError:
    _parser = None

__all__ = ["needs", "words"]

_FIRST, _LAST = 0xE000, 0xF8FF
"""Private-use characters: names are masked with them."""

_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})

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
    return tuple(dict.fromkeys(_of(_parser.parse(pattern)))) if _parser is not None else ()


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
    if name in _REPEATS:
        return _of(what[2]) if what[0] else []
    if name == "ATOMIC_GROUP":
        return _of(what)
    return _of_ways([_of(way) for way in what[1]]) if name == "BRANCH" else []


def _of_ways(ways: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Of alternatives: one of the first needs of each, as there is nothing that all need."""
    return [frozenset().union(*(way[0] for way in ways))] if all(ways) else []


_SHORTEST = 2
"""Letters of a text that is worth looking for."""


def words(pattern: str) -> tuple[frozenset[str], ...]:
    """The texts, case-folded, of each set of which one must stand for a pattern to match: what it spells out letter by letter.

    Args:
        pattern: a valid regular expression.

    >>> [sorted(some) for some in words("(?:[Ss]old|(?i:lent)) to [a-z]+ of(?: old)?")]
    [['lent', 'sold'], [' to '], [' of']]
    """
    return tuple(dict.fromkeys(_spelt(_parser.parse(pattern)))) if _parser is not None else ()


def _spelt(parts: Iterable[Any]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    run = ""
    for kind, what in (*parts, ("END", None)):
        if letter := _letter(kind, what):
            run += letter
            continue
        found += [frozenset((run,))] if len(run.strip()) >= _SHORTEST else []
        run = ""
        found += _spelt_in(kind, what)
    return found


def _letter(kind: Any, what: Any) -> str:
    """The one letter, case-folded, that a part of a pattern stands for; nothing for others."""
    name = str(kind)
    codes = [what] if name == "LITERAL" else [code for one, code in what if str(one) == "LITERAL"] if name == "IN" else []
    letters = {chr(code).casefold() for code in codes if code < 128}
    return letters.pop() if len(letters) == 1 and len(codes) == (len(what) if name == "IN" else 1) else ""


def _spelt_in(kind: Any, what: Any) -> list[frozenset[str]]:
    name = str(kind)
    if name == "SUBPATTERN":
        return _spelt(what[3])
    if name in _REPEATS:
        return _spelt(what[2]) if what[0] else []
    if name == "ATOMIC_GROUP":
        return _spelt(what)
    ways = [_spelt(way) for way in what[1]] if name == "BRANCH" else []
    best = [max(way, key=lambda some: (min(map(len, some)), -len(some)), default=frozenset()) for way in ways]
    if not all(best):
        return []
    every = {text for some in best for text in some}
    shortest = frozenset(text for text in every if not any(other in text for other in every - {text}))
    return [shortest] if shortest else []
