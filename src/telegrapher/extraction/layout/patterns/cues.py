"""Which pattern rules are worth trying on a sentence: those one of whose cues it holds, and names and words that they cannot do
without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from telegrapher.extraction.layout.patterns.rules import Rule, rules
from telegrapher.extraction.layout.sheet import marks
from telegrapher.extraction.words import Words

__all__ = ["rules_for"]


@cache
def _by_cue() -> Mapping[str, tuple[int, ...]]:
    """Places in `rules()` by cue; those of rules without any under the empty text."""
    found: dict[str, list[int]] = {}
    for index, rule in enumerate(rules()):
        for cue in rule.cues or ("",):
            found.setdefault(cue, []).append(index)
    return {cue: tuple(indices) for cue, indices in found.items()}


@cache
def _cues() -> Words:
    return Words(cue for cue in _by_cue() if cue)


@cache
def _spelt() -> Words:
    return Words({word for rule in rules() for some in rule.words for word in some})


@cache
def _marks() -> frozenset[str]:
    return frozenset(marks().values())


@lru_cache(maxsize=4096)
def _nameable(held: frozenset[str]) -> frozenset[int]:
    """Places in `rules()` of those that can match where the given marks stand."""
    return frozenset(index for index, rule in enumerate(rules()) if not any(held.isdisjoint(some) for some in rule.needs))


def rules_for(texts: Sequence[str], masks: Sequence[str]) -> tuple[tuple[Rule, ...], ...]:
    """The rules to try on each of some texts, in the order of the rules.

    Args:
        texts: case-folded.
        masks: the same with names masked, as patterns see them.
    """
    return tuple(tuple(_tried(text, mask)) for text, mask in zip(texts, masks, strict=True))


def _tried(text: str, mask: str) -> Iterator[Rule]:
    held = _nameable(_marks().intersection(mask))
    if not held:
        return
    by_cue = _by_cue()
    found = set(by_cue.get("", ()))
    for cue in _cues().standing_in(text):
        found.update(by_cue[cue])
    found &= held
    if not found:
        return
    known, spelt = rules(), _spelt().standing_in(mask.casefold())
    for index in sorted(found):
        rule = known[index]
        for some in rule.words:
            if some.isdisjoint(spelt):
                break
        else:
            yield rule
