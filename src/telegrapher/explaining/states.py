"""What became of each sentence: yielding, read without yield, or set aside; exactly one, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegrapher.explaining.values import Claim, State, Try
from telegrapher.explaining.words import words
from telegrapher.extraction.page import Sentence
from telegrapher.model import ZoneKind

__all__ = ["Seen", "judge"]

_SILENT = (ZoneKind.DISCLAIMER, ZoneKind.NOISE)


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is known of one sentence before its state is.

    Attributes:
        sentence: of the page.
        made: statements that it is evidence of.
        refused: refused drafts that were read in it.
        unsure: how many statements less certain than wanted it is evidence of; `least` is what was wanted.
        again: number and relation of statements that repeat what it says, their evidence being elsewhere.
        tries: what its words set off; `None` if it was not parsed.
        named: whether it names anything.
        foreign: language of the release if it is not read.
        by: who read: `rules`, `layout` (rules without syntax), or `model` (alone); `longest` is how many words syntax stands.
    """

    sentence: Sentence
    made: Sequence[Claim]
    refused: Sequence[Claim]
    unsure: int
    least: float
    again: Sequence[tuple[int, str]]
    tries: Sequence[Try] | None
    named: bool
    foreign: str
    by: str
    longest: int


def judge(seen: Seen) -> tuple[State, tuple[str, ...]]:
    """The state of a sentence, and why it yields nothing (empty if it yields)."""
    if seen.made:
        return State.YIELDING, ()
    if reason := _aside(seen):
        return State.SET_ASIDE, (reason,)
    told = tuple(dict.fromkeys(_nothing(seen, words()["nothing"])))
    return State.READ, told or (_plainly(seen, words()["nothing"]),)


def _aside(seen: Seen) -> str:
    told: Mapping[str, str] = words()["aside"]
    if seen.foreign:
        return told["language"].format(language=seen.foreign)
    if seen.sentence.zone in _SILENT:
        return told[str(seen.sentence.zone)]
    parsed = seen.tries is not None or seen.sentence.zone is ZoneKind.CONTACT or seen.by != "rules"
    return "" if parsed or seen.refused or seen.unsure or seen.again else told["long"].format(most=seen.longest)


def _nothing(seen: Seen, told: Mapping[str, str]) -> Iterator[str]:
    """What happened to things that the sentence nearly said."""
    for reason, count in Counter(claim.reason for claim in seen.refused).items():
        yield told["refused"].format(count=count, reason=reason)
    if seen.unsure:
        yield told["unsure"].format(count=seen.unsure, least=seen.least)
    for number, relation in seen.again:
        yield told["again"].format(number=number, relation=relation)
    tried = seen.tries or ()
    for one in tried:
        if one.alike:
            yield told["alike"].format(rule=one.rule)
    limits: Mapping[str, Any] = words()["limits"]
    for one in [one for one in tried if one.obstacle and one.near][: int(limits["tries"])]:
        yield told["missing"].format(rule=one.rule, word=one.word, obstacle=one.obstacle)


def _plainly(seen: Seen, told: Mapping[str, str]) -> str:
    """Why a sentence that nearly says nothing says nothing."""
    if seen.by == "model":
        return told["model"]
    if seen.sentence.zone is ZoneKind.CONTACT:
        return told["contact"]
    if not seen.named:
        return told["nameless"]
    if seen.by == "layout":
        return told["syntax"]
    if seen.tries:
        return told["unfit"].format(words="”, “".join(dict.fromkeys(one.word for one in seen.tries)))
    return told["plain"]
