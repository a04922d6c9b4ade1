"""The statistical tagger: asked last, only about what nothing else explains."""

from __future__ import annotations

import pytest

from telegrapher.extraction.names import Tagger, find_names

from .conftest import release_of

TEXT = "Portugal is far away. Microsoft products are used at home."


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def test_it_adds_names_and_takes_none_away(tagger: Tagger) -> None:
    without, with_tagger = find_names(release_of(TEXT)), find_names(release_of(TEXT), tagger=tagger)
    assert {mention.text for mention in without.mentions} <= {mention.text for mention in with_tagger.mentions}
    assert {referent.name: referent.type for referent in with_tagger.referents.values()}["Microsoft"] == "Organization"


def test_it_is_not_loaded_when_nothing_is_open(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(texts: object) -> None:
        raise AssertionError("the model was asked")

    monkeypatch.setattr("telegrapher.extraction.names.votes.tagger.entities", fail)
    page = find_names(release_of("It was built in Portugal by Nordhaven Telecom."), tagger=tagger)
    assert {mention.text for mention in page.mentions} == {"Portugal", "Nordhaven Telecom"}


def test_it_is_not_asked_about_a_word_that_only_opens_a_sentence(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(texts: object) -> None:
        raise AssertionError("the model was asked")

    monkeypatch.setattr("telegrapher.extraction.names.votes.tagger.entities", fail)
    page = find_names(release_of("Visitors came to Portugal. Talks went on."), tagger=tagger)
    assert {mention.text for mention in page.mentions} == {"Portugal"}
