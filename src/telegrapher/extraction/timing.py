"""When a deed was done, and whether a deal is over: by the date and the words of the clause that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from telegrapher.extraction.dates import DateValue, find_dates
from telegrapher.extraction.page import Page
from telegrapher.model import Draft, Span
from telegrapher.rules import rule_set

__all__ = ["with_times"]

_BEFORE = 24
"""Letters before a date in which its leading words stand."""


@dataclass(frozen=True, slots=True)
class _Words:
    dated: frozenset[str]
    leading: frozenset[str]
    barred: frozenset[str]
    now: frozenset[str]
    ends: str
    deals: frozenset[str]
    over: str
    not_over: str


@cache
def _words() -> _Words:
    return rule_set(_Words, "timing")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = _words()
    return re.compile(words.ends), re.compile(words.over, re.IGNORECASE), re.compile(words.not_over, re.IGNORECASE)


def with_times(page: Page, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts, deeds with the date of their clause, if it has just one, and deals that are over as completed."""
    clauses: dict[tuple[int, int], tuple[DateValue, ...]] = {}
    made = []
    for draft in drafts:
        part = _clause(page, draft) if draft.predicate in _words().dated or draft.predicate in _words().deals else None
        if part is not None:
            if (part.start, part.end) not in clauses:
                clauses[part.start, part.end] = _dates(page, part)
            draft = _timed(page, draft, part, clauses[part.start, part.end])
        made.append(draft)
    return tuple(made)


def _clause(page: Page, draft: Draft) -> Span | None:
    """The clause that holds both ends of a draft that one sentence tells; `None` if the clause is parted between them."""
    if len(draft.spans) != 1 or draft.subject is None or draft.object.span is None:
        return None
    sentence = page.sentence_at(draft.spans[0].start)
    inside = [span for span in (draft.subject.span, draft.object.span) if sentence is not None and span in sentence.span]
    if sentence is None or draft.object.span not in inside:
        return None
    first, last = min(span.start for span in inside), max(span.end for span in inside)
    start, end = sentence.span.start, sentence.span.end
    for found in _patterns()[0].finditer(page.release.text, start, end):
        if found.end() <= first:
            start = found.end()
        elif found.start() >= last:
            end = found.start()
            break
    return Span(start, end)


def _dates(page: Page, part: Span) -> tuple[DateValue, ...]:
    """The dates of a clause that tell when its deed was; those in names and those of other things left out."""
    text, published = page.release.text, page.release.published
    names = [mention.span for mention in page.mentions_in(part)]
    return tuple(
        one
        for one in find_dates(text, published=published, within=part)
        if text[one.span.start : one.span.end].lower() not in _words().now
        and not any(one.span.start < name.end and name.start < one.span.end for name in names)
        and _is_led(text[max(part.start, one.span.start - _BEFORE) : one.span.start], text[one.span.start : one.span.end])
    )


def _is_led(before: str, date: str) -> bool:
    words = before.lower().replace(",", " ").split()
    near = words[-1:] or [""]
    lead = near[0] in _words().leading or date.lower().split()[0] in _words().leading or not before.strip()
    return lead and _words().barred.isdisjoint(words[-3:])


def _is_news_of_plan(page: Page, status: object, when: DateValue) -> bool:
    """Whether a date tells when a plan was made known: what is planned was not done before the release."""
    published = page.release.published
    return status == "planned" and published is not None and when.latest is not None and when.latest <= published


def _timed(page: Page, draft: Draft, part: Span, dates: tuple[DateValue, ...]) -> Draft:
    told = dict(draft.qualifiers)
    values = {one.value for one in dates if not _is_news_of_plan(page, told.get("status"), one)}
    if draft.predicate in _words().dated and "date" not in told and len(values) == 1:
        draft = replace(draft, qualifiers=(*draft.qualifiers, ("date", values.pop())))
    if draft.predicate in _words().deals and told.get("status", "announced") == "announced":
        text = page.release.text[part.start : part.end]
        if _patterns()[1].search(text) and not _patterns()[2].search(text):
            kept = tuple((name, value) for name, value in draft.qualifiers if name != "status")
            draft = replace(draft, qualifiers=(*kept, ("status", "completed")))
    return draft
