"""Who plays which part in scenes of supply: who buys, who makes, and what is bought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from telegrapher.extraction.page import OPEN, Page, Sentence
from telegrapher.extraction.surface.items import Item
from telegrapher.extraction.surface.supply.rules import supply_words
from telegrapher.model import Draft, Found, Mention, Refusal

__all__ = ["Cast", "said_by"]

_KIN = frozenset({"acquires", "mergesWith", "subsidiaryOf", "investsIn", "renamedTo"})
"""Relations between two firms beside which a sentence about both tells of something else than supply."""

_TOLD = frozenset({"deploys", "trials", "customerOf"})


def said_by(draft: Draft) -> tuple[str, str, str]:
    """Between whom or what a draft says what."""
    return draft.subject.key if draft.subject else "", draft.predicate, getattr(draft.object, "key", "")


class Cast:
    """Who plays which part on a page."""

    def __init__(self, page: Page, known: Sequence[Draft], refused: Sequence[Refusal]) -> None:
        self.page = page
        self.said = {said_by(draft) for draft in (*known, *(one.draft for one in refused))}
        self.makers: dict[str, set[str]] = {}
        self.kin: set[frozenset[str]] = set()
        self.served: set[str] = set()
        self.closer = [
            (draft.spans[0], (draft.subject.key, draft.object.key))
            for draft in known
            if draft.predicate in _TOLD and draft.subject is not None and isinstance(draft.object, Mention)
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
        return "buyer" if kind in supply_words().buyers else "maker" if kind in supply_words().makers else ""

    def told_in(self, sentence: Sentence) -> frozenset[tuple[str, str]]:
        """Who uses what, and who buys from whom, by a closer reading of a sentence."""
        return frozenset(one for at, one in self.closer if at in sentence.span)

    def owner(self, mention: Mention) -> Mention | None:
        """Whose a described network is, where it was named: what runs in it, he uses."""
        hints = self.page.referents[mention.key].hints if self.page.type_of(mention) == "Network" else ()
        key = next((key for name, key in hints if name == "owner" and key in self.page.referents), None)
        kind = self.page.referents[key].type if key is not None else ""
        return replace(mention, key=key, type=kind) if key is not None and kind in supply_words().buyers else None

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
