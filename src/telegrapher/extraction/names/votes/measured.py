"""What has a length of its own is a line ("X, a 1,900-km system"); what has a frequency or a maker is a product."""

from __future__ import annotations

import re
from functools import cache

from telegrapher.extraction.names.senses.ballots import TOWN, Ballot, Piece
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import read_rules
from telegrapher.extraction.spelling import spells, words

__all__ = ["by_measure"]

_WINDOW = 110
_WEIGHT = 3.5
_TO = frozenset({"to", "and", "-", "–", "—", "/"})
"""What leads to the last town of a route, whose length follows: "Hull - Cork - Brest, 900 km long"."""


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands behind and before a line."""
    rules = read_rules("measured")
    unit = r"[\d.,]*\d[\s-]?(?:route[\s-])?(?:km|kilomet(?:er|re)s?|miles?)\b"
    after = "|".join(rules["after"]).replace("{length}", unit)
    before = "|".join(rules["before"]).replace("{length}", unit)
    return re.compile(rf"(?:{after})"), re.compile(rf"(?:{before})$")


@cache
def _goods_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands behind and before a product."""
    rules = read_rules("measured")
    nouns = "|".join(sorted(re.escape(noun) for noun in read_rules("goods")["goods"]))
    after, before = ("|".join(rules[name]).replace("{goods}", f"(?:{nouns})") for name in ("goods_after", "goods_before"))
    return re.compile(rf"(?:{after})"), re.compile(rf"(?:{before})$")


@cache
def _spelt() -> tuple[frozenset[str], ...]:
    return words(_forms()[1].pattern)


def _spells(text: str) -> bool:
    """Whether a text holds what the words before a line cannot do without."""
    low = text.casefold()
    return spells(low, _spelt())


def by_measure(scene: Scene, piece: Piece, ballot: Ballot) -> None:
    """Votes for a cable where the words right around a name give it a length, fibre pairs or a first day of service; for a product
    where they give it a frequency or a maker."""
    if (
        ballot.votes["Place"] >= TOWN
        and scene.same_line(piece.first, piece.first - 1)
        and scene.tokens[piece.first - 1].text in _TO
    ):
        return
    span = scene.lines[scene.tokens[piece.first].sentence].span
    start, end = scene.tokens[piece.first].start, scene.tokens[piece.last].end
    left = scene.release.text[max(span.start, start - _WINDOW) : start]
    right = scene.release.text[end : min(span.end, end + _WINDOW)]
    after, before = _forms()
    if after.match(right) or (_spells(left) and before.search(left)):
        ballot.votes["Cable"] += _WEIGHT
        return
    after, before = _goods_forms()
    if after.match(right):
        ballot.votes.add({"Product": _WEIGHT, "Organization": -_WEIGHT})
    elif right[:1] in _CLOSING and left.endswith(", ") and before.search(left):
        ballot.votes["Product"] += _WEIGHT


_CLOSING = frozenset({",", ".", ";", ")", ""})
"""What stands behind a name that ends its phrase."""
