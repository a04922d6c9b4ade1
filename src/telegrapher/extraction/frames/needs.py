"""What a sentence must hold for a frame to have a chance: seen in its words and names, before the parser is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache

from telegrapher.extraction.frames.arguments import STEPS
from telegrapher.extraction.frames.frame import Frame, Role, Saying
from telegrapher.extraction.frames.literals import values_in
from telegrapher.extraction.frames.topics import ELSEWHERE, topic
from telegrapher.extraction.page import Page, Sentence
from telegrapher.extraction.syntax import lemmas

__all__ = ["Triggers", "by_trigger", "likely", "likely_of", "nameable", "triggers_of"]

_PIECE = re.compile(r"[^\W\d_](?:[^\W\d_]|[-'/&.](?=[^\W\d_]))*|%")
_WORD = re.compile(r"[^\W\d_]+")

_Ways = tuple[frozenset[str], ...]
_Kinds = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Need:
    """What one frame asks of a sentence.

    Attributes:
        ways: for each role that must be filled the prepositions of each of its ways; those of one way must all be there.
        heads: for each condition that must hold the words of which one must be there.
        names: for each role that a name of the sentence must fill the types that fit.
        values: kinds of values that must be there.
        topics: types of each role that only what the text was about just before can fill, and whether its sentence counts.
        barred: types of which no name may stand in the sentence.
        pairs: types of both ends of each saying; of one pair both must be named, by different names. `None` is any end.
    """

    ways: tuple[_Ways, ...]
    heads: tuple[frozenset[str], ...]
    names: tuple[_Kinds, ...]
    values: frozenset[str]
    topics: tuple[tuple[_Kinds, bool], ...]
    barred: _Kinds
    pairs: tuple[tuple[_Kinds | None, _Kinds | None], ...]


@cache
def _need(frame: Frame) -> _Need:
    asked = [role for role in frame.roles if not role.optional and not role.path.startswith("@")]
    inside = [role for role in asked if not _leads_out(role) and not role.is_condition]
    plain = {role.name: role for role in frame.roles}
    return _Need(
        ways=tuple(ways for role in asked if (ways := _ways(role)) and all(ways)),
        heads=tuple(role.kinds for role in asked if role.is_condition),
        names=tuple(role.kinds for role in inside if role.literal is None),
        values=frozenset(role.literal for role in inside if role.literal in ("rate", "length", "date", "money")),
        topics=tuple((role.kinds, role.path == "topic") for role in asked if role.path in ELSEWHERE),
        barred=frozenset(
            kind
            for role in frame.unless
            if role.path == "sentence" and not (role.is_condition or role.literal)
            for kind in role.kinds
        ),
        pairs=tuple(_ends(saying, plain) for saying in frame.says),
    )


def _leads_out(role: Role) -> bool:
    return role.path.startswith("@") or not ELSEWHERE.isdisjoint(role.path.split("|"))


def _ways(role: Role) -> _Ways:
    """The prepositions of each way of a role; nothing if one leads out of the sentence."""
    if _leads_out(role):
        return ()
    return tuple(frozenset(step for step in way.split(".") if step not in STEPS) for way in role.path.split("|"))


def _ends(saying: Saying, roles: Mapping[str, Role]) -> tuple[_Kinds | None, _Kinds | None]:
    subject, end = (roles.get(name) for name in (saying.subject, saying.object))
    return _types(subject), _types(end)


def _types(role: Role | None) -> _Kinds | None:
    return None if role is None or role.literal is not None or _leads_out(role) else role.kinds


@lru_cache(maxsize=8)
def by_trigger(chosen: tuple[Frame, ...]) -> Mapping[str, tuple[Frame, ...]]:
    """Frames by base form of their trigger words."""
    found: dict[str, list[Frame]] = {}
    for frame in chosen:
        for word in sorted(frame.triggers):
            found.setdefault(word, []).append(frame)
    return {word: tuple(frames) for word, frames in found.items()}


_MOST = 50_000
"""Runs of characters of which it is remembered which words they hold; then the memory starts anew."""


@dataclass(frozen=True, slots=True, eq=False)
class Triggers:
    """Frames by base form of their trigger words, and which of the words that they ask for a run of characters may hold.

    Attributes:
        frames: by base form.
        asked: all words for which frames ask, by form or base.
    """

    frames: Mapping[str, tuple[Frame, ...]]
    asked: frozenset[str]
    needs: Mapping[Frame, _Need]
    _runs: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict, repr=False)
    _idle: set[str] = field(default_factory=set, repr=False)
    _words: dict[str, tuple[tuple[str, tuple[Frame, ...]], ...]] = field(default_factory=dict, repr=False)

    def words(self, runs: Iterable[str]) -> tuple[set[str], set[str]]:
        """Of the words in runs without blanks those that a frame asks for: as they stand, and their base forms."""
        known = self._runs
        if len(known) + len(self._idle) > _MOST:
            known.clear()
            self._idle.clear()
        forms, bases = set[str](), set[str]()
        for run in set(runs) - self._idle:
            if run not in known:
                held = _forms(run)
                known[run] = self.asked.intersection(held), self.asked & frozenset().union(*map(lemmas, held))
            said, meant = known[run]
            forms |= said
            bases |= meant
            if not (said or meant):
                self._idle.add(run)
                del known[run]
        return forms, bases

    def at(self, word: str) -> tuple[tuple[str, tuple[Frame, ...]], ...]:
        """The base forms of a word in lower case that trigger frames, in order, each with its frames."""
        known = self._words
        if word not in known:
            if len(known) > _MOST:
                known.clear()
            known[word] = tuple((base, self.frames[base]) for base in sorted(lemmas(word)) if base in self.frames)
        return known[word]


@lru_cache(maxsize=8)
def triggers_of(chosen: tuple[Frame, ...]) -> Triggers:
    """Frames made ready to be looked for."""
    needed = [_need(frame) for frame in chosen]
    heads = (word for need in needed for words in need.heads for word in words)
    steps = (word for need in needed for ways in need.ways for words in ways for word in words)
    frames = by_trigger(chosen)
    return Triggers(frames, frozenset((*frames, *heads, *steps)), {frame: _need(frame) for frame in chosen})


def likely(page: Page, sentence: Sentence, chosen: tuple[Frame, ...]) -> frozenset[Frame]:
    """The frames that could say something in a sentence: their words stand in it, and names and values that could fill their
    roles. Whether they do is for the parse to tell."""
    return likely_of(page, sentence, triggers_of(chosen))


def likely_of(page: Page, sentence: Sentence, triggers: Triggers) -> frozenset[Frame]:
    """The same, of frames made ready."""
    forms, bases = triggers.words(_outside(page, sentence))
    met: set[Frame] = set()
    for word in bases:
        if word in triggers.frames:
            met.update(triggers.frames[word])
    needs = triggers.needs
    worded = [frame for frame in met if _worded(needs[frame], forms, bases)]
    return nameable(page, sentence, worded) if worded else frozenset()


def _worded(need: _Need, forms: Set[str], bases: Set[str]) -> bool:
    for words in need.heads:
        if words.isdisjoint(bases):
            return False
    for ways in need.ways:
        for together in ways:
            if together <= forms:
                break
        else:
            return False
    return True


def nameable(page: Page, sentence: Sentence, chosen: Iterable[Frame]) -> frozenset[Frame]:
    """Those of some frames whose roles the names and values of a sentence could fill."""
    supply: dict[str, frozenset[str]] = {}
    for mention in page.mentions_in(sentence.span):
        supply.setdefault(mention.key, page.kinds_of(mention))
    kinds_of, here = tuple(supply.values()), frozenset[str]().union(*supply.values())
    values: set[str] | None = None
    named: list[Frame] = []
    for frame in chosen:
        need = _need(frame)
        if not _named(need, kinds_of, here):
            continue
        if need.topics and not all(topic(page, sentence, kinds, within=within) for kinds, within in need.topics):
            continue
        if need.values:
            values = {value.kind for value in values_in(page, sentence)} if values is None else values
            if not need.values <= values:
                continue
        named.append(frame)
    return frozenset(named)


def _named(need: _Need, supply: tuple[_Kinds, ...], here: _Kinds) -> bool:
    """Whether enough names of fitting types stand in a sentence; `here` is all types of `supply` together."""
    if len(need.names) > len(supply) or not need.barred.isdisjoint(here):
        return False
    for kinds in need.names:
        if kinds.isdisjoint(here):
            return False
    return any(_differ(subject, end, supply) for subject, end in need.pairs)


def _differ(subject: _Kinds | None, end: _Kinds | None, supply: tuple[_Kinds, ...]) -> bool:
    """Whether different names could be both ends of a statement."""
    if subject is None or end is None:
        return True
    subjects = ends = either = 0
    for kinds in supply:
        one, other = not subject.isdisjoint(kinds), not end.isdisjoint(kinds)
        subjects += one
        ends += other
        either += one or other
    return subjects > 0 and ends > 0 and either > 1


def _outside(page: Page, sentence: Sentence) -> Iterator[str]:
    """The runs without blanks of a sentence, names left out."""
    text, at = page.release.text, sentence.span.start
    for mention in page.mentions_in(sentence.span):
        yield from text[at : mention.span.start].lower().split()
        at = mention.span.end
    yield from text[at : sentence.span.end].lower().split()


def _forms(run: str) -> frozenset[str]:
    """The words that a run of characters in lower case may hold, however it will be cut ("co-owner's" is four), rather too many
    than too few."""
    found = set()
    for piece in _PIECE.findall(run.replace("’", "'")):
        found.add(piece)
        found.update(_WORD.findall(piece))
        found.update(piece.removesuffix(ending) for ending in ("'s", "'"))
        found.update("-" + part for part in piece.split("-")[1:])
    for mark in ("'s", "’s", "'", "’", "%"):
        if mark in run:
            found.update((mark, mark.replace("’", "'")))
    return frozenset(found)
