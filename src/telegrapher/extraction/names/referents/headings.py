"""What company portraits tell of names: what the company under their heading is called in full."""

from __future__ import annotations

from collections.abc import Iterator

from telegrapher.extraction.names.senses.ballots import Ballots
from telegrapher.extraction.names.senses.lexicon import lexicon
from telegrapher.extraction.names.text.forms import is_legal, without_legal
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.model import ZoneKind, fold

__all__ = ["portrayed"]


def portrayed(scene: Scene, ballots: Ballots) -> Iterator[tuple[str, str]]:
    """Keys of the full and the short name of a company whose portrait opens with the full one ("About Telco: Telco
    Communications Limited runs ..."); a unit ("Telco Wholesale Ltd") is another."""
    opening = {piece.first: (key, piece.last) for key, ballot in ballots.items() for piece in ballot.pieces}
    before: str | None = None
    for index, token in enumerate(scene.tokens):
        line = scene.lines[token.sentence]
        if line.zone is not ZoneKind.ABOUT or not line.owner:
            before = None
            continue
        key, last = opening.get(index, ("", 0))
        short = fold(without_legal(line.owner))
        if short == before or fold(line.owner) != short or not key.startswith(short + " ") or not is_legal(scene.tokens[last]):
            continue
        before = short
        if not (token.first or scene.tokens[index - 1].low in {":", "the", "-", "–", "—"}):
            continue  # "About Telco: Telco is a carrier. Its subsidiary Telco Lanka Ltd ..."
        plain = short in ballots and not any(is_legal(scene.tokens[piece.last]) for piece in ballots[short].pieces)
        if plain and set(key.removeprefix(short).split()).isdisjoint(lexicon().units):
            yield key, short
