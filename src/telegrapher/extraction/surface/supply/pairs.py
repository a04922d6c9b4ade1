"""Pairs of organisations that work together, read off the words that join them: "an agreement between X and Y"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from telegrapher.extraction.page import SILENT, Page
from telegrapher.extraction.surface.items import Item, forms_of, items_of
from telegrapher.extraction.surface.supply.rules import taken_back
from telegrapher.model import Draft, Found, Mention
from telegrapher.rules import rule_set

__all__ = ["read_pairs"]

_NEAR = 5
"""Words between the two, at most."""


@dataclass(frozen=True, slots=True)
class _Words:
    cues: frozenset[str]
    joining: frozenset[str]
    links: frozenset[str]
    bars: frozenset[str]
    kinds: frozenset[str]


@cache
def _words() -> _Words:
    return rule_set(_Words, "surface/pairs")


def read_pairs(page: Page) -> tuple[Draft, ...]:
    """Two organisations, and no third, that a sentence joins and says to work together.

    Args:
        page: with mentions, references resolved.
    """
    return tuple(
        draft
        for sentence in page.sentences
        if sentence.zone not in SILENT and len(_bodies(page, page.mentions_in(sentence.span))) > 1
        for draft in _pair(page, items_of(page, sentence))
    )


def _bodies(page: Page, named: Iterable[Mention]) -> frozenset[str]:
    """Keys of the organisations among some names."""
    return frozenset(mention.key for mention in named if page.type_of(mention) in _words().kinds)


def _pair(page: Page, items: tuple[Item, ...]) -> Iterator[Draft]:
    bodies = [i for i, item in enumerate(items) if item.mention is not None and page.type_of(item.mention) in _words().kinds]
    keys = dict.fromkeys(mention.key for i in bodies if (mention := items[i].mention) is not None)
    words = forms_of(items)
    cues = [i for i, one in enumerate(words) if not one.isdisjoint(_words().cues)]
    if not cues or any(not one.isdisjoint(_words().bars) for one in words) or any(taken_back(items, words, i) for i in cues):
        return
    for first, second in pairwise(bodies):
        one, two = items[first].mention, items[second].mention
        if one is not None and two is not None and one.key != two.key and _joined(items, first, second):
            if len(keys) > 2 and not _told(items, words, first):
                continue
            sentence = page.sentence_at(one.span.start)
            if sentence is not None and not _supply(page, one, two):
                yield Draft(one, "partnersWith", two, (sentence.span,), "joined-pair")
            return


def _joined(items: tuple[Item, ...], first: int, second: int) -> bool:
    """Whether the words between two names join them: only such words, or "with" right before the second."""
    between = [item.word for item in items[first + 1 : second]]
    if any(item.mention is not None and item.mention.found is not Found.REFERENCE for item in items[first + 1 : second]):
        return False
    if not _words().joining.isdisjoint(between) and _words().links.issuperset(between) and len(between) <= _NEAR:
        return True
    opened = any(item.word == "between" for item in items[max(0, first - _NEAR) : first])
    if opened and "and" in between and len(between) <= _NEAR:
        return True
    return "with" in between[-3:] and not {";", ":"} & set(between)


def _told(items: tuple[Item, ...], words: list[frozenset[str]], first: int) -> bool:
    """Whether a word of working together leads right to a pair, so that it is told of no others: "an agreement between X and Y"."""
    opening = next((i for i in range(first - 1, max(-1, first - 1 - _NEAR), -1) if items[i].word == "between"), None)
    if opening is None:
        return False
    return any(not words[i].isdisjoint(_words().cues) for i in range(max(0, opening - _NEAR), opening))


def _supply(page: Page, one: Mention, two: Mention) -> bool:
    """Whether one of the two is the likely supplier of the other, with whom "agreement" is no alliance."""
    return {page.type_of(one), page.type_of(two)} == {"Vendor", "Carrier"}
