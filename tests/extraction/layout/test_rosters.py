"""Lists of organisations under a line that says what they are to somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], set[str]]

CASES = {
    "customers": (
        "Wholesale customers of [Norda|Carrier]:\n- [Telvanta|Carrier]\n- [Auster|Carrier] (since 2019)\n",
        {"Telvanta | customerOf | Norda", "Auster | customerOf | Norda"},
    ),
    "on a cable": (
        "The first customers of the [Blue Loop|Cable] are:\n- [Telvanta|Carrier]\n- [Auster|Carrier]\n",
        {"Telvanta | usesCapacityOn | Blue Loop", "Auster | usesCapacityOn | Blue Loop"},
    ),
    "holders": (
        "Shareholders of [Norda|Carrier]:\n- [Dune|Investor] (60%)\n- [Rhine|Investor] (40%)\n",
        {"Dune | investsIn | Norda", "Rhine | investsIn | Norda"},
    ),
    "arms": (
        "The operating companies of [Atlas|Organization] are:\n- [Telvanta|Carrier], in the north\n- [Auster|Carrier]\n",
        {"Telvanta | subsidiaryOf | Atlas", "Auster | subsidiaryOf | Atlas"},
    ),
    "no customers yet": ("Potential customers of [Norda|Carrier]:\n- [Telvanta|Carrier]\n- [Auster|Carrier]\n", set()),
    "what customers can do": ("With [Norda|Carrier] customers can:\n- [Telvanta|Carrier]\n- [Auster|Carrier]\n", set()),
    "prose": (
        "Customers of [Norda|Carrier]:\n- many firms of all kinds and sizes, for which [Telvanta|Carrier] speaks\n- others\n",
        set(),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_roster(said: Read, name: str) -> None:
    text, says = CASES[name]
    relations = ("customerOf", "usesCapacityOn", "investsIn", "subsidiaryOf")
    assert {row for row in said(text) if any(f"| {relation} |" in row for relation in relations)} == says
