"""What the tables of this room, `data/rules/surface/*.yaml`, have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.frames.frame import Example, examples_in
from telegrapher.rules import rule_set, table

__all__ = ["examples", "possessives", "suggested"]


def examples(name: str) -> tuple[Example, ...]:
    """Marked sentences, and what must be read in them, of all rules of a table that names rules only to show them.

    Args:
        name: of the table: `adopted`, `makers`, `pairs`, `things` or `traits`.
    """
    return tuple(example for rule in table(f"surface/{name}")["rules"] for example in examples_in(rule))


@dataclass(frozen=True, slots=True)
class _Common:
    possessives: frozenset[str]
    suggested: frozenset[str]


@cache
def _common() -> _Common:
    return rule_set(_Common, "surface/common")


def possessives() -> frozenset[str]:
    """Words by which what follows is somebody's who was spoken of before."""
    return _common().possessives


def suggested() -> frozenset[str]:
    """Rules by which whoever stands near a product makes it."""
    return _common().suggested
