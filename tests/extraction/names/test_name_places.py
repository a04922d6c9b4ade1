"""Provinces, islands and regions among names: places where nothing else is meant; companies and people stay what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telegrapher.extraction.names.votes.shape import is_place
from telegrapher.extraction.page import Page
from telegrapher.reference import load

Read = Callable[..., Page]


def kinds(page: Page) -> dict[str, str]:
    return {mention.text: page.referents[mention.key].type for mention in page.mentions}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The carrier will build masts in Lower Saxony and Saxony-Anhalt.", ["Lower Saxony", "Saxony-Anhalt"]),
        ("Fibre now reaches Grande Comore, Anjouan and Mohéli.", ["Grande Comore", "Anjouan", "Mohéli"]),
        ("Islands such as Atiu, Mangaia and Penrhyn will follow.", ["Atiu", "Mangaia", "Penrhyn"]),
        ("The ring joins Bohol with Siquijor.", ["Bohol", "Siquijor"]),
        ("Loudoun County has many halls, and so has Prince William County.", ["Loudoun County", "Prince William County"]),
        ("Service starts in Gansu Province and in the Western Cape.", ["Gansu Province", "Western Cape"]),
        ("The route crosses the Urals and Jutland.", ["Urals", "Jutland"]),
        ("ANJOUAN will have a second cable.", ["ANJOUAN"]),
    ],
)
def test_areas_are_places(read: Read, text: str, places: list[str]) -> None:
    found = kinds(read(text, load()))
    assert {form: found.get(form) for form in places} == dict.fromkeys(places, "Place")


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("A contract with Sonora Telecom, an operator, was signed.", "Sonora Telecom", "Carrier"),
        ("Durham, a maker of lasers, sold its plant.", "Durham", "Vendor"),
        ("Hesse is a vendor of optical transport equipment.", "Hesse", "Vendor"),
        ("The operator Penrhyn launched roaming in May.", "Penrhyn", "Carrier"),
        ("Marlborough has appointed a new chief executive.", "Marlborough", "Organization"),
        ("The deal with Otago Fibre, a carrier, is done.", "Otago Fibre", "Carrier"),
        ("James Durham, chief executive of Lumatrix, spoke. Durham was glad.", "Durham", "Person"),
        ("“We grow,” said Victoria Marlborough, head of sales.", "Victoria Marlborough", "Person"),
    ],
)
def test_companies_and_people_of_that_name_are_no_places(read: Read, text: str, form: str, kind: str) -> None:
    assert kinds(read(text, load()))[form] == kind


def test_directions_before_a_region_are_no_places(read: Read) -> None:
    found = kinds(read("It sells in Eastern, Central and Southern Africa.", load()))
    assert not {"Eastern", "Central"} & set(found)


@pytest.mark.parametrize(
    ("name", "weight"),
    [
        ("Lower Saxony", 3.0),
        ("Grande Comore", 3.0),
        ("Bohol Province", 3.0),
        ("Atiu", 1.5),  # short
        ("Free State", 1.5),  # words
        ("Antique", 1.5),
        ("Central", 0.0),
        ("North West", 0.0),
        ("Gansu Telecom", 0.0),
    ],
)
def test_a_name_that_is_common_otherwise_counts_less(name: str, weight: float) -> None:
    assert is_place(name, load()) == weight


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Norwick opened offices in Sault Ste. Brenn, Mt. Harrow and Ft. Osier.", {"Sault Ste. Brenn", "Mt. Harrow", "Ft. Osier"}),
        ("The cable lands at St. Aldo's, Pt. Vail and St-Brenn.", {"St. Aldo's", "Pt. Vail", "St-Brenn"}),
        ("Norwick is headquartered in Ste. Alda, Quebec.", {"Ste. Alda"}),
    ],
)
def test_towns_that_open_with_a_word_in_short_are_whole(read: Read, text: str, towns: set[str]) -> None:
    page = read(text)
    assert towns <= {referent.name for referent in page.referents.values() if referent.type == "Place"}


def test_what_somebody_called_like_a_saint_has_is_no_town(read: Read) -> None:
    page = read("Norwick bought St. Aldo's network in May.")
    assert "St. Aldo's" not in {referent.name for referent in page.referents.values()}
