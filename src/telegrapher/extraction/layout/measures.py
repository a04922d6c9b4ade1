"""How long a line is, how much it carries, since when it serves: each figure given to the line that stands nearest to it.

Parsers lose their way in sentences full of figures. Here a figure belongs to the line named last before it in its clause, or right
after it, if the words between or around say that it is a length, a capacity or a day of service.
A sentence that names no line speaks of the one that the sentences before are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.dates import find_dates
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import SILENT, Sentence
from telegrapher.extraction.values import find_lengths, find_rates
from telegrapher.model import Draft, Literal, Mention, Span
from telegrapher.rules import table

__all__ = ["read_measures"]

_FARTHEST = 110
"""Code points between a line and its figure."""

_AFTER = 34
"""Code points between a figure and the line named after it: "a 7,400-kilometre cable called X"."""

_AROUND = 70
_LONGEST = 120_000
"""Kilometres: no network is longer, no cable by half; what is, is the work of a lifetime ("has laid 300,000 km")."""
_BACK = 2
_BREAK = re.compile(r";|:| while | whereas | but | compared ")
_ADJECTIVE = re.compile(
    r"^[- ]?(?:long )?(?:(?!(?:while|to|from|of|in|and|or|for|with|at|on|by|into|between|than|as|but) )"
    r"(?:[a-z-]+|[A-Z][a-z]+) ){0,4}$"
)
_MARKS = re.compile("[\ue000-\uf8ff]+")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What makes a figure one of a relation; see `measures.yaml`."""

    near: re.Pattern[str]
    after: re.Pattern[str]
    never: re.Pattern[str]
    never_after: re.Pattern[str]
    loose: re.Pattern[str]


@cache
def _kinds() -> dict[str, _Kind]:
    return {
        name: _Kind(**{key: re.compile(str(text), re.IGNORECASE) for key, text in entry.items()})
        for name, entry in table("layout/measures").items()
        if isinstance(entry, dict)
    }


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(str(table("layout/measures")[name]), re.IGNORECASE)


def read_measures(sheet: Sheet) -> Iterator[Draft]:
    """`lengthKm`, `capacity` and `readyForService` of cables (and of networks, their lengths)."""
    if not sheet.index.cables and not any(sheet.page.type_of(one) == "Network" for one in sheet.page.mentions):
        return
    for sentence, told in zip(sheet.page.sentences, _near_lines(sheet), strict=True):
        if sentence.zone in SILENT or not told:
            continue
        for predicate, literal in _figures(sheet, sentence):
            subject = _line_of(sheet, sentence, predicate, literal)
            if subject is not None:
                status = _status(sheet, sentence, subject, literal)
                if status is not None:
                    yield sheet.draft(subject, predicate, literal, f"measure-{predicate}", qualifiers={"status": status})


def _near_lines(sheet: Sheet) -> Iterator[bool]:
    """Of each sentence, whether it or one so near before it that it may go on about it names a line."""
    named = [bool(sheet.of_class(sentence.span, "cable", "network")) for sentence in sheet.page.sentences]
    return (any(named[max(0, at - _BACK) : at + 1]) for at in range(len(named)))


def _figures(sheet: Sheet, sentence: Sentence) -> Iterator[tuple[str, Literal]]:
    for found in find_lengths(sheet.text, within=sentence.span):
        if found.kind == "length" and 1 <= found.number <= _LONGEST:
            yield "lengthKm", Literal(found.value, found.span)
    for rate in find_rates(sheet.text, within=sentence.span):
        yield "capacity", Literal(rate.value, rate.span)
    if not sheet.of_class(sentence.span, "cable"):
        loose = _kinds()["readyForService"].loose
        if not sheet.index.cables or not loose.search(sheet.mask, sentence.span.start, sentence.span.end):
            return
    for date in find_dates(sheet.text, published=sheet.page.release.published, within=sentence.span):
        if not date.relative or "week" not in sheet.text[date.span.start : date.span.end]:
            yield "readyForService", Literal(date.value, date.span)


def _line_of(sheet: Sheet, sentence: Sentence, predicate: str, literal: Literal) -> Mention | None:
    kind = _kinds()[predicate]
    span = literal.span
    assert span is not None
    lead = _MARKS.sub("~", sheet.mask[max(sentence.span.start, span.start - _AROUND) : span.start])
    tail = sheet.mask[span.end : min(sentence.span.end, span.end + _AROUND)]
    if kind.never.search(lead) or kind.never_after.search(tail):
        return None
    lines = sheet.of_class(sentence.span, *(("cable", "network") if predicate == "lengthKm" else ("cable",)))
    behind = [one for one in lines if one.span.start >= span.end]
    if (
        behind
        and predicate == "lengthKm"
        and _ADJECTIVE.match(sheet.text[span.end : behind[0].span.start])
        and behind[0].span.start - span.end < _AFTER
    ):
        return behind[0]
    before = [one for one in lines if one.span.end <= span.start]
    if before:
        return before[-1] if _tied(sheet, kind, before[-1], span, tail) else None
    if lines or not kind.loose.search(sheet.mask[sentence.span.start : sentence.span.end]):
        return None
    if not (kind.near.search(lead) or kind.after.match(tail)):
        return None
    return _line_before(sheet, sentence, predicate)


def _tied(sheet: Sheet, kind: _Kind, line: Mention, span: Span, tail: str) -> bool:
    """Whether the words from a line to a figure, or around the figure, say what the figure is."""
    between = sheet.mask[line.span.end : span.start]
    if len(between) > _FARTHEST or _BREAK.search(between):
        return False
    return bool(kind.near.search(between) or kind.after.match(tail))


def _line_before(sheet: Sheet, sentence: Sentence, predicate: str) -> Mention | None:
    """The one cable (or network, for lengths) of the sentences right before, in the same kind of block."""
    names = ("cable", "network") if predicate == "lengthKm" else ("cable",)
    upto = sentence
    for _ in range(_BACK):
        before = sheet.sentence_before(upto.span.start)
        if before is None or before.zone is not sentence.zone:
            return None
        found = {one.key: one for one in sheet.of_class(before.span, *names) if not _is_piece(sheet, one)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
        upto = before
    return None


def _is_piece(sheet: Sheet, line: Mention) -> bool:
    """Whether a line is a leg or branch of another."""
    return any(name == "whole" for name, _ in sheet.page.referents[line.key].hints)


def _status(sheet: Sheet, sentence: Sentence, line: Mention, literal: Literal) -> str | None:
    """`planned` or nothing; `None` where the words deny it."""
    assert literal.span is not None
    start = max(sentence.span.start, min(line.span.start, literal.span.start) - _AROUND)
    words = _BREAK.split(sheet.mask[start : literal.span.end])[-1]
    if line.span.start >= literal.span.end or line.span.end < sentence.span.start:
        words = sheet.mask[sentence.span.start : sentence.span.end]
    if _cue("denied").search(words):
        return None
    return "planned" if _cue("planned").search(words) else ""
