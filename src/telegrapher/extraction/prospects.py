"""Lines that are yet to come: what a release says of them in plain words is a plan, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from telegrapher.extraction.page import Page
from telegrapher.model import Draft, Literal, Mention
from telegrapher.rules import rule_set

__all__ = ["with_prospects"]

_PLANNED = ("status", "planned")
_REACH = 90
"""Letters before what is told in which the verb stands that takes it."""


@dataclass(frozen=True, slots=True)
class _Words:
    ready: frozenset[str]
    standing: Mapping[str, frozenset[str]]
    planned: Mapping[str, frozenset[str]]
    there: Mapping[str, Any]


@cache
def _words() -> _Words:
    return rule_set(_Words, "prospects")


def with_prospects(page: Page, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts, those about cables that are not ready by then marked as planned: "the 9,000 km system joins A with B".

    A cable is to come where its day of service is planned or lies after the year of the release, and nothing says that it stands.
    """
    known = tuple(_there(page, draft) for draft in drafts)
    ready = {(draft.subject.key, _year(draft)) for draft in known if draft.subject is not None and _is_to_come(page, draft)}
    coming = {key for key, _ in ready} - {end.key for draft in known for end in _standing(page, draft, ready)}
    return tuple(_planned(draft, coming) for draft in known) if coming else known


def _there(page: Page, draft: Draft) -> Draft:
    """A draft without a plan that is about something else: "will upgrade the 9,000 km system" tells how long it is."""
    words, (before, behind) = _words().there, _patterns()
    if _status(draft) != "planned" or draft.subject is None or draft.object.span is None:
        return draft
    text = page.release.text
    if draft.predicate == "headquarteredIn":
        settled = behind.match(text, draft.object.span.end) is not None
    elif draft.predicate in words["relations"]:
        first = min(draft.subject.span.start, draft.object.span.start) if draft.predicate != "operates" else draft.object.span.start
        settled = before.search(text[max(0, first - _REACH) : first]) is not None
    else:
        settled = False
    kept = tuple(one for one in draft.qualifiers if one[0] != "status")
    return replace(draft, qualifiers=kept) if settled else draft


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _words().there
    return re.compile(rf"\b(?:{'|'.join(words['verbs'])}) (?:{words['whose']})?$"), re.compile(words["behind"])


def _status(draft: Draft) -> str:
    return next((str(value) for name, value in draft.qualifiers if name == "status"), "")


def _is_to_come(page: Page, draft: Draft) -> bool:
    if draft.predicate not in _words().ready or draft.subject is None or page.referents[draft.subject.key].type != "Cable":
        return False
    return _status(draft) == "planned" or (not _status(draft) and _after_release(page, draft))


def _after_release(page: Page, draft: Draft) -> bool:
    """Whether the year of service follows that of the release."""
    published, year = page.release.published, _year(draft)
    return published is not None and year.isdigit() and int(year) > published.year


def _year(draft: Draft) -> str:
    return draft.object.value[:4] if isinstance(draft.object, Literal) else ""


def _standing(page: Page, draft: Draft, ready: Set[tuple[str, str]]) -> tuple[Mention, ...]:
    """What a draft tells as being there already; not by a year for which it is also told to be planned."""
    ends = tuple(end for end in (draft.subject, draft.object) if isinstance(end, Mention))
    statuses = _words().standing.get(draft.predicate, frozenset())
    if draft.predicate in _words().ready:
        there = not _status(draft) and not _after_release(page, draft) and (ends[0].key, _year(draft)) not in ready
    else:
        there = "any" in statuses or _status(draft) in statuses
    return ends if there else ()


def _planned(draft: Draft, coming: set[str]) -> Draft:
    ends = {"subject": draft.subject, "object": draft.object}
    told = any(
        draft.predicate in some and isinstance(end := ends[name], Mention) and end.key in coming
        for name, some in _words().planned.items()
    )
    return replace(draft, qualifiers=(*draft.qualifiers, _PLANNED)) if told and not _status(draft) else draft
