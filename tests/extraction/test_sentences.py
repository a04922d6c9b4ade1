"""Where sentences end, and that their spans are exact."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telegrapher.extraction.sentences import sentences
from telegrapher.model import Release, Span, Zone, ZoneKind, release_id


def _release(text: str, *zones: Zone) -> Release:
    return Release(id=release_id(text), name="test", text=text, zones=zones)


def _texts(text: str) -> list[str]:
    release = _release(text)
    return [release.quote(line.span) for line in sentences(release)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One ends. Two starts.", ["One ends.", "Two starts."]),
        ("Heading without a stop\nNext line.", ["Heading without a stop", "Next line."]),
        ("Example Networks Inc. announced it. It sells gear.", ["Example Networks Inc. announced it.", "It sells gear."]),
        ("It was bought by Example Corp. The price is secret.", ["It was bought by Example Corp.", "The price is secret."]),
        ("He met Dr. Lee and J. Smith in the U.S. Navy.", ["He met Dr. Lee and J. Smith in the U.S. Navy."]),
        ("They live in the U.S. They like it.", ["They live in the U.S.", "They like it."]),
        ("“We are glad.” She left.", ["“We are glad.”", "She left."]),
        ("Is it live? Yes! It is.", ["Is it live?", "Yes!", "It is."]),
        ("It opens in 2022.The buyers are glad.", ["It opens in 2022.", "The buyers are glad."]),
        ("See www.example.com.Then write to a.b@example.org.Now.", ["See www.example.com.Then write to a.b@example.org.Now."]),
        ("It costs 1.5 million. No. 4 is next.", ["It costs 1.5 million.", "No. 4 is next."]),
        ("SUNNYVALE, Calif. – It rains.", ["SUNNYVALE, Calif. – It rains."]),
        ("  \n\n \t\n", []),
    ],
)
def test_ends(text: str, expected: list[str]) -> None:
    assert _texts(text) == expected


def test_zones_end_sentences_and_give_kind_and_owner() -> None:
    text = "PARIS – Example grows. It hires.\nAbout Example\nExample sells."
    about = text.index("About")
    release = _release(
        text,
        Zone(ZoneKind.DATELINE, Span(0, 8)),
        Zone(ZoneKind.LEAD, Span(8, about - 1)),
        Zone(ZoneKind.ABOUT, Span(about, len(text)), "Example"),
    )
    got = [(release.quote(line.span), line.zone, line.owner) for line in sentences(release)]
    assert got == [
        ("PARIS –", ZoneKind.DATELINE, None),
        ("Example grows.", ZoneKind.LEAD, None),
        ("It hires.", ZoneKind.LEAD, None),
        ("About Example", ZoneKind.ABOUT, "Example"),
        ("Example sells.", ZoneKind.ABOUT, "Example"),
    ]


@given(st.text(alphabet='aB1 .!?\n\t"”(),é', max_size=200))
def test_all_words_are_in_one_sentence(text: str) -> None:
    release = _release(text)
    lines = sentences(release)
    covered = [offset for line in lines for offset in range(line.span.start, line.span.end)]
    assert len(covered) == len(set(covered))
    assert {n for n, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert all("\n" not in release.quote(line.span) for line in lines)


@pytest.mark.parametrize("piece", [". ", ".", "a.", "Inc. ", '?"', "A. ", "\n", "x"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    sentences(_release(piece * (200_000 // len(piece))))
    assert time.process_time() - start < 8
