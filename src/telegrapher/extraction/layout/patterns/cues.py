"""Which pattern rules are worth trying on a sentence: those one of whose cues it holds, and names of all that they speak of."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from telegrapher.extraction.layout.patterns.rules import Rule, rules
from telegrapher.extraction.layout.sheet import marks

__all__ = ["rules_for"]

_PART = 3
"""Letters by which it is seen that a cue cannot stand in a text."""


@cache
def _by_cue() -> Mapping[str, tuple[int, ...]]:
    """Places in `rules()` by cue; those of rules without any under the empty text."""
    found: dict[str, list[int]] = {}
    for index, rule in enumerate(rules()):
        for cue in rule.cues or ("",):
            found.setdefault(cue, []).append(index)
    return {cue: tuple(indices) for cue, indices in found.items()}


@cache
def _by_part() -> Mapping[str, tuple[tuple[str, tuple[int, ...]], ...]]:
    """Cues, each with its rules, by the letters of it that fewest others hold: without them none of these needs be looked for."""
    parts = {cue: [cue[at : at + _PART] for at in range(max(1, len(cue) - _PART + 1))] for cue in _by_cue() if cue}
    common = Counter(part for some in parts.values() for part in set(some))
    found: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for cue, some in parts.items():
        found.setdefault(min(some, key=lambda part: (common[part], part)), []).append((cue, _by_cue()[cue]))
    return {part: tuple(cues) for part, cues in found.items()}


@cache
def _marks() -> frozenset[str]:
    return frozenset(marks().values())


@lru_cache(maxsize=4096)
def _nameable(held: frozenset[str]) -> frozenset[int]:
    """Places in `rules()` of those that can match where the given marks stand."""
    return frozenset(index for index, rule in enumerate(rules()) if not any(held.isdisjoint(some) for some in rule.needs))


def rules_for(texts: Sequence[str], masks: Sequence[str]) -> tuple[tuple[Rule, ...], ...]:
    """The rules to try on each of some texts, in the order of the rules.

    Each cue is looked for once in all texts together: most stand in none, and that is soon seen.

    Args:
        texts: case-folded, without line breaks.
        masks: the same with names masked, as patterns see them.
    """
    known = rules()
    always = _by_cue().get("", ())
    found: list[set[int]] = [set(always) for _ in texts]
    whole = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    held = set(map("".join, zip(whole, whole[1:], whole[2:], strict=False)))
    for part, cues in _by_part().items():
        for cue, indices in cues if part in held or len(part) < _PART else ():
            for number in _holders(whole, cue, starts):
                found[number].update(indices)
    possible = [_nameable(_marks().intersection(mask)) for mask in masks]
    return tuple(tuple([known[index] for index in sorted(some & indices)]) for some, indices in zip(possible, found, strict=True))


def _holders(whole: str, cue: str, starts: Sequence[int]) -> Iterator[int]:
    """Numbers of the texts that hold a cue; each once."""
    at = whole.find(cue)
    while at >= 0:
        number = bisect_right(starts, at) - 1
        yield number
        at = whole.find(cue, starts[number + 1])
