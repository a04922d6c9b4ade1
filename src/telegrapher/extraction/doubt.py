"""What the words of a sentence put in doubt, whichever rule has read it: deeds denied, discussed, wished, supposed, asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Draft, Span
from telegrapher.rules import rule_set

__all__ = ["Doubts"]

_FOLLOWING = re.compile(r"\s*(?:to )?(\w+)")
_MACRO = re.compile(r"\{([a-z]+)\}")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Words:
    macros: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]
    clauses: Mapping[str, tuple[str, ...]]
    telling: frozenset[str]
    ends: str
    ends_of_conditions: str
    beside: str
    naming: frozenset[str]
    deeds: frozenset[str]
    exempt: Mapping[str, frozenset[str]]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Cue:
    """One way of putting a deed in doubt.

    Attributes:
        needs: how words begin one of which must be there.
        pattern: of the cue.
        kind: of doubt.
        whole: whether whoever does it is in doubt, too, else what somebody named elsewhere does.
    """

    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    kind: str
    whole: bool


@cache
def _words() -> _Words:
    return rule_set(_Words, "doubt")


@cache
def _cues() -> tuple[_Cue, ...]:
    words = _words()
    groups = ((words.cues, False), (words.clauses, True))
    return tuple(_cue(row, kind, whole=whole) for some, whole in groups for kind, rows in some.items() for row in rows)


def _cue(row: str, kind: str, *, whole: bool) -> _Cue:
    needs, _, text = row.partition(" :: ")
    text = _MACRO.sub(lambda found: _words().macros[found[1]], text)
    return _Cue(tuple(needs.split()), re.compile(text if "^" in text[:4] else rf"\b{text}\b", re.IGNORECASE), kind, whole)


@lru_cache(maxsize=8192)
def _needing(word: str) -> frozenset[int]:
    """Places in `_cues()` of those that a word gives reason to look for."""
    return frozenset(at for at, cue in enumerate(_cues()) if word.startswith(cue.needs))


def _found(text: str) -> Iterator[tuple[_Cue, re.Match[str]]]:
    hopeful = frozenset().union(*map(_needing, _WORD.findall(text.lower())))
    for at in sorted(hopeful):
        for found in _cues()[at].pattern.finditer(text):
            yield _cues()[at], found


@cache
def _end(*, of_condition: bool) -> re.Pattern[str]:
    return re.compile(_words().ends_of_conditions if of_condition else _words().ends)


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(_words().beside)


@dataclass(frozen=True, slots=True)
class _Reach:
    """What is in doubt.

    Attributes:
        cue: offset in the text where the cue starts.
        span: what is in doubt.
        kind: of doubt.
        whole: whether whoever does it is in doubt, too, else what somebody named elsewhere does.
        first: whether the cue opens its sentence.
    """

    cue: int
    span: Span
    kind: str
    whole: bool
    first: bool


class Doubts:
    """What is in doubt on a page; each sentence is looked at when a draft of it comes up."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[int, tuple[_Reach, ...]] = {}

    def about(self, draft: Draft) -> str | None:
        """Why a draft is in doubt, in words; `None` if it is not, or is no deed."""
        words = _words()
        if draft.predicate not in words.deeds or draft.rule in words.naming or len(draft.spans) != 1 or draft.subject is None:
            return None
        sentence = self._page.sentence_at(draft.spans[0].start)
        if sentence is None:
            return None
        if sentence.span.start not in self._known:
            self._known[sentence.span.start] = tuple(self._reaches(sentence))
        return next((words.reasons[one.kind] for one in self._known[sentence.span.start] if self._holds(one, draft)), None)

    def _reaches(self, sentence: Sentence) -> Iterator[_Reach]:
        at, text = sentence.span.start, self._page.release.text[sentence.span.start : sentence.span.end]
        if text.rstrip().endswith("?"):
            yield _Reach(at, sentence.span, "question", whole=True, first=True)
        for cue, found in _found(text):
            following = _FOLLOWING.match(text, found.end())
            if not cue.whole and following is not None and following[1].lower() in _words().telling:
                continue
            opens = not text[: found.start()].strip("\"'\u201c\u2018 ")
            end = _end(of_condition=cue.whole or opens).search(text, found.end())
            last = end.start() if end else len(text)
            if found.end() < last:
                yield _Reach(at + found.start(), Span(at + found.end(), at + last), cue.kind, cue.whole, opens)

    def _holds(self, reach: _Reach, draft: Draft) -> bool:
        ends = [end.span for end in (draft.subject, draft.object) if end is not None and end.span is not None]
        if draft.predicate in _words().exempt.get(reach.kind, ()):
            return False
        inside = [span for span in ends if span in reach.span]
        if len(inside) == 2:
            first, second = sorted(inside)
            return reach.whole and not _beside().fullmatch(self._page.release.text, first.end, second.start)
        if len(inside) != 1:
            return False
        outside = [span for span in ends if span not in inside]
        return all(span.end <= reach.cue or reach.first for span in outside)
