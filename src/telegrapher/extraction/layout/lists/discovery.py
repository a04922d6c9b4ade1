"""Places that only a list proves: "landings at Xanthe Bay in Freedonia and Port Ida in Sylvania"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from telegrapher.extraction.layout.patterns.rules import expand_shared
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import SILENT, Page
from telegrapher.extraction.words import Words
from telegrapher.model import Found, Mention, Referent, Span, ZoneKind

__all__ = ["with_places"]

_SILENT = SILENT | {ZoneKind.HEADLINE, ZoneKind.SUBHEAD}
_LONGEST = 2500
_CUES = (
    *("land", "office", "presence", "pop", "cities", "towns", "communities", "villages", "plant", "markets", "of which"),
    *("representation", "counties"),
)
_NO_ORIGIN = frozenset(
    {"Internet", "Web", "Cloud", "Software", "Fiber", "Fibre", "Satellite", "Linux", "Java", "Cable", "Ethernet", "Intel", "Arm"}
)
_NO_PLACE = re.compile(
    r"\d|^(?:The|This|In|On|At|Q[1-4]|[A-Z]{5,}|January|February|March|April|May|June|July|August|September|October|November|December|Inc|Ltd|Corp)\b"
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Lists of places, and whether one of their items must be known already."""
    item = r"(?:{cap}(?:,? in (?:the )?{spot})?|{spot})"
    run = rf"{item}(?:(?:,? and (?:in )?|, (?:in )?|; | in ){item}){{1,30}}"
    lead = (
        r"(?:[Ll]and(?:s|ing|ings|ed)?|[Oo]ffices?|[Pp]resence|[Pp][Oo][Pp]s?|cities|towns|communities|villages|counties|"
        r"[Rr]epresentations?|[Pp]lants?|markets|points?)"
    )
    return (
        (re.compile(expand_shared(rf"{lead}(?: [a-z]+){{0,4}} (?:at|in|of|on) (?:the )?(?P<o>{run})")), True),
        (re.compile(expand_shared(rf"(?:^|[.,;] )(?P<o>{run}),? in (?:each|all|both|either) of which")), False),
    )


def with_places(sheet: Sheet) -> Page:
    """The page with a mention and a referent for each unknown capitalised item of a list of places."""
    page = sheet.page
    sheet = replace(sheet, mask=_vague(sheet))
    told = [sentence.span for sentence in page.sentences if sentence.zone not in _SILENT]
    spans = sorted({span for one in told for span in chain(_unknown(sheet, one), _stations(sheet, one))})
    if not spans:
        return page
    referents, mentions = dict(page.referents), list(page.mentions)
    keys = {name: key for key, known in referents.items() if known.type == "Place" for name in (known.name, *known.aliases)}
    for span in spans:
        taken = page.mentions_in(span)
        if taken:
            if len(taken) == 1 and taken[0].span == span:
                referents[taken[0].key] = replace(referents[taken[0].key], type="Place")
            continue
        text = page.release.text[span.start : span.end]
        if text not in keys:
            key = next(f"l{number}" for number in range(1, len(referents) + 2) if f"l{number}" not in referents)
            keys[text] = key
            referents[key] = Referent(key, "Place", text)
        mentions.append(Mention(span, text, "Place", keys[text], Found.SHAPE))
    return page.with_mentions(tuple(mentions), referents)


def _vague(sheet: Sheet) -> str:
    """The mask with organisations of no known kind, which may as well be places, as they are written."""
    parts = list(sheet.mask)
    for mention in sheet.page.mentions:
        known = sheet.page.referents[mention.key]
        if known.type == "Organization" and not known.candidates and mention.found in (Found.SHAPE, Found.TAGGER):
            parts[mention.span.start : mention.span.end] = sheet.text[mention.span.start : mention.span.end]
    return "".join(parts)


@cache
def _origin() -> re.Pattern[str]:
    """The town of an origin before a name: "Mons-based Lumora", "Lake Charles-headquartered operator Norda"."""
    return re.compile(expand_shared(r"(?<![\w-])(?P<o>{cap})-(?:based|headquartered) (?:[a-z][\w&-]+ ){0,5}{org}"))


def _stations(sheet: Sheet, within: Span) -> Iterator[Span]:
    """The unknown names of a line that is a row of places with dashes between: "Oslo – Xanthe – Port Ida (600 km)"."""
    masked = sheet.mask[within.start : within.end]
    if not (" – " in masked or " - " in masked) or not sheet.of_class(within, "place"):
        return
    row = _chain().match(masked)
    for item in re.finditer(expand_shared("{cap}"), row["o"]) if row else ():
        if not _NO_PLACE.search(item[0]):
            yield Span(within.start + item.start(), within.start + item.end())


@cache
def _cues() -> Words:
    return Words(_CUES)


@cache
def _chain() -> re.Pattern[str]:
    """A whole line of places with dashes between, and how long the way is."""
    return re.compile(
        expand_shared(
            r"(?P<o>(?:{cap}|{place})(?: [–-] (?:{cap}|{place})){1,12})(?: ?\(?(?:about |some )?\d[\d.,]* ?(?:km|mi|route).*)?$"
        )
    )


def _unknown(sheet: Sheet, within: Span) -> Iterator[Span]:
    masked = sheet.mask[within.start : min(within.end, within.start + _LONGEST)]
    for match in _origin().finditer(masked) if "-based" in masked or "-headquartered" in masked else ():
        if not _NO_PLACE.search(match["o"]) and match["o"] not in _NO_ORIGIN:
            yield Span(within.start + match.start("o"), within.start + match.end("o"))
    if not _cues().standing_in(masked.casefold()):
        return
    for pattern, proven in _patterns():
        for match in pattern.finditer(masked):
            start, end = match.span("o")
            known = sheet.of_class(Span(within.start + start, within.start + end), "place", "facility")
            if proven and not known:
                continue
            for item in re.finditer(expand_shared("{cap}"), masked[start:end]):
                words = item[0].rstrip(".")
                if not _NO_PLACE.search(words) and len(words) > 2:
                    yield Span(within.start + start + item.start(), within.start + start + item.start() + len(words))
