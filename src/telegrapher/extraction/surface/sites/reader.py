"""Rows of places that no closer reading has taken: offices, landings, ends of lines, markets.

A parse loses its way in long rows of places, in inverted sentences and in lines that are no sentences. The words in front of a row
still tell what happens there, and the names of the sentence to whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from telegrapher.extraction.page import SILENT, Page
from telegrapher.extraction.surface.items import items_of
from telegrapher.extraction.surface.sites.clause import Clause, Group
from telegrapher.extraction.surface.sites.phrases import set_phrases
from telegrapher.extraction.surface.sites.rules import SiteRule, site_rules, site_words
from telegrapher.model import Draft, Found, Mention, Refusal, ZoneKind

__all__ = ["read_sites"]

_SILENT = SILENT | {ZoneKind.DATELINE}
_SITES = frozenset({"Place", "Facility"})
_GOODS = frozenset({"Product", "Service", "Technology"})
_TOLD = frozenset({"connects", "landsAt", "hasOfficeIn", "operatesIn", "headquarteredIn"})
_LINK = 7
"""Words between one place of a row and the next, at most."""
_OPENING = 9
"""Words between a cue and the first place of its row, at most."""
_ONWARD_WITHIN, _LED = 8, 3
"""Words between the two rows, and words before the second among which one leads to it, at most."""
_PAUSES = frozenset({",", ";", ":"})
"""Marks that part a word of planning from what stands behind them."""
_GONE_WITHIN = 5
"""Words behind a row within which its offices may be told to be no more."""
_DOUBT = 10
"""Words before a cue within which a word of doubt is about it."""


def read_sites(
    page: Page, known: Iterable[Draft] = (), refused: Iterable[Refusal] = (), chosen: Sequence[SiteRule] | None = None
) -> tuple[Draft, ...]:
    """What the words around rows of places tell of them, sentence by sentence, beside what is known already.

    Args:
        page: with mentions, references resolved.
        known: what is found already: a place of which a sentence tells something is left alone there.
        refused: what a closer reading has refused.
        chosen: rules to read with; all that ship with the package by default.
    """
    taken: dict[str, list[int]] = {}
    for draft in (*known, *(one.draft for one in refused)):
        if draft.predicate in _TOLD and isinstance(draft.object, Mention):
            taken.setdefault(draft.object.key, []).extend(span.start for span in draft.spans)
        for name, value in draft.qualifiers:
            if name == "place" and isinstance(value, Mention):
                taken.setdefault(value.key, []).extend(span.start for span in draft.spans)
    found: list[Draft] = []
    for sentence in page.sentences:
        if sentence.zone in _SILENT:
            continue
        named = page.mentions_in(sentence.span)
        free = {
            m.key
            for m in named
            if page.type_of(m) in _SITES and not any(sentence.span.start <= at < sentence.span.end for at in taken.get(m.key, ()))
        }
        if free:
            found.extend(_Reading(page, sentence, items_of(page, sentence), frozenset(free)).drafts(chosen or site_rules()))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Cue:
    """What tells something of a row: by which rule, where it stands, and of whom."""

    rule: SiteRule
    at: int
    subjects: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Reading(Clause):
    """One sentence being read."""

    free: frozenset[str]

    def drafts(self, chosen: Sequence[SiteRule]) -> Iterator[Draft]:
        """What the rows say; nothing where people met, nor where places are shared out ("respectively")."""
        if any(item.word in site_words().events or item.word == "respectively" for item in self.items):
            return
        start = 0
        before: tuple[Group, _Cue] | None = None
        for group in self._groups():
            if any(one.key in self.free for one in group.places) or self._leads_on(group):
                drafts, cue = self._told(group, start, chosen)
                if cue is None and before is not None and self._continues(before[0], group):
                    cue = before[1]
                    drafts = tuple(self._said(cue, group))
                yield from drafts
                before = (group, cue) if cue is not None and cue.rule.predicate == "connects" else None
            start = group.last + 1

    def _leads_on(self, group: Group) -> bool:
        """Whether words behind a row may lead on to more of what it tells: "from A on the coast of B across C to D"."""
        return any(self.word(i) in site_words().onward for i in range(group.last + 1, group.last + 1 + _ONWARD_WITHIN))

    def _continues(self, before: Group, group: Group) -> bool:
        """Whether a row goes on with the way that the one before it began."""
        between = [item.word for item in self.items[before.last + 1 : group.first]]
        names = any(item.mention is not None for item in self.items[before.last + 1 : group.first])
        inside = [item.word for item in self.items[group.first : group.last]]
        led = not site_words().onward.isdisjoint((*between[-_LED:], *inside)) and len(between) <= _ONWARD_WITHIN
        return led and not names and site_words().stops.isdisjoint(between)

    def _groups(self) -> Iterator[Group]:
        at = 0
        while at < len(self.items):
            if not self._is_site(at):
                at += 1
                continue
            first, places = at, [self.items[at].mention]
            while nxt := self._next(at):
                if not self._locates(at, nxt):
                    places.append(self.items[nxt].mention)
                at = nxt
            yield Group(first, at, tuple(dict.fromkeys(place for place in places if place is not None)))
            at += 1

    def _is_site(self, at: int) -> bool:
        mention = self.items[at].mention
        return mention is not None and self.page.type_of(mention) in _SITES and mention.found is not Found.REFERENCE

    def _next(self, at: int) -> int:
        """Index of the next place of the row that holds the place at `at`; 0 if the row ends."""
        for index in range(at + 1, min(len(self.items), at + 2 + _LINK)):
            if self._is_site(index):
                return 0 if self._opens_clause(index) else index
            word = self.items[index].word
            dated = word.isdigit() and self.word(index - 1) == "since"
            if self.items[index].mention is not None or (word not in site_words().links and not dated):
                return 0
        return 0

    def _opens_clause(self, at: int) -> bool:
        """Whether a place belongs to the next clause ("and at Hull it meets") or to a noun behind it ("the Asian business")."""
        after = self.items[at + 1].mention if at + 1 < len(self.items) else None
        adjective = self.items[at].mention
        described = (
            adjective is not None
            and adjective.text.endswith(site_words().adjectives)
            and self.items[min(at + 1, len(self.items) - 1)].is_plain
        )
        led = self.word(at - 1 - (self.word(at - 1) == "the")) in site_words().leading
        return described or (led and after is not None and after.found is Found.REFERENCE)

    def _locates(self, at: int, nxt: int) -> bool:
        between = [item.word for item in self.items[at + 1 : nxt] if item.word not in ("the",)]
        plain = [word for word in between if word in site_words().locating]
        return bool(between) and between[0] in site_words().locating and len(plain) == 1 and not {",", "and"} & set(between)

    def _told(self, group: Group, start: int, chosen: Sequence[SiteRule]) -> tuple[tuple[Draft, ...], _Cue | None]:
        """What a set phrase or the last cue before a row tells of it, and the cue."""
        if phrased := tuple(self._phrased(group)):
            return phrased, None
        for at in range(group.first - 1, max(start, group.first - _OPENING) - 1, -1):
            item = self.items[at]
            if item.mention is not None and self.word(at + 1) in site_words().from_line:
                lined = next((rule for rule in chosen if rule.predicate == "connects" and self.fits(rule, at)), None)
                if lined is not None and self._is_cue(lined, at, group):
                    cue = _Cue(lined, at, (item.mention,))
                    return tuple(self._said(cue, group)), cue
            if item.mention is not None and item.mention.found is not Found.REFERENCE and not self._is_goods(item.mention):
                break
            for rule in chosen:
                if item.word in rule.cues and self._is_cue(rule, at, group) and (subjects := self.subjects(rule, group, at)):
                    cue = _Cue(rule, at, subjects)
                    return tuple(self._said(cue, group)), cue
            if item.word in site_words().stops:
                break
        return (), None

    def _is_goods(self, mention: Mention) -> bool:
        """Whether a name is of what somebody offers, over which a clause goes on: "sells X plans in A"."""
        return self.page.type_of(mention) in _GOODS

    def _phrased(self, group: Group) -> Iterator[Draft]:
        """What set phrases tell of a row."""
        if any(item.word in site_words().unless for item in self.items[max(0, group.first - _DOUBT) : group.first]):
            return
        for subject, predicate, rule in set_phrases(self.page, self.items, group.first, group.last):
            kind = self._kind(group.last + 3) if predicate == "hasOfficeIn" else ()
            for place in group.places:
                if place.key in self.free and place.key != subject.key:
                    yield Draft(subject, predicate, place, (self.sentence.span,), rule, kind)

    def _is_cue(self, rule: SiteRule, at: int, group: Group) -> bool:
        between = [item.word for item in self.items[at + 1 : group.first]]
        if rule.prepositions and rule.prepositions.isdisjoint(between):
            return False
        barred = not rule.bars.isdisjoint(item.word for item in self.items[max(0, at - 3) : group.first])
        if barred or (rule.predicate == "hasOfficeIn" and self._is_gone(group)):
            return False
        if any(item.word in site_words().unless for item in self.items[max(0, at - _DOUBT) : group.first]):
            return False
        if (self.items[at].word in rule.roles or self._is_another(at)) and not self._apposed(at):
            return False
        after = self.word(at + 1)
        if self.word(at) in site_words().lines and after and after not in site_words().links and not after.endswith("ing"):
            return False
        return self.items[at].word in rule.plain or not rule.modified or self._modified(rule, at)

    def _is_gone(self, group: Group) -> bool:
        """Whether the offices of a row are told to be no more: "offices in A and B will be closed"."""
        behind = {item.word for item in self.items[group.last + 1 : group.last + 1 + _GONE_WITHIN]}
        return not behind.isdisjoint(site_words().gone)

    def _apposed(self, at: int) -> bool:
        """Whether a noun of role says what the name before is: "X, an operator", "X is the largest operator"."""
        article = next((i for i in range(at - 1, max(-1, at - 8), -1) if self.items[i].word in ("a", "an", "the")), 0)
        return self.word(article - 1) in (",", "is", "are", "as", "was", "(")

    def _is_another(self, at: int) -> bool:
        """Whether a noun for a line brings in another one than was named: "a microwave network"."""
        before = {item.word for item in self.items[max(0, at - 4) : at]}
        return self.word(at) in site_words().lines and not before.isdisjoint(("a", "an", "another"))

    def _modified(self, rule: SiteRule, at: int) -> bool:
        return any(item.word in rule.modified for item in self.items[max(0, at - 3) : at])

    def _said(self, cue: _Cue, group: Group) -> Iterator[Draft]:
        kind = self._kind(cue.at) if cue.rule.predicate == "hasOfficeIn" else ()
        told = (*kind, *self._status(cue.at, cue.rule))
        for subject in cue.subjects:
            for place in group.places:
                if place.key in self.free and place.key != subject.key:
                    yield Draft(subject, cue.rule.predicate, place, (self.sentence.span,), cue.rule.name, told)

    def _kind(self, at: int) -> tuple[tuple[str, str], ...]:
        near = {item.word for item in self.items[max(0, at - 3) : at + 1]}
        return next(((("kind", name),) for name, cues in site_words().office_kinds.items() if not near.isdisjoint(cues)), ())

    def _status(self, at: int, rule: SiteRule) -> tuple[tuple[str, str], ...]:
        near = [item.word for item in self.items[max(0, at - 4) : at]]
        near = near[next((n for n in range(len(near), 0, -1) if near[n - 1] in _PAUSES), 0) :]
        purpose = rule.predicate != "hasOfficeIn" and (near[-1:] == ["to"] or near[-2:] == ["to", "be"])
        return (("status", "planned"),) if purpose or any(word in site_words().planned for word in near) else ()
