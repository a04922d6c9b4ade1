"""What the tables of this room, `data/rules/surface/*.yaml`, have in common."""

from __future__ import annotations

from functools import cache

from telegrapher.extraction.frames.frame import Example, examples_in
from telegrapher.rules import table, words_of

__all__ = ["examples", "possessives"]


def examples(name: str) -> tuple[Example, ...]:
    """Marked sentences, and what must be read in them, of all rules of a table that names rules only to show them.

    Args:
        name: of the table: `adopted`, `makers`, `pairs`, `things` or `traits`.
    """
    return tuple(example for rule in table(f"surface/{name}")["rules"] for example in examples_in(rule))


@cache
def possessives() -> frozenset[str]:
    """Words by which what follows is somebody's who was spoken of before."""
    return frozenset(words_of(table("surface/common")["possessives"], "'possessives'", where="surface/common.yaml"))
