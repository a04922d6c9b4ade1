"""A sentence falls into clauses where marks and joining words part what is said of one from what is said of another."""

import pytest

from telegrapher.extraction.frames.marked import page_of
from telegrapher.extraction.surface import read_supply
from telegrapher.extraction.surface.clauses import clauses_of
from telegrapher.extraction.surface.items import items_of


def parts(text: str) -> list[str]:
    page = page_of(text)
    return [
        " ".join(item.mention.text if item.mention else item.word for item in part)
        for part in clauses_of(items_of(page, page.sentences[0]))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[Tel1|Carrier] opened offices; [Telco|Carrier] bought routers.", ["Tel1 opened offices", "Telco bought routers ."]),
        (
            "[Tel1|Carrier] opened an office there, and [Telco|Carrier] bought two large routers.",
            ["Tel1 opened an office there", "Telco bought two large routers ."],
        ),
        (
            "After a tender lost by [Tel1|Carrier], [Telco|Carrier] chose routers.",
            ["after a tender lost by Tel1", "Telco chose routers ."],
        ),
        ("[Tel1|Carrier], [Tel2|Carrier], and [Telco|Carrier] bought routers.", ["Tel1 , Tel2 , and Telco bought routers ."]),
        (
            "[Tel1|Carrier] (which sells: phones; cards and cables) bought routers.",
            ["Tel1 ( which sells : phones ; cards and cables ) bought routers ."],
        ),
    ],
)
def test_clauses(text: str, found: list[str]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize("join", ["; ", ", and ", ", while "])
def test_who_stands_in_another_clause_buys_nothing(join: str) -> None:
    page = page_of(
        f"[Tel1|Carrier] opened an office in the capital{join}[Telco|Carrier] went for two big routers of [Maker|Vendor]."
    )
    assert {draft.subject.key for draft in read_supply(page) if draft.subject} == {"Telco"}
