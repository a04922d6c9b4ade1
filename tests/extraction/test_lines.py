"""Cables, legs and routes without a name are found, and only where a certain one is meant."""

import pytest

from telegrapher.extraction import houses
from telegrapher.extraction.coreference import resolve
from telegrapher.extraction.coreference.lines import with_lines
from telegrapher.extraction.coreference.wet import with_wet_lines
from telegrapher.extraction.frames.marked import page_of
from telegrapher.extraction.page import TENTATIVE
from telegrapher.model import Found, Mention


def found(marked: str) -> list[tuple[str, str]]:
    page = with_lines(page_of(marked))
    return [(m.text, page.referents[m.key].name) for m in page.mentions if m.found in (Found.DESCRIPTION, Found.REFERENCE)]


def test_a_cable_between_two_places_is_one_though_it_has_no_name() -> None:
    page = with_lines(page_of("[Telco|Carrier] will lay a new submarine cable between [Oslo|Place] and [Hull|Place]."))
    line = next(one for one in page.referents.values() if one.type == "Cable")
    assert (line.name, TENTATIVE in line.hints) == ("submarine cable", True)
    assert {"Oslo-Hull cable", "cable between Oslo and Hull"} <= set(line.aliases)


def test_cables_in_general_are_none() -> None:
    assert found("[Telco|Carrier] knows what a cable costs. [Blue Loop|Cable] is a submarine cable.") == []


def test_legs_are_told_apart_by_side_and_belong_to_the_cable_named() -> None:
    page = with_lines(page_of("[Blue Loop|Cable] is long.\nIts eastern leg reaches [Hull|Place]."))
    leg = next(one for one in page.referents.values() if one.name == "eastern leg")
    assert ("whole", "Blue Loop") in leg.hints


def test_a_number_names_a_ring_and_its_rank_means_it() -> None:
    assert found("Ring Two opens in May.\nThe second ring joins [Oslo|Place] to [Hull|Place].") == [
        ("Ring Two", "Ring Two"),
        ("second ring", "Ring Two"),
    ]


def test_a_name_that_a_cable_is_called_by_is_a_cables() -> None:
    page = with_lines(page_of("[Telco|Carrier] plans a second submarine cable, [Wave|Organization], for next year."))
    assert page.referents["Wave"].type == "Cable"


def test_a_bare_route_is_a_line_only_if_the_text_comes_back_to_it() -> None:
    once = "[Telco|Carrier] began work on a new 40-mile route between [Oslo|Place] and [Hull|Place]."
    assert found(once) == []
    assert found(once + "\nThe route opens in May.") == [("route", "route")]


def hosted(marked: str) -> list[tuple[str, str]]:
    page = resolve(page_of(marked))
    ends = [(draft.subject, draft.object) for draft in houses(page)]
    return [
        (page.referents[a.key].name, page.referents[b.key].name)
        for a, b in ends
        if isinstance(a, Mention) and isinstance(b, Mention)
    ]


def test_a_facility_is_run_by_whoever_stands_before_its_name() -> None:
    assert hosted("A node stands at the [Norhost|DataCenterOperator] [NX2|Facility] data centre.") == [("Norhost", "NX2")]
    assert hosted("Gear goes into the [Norhost|DataCenterOperator] earth station in [Hull|Place].") == [
        ("Norhost", "Norhost earth station in Hull")
    ]
    assert hosted("[Norhost|DataCenterOperator] is growing. Many carriers meet at its [Hull|Place] campus.") == [
        ("Norhost", "Hull campus")
    ]
    assert hosted("[Norhost|DataCenterOperator] was seen at [Dock Tower|Facility].") == []


def test_networks_that_somebody_runs_in_places_are_its_own() -> None:
    page = resolve(page_of("[Norda Net|Carrier] builds and operates dark fiber networks in [Oslo|Place] and in [Hull|Place]."))
    assert [one.name for one in page.referents.values() if one.type == "Network"] == ["Norda Net dark fiber networks"]


def test_a_ring_called_by_a_place_with_a_side_in_its_name_is_a_network_of_its_own() -> None:
    page = with_lines(page_of("[Telco|Carrier] has a ring.\nThe 900-mile [South Dakota|Place] ring will connect [Pierre|Place]."))
    ring = next(one for one in page.referents.values() if one.name == "South Dakota ring")
    assert (ring.type, [name for name, _ in ring.hints if name == "whole"]) == ("Network", [])


def test_a_ring_that_lands_is_a_cable() -> None:
    page = resolve(page_of("[Telco|Carrier] will expand its ring.\n[Telco|Carrier]'s [ring|Network] is long."))
    assert {page.type_of(m) for m in page.mentions if m.text == "its ring"} == {"Network"}
    wet = with_wet_lines(resolve(page_of("[Telco|Carrier] will expand its ring, which lands in [Hull|Place].")))
    assert {wet.type_of(m) for m in wet.mentions if m.text == "its ring"} == {"Cable"}


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[Telco|Carrier]'s subsea cable system reaches [Hull|Place].", "Telco subsea cable system"),
        ("[Telco|Carrier] grows.\nIts submarine cable lands in [Hull|Place].", "Telco submarine cable"),
        ("[Telco|Carrier] grows.\nThe company's undersea cable lands in [Hull|Place].", "Telco undersea cable"),
        ("[Telco|Carrier], whose submarine system reaches [Hull|Place], grows.", "Telco submarine system"),
        ("The undersea cable of [Telco|Carrier] reaches [Hull|Place].", "Telco undersea cable"),
        ("[Telco|Carrier] owns and operates a submarine cable system in [Hull|Place].", "Telco submarine cable system"),
    ],
)
def test_a_cable_is_called_by_its_owner(marked: str, name: str) -> None:
    page = resolve(page_of(marked))
    (cable,) = (one for one in page.referents.values() if one.type == "Cable")
    (owner,) = (key for key, one in page.referents.items() if one.type == "Carrier")
    assert cable.name == name and ("owner", owner) in cable.hints


@pytest.mark.parametrize(
    "marked",
    [
        "[Telco|Carrier]'s submarine cable systems reach [Hull|Place].",
        "[Telco|Carrier]'s second submarine cable is planned.",
        "[Telco|Carrier]'s television cable reaches [Hull|Place].",
        "The [Club|Consortium]'s submarine cable is old.",
    ],
)
def test_not_every_cable_of_somebody_is_the_cable_he_is_known_for(marked: str) -> None:
    assert not any(("owner" in dict(one.hints)) for one in resolve(page_of(marked)).referents.values() if one.type == "Cable")


def test_the_cable_of_an_owner_is_one_however_it_is_told() -> None:
    page = resolve(
        page_of(
            "[Telco|Carrier] will upgrade its submarine cable system.\n"
            "[Telco|Carrier]'s cable reaches [Hull|Place].\nIts cable is old."
        )
    )
    assert [one.name for one in page.referents.values() if one.type == "Cable"] == ["Telco submarine cable system"]


def test_what_explains_a_cable_tells_whose_it_is() -> None:
    page = resolve(page_of("It is part of [Blue Loop|Cable], the subsea cable system of [Telco|Carrier]."))
    (cable,) = (one for one in page.referents.values() if one.type == "Cable")
    assert cable.name == "Blue Loop" and "owner" in dict(cable.hints)


def test_houses_of_one_name_are_told_apart_by_their_towns() -> None:
    host = "[Norhost|DataCenterOperator]"
    told = f"Gear is in the carrier-neutral {host} data centre in [Hull|Place] and in the {host} data centre in [Lund|Place]."
    assert hosted(f"{told} The {host} [Hull|Place] data centre is full.") == [
        ("Norhost", "Norhost data centre in Hull"),
        ("Norhost", "Norhost data centre in Lund"),
    ]
