"""When an award was won: from the sentence that says so, or from the one that says when it was accepted."""

from __future__ import annotations

from dataclasses import replace

from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.values import DateValue, find_dates
from telegrapher.model import Draft, Mention, Span

__all__ = ["with_dates"]

_WON = frozenset({"wonAward", "acceptedBy"})


def with_dates(sheet: Sheet, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with the date of the ceremony on those that say who won or accepted an award.

    A date counts if it is the only one of the sentence and lies before publication; "today" is when the news is told, not
    when the award was given. A win without a date takes that of the acceptance of the same award.
    """
    told: dict[str, tuple[str, Span]] = {}
    for draft in drafts:
        award = _award(draft)
        when = _when(sheet, draft) if award else None
        if award and when and (award.key not in told or draft.predicate == "acceptedBy"):
            told[award.key] = when
    return [_dated(draft, told) for draft in drafts]


def _award(draft: Draft) -> Mention | None:
    if draft.predicate not in _WON:
        return None
    end = draft.object if draft.predicate == "wonAward" else draft.subject
    return end if isinstance(end, Mention) else None


def _when(sheet: Sheet, draft: Draft) -> tuple[str, Span] | None:
    if dict(draft.qualifiers).get("status") == "shortlisted":
        return None
    for span in draft.spans:
        found = [date for date in find_dates(sheet.text, published=sheet.page.release.published, within=span) if _past(sheet, date)]
        if len(found) == 1:
            return found[0].value, span
    return None


def _past(sheet: Sheet, date: DateValue) -> bool:
    published = sheet.page.release.published
    if sheet.text[date.span.start : date.span.end].casefold() in sheet.lexicon.now:
        return False
    return published is None or (date.earliest is not None and date.earliest <= published)


def _dated(draft: Draft, told: dict[str, tuple[str, Span]]) -> Draft:
    award = _award(draft)
    qualifiers = dict(draft.qualifiers)
    if award is None or award.key not in told or "date" in qualifiers or qualifiers.get("status") == "shortlisted":
        return draft
    value, span = told[award.key]
    return replace(
        draft,
        qualifiers=tuple(sorted([*draft.qualifiers, ("date", value)], key=lambda pair: pair[0])),
        spans=tuple(sorted({*draft.spans, span})),
    )
