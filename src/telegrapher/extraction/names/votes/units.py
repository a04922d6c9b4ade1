"""Parts of firms that change hands under a name of their own: "acquired the Metro Optical business of X"."""

from __future__ import annotations

from functools import cache

from telegrapher.extraction.names.senses.ballots import Piece
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import read_rules, word_set

__all__ = ["is_unit"]

_FEWEST = 2
"""Words of such a name: one alone tells what the part does ("the Broadband business")."""


def is_unit(scene: Scene, piece: Piece) -> bool:
    """Whether a name of several capitalised words is that of a business or division in a sentence about buying and selling."""
    before, behind = piece.first - 1, piece.last + 1
    if (
        piece.last - piece.first + 1 < _FEWEST
        or not scene.same_line(piece.first, before)
        or not scene.same_line(piece.last, behind)
    ):
        return False
    if scene.tokens[behind].low not in _nouns() or not (
        scene.tokens[before].kind == "possessive" or scene.tokens[before].low in {"the", "its"}
    ):
        return False
    if not all(token.text[:1].isupper() or token.low in {"and", "&", "of"} for token in scene.tokens[piece.first : behind]):
        return False
    line = scene.tokens[piece.first].sentence
    return any(token.low in _dealing() for token in scene.tokens[max(0, before - 40) : behind + 40] if token.sentence == line)


@cache
def _nouns() -> frozenset[str]:
    return word_set(read_rules("organisations")["parts_sold"])


@cache
def _dealing() -> frozenset[str]:
    return word_set(read_rules("organisations")["dealing"])
