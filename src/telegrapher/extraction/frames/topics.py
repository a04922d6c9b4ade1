"""What the text was about just before a sentence."""

from __future__ import annotations

from bisect import bisect_left

from telegrapher.extraction.frames.frame import groups
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Found, Mention, Span, ZoneKind

__all__ = ["ELSEWHERE", "topic"]

ELSEWHERE = frozenset({"topic", "before"})
"""Paths that lead out of the sentence."""

_TOLD = frozenset({ZoneKind.LEAD, ZoneKind.BODY})

_REACH = 3
"""Sentences that are looked back."""


def topic(page: Page, here: Sentence, kinds: frozenset[str], *, within: bool, at: int | None = None) -> tuple[Mention, ...]:
    """The only thing of these types in a sentence, else the last one named before it.

    Args:
        within: whether the sentence itself counts ("topic"), or only what stands before it ("before").
        at: where it is told of; what is named behind a semicolon is not what is spoken of before it.
    """
    upto = page.release.text.find(";", at, here.span.end) if at is not None else -1
    whole = here.span if upto < 0 else Span(here.span.start, upto)
    named = {m.key: m for m in page.mentions_in(whole) if page.type_of(m) in kinds} if within else {}
    if named:
        return tuple(named.values()) if len(named) == 1 else ()
    index = bisect_left(page.sentences, here.span.start, key=lambda sentence: sentence.span.start)
    for sentence in reversed(page.sentences[max(0, index - _REACH) : index]):
        found = [m for m in page.mentions_in(sentence.span) if page.type_of(m) in kinds]
        if found:
            opener = page.release.text[sentence.span.start : found[0].span.start].strip()
            if opener in groups().fronting and len(found) > 1 and found[1].found is Found.REFERENCE:
                found = found[1:]
            return (found[0],) if len({m.key for m in found}) == 1 else ()
    zone = page.release.zone_at(here.span.start)
    said = zone is not None and zone.kind is ZoneKind.QUOTE
    return _only_cable(page, here) if "Cable" in kinds and here.zone in _TOLD and not said else ()


def _only_cable(page: Page, here: Sentence) -> tuple[Mention, ...]:
    """The cable that was spoken of long before, if no other was."""
    cables = {m.key: m for m in page.mentions if m.span.end <= here.span.start and page.type_of(m) == "Cable"}
    return tuple(cables.values()) if len(cables) == 1 else ()
