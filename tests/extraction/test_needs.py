"""What a sentence must hold before it is parsed: nothing that a frame could read is set aside, and what cannot yield is."""

import pytest

from telegrapher.extraction.frames import frames, read_sentences
from telegrapher.extraction.frames.frame import Frame, load
from telegrapher.extraction.frames.marked import page_of
from telegrapher.extraction.frames.needs import likely

ALL = frames()
READ = [(frame, example.text) for frame in ALL for example in frame.examples if example.says]


@pytest.mark.parametrize(("frame", "text"), READ, ids=[f"{frame.name}-{i}" for i, (frame, _) in enumerate(READ)])
def test_a_frame_is_likely_where_it_reads_something(frame: Frame, text: str) -> None:
    page = page_of(text)
    assert any(frame in likely(page, sentence, ALL) for sentence in page.sentences)


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> Frame:
    file = tmp_path_factory.mktemp("frames") / "one.yaml"
    file.write_text(
        """
frames:
  - name: hands-over
    verb: hand
    roles: {who: "subj Organization", deed: "obj key|contract", to: "to|into.of Organization"}
    says: ["who partnerOf to"]
""",
        encoding="utf-8",
    )
    (one,) = load(file)
    return one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Nordhaven|Carrier] handed the keys to [Lumora|Vendor].", True),
        ("[Nordhaven|Carrier] handed the keys into the care of [Lumora|Vendor].", True),
        ("[Nordhaven|Carrier] handed the keys over with [Lumora|Vendor].", False),  # no way to the receiver
        ("[Nordhaven|Carrier] handed its staff to [Lumora|Vendor].", False),  # the condition's word is missing
        ("[Nordhaven|Carrier] took the keys to [Lumora|Vendor].", False),  # no trigger
        ("[Handed|Carrier] gave the keys to [Lumora|Vendor].", False),  # a name triggers nothing
        ("[Nordhaven|Carrier] handed the keys to [Rome|Place].", False),  # no second organisation
        ("[Nordhaven|Carrier] handed the keys to [it=Nordhaven].", False),  # both ends are one
    ],
)
def test_a_sentence_is_parsed_only_for_what_it_may_say(frame: Frame, text: str, expected: bool) -> None:
    page = page_of(text)
    assert bool(likely(page, page.sentences[0], (frame,))) is expected
    assert expected or read_sentences(page, [frame]) == ((), ())
