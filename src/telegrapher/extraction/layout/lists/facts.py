"""Definition lines about a cable ("Length: 9,400 km", "Ready for service: Q4 2022", "Supplier: X")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telegrapher.extraction.layout.places import meant
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import SILENT
from telegrapher.extraction.values import find_dates, find_lengths, find_rates
from telegrapher.model import Draft, Literal, Mention, Span, ZoneKind

__all__ = ["read_facts"]

_LINE = re.compile(
    r"^[ \t•*▪◦‣●○–—·-]*(?P<label>[A-Za-z][\w '/()&-]{2,48}?)[ ]*(?::|\t+| [–—-] )[ \t]*(?P<value>[^\n]*\S)", re.MULTILINE
)
_SILENT = SILENT | {ZoneKind.HEADLINE}
_LONGEST = 400
_FROM_ORGANISATION = frozenset({"builds", "owns", "consortiumMember", "landingPartyFor"})
_FROM_PLACE = frozenset({"landsAt", "connects"})


@dataclass(frozen=True, slots=True)
class _Fact:
    predicate: str
    value: Span
    line: Span


def read_facts(sheet: Sheet) -> Iterator[Draft]:
    """What definition lines say of the cable that the list is about; planned, if the list says it is yet to enter service."""
    for zone in sheet.page.release.blocks:
        if zone.kind in _SILENT:
            continue
        facts = list(_facts(sheet, zone.span))
        cable = _subject(sheet, facts[0].line.start) if facts else None
        if cable is None:
            continue
        status = _status(sheet, facts)
        for fact in facts:
            for subject, target in _ends(sheet, fact, cable):
                yield sheet.draft(subject, fact.predicate, target, "fact-line", qualifiers={"status": status}, at=(fact.line,))


def _facts(sheet: Sheet, span: Span) -> Iterator[_Fact]:
    for match in _LINE.finditer(sheet.text, span.start, span.end):
        label = re.sub(r"\s*\([^)]*\)$", "", " ".join(match["label"].casefold().split()))
        predicate = sheet.lexicon.labels.get(label)
        if predicate and len(match["value"]) <= _LONGEST:
            yield _Fact(predicate, Span(*match.span("value")), Span(*match.span()))


def _subject(sheet: Sheet, start: int) -> Mention | None:
    """The cable named last before the list, in the sentence that leads it; else the one the release is about."""
    before = sheet.sentence_before(start)
    if before:
        named = sheet.of_class(before.span, "cable")
        if named:
            return named[-1]
    return sheet.main_cable(start)


def _status(sheet: Sheet, facts: list[_Fact]) -> str:
    published = sheet.page.release.published
    for fact in facts:
        if fact.predicate == "readyForService" and published is not None:
            for when in find_dates(sheet.text, published=published, within=fact.value):
                if when.latest and when.latest > published:
                    return "planned"
    return ""


def _ends(sheet: Sheet, fact: _Fact, cable: Mention) -> Iterator[tuple[Mention, Mention | Literal]]:
    if fact.predicate in _FROM_ORGANISATION:
        for org in sheet.of_class(fact.value, "org"):
            yield org, cable
    elif fact.predicate in _FROM_PLACE:
        for place in meant(sheet, fact.value):
            yield cable, place
    else:
        value = _literal(sheet, fact)
        if value is not None:
            yield cable, value


def _literal(sheet: Sheet, fact: _Fact) -> Literal | None:
    """The first length, rate or date of the line."""
    if fact.predicate == "readyForService":
        dates = find_dates(sheet.text, published=sheet.page.release.published, within=fact.value)
        return Literal(dates[0].value, dates[0].span) if dates else None
    finder = find_lengths if fact.predicate == "lengthKm" else find_rates
    found = finder(sheet.text, within=fact.value)
    return Literal(found[0].value, found[0].span) if found else None
