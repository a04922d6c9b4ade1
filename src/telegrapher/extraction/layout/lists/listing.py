"""Bullets and tables under a lead-in: landing points with landing parties, members, and who won which category."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from telegrapher.extraction.layout.places import meant
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import SILENT, Sentence
from telegrapher.model import Draft, Literal, Mention, Span

__all__ = ["Listing", "listings", "read_listings"]

_BULLET = re.compile(r"[ \t]*(?:[•*▪◦‣●○■–—·o-]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+")
_TABLE = re.compile(r"\t| {3,}")
_LONGEST_ITEM = 220
_BELOW = 600
_ALL_MEMBERS = re.compile(
    r"\b(?:all|each|every one) (?:of )?(?:\w+ )?(?:these|those|them|the (?:above|carriers|operators|parties|companies))\b"
    r"[^.;]{0,60}?\b(?:members?|part(?:y|ies)|partners?) (?:of|to|in)\b|"
    r"\b(?:these|those) (?:\w+ ){1,3}(?:make up|form|constitute|are) (?:the )?(?:members of the )?consortium",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"\b(?:parties|members|partners|owners|participants|signatories|shareholders|investors)\b")
_SO_IS = re.compile(r"^So (?:is|are) ")
_MEMBER_WORD = re.compile(r"consortium|members?\b", re.IGNORECASE)
_PRIZE = re.compile(
    r"\b(?P<no>finalists?|shortlist\w*|nominees?|nominations?)\b|\b(?:winners?|awards?|prizes?|honou?rees?)\b", re.IGNORECASE
)
_HEADER = re.compile(
    r"(?:(?:awards?|prize|category|title|winners?|(?:winning )?(?:company|project)|recipients?|finalists?|country|region|year)"
    r"(?:[\t|:–—/ -]+|$)){2,}",
    re.IGNORECASE,
)
"""Heads of the columns of a table of prizes."""
_ROUTES = re.compile(r"\b(?:routes?|sections?|segments?|links?|trunks?|rings?|legs?|lines|spans?|stretches|backbone)\b")
_CHAIN = re.compile(r"[\ue000-\uf8ff]+(?: ?[–—-] ?[\ue000-\uf8ff]+)+[ ,;.]*(?:\(|:|$|\d|of |about |some |over )")
"""A row of names with dashes between, then a length or nothing."""
_TOLD_BEFORE = 7
"""Sentences back within which the line is named whose routes a list tells."""
_CATEGORY = re.compile(r"(?P<text>[A-Z][^:\t–—]{5,90}?)\s*(?::|\t| [–—-] )\s*")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list or table.

    Attributes:
        lead: the sentence that leads it (in which its subject is named), if any.
        head: words of the table's header row, or of the lead again.
        rows: the lines, without bullets.
    """

    lead: Sentence | None
    head: str
    rows: tuple[Span, ...]


def listings(sheet: Sheet) -> Iterator[Listing]:
    """The lists and tables of a release: at least two rows, led by a line that ends with a colon or followed by tabbed rows."""
    for zone in sheet.page.release.blocks:
        if zone.kind in SILENT:
            continue
        lines = [
            Span(zone.span.start + m.start(), zone.span.start + m.end())
            for m in re.finditer(r"[^\n]*\S[^\n]*", sheet.text[zone.span.start : zone.span.end])
        ]
        index = 0
        while index < len(lines):
            upto = index
            lead = lines[index - 1] if index else _line_before(sheet, zone.span)
            led = lead is not None and sheet.text[lead.start : lead.end].rstrip().endswith(":")
            while upto < len(lines) and _is_row(sheet.text[lines[upto].start : lines[upto].end], led=led):
                upto += 1
            if upto - index >= 2:
                yield _listing(sheet, lead if index or led else None, lines[index:upto])
            index = max(upto, index + 1)


def _line_before(sheet: Sheet, block: Span) -> Span | None:
    """The sentence right before a block, where only white space lies between."""
    before = sheet.sentence_before(block.start)
    return before.span if before is not None and not sheet.text[before.span.end : block.start].strip() else None


def _is_row(text: str, *, led: bool) -> bool:
    inner = text.strip()
    if "\t" in inner or "   " in inner or _BULLET.match(text):
        return len(text) <= _LONGEST_ITEM * 2
    return led and len(text) <= _LONGEST_ITEM and not text.rstrip().endswith((".", ":"))


def _listing(sheet: Sheet, before: Span | None, lines: list[Span]) -> Listing:
    lead = sheet.page.sentence_at(_last_word(sheet.text, before)) if before else None
    rows = []
    for line in lines:
        bullet = _BULLET.match(sheet.text, line.start, line.end)
        start = bullet.end() if bullet else line.start
        if start < line.end:
            rows.append(Span(start, line.end))
    head = re.sub("[\ue000-\uf8ff]+", " ", sheet.mask[lead.span.start : lead.span.end]) if lead else ""
    if (
        rows
        and _TABLE.search(sheet.text[rows[0].start : rows[0].end])
        and not sheet.of_class(rows[0], "place", "org", "award", "facility")
    ):
        head += " " + sheet.text[rows[0].start : rows[0].end]
    return Listing(lead, " ".join(head.casefold().split()), tuple(rows))


def _last_word(text: str, line: Span) -> int:
    return line.start + len(text[line.start : line.end].rstrip()) - 1


def read_listings(sheet: Sheet) -> Iterator[Draft]:
    """What lists and tables say, by the words that lead them."""
    for listing in listings(sheet):
        topics = {
            predicate for predicate, words in sheet.lexicon.series_heads.items() if any(word in listing.head for word in words)
        }
        if listing.lead is not None and _MEMBERS.search(listing.head) and _names_consortium(sheet, listing.lead):
            topics.add("consortiumMember")
        cable = _subject(sheet, listing)
        if cable is not None:
            yield from _cable_rows(sheet, listing, cable, topics)
        if _PRIZE.search(listing.head):
            yield from _prizes(sheet, listing)
        if listing.lead is not None and _ROUTES.search(listing.head):
            yield from _routes(sheet, listing, listing.lead)


def _routes(sheet: Sheet, listing: Listing, lead: Sentence) -> Iterator[Draft]:
    """The ends of the routes of a network: "A – B – C (600 km)" under a line that tells of its routes."""
    chains = [row for row in listing.rows if _CHAIN.match(sheet.mask, row.start, row.end)]
    line = _line_told(sheet, lead)
    if line is None or len(chains) < len(listing.rows):
        return
    status = "planned" if sheet.lexicon.planned.search(listing.head) else ""
    for row in chains:
        for place in sheet.of_class(row, "place"):
            yield sheet.draft(line, "connects", place, "listed-route", at=(lead.span,), qualifiers={"status": status})


def _line_told(sheet: Sheet, lead: Sentence) -> Mention | None:
    """The one cable or network of a sentence, else of the last before it that names one."""
    sentence: Sentence | None = lead
    for _ in range(_TOLD_BEFORE):
        if sentence is None:
            return None
        if lines := sheet.of_class(sentence.span, "cable", "network"):
            return lines[0] if len({one.key for one in lines}) == 1 else None
        sentence = sheet.sentence_before(sentence.span.start)
    return None


def _names_consortium(sheet: Sheet, lead: Sentence) -> bool:
    return any(sheet.page.type_of(mention) == "Consortium" for mention in sheet.page.mentions_in(lead.span))


def _subject(sheet: Sheet, listing: Listing) -> Mention | None:
    if listing.lead is None:
        return None
    return sheet.cable(listing.lead, listing.lead.span.end, listing.lead.span.end)


def _cable_rows(sheet: Sheet, listing: Listing, cable: Mention, topics: set[str]) -> Iterator[Draft]:
    status = "planned" if sheet.lexicon.planned.search(listing.head) else ""
    at = (listing.lead.span,) if listing.lead else ()
    parties: list[Mention] = []
    for row in listing.rows:
        orgs = _parties(sheet, row, landing=bool(topics & {"landsAt", "landingPartyFor"}))
        places = meant(sheet, _first_cell(sheet, row)) if topics & {"landsAt", "landingPartyFor"} else ()
        for place in _beside(sheet, places):
            yield sheet.draft(cable, "landsAt", place, "listed-landing", at=at, qualifiers={"status": status})
        for org in orgs:
            parties.append(org)
            if places:
                more: dict[str, Mention | str] = {"status": status, "place": places[0]}
                yield sheet.draft(org, "landingPartyFor", cable, "listed-party", at=(*at, row), qualifiers=more)
            elif topics == {"consortiumMember"}:
                yield sheet.draft(org, "consortiumMember", cable, "listed-member", at=(*at, row), qualifiers={"status": status})
    yield from _said_below(sheet, listing, cable, parties)


def _beside(sheet: Sheet, places: Sequence[Mention]) -> Iterator[Mention]:
    """The first of the places of a cell with those that "and" joins to it: "Hull and Cork (Kent)"."""
    yield from places[:1]
    for one, two in pairwise(places):
        if sheet.text[one.span.end : two.span.start].strip() not in ("and", "&", "/"):
            return
        yield two


def _parties(sheet: Sheet, row: Span, *, landing: bool) -> tuple[Mention, ...]:
    """The organisations of a row; where its first cell names a landing point, those of the other cells."""
    tab = sheet.text.find("\t", row.start, row.end)
    return sheet.of_class(Span(tab + 1, row.end) if landing and 0 <= tab < row.end - 1 else row, "org")


def _first_cell(sheet: Sheet, row: Span) -> Span:
    """The row up to the end of its first cells that name places (town, then country)."""
    places = sheet.of_class(row, "place", "facility")
    return Span(row.start, max(places[-1].span.end, row.start + 1)) if places else row


def _said_below(sheet: Sheet, listing: Listing, cable: Mention, parties: list[Mention]) -> Iterator[Draft]:
    """What the sentences right below a table say of all its companies, and of one more."""
    after = sheet.sentences_in(Span(listing.rows[-1].end, listing.rows[-1].end + _BELOW))[:2]
    if not after or not parties:
        return
    text = sheet.text[after[0].span.start : after[0].span.end]
    if not (_ALL_MEMBERS.search(text) and _MEMBER_WORD.search(text)) or sheet.lexicon.denied.search(text):
        return
    for org in parties:
        yield sheet.draft(org, "consortiumMember", cable, "listed-all", at=(after[0].span,))
    if len(after) > 1 and _SO_IS.match(sheet.text[after[1].span.start : after[1].span.end]):
        orgs = sheet.of_class(after[1].span, "org")
        if orgs:
            yield sheet.draft(orgs[0], "consortiumMember", cable, "listed-too", at=(after[0].span,))


def _award_below(sheet: Sheet, listing: Listing) -> Mention | None:
    """The award that the sentence right below a list names, where none is named above it."""
    below = sheet.sentences_in(Span(listing.rows[-1].end, listing.rows[-1].end + _BELOW))[:1]
    return next(iter(sheet.of_class(below[0].span, "award")), None) if below else None


def _prizes(sheet: Sheet, listing: Listing) -> Iterator[Draft]:
    """Rows "CATEGORY: WINNER" under a lead-in that names the award."""
    if listing.lead is None:
        return
    award = sheet.award(listing.lead, listing.lead.span.end) or _award_below(sheet, listing)
    shortlisted = any(match["no"] for match in _PRIZE.finditer(listing.head))
    status = "shortlisted" if shortlisted else "won"
    for row in listing.rows:
        if _HEADER.fullmatch(sheet.text, row.start, row.end):
            continue
        category = _CATEGORY.match(sheet.text, row.start, row.end)
        own = sheet.of_class(row, "award")
        opens = category is not None and bool(own) and own[0].span.end <= category.end()
        prize = award if award is not None and opens else own[0] if own else award
        told = Span(category.end(), row.end) if category is not None and category.end() < row.end else row
        winners = sheet.of_class(told, "org", "person") if sheet.of_class(told, "org") else sheet.of_class(told, "person")
        if prize is None or not winners:
            continue
        if category is not None and (not own or opens) and prize is award:
            literal = Literal(category["text"].strip(), Span(*category.span("text")))
            yield sheet.draft(prize, "awardCategory", literal, "listed-category", at=(listing.lead.span,))
        for winner in winners[:1] if status == "won" else winners:
            yield sheet.draft(
                winner, "wonAward", prize, "listed-winner", at=(listing.lead.span, row), qualifiers={"status": status}
            )
