"""Lists of organisations under a line that says what they are to somebody: "Our wholesale customers:", "Shareholders:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.layout.lists.listing import Listing, listings
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.model import Draft, Found, Mention, Span
from telegrapher.rules import table

__all__ = ["read_rosters"]

_OPENING = 30
"""Code points of a row within which the name stands that the row is about."""

_LEAST = 2
"""Rows that must open with an organisation, and their least share of all rows."""


@dataclass(frozen=True, slots=True)
class _Roster:
    """One kind of list; see the head of `rosters.yaml`."""

    name: str
    heads: re.Pattern[str]
    barred: re.Pattern[str]
    say: tuple[str, str, str]
    qualifiers: tuple[tuple[str, str], ...]
    on_cable: str


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")


@cache
def _rosters() -> tuple[_Roster, ...]:
    found = []
    for entry in table("layout/rosters")["rosters"]:
        head, *tail = (part.strip() for part in entry["say"].split(";"))
        subject, predicate, target = head.split()
        pairs = tuple((pair.split("=", 1)[0], pair.split("=", 1)[1]) for pair in tail)
        on_cable = entry["on"].split()[1] if "on" in entry else ""
        found.append(
            _Roster(entry["name"], _any_of(entry["heads"]), _any_of(entry["not"]), (subject, predicate, target), pairs, on_cable)
        )
    return tuple(found)


def read_rosters(sheet: Sheet) -> Iterator[Draft]:
    """What lists of organisations say of whoever their leading line is about."""
    for listing in listings(sheet):
        for roster in _rosters():
            if listing.lead is not None and roster.heads.search(listing.head) and not roster.barred.search(listing.head):
                yield from _rows(sheet, listing, roster)
                break


def _rows(sheet: Sheet, listing: Listing, roster: _Roster) -> Iterator[Draft]:
    lead = listing.lead
    owner = _owner(sheet, listing)
    rows = [org for row in listing.rows if (org := _opening(sheet, row)) is not None]
    if lead is None or len(rows) < _LEAST or len(rows) * 2 < len(listing.rows):
        return
    cables = sheet.of_class(lead.span, "cable") if roster.on_cable else ()
    for org in rows:
        if len({one.key for one in cables}) == 1:
            yield sheet.draft(org, roster.on_cable, cables[-1], roster.name, at=(lead.span,))
        elif owner is not None and owner.key != org.key:
            ends = {"row": org, "owner": owner}
            subject, predicate, target = roster.say
            yield sheet.draft(
                ends[subject], predicate, ends[target], roster.name, at=(lead.span,), qualifiers=dict(roster.qualifiers)
            )


def _opening(sheet: Sheet, row: Span) -> Mention | None:
    """The organisation that opens a row."""
    named = [one for one in sheet.of_class(row, "org") if one.found is not Found.REFERENCE]
    return named[0] if named and named[0].span.start - row.start <= _OPENING else None


def _owner(sheet: Sheet, listing: Listing) -> Mention | None:
    """Whom the leading line is about: named or meant in it, else the subject of its block, else the issuer."""
    if listing.lead is None:
        return None
    named = sheet.of_class(listing.lead.span, "org")
    if named:
        return named[0]
    zone = sheet.zone_of(listing.lead.span.start)
    return (sheet.owner(zone) if zone is not None else None) or sheet.issuer
