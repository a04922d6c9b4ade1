"""A sentence as a row of words and names, without a parse: what surface patterns are met with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from telegrapher.extraction.page import Page, Sentence
from telegrapher.extraction.syntax import lemmas
from telegrapher.model import Mention

__all__ = ["Item", "forms_of", "items_of"]

_WORD = re.compile(r"['’]s\b|[A-Za-z][\w.-]*\w|\d[\d.,]*\d|\w+|[^\w\s]")


class Item(NamedTuple):
    """A word in lower case, a mark, or a name (then `mention` is set)."""

    word: str
    mention: Mention | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is a word, neither a name nor a mark."""
        return self.mention is None and self.word[:1].isalpha()


def items_of(page: Page, sentence: Sentence) -> tuple[Item, ...]:
    """The words, marks and names of a sentence, in order."""
    text, at = page.release.text, sentence.span.start
    items: list[Item] = []
    for mention in page.mentions_in(sentence.span):
        items.extend(_words(text, at, mention.span.start))
        items.append(Item("", mention))
        at = mention.span.end
    items.extend(_words(text, at, sentence.span.end))
    return tuple(items)


def forms_of(items: Iterable[Item]) -> list[frozenset[str]]:
    """The base forms that each word may have; none for names."""
    return [lemmas(item.word) if item.mention is None else frozenset() for item in items]


@lru_cache(maxsize=4096)  # one sentence is read by several rooms
def _words(text: str, start: int, end: int) -> tuple[Item, ...]:
    return tuple([Item(word.lower().replace("’", "'")) for word in _WORD.findall(text, start, end)])
