"""Trials told over several sentences: who tried in the opening, with what gear in sentences that do not name him."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.page import OPEN, Page, Sentence
from telegrapher.extraction.surface.items import forms_of, items_of
from telegrapher.model import Draft, Mention, ZoneKind
from telegrapher.rules import rule_set
from telegrapher.vocabulary import vocabulary

__all__ = ["read_tried"]

_OPENING = 2
"""Sentences of prose in which a text tells what it is about."""
_SEVERAL = 3
"""Parties to a trial, at most."""
_TOLD = frozenset({ZoneKind.LEAD, ZoneKind.BODY})
_FIGURES = 2
"""Figures that make a name a model's, at least."""


@dataclass(frozen=True, slots=True)
class _Words:
    trial: frozenset[str]
    using: frozenset[str]
    bars: frozenset[str]
    buyers: frozenset[str]


@cache
def _words() -> _Words:
    return rule_set(_Words, "surface/tried")


@cache
def _trial() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_words().trial))})\b", re.IGNORECASE)


def read_tried(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """`trials` of gear that is named in sentences without its user, in a text that opens with a trial.

    Args:
        page: with mentions, references resolved.
        drafts: all that is found: who tried what, who makes what.
    """
    opening = _about_a_trial(page)
    if not opening:
        return
    given = tuple(drafts)
    who = _parties(page, given, opening)
    makers: dict[str, dict[str, Mention]] = {}
    for draft in given:
        if draft.predicate == "offers" and draft.subject is not None and isinstance(draft.object, Mention):
            makers.setdefault(draft.object.key, {}).setdefault(draft.subject.key, draft.subject)
    known = {
        (d.subject.key, d.object.key)
        for d in given
        if d.predicate in ("trials", "deploys") and d.subject is not None and isinstance(d.object, Mention)
    }
    for sentence in page.sentences if 0 < len(who) <= _SEVERAL else ():
        for product in _gear(page, sentence, who.keys() | {key for one in makers.values() for key in one}):
            maker = _maker(page, sentence, makers.get(product.key, {}))
            told = (("status", "trialled"), ("supplier", maker)) if maker is not None else ()
            for one in who.values() if told else ():
                if (one.key, product.key) not in known:
                    known.add((one.key, product.key))
                    yield Draft(one, "trials", product, (sentence.span,), "used-in-trial", told)


def _about_a_trial(page: Page) -> tuple[Sentence, ...]:
    """The headline and the first sentences of prose, as far as they tell of a trial."""
    prose = [s for s in page.sentences if s.zone in _TOLD][:_OPENING]
    heads = [s for s in page.sentences if s.zone is ZoneKind.HEADLINE]
    return tuple(s for s in (*heads, *prose) if _trial().search(page.release.text, s.span.start, s.span.end))


def _parties(page: Page, drafts: Sequence[Draft], opening: Sequence[Sentence]) -> dict[str, Mention]:
    """Who tried: those that run networks, by their type or by what is told, and are named where the trial is."""
    told = {d.subject.key for d in drafts if d.predicate in ("trials", "operates") and d.subject is not None}
    named = {m.key: m for s in reversed(opening) for m in page.mentions_in(s.span)}
    return {key: one for key, one in named.items() if page.type_of(one) in _words().buyers or (key in told and _is_body(page, one))}


def _gear(page: Page, sentence: Sentence, known: Set[str]) -> Iterator[Mention]:
    """Products of a sentence that tells how gear took part, and names nobody else who could have used it."""
    named = page.mentions_in(sentence.span)
    products = {m.key: m for m in named if page.type_of(m) == "Product" and _is_sure(page, m)}
    zone = page.release.zone_at(sentence.span.start)
    quoted = zone is not None and zone.kind is ZoneKind.QUOTE
    if sentence.zone not in _TOLD or not products or quoted:
        return
    if any(_is_body(page, m) and page.type_of(m) != "Vendor" and m.key not in known for m in named):
        return
    items = items_of(page, sentence)
    if not _words().bars.isdisjoint(item.word for item in items):
        return
    if any(not one.isdisjoint(_words().using) for one in forms_of(items)):
        yield from products.values()


def _is_body(page: Page, one: Mention) -> bool:
    return vocabulary().is_a(page.type_of(one), "Organization")


def _is_sure(page: Page, product: Mention) -> bool:
    return OPEN not in page.referents[product.key].hints or sum(char.isdigit() for char in product.text) >= _FIGURES


def _maker(page: Page, sentence: Sentence, makers: dict[str, Mention]) -> Mention | None:
    """The one maker of a product, or the one vendor that its sentence names."""
    vendors = makers or {m.key: m for m in page.mentions_in(sentence.span) if page.type_of(m) == "Vendor"}
    return next(iter(vendors.values())) if len(vendors) == 1 else None
