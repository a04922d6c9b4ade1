"""Lines to the parts of a release: opening, body, who presents itself, whom to call, what lawyers wrote, what is no part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegrapher.model import ZoneKind, fold
from telegrapher.reading.dates import Dateline, date_line, dateline
from telegrapher.reading.marks import (
    about_owner,
    contact_owner,
    inline_about,
    is_disclaimer_heading,
    is_disclaimer_text,
    is_reachable,
    is_strong_disclaimer,
    opens_contact,
)
from telegrapher.reading.noise import about_itself, is_prose, noise_lines
from telegrapher.reading.rules import figure, pattern
from telegrapher.reading.sheet import Line, Shape, is_ended, words_of

__all__ = ["Label", "Layout", "lay_out"]


@dataclass(frozen=True, slots=True)
class Label:
    """The part that a line belongs to, and the owner of that part as written."""

    kind: ZoneKind
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A label for every line, the line of the lead (number of lines if there is none), and its dateline."""

    labels: tuple[Label, ...]
    lead: int
    dateline: Dateline | None


_BODY = Label(ZoneKind.BODY)
_NOISE = Label(ZoneKind.NOISE)
_CONTACT = Label(ZoneKind.CONTACT)
_DISCLAIMER = Label(ZoneKind.DISCLAIMER)
_HEADLINE = Label(ZoneKind.HEADLINE)
_SUBHEAD = Label(ZoneKind.SUBHEAD)


def lay_out(lines: Sequence[Line], titles: Sequence[str] = ()) -> Layout:
    """The part of the release that each line belongs to.

    Args:
        lines: of one release, in order.
        titles: what metadata gives as title; only helps to find the headline.
    """
    noise = noise_lines(lines)
    lead, opening = _lead(lines, noise)
    labels = _opening(lines[:lead], noise, titles)
    labels += _rest(lines, lead, noise)
    labels = _without_heading(lines, lead, labels)
    return Layout(tuple(labels), lead, opening)


def _lead(lines: Sequence[Line], noise: Sequence[bool]) -> tuple[int, Dateline | None]:
    """The line of the lead: the first with a dateline, else the first prose that is neither contact nor disclaimer."""
    first = len(lines)
    for index, line in enumerate(lines):
        if noise[index] or line.shape in (Shape.HEADING, Shape.ITEM, Shape.ROW):
            continue
        opening = dateline(line.text)
        if opening and _opens_prose(lines, index, opening):
            return index, opening
        if is_prose(line) and not is_disclaimer_text(line.text) and not is_reachable(line.text) and not opens_contact(line.text):
            first = min(first, index)
            if index > first + 2:
                break
    return first, None


def _opens_prose(lines: Sequence[Line], index: int, opening: Dateline) -> bool:
    rest = lines[index].text[opening.end :]
    return words_of(rest) >= 8 or (is_ended(rest) and words_of(rest) >= 4)


def _opening(lines: Sequence[Line], noise: Sequence[bool], titles: Sequence[str]) -> list[Label]:
    """Labels of what stands before the lead: noise, dates, contacts, headline, standfirst."""
    labels = [_NOISE if noise[i] or date_line(line.text)[1] or about_owner(line.text) else None for i, line in enumerate(lines)]
    _mark_bylines(lines, labels)
    _mark_contacts(lines, labels)
    wanted = {fold(title) for title in titles}
    open_lines = [i for i, label in enumerate(labels) if label is None]
    named = [i for i in open_lines if fold(lines[i].text) in wanted]
    ranked = [i for i in open_lines if lines[i].shape is Shape.HEADING]
    top = min((lines[i].level for i in ranked), default=0)
    headline = next(iter(named), None)
    if headline is None:
        headline = next((i for i in ranked if lines[i].level == top), next(iter(open_lines), None))
    return [label or (_HEADLINE if i == headline else _SUBHEAD) for i, label in enumerate(labels)]


def _mark_bylines(lines: Sequence[Line], labels: list[Label | None]) -> None:
    """A short line right on a line with the date is the name of the paper or of the writer."""
    for index, line in enumerate(lines):
        if labels[index] is None and words_of(line.text) <= 4 and line.shape is Shape.PLAIN:
            below = index + 1 < len(lines) and not lines[index + 1].gap and date_line(lines[index + 1].text)[1]
            if below and any(label is None for label in labels[:index]):
                labels[index] = _NOISE


def _mark_contacts(lines: Sequence[Line], labels: list[Label | None]) -> None:
    """Contacts before the headline: from the first label or reachable line to the last reachable one."""
    reachable = [i for i, line in enumerate(lines) if labels[i] is None and (is_reachable(line.text) or is_letterhead(line.text))]
    if not reachable:
        return
    heads = [i for i, line in enumerate(lines) if labels[i] is None and opens_contact(line.text)]
    first = min(reachable[0], heads[0]) if heads else reachable[0]
    while first > 0 and labels[first - 1] is None and not lines[first].gap and words_of(lines[first - 1].text) <= 5:
        first -= 1
    owner = None
    for index in range(first, reachable[-1] + 1):
        if labels[index] is None and words_of(lines[index].text) <= 12:
            owner = contact_owner(lines[index].text) or owner
            labels[index] = Label(ZoneKind.CONTACT, owner)


def is_letterhead(text: str) -> bool:
    """A street address or a bare website: the head of a company's paper."""
    return bool(pattern("zones", "street").match(text) or pattern("zones", "website").fullmatch(text))


class _Walk:
    """Where a walk down the lines of a release stands."""

    def __init__(self) -> None:
        self.now = _BODY
        self.level = 0
        self.reached = False

    def take(self, line: Line) -> Label:
        """The label of the next line, given that of those before it."""
        label = self._headed(line) or self._told(line)
        if label:
            self.reached = is_reachable(line.text)
            return label
        if self.now.kind is ZoneKind.CONTACT:
            self._leave_contact(line)
        elif line.shape is Shape.HEADING and self.level and 0 < line.level <= self.level:
            self.now, self.level = _BODY, 0
        elif self.now.kind is ZoneKind.ABOUT and pattern("zones", "headings_of_body").fullmatch(line.text):
            self.now = _BODY
        return self.now

    def _headed(self, line: Line) -> Label | None:
        """A heading opens a part."""
        owner = about_owner(line.text)
        if owner is not None:
            self.now, self.level = Label(ZoneKind.ABOUT, owner or None), line.level
            return self.now
        if is_disclaimer_heading(line.text):
            self.now, self.level = _DISCLAIMER, line.level
            return self.now
        if opens_contact(line.text):
            owner = contact_owner(line.text)
            if owner is None and self.now.kind is ZoneKind.CONTACT and not line.gap:
                owner = self.now.owner
            self.now, self.level = Label(ZoneKind.CONTACT, owner), line.level
            return self.now
        return None

    def _told(self, line: Line) -> Label | None:
        """A line that says what it is without a heading."""
        owner = inline_about(line.text)
        if owner:
            self.now, self.level = Label(ZoneKind.ABOUT, owner), 0
            return self.now
        if is_disclaimer_text(line.text):
            if is_strong_disclaimer(line.text) and self.now.kind is not ZoneKind.BODY:
                self.now = _DISCLAIMER
            return _DISCLAIMER
        if self.now.kind is ZoneKind.DISCLAIMER and pattern("zones", "pointer").fullmatch(line.text):
            return _BODY
        if is_reachable(line.text) and (words_of(line.text) <= 30 or pattern("zones", "contact_sentence").search(line.text)):
            if self.now.kind is not ZoneKind.CONTACT:
                self.now = Label(ZoneKind.CONTACT, contact_owner(line.text))
            return self.now
        return None

    def _leave_contact(self, line: Line) -> None:
        """Prose and headings end contacts; a line that stands apart behind a phone or mail address begins somebody else's."""
        prose = words_of(line.text) >= figure("layout", "paragraph_words") and not is_reachable(line.text)
        if prose or line.shape is Shape.HEADING:
            self.now = _BODY
        elif line.gap and self.reached:
            self.now, self.reached = _CONTACT, False


def _rest(lines: Sequence[Line], lead: int, noise: Sequence[bool]) -> list[Label]:
    walk = _Walk()
    labels: list[Label] = []
    for index in range(lead, len(lines)):
        line = lines[index]
        if index == lead:
            labels.append(Label(ZoneKind.LEAD))
            continue
        if noise[index] and not opens_contact(line.text):
            if pattern("zones", "end_mark").fullmatch(line.text):
                walk.now = _BODY
            labels.append(_NOISE)
            continue
        labels.append(walk.take(line))
    _contacts_upward(lines, lead, labels)
    return labels


def _contacts_upward(lines: Sequence[Line], lead: int, labels: list[Label]) -> None:
    """Names and offices right above a phone or mail address belong to it."""
    for index in range(len(labels) - 1, 0, -1):
        above, line = lines[lead + index - 1], lines[lead + index]
        free = labels[index - 1].kind in (ZoneKind.BODY, ZoneKind.ABOUT) and labels[index].kind is ZoneKind.CONTACT
        if free and not line.gap and words_of(above.text) <= 9 and not is_ended(above.text) and about_owner(above.text) is None:
            labels[index - 1] = labels[index]


def _without_heading(lines: Sequence[Line], lead: int, labels: list[Label]) -> list[Label]:
    """Paragraphs at the end in which an organisation presents itself, though no heading says so."""
    for index in range(len(labels) - 1, lead, -1):
        if labels[index].kind is not ZoneKind.BODY:
            continue
        owner = about_itself(lines[index])
        if owner is None:
            break
        labels[index] = Label(ZoneKind.ABOUT, owner)
    return labels
