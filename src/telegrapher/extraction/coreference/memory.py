"""What was named so far, and which of it is nearest: the ground on which references are resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, groupby
from operator import itemgetter

from telegrapher.extraction.coreference.expressions import RELATIVE, is_coordinated, rules
from telegrapher.extraction.coreference.topics import only_owners, spoken_of
from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Found, Mention, Referent, Span, ZoneKind, fold

__all__ = ["Memory"]

_LINES = frozenset({"Cable", "Network"})

_LONGEST = 6
"""Words of a name with which another one opens, at most."""

_SHAPES = frozenset({"ring", "route", "link", "loop", "leg", "branch", "spur", "segment", "backbone", "trunk"})
"""Nouns that tell one line from another: a ring is no branch."""


def _hosts(referents: Mapping[str, Referent]) -> Iterator[tuple[str, str]]:
    """Houses and exchanges, each with the organisation with whose name its own opens ("Norix Leeds")."""
    names = {fold(form): key for key, one in referents.items() if one.type in ORGANIZATIONS for form in (one.name, *one.aliases)}
    for key, one in referents.items():
        words = fold(one.name).split() if one.type == "Facility" else []
        opened = (names.get(" ".join(words[:size])) for size in range(min(len(words) - 1, _LONGEST), 0, -1))
        if host := next(filter(None, opened), None):
            yield key, host


class Memory:
    """The names of the sentences read so far; lives as long as the reader of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.referents: dict[str, Referent] = dict(page.referents)
        self.seen: list[tuple[int, Mention]] = []
        self.number = 0
        self.others: frozenset[int] = frozenset()
        self._items: list[list[int]] = []
        self._hosts = dict(_hosts(page.referents))

    def step(self, sentence: Sentence) -> None:
        """Go on to a sentence: its number, and those of the other items, if it is a line of a list that a colon leads."""
        self.number += 1
        text = self.page.release.text
        line = text.rfind("\n", 0, sentence.span.start) + 1
        opening = max(text.rfind("\n\n", 0, sentence.span.start), 0)
        if text[opening - 1 : opening] != ":":
            self._items = []
        elif line == sentence.span.start or not self._items:
            self._items.append([self.number])
        else:
            self._items[-1].append(self.number)
        self.others = frozenset(number for item in self._items[:-1] for number in item)

    def remember(self, named: list[Mention]) -> None:
        """Keep the names of a sentence; that of a house or exchange also names who runs it, if it opens with his name."""
        for mention in sorted(named):
            self.seen += ((self.number, one) for one in (mention, *self._host_of(mention)))

    def _host_of(self, mention: Mention) -> tuple[Mention, ...]:
        host = self._hosts.get(mention.key)
        return (replace(mention, key=host, type=self.referents[host].type),) if host else ()

    def owner(self, sentence: Sentence, types: frozenset[str]) -> str | None:
        """The organisation that an About block is about."""
        if sentence.zone is not ZoneKind.ABOUT or not sentence.owner:
            return None
        key = self.by_name(sentence.owner)
        return key if key and self.referents[key].type in types else None

    def by_name(self, name: str) -> str | None:
        """The key of what is called so."""
        wanted = fold(name)
        for key, referent in self.referents.items():
            if wanted in (fold(form) for form in (referent.name, *referent.aliases)):
                return key
        return None

    def recent(self, reach: int) -> Iterator[tuple[int, Mention]]:
        """What was named in so many sentences before this one, last first, each with the sentence's number."""
        for number, mention in reversed(self.seen):
            if number < self.number - reach:
                return
            yield number, mention

    def said_before(self, types: frozenset[str]) -> bool:
        """Whether the sentence before names something of these types."""
        return any(n < self.number and self.referents[m.key].type in types for n, m in self.recent(1))

    def nearest(
        self, span: Span, types: frozenset[str], reach: int, named: list[Mention], *, firsts: bool, barring: str = ""
    ) -> str | None:
        """The likeliest of the things named before: first of this sentence, else first of the nearest sentence before."""
        here = [m for m in sorted(named) if m.span.end <= span.start and self.referents[m.key].type in types]
        tests = {"suppliers": self.supplies, "parts": self._is_part}
        barred: Callable[[str], bool] = tests[barring] if barring else lambda key: False
        before = [m for m in sorted(named) if m.span.end <= span.start]
        here += [owner for m in before for owner in self._owner_of(m, types)]
        here += [host for m in before for host in self._host_of(m) if host.type in types]
        beside = {m.key for m in here if is_coordinated(self.page.release.text[m.span.end : span.start])}
        here = [m for m in here if m.key not in beside and not barred(m.key)]
        if here:
            relative = RELATIVE.search(self.page.release.text[here[0].span.end : span.start])
            return here[0].key if firsts and not relative else self._last_before(here, span)
        hidden = self.others if firsts else frozenset()
        told = ((n, m) for n, m in self.recent(reach + len(hidden)) if n not in hidden)
        near = ((n, m) for n, m in told if m.key not in beside and self.referents[m.key].type in types)
        left = ((n, m) for n, m in near if not barred(m.key))
        if not firsts:
            return next((m.key for _, m in left), None)
        told_in = ((number, [m for _, m in group][::-1]) for number, group in groupby(left, key=itemgetter(0)))
        last = next(told_in, None)
        if last and only_owners(self.page, last[1]):
            last = next((one for one in told_in if not only_owners(self.page, one[1])), last)
        return self._topic(*last) if last else None

    def called_so(self, head: str, span: Span, types: frozenset[str], named: list[Mention]) -> str | None:
        """The last line, however long ago, whose name or description ends in the noun: "the ring" is a ring that was spoken of."""
        if head in rules().data["parts_of_firms"]:
            return self._part_called(head, span, types)
        if types.isdisjoint(_LINES) or head not in _SHAPES:
            return None
        here = [m for m in sorted(named) if m.span.end <= span.start]
        before = chain(reversed(here), (m for _, m in reversed(self.seen)))
        lines = (m for m in before if self.referents[m.key].type in _LINES)
        return next((m.key for m in lines if self.referents[m.key].name.lower().endswith(f" {head}")), None)

    def _part_called(self, head: str, span: Span, types: frozenset[str]) -> str | None:
        """The last part of a firm whose name stood right before its noun: "the Metro Access group ... the group"."""
        text = self.page.release.text
        told = (m for _, m in reversed(self.seen) if m.span.end <= span.start and self.referents[m.key].type in types)
        return next((m.key for m in told if " " in m.text and text.startswith(f" {head}", m.span.end)), None)

    def only_cable(self) -> str | None:
        """The cable that was named before, if no other was."""
        known = {m.key for _, m in self.seen if self.referents[m.key].type == "Cable"}
        return known.pop() if len(known) == 1 else None

    def supplies(self, owner: str) -> bool:
        """Whether somebody is known to make networks for others: what is called a vendor's network is hardly its own."""
        return self.referents[owner].type == "Vendor" and bool(self.referents[owner].candidates)

    def _is_part(self, key: str) -> bool:
        """Whether a line is only a leg or branch of one."""
        return any(name == "whole" for name, _ in self.referents[key].hints)

    def _owner_of(self, mention: Mention, types: frozenset[str]) -> list[Mention]:
        """Who is named by "its network" at the place where that stands."""
        keys = [key for name, key in self.referents[mention.key].hints if name == "owner" and key in self.referents]
        if mention.found is not Found.DESCRIPTION or not keys or self.referents[keys[0]].type not in types:
            return []
        return [replace(mention, key=keys[0], type=self.referents[keys[0]].type)]

    def _topic(self, number: int, mentions: list[Mention]) -> str:
        """What a sentence is about: the first thing named in it that is not there as an owner only."""
        bodies = [m for n, m in self.recent(self.number - number) if n == number and self.referents[m.key].type in ORGANIZATIONS][
            ::-1
        ]
        if (other := spoken_of(self.page, bodies)) and any(m.key == other.key for m in mentions):
            return other.key
        text = self.page.release.text
        starts = {m.span.start for m in mentions}
        owners = {m for m in mentions if text[m.span.end : m.span.end + 1] in ("'", "’") or m.span.end + 1 in starts}
        plain = [m for m in mentions if m not in owners or m.found is Found.REFERENCE]
        return (plain or mentions)[0].key

    def _last_before(self, here: list[Mention], span: Span) -> str:
        """The name that a relative clause around `span` is about: the last before its "which"; else the last at all."""
        text = self.page.release.text
        for mention in reversed(here):
            if RELATIVE.search(text[mention.span.end : span.start]):
                return mention.key
        return here[-1].key
