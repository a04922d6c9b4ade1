# ruff: noqa: E501 - sample documents have long lines
"""Quoted speech and its speakers."""

from __future__ import annotations

import pytest

from telegrapher.model import ZoneKind

LEAD = (
    "OSLO, Norway -- May 5, 2010 -- Nordwave has chosen Helios to equip its cable from Oslo to Riga, the two companies said today."
)


@pytest.mark.parametrize(
    ("paragraph", "owners"),
    [
        ("“We bought the best that we could find,” said Jane Roe, CEO of Nordwave. “It will last.”", ["Jane Roe", "Jane Roe"]),
        ('"We bought the best that we could find," said Nordwave\'s Chief Executive Officer, Jane Q. Roe.', ["Jane Q. Roe"]),
        ('Helios CEO John Doe said: "We are glad to be part of this great adventure."', ["John Doe"]),
        ('According to John Doe, vice president of sales at Helios, "the order shows that carriers matter."', ["John Doe"]),
        ('Jane Roe, who runs Nordwave as its CEO, sees few risks. "We have looked at all of the maps," she says.', ["Jane Roe"]),
        ('"The market is a large one for all of us," added Mr. Doe. "And it grows by the day."', ["Doe", "Doe"]),
        (
            "'We bought the best that we could find,' said Lee Wong, president of Helios. 'The carriers' turn has come.'",
            ["Lee Wong", "Lee Wong"],
        ),
        ("«We bought the best that we could find», explained Marie Dubois, director of networks.", ["Marie Dubois"]),
        ("„We bought the best that we could find“, said Karl von Berg, head of networks at Helios.", ["Karl von Berg"]),
        ('"Seldom has a brief been so clear as this one," a Helios spokesman said.', ["Helios"]),
        ('Its chairman, Ole Hansen, is content. "We need not look any further than Riga for this," he said.', ["Ole Hansen"]),
        ('Prices fall, one of them says, and "a station is quickly opened but not so quickly filled."', [None]),
        ('The box has a "true" signal and won "Best in Class" twice, under its "instruction to proceed" of May.', []),
        ('Nordwave ("Nordwave" or the "Company") put a 19" rack and a 21" rack into the station at Riga.', []),
    ],
)
def test_speakers(read, parts, paragraph: str, owners: list[str | None]) -> None:
    release = read(f"Nordwave Picks Helios\n\n{LEAD}\n\n{paragraph}\n")
    assert [owner for owner, _ in parts(release, ZoneKind.QUOTE)] == owners


def test_quotation_over_paragraphs(read, parts) -> None:
    release = read(
        f"Nordwave Picks Helios\n\n{LEAD}\n\n“We have watched this market for years,” said Jane Roe, CEO of Nordwave. “Now we are in it.\n\n"
        "“Nobody else offers this route without a detour.”\n\nOthers were silent about it.\n"
    )
    quotes = parts(release, ZoneKind.QUOTE)
    assert [owner for owner, _ in quotes] == ["Jane Roe"] * 3
    assert quotes[-1][1] == "“Nobody else offers this route without a detour.”"


def test_short_form_of_the_speaker_resolves_with_a_pronoun(read, parts) -> None:
    release = read(
        f"Nordwave Names Ole Hansen Director\n\n{LEAD} Ole Hansen takes charge of it.\n\n"
        'Since Hansen came, a great deal has changed. He will travel. "I count myself lucky to work with them all," he said.\n'
    )
    assert parts(release, ZoneKind.QUOTE)[0][0] == "Ole Hansen"


def test_no_speech_in_disclaimers_and_contacts(read, parts) -> None:
    release = read(
        f'Nordwave Picks Helios\n\n{LEAD}\n\nThis release contains "forward-looking statements of all kinds and of great length" as the law has it.\n'
    )
    assert parts(release, ZoneKind.QUOTE) == []
