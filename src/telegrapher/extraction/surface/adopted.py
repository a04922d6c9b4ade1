"""Who uses a product, told in the passive: "adopted by A, B and the operator C"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import yaml

from telegrapher.extraction.frames.frame import Example
from telegrapher.extraction.page import Page
from telegrapher.extraction.surface.items import Item, items_of
from telegrapher.extraction.surface.supply import taken_back
from telegrapher.extraction.syntax import lemmas
from telegrapher.model import Draft, Mention, Refusal, ZoneKind
from telegrapher.shipped import folder

__all__ = ["adopted_examples", "read_adopted"]

_SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE, ZoneKind.CONTACT})
_FAR = 9
"""Items over which a product may reach to the word that tells its use."""


@cache
def _data() -> Mapping[str, Any]:
    path = folder("data") / "rules" / "surface" / "adopted.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  (safe loader in C)
    return data


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_data()[name])


def adopted_examples() -> tuple[Example, ...]:
    """Marked sentences, and what must be read in them."""
    return tuple(Example(one["text"], tuple(one["says"] or ())) for rule in _data()["rules"] for one in rule["examples"])


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
        if sentence.zone not in _SILENT and any(page.type_of(m) == "Product" for m in page.mentions_in(sentence.span))
        for draft in _told(page, items_of(page, sentence))
        if _ends(draft) not in denied
    )


def _ends(draft: Draft) -> tuple[str, str]:
    return draft.subject.key if draft.subject else "", getattr(draft.object, "key", "")


def _told(page: Page, items: tuple[Item, ...]) -> Iterator[Draft]:
    words = [lemmas(item.word) if item.mention is None else frozenset[str]() for item in items]
    for at, item in enumerate(items[:-1]):
        status = next((name for name in ("selected", "deployed") if item.word in _words(name)), "")
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
        if item.word not in _words("between"):
            return None
    return None


def _row(page: Page, items: tuple[Item, ...], at: int) -> Iterator[Mention]:
    for item in items[at:]:
        if item.mention is None and item.word not in _words("row") and not item.word.endswith("-based"):
            return
        if item.mention is not None and page.type_of(item.mention) in _words("buyers"):
            yield item.mention
        elif item.mention is not None and page.type_of(item.mention) != "Place":
            return
