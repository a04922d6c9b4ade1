"""Deals of which a sentence names one side only: the other was told before, as keeper or maker, or as whom the text is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from telegrapher.extraction.layout.patterns.needs import needs
from telegrapher.extraction.page import SILENT, Page, Sentence
from telegrapher.extraction.spelling import spells, words
from telegrapher.extraction.surface.supply.parties import Parties
from telegrapher.extraction.surface.tables import possessives
from telegrapher.extraction.words import Words
from telegrapher.model import Draft, Found, Mention, Span
from telegrapher.rules import table
from telegrapher.vocabulary import vocabulary

__all__ = ["read_unsaid"]

_LONGEST = 1200
"""Code points of a sentence, at most: what is longer is no prose."""
_CLASSES = {"line": ("Cable", "Network", "Facility"), "goods": ("Product", "Service", "Technology"), "place": ("Place",)}
_PARTS = ("clients", "suppliers", "sites", "lines", "houses", "bought")
_NEXT = re.compile(r";|, (?:and|but|while|whereas|although|though|with) ")
_BRACED = re.compile(r"\{(?:([a-z]+):)?([a-z]+?)(1?)\}")


@cache
def _marks() -> Mapping[str, str]:
    """By type, the character that stands for each one of such a name."""
    found = {kind: chr(0xE001 + i) for i, kinds in enumerate(_CLASSES.values()) for kind in kinds}
    return found | {name: chr(0xE001 + i) for i, name in enumerate(_CLASSES)} | {"org": "\ue000", "other": "\ue00a"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, the words of which a sentence must hold one, and what the row is that it names: a key of `_PARTS`."""

    name: str
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    part: str
    needs: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    """All patterns, and the words and types beside them."""

    listed: tuple[_Rule, ...]
    cues: Words
    denied: re.Pattern[str]
    boasting: re.Pattern[str]
    planned: re.Pattern[str]
    buyers: frozenset[str]
    sellers: frozenset[str]
    kinds: Mapping[str, re.Pattern[str]]


def _rule(one: Mapping[str, Any], macros: Mapping[str, str], part: str) -> _Rule:
    pattern = re.compile(_filled(one["find"], macros), re.IGNORECASE)
    return _Rule(one["name"], tuple(one["cues"]), pattern, part, needs(pattern.pattern), words(pattern.pattern))


@cache
def _rules() -> _Rules:
    data = table("surface/unsaid")
    listed = tuple(_rule(one, data["macros"], part) for part in _PARTS for one in data[part])
    cues = {cue for rule in listed for cue in rule.cues}
    denied, boasting, planned = (_any_of(data[name]) for name in ("denied", "boasting", "planned"))
    kinds = {kind: _any_of(words) for kind, words in table("surface/sites")["office_kinds"].items()}
    return _Rules(listed, Words(cues), denied, boasting, planned, frozenset(data["buyers"]), frozenset(data["sellers"]), kinds)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Words as they stand within a sentence or open it; "May" is a month."""
    forms = {form for word in words for form in (word, word.capitalize()) if form != "May"}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(forms))})(?![\w-])")


def _filled(text: str, macros: Mapping[str, str]) -> str:
    def put(match: re.Match[str]) -> str:
        label, name, one = match.groups()
        body = (
            _filled(macros[name], macros)
            if name in macros
            else _marks()[name]
            if one
            else f"(?<!{_marks()[name]}){_marks()[name]}++"
        )
        return f"(?P<{label}>{body})" if label else body if one else f"(?:{body})"

    return _BRACED.sub(put, text)


def read_unsaid(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """What sentences tell of customers without a seller, sellers without a customer, sites without an owner, ends without a line.

    Args:
        page: with mentions, references resolved.
        drafts: all that is found: who keeps, makes, buys what.
    """
    rules, text = _rules(), page.release.text
    told = [s for s in page.sentences if s.zone not in SILENT and s.span.end - s.span.start <= _LONGEST]
    parties: Parties | None = None
    for sentence in told:
        held = rules.cues.standing_in(text[sentence.span.start : sentence.span.end].casefold())
        masked = low = ""
        for rule in rules.listed if held else ():
            if held.isdisjoint(rule.cues):
                continue
            masked = masked or _masked(page, sentence)
            low = low or masked.casefold()
            if any(some.isdisjoint(masked) for some in rule.needs) or not spells(low, rule.words):
                continue
            for match in rule.pattern.finditer(masked):
                boast = rule.part == "suppliers" and rules.boasting.search(masked, 0, match.end())
                if boast or rules.denied.search(masked, 0, match.end()):
                    continue
                parties = parties or Parties(page, tuple(drafts))
                read = {"clients": _deals, "suppliers": _deals, "bought": _bought, "houses": _houses}.get(rule.part, _places)
                yield from read(parties, sentence, rule, match)


def _masked(page: Page, sentence: Sentence) -> str:
    """A sentence with the mark of its class for each character of a name; what refers to an organisation stays words."""
    text = page.release.text[sentence.span.start : sentence.span.end].replace("’", "'").replace("\n", " ").replace("\u00a0", " ")
    for mention in page.mentions_in(sentence.span):
        kind = page.type_of(mention)
        body = vocabulary().is_a(kind, "Organization")
        if mention.text.lower() in possessives() or (body and mention.found is Found.REFERENCE):
            continue
        mark = _marks().get(kind) or _marks()["org" if body else "other"]
        start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
        text = text[:start] + mark * (end - start) + text[end:]
    return text


def _clause(sentence: Sentence, match: re.Match[str]) -> Span:
    """The clauses of which a match takes part, without those that are parted from them by more than a comma."""
    start = match.string.rfind(";", 0, match.start()) + 1
    end = _NEXT.search(match.string, match.end())
    return Span(sentence.span.start + start, sentence.span.start + (end.start() if end else len(match.string)))


def _is_apart(page: Page, sentence: Sentence, match: re.Match[str], mention: Mention) -> bool:
    """Whether a name stands in what is only inserted, or is a noun of the match itself that was taken for somebody."""
    at = mention.span.start - sentence.span.start
    first, last = match.span("aside") if "aside" in match.re.groupindex else (-1, -1)
    body = vocabulary().is_a(page.type_of(mention), "Organization")
    noun = mention.found is Found.REFERENCE and body and match.start() <= at < match.end()
    return first <= at < last or (noun and mention.text.lower() not in possessives())


def _deals(parties: Parties, sentence: Sentence, rule: _Rule, match: re.Match[str]) -> Iterator[Draft]:
    page, rules, buys = parties.page, _rules(), rule.part == "clients"
    row = {m.key: m for m in _row(page, sentence, match) if vocabulary().is_a(page.type_of(m), "Organization")}
    wanted, others = (rules.buyers, rules.sellers) if buys else (rules.sellers, rules.buyers)
    other = (parties.seller if buys else parties.buyer)(sentence, _beside(page, sentence, match), row)
    named = page.mentions_in(sentence.span)
    parties.met((m for m in named if other is None or m.key != other.key), "buys" if buys else "sells")
    if other is None or page.type_of(other) not in others:
        return
    status = (("status", "planned"),) if rules.planned.search(match[0]) else ()
    for one in row.values():
        buyer, seller = (one, other) if buys else (other, one)
        if page.type_of(one) in wanted and not parties.known(buyer, seller):
            parties.deal(buyer, seller)
            yield Draft(buyer, "customerOf", seller, (sentence.span,), rule.name, status)


def _bought(parties: Parties, sentence: Sentence, rule: _Rule, match: re.Match[str]) -> Iterator[Draft]:
    row = {m.key: m for m in _row(parties.page, sentence, match) if vocabulary().is_a(parties.page.type_of(m), "Organization")}
    buyer = parties.acquirer(_beside(parties.page, sentence, match), row)
    for one in row.values():
        if buyer is not None and not parties.known(buyer, one):
            yield Draft(buyer, "acquires", one, (sentence.span,), rule.name, (("status", "completed"),))


def _houses(parties: Parties, sentence: Sentence, rule: _Rule, match: re.Match[str]) -> Iterator[Draft]:
    row = [m for m in _row(parties.page, sentence, match) if parties.page.type_of(m) == "Facility"]
    whose = parties.host(sentence, _beside(parties.page, sentence, match))
    told = (("status", "planned"),) if _rules().planned.search(match.string) else ()
    for one in row if whose is not None and parties.page.type_of(whose) != "Vendor" else ():
        if parties.keeper(one) is None:
            yield Draft(whose, "operates", one, (sentence.span,), rule.name, told)


def _places(parties: Parties, sentence: Sentence, rule: _Rule, match: re.Match[str]) -> Iterator[Draft]:
    rules, beside = _rules(), _beside(parties.page, sentence, match)
    places = [m for m in _row(parties.page, sentence, match) if not parties.is_taken(m, sentence)]
    told: tuple[tuple[str, str], ...] = (("status", "planned"),) if rules.planned.search(match[0]) else ()
    if rule.part == "sites":
        whose, predicate = parties.host(sentence, beside), "hasOfficeIn"
        lead = match.string[match.start() : match.start("r")].lower()
        kind = next((name for name, words in rules.kinds.items() if words.search(lead)), "")
        told += (("kind", kind),) if kind else ()
    else:
        whose, predicate = parties.line(sentence, beside), "connects"
    for place in places if whose is not None else ():
        yield Draft(whose, predicate, place, (sentence.span,), rule.name, told)


def _row(page: Page, sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """What is named in the row of a match."""
    start, end = (sentence.span.start + at for at in match.span("r"))
    return [m for m in page.mentions_in(sentence.span) if start <= m.span.start < end]


def _beside(page: Page, sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """What is named in the clauses of a match, what is only inserted left out."""
    return [m for m in page.mentions_in(_clause(sentence, match)) if not _is_apart(page, sentence, match, m)]
