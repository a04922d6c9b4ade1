"""New names of what already has one: "is to be renamed X" gives a text, not another thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import read_rules

__all__ = ["new_names"]

_LONGEST = 6
_QUOTES = frozenset("\"“”'‘’")


@lru_cache(maxsize=1)
def _cues() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The cues by their first word, longer ones first."""
    cues = sorted((tuple(cue.split()) for cue in read_rules("organisations")["renaming"]), key=len, reverse=True)
    return {first: tuple(cue for cue in cues if cue[0] == first) for first in {cue[0] for cue in cues}}


def new_names(scene: Scene) -> Iterator[tuple[int, int]]:
    """First and last token of each name that something is said to get."""
    cues = _cues()
    for index in sorted(index for first in cues for index in scene.lows.get(first, ())):
        for cue in cues[scene.tokens[index].low]:
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
    while last - first < _LONGEST and (step := _more(scene, last + 1)):
        last += step
    return (first, last) if last >= first else None


def _more(scene: Scene, index: int) -> int:
    """How many tokens a name goes on with: a word of its own, or a land in brackets before one ("(Europe) NV")."""
    if not scene.same_line(index - 1, index):
        return 0
    if scene.tokens[index].is_cap:
        return 1
    bracketed = scene.same_line(index, index + 3) and scene.tokens[index].text == "(" and scene.tokens[index + 2].text == ")"
    return 4 * (bracketed and scene.tokens[index + 1].is_cap and scene.tokens[index + 3].is_cap)
