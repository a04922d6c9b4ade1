"""Which places of a list are meant, and which only say where another one is ("Sunnyvale, California")."""

from __future__ import annotations

import re

from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.model import Mention, Span

__all__ = ["meant"]

_INSIDE = re.compile(r" in (?:the )?|,? (?:the )?")


def meant(sheet: Sheet, span: Span) -> tuple[Mention, ...]:
    """Places and facilities inside `span` without those that merely locate the one before.

    "Shantou in Guangdong" and "Sunnyvale, California" mean the first; "Canada, Ireland and England" means all three,
    since no country lies in another.
    """
    found = sheet.of_class(span, "place", "facility")
    countries = 2 * sum(_is_region(sheet, place) for place in found) > len(found)
    kept: list[Mention] = []
    for index, place in enumerate(found):
        if index and _locates(sheet, found[index - 1], place, countries=countries):
            continue
        kept.append(place)
    return tuple(kept)


def _locates(sheet: Sheet, before: Mention, place: Mention, *, countries: bool) -> bool:
    between = sheet.text[before.span.end : place.span.start]
    if not _INSIDE.fullmatch(between):
        return False
    if "in " in between:
        return True
    return (
        not countries
        and _is_region(sheet, place)
        and not _is_region(sheet, before)
        and before.text.casefold() not in sheet.lexicon.city_states
    )


def _is_region(sheet: Sheet, place: Mention) -> bool:
    return place.text.casefold().removeprefix("the ").rstrip(".") in sheet.lexicon.regions
