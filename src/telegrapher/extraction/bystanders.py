"""Names and figures that stand in a sentence and take no part in its deed: the land of a gulf or of a town, a rate of one fibre."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.page import Page
from telegrapher.extraction.spelling import spells, words
from telegrapher.model import Draft, Literal, Mention, Span
from telegrapher.rules import rule_set

__all__ = ["Bystanders"]

_BEFORE = 40
"""Letters before a place that are looked at."""
_ELSEWHERE = re.compile(r" at (?:the )?[A-Z]")
"""What makes a job one at somebody whose name stands in the title, known or not: "editor at Optics magazine"."""
_BEFORE_KIN = 90
"""Letters before a company that are looked at."""


@dataclass(frozen=True, slots=True)
class _Words:
    beside_places: str
    places: frozenset[str]
    single: frozenset[str]
    further: str
    share: str
    shared: frozenset[str]
    whence: str
    whither: str
    distance: str
    dealt: frozenset[str]
    part: str
    kinship: str
    minor: str
    told_of_kin: frozenset[str]
    reasons: Mapping[str, str]


@cache
def _words() -> _Words:
    return rule_set(_Words, "bystanders")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_words().beside_places, re.IGNORECASE), re.compile(_words().further)


@cache
def _around() -> Mapping[str, re.Pattern[str]]:
    words = _words()
    return {name: re.compile(getattr(words, name)) for name in ("share", "whence", "whither", "distance", "part")}


@cache
def _minor() -> re.Pattern[str]:
    return re.compile(_words().minor)


@cache
def _kinship() -> re.Pattern[str]:
    return re.compile(_words().kinship)


@cache
def _spelt() -> tuple[frozenset[str], ...]:
    return words(_patterns()[0].pattern)


class Bystanders:
    """Which drafts of a page speak of names that only stand beside."""

    def __init__(self, page: Page, drafts: Iterable[Draft]) -> None:
        self._page = page
        self._single: dict[tuple[str, str], list[Mention]] = {}
        for draft in drafts:
            if draft.predicate in _words().single and draft.subject is not None and isinstance(draft.object, Mention):
                self._single.setdefault((draft.subject.key, draft.predicate), []).append(draft.object)

    def about(self, draft: Draft) -> str | None:
        """Why a draft is none, in words; `None` if its ends take part."""
        reasons = _words().reasons
        if draft.subject is not None and isinstance(draft.object, Literal) and draft.object.span is not None:
            return reasons.get(self._figure(draft.subject, draft.predicate, draft.object.span))
        if draft.subject is not None and (apart := self._apart(draft)):
            return reasons[apart]
        if not isinstance(draft.object, Mention) or draft.subject is None:
            return None
        if draft.predicate in _words().dealt and _around()["part"].match(self._page.release.text, draft.object.span.end):
            return reasons["part"]
        if draft.predicate == "subsidiaryOf" and _minor().match(self._page.release.text, draft.object.span.end):
            return reasons["minor"]
        return reasons.get(self._place(draft.subject, draft.predicate, draft.object))

    def _place(self, subject: Mention, predicate: str, place: Mention) -> str:
        """Why a place is none of what a relation takes; empty if it is."""
        if predicate not in _words().places or self._page.type_of(place) != "Place":
            return ""
        if self._beside(place):
            return "place"
        return "further" if predicate in _words().single and self._further(subject, predicate, place) else ""

    def _figure(self, subject: Mention, predicate: str, figure: Span) -> str:
        """Why a capacity or length is none of the whole as it is; empty if it is."""
        if predicate not in ("capacity", "lengthKm"):
            return ""
        text, around = self._page.release.text, _around()
        if predicate == "capacity" and self._page.type_of(subject) in _words().shared and around["share"].match(text, figure.end):
            return "share"
        if around["whence"].search(text[max(0, figure.start - _BEFORE) : figure.start]) and around["whither"].match(
            text, figure.end
        ):
            return "former"
        return "distance" if predicate == "lengthKm" and around["distance"].match(text, figure.end) else ""

    def _apart(self, draft: Draft) -> str:
        """Why what is told of a company is told of another; empty if it is not."""
        if draft.predicate == "worksFor":
            title = next((value for name, value in draft.qualifiers if name == "jobTitle"), "")
            if isinstance(title, str) and _ELSEWHERE.search(title):
                return "post"
        return "kin" if draft.predicate not in _words().told_of_kin and self._is_kin(draft) else ""

    def _is_kin(self, draft: Draft) -> bool:
        """Whether an end is only there to tell whose another is: "Acme, a subsidiary of Zeta"."""
        text = self._page.release.text
        ends = (one for one in (draft.subject, draft.object) if isinstance(one, Mention))
        return any(
            text.endswith((" of ", " of the "), 0, one.span.start)
            and _kinship().search(text, max(0, one.span.start - _BEFORE_KIN), one.span.start)
            for one in ends
        )

    def _beside(self, place: Mention) -> bool:
        before = self._page.release.text[max(0, place.span.start - _BEFORE) : place.span.start]
        return spells(before.casefold(), _spelt()) and _patterns()[0].search(before) is not None

    def _further(self, subject: Mention, predicate: str, place: Mention) -> bool:
        others = (one for one in self._single.get((subject.key, predicate), ()) if one.span.end <= place.span.start)
        text = self._page.release.text
        return any(other.key != place.key and _patterns()[1].fullmatch(text, other.span.end, place.span.start) for other in others)
