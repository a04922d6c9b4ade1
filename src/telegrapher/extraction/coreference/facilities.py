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
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A noun of facilities right after a name, in lower case; an address right after such a noun; such a noun at an end; what
    stands before the name of a certain one."""
    rules = table("coreference")["facilities"]
    nouns, streets = "|".join(rules["nouns"]), "|".join(rules["streets"])
    after = re.compile(rf" (?P<noun>{nouns})\b(?! (?:{'|'.join(rules['not_before'])})\b)(?![-\w])")
    address = re.compile(rf"\b(?:{nouns}) at (?P<name>\d{{1,5}} (?:[A-Z0-9][\w.']* ){{1,3}}(?:{streets}))\b")
    adjectives = "|".join(rules["adjectives"])
    certain = re.compile(rf"(?:\b(?:the|its|our|their|this)|['’]s?)(?: (?:{adjectives}|[a-z]+-[a-z]+)){{0,3}} $", re.IGNORECASE)
    return after, address, re.compile(rf" (?:{nouns})$"), certain


def with_facilities(page: Page) -> Page:
    """The page with a facility for every place or name that a noun of facilities follows, and for every address after one."""
    referents = dict(page.referents)
    made: dict[Span, Mention] = {}
    gone: set[Mention] = set()
    for sentence in page.sentences:
        if sentence.zone in SILENT:
            continue
        for span, instead in (*_named(page, sentence), *_addresses(page, sentence)):
            key = _key(page, referents, span, _town(page, sentence, span))
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
    return _patterns()[3].search(text, max(0, mention.span.start - 50), mention.span.start) is not None


def _addresses(page: Page, sentence: Sentence) -> Iterator[tuple[Span, tuple[Mention, ...]]]:
    for found in _patterns()[1].finditer(page.release.text, sentence.span.start, sentence.span.end):
        span = Span(*found.span("name"))
        yield span, tuple(m for m in page.mentions_in(sentence.span) if m.span.overlaps(span))


def _town(page: Page, sentence: Sentence, span: Span) -> str:
    """The place told right behind a facility ("the Acme data centre in Leeds"); empty if there is none."""
    start = span.end + len(" in ")
    beside = page.mentions_in(Span(span.end, sentence.span.end)) if page.release.text.startswith(" in ", span.end) else ()
    return next((page.referents[m.key].name for m in beside if m.span.start == start and page.type_of(m) == "Place"), "")


def _key(page: Page, referents: dict[str, Referent], span: Span, town: str) -> str:
    """The key of a facility called so before, or a new one."""
    name = " ".join(page.release.quote(span).split())
    forms = (f"{name} in {town}", _of_town(name, town), name) if town else (name,)
    for key, referent in referents.items():
        known = (referent.name, *referent.aliases)
        elsewhere = town and known[-1] == name and len(known) > 1  # the same house in name, in another town
        if referent.type == "Facility" and {fold(form) for form in forms[: 2 if elsewhere else 3]} & {fold(form) for form in known}:
            return key
    key = f"f{sum(1 for one in referents if one.startswith('f')) + 1}"
    referents[key] = Referent(key, "Facility", forms[0], forms[1:])
    return key


def _of_town(name: str, town: str) -> str:
    """The name with the town before the noun: "Acme Leeds data centre"."""
    found = _patterns()[2].search(name)
    return f"{name[: found.start()]} {town}{found[0]}" if found else name
