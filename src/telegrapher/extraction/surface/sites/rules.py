"""The rules by which rows of places are read, as data in `data/rules/surface/sites.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from telegrapher.errors import RuleError
from telegrapher.extraction.frames.frame import Example, examples_in, groups
from telegrapher.rules import rule_set, table

__all__ = ["PhraseWords", "SiteRule", "SiteWords", "phrase_examples", "phrase_words", "site_rules", "site_words"]

_KEYS = frozenset({"name", "predicate", "subject", "cues", "plain", "modified", "bars", "prepositions", "roles", "examples"})


@dataclass(frozen=True, slots=True, eq=False)
class SiteRule:
    """What a row of places is to something.

    Attributes:
        predicate: the relation, from a thing of one of the types `subject` to each place.
        cues: words that tell it, in front of the row.
        plain: those of the cues that need no word of `modified` before them.
        bars: words beside a cue that make it tell something else.
        roles: those of the cues that count only where they say what a name before them is.
        prepositions: words of which one must lead from the cue to the row; any will do if there are none.
    """

    name: str
    predicate: str
    subject: frozenset[str]
    examples: tuple[Example, ...]
    cues: frozenset[str]
    plain: frozenset[str]
    modified: frozenset[str]
    bars: frozenset[str]
    prepositions: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class SiteWords:
    """Words that all rules share; see the head of the file."""

    office_kinds: Mapping[str, frozenset[str]]
    links: frozenset[str]
    locating: frozenset[str]
    stops: frozenset[str]
    events: frozenset[str]
    unless: frozenset[str]
    planned: frozenset[str]
    lines: frozenset[str]
    gone: frozenset[str]
    landed: frozenset[str]
    onward: frozenset[str]
    from_line: frozenset[str]
    leading: frozenset[str]
    adjectives: tuple[str, ...]
    towards: frozenset[str]
    preposed: frozenset[str]
    certain: frozenset[str]
    relative: frozenset[str]
    bodies: frozenset[str] = field(default_factory=lambda: groups().spread(["Body"]))


@cache
def site_words() -> SiteWords:
    """The words that all rules share."""
    return rule_set(SiteWords, "surface/sites")


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """Words of set phrases: see their part of the file."""

    deeds: frozenset[str]
    passives: frozenset[str]
    offices: frozenset[str]
    landings: frozenset[str]
    ends: frozenset[str]
    joining: frozenset[str]
    idle: frozenset[str]


@cache
def phrase_words() -> PhraseWords:
    """The words of set phrases."""
    return rule_set(PhraseWords, "surface/sites", "phrases")


def phrase_examples() -> tuple[Example, ...]:
    """Marked sentences, and what set phrases tell in them."""
    return examples_in(table("surface/sites")["phrases"])


@cache
def site_rules() -> tuple[SiteRule, ...]:
    """All rules, in order.

    Raises:
        RuleError: a rule has a key that none has.
    """
    return tuple(_rule(entry) for entry in table("surface/sites")["kinds"])


def _rule(entry: Mapping[str, Any]) -> SiteRule:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise RuleError(f"unknown key {unknown[0]!r}", where=f"sites.yaml: {entry.get('name')}")
    words = (frozenset(entry.get(name) or ()) for name in ("cues", "plain", "modified", "bars", "prepositions", "roles"))
    return SiteRule(entry["name"], entry["predicate"], groups().spread([entry["subject"]]), examples_in(entry), *words)
