"""Firms that write themselves all in lower case: told by a heading, an address, an office or by opening sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telegrapher.extraction.page import Page

Read = Callable[..., Page]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("velmora has hired Jane Roe. velmora's network passes homes.\n\nAsk press@velmora.example.co.uk.", "velmora"),
        ("Ciena sold a switch to teliq.\n\nAbout teliq\nteliq is a carrier in Berlin.", "teliq"),
        ("quellio opens an office in Lyon.\n\nAda Roe, CEO of quellio, said so.\nquellio grows.", "quellio"),
        (
            "plume digital runs a site in Cork.\n\nAbout plume digital\nplume digital sells space.\nwww.plumedigital.ie",
            "plume digital",
        ),
        ("Ciena sold a switch to teliq, a carrier, said Ute Kern, CEO of teliq. See www.teliq.de.", "teliq"),
        ("net4you buys fibre from Ciena. net4you was founded in Lyon.\nwww.net4you.example", "net4you"),
        ("summit grows in Oslo.\n\nAbout summit\nsummit is a carrier.\nwww.summit.no", "summit"),
    ],
)
def test_a_name_in_lower_case_is_an_organisation(read: Read, text: str, name: str) -> None:
    page = read(text)
    assert name in {one.name for one in page.referents.values() if page_type(one.type)}
    assert all(page.referents[m.key].name == name for m in page.mentions if m.text == name)


def page_type(kind: str) -> bool:
    """Whether a type is one of bodies."""
    return kind in {"Organization", "Carrier", "Vendor", "ContentProvider", "DataCenterOperator"}


@pytest.mark.parametrize(
    "text",
    [
        "About us\nWe sell colocation.\ncolocation in Rome\ncolocation in Milan\ncolocation",
        "Norwick Telecom grows.\nmulticloud in Oslo\nmulticloud in Bergen\nmulticloud",
        "About summit\nA text about hills.",
        "Norwick Telecom sells broadband. See www.broadband.example for more.",
    ],
)
def test_words_in_lower_case_are_no_names_where_little_says_so(read: Read, text: str) -> None:
    assert all(not m.text.islower() for m in read(text).mentions if page_type(m.type))
