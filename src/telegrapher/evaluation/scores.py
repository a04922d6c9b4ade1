"""Figures: counts, and precision, recall and F1 that follow from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["MEASURES", "Bin", "Difference", "Judged", "Score", "Scores", "Tally"]

MEASURES = ("statement", "entity", "type", "qualifier", "evidence")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one measure, and what follows from them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 0 if nothing was said right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of what is right that was said."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing missed or wrong: document, what kind ("statement +", "entity -" ...), relation or type, and the names."""

    document: str
    kind: str
    label: str
    what: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement that was compared with gold: the rule that read it, its confidence (0 to 1), and whether it is right."""

    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of about the same confidence: from which one on, how many, what they promised and how many were right (0 to 1)."""

    low: float
    count: int
    confidence: float
    precision: float


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one evaluation: by measure, and for statements by relation and by document."""

    documents: int
    missing: tuple[str, ...]
    measures: Mapping[str, Score]
    relations: Mapping[str, Score]
    by_document: Mapping[str, Score]
    differences: tuple[Difference, ...]
    judged: tuple[Judged, ...] = ()

    def reliability(self, bins: Iterable[float] = (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)) -> tuple[Bin, ...]:
        """How often statements of a given confidence are right: one row a bin that holds any, lowest first.

        Args:
            bins: lower ends, ascending.
        """
        edges = [*bins, 1.01]
        rows = []
        for low, high in pairwise(edges):
            inside = [one for one in self.judged if low <= one.confidence < high]
            if inside:
                mean = sum(one.confidence for one in inside) / len(inside)
                rows.append(Bin(low, len(inside), mean, sum(one.right for one in inside) / len(inside)))
        return tuple(rows)


class Tally:
    """Counts while scoring."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.differences: list[Difference] = []
        self.judged: list[Judged] = []

    def add(self, measure: str, outcome: str, *, group: str = "") -> None:
        """One more `right`, `wrong` or `missed`."""
        self.counts[measure, group][outcome] += 1

    def statement(self, document: str, relation: str, outcome: str) -> None:
        """One statement, counted in all, by relation and by document."""
        self.add("statement", outcome)
        self.add("relation", outcome, group=relation)
        self.add("document", outcome, group=document)

    def scores(self, count: int, missing: tuple[str, ...]) -> Scores:
        """The figures so far."""

        def of(measure: str, group: str = "") -> Score:
            return Score(**self.counts[measure, group])

        def groups(kind: str) -> dict[str, Score]:
            return {group: of(kind, group) for measure, group in sorted(self.counts) if measure == kind}

        return Scores(
            documents=count,
            missing=missing,
            relations=groups("relation"),
            by_document=groups("document"),
            measures={name: of(name) for name in MEASURES},
            differences=tuple(self.differences),
            judged=tuple(self.judged),
        )
