"""What is known before the first reference is read: who issues, who works for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from telegrapher.extraction.page import Page
from telegrapher.model import Mention, ZoneKind
from telegrapher.vocabulary import vocabulary

__all__ = ["employers", "issuers", "organisations"]

_OPENING = 2
"""Sentences of prose at the start that name what a release is about."""
_NEAR_AFTER, _NEAR_BEFORE = 120, 60
"""Letters between a person and the name of an organisation that may be the employer."""


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


_POST_AT = re.compile(r"(?:,|,? who is|\s\(|,? is)? (?:[^.;:\"“”()]{1,90}? )?(?:of|at|for|with) (?:the )?")
_OTHER_CLAUSE = re.compile(
    r"\b(?:and|who|which|said|says|told|with|to|from)\b.*\b(?:of|at|for|with) |\b(?:former|formerly|previously|ex)\b"
)
_POST_OF = re.compile(r"(?:['’]s?)? (?:(?:[\w&/-]+,? ){1,8}(?:Mr|Ms|Mrs|Dr)?\.? ?)")
_NAMING = re.compile(
    r"(?: \([^()]*\))?(?:,[^,;]{3,80},)? (?:has |have |had |also |today |will be )*"
    r"(?:names|named|appoints|appointed|hires|hired|promotes|promoted|elects|elected|recruits|recruited|taps|tapped) "
    r"(?:[a-z-]+ ){0,3}"
)
_VERBS = re.compile(r"\b(?:told|said|says|met|and|with|by|from|to|for|has|have|had|is|was|will|where|which|who|that)\b")


def employers(page: Page) -> dict[str, str]:
    """Person to organisation: whose post is told right beside a person, anywhere; else the name nearest after (or right before)
    in the sentence that introduces them."""
    found: dict[str, str] = {}
    for look in (_by_post, _by_nearness):
        for sentence in page.sentences:
            mentions = page.mentions_in(sentence.span)
            for i, mention in enumerate(mentions):
                if page.type_of(mention) == "Person" and mention.key not in found and (key := look(page, mentions, i)):
                    found[mention.key] = key
    return found


def _by_post(page: Page, mentions: Sequence[Mention], i: int) -> str | None:
    """Who is told to have a person in a post: "Ann Lee, head of sales at Acme", "Acme CEO Ann Lee", "Acme has named Ann Lee"."""
    text, person = page.release.text, mentions[i]
    after = next((m for m in mentions[i + 1 :] if page.type_of(m) in organisations()), None)
    if after is not None:
        between = text[person.span.end : after.span.start]
        if _POST_AT.fullmatch(between) and not _OTHER_CLAUSE.search(between):
            return after.key
    before = next((m for m in reversed(mentions[:i]) if page.type_of(m) in organisations()), None)
    if before is None:
        return None
    between = text[before.span.end : person.span.start]
    return before.key if _NAMING.fullmatch(between) or (_POST_OF.fullmatch(between) and not _VERBS.search(between)) else None


def _by_nearness(page: Page, mentions: Sequence[Mention], i: int) -> str | None:
    person = mentions[i]
    for near in mentions[i + 1 : i + 4]:
        if page.type_of(near) in organisations() and near.span.start - person.span.end < _NEAR_AFTER:
            return near.key
    for prior in reversed(mentions[max(0, i - 2) : i]):
        if page.type_of(prior) in organisations() and person.span.start - prior.span.end < _NEAR_BEFORE:
            return prior.key
    return None
