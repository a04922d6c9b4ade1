"""Supply told over several sentences: who buys from whom in one, what is installed in another that names no buyer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from telegrapher.extraction.page import OPEN, Page, Sentence
from telegrapher.extraction.surface.items import forms_of, items_of
from telegrapher.extraction.surface.supply.rules import supply_words, taken_back
from telegrapher.model import Draft, Mention, ZoneKind
from telegrapher.vocabulary import vocabulary

__all__ = ["read_continued", "with_only_supplier"]

_FIGURES = 2
"""Figures that make a name a model's, at least."""
_NEAR = 2
"""Sentences between a use and its maker."""
_OFTEN = 4
"""Times that the only vendor of a page is spoken of, at least, if the page is about what he supplies."""
_TOLD = frozenset({ZoneKind.LEAD, ZoneKind.BODY})


def read_continued(page: Page, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """What the one known buyer of a maker uses, by sentences that name a product and no buyer.

    Args:
        page: with mentions, references resolved.
        drafts: all that is found: who buys from whom, who makes what, who uses what.
    """
    given = tuple(drafts)
    buyers, makers = _ends(given, "customerOf"), _ends(given, "offers")
    for draft in given:
        supplier = dict(draft.qualifiers).get("supplier")
        if draft.predicate == "deploys" and isinstance(supplier, Mention) and draft.subject is not None:
            buyers.setdefault(supplier.key, {}).setdefault(draft.subject.key, draft.subject)
    known = [draft for draft in given if draft.predicate in ("deploys", "trials")]
    used = {(d.subject.key, d.object.key) for d in known if d.subject and isinstance(d.object, Mention)}
    vendors = [m for m in page.mentions if page.type_of(m) == "Vendor"]
    alone = _only({m.key: m for m in vendors}) if len(vendors) >= _OFTEN else ()
    return tuple(_under_contract(page, given, used)) + tuple(
        Draft(buyer, "deploys", product, (sentence.span,), "supply-continued", (("status", "deployed"), ("supplier", maker)))
        for sentence in page.sentences
        if sentence.zone in _TOLD
        for product, maker in _installed(page, sentence, makers, alone)
        for buyer in _only(_before(buyers.get(maker.key, {}), sentence))
        if (buyer.key, product.key) not in used
    )


def _before(buyers: dict[str, Mention], sentence: Sentence) -> dict[str, Mention]:
    """The buyers that were told of before a sentence; where there is one only, whenever it is told."""
    told = {key: one for key, one in buyers.items() if one.span.start < sentence.span.start}
    return told if len(buyers) > 1 else buyers


def _under_contract(page: Page, drafts: tuple[Draft, ...], used: set[tuple[str, str]]) -> Iterator[Draft]:
    """What a contract spoken of just before is for: "The first contract is for supply of X", in a sentence without a company."""
    deals: dict[int, dict[tuple[str, str], Draft]] = {}
    for draft in drafts:
        if draft.predicate == "customerOf" and draft.subject is not None and isinstance(draft.object, Mention):
            deals.setdefault(draft.spans[0].start, {})[draft.subject.key, draft.object.key] = draft
    for number, sentence in enumerate(page.sentences if deals else ()):
        if sentence.zone not in _TOLD or not _CONTRACT.match(page.release.text, sentence.span.start, sentence.span.end):
            continue
        named = page.mentions_in(sentence.span)
        if any(vocabulary().is_a(page.type_of(m), "Organization") for m in named):
            continue
        told = [deals[s.span.start] for s in page.sentences[max(0, number - _FAR) : number] if s.span.start in deals]
        if not told or len(told[-1]) != 1:
            continue
        deal = next(iter(told[-1].values()))
        for product in {m.key: m for m in named if page.type_of(m) == "Product"}.values():
            if deal.subject is not None and isinstance(deal.object, Mention) and (deal.subject.key, product.key) not in used:
                qualifiers = (("status", "selected"), ("supplier", deal.object))
                yield Draft(deal.subject, "deploys", product, (sentence.span,), "contract-continued", qualifiers)


_FAR = 4
"""Sentences over which a contract goes on being spoken of."""
_CONTRACT = re.compile(
    r"(?:Under |In |As part of )?(?:[Tt]he|[Tt]his|[Oo]ne)(?: (?:first|second|third|fourth|other|new|latest|initial|present|larger"
    r"|smaller|\w+-year|supply|framework|purchase))* (?:contract|order|agreement|deal|award|tender)s? "
    r"(?:is|are|was|were|covers?|provides?|calls?|includes?|comprises?|concerns?|consists?|relates?|embraces?|contemplates?)"
    r"(?! not| no )\b"
)


def with_only_supplier(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drafts of use completed by the supplier where the page names one vendor only, and nobody else makes the product.

    Args:
        page: of the drafts.
        drafts: all that is found.
    """
    given = tuple(drafts)
    makers = _ends(given, "offers")
    vendors = {m.key: m for m in page.mentions if page.type_of(m) == "Vendor"}
    for draft in given:
        known = "supplier" in dict(draft.qualifiers) or not isinstance(draft.object, Mention) or draft.object.key in makers
        if len(vendors) == 1 and draft.predicate in ("deploys", "trials") and draft.subject and not known:
            maker = next(iter(vendors.values()))
            if maker.key != draft.subject.key and _spoken_of(page, maker, draft):
                draft = replace(draft, qualifiers=(*draft.qualifiers, ("supplier", maker)))
        yield draft


def _spoken_of(page: Page, maker: Mention, draft: Draft) -> bool:
    """Whether a maker is named twice, or within two sentences of what is said."""
    named = [m.span.start for m in page.mentions if m.key == maker.key]
    here = bisect_left(page.sentences, draft.spans[0].start, key=lambda one: one.span.start)
    near = page.sentences[max(0, here - _NEAR) : here + _NEAR + 1]
    return len(named) > 1 or any(near[0].span.start <= at < near[-1].span.end for at in named)


def _ends(drafts: Iterable[Draft], predicate: str) -> dict[str, dict[str, Mention]]:
    """Subjects of a relation by the key of its object."""
    found: dict[str, dict[str, Mention]] = {}
    for draft in drafts:
        if draft.predicate == predicate and draft.subject is not None and isinstance(draft.object, Mention):
            found.setdefault(draft.object.key, {}).setdefault(draft.subject.key, draft.subject)
    return found


def _only(named: dict[str, Mention]) -> tuple[Mention, ...]:
    return tuple(named.values()) if len(named) == 1 else ()


def _is_sure(page: Page, product: Mention) -> bool:
    """Whether what is named is a product: shown by the words around it, or by the figures of a model."""
    return OPEN not in page.referents[product.key].hints or sum(char.isdigit() for char in product.text) >= _FIGURES


def _installed(
    page: Page, sentence: Sentence, makers: dict[str, dict[str, Mention]], alone: tuple[Mention, ...]
) -> Iterator[tuple[Mention, Mention]]:
    """Products of a sentence that tells of supply and names no buyer, each with its one maker, or the only vendor."""
    named = page.mentions_in(sentence.span)
    products = {m.key: m for m in named if page.type_of(m) == "Product" and _is_sure(page, m)}
    if not products or any(page.type_of(m) in supply_words().buyers for m in named):
        return
    items = items_of(page, sentence)
    if items[0].word == "from":
        return  # "From Maker come the X and the Y": what it makes, whoever has it
    words = forms_of(items)
    told = any(not one.isdisjoint(supply_words().continuing) and not taken_back(items, words, i) for i, one in enumerate(words))
    if not told or any(not one.isdisjoint(supply_words().bars) for one in words):
        return
    vendors = {m.key: m for m in named if page.type_of(m) == "Vendor"}
    for product in products.values():
        for maker in _only(makers.get(product.key) or vendors) or alone:
            yield product, maker
