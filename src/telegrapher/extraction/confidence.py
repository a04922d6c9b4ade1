"""Confidence by measured precision: what share of a rule's statements was right on the gold documents, smoothed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from telegrapher.rules import table

__all__ = ["confidence", "counts", "least", "write"]


def confidence(rule: str) -> float:
    """Expected precision of a rule, 0 to 1: right plus the prior's share, over all plus the prior's weight (additive smoothing)."""
    measured = table("confidence")
    right, wrong = measured["rules"].get(rule, (0, 0))
    prior, weight = float(measured["prior"]), float(measured["weight"])
    return round(float(right + prior * weight) / float(right + wrong + weight), 3)


def least() -> float:
    """The confidence below which statements are left out where nobody asks for more or less, 0 to 1."""
    return float(table("confidence")["least"])


def counts(judged: Iterable[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    """Right and wrong statements by rule, from pairs of rule and verdict."""
    tally: Counter[tuple[str, bool]] = Counter(judged)
    return {rule: (tally[rule, True], tally[rule, False]) for rule in sorted({rule for rule, _ in tally})}


def write(path: Path, measured: Mapping[str, tuple[int, int]]) -> None:
    """Put measured counts into a table, keeping its head (comments, prior, weight and least)."""
    head = path.read_text(encoding="utf-8").split("rules:")[0]
    rows = "".join(f"  {rule}: [{right}, {wrong}]\n" for rule, (right, wrong) in sorted(measured.items()))
    path.write_text(f"{head}rules:\n{rows}" if rows else f"{head}rules: {{}}\n", encoding="utf-8")
