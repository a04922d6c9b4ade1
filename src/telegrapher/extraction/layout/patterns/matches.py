"""What the groups of a pattern's match hold."""

from __future__ import annotations

import re
from functools import cache

from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import Sentence
from telegrapher.model import Mention, Span

__all__ = ["group_span", "mentions_of", "office_kind", "text_before"]


def group_span(sentence: Sentence, match: re.Match[str], group: str) -> Span | None:
    """Where a group of a match lies in the release; `None` if it took no part."""
    if group not in match.re.groupindex:
        return None
    start, end = match.span(group)
    return Span(sentence.span.start + start, sentence.span.start + end) if 0 <= start < end else None


def mentions_of(sheet: Sheet, sentence: Sentence, match: re.Match[str], group: str) -> tuple[Mention, ...]:
    """The mentions inside a group; none if it took no part."""
    span = group_span(sentence, match, group)
    return sheet.page.mentions_in(span) if span else ()


@cache
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def office_kind(text: str, sheet: Sheet) -> str:
    """Kind of office that the words around an office noun tell; empty if none."""
    lowered = text.casefold()
    return next((kind for word, kind in sheet.lexicon.office_kinds if word in lowered and _word(word).search(lowered)), "")


def text_before(match: re.Match[str], group: str, width: int) -> str:
    """The masked text before a group, or before the match if it has no such group; `width` code points of it."""
    start = match.start(group) if group in match.re.groupindex else match.start()
    return match.string[max(0, start - width) : start]
