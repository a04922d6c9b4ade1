"""Whether letters are made from words: initials, beginnings of words, most of a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.names.text.tokens import Token
from telegrapher.rules import rule_set

__all__ = ["abbreviates", "contracts", "fits"]


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    small: frozenset[str]
    left_out: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "definitions", plain=True)


def contracts(short: str, capped: list[tuple[int, Token]]) -> bool:
    """Whether a word of several capitals is made of the beginnings of all words: "AquaComms" of "Aqua Communications".

    A run of capitals stands for as many words ("CVTelecom" of "Cabo Verde Telecom").
    """
    parts = re.findall(r"[A-Z]{2,}(?=[A-Z][a-z])|[A-Z][a-z]+", short)
    words = [token.low for _, token in capped if token.is_cap]
    if len(parts) < 2 or "".join(parts) != short:
        return False
    for part in parts:
        size = len(part) if part.isupper() else 1
        taken, words = words[:size], words[size:]
        if part.isupper():
            fitting = [word[0] for word in taken] == list(part.lower())
        else:
            fitting = bool(taken) and len(part) >= 3 and taken[0].startswith(part[:3].lower())
        if not fitting:
            return False
    return not words


def abbreviates(short: str, capped: list[tuple[int, Token]]) -> bool:
    """Whether initials fit a name that gives only most of them ("GITGE": the land is named outside, the rest in order)."""
    if not re.fullmatch(r"[A-Z]{4,7}", short):
        return False
    initials = "".join(token.low[0] for _, token in capped if token.is_cap)
    return len(initials) >= 3 and short.lower().startswith(initials) and len(initials) * 5 >= len(short) * 3


def fits(letters: str, words: list[str]) -> bool:
    """Whether the letters of a short form are taken from the words in order, the first letter opening the first word.

    Each word gives at least its first letter or (if small) none; digits match numbers.

    >>> fits("EIG", ["Europe", "India", "Gateway"]), fits("SMBS", ["Southwest", "Minnesota", "Broadband", "Services"])
    (True, True)
    """
    parts = [part for word in words for part in re.split(r"[-/–’']", word) if part]
    if not parts or not letters or parts[0][0].lower() != letters[0].lower():
        return False
    return _take(letters.lower(), [part.lower() for part in parts], 0, 0, 60 if len(letters) > 2 else 30)


def _take(letters: str, parts: list[str], at: int, part: int, fuel: int) -> bool:
    """Matches greedily by initials, allowing small words to be skipped and up to three letters from one word."""
    if at == len(letters):
        return all(p in _classes().small or p in _classes().left_out for p in parts[part:])
    if part == len(parts) or fuel <= 0:
        return False
    word = parts[part]
    if word.isdigit() and letters.startswith(word, at):
        return _take(letters, parts, at + len(word), part + 1, fuel)
    for size in (1, 2, 3):
        if (
            at + size <= len(letters)
            and _in_order(letters[at : at + size], word)
            and _take(letters, parts, at + size, part + 1, fuel - size * 8)
        ):
            return True
    if word in _classes().small:
        return _take(letters, parts, at, part + 1, fuel - 1)
    return at > 0 and fuel > 30 and _take(letters, parts, at, part + 1, fuel - 31)


def _in_order(piece: str, word: str) -> bool:
    if piece[0] == "x" and word.startswith("ex"):
        word = word[1:]  # "IX" for "Internet Exchange"
    if word[0] != piece[0]:
        return False
    position = 0
    for letter in piece[1:]:
        position = word.find(letter, position + 1)
        if position < 0:
            return False
    return True
