"""What a text is about turns what single words say: cable sold by the reel is goods, what flies is no line in the sea."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.names.senses.ballots import Ballots, Piece
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.rules import rule_set

__all__ = ["by_subject"]

_WARES = 2
"""Words of what is sold by the reel, from which on a text that tells of no sea tells of such."""
_ORBIT = 3.5
_FLEET = re.compile(
    r"\b[Ss]atellites?(?: (?:that|which) [a-z ]{1,30}?)?(?:,|:| \()? ?"
    r"(?:(?:including|namely|such as|called|named|like|are) )?(?:the )?$"
)
_BEFORE = 70


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    sea: frozenset[str]
    wares: frozenset[str]
    orbit: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "subjects", plain=True)


def by_subject(scene: Scene, pieces: Sequence[Piece], ballots: Ballots) -> None:
    """Votes that what the whole text is about turns or adds, before names in a row speak for each other."""
    if not scene.lower.isdisjoint(_classes().sea):
        return
    if len(scene.lower & _classes().wares) >= _WARES:
        _turn(ballots, "Product", 0.0)
    if not scene.lower.isdisjoint(_classes().orbit):
        for piece in pieces:
            start = scene.tokens[piece.first].start
            line = scene.lines[scene.tokens[piece.first].sentence].span.start
            if _FLEET.search(scene.release.text[max(line, start - _BEFORE) : start]):
                ballots[piece.key].votes["Network"] += _ORBIT
        _turn(ballots, "Network", _ORBIT)


def _turn(ballots: Ballots, kind: str, least: float) -> None:
    """Lets what was said for a cable say another kind, where at least so much is said for that one already."""
    for ballot in ballots.values():
        if not ballot.decided and not ballot.head and ballot.votes["Cable"] > 0 and ballot.votes[kind] >= least:
            ballot.votes[kind] += ballot.votes.pop("Cable")
