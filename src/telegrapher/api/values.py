"""What the verbs of a graph give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegrapher.pipeline import Failure, Outcome
    from telegrapher.rdf import Node, StatementRecord
    from telegrapher.rdf.outside import OutsideRecord

__all__ = ["EXPORTS", "Added", "EntityPage", "Stats"]

EXPORTS = ("trig", "nquads", "turtle", "jsonld", "graphml", "csv")
"""What a graph can be exported to."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the sources given to `add`: outcomes of releases in order, and what could not be read."""

    outcomes: tuple[Outcome, ...] = ()
    failures: tuple[Failure, ...] = ()

    def count(self, change: str) -> int:
        """How many releases were `added`, `replaced`, `unchanged` or `copied`."""
        return sum(outcome.change == change for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that a graph says about one thing."""

    node: Node
    statements: tuple[StatementRecord, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a graph holds: releases, statements (and how many of them are facts), things by type, statements by relation.

    `imports` tells of each source of others that was brought how much it is, and its licence; it counts in nothing else.
    """

    releases: int
    statements: int
    asserted: int
    things: Mapping[str, int] = field(default_factory=dict)
    relations: Mapping[str, int] = field(default_factory=dict)
    imports: tuple[OutsideRecord, ...] = ()
