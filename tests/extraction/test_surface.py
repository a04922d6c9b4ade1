"""Every row reads exactly what its examples say, and nothing in its counter-examples."""

import pytest

from telegrapher.extraction.frames.frame import Example
from telegrapher.extraction.frames.marked import lines, page_of
from telegrapher.extraction.surface import Row, Scene, read_rows, read_supply, rows, scenes
from telegrapher.model import Draft

CASES = [(row, example) for row in rows() for example in row.examples]


@pytest.mark.parametrize(("row", "example"), CASES, ids=[f"{r.name}-{r.examples.index(e)}" for r, e in CASES])
def test_example(row: Row, example: Example) -> None:
    assert list(lines(read_rows(page_of(example.text), [row]))) == sorted(example.says)


@pytest.mark.parametrize("row", rows(), ids=[row.name for row in rows()])
def test_every_row_has_an_example_that_it_reads_and_one_that_it_does_not(row: Row) -> None:
    assert {bool(example.says) for example in row.examples} == {True, False}


SCENES = [(scene, example) for scene in scenes() for example in scene.examples]


@pytest.mark.parametrize(("scene", "example"), SCENES, ids=[f"{s.name}-{s.examples.index(e)}" for s, e in SCENES])
def test_example_of_a_scene(scene: Scene, example: Example) -> None:
    assert list(lines(read_supply(page_of(example.text), chosen=[scene]))) == sorted(example.says)


def test_what_a_closer_reading_has_found_is_not_said_again() -> None:
    page = page_of("[Telco|Carrier] has bought switches of [Maker|Vendor].")
    found = read_supply(page)
    assert found
    assert not read_supply(page, found)


def test_firms_of_one_group_do_not_supply_each_other() -> None:
    page = page_of("[Telco|Carrier] has bought switches of [Maker|Vendor].")
    telco, maker = page.mentions
    assert not read_supply(page, [Draft(maker, "subsidiaryOf", telco, (page.sentences[0].span,), "known")])
