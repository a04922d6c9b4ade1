"""Scenes of supply: an operator, a vendor or its product, and a word of buying, building or trying in one sentence.

Trade prose turns sentences round in more ways than roles by syntax can follow ("Into X's network has gone gear of Y"). Which of two
firms buys from the other is then told by what they are: operators buy, vendors sell, and what vendors make runs with operators.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from telegrapher.extraction.page import OPEN, SILENT, Page, Sentence
from telegrapher.extraction.surface.clauses import clauses_of
from telegrapher.extraction.surface.items import Item, forms_of, items_of
from telegrapher.extraction.surface.supply.cast import Cast, said_by
from telegrapher.extraction.surface.supply.rules import Scene, scenes, supply_words, taken_back, tries
from telegrapher.model import Draft, Found, Mention, Refusal

__all__ = ["read_supply"]

_ROW = frozenset({",", "and", "or", "&"})
_SEVERAL = 3
"""Vendors in one sentence from which on it surveys a market."""


def read_supply(
    page: Page, known: Iterable[Draft] = (), refused: Iterable[Refusal] = (), chosen: Sequence[Scene] | None = None
) -> tuple[Draft, ...]:
    """What scenes of supply show, sentence by sentence, beside what is known already.

    Args:
        page: with mentions, references resolved.
        known: what is found already: who makes what, who belongs to whom.
        refused: what a closer reading has refused.
        chosen: scenes to look for; all by default.
    """
    cast = Cast(page, tuple(known), tuple(refused))
    found: list[Draft] = []
    for sentence in page.sentences:
        if sentence.zone not in SILENT and cast.play(page.mentions_in(sentence.span)):
            whole = items_of(page, sentence)
            words = frozenset().union(*forms_of(whole))
            for items in _scenes_apart(cast, whole):
                found.extend(
                    _Reading(cast, sentence, cast.with_owners(_without_parents(cast, items)), words).drafts(chosen or scenes())
                )
    return tuple(found)


def _scenes_apart(cast: Cast, items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    """The clauses of a sentence that name a maker or a product and its buyer, if those without a buyer are about other makers;
    else the whole."""
    parts = [(part, tuple(item.mention for item in part if item.mention is not None)) for part in clauses_of(items)]
    told = [(part, named) for part, named in parts if {cast.part(mention) for mention in named} & {"maker", "product"}]
    makers = {one.key for _, named in told if cast.play(named) for one in named if cast.part(one) == "maker"}
    if told and all(cast.play(named) or _is_of_others(cast, named, makers) for _, named in told):
        yield from (part for part, named in told if cast.play(named))
    else:
        yield items


def _is_of_others(cast: Cast, named: Sequence[Mention], makers: set[str]) -> bool:
    """Whether a clause that names no buyer is about a maker who is not one of those that others buy from."""
    return bool(makers) and cast.part(named[0]) == "maker" and named[0].key not in makers


def _without_parents(cast: Cast, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """A sentence without the names that only tell whose somebody is, or whom he is like or has bought: "X, a subsidiary of Y,
    has installed", "like Y, X has installed", "since its purchase of Y, X has installed"."""
    words = ["", "", *(item.word for item in items)]
    kept: list[Item] = []
    for item, before, word in zip(items, words, words[1:], strict=False):
        parent = word == "of" and before in supply_words().belonging
        passing = item.mention is not None and cast.part(item.mention) == "buyer" and _in_passing(before, word)
        kept.append(item._replace(mention=None) if item.mention is not None and (parent or passing) else item)
    return tuple(kept)


def _in_passing(before: str, word: str) -> bool:
    """Whether the two words in front of an operator's name only compare him with somebody, or tell that he was bought."""
    return (word == "of" and before in supply_words().passing) or (word in ("like", "unlike") and before in ("", ",", "("))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A clause being read, and the words of its whole sentence."""

    cast: Cast
    sentence: Sentence
    items: tuple[Item, ...]
    words: frozenset[str]

    def drafts(self, chosen: Sequence[Scene]) -> Iterator[Draft]:
        named: dict[str, list[Mention]] = {"buyer": [], "maker": [], "product": []}
        for item in self.items:
            if item.mention is not None and (part := self.cast.part(item.mention)):
                named[part].append(item.mention)
        words = forms_of(self.items)
        several = len({mention.key for mention in named["maker"]}) > 1
        bars = supply_words().bars | supply_words().rivals if several else supply_words().bars
        barred = self.words & bars
        if self.items[0].word == "if" or barred - {"interoperability"}:
            return
        trial = tries() if any(not one.isdisjoint(tries()) for one in words) else frozenset()
        named["buyer"] = self._first_row()
        for scene in chosen:
            told = scene.cues & supply_words().selected if trial and scene.cues != trial else scene.cues
            if scene.cues != trial and not barred.isdisjoint(("interoperability",)):
                continue
            cues = [i for i, one in enumerate(words) if not one.isdisjoint(told) and not taken_back(self.items, words, i)]
            if cues:
                yield from self._shown(scene, named, self._status(words, cues, scene))

    def _first_row(self) -> list[Mention]:
        """The first buyer with those named in one row with it, organisations of no particular type among them."""
        named = [item.mention for item in self.items if item.mention is not None]
        plain = self.cast.plain_buyer(named)
        if plain is not None:
            return [plain]
        first = next((i for i, item in enumerate(self.items) if item.mention and self.cast.part(item.mention) == "buyer"), None)
        if first is None:
            return []
        kept: list[Mention] = []
        open_: list[Mention] = []
        for item in self.items[first:]:
            kind = self.cast.page.type_of(item.mention) if item.mention is not None else ""
            if item.mention is None:
                if (item.is_plain and item.word not in supply_words().row) or item.word in (";", ":", "."):
                    break
            elif self.cast.part(item.mention) == "buyer":
                kept += [*open_, item.mention]
                open_ = []
            elif kind == "Organization":
                open_.append(item.mention)
            elif kind != "Place":
                break
        return kept

    def _status(self, words: Sequence[frozenset[str]], cues: Sequence[int], scene: Scene) -> str:
        if scene.predicate == "trials":
            return "trialled"
        near = [one for at in cues for one in words[max(0, at - 4) : at + 1]]
        if any(not one.isdisjoint(supply_words().planned) for one in near):
            return "planned"
        if any(not words[at].isdisjoint(supply_words().selected) for at in cues):
            return "selected"
        return "deployed" if scene.predicate == "deploys" else ""

    def _shown(self, scene: Scene, named: Mapping[str, Sequence[Mention]], status: str) -> Iterator[Draft]:
        told: tuple[tuple[str, Mention | str], ...] = (("status", status),) if status else ()
        ends = {mention.key: mention for mention in named[scene.object]}
        if len(ends) > _SEVERAL:
            return
        for buyer in {mention.key: mention for mention in named[scene.subject]}.values():
            for end in ends.values():
                draft = Draft(
                    buyer, scene.predicate, end, (self.sentence.span,), scene.name, told + self._supplier(scene, named, end)
                )
                if end.key == buyer.key or self._is_crossed(buyer, end, ends):
                    continue
                if self._fits(scene, buyer, end) and said_by(draft) not in self.cast.said:
                    yield draft

    def _is_crossed(self, buyer: Mention, end: Mention, ends: Mapping[str, Mention]) -> bool:
        """Whether a closer reading of this sentence gives what is bought to others, and nothing or something else to this buyer."""
        told = self.cast.told_in(self.sentence)
        if not all(any(bought == key for _, bought in told) for key in ends):
            return False
        mine = {bought for who, bought in told if who == buyer.key}
        if mine:
            return end.key not in mine
        if len(ends) < 2:
            return True
        before = [item.mention for item in self.items if item.mention is not None and item.mention.span.end <= buyer.span.start]
        near = next((m.key for m in reversed(before) if m.key in ends), None)
        return near is not None and near != end.key

    def _supplier(self, scene: Scene, named: Mapping[str, Sequence[Mention]], end: Mention) -> tuple[tuple[str, Mention], ...]:
        """The one maker that the sentence names, for a product whose maker is told nowhere else."""
        makers = {mention.key: mention for mention in named["maker"]}
        if scene.object != "product" or len(makers) != 1 or self.cast.makers.get(end.key):
            return ()
        return (("supplier", next(iter(makers.values()))),)

    def _fits(self, scene: Scene, buyer: Mention, end: Mention) -> bool:
        if self._apart(buyer, end):
            return False
        if scene.object == "maker":
            return frozenset((buyer.key, end.key)) not in self.cast.kin
        makers = self.cast.makers.get(end.key, set())
        sure = makers or OPEN not in self.cast.page.referents[end.key].hints or end.found is Found.REFERENCE
        sold = sure or any(item.mention is not None and self.cast.part(item.mention) == "maker" for item in self.items)
        return bool(sold) and buyer.key not in makers

    def _apart(self, buyer: Mention, end: Mention) -> bool:
        """Whether two stand in one row, or a clause between is about somebody else: "Y is new, and X", "X and Z, which uses Y"."""
        first, last = sorted(next((i for i, item in enumerate(self.items) if item.mention == one), 0) for one in (buyer, end))
        between = self.items[first + 1 : last]
        plain = [item.word for item in between if item.mention is None]
        if plain and _ROW.issuperset(plain):
            return self.cast.part(end) == "product" or supply_words().deals.isdisjoint(item.word for item in self.items)
        if self.items[first].mention == end:
            return [item.word for item in between[-2:]] in ([",", "and"], [",", "but"])
        return any(self._is_of_another(buyer, first + 1 + i) for i, item in enumerate(between) if item.word in ("which", "who"))

    def _is_of_another(self, buyer: Mention, at: int) -> bool:
        """Whether the relative pronoun at `at` means one organisation right before it that is not `buyer`."""
        before = self.items[at - 2].mention if at > 1 and self.items[at - 1].word == "," else None
        kind = self.cast.page.type_of(before) if before is not None else ""
        several = at + 1 < len(self.items) and not self.items[at + 1].word.endswith(("s", "ed"))
        body = kind == "Organization" or kind in supply_words().buyers
        return before is not None and body and before.key != buyer.key and not several
