"""What the lead of a list tells about the names that open its lines: "the following modules are included:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.names.senses.ballots import Ballots, Piece
from telegrapher.extraction.names.senses.goods import is_goods
from telegrapher.extraction.names.senses.lexicon import Votes, lexicon
from telegrapher.extraction.names.text.forms import word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.rules import rule_set

__all__ = ["announced", "leads", "opens_line"]

_GOODS = 4.0
"""Votes of a lead that speaks of goods."""
_LEAD = re.compile(
    r"\b(?:following|these|are|include|includes|including|comprises?|its|the) (?P<phrase>[^:;.,]{3,80}):$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    phrase_ends: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "announced", plain=True)


def leads(scene: Scene, number: int) -> bool:
    """Whether a sentence announces what follows."""
    return number >= 0 and scene.release.quote(scene.lines[number].span).endswith(":")


def announced(scene: Scene, pieces: Sequence[Piece], ballots: Ballots) -> None:
    """What the lead of a list says that its lines are: "the following modules:", "these sites are included:"."""
    told_by = {n: told for n in range(len(scene.lines)) if leads(scene, n) and (told := _told_by_lead(scene, n))}
    if not told_by:
        return
    opening = {scene.tokens[piece.first].sentence: piece for piece in reversed(pieces) if opens_line(scene, piece)}
    for number, said in told_by.items():
        for line in range(number + 1, len(scene.lines)):
            if line not in opening or scene.heading[line]:
                break
            for piece in _row(scene, pieces, opening[line]) if said["Place"] > 0 else (opening[line],):
                ballots[piece.key].votes.add(said)


def _row(scene: Scene, pieces: Sequence[Piece], first: Piece) -> Iterator[Piece]:
    """The names of a line that is but a row of them ("Hull, Bayston Hill and Wem (Kent)")."""
    end = first.first
    for piece in pieces:
        if scene.tokens[piece.first].sentence != scene.tokens[first.first].sentence or piece.first < first.first:
            continue
        if any(token.kind == "word" and token.low not in {"and", "the", "&"} for token in scene.tokens[end : piece.first]):
            return
        yield piece
        end = piece.last + 1


def opens_line(scene: Scene, piece: Piece) -> bool:
    """Whether a name opens a line of a list, be it behind a bullet or an article; no verb makes a sentence of it."""
    before = piece.first
    while not scene.tokens[before].first and scene.same_line(piece.first, before - 1) and piece.first - before < 2:
        before -= 1
    opened = all(token.low == "the" or token.kind == "point" for token in scene.tokens[before : piece.first])
    acts = scene.same_line(piece.last, piece.last + 1) and scene.tokens[piece.last + 1].low in word_rules().auxiliaries
    return scene.tokens[before].first and opened and not acts


def _told_by_lead(scene: Scene, number: int) -> Votes:
    """Votes of the last noun of the phrase by which a lead announces its lines."""
    told = _LEAD.search(scene.release.quote(scene.lines[number].span))
    words = told["phrase"].casefold().split() if told else []
    cut = next((n for n, word in enumerate(words) if n and word in _classes().phrase_ends), len(words))
    head = words[cut - 1] if words else ""
    if not head.endswith("s"):
        return Votes()
    one = head.removesuffix("ies") + "y" if head.endswith("ies") else head.removesuffix("s")
    return Votes({"Product": _GOODS}) if is_goods(head) else Votes(lexicon().thing_nouns.get(one, {}))
