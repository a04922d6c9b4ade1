"""Names of firms whose last word has no capital: "Baltra telecom", told by a line "About Baltra telecom" or by its land."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from telegrapher.extraction.names.text.tokens import Token
from telegrapher.extraction.names.text.words import english, listed, read_rules

__all__ = ["small_tails"]

_LONGEST = 6
"""Words of a line that holds nothing but "About" and a name."""


def small_tails(lines: Sequence[Sequence[Token]]) -> frozenset[tuple[str, str]]:
    """The pairs of a capitalised word and a word of the trade in lower case that together end a firm's name.

    In running text "Baltra telecom" may be the start of "Baltra telecom equipment"; a line that consists of "About" and the name
    tells where it ends, and so does a land behind "of".

    Args:
        lines: the words of the release, line by line.

    Returns:
        Each pair as the text writes it.
    """
    small = listed("words", "small_tails")
    found = set()
    for line in lines:
        found |= _seated(line, small)
        words = [token for token in line if token.text != ":"]
        if not 3 <= len(words) <= _LONGEST or words[0].low != "about" or words[-1].text not in small:
            continue
        name = words[2:] if words[1].text == "the" else words[1:]
        if len(name) > 1 and all(token.is_cap for token in name[:-1]):
            found.add((name[-2].text, name[-1].text))
    return frozenset(found)


def _seated(line: Sequence[Token], small: frozenset[str]) -> set[tuple[str, str]]:
    """The pairs before a land: "Baltra telecom of Norway"."""
    lands = _lands()
    return {
        (one.text, two.text)
        for one, two, word, land in zip(line, line[1:], line[2:], line[3:], strict=False)
        if word.text == "of" and two.text in small and one.is_cap and land.text in lands and one.low not in english()
    }


@lru_cache(maxsize=1)
def _lands() -> frozenset[str]:
    return frozenset(read_rules("places")["countries"])
