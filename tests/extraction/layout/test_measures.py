"""Lengths, capacities and days of service: each figure to the line that stands nearest."""

from __future__ import annotations

import pytest

TOLD = {
    "dash": ("The [Boreal|Cable] - 7,300 km long - is old.", {"Boreal | lengthKm | 7300"}),
    "before the name": ("They finished the 640-kilometre [Boreal|Cable] early.", {"Boreal | lengthKm | 640"}),
    "two lines": (
        "[Boreal|Cable] spans 900 km while [Auster|Cable] extends over 1,200 km.",
        {"Boreal | lengthKm | 900", "Auster | lengthKm | 1200"},
    ),
    "told before": (
        "[Norda|Carrier] owns [Boreal|Cable]. Each fibre pair of the system carries 18 Tb/s.",
        {"Boreal | capacity | 18 Tb/s"},
    ),
    "since": ("[Boreal|Cable], in service since June 2021, is full.", {"Boreal | readyForService | 2021-06"}),
    "planned": ("[Boreal|Cable] should be usable from early 2029.", {"Boreal | readyForService | 2029 | status=planned"}),
    "a distance": ("[Boreal|Cable] passes 300 km from the coast.", set()),
    "an order": ("[Norda|Carrier] ordered 100 Gb/s on [Boreal|Cable].", set()),
    "a signature": ("The contract for [Boreal|Cable] was signed in May 2021.", set()),
    "a doubt": ("[Boreal|Cable] may never enter service before 2029.", set()),
}
_ASKED = ("lengthKm", "capacity", "readyForService")


@pytest.mark.parametrize("name", TOLD)
def test_figures_go_to_the_nearest_line(said, name: str) -> None:
    text, expected = TOLD[name]
    assert {row for row in said(text) if row.split(" | ")[1] in _ASKED} == expected
