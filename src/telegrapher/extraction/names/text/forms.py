"""The form of words: legal forms, models of equipment, and the lists of general words behind the cutting of names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from telegrapher.extraction.names.text.tokens import Token
from telegrapher.extraction.names.text.words import read_rules, word_set

__all__ = ["SMALL_LEGAL", "WordRules", "is_legal", "is_model", "lands_own", "without_legal", "word_rules"]

SMALL_LEGAL = frozenset({"plc", "llc", "inc", "ltd", "gmbh", "d.o.o", "s.r.o", "a.d", "d.d", "ehf", "hf", "kft", "zrt"})
"""Legal forms that are also written all in lower case."""


@dataclass(frozen=True, slots=True)
class WordRules:
    """General words (see `data/rules/names/words.yaml` and the lists beside it)."""

    openers: frozenset[str]
    never: frozenset[str]
    alone: frozenset[str]
    generic: frozenset[str]
    function: frozenset[str]
    units: frozenset[str]
    dated: frozenset[str]
    fronting: frozenset[str]
    deeds: frozenset[str]
    undone: frozenset[str]
    passive: frozenset[str]
    numbered: frozenset[str]
    hours: frozenset[str]
    adjectives: frozenset[str]
    particles: frozenset[str]
    legal: frozenset[str]
    joins_of: frozenset[str]
    joins_at: frozenset[str]
    joins_and: frozenset[str]
    joins_tasks: frozenset[str]
    offices: frozenset[str]
    foreign: frozenset[str]
    firms: frozenset[str]
    counsel: frozenset[str]
    stopped: frozenset[str]
    not_models: re.Pattern[str]
    traits: tuple[str, ...]
    currencies: frozenset[str]
    kept: frozenset[str]
    auxiliaries: frozenset[str]
    links: frozenset[str]
    seated: frozenset[str]
    mottos: frozenset[str]
    crowds: frozenset[str]
    calling: frozenset[str]
    ships: frozenset[str]
    acting: frozenset[str]
    helpers: frozenset[str]
    meeting: frozenset[str]
    counting: frozenset[str]
    labels: frozenset[str]


@lru_cache(maxsize=1)
def lands_own() -> frozenset[str]:
    """Last words, before "of", of what a land has one of ("Unit Trust of Samoa")."""
    return word_set(read_rules("organisations")["joins"]["of_lands"])


@lru_cache(maxsize=1)
def word_rules() -> WordRules:
    """The rules, read once."""
    words, bodies, things = read_rules("words"), read_rules("organisations"), read_rules("things")
    inside = word_set(words["inside"]) - {"of", "and", "for", "the", "on", "in", "&", "y", "e", "et", "und"}
    return WordRules(
        openers=word_set(words["openers"]),
        never=word_set(words["never"]),
        alone=word_set(words["alone"]),
        generic=word_set(words["generic"]),
        function=word_set(words["function"]),
        units=word_set(words["units"]),
        dated=word_set(words["dated"]),
        fronting=word_set(words["fronting"]),
        deeds=word_set(words["deeds"]),
        undone=word_set(words["undone"]),
        passive=word_set(words["passive"]),
        numbered=word_set(words["numbered"]),
        hours=word_set(words["hours"]),
        adjectives=word_set(words["adjectives"]),
        particles=inside,
        legal=word_set(bodies["legal"]),
        joins_of=word_set(bodies["joins"]["of"]),
        joins_at=word_set(bodies["joins"]["at"]),
        joins_and=word_set(bodies["joins"]["and"]),
        joins_tasks=word_set(bodies["joins"]["tasks"]),
        offices=word_set(bodies["joins"]["offices"]),
        foreign=word_set(bodies["joins"]["foreign"]),
        firms=word_set(bodies["joins"]["firms"]),
        counsel=word_set(bodies["joins"]["counsel"]),
        stopped=word_set(bodies["joins"]["stopped"]),
        not_models=re.compile("|".join(things["not_models"])),
        traits=tuple(words["traits"]),
        kept=word_set(words["kept"]),
        auxiliaries=word_set(words["auxiliaries"]),
        links=word_set(words["links"]),
        seated=word_set(words["seated"]),
        mottos=word_set(words["mottos"]),
        crowds=word_set(words["crowds"]),
        calling=word_set(words["calling"]),
        ships=word_set(words["ships"]),
        acting=word_set(words["acting"]),
        helpers=word_set(words["helpers"]),
        meeting=word_set(words["meeting"]),
        counting=word_set(words["counting"]),
        labels=word_set(words["labels"]),
        currencies=frozenset(read_rules("values")["currencies"]),
    )


def is_legal(token: Token) -> bool:
    """Whether a word is a legal form ("Inc", "GmbH"): never written all in lower case."""
    return (
        token.kind == "word"
        and token.low.rstrip(".") in word_rules().legal
        and (not token.text.islower() or token.low in SMALL_LEGAL)
    )


def without_legal(form: str) -> str:
    """A form without the legal forms at its end ("ADTRAN, Inc."), but with "& Company", which is a part of the name."""
    words = form.split(" ")
    while len(words) > 1 and words[-1].strip(".,").casefold() in word_rules().legal and words[-2] != "&":
        words.pop()
    return " ".join(words).rstrip(",")


@lru_cache(maxsize=16_384)
def is_model(text: str) -> bool:
    """Whether a word looks like a model of equipment: letters and digits, or a plain number of three to five digits."""
    rules = word_rules()
    if not any(c.isdigit() for c in text) or rules.not_models.search(text) or text.count("-") > 3:
        return False
    return any(c.isalpha() for c in text) or bool(re.fullmatch(r"\d{3,5}", text))
