"""Words that a text sets apart by its layout and that name nothing: headlines pointed to, agencies of wires, labels of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from telegrapher.extraction.names.text.scene import Scene, common, divide
from telegrapher.extraction.names.text.tokens import Token
from telegrapher.extraction.names.text.words import listed, read_rules, word_set
from telegrapher.model import ZoneKind

__all__ = ["bracketed", "nameless"]


def nameless(stage: Scene) -> frozenset[int]:
    """All such tokens."""
    return (
        _pointed(stage)
        | frozenset(_agencies(stage))
        | frozenset(_labels(stage))
        | frozenset(_papers(stage))
        | frozenset(_contracts(stage))
        | frozenset(_hours(stage))
    )


def _hours(stage: Scene) -> Iterator[int]:
    """Tokens of the zones of time behind an hour: "8:30 a.m. ET", "3 pm PT", "14:00 (BST)"."""
    for index, token in enumerate(stage.tokens):
        if token.low not in _HALVES and not (token.text.isdigit() and index > 1 and stage.tokens[index - 1].text == ":"):
            continue
        behind = (n for n in range(index + 1, index + 4) if stage.same_line(index, n))
        zone = next((n for n in behind if stage.tokens[n].text not in ".("), index)
        if stage.tokens[zone].text.isupper() and stage.tokens[zone].low in listed("words", "clocks"):
            yield zone


_HALVES = frozenset({"am", "pm", "a.m", "p.m"})


def _papers(stage: Scene) -> Iterator[int]:
    """Tokens of papers of the trade told with capitals ("a Request for Proposal (RFP)") and of their short forms: nobody is called
    so."""
    papers, shorts = _kinds_of_papers(), set[str]()
    for index, token in enumerate(stage.tokens):
        if token.text in shorts:
            yield index
        if token.low not in papers or not token.is_cap:
            continue
        last = index + 1 + (stage.same_line(index, index + 1) and stage.tokens[index + 1].low in _LINKS)
        if stage.same_line(index, last) and stage.tokens[last].low in papers[token.low] and stage.tokens[last].is_cap:
            yield from range(index - (stage.tokens[index - 1].low == "indefeasible"), last + 1)
            if stage.same_line(index, last + 3) and stage.tokens[last + 1].text == "(" and stage.tokens[last + 3].text == ")":
                shorts.add(stage.tokens[last + 2].text)


_LINKS = frozenset({"of", "for", "to"})


def _contracts(stage: Scene) -> Iterator[int]:
    """Tokens of contracts told with capitals, with their short forms: "the Construction and Maintenance Agreement (C&MA)"."""
    heads, matters, shorts = _contract_words(), _matters(), set[str]()
    for last, token in enumerate(stage.tokens):
        if token.text in shorts:
            yield last
        if token.low not in heads or not token.is_cap:
            continue
        first = last
        while stage.same_line(last, first - 1) and (stage.tokens[first - 1].low in matters or stage.tokens[first - 1].text == "&"):
            first -= 1
        if any(stage.tokens[at].is_cap for at in range(first, last)):
            yield from range(first, last + 1)
            if stage.same_line(last, last + 3) and stage.tokens[last + 1].text == "(" and stage.tokens[last + 3].text == ")":
                shorts.add(stage.tokens[last + 2].text)


@lru_cache(maxsize=1)
def _contract_words() -> frozenset[str]:
    return listed("words", "contracts")


@lru_cache(maxsize=1)
def _matters() -> frozenset[str]:
    return listed("words", "contract_matters")


@lru_cache(maxsize=1)
def _kinds_of_papers() -> Mapping[str, frozenset[str]]:
    return {word: word_set(matters) for word, matters in read_rules("words")["papers"].items()}


def _pointed(stage: Scene) -> frozenset[int]:
    """Tokens of what a bracket points to ("(See Somebody Buys Somebody.)"): headlines of other texts, told in title case."""
    found: set[int] = set()
    for index in (index for opening in "([" for index in stage.lows.get(opening, ())):
        if (
            stage.same_line(index, index + 2)
            and stage.tokens[index].text in "(["
            and stage.tokens[index + 1].low in {"see", "also", "related"}
        ):
            found.update(bracketed(stage, index))
    return frozenset(found)


def _agencies(stage: Scene) -> Iterator[int]:
    """Tokens of the agency in brackets that a wire puts behind its first place: "Zagreb (HINA) - The operator ..."."""
    for index in stage.lows.get("(", ()):
        token = stage.tokens[index]
        if stage.lines[token.sentence].zone not in {ZoneKind.LEAD, ZoneKind.BODY, ZoneKind.DATELINE}:
            continue
        closing = next((n for n in range(index + 2, index + 6) if stage.same_line(index, n) and stage.tokens[n].text == ")"), 0)
        dash = closing and stage.same_line(index, closing + 1) and stage.tokens[closing + 1].text in "-–—"
        opening = stage.tokens[max(0, index - 4) : index]
        if dash and any(one.first and one.sentence == token.sentence for one in opening) and all(_is_site(one) for one in opening):
            yield from range(index, closing)


def _labels(stage: Scene) -> Iterator[int]:
    """Tokens of labels in common words before names in rows of one kind ("Best Newcomer: Acme Fibre"), which name nothing."""
    lines: dict[int, list[int]] = {}
    for index, token in enumerate(stage.tokens):
        lines.setdefault(token.sentence, []).append(index)
    for number, line in lines.items():
        cut = divide([stage.tokens[index] for index in line])
        if not stage.heading[number]:
            yield from line[:cut] if cut > 1 and common(stage.tokens[index] for index in line[:cut]) else ()


def _is_site(token: Token) -> bool:
    return token.is_cap or token.text in {",", "/", "."}


def bracketed(stage: Scene, opening: int) -> Iterator[int]:
    """The tokens from an opening bracket to the one that closes it."""
    index = opening
    while index < opening + 40 and stage.same_line(opening, index) and stage.tokens[index].text not in ")]":
        yield index
        index += 1
