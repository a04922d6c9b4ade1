"""Every frame reads exactly what its examples say, and nothing in its counter-examples."""

import pytest

from telegrapher.extraction.frames import Frame, frames, read_sentences
from telegrapher.extraction.frames.frame import Example
from telegrapher.extraction.frames.marked import lines, page_of

ALL = frames()
CASES = [(frame, example) for frame in ALL for example in frame.examples]


@pytest.mark.parametrize(("frame", "example"), CASES, ids=[f"{f.name}-{f.examples.index(e)}" for f, e in CASES])
def test_example(frame: Frame, example: Example) -> None:
    drafts, _ = read_sentences(page_of(example.text), [frame])
    assert list(lines(drafts)) == sorted(example.says)


@pytest.mark.parametrize("frame", ALL, ids=[frame.name for frame in ALL])
def test_every_frame_has_an_example_that_it_reads(frame: Frame) -> None:
    assert any(example.says for example in frame.examples)


def test_names_of_frames_are_unique() -> None:
    names = [frame.name for frame in ALL]
    assert sorted(names) == sorted(set(names))
