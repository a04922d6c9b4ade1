"""What is known before the first reference is read: who issues, who works for whom."""

from __future__ import annotations

from functools import cache

from telegrapher.extraction.page import Page
from telegrapher.model import ZoneKind
from telegrapher.vocabulary import vocabulary

__all__ = ["employers", "issuers", "organisations"]

_OPENING = 2
"""Sentences of prose at the start that name what a release is about."""


@cache
def organisations() -> frozenset[str]:
    """The types that are kinds of organisation."""
    known = vocabulary()
    return frozenset(kind for kind in known.types if known.is_a(kind, "Organization"))


def issuers(page: Page) -> tuple[str, ...]:
    """Organisations named first in the opening prose or by the About blocks: whom "the company" means when nobody is nearer."""
    prose = [s for s in page.sentences if s.zone in (ZoneKind.LEAD, ZoneKind.BODY)][:_OPENING]
    keys = [m.key for s in prose for m in page.mentions_in(s.span) if page.type_of(m) in organisations()]
    return tuple(dict.fromkeys(keys))[:1]


def employers(page: Page) -> dict[str, str]:
    """Person to organisation: the name nearest after (or right before) a person in the sentence that introduces them."""
    found: dict[str, str] = {}
    for sentence in page.sentences:
        mentions = page.mentions_in(sentence.span)
        for i, mention in enumerate(mentions):
            if page.type_of(mention) != "Person" or mention.key in found:
                continue
            near = [
                m for m in mentions[i + 1 : i + 4] if page.type_of(m) in organisations() and m.span.start - mention.span.end < 120
            ]
            prior = [
                m
                for m in mentions[max(0, i - 2) : i]
                if page.type_of(m) in organisations() and mention.span.start - m.span.end < 60
            ]
            if near or prior:
                found[mention.key] = (near[:1] or prior[-1:])[0].key
    return found
