"""The linking set: known names, and names that only look known."""

from collections import Counter
from pathlib import Path

import pytest
from passages import passages

from telegrapher.linking import link
from telegrapher.model import Link
from telegrapher.reference import load

SET = Path(__file__).with_name("mentions.txt")
UNLINKED = {"new": Link.NEW, "open": Link.AMBIGUOUS}


@pytest.fixture(scope="module")
def outcome():
    counts = Counter()
    wrong = []
    for one in passages(SET):
        linked = link(one.extraction, load())
        for key, meant in one.meant.items():
            entity = linked.entities[key]
            got = entity.iri.partition("/id/")[2]
            made = entity.link not in UNLINKED.values()
            counts.update(total=1, made=made, known=meant not in UNLINKED, right=made and got == meant)
            if made and got != meant:
                wrong.append(f"line {one.line}: {one.extraction.referents[key].name!r} means {meant}, linked to {got}")
            counts["rightly unlinked"] += UNLINKED.get(meant) is entity.link
    return counts, wrong


def test_the_set_is_large_and_a_third_of_it_are_traps(outcome):
    counts, _ = outcome
    assert counts["total"] >= 300
    assert counts["total"] - counts["known"] >= counts["total"] / 3


def test_precision_and_recall(outcome):
    counts, wrong = outcome
    assert counts["right"] / counts["made"] >= 0.98, "\n".join(wrong)
    assert counts["right"] / counts["known"] >= 0.90


def test_doubt_is_told_apart_from_ignorance(outcome):
    counts, _ = outcome
    assert counts["rightly unlinked"] / (counts["total"] - counts["known"]) >= 0.95


def test_what_is_meant_is_in_the_tables():
    known = {entry.iri.partition("/id/")[2] for entry in load().entries}
    for one in passages(SET):
        for meant in one.meant.values():
            kind = meant.partition("/")[0]
            assert meant in UNLINKED or kind == "place" or meant in known, f"line {one.line}: {meant}"
