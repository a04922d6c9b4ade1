"""Rows of names: "clients include A, B and C", "the investors, among them A and B", "partnerships with A, B and C".

A parse loses its way in long rows, in rows with brackets, places and descriptions, and in lines that are no sentences. The words
alone do not: a noun that tells what the names are, a word that opens the row, and names with commas between.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.page import SILENT, Page, Sentence
from telegrapher.extraction.surface.items import Item, items_of
from telegrapher.extraction.surface.rules import Row, rows, words
from telegrapher.model import Draft, Found, Mention, Span

__all__ = ["read_rows"]

_BEFORE_LEAD = 7
"""Words that may stand between a noun and what opens its row."""
_DESCRIBED = 4
"""Words that may describe a name of a row, or a noun behind its possessor."""
_BACK = 28
"""Words over which a noun may reach back to who it belongs to, where words of the rule lead there."""
_POSSESSIVE = frozenset({"its", "their", "our", "his", "her", "whose"})
_AGAIN = frozenset(
    {"such as", "among them", "among which", "for example", "for instance", "including", "like", "namely", "notably"}
)
"""What leads to the names of a row behind words for what they are."""
_ASIDE = frozenset({"in", "of", "from", "for", "since", "on"})
"""Words behind a name after which a place, a time or a purpose may stand."""
_OWN = frozenset({"brand", "brands", "company", "companies", "firms", "network", "networks", "stores", "stations", "teams"})
"""Nouns for what is somebody's own, where they are somebody's: "X's brands" buy nothing of X."""
_STOPS = frozenset({".", ";", "?", "!"})
_LETTERS = re.compile(r"[a-z]+")


def read_rows(page: Page, chosen: Sequence[Row] | None = None) -> tuple[Draft, ...]:
    """What rows of names say, sentence by sentence.

    Args:
        page: with mentions, references resolved.
        chosen: rules to read with; all that ship with the package by default.
    """
    index, openings = _index(tuple(chosen) if chosen is not None else rows())
    drafts: list[Draft] = []
    for sentence in page.sentences:
        if sentence.zone in SILENT or not page.mentions_in(sentence.span):
            continue
        if not openings.isdisjoint(_LETTERS.findall(page.release.quote(sentence.span).lower())):
            drafts.extend(_Line(page, sentence, items_of(page, sentence)).drafts(index))
    return tuple(drafts)


@cache
def _index(chosen: tuple[Row, ...]) -> tuple[Mapping[str, tuple[Row, ...]], frozenset[str]]:
    """Rows by noun, and the letters with which each noun begins, of which a sentence must hold some."""
    found: dict[str, list[Row]] = {}
    for row in chosen:
        for noun in sorted(row.nouns):
            found.setdefault(noun, []).append(row)
    return {noun: tuple(rules) for noun, rules in found.items()}, frozenset(_LETTERS.findall(noun)[0] for noun in found)


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence being read."""

    page: Page
    sentence: Sentence
    items: tuple[Item, ...]

    def drafts(self, index: Mapping[str, tuple[Row, ...]]) -> Iterator[Draft]:
        for at, item in enumerate(self.items):
            for row in index.get(item.word, ()) if item.is_plain else ():
                yield from self._read(row, at)

    def _read(self, row: Row, at: int) -> Iterator[Draft]:
        if any(item.word in words().unless for item in self.items[max(0, at - 6) : at]):
            return
        if row.behind:
            yield from self._said(row, *self._before(row, at))
            return
        start, within = self._lead(row, at)
        if not start:
            return
        names = tuple(self._names(row, start))
        owner = self._owner(row, at, within) if len(names) >= row.least else None
        if owner is None and len(names) > 1 and row.owned and self._ends_in_subject(at, names):
            owner, names = names[-1], names[:-1]
        yield from self._said(row, names, owner)

    def _said(self, row: Row, names: Sequence[Mention], owner: Mention | None) -> Iterator[Draft]:
        for name in names:
            if owner is not None and name.key != owner.key:
                ends = {"row": name, "owner": owner}
                status = (("status", row.status),) if row.status else ()
                yield Draft(ends[row.subject], row.predicate, ends[row.object], (self.sentence.span,), row.name, status)

    def _before(self, row: Row, at: int) -> tuple[tuple[Mention, ...], Mention | None]:
        """The names of a row in front of its noun, and whose they are: "X sells under the A, B and C brands"."""
        index, names = at - 1, []
        while (
            index >= 0
            and self.items[index].is_plain
            and at - index <= 2
            and self.items[index].word not in words().marks | words().inside
        ):
            index -= 1
        while index >= 0 and (mention := self.items[index].mention) is not None and mention.found is not Found.REFERENCE:
            if not self._is(mention, row.row):
                return (), None
            names.append(mention)
            index -= 1
            while index >= 0 and self.items[index].word in words().marks:
                index -= 1
        if not names or not self.items[at].word.endswith("s"):
            return (), None
        first = next(i for i, item in enumerate(self.items) if item.mention == names[-1])
        possessor = self.items[first - 1].mention if first else None
        if possessor is not None and possessor.found is Found.REFERENCE:
            return tuple(names), self._fit(row, first - 1)
        if first > 1 and self.items[first - 1].word in ("'s", "'"):
            return tuple(names), self._fit(row, first - 2)
        return tuple(names), self._doer(row, first)

    def _ends_in_subject(self, at: int, names: Sequence[Mention]) -> bool:
        """Whether the last name of a row at the head of its sentence is the subject: "In partnership with A, B launched"."""
        where = next((i for i, item in enumerate(self.items) if item.mention == names[-1]), 0)
        led = any(item.word == "in" for item in self.items[max(0, at - 2) : at]) and not any(
            item.mention for item in self.items[:at]
        )
        return led and self.items[where - 1].word == "," and where + 1 < len(self.items) and self.items[where + 1].is_plain

    def _lead(self, row: Row, at: int) -> tuple[int, Mention | None]:
        """Where the row of names opens behind a noun (0 if nowhere), and whose the noun is if "of" tells it in between."""
        of: Mention | None = None
        for index in range(at + 1, min(len(self.items), at + 1 + _BEFORE_LEAD)):
            item = self.items[index]
            if item.mention is not None:
                if self.items[index - 1].word in ("of", "for", "the") and self._is(item.mention, row.owner):
                    of = of or item.mention
                elif self.page.type_of(item.mention) != "Place":
                    return 0, None
            elif length := self._opens(row, index):
                return index + length + (self._word(index + length) == ":"), of
            elif item.word in _STOPS or item.word in words().unless or item.word in words().turns or self._turns(row, at, index):
                return 0, None
        return 0, None

    def _turns(self, row: Row, at: int, index: int) -> bool:
        """Whether a comma or "to" behind a noun leads on to something else than its row: "users, and", "users to run"."""
        word = self.items[index].word
        verb = word == "to" and index == at + 1 and self._word(index + 1) not in words().articles | {"date"}
        return verb or (word == "," and not self._led(row, index + 1))

    def _word(self, index: int) -> str:
        return self.items[index].word if 0 <= index < len(self.items) else ""

    def _led(self, row: Row, index: int) -> bool:
        return index < len(self.items) and bool(self._opens(row, index))

    def _opens(self, row: Row, index: int) -> int:
        """How many items at `index` open a row: "such as" are two."""
        one = self.items[index].word
        if index + 1 < len(self.items) and f"{one} {self.items[index + 1].word}" in row.leads:
            return 2
        return int(one in row.leads)

    def _names(self, row: Row, at: int) -> Iterator[Mention]:
        """The names of a row, each with its description, bracket and place, as long as marks or "and" lead on."""
        first = True
        while at < len(self.items):
            at, before = self._described(at, first=first)
            if at >= len(self.items) or (self.items[at].mention is None and not before):
                return
            mention, at = self.items[at].mention, at + (self.items[at].mention is not None)
            owned = at < len(self.items) and self.items[at].word in ("'s", "'")
            at = self._past(at)
            if (
                mention is not None
                and (row.owned or not owned)
                and self._is(mention, row.row)
                and (mention.found is not Found.REFERENCE)
            ):
                yield mention
            step = self._goes_on(at)
            if not step:
                return
            at, first = at + step, False

    def _described(self, at: int, *, first: bool) -> tuple[int, bool]:
        """Past the words that describe a name, and whether they are fit to: "the American retailer", "companies such as"."""
        start = at
        while at < len(self.items) and self.items[at].is_plain and at - start <= 2 * _DESCRIBED:
            if led := self._opens_again(at):
                at, start = at + led, at + led
                continue
            if self.items[at].word in words().inside and not first:
                break
            at += 1
        plain = [item.word for item in self.items[start:at]]
        if not words().clauses.isdisjoint(plain) or "no" in plain:
            return len(self.items), False
        fit = not plain or first or plain[0] in words().articles or plain[-1] in words().bodies
        return (at, True) if fit and len(plain) <= 2 * _DESCRIBED else (len(self.items), False)

    def _opens_again(self, at: int) -> int:
        pair = f"{self.items[at].word} {self.items[at + 1].word}" if at + 1 < len(self.items) else ""
        return 2 if pair in _AGAIN else int(self.items[at].word in _AGAIN)

    def _past(self, at: int) -> int:
        """Past what belongs to a name: brackets, "in PLACE", a possessive with its noun."""
        items = self.items
        while at < len(items):
            word = items[at].word
            if word == "%" or word[:1].isdigit():
                at += 1
            elif word == "(":
                closing = next((i for i in range(at + 1, min(len(items), at + 16)) if items[i].word == ")"), at)
                if closing == at:
                    return at
                at = closing + 1
            elif word in _ASIDE and (behind := self._place(at + 1) or self._aside(at + 1)):
                at = behind
            elif word in ("'s", "'") or (
                at and items[at - 1].word in ("'s", "'") and items[at].is_plain and word not in words().marks
            ):
                at += 1
            else:
                return at
        return at

    def _place(self, at: int) -> int:
        """Behind the place at `at`, an article before it; 0 if there is none."""
        at += at < len(self.items) and self.items[at].word == "the"
        one = self.items[at].mention if at < len(self.items) else None
        return at + 1 if one is not None and self.page.type_of(one) == "Place" else 0

    def _aside(self, at: int) -> int:
        """Behind a few plain words or figures at `at` that a mark ends: "X in 2017," "X for retail and"; 0 if there are none."""
        end = at
        while (
            end < len(self.items)
            and self.items[end].word[:1].isalnum()
            and self.items[end].word not in words().marks
            and end - at < 4
        ):
            end += 1
        return end if end > at and self._word(end) in words().marks | _STOPS else 0

    def _goes_on(self, at: int) -> int:
        """How many items lead from one name of a row to the next."""
        step = 0
        while at + step < len(self.items) and step < 3:
            three = " ".join(item.word for item in self.items[at + step : at + step + 3])
            if three == "as well as":
                return step + 3
            if self.items[at + step].word not in words().marks:
                break
            step += 1
        return step

    def _is(self, mention: Mention, kinds: frozenset[str]) -> bool:
        return not self.page.kinds_of(mention).isdisjoint(kinds)

    def _owner(self, row: Row, at: int, of: Mention | None) -> Mention | None:
        """Whose the noun at `at` is: its possessor, who "of" names, whose name stands before it, or who does it."""
        if of is not None:
            return of
        index = at - 1
        while index >= 0 and self.items[index].is_plain and self.items[index].word not in _POSSESSIVE and at - index <= _DESCRIBED:
            if self.items[index].word in words().whose:
                break
            index -= 1
        before = self.items[index] if index >= 0 else None
        if before is not None and before.word in ("'s", "'") and self.items[index - 1].mention is not None:
            return None if row.led and self.items[at].word in _OWN else self._fit(row, index - 1)
        if before is not None and before.word == "whose" and self.items[index - 1 - (self._word(index - 1) == ",")].mention:
            return self._fit(row, index - 1 - (self._word(index - 1) == ","))
        if before is not None and before.mention is not None and before.mention.text.lower() in _POSSESSIVE:
            return None if row.led else self._fit(row, index)
        if before is not None and before.mention is not None and index == at - 1:
            return self._fit(row, index)
        return self._doer(row, at)

    def _fit(self, row: Row, index: int) -> Mention | None:
        mention = self.items[index].mention if index >= 0 else None
        return mention if mention is not None and self._is(mention, row.owner) else None

    def _doer(self, row: Row, at: int) -> Mention | None:
        """Who does what the noun is in, by the words that lead to it; or who was spoken of before, if nobody is named in front."""
        named = [i for i in range(at) if self._may_do(row, i)]
        if not named:
            fresh = at <= _DESCRIBED and not any(item.mention for item in self.items[:at])
            return self._spoken_of(row) if row.loose and fresh else None
        between = {item.word for item in self.items[named[0] + 1 : at]}
        reach = at - named[0] <= _BACK and ";" not in between and not between.isdisjoint(row.through)
        mentions = [item.mention for item in (self.items[i] for i in named) if item.mention is not None]
        return mentions[0] if reach and len({mention.key for mention in mentions}) == 1 else None

    def _may_do(self, row: Row, index: int) -> bool:
        """Whether a name may be who a clause is about: not behind a preposition, no later one of a row."""
        mention, before = self.items[index].mention, self._word(index - 1)
        if mention is None or not self._is(mention, row.owner) or (index and before in words().inside):
            return False
        return not (index > 1 and before in words().marks and self.items[index - 2].mention is not None)

    def _spoken_of(self, row: Row) -> Mention | None:
        """Who the sentence before was about, within the same block: the first named there, unless only in passing."""
        block = next(
            (zone.span for zone in self.page.release.blocks if self.sentence.span in zone.span), Span(0, self.sentence.span.end)
        )
        here = bisect_left(self.page.sentences, self.sentence.span.start, key=lambda one: one.span.start)
        for sentence in reversed([one for one in self.page.sentences[max(0, here - 3) : here] if one.span in block]):
            items = items_of(self.page, sentence)
            for index, item in enumerate(items):
                if item.mention is not None and self._is(item.mention, row.owner):
                    return None if index and items[index - 1].word in words().inside else item.mention
        return None
