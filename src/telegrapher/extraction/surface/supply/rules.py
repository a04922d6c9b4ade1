"""The scenes of supply and their words, as data in `data/rules/surface/supply.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from telegrapher.errors import RuleError
from telegrapher.extraction.frames.frame import Example, examples_in
from telegrapher.extraction.surface.items import Item
from telegrapher.rules import rule_set, table

__all__ = ["Scene", "SupplyWords", "scenes", "supply_words", "taken_back", "tries"]

_PARTS = frozenset({",", ";", ":", "(", ")", "–", "—"})


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A kind of scene: base forms that cue it, and the relation that it shows between two of `buyer`, `maker`, `product`."""

    name: str
    cues: frozenset[str]
    subject: str
    predicate: str
    object: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class SupplyWords:
    """Words that all scenes share; see the head of `supply.yaml`."""

    reach: int
    row: frozenset[str]
    buyers: frozenset[str]
    makers: frozenset[str]
    unless: frozenset[str]
    after: frozenset[str]
    bars: frozenset[str]
    rivals: frozenset[str]
    planned: frozenset[str]
    selected: frozenset[str]
    continuing: frozenset[str]
    deals: frozenset[str]
    belonging: frozenset[str]
    passing: frozenset[str]


@cache
def supply_words() -> SupplyWords:
    """The words that all scenes share."""
    return rule_set(SupplyWords, "surface/supply")


@cache
def scenes() -> tuple[Scene, ...]:
    """All kinds of scenes, in order.

    Raises:
        RuleError: a rule says nothing of the form "ROLE relation ROLE".
    """
    found = []
    for entry in table("surface/supply")["rules"]:
        parts = entry["says"].split()
        if len(parts) != 3 or not {parts[0], parts[2]} <= {"buyer", "maker", "product"}:
            raise RuleError("should say 'buyer RELATION maker' or 'buyer RELATION product'", where=f"supply.yaml: {entry['name']}")
        found.append(Scene(entry["name"], frozenset(entry["cues"]), parts[0], parts[1], parts[2], examples_in(entry)))
    return tuple(found)


@cache
def tries() -> frozenset[str]:
    """Words of a trial: a sentence that holds one tells of something bought only if it says so."""
    return next((scene.cues for scene in scenes() if scene.predicate == "trials"), frozenset())


def taken_back(items: Sequence[Item], words: Sequence[frozenset[str]], at: int) -> bool:
    """Whether a word before a cue, in its part of the sentence, or right behind it takes it back: "has not", "might", "would".

    Args:
        items: the sentence.
        words: base forms of each item; none for names.
        at: index of the cue.
    """
    for i in range(at - 1, max(-1, at - 1 - supply_words().reach), -1):
        if items[i].word in _PARTS:
            break
        if not words[i].isdisjoint(supply_words().unless) and not any("only" in one for one in words[i + 1 : i + 3]):
            return True
    return any(not one.isdisjoint(supply_words().after) for one in words[at + 1 : at + 3])
