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


def test_cable_sold_by_the_reel_is_goods_unless_the_text_tells_of_the_sea(read: Read) -> None:
    drop = "Quarto's FLEXILoom3 cable, a drop cable with a hardened connector, can be pushed through a microduct."
    assert _types(read(_HEAD + drop))["FLEXILoom3"] == "Product"
    assert (
        _types(read(_HEAD + "The FLEXILoom3 cable, a submarine system with a connector and a drop to Oslo, is new."))["FLEXILoom3"]
        == "Cable"
    )


def test_satellites_that_somebody_uses_are_networks(read: Read) -> None:
    types = _types(
        read(f"{_HEAD}Nordel uses two satellites, SkyLoom-1 and Borel F2. Borel F2 is a satellite owned by Telsat Norway.")
    )
    assert types["SkyLoom-1"] == types["Borel F2"] == "Network"


def test_awards_hold_what_they_are_for(read: Read) -> None:
    types = _types(read(f"{_HEAD}The system was a finalist for the Zenta Foundation Award for Excellence."))
    assert types["Zenta Foundation Award for Excellence"] == "Award"


def test_a_word_of_the_trade_inside_a_model_does_not_cut_it(read: Read) -> None:
    assert _types(read(f"{_HEAD}Quarto makes power meters, including the 4530 Series RF Power Meter."))[
        "4530 Series RF Power Meter"
    ]


def test_an_initial_in_the_middle_makes_nobody_else(read: Read) -> None:
    page = read(f'{_HEAD}Its president, Peter P. Kaul, has retired. "I am glad," said Peter Kaul.')
    assert sum(kind == "Person" for kind in _types(page).values()) == 1


@pytest.mark.parametrize("opening", [": “", ": '", ": ‘", ', "'])
def test_an_article_that_opens_what_somebody_says_is_no_name(read: Read, opening: str) -> None:
    told = f"Anna Ek, chief of Quarto, said{opening}The cable is the first. The Kelda cable is ours."
    types = _types(read(f"{_HEAD}The Kelda cable is open.\n\n{told}"))
    assert not {"The", "The Kelda"} & set(types)


@pytest.mark.parametrize("verb", ["opens", "lands", "lights", "buys"])
def test_who_does_something_with_a_cable_is_no_cable(read: Read, verb: str) -> None:
    page = read(f"Quarto {verb} cable\n\nOSLO, May 3, 2016 - Quarto, a carrier, today {verb} the Kelda cable.\n")
    assert [one.type for one in page.referents.values() if one.name == "Quarto"] == ["Carrier"]


@pytest.mark.parametrize("person", ["Neil J. McRae", "Ann K. DeVries", "John P. MacDonald", "Tim B. O'Hara", "Una R. VanHorn"])
def test_a_surname_with_a_capital_inside_stands_behind_an_initial(read: Read, person: str) -> None:
    assert _types(read(f'{_HEAD}{person}, chief architect at Quarto, said: "We have learned much."'))[person] == "Person"


def test_a_group_that_changes_hands_is_the_group_from_there_on(read: Read) -> None:
    page = read(f"{_HEAD}Quarto has bought Nordel's Metro Access group. Until today the group belonged to Nordel.")
    assert _types(page)["Metro Access"] in ("Organization", "Vendor")


def test_what_a_technique_is_short_for_is_one(read: Read) -> None:
    assert (
        _types(read(f"{_HEAD}It has sold a Fiber-to-the-Curb (FTTC) line and hopes for more."))["Fiber-to-the-Curb"] == "Technology"
    )


def test_the_lead_of_a_list_makes_places_of_all_names_in_its_lines(read: Read) -> None:
    types = _types(
        read(f"{_HEAD}The 11 locations are:\n\n* Lemmin and Rossel-on-Wye (Herefordshire)\n* Droitwell, Bayton Hill and Wemm\n")
    )
    assert {types[name] for name in ("Lemmin", "Rossel-on-Wye", "Droitwell", "Bayton Hill", "Wemm")} == {"Place"}


def test_a_length_stands_between_a_line_and_what_it_is(read: Read) -> None:
    types = _types(read(f"{_HEAD}Quarto will deploy the Kelda 11,000 km subsea cable.\n"))
    assert types["Kelda"] == "Cable"


def test_contracts_in_capitals_are_nobody(read: Read) -> None:
    told = "Quarto signed the Construction and Maintenance Agreement (C&MA) and the Supply Contract. The C&MA is long."
    told += " Landing Party Agreements follow."
    assert not {"C&MA", "Supply Contract", "Landing Party Agreements", "Maintenance Agreement"} & set(
        _types(read(f"{_HEAD}{told}"))
    )
