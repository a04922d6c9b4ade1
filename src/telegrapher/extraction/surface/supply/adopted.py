"""Who uses a product, told in the passive: "adopted by A, B and the operator C"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.page import SILENT, Page
from telegrapher.extraction.surface.items import Item, forms_of, items_of
from telegrapher.extraction.surface.supply.rules import taken_back
from telegrapher.model import Draft, Mention, Refusal
from telegrapher.rules import rule_set

__all__ = ["read_adopted"]

_FAR = 9
"""Items over which a product may reach to the word that tells its use."""


@dataclass(frozen=True, slots=True)
class _Words:
    selected: frozenset[str]
    deployed: frozenset[str]
    between: frozenset[str]
    row: frozenset[str]
    buyers: frozenset[str]


@cache
def _words() -> _Words:
    return rule_set(_Words, "surface/adopted")


def read_adopted(page: Page, refused: Iterable[Refusal] = ()) -> tuple[Draft, ...]:
    """Users of products that a passive names.

    Args:
        page: with mentions, references resolved.
        refused: what a closer reading has refused; it is not said again.
    """
    denied = {_ends(one.draft) for one in refused}
    return tuple(
        draft
        for sentence in page.sentences
        if sentence.zone not in SILENT and any(page.type_of(m) == "Product" for m in page.mentions_in(sentence.span))
        for draft in _told(page, items_of(page, sentence))
        if _ends(draft) not in denied
    )


def _ends(draft: Draft) -> tuple[str, str]:
    return draft.subject.key if draft.subject else "", getattr(draft.object, "key", "")


def _told(page: Page, items: tuple[Item, ...]) -> Iterator[Draft]:
    words = forms_of(items)
    for at, item in enumerate(items[:-1]):
        status = "selected" if item.word in _words().selected else "deployed" if item.word in _words().deployed else ""
        if not status or items[at + 1].word != "by" or taken_back(items, words, at):
            continue
        thing = _product_before(page, items, at)
        sentence = page.sentence_at(thing.span.start) if thing is not None else None
        if thing is not None and sentence is not None:
            for buyer in _row(page, items, at + 2):
                yield Draft(buyer, "deploys", thing, (sentence.span,), "adopted-by", (("status", status),))


def _product_before(page: Page, items: tuple[Item, ...], at: int) -> Mention | None:
    for index in range(at - 1, max(-1, at - 1 - _FAR), -1):
        item = items[index]
        if item.mention is not None:
            return item.mention if page.type_of(item.mention) == "Product" else None
        if item.word not in _words().between:
            return None
    return None


def _row(page: Page, items: tuple[Item, ...], at: int) -> Iterator[Mention]:
    for item in items[at:]:
        if item.mention is None and item.word not in _words().row and not item.word.endswith("-based"):
            return
        if item.mention is not None and page.type_of(item.mention) in _words().buyers:
            yield item.mention
        elif item.mention is not None and page.type_of(item.mention) != "Place":
            return
