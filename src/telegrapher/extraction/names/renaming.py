"""New names of what already has one: "is to be renamed X" gives a text, not another thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from telegrapher.extraction.names.scene import Scene
from telegrapher.extraction.names.words import read_rules

__all__ = ["new_names"]

_LONGEST = 6
_QUOTES = frozenset("\"“”'‘’")


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[str, ...], ...]:
    cues: list[str] = read_rules("organisations")["renaming"]
    return tuple(sorted((tuple(cue.split()) for cue in cues), key=len, reverse=True))


def new_names(scene: Scene) -> Iterator[tuple[int, int]]:
    """First and last token of each name that something is said to get."""
    for index in range(len(scene.tokens)):
        for cue in _cues():
            if _stands(scene, index, cue):
                found = _name(scene, index + len(cue))
                if found:
                    yield found
                break


def _stands(scene: Scene, index: int, cue: tuple[str, ...]) -> bool:
    last = index + len(cue) - 1
    return scene.same_line(index, last) and all(scene.tokens[index + n].low == word for n, word in enumerate(cue))


def _name(scene: Scene, first: int) -> tuple[int, int] | None:
    while scene.same_line(first - 1, first) and scene.tokens[first].text in _QUOTES:
        first += 1
    last = first - 1
    while scene.same_line(first - 1, last + 1) and last - first < _LONGEST and scene.tokens[last + 1].is_cap:
        last += 1
    return (first, last) if last >= first else None
