"""Who is meant where a deal is told without one of its sides: keepers and makers of things, and whom a text is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from telegrapher.extraction.coreference import issuers
from telegrapher.extraction.page import OPEN, Page, Sentence
from telegrapher.extraction.surface.tables import possessives
from telegrapher.model import Draft, Found, Mention, ZoneKind, fold
from telegrapher.vocabulary import vocabulary

__all__ = ["Parties"]

_FAR = 4
"""Sentences over which a text goes on being about somebody."""
_NEAR = 2
"""Sentences within which somebody else than whose release it is may have been what it is about."""
_LINES = frozenset({"Cable", "Network", "Facility"})
_PROSE = frozenset({ZoneKind.LEAD, ZoneKind.BODY})
_WAYS = frozenset({"Cable", "Network"})
_GOODS = frozenset({"Product", "Service"})
_NOUNS = frozenset({"cable", "system", "network", "submarine", "subsea", "the"})
_PREPOSED = frozenset({"of", "by", "with", "from", "for", "in", "at", "to", "than", "like", "as", "via", "against", "and", "&"})
_WE = frozenset({"we", "us", "our", "ours"})
_HEAD = re.compile(r"(?:[“\"]?(?:[A-Z][^,;]{1,40}, )?(?:[Tt]he )?)")
_PLACED = frozenset({"hasOfficeIn", "headquarteredIn", "operatesIn", "connects", "landsAt"})
_KIN = frozenset({"subsidiaryOf", "acquires", "mergesWith"})


class Parties:
    """What a page has told of who keeps, makes and buys; lives while it is read."""

    def __init__(self, page: Page, drafts: Sequence[Draft]) -> None:
        self.page = page
        self._by: dict[tuple[str, str], dict[str, Mention]] = {}
        self._deals: set[frozenset[str]] = set()
        self._kin: set[frozenset[str]] = set()
        self._played: dict[str, set[str]] = {"buys": set(), "sells": set()}
        self._taken: set[tuple[str, int]] = set()
        self._acquirers: dict[str, Mention] = {}
        told: dict[str, Mention] = {}
        for draft in drafts:
            if draft.predicate == "issuedBy" and isinstance(draft.object, Mention):
                told.setdefault(draft.object.key, draft.object)
            if draft.subject is None or not isinstance(draft.object, Mention):
                continue
            self._by.setdefault((draft.predicate, draft.object.key), {}).setdefault(draft.subject.key, draft.subject)
            if draft.predicate in _PLACED:
                self._taken |= {(draft.object.key, span.start) for span in draft.spans}
            if draft.predicate == "acquires":
                self._acquirers[draft.subject.key] = draft.subject
            if draft.predicate == "customerOf":
                self.deal(draft.subject, draft.object)
            elif draft.predicate in _KIN:
                self._kin.add(frozenset((draft.subject.key, draft.object.key)))
        self.issued = next(iter(told.values())) if len(told) == 1 else None
        self.issuer = self.issued or self._opening(told)

    def known(self, buyer: Mention, seller: Mention) -> bool:
        """Whether two are told as buyer and seller already, or belong together, or are one."""
        pair = frozenset((buyer.key, seller.key))
        return len(pair) == 1 or pair in self._deals or pair in self._kin

    def deal(self, buyer: Mention, seller: Mention) -> None:
        """Keep in mind that one buys from the other."""
        self._deals.add(frozenset((buyer.key, seller.key)))
        self._played["buys"].add(buyer.key)
        self._played["sells"].add(seller.key)

    def met(self, named: Iterable[Mention], side: str) -> None:
        """Keep in mind that a sentence about buyers or sellers names these."""
        self._played[side] |= {m.key for m in self._bodies(named)}

    def seller(self, sentence: Sentence, beside: Sequence[Mention], row: Mapping[str, Mention]) -> Mention | None:
        """Who sells to a row of organisations: the keeper or maker of what is spoken of, or whom the text is about.

        Args:
            sentence: that names them.
            beside: what is named in the same clauses.
            row: who buys.
        """
        settled, found = self._beside(beside, row, "buys")
        if settled:
            return found
        things = [m for m in beside if self.page.type_of(m) in _LINES | _GOODS]
        for thing in reversed(things):
            if (keeper := self.keeper(thing)) is not None and keeper.key not in row:
                return keeper
        lines = [m for m in things if self.page.type_of(m) in _LINES]
        if lines:
            return self.issuer if all(self._of_house(m) for m in lines) else None
        return self._topic(sentence, row, "buys")

    def buyer(self, sentence: Sentence, beside: Sequence[Mention], row: Mapping[str, Mention]) -> Mention | None:
        """Who buys from a row of organisations: the keeper of the line, or whom the text is about; arguments as for `seller`."""
        settled, found = self._beside(beside, row, "sells")
        if settled:
            return found
        lines = [m for m in beside if self.page.type_of(m) in _LINES][::-1]
        own = all(self._announced(m) for m in lines)
        for line in lines or self._lines(sentence):
            if (keeper := self.keeper(line)) is not None:
                return keeper if keeper.key not in row else None
        found = self._topic(sentence, row, "sells")
        return found or (self.issued if self.issued is not None and self.issued.key not in row and own else None)

    def acquirer(self, beside: Sequence[Mention], row: Mapping[str, Mention]) -> Mention | None:
        """Who has bought the firms of a row: the one buyer of firms that the text tells of, or whose release it is."""
        settled, found = self._beside(beside, row, "")
        own = self.issued is not None and self.issued.key in self._acquirers
        sole = self.issued if own or not self._acquirers else next(iter(self._acquirers.values()))
        one = found if settled else sole if own or len(self._acquirers) < 2 else None
        return one if one is not None and one.key not in row else None

    def host(self, sentence: Sentence, beside: Sequence[Mention]) -> Mention | None:
        """Whose the sites are that a sentence tells of without saying whose; arguments as for `seller`."""
        settled, found = self._beside(beside, {}, "")
        return found if settled else self._topic(sentence, {}, "")

    def line(self, sentence: Sentence, beside: Sequence[Mention]) -> Mention | None:
        """The line whose branch or stage is told of without its name: the one that was spoken of, if no other was."""
        lines = {m.key: m for m in beside if self.page.type_of(m) in _WAYS}
        if not lines:
            lines = {m.key: m for m in self._lines(sentence) if self.page.type_of(m) in _WAYS}
        return next(iter(lines.values())) if len(lines) == 1 else None

    def is_taken(self, place: Mention, sentence: Sentence) -> bool:
        """Whether a sentence is known to tell something of a place."""
        return (place.key, sentence.span.start) in self._taken

    def _announced(self, line: Mention) -> bool:
        """Whether a line is named in one sentence with whose release it is."""
        spoken = [self.page.sentence_at(m.span.start) for m in self.page.mentions if m.key == line.key]
        own = self.issued.key if self.issued is not None else ""
        return any(m.key == own for one in spoken if one is not None for m in self.page.mentions_in(one.span))

    def keeper(self, thing: Mention) -> Mention | None:
        """Who alone has or makes a thing: its owner, else who runs it; of several the one whose release it is."""
        relations = ("owns", "operates") if self.page.type_of(thing) in _LINES else ("offers",)
        every: dict[str, Mention] = {}
        for relation in relations:
            kept = self._by.get((relation, thing.key), {})
            firms = {key: one for key, one in kept.items() if self.page.type_of(one) != "Investor"}
            if len(firms) == 1:
                return next(iter(firms.values()))
            every |= firms
        if self.issuer is not None and self.issuer.key in every:
            return self.issuer
        return self._consortium(thing) if not every else None

    def _consortium(self, thing: Mention) -> Mention | None:
        """The consortium that is called after a cable."""
        words = [word for word in fold(self.page.referents[thing.key].name).split() if word not in _NOUNS]
        named = {m.key: m for m in self.page.mentions if words and self.page.type_of(m) == "Consortium"}
        own = [one for one in named.values() if fold(self.page.referents[one.key].name).split()[0] == words[0]]
        return own[0] if len(own) == 1 and self.page.type_of(thing) == "Cable" else None

    def _beside(self, beside: Sequence[Mention], row: Mapping[str, Mention], side: str) -> tuple[bool, Mention | None]:
        """Whether other organisations named beside settle who the other side is, and who that is: whom a reference means."""
        bodies = [m for m in self._bodies(beside) if m.key not in row and not self._of_row(m, row)]
        bodies = [m for m in bodies if m.found is Found.REFERENCE or m.key not in self._played.get(side, ())]
        meant = {m.key: m for m in bodies if m.found is Found.REFERENCE and m.text.lower() not in _WE}
        if any(m.found is not Found.REFERENCE for m in bodies):
            return True, None
        return bool(meant), next(iter(meant.values())) if len(meant) == 1 else None

    def _of_house(self, thing: Mention) -> bool:
        """Whether a house whose keeper is not told can only be his whose release it is."""
        own = self.issuer is not None and self.page.type_of(self.issuer) not in ("Vendor", "Investor")
        return own and self.page.type_of(thing) == "Facility" and self._by.get(("operates", thing.key)) is None

    def _of_row(self, one: Mention, row: Iterable[str]) -> bool:
        return any(frozenset((one.key, key)) in self._kin for key in row)

    def _bodies(self, named: Iterable[Mention]) -> list[Mention]:
        return [m for m in named if vocabulary().is_a(self.page.type_of(m), "Organization")]

    def _before(self, sentence: Sentence) -> list[Sentence]:
        """The last sentences before one, nearest first, within its kind of block."""
        at = bisect_left(self.page.sentences, sentence.span.start, key=lambda one: one.span.start)
        near = reversed(self.page.sentences[max(0, at - _FAR) : at])
        return [
            one
            for one in near
            if (one.zone in _PROSE and sentence.zone in _PROSE) or one.zone is sentence.zone
            if not self._quoted(one)
        ]

    def _quoted(self, sentence: Sentence) -> bool:
        """Whether a sentence is what somebody says."""
        zone = self.page.release.zone_at(sentence.span.start)
        return zone is not None and zone.kind is ZoneKind.QUOTE

    def _lines(self, sentence: Sentence) -> list[Mention]:
        """The lines and houses of the nearest sentence before one that names any."""
        for one in self._before(sentence):
            if found := [m for m in self.page.mentions_in(one.span) if self.page.type_of(m) in _LINES]:
                return found[::-1]
        return []

    def _topic(self, sentence: Sentence, row: Mapping[str, Mention], side: str) -> Mention | None:
        """Whom a text is about where a sentence does not tell: the one organisation told of last, or whose release it is."""
        if sentence.owner:
            own = [m for m in self.page.mentions if fold(m.text) == fold(sentence.owner)]
            return own[0] if own and own[0].key not in row else None
        barred = row.keys() | (self._played.get(side, set()) - {self.issuer.key if self.issuer is not None else ""})
        for one in self._before(sentence)[: _NEAR if self.issued is not None else _FAR]:
            named = self.page.mentions_in(one.span)
            bodies = {m.key: m for m in self._bodies(named) if m.key not in barred}
            if not bodies:
                kept = {who.key: who for m in named if self.page.type_of(m) in _LINES and (who := self.keeper(m)) is not None}
                if len(kept) == 1 and not kept.keys() & row.keys():
                    return next(iter(kept.values()))
                continue
            first = next(iter(bodies.values()))
            if self.issuer is not None and self.issuer.key in bodies:
                return bodies[self.issuer.key]
            if len(bodies) > 1 or self._governed(first):
                return None
            if OPEN not in self.page.referents[first.key].hints and _HEAD.fullmatch(
                self.page.release.text, one.span.start, first.span.start
            ):
                return first
        return self.issuer if self.issuer is not None and self.issuer.key not in row else None

    def _governed(self, mention: Mention) -> bool:
        before = self.page.release.text[max(0, mention.span.start - 24) : mention.span.start].lower().split()
        return bool(before) and (before[-1] in _PREPOSED or mention.text.lower() in possessives())

    def _opening(self, told: Mapping[str, Mention]) -> Mention | None:
        """Who is named first where nobody is told to issue the release."""
        first = next(iter(issuers(self.page)), None) if not told else None
        return next((m for m in self.page.mentions if m.key == first), None)
