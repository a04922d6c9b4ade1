from __future__ import annotations

import time

import pytest

from telegrapher.extraction.layout.patterns.rules import rules

EXAMPLES = [(rule.name, text, says) for rule in rules() for text, says in rule.examples]

NEED_MORE_THAN_A_SENTENCE = {
    "about-portfolio",
    "among-subsidiaries",
    "about-topic-offers",
    "among-them",
    "giver-beside",
    "its-subsidiary",
    "its-asset",
    "offices-labelled",
    "its-title-name",
    "subsidiaries-of-topic",
    "through-its",
}


@pytest.mark.parametrize(("name", "text", "says"), EXAMPLES, ids=[f"{name}-{i}" for i, (name, _, _) in enumerate(EXAMPLES)])
def test_each_rule_reads_its_examples(said, name: str, text: str, says: tuple[str, ...]) -> None:
    assert said(text) == set(says)


def test_every_rule_but_those_of_about_blocks_has_an_example() -> None:
    bare = {rule.name for rule in rules() if not any(says for _, says in rule.examples)}
    assert bare <= NEED_MORE_THAN_A_SENTENCE


@pytest.mark.parametrize(
    "piece", ["[Lumora|Vendor], ", "offices in [Lima|Place], ", "chief of ", "[Mara Lind|Person] and ", "Best Of And ", "( ", "a"]
)
def test_hostile_repetition_stays_linear(said, piece: str) -> None:
    began = time.process_time()
    said(piece * 2000)
    assert time.process_time() - began < 5
