"""Techniques inside what a thing is called: "the X9 OTN switch", "the DWDM platform X9", "its GPON network".

No verb ties them to their thing, and a name for a network swallows the technique in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.page import SILENT, Page
from telegrapher.extraction.surface.items import Item, items_of
from telegrapher.model import Draft, Mention, Span
from telegrapher.rules import rule_set

__all__ = ["read_kinds"]

_FAR = 7
"""Items between a thing and the noun of its kind, at most."""
_PLAIN = 2
"""Words between a technique and that noun, at most."""
_PARTING = frozenset({"and", "or", "of"})
_TELLING = 3
"""Characters of a technique that tells something of a network, at least: of "IP network" nothing is told."""


@dataclass(frozen=True, slots=True)
class _Words:
    heads: frozenset[str]
    families: frozenset[str]
    between: frozenset[str]


@cache
def _words() -> _Words:
    return rule_set(_Words, "surface/kinds")


def read_kinds(page: Page) -> tuple[Draft, ...]:
    """What things are told to work by in what they are called.

    Args:
        page: with mentions, references resolved.
    """
    techniques = {mention.text: mention.key for mention in page.mentions if page.type_of(mention) == "Technology"}
    if not techniques:
        return ()
    found = list(_called(page, techniques))
    for sentence in page.sentences:
        kinds = {page.type_of(mention) for mention in page.mentions_in(sentence.span)}
        if sentence.zone not in SILENT and {"Product", "Technology"} <= kinds:
            items = items_of(page, sentence)
            for thing, technique in (*_before(page, items), *_behind(page, items)):
                found.append(Draft(thing, "usesTechnology", technique, (sentence.span,), "technique-in-kind"))
    return tuple(found)


def _called(page: Page, techniques: dict[str, str]) -> Iterator[Draft]:
    """Networks in whose name a technique of the page stands: "its DWDM backbone"."""
    told = (text for text in techniques if len(text) >= _TELLING and (text[0].isupper() or text[0].isdigit()))
    forms = sorted(told, key=lambda text: (-len(text), text))
    if not forms:
        return
    search = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])").finditer
    for mention in page.mentions:
        sentence = page.sentence_at(mention.span.start)
        if sentence is None or sentence.zone in SILENT or page.type_of(mention) != "Network":
            continue
        for hit in search(mention.text):
            start = mention.span.start + hit.start()
            inside = Mention(Span(start, start + len(hit[0])), hit[0], "Technology", techniques[hit[0]], mention.found)
            yield Draft(mention, "usesTechnology", inside, (sentence.span,), "technique-in-name")


def _before(page: Page, items: Sequence[Item]) -> Iterator[tuple[Mention, Mention]]:
    """Things before techniques and the noun of their kind: "the X9 multi-haul OTN platform"."""
    for at, item in enumerate(items):
        if item.mention is None or page.type_of(item.mention) != "Product":
            continue
        of = at + 2 < len(items) and items[at + 1].word in _words().families and items[at + 2].word == "of"
        row: list[Mention] = []
        for one in items[at + 1 + 2 * of : at + 1 + 2 * of + _FAR]:
            if one.mention is not None and page.type_of(one.mention) == "Technology":
                row.append(one.mention)
            elif row and one.word in _words().heads:
                yield from ((item.mention, technique) for technique in row)
                break
            elif one.word not in _words().between or not (row or (one.is_plain and one.word not in _PARTING)):
                break


def _behind(page: Page, items: Sequence[Item]) -> Iterator[tuple[Mention, Mention]]:
    """Things right behind the noun of their kind: "the OTN switch X9"."""
    for at, item in enumerate(items):
        if item.mention is None or page.type_of(item.mention) != "Product" or at < 2 or items[at - 1].word not in _words().heads:
            continue
        index = at - 2
        while index >= max(0, at - 2 - _PLAIN) and items[index].is_plain and items[index].word in _words().between - {"of", "and"}:
            index -= 1
        technique = items[index].mention if index >= 0 else None
        if technique is not None and page.type_of(technique) == "Technology":
            yield item.mention, technique
