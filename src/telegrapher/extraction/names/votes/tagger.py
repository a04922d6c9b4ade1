"""The last resort: a statistical tagger for capitalised words that nothing else explains."""

from __future__ import annotations

from telegrapher.extraction.language import entities
from telegrapher.extraction.names.senses.ballots import FLOOR, Ballot, Ballots
from telegrapher.extraction.names.text.scene import Scene

__all__ = ["Tagger"]

_KINDS = {
    "ORG": "Organization",
    "PERSON": "Person",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "PRODUCT": "Product",
    "EVENT": "Event",
}
_WEIGHT = 3.0


class Tagger:
    """Asks spaCy's entity recogniser, only about sentences with names that have no kind yet.

    What nothing at all speaks for is no name but a word: one of the language that opens a sentence, or the words that a short
    form stands for.
    """

    def vote(self, scene: Scene, ballots: Ballots) -> None:
        """Adds the tagger's votes to the ballots of names that did not win their vote."""
        open_lines: dict[int, list[tuple[Ballot, int, int]]] = {}
        for ballot in ballots.values():
            if ballot.decided or not 0 < ballot.family()[1] < FLOOR:
                continue
            for piece in ballot.pieces[:3]:
                token, last = scene.tokens[piece.first], scene.tokens[piece.last]
                open_lines.setdefault(token.sentence, []).append((ballot, token.start, last.end))
        if not open_lines:
            return
        lines = sorted(open_lines)
        texts = [scene.release.quote(scene.lines[line].span) for line in lines]
        for tagged, line in zip(entities(texts), lines, strict=True):
            offset = scene.lines[line].span.start
            for entity in tagged.ents:
                kind = _KINDS.get(entity.label_)
                for ballot, start, end in open_lines[line]:
                    if kind and not ballot.tagged and offset + entity.start_char <= start and end <= offset + entity.end_char:
                        ballot.votes[kind] += _WEIGHT
                        ballot.tagged = True
