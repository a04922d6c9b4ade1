"""Facilities that a text calls by their place: "the Piscataway data center", "its data centre at 12 Quay Street"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from telegrapher.extraction.page import SILENT, Page, Sentence
from telegrapher.model import Found, Mention, Referent, Span, fold
from telegrapher.rules import table

__all__ = ["with_facilities"]

_NAMING = frozenset({"Place", "Organization", "Carrier", "DataCenterOperator", "ContentProvider", "Facility", "Cable"})
"""Types of the names that, before the noun, are likely the place's or a part of the facility's name."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A noun of facilities right after a name, in lower case; and an address right after such a noun."""
    rules = table("coreference")["facilities"]
    nouns, streets = "|".join(rules["nouns"]), "|".join(rules["streets"])
    after = re.compile(rf" (?P<noun>{nouns})\b(?! (?:{'|'.join(rules['not_before'])})\b)(?![-\w])")
    address = re.compile(rf"\b(?:{nouns}) at (?P<name>\d{{1,5}} (?:[A-Z0-9][\w.']* ){{1,3}}(?:{streets}))\b")
    return after, address


def with_facilities(page: Page) -> Page:
    """The page with a facility for every place or name that a noun of facilities follows, and for every address after one."""
    referents = dict(page.referents)
    made: dict[Span, Mention] = {}
    gone: set[Mention] = set()
    for sentence in page.sentences:
        if sentence.zone in SILENT:
            continue
        for span, instead in (*_named(page, sentence), *_addresses(page, sentence)):
            key = _key(page, referents, span)
            made[span] = Mention(span, page.release.quote(span), "Facility", key, Found.DESCRIPTION)
            gone.update(instead)
    if not made:
        return page
    return page.with_mentions((*(m for m in page.mentions if m not in gone), *made.values()), referents)


def _named(page: Page, sentence: Sentence) -> Iterator[tuple[Span, tuple[Mention, ...]]]:
    text = page.release.text
    for mention in page.mentions_in(sentence.span):
        found = _patterns()[0].match(text, mention.span.end, sentence.span.end)
        if found and page.type_of(mention) in _NAMING and "," not in mention.text and _is_known(text, mention):
            yield Span(mention.span.start, found.end()), (mention,)


def _is_known(text: str, mention: Mention) -> bool:
    """Whether "the", "its" or somebody's possessive stands before the name: one certain facility is meant."""
    return bool(
        re.search(
            r"(?:\b(?:the|its|our|their|this)|['’]s?)(?: (?:new|planned|existing|first|second|own|newest))? $",
            text[max(0, mention.span.start - 24) : mention.span.start],
            re.IGNORECASE,
        )
    )


def _addresses(page: Page, sentence: Sentence) -> Iterator[tuple[Span, tuple[Mention, ...]]]:
    for found in _patterns()[1].finditer(page.release.text, sentence.span.start, sentence.span.end):
        span = Span(*found.span("name"))
        yield span, tuple(m for m in page.mentions_in(sentence.span) if m.span.overlaps(span))


def _key(page: Page, referents: dict[str, Referent], span: Span) -> str:
    """The key of a facility called so before, or a new one."""
    name = " ".join(page.release.quote(span).split())
    for key, referent in referents.items():
        if referent.type == "Facility" and fold(name) in (fold(form) for form in (referent.name, *referent.aliases)):
            return key
    key = f"f{sum(1 for one in referents if one.startswith('f')) + 1}"
    referents[key] = Referent(key, "Facility", name)
    return key
