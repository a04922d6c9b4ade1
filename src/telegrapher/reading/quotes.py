"""Quoted speech: pairs of quotation marks that hold what somebody said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegrapher.model import Span, Zone, ZoneKind
from telegrapher.reading.rules import figure
from telegrapher.reading.speakers import Speakers

__all__ = ["quotes"]

_MARK = re.compile(r"[\"“”„«»]|(?<![^\s(\[—–-])['‘](?=\w)|(?<=[.,!?;…])['’](?!\w)")
_CLOSERS = {"“": '”"“', '"': '"”', "„": '“”"', "«": "»", "»": "«", "'": "'", "‘": "’'"}
_LONG_WORD = re.compile(r"\b[^\W\d_][\w’'-]{3,}")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Offsets of an opening mark and behind the closing one; `open_ended` if the paragraph ended before it was closed."""

    start: int
    end: int
    open_ended: bool = False


def quotes(text: str, blocks: Sequence[Zone]) -> Iterator[Zone]:
    """The quote zones inside `blocks`, marks included, in order.

    Straight, curly, German and French marks count, single ones if they close behind punctuation. What stands between them is
    speech if it is long enough or somebody is said to have said it; titles, terms and inches are none. The owner is the speaker as
    named before, behind or between ("...", said X. "..."), the same as before for "he said" and for paragraphs that go on.
    """
    speakers = Speakers(text)
    carried: str | None = None
    going_on = False
    for block in blocks:
        for start, end in _paragraphs(text, block.span):
            pairs = _pairs(text, start, end)
            speakers.enter(start)
            if not pairs or pairs[0].start > start:
                going_on = False
            for index, pair in enumerate(pairs):
                inner = text[pair.start + 1 : pair.end].strip("\"“”„«»'‘’ ")
                bounds = (pairs[index - 1].end if index else start, pairs[index + 1].start if index + 1 < len(pairs) else end)
                named = speakers.of(pair.start, pair.end, bounds)
                if not _is_speech(inner, attributed=named is not None or speakers.here is not None):
                    continue
                owner = named or (carried if going_on and index == 0 else None) or speakers.implied(pair.start)
                speakers.heard(owner, named=named is not None)
                carried, going_on = owner, pair.open_ended
                yield Zone(ZoneKind.QUOTE, Span(pair.start, pair.end), owner)


def _paragraphs(text: str, span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        if end > start:
            yield start, end
        start = end + 1


def _pairs(text: str, start: int, end: int) -> list[_Pair]:
    """Pairs of marks in a paragraph; a mark that is opened and never closed reaches to its end."""
    pairs: list[_Pair] = []
    opened = -1
    for mark in _MARK.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        if opened < 0:
            if _opens(text, at, start, sign):
                opened = at
        elif sign in _CLOSERS[text[opened]] and not _reopens(text, at, end, sign):
            pairs.append(_Pair(opened, at + 1))
            opened = -1
    least = figure("quotes", "attributed_words" if opened >= 0 and text[opened] == "“" else "speech_words")
    long_enough = opened == start or len(text[opened:end].split()) > least
    if opened >= 0 and long_enough and text[opened] not in "'‘":
        pairs.append(_Pair(opened, end, open_ended=True))
    return pairs


def _opens(text: str, at: int, start: int, sign: str) -> bool:
    """An opening mark stands before a word and behind a blank, bracket or dash; never behind a figure (inches)."""
    if at + 1 >= len(text) or text[at + 1].isspace() or sign in "”’":
        return False
    return at == start or sign in "“„«" or text[at - 1] in " \t([{—–-/:,.”’"


def _reopens(text: str, at: int, end: int, sign: str) -> bool:
    """Whether a straight mark inside a quotation opens another one: behind a blank, before a word."""
    return sign in '"“' and at + 1 < end and text[at - 1] in " (" and not text[at + 1].isspace()


def _is_speech(inner: str, *, attributed: bool) -> bool:
    count = len(inner.split())
    if count <= figure("quotes", "title_words") and _is_title(inner):
        return False
    return count >= figure("quotes", "attributed_words" if attributed else "speech_words")


def _is_title(inner: str) -> bool:
    longer = _LONG_WORD.findall(inner)
    capitals = sum(word[0].isupper() for word in longer)
    return bool(capitals >= 2 and capitals >= figure("quotes", "title_share") * len(longer))
