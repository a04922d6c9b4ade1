"""Who comes, who goes, who works where: told by what stands next to what."""

from __future__ import annotations

import time

import pytest

ISSUED = "RELEASE | issuedBy | Lumora"

TOLD = {
    "possessive": ("[Lumora|Vendor]'s [Mara Lind|Person] opened the meeting.", {"Mara Lind | worksFor | Lumora"}),
    "several possessives": (
        "[Lumora|Vendor]'s [Mara Lind|Person] and [Norda|Carrier]'s [Ivo Sand|Person] signed.",
        {"Mara Lind | worksFor | Lumora", "Ivo Sand | worksFor | Norda"},
    ),
    "a possessive alone is no employer": ("[Mara Lind|Person]'s [Ivo Sand|Person] signed.", set()),
    "role of a post": (
        "[Mara Lind|Person] assumes the role of president of [Lumora|Vendor] on 1 March 2026.",
        {"Mara Lind | worksFor | Lumora | date=2026-03-01; jobTitle=president; status=appointed"},
    ),
    "title before a leaver": (
        "[Lumora|Vendor] will shrink; chief executive [Mara Lind|Person] steps down.",
        {"Mara Lind | worksFor | Lumora | jobTitle=chief executive; status=departed"},
    ),
    "going of somebody": (
        "[Lumora|Vendor] regrets the retirement of its treasurer, [Mara Lind|Person].",
        {
            "Mara Lind | worksFor | Lumora | jobTitle=treasurer; status=departed",
            "Mara Lind | worksFor | Lumora | jobTitle=treasurer",
        },
    ),
    "heir of a post": (
        "[Mara Lind|Person] has been named head of sales at [Lumora|Vendor]. [She|Person|Mara Lind] replaces [Ivo Sand|Person].",
        {
            "Mara Lind | worksFor | Lumora | jobTitle=head of sales; status=appointed",
            "Ivo Sand | worksFor | Lumora | jobTitle=head of sales; status=departed",
        },
    ),
    "formerly": (
        "Formerly chief architect at [Norda|Carrier], [Mara Lind|Person] writes novels.",
        {"Mara Lind | worksFor | Norda | jobTitle=chief architect; status=departed"},
    ),
    "title before a name": (
        "[Lumora|Vendor] shrank in May. Duties go to treasurer [Mara Lind|Person].",
        {"Mara Lind | worksFor | Lumora | jobTitle=treasurer"},
    ),
    "whose chairman": (
        "The plan came from [Lumora|Vendor], whose chairman is the lawyer [Mara Lind|Person].",
        {"Mara Lind | worksFor | Lumora | jobTitle=chairman"},
    ),
    "a post after a career": (
        "[Lumora|Vendor] has named [Mara Lind|Person] as CEO.\nShe was with [Norda|Carrier] previously.\n"
        "[Ivo Sand|Person] becomes chief operating officer.",
        {
            "Mara Lind | worksFor | Lumora | jobTitle=CEO; status=appointed",
            "Ivo Sand | worksFor | Lumora | jobTitle=chief operating officer; status=appointed",
        },
    ),
    "a refusal": ("[Mara Lind|Person] declined to become president of [Lumora|Vendor].", set()),
    "a prize is no post": ("[Mara Lind|Person] handed the [Golden Wave|Award] to [Ivo Sand|Person] of [Lumora|Vendor].", None),
}


@pytest.mark.parametrize("name", TOLD)
def test_posts_are_read_off_the_order_of_words(said, name: str) -> None:
    text, expected = TOLD[name]
    found = {row for row in said(text) if "worksFor" in row}
    if expected is None:
        assert not any("status" in row for row in found)
    else:
        assert found <= expected
        assert {row.split(" | jobTitle")[0].split(" | date")[0] for row in expected} <= {
            row.split(" | jobTitle")[0].split(" | date")[0] for row in found
        }


@pytest.mark.parametrize(
    "piece", ["[Mara Lind|Person], ", "chief executive of the ", "[Mara Lind|Person] joined as head and ", "named the new , "]
)
def test_long_rows_stay_cheap(said, piece: str) -> None:
    began = time.process_time()
    said(piece * 800)
    assert time.process_time() - began < 5
