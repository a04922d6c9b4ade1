"""A sentence as a row of words and names, without a parse: what surface patterns are met with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Mention, Span

__all__ = ["Item", "items_of"]

_WORD = re.compile(r"['’]s\b|[A-Za-z][\w.-]*\w|\d[\d.,]*\d|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Item:
    """A word in lower case, a mark, or a name (then `mention` is set)."""

    word: str
    span: Span
    mention: Mention | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is a word, neither a name nor a mark."""
        return self.mention is None and self.word[:1].isalpha()


def items_of(page: Page, sentence: Sentence) -> tuple[Item, ...]:
    """The words, marks and names of a sentence, in order."""
    text, items, at = page.release.text, [], sentence.span.start
    for mention in page.mentions_in(sentence.span):
        items.extend(_words(text, at, mention.span.start))
        items.append(Item("", mention.span, mention))
        at = mention.span.end
    items.extend(_words(text, at, sentence.span.end))
    return tuple(items)


def _words(text: str, start: int, end: int) -> list[Item]:
    return [Item(m.group().lower().replace("’", "'"), Span(*m.span())) for m in _WORD.finditer(text, start, end)]
