"""Words remembered by the language model: what it makes of them, and that it hangs on nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from telegrapher.extraction import vectors
from telegrapher.extraction.language import MODELS
from telegrapher.extraction.vectors import Words, encode_together, remember_words

TEXT = "Nordlink will lay a 24-fibre-pair cable from Bergen to Aberdeen , which carries 400Gb / s , and lay it by May"


@pytest.fixture(scope="module")
def pipeline() -> Any:
    """A pipeline as it comes."""
    import spacy

    return spacy.load(next(name for name in MODELS if spacy.util.is_package(name)), exclude=["ner"])


def documents(pipeline: Any, *texts: list[str]) -> list[Any]:
    from spacy.tokens import Doc

    return [Doc(pipeline.vocab, words=words) for words in texts]


def test_words_are_what_the_model_makes_of_them(pipeline: Any) -> None:
    given = documents(pipeline, TEXT.split(), ["in", "Bergen"], [])
    embed = pipeline.get_pipe("tok2vec").model.layers[0]
    for own, theirs in zip(Words(embed).vectors(given), embed.predict(given), strict=True):
        assert own.shape == theirs.shape
        assert np.allclose(own, theirs, atol=1e-5)


def test_a_word_is_the_same_to_the_last_bit_whichever_words_are_new_with_it(pipeline: Any) -> None:
    embed = pipeline.get_pipe("tok2vec").model.layers[0]
    words = TEXT.split()
    (together,) = Words(embed).vectors(documents(pipeline, words))
    apart, back = Words(embed), Words(embed)
    for place, word in enumerate(words):
        (alone,) = apart.vectors(documents(pipeline, [word]))
        assert np.array_equal(alone[0], together[place])
    (turned,) = back.vectors(documents(pipeline, words[::-1]))
    assert np.array_equal(turned[::-1], together)


def test_memory_starts_anew_when_it_is_full(pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "MOST", 5)
    words = Words(pipeline.get_pipe("tok2vec").model.layers[0])
    given = documents(pipeline, TEXT.split())
    first, second = words.vectors(given), words.vectors(given)
    assert np.array_equal(first[0], second[0])
    words.vectors(documents(pipeline, ["cable"]))
    assert len(words._rows) == 1


def test_a_model_that_remembers_is_for_use_only(pipeline: Any) -> None:
    import spacy

    model = spacy.load(next(name for name in MODELS if spacy.util.is_package(name))).get_pipe("tok2vec").model
    given = documents(pipeline, TEXT.split())
    before = model.predict(given)
    remember_words(model)
    assert np.allclose(model.predict(given)[0], before[0], atol=1e-4)
    with pytest.raises(NotImplementedError, match="for use only"):
        model.begin_update(given)


def plain_arithmetic(pipeline: Any) -> Any:
    """The model of a fresh pipeline, its matrices multiplied by numpy."""
    import spacy

    model = spacy.load(pipeline.path).get_pipe("tok2vec").model
    for node in model.walk():
        node.ops = type(node.ops)(use_blis=False)
    return model


def test_neighbours_looked_at_together_are_the_same_to_the_last_bit(pipeline: Any) -> None:
    model = plain_arithmetic(pipeline)
    given = documents(pipeline, TEXT.split(), ["in", "Bergen"], [], TEXT.split()[::-1])
    before = model.predict(given)
    encode_together(model)
    assert model.layers[1].name == "encoded"
    for own, theirs in zip(model.predict(given), before, strict=True):
        assert np.array_equal(own, theirs)
    with pytest.raises(NotImplementedError, match="for use only"):
        model.begin_update(given)


def test_layers_of_another_shape_are_left_alone(pipeline: Any) -> None:
    model = plain_arithmetic(pipeline)
    before = model.layers[1]
    next(part for part in model.walk() if part.name == "expand_window").attrs["window_size"] = 2
    encode_together(model)
    assert model.layers[1] is before
