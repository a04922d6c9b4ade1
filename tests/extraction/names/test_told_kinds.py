"""What a lead, a maker, a frequency or a count of satellites tells about the kind of a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telegrapher.extraction.page import Page

Read = Callable[..., Page]

_HEAD = "Quarto and Nordel extend agreement\n\nOSLO, May 3, 2016 - Quarto AB today announced an agreement with Nordel Wireless.\n\n"


def _types(page: Page) -> dict[str, str]:
    return {referent.name: referent.type for referent in page.referents.values()}


@pytest.mark.parametrize("lead", ["The following Quarto modules are included:", "The order covers these modules:"])
def test_the_lead_of_a_list_tells_what_its_lines_are(read: Read, lead: str) -> None:
    types = _types(read(f"{_HEAD}{lead}\n* Quarto Order Desk\n* Quarto Fault View\n* Quarto Traffic Planning and Design\n"))
    assert types["Quarto Order Desk"] == types["Quarto Fault View"] == "Product"
    assert types["Quarto Traffic Planning and Design"] == "Product"


def test_a_sentence_behind_a_list_is_no_line_of_it(read: Read) -> None:
    types = _types(read(f"{_HEAD}These modules are included:\n* Order Desk\n* Fault View\n\nZenta will be the first customer.\n"))
    assert types["Zenta"] == "Organization"
    assert types["Fault View"] == "Product"


@pytest.mark.parametrize(
    "told",
    [
        "It will use the AirLoom system made by the Swedish company.",
        "AirLoom operates at 3.5 GHz and is new.",
        "Nordel already uses an earlier Quarto product, AirLoom, in Bergen.",
        "Strictly speaking, AirLoom is not a certified radio platform.",
    ],
)
def test_goods_are_told_by_a_maker_a_frequency_or_a_noun(read: Read, told: str) -> None:
    assert _types(read(_HEAD + told))["AirLoom"] == "Product"


def test_a_company_may_count_its_satellites(read: Read) -> None:
    text = (
        "SkyLoom Communications, Inc. has awarded Quarto a contract. SkyLoom will use its satellite SkyLoom-1. "
        '"We grow," said Jo Roe, CEO of SkyLoom. SkyLoom said that demand grew. Quarto supplies SkyLoom gateways in Texas.\n\n'
        "About SkyLoom\nSkyLoom is based in Oslo.\n"
    )
    assert _types(read(_HEAD + text))["SkyLoom Communications"] != "Product"
    assert "SkyLoom" not in _types(read(_HEAD + text))
