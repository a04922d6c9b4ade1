"""Companies and products whose names open with another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "unit", "parent"),
    [
        ("[Norda|Carrier] grew. [Norda Spain|Carrier] has 30 people.", "Norda Spain", "Norda"),
        ("[Norda South Africa|Carrier] was bought with [Norda|Carrier].", "Norda South Africa", "Norda"),
    ],
)
def test_a_company_in_a_land_belongs_to_whom_it_is_called_after(said: Read, text: str, unit: str, parent: str) -> None:
    assert f"{unit} | subsidiaryOf | {parent}" in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "[Norda|Carrier] grew. [Norda Leeds|Carrier] has 30 people.",
        "[Norda|Carrier|Norda Group] grew. [Norda Group|Carrier] and [Norda Pacific|Carrier] own [Norda Tonga|Carrier].",
    ],
)
def test_no_land_or_several_that_may_be_meant(said: Read, text: str) -> None:
    assert not any("| subsidiaryOf |" in row for row in said(text))
