"""Scenes of supply: an operator, a vendor or its product, and a word of buying, building or trying in one sentence.

Trade prose turns sentences round in more ways than roles by syntax can follow ("Into X's network has gone gear of Y"). Which of two
firms buys from the other is then told by what they are: operators buy, vendors sell, and what vendors make runs with operators.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import yaml

from telegrapher.errors import RuleError
from telegrapher.extraction.frames.frame import Example
from telegrapher.extraction.page import OPEN, Page, Sentence
from telegrapher.extraction.surface.items import Item, items_of
from telegrapher.extraction.syntax import lemmas
from telegrapher.model import Draft, Found, Mention, Refusal, ZoneKind
from telegrapher.shipped import folder

__all__ = ["Scene", "SupplyWords", "continuing", "read_supply", "scenes", "taken_back"]

_SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE, ZoneKind.CONTACT})
_KIN = frozenset({"acquires", "mergesWith", "subsidiaryOf", "investsIn", "renamedTo"})
"""Relations between two firms beside which a sentence about both tells of something else than supply."""
_PARTS = frozenset({",", ";", ":", "(", ")", "–", "—"})
_ROW = frozenset({",", "and", "or", "&"})
_DEALS = frozenset({"contract", "contracts", "agreement", "deal", "order", "turnkey"})
"""Nouns for what buyer and maker conclude together: "X and Y have signed a contract"."""
_BELONGING = frozenset({"subsidiary", "arm", "unit", "part", "division", "affiliate", "branch", "brand", "company"})
"""Nouns behind which "of" tells whose somebody is."""
_APART = frozenset({";", "while", "whereas"})
_SEVERAL = 3
"""Vendors in one sentence from which on it surveys a market."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A kind of scene: base forms that cue it, and the relation that it shows between two of `buyer`, `maker`, `product`."""

    name: str
    cues: frozenset[str]
    subject: str
    predicate: str
    object: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class SupplyWords:
    """Words that all scenes share; see the head of `supply.yaml`."""

    reach: int
    row: frozenset[str]
    buyers: frozenset[str]
    makers: frozenset[str]
    unless: frozenset[str]
    after: frozenset[str]
    bars: frozenset[str]
    rivals: frozenset[str]
    planned: frozenset[str]
    selected: frozenset[str]
    cues: frozenset[str]


@cache
def _data() -> Mapping[str, Any]:
    path = folder("data") / "rules" / "surface" / "supply.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  (safe loader in C)
    return data


@cache
def _words() -> SupplyWords:
    data = _data()
    lists = ("row", "buyers", "makers", "unless", "after", "bars", "rivals", "planned", "selected", "continuing")
    return SupplyWords(int(data["reach"]), *(frozenset(data[name]) for name in lists))


def continuing() -> SupplyWords:
    """The words of scenes; `cues` are those that go on telling of a supply told before."""
    return _words()


@cache
def scenes() -> tuple[Scene, ...]:
    """All kinds of scenes, in order.

    Raises:
        RuleError: a rule says nothing of the form "ROLE relation ROLE".
    """
    found = []
    for entry in _data()["rules"]:
        parts = entry["says"].split()
        if len(parts) != 3 or not {parts[0], parts[2]} <= {"buyer", "maker", "product"}:
            raise RuleError("should say 'buyer RELATION maker' or 'buyer RELATION product'", where=f"supply.yaml: {entry['name']}")
        examples = tuple(Example(one["text"], tuple(one["says"] or ())) for one in entry["examples"])
        found.append(Scene(entry["name"], frozenset(entry["cues"]), parts[0], parts[1], parts[2], examples))
    return tuple(found)


@cache
def _tries() -> frozenset[str]:
    """Words of a trial: a sentence that holds one tells of something bought only if it says so."""
    return next((scene.cues for scene in scenes() if scene.predicate == "trials"), frozenset())


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
    cast = _Cast(page, tuple(known), tuple(refused))
    found: list[Draft] = []
    for sentence in page.sentences:
        if sentence.zone not in _SILENT and cast.play(page.mentions_in(sentence.span)):
            for items in _scenes_apart(cast, items_of(page, sentence)):
                found.extend(_Reading(cast, sentence, cast.with_owners(_without_parents(items))).drafts(chosen or scenes()))
    return tuple(found)


def _scenes_apart(cast: _Cast, items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    """The parts of a sentence (";", "while"), if each that names a maker or a product names its buyer, too; else the whole."""
    cuts = [-1, *(i for i, item in enumerate(items) if item.word in _APART), len(items)]
    parts = [items[first + 1 : last] for first, last in pairwise(cuts) if last > first + 1]
    played = [tuple(item.mention for item in part if item.mention is not None) for part in parts]
    told = [bool({cast.part(m) for m in named} & {"maker", "product"}) for named in played]
    if len(parts) > 1 and sum(told) > 1 and all(cast.play(named) for named, one in zip(played, told, strict=True) if one):
        yield from (part for part, one in zip(parts, told, strict=True) if one)
    else:
        yield items


def _without_parents(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """A sentence without the names that only tell whose somebody is: "X, a subsidiary of Y, has installed"."""
    words = ["", "", *(item.word for item in items)]
    return tuple(
        item._replace(mention=None) if item.mention is not None and word == "of" and before in _BELONGING else item
        for item, before, word in zip(items, words, words[1:], strict=False)
    )


def _identity(draft: Draft) -> tuple[str, str, str]:
    return draft.subject.key if draft.subject else "", draft.predicate, getattr(draft.object, "key", "")


class _Cast:
    """Who plays which part on a page."""

    def __init__(self, page: Page, known: Sequence[Draft], refused: Sequence[Refusal]) -> None:
        self.page = page
        self.said = {_identity(draft) for draft in (*known, *(one.draft for one in refused))}
        self.makers: dict[str, set[str]] = {}
        self.kin: set[frozenset[str]] = set()
        self.served: set[str] = set()
        self.used = [
            (draft.spans[0], (draft.subject.key, draft.object.key))
            for draft in known
            if draft.predicate in ("deploys", "trials") and draft.subject is not None and isinstance(draft.object, Mention)
        ]
        for draft in known:
            if draft.subject is None or not isinstance(draft.object, Mention):
                continue
            if draft.predicate == "customerOf":
                self.served.add(draft.object.key)
            if draft.predicate == "offers":
                self.makers.setdefault(draft.object.key, set()).add(draft.subject.key)
            elif draft.predicate in _KIN:
                self.kin.add(frozenset((draft.subject.key, draft.object.key)))

    def part(self, mention: Mention) -> str:
        """`buyer`, `maker`, `product` or nothing."""
        kind = self.page.type_of(mention)
        if kind == "Product":
            return "product"
        return "buyer" if kind in _words().buyers else "maker" if kind in _words().makers else ""

    def used_in(self, sentence: Sentence) -> frozenset[tuple[str, str]]:
        """Who uses what by a closer reading of a sentence."""
        return frozenset(one for at, one in self.used if at in sentence.span)

    def owner(self, mention: Mention) -> Mention | None:
        """Whose a described network is, where it was named: what runs in it, he uses."""
        hints = self.page.referents[mention.key].hints if self.page.type_of(mention) == "Network" else ()
        key = next((key for name, key in hints if name == "owner" and key in self.page.referents), None)
        kind = self.page.referents[key].type if key is not None else ""
        return replace(mention, key=key, type=kind) if key is not None and kind in _words().buyers else None

    def with_owners(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """A sentence with networks as their owners, where no buyer is named."""
        if any(item.mention is not None and self.part(item.mention) == "buyer" for item in items):
            return items
        return tuple(item._replace(mention=item.mention and (self.owner(item.mention) or item.mention)) for item in items)

    def play(self, named: Iterable[Mention]) -> bool:
        """Whether a buyer is named, and a maker or a product."""
        known = tuple(named)
        parts = {self.part(mention) for mention in known}
        bought = "buyer" in parts or self.plain_buyer(known) is not None or any(self.owner(mention) for mention in known)
        return bought and not parts.isdisjoint(("maker", "product"))

    def plain_buyer(self, named: Sequence[Mention]) -> Mention | None:
        """The one organisation of no particular role beside one maker and a product: then he is who buys."""
        text = self.page.release.text
        plain = {m.key: m for m in named if self.page.type_of(m) == "Organization" and text[m.span.start - 1 : m.span.start] != "("}
        things = {m.key for m in named if self.part(m) == "product"}
        makers = {m.key for m in named if self.part(m) == "maker"} | {one for key in things for one in self.makers.get(key, ())}
        if len(plain) != 1 or len(makers) != 1 or not things or any(self.part(m) == "buyer" for m in named):
            return None
        one = next(iter(plain.values()))
        sure = OPEN not in self.page.referents[one.key].hints or " " in one.text or one.found is Found.REFERENCE
        made = any(one.key in keys for keys in self.makers.values())
        ends = {m.span.end + 1 for m in named if m.key in makers}
        return one if sure and not made and one.span.start not in ends and makers.isdisjoint(self.served) else None


def taken_back(items: Sequence[Item], words: Sequence[frozenset[str]], at: int) -> bool:
    """Whether a word before a cue, in its part of the sentence, or right behind it takes it back: "has not", "might", "would".

    Args:
        items: the sentence.
        words: base forms of each item; none for names.
        at: index of the cue.
    """
    for i in range(at - 1, max(-1, at - 1 - _words().reach), -1):
        if items[i].word in _PARTS:
            break
        if not words[i].isdisjoint(_words().unless) and not any("only" in one for one in words[i + 1 : i + 3]):
            return True
    return any(not one.isdisjoint(_words().after) for one in words[at + 1 : at + 3])


@dataclass(frozen=True, slots=True)
class _Reading:
    """One sentence being read."""

    cast: _Cast
    sentence: Sentence
    items: tuple[Item, ...]

    def drafts(self, chosen: Sequence[Scene]) -> Iterator[Draft]:
        named: dict[str, list[Mention]] = {"buyer": [], "maker": [], "product": []}
        for item in self.items:
            if item.mention is not None and (part := self.cast.part(item.mention)):
                named[part].append(item.mention)
        words = [lemmas(item.word) if item.mention is None else frozenset[str]() for item in self.items]
        several = len({mention.key for mention in named["maker"]}) > 1
        bars = _words().bars | _words().rivals if several else _words().bars
        barred = {word for one in words for word in one & bars}
        if self.items[0].word == "if" or barred - {"interoperability"}:
            return
        trial = _tries() if any(not one.isdisjoint(_tries()) for one in words) else frozenset()
        named["buyer"] = self._first_row()
        for scene in chosen:
            told = scene.cues & _words().selected if trial and scene.cues != trial else scene.cues
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
                if (item.is_plain and item.word not in _words().row) or item.word in (";", ":", "."):
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
        if any(not one.isdisjoint(_words().planned) for one in near):
            return "planned"
        if any(not words[at].isdisjoint(_words().selected) for at in cues):
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
                if end.key == buyer.key or self._is_crossed(scene, buyer, end, ends):
                    continue
                if self._fits(scene, buyer, end) and _identity(draft) not in self.cast.said:
                    yield draft

    def _is_crossed(self, scene: Scene, buyer: Mention, product: Mention, products: Mapping[str, Mention]) -> bool:
        """Whether a closer reading of this sentence gives each of several products to somebody, and this one to others."""
        if scene.predicate not in ("deploys", "trials") or len(products) < 2:
            return False
        told = self.cast.used_in(self.sentence)
        if not all(any(used == key for _, used in told) for key in products):
            return False
        mine = {used for user, used in told if user == buyer.key}
        if mine:
            return product.key not in mine
        before = [item.mention for item in self.items if item.mention is not None and item.mention.span.end <= buyer.span.start]
        near = next((m.key for m in reversed(before) if m.key in products), None)
        return near is not None and near != product.key

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
            return self.cast.part(end) == "product" or _DEALS.isdisjoint(item.word for item in self.items)
        if self.items[first].mention == end:
            return [item.word for item in between[-2:]] in ([",", "and"], [",", "but"])
        return any(self._is_of_another(buyer, first + 1 + i) for i, item in enumerate(between) if item.word in ("which", "who"))

    def _is_of_another(self, buyer: Mention, at: int) -> bool:
        """Whether the relative pronoun at `at` means one organisation right before it that is not `buyer`."""
        before = self.items[at - 2].mention if at > 1 and self.items[at - 1].word == "," else None
        kind = self.cast.page.type_of(before) if before is not None else ""
        several = at + 1 < len(self.items) and not self.items[at + 1].word.endswith(("s", "ed"))
        body = kind == "Organization" or kind in _words().buyers
        return before is not None and body and before.key != buyer.key and not several
