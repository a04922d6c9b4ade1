"""A sentence falls into clauses where marks and joining words part what is said of one from what is said of another."""

import pytest

from telegrapher.extraction.frames.marked import page_of
from telegrapher.extraction.surface import read_supply
from telegrapher.extraction.surface.clauses import clauses_of
from telegrapher.extraction.surface.items import items_of
from telegrapher.model import Mention


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


@pytest.mark.parametrize(
    ("text", "buyers"),
    [
        ("[Telco|Carrier] uses gear of [Maker|Vendor]; [Mak2|Vendor] has built [Loop|Cable].", {"Telco"}),
        ("[Telco|Carrier] is the owner of [Tel1|Carrier], while [Tel2|Carrier] uses gear of [Maker|Vendor].", {"Tel2"}),
        ("While [Tel1|Carrier] runs cables, the routers of [Telco|Carrier] are supplied by [Maker|Vendor].", {"Telco"}),
        ("While [Tel1|Carrier] still operates phones, [Telco|Carrier] took delivery of routers from [Maker|Vendor].", {"Telco"}),
        ("Like [Tel1|Carrier], [Telco|Carrier] has installed routers of [Maker|Vendor].", {"Telco"}),
        ("Following its purchase of [Tel1|Carrier], [Telco|Carrier] has installed routers of [Maker|Vendor].", {"Telco"}),
        ("[Telco|Carrier], a rival of [Tel1|Carrier], has installed routers of [Maker|Vendor].", {"Telco"}),
        ("Customers like [Telco|Carrier] have installed routers of [Maker|Vendor].", {"Telco"}),
        ("[Mak2|Vendor] built [Loop|Cable], while [Telco|Carrier] uses routers of [Maker|Vendor].", {"Telco"}),
    ],
)
def test_each_clause_has_its_own_parts(text: str, buyers: set[str]) -> None:
    found = read_supply(page_of(text))
    assert {(draft.subject.key, draft.object.key) for draft in found if draft.subject and isinstance(draft.object, Mention)} == {
        (buyer, "Maker") for buyer in buyers
    }


@pytest.mark.parametrize("join", ["; ", ", and ", ", while "])
def test_who_stands_in_another_clause_buys_nothing(join: str) -> None:
    page = page_of(
        f"[Tel1|Carrier] opened an office in the capital{join}[Telco|Carrier] went for two big routers of [Maker|Vendor]."
    )
    assert {draft.subject.key for draft in read_supply(page) if draft.subject} == {"Telco"}
