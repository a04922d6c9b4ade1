"""Several processes give what one gives, in the same order, and stop when nobody asks any more."""

from __future__ import annotations

import pytest

from telegrapher import pipeline
from telegrapher.model import Linked, Release
from telegrapher.reading import Failure, read_bytes

SETUP = pipeline.Setup(reference="none", stages=("shapes",))
"""Quick to start: no tables, no language model."""


@pytest.fixture(scope="module")
def found() -> list[Release | Failure]:
    texts = (f"Nordhaven Telecom Inc. opened its office number {number} in Bergen last week." for number in range(70))
    return [
        *(one for text in texts for one in read_bytes(text.encode(), name=text[-30:], media_type="text/plain")),
        Failure("broken.pdf", "cannot be read"),
    ]


def test_two_processes_give_what_one_gives_in_order(found: list[Release | Failure]) -> None:
    assert list(pipeline.road(found, SETUP, jobs=2)) == list(pipeline.road(found, SETUP, jobs=1))


def test_no_more_is_read_than_is_under_way(found: list[Release | Failure]) -> None:
    asked = 0

    def releases():
        nonlocal asked
        for one in found * 10:
            asked += 1
            yield one

    road = pipeline.road(releases(), SETUP, jobs=2)
    assert isinstance(next(road), Linked)
    road.close()
    assert asked < len(found) * 2
