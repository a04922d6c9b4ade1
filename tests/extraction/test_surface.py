"""Every row reads exactly what its examples say, and nothing in its counter-examples."""

import pytest

from telegrapher.extraction.frames.frame import Example
from telegrapher.extraction.frames.marked import lines, page_of
from telegrapher.extraction.surface import Row, read_rows, rows

CASES = [(row, example) for row in rows() for example in row.examples]


@pytest.mark.parametrize(("row", "example"), CASES, ids=[f"{r.name}-{r.examples.index(e)}" for r, e in CASES])
def test_example(row: Row, example: Example) -> None:
    assert list(lines(read_rows(page_of(example.text), [row]))) == sorted(example.says)


@pytest.mark.parametrize("row", rows(), ids=[row.name for row in rows()])
def test_every_row_has_an_example_that_it_reads_and_one_that_it_does_not(row: Row) -> None:
    assert {bool(example.says) for example in row.examples} == {True, False}
