"""References mean what a reader would take them for, or stay unmarked."""

from dataclasses import replace

import pytest

from telegrapher.extraction.coreference import resolve
from telegrapher.extraction.frames.marked import page_of
from telegrapher.extraction.page import Page
from telegrapher.model import Found


def meant(page: Page) -> list[tuple[str, str]]:
    resolved = resolve(page)
    made = [m for m in resolved.mentions if m.found in (Found.REFERENCE, Found.DESCRIPTION)]
    return [(m.text, resolved.referents[m.key].name) for m in made]


def test_the_company_is_the_last_one_named() -> None:
    assert meant(page_of("[Telco|Carrier] grew.\nThe company is pleased.")) == [("The company", "Telco")]


def test_lines_of_a_led_list_stand_beside_each_other() -> None:
    page = page_of("[Telco|Carrier] grew. Its year in brief:\n\nPurchase of [Tel2|Carrier].\nOpening of the group's office.")
    assert ("the group", "Telco") in meant(page)


def test_a_role_chooses_by_type() -> None:
    page = page_of("[Telco|Carrier] chose [Maker|Vendor].\nThe vendor thanked the carrier.")
    assert meant(page) == [("The vendor", "Maker"), ("the carrier", "Telco")]


def test_a_role_that_is_said_of_somebody_refers_to_nobody() -> None:
    assert meant(page_of("[Telco|Carrier] grew.\n[Maker|Vendor] is the supplier.")) == []


def test_coordinated_reference_is_somebody_else() -> None:
    page = page_of("[Telco|Carrier] is at home here.\n[Tel2|Carrier] and the company have signed.")
    assert meant(page) == [("the company", "Telco")]


def test_shareholders_of_the_company_are_others() -> None:
    page = page_of("[Telco|Carrier] is at home here.\n[Tel2|Carrier] and [Fund|Investor] are among the owners of the company.")
    assert meant(page) == [("the company", "Telco")]


def test_the_consortium_is_that_of_the_cable_behind_it() -> None:
    page = page_of(
        "[Red Loop|Cable] has the [Red Group|Consortium].\n[Telco|Carrier] joins the consortium behind the [Blue Loop|Cable]."
    )
    assert meant(page) == [("the consortium", "Blue Loop consortium")]


def test_former_and_latter() -> None:
    page = page_of("[Telco|Carrier] and [Tel2|Carrier] agreed: the former sells to the latter.")
    assert meant(page) == [("the former", "Telco"), ("the latter", "Tel2")]


def test_it_skips_an_owner_for_what_is_owned() -> None:
    page = page_of("[Telco|Carrier]'s [Telco network|Network] spans a continent.\nIt also reaches islands.")
    assert meant(page) == [("It", "Telco network")]


def test_its_headquarters_are_an_organisations() -> None:
    page = page_of("With the [X9|Product], [Maker|Vendor] left its headquarters.")
    assert meant(page) == [("its", "Maker")]


def test_a_described_network_is_a_referent_of_its_own() -> None:
    resolved = resolve(page_of("[Telco|Carrier] will extend its new 800-mile regional network."))
    described = [m for m in resolved.mentions if m.found is Found.DESCRIPTION]
    assert [m.text for m in described] == ["regional network"]
    referent = resolved.referents[described[0].key]
    assert (referent.name, referent.hints) == ("Telco regional network", (("owner", "Telco"),))


def test_running_a_network_makes_it_the_runners() -> None:
    page = page_of("[Telco|Carrier] owns and operates a fiber backbone.")
    assert meant(page) == [("fiber backbone", "Telco fiber backbone")]


def test_vendors_do_not_run_what_they_supply() -> None:
    page = page_of("[Maker|Vendor] showed its metro network.")
    known = replace(page.referents["Maker"], candidates=("https://example.org/maker",))
    assert meant(replace(page, referents={"Maker": known})) == [("its", "Maker")]


def test_network_in_a_vendors_sentence_is_the_operators() -> None:
    page = page_of("[Maker|Vendor] said that [Telco|Carrier] chose the [X9|Product] to extend its metro network.")
    assert ("its metro network", "Telco metro network") in meant(page)


def test_a_consortium_without_a_name_is_its_cables() -> None:
    assert meant(page_of("[Blue Loop|Cable] is long.\nThe consortium is pleased.")) == [("The consortium", "Blue Loop consortium")]


def test_nobody_near_nobody_meant() -> None:
    assert meant(page_of("The company is pleased. [Oslo|Place] is cold.")) == []


def test_impersonal_it_means_nothing() -> None:
    assert meant(page_of("[Telco|Carrier] grew.\nIt is expected that prices fall.")) == []


def test_their_network_of_nobody_in_sight_is_left_alone() -> None:
    assert meant(page_of("[Oslo|Place] is cold, and people there like their metro network.")) == []


def test_a_network_belonging_to_somebody_named_after_it() -> None:
    page = page_of("Visitors saw metropolitan networks belonging to [Telco|Carrier].")
    assert meant(page) == [("metropolitan networks", "Telco metropolitan networks")]


def test_it_means_what_its_verb_asks_for() -> None:
    page = page_of("[Telco|Carrier] likes [Blue Loop|Cable].\n[Telco|Carrier] is large. It lands in [Hull|Place].")
    assert ("It", "Blue Loop") in meant(page)
    laid = page_of("[Blue Loop|Cable] is long.\n[Maker|Vendor] will lay it.")
    assert meant(laid) == [("it", "Blue Loop")]


def test_a_carrier_told_by_its_place() -> None:
    assert ("carrier", "Telco") in meant(
        page_of("[Telco|Carrier] chose [Maker|Vendor] in the shops of the [Kansas|Place] carrier.")
    )


def test_the_network_of_which_something_is_told_is_the_carriers() -> None:
    assert ("The network", "Telco network") in meant(
        page_of("[Telco|Carrier] grew.\nThe network stretches from [Hull|Place] to [Cork|Place].")
    )
    assert meant(page_of("[Telco|Carrier] grew.\nThe network effect is strong.")) == []
    assert meant(page_of("[Telco|Carrier] grew.\nThe combined network spans [Hull|Place].")) == []


def test_a_facility_called_by_its_place_or_address() -> None:
    resolved = resolve(page_of("[Telco|Carrier] opened the [Cork|Place] data center; its data centre at 12 Quay Street is old."))
    assert {m.text for m in resolved.mentions if m.type == "Facility"} == {"Cork data center", "12 Quay Street"}
    market = resolve(page_of("[Telco|Carrier] watches the [Cork|Place] data center market."))
    assert not [m for m in market.mentions if m.type == "Facility"]


@pytest.mark.parametrize(
    "words",
    ["was picked by [Telco|Carrier] for its core network", "is used by [Telco|Carrier] across its core network"],
)
def test_who_acts_in_the_passive_has_the_network(words: str) -> None:
    page = page_of(f"[Maker|Vendor] said that a switch of [Other|Carrier] {words}.")
    assert ("its core network", "Telco network") in meant(page)


def test_its_beside_several_subjects_is_of_who_was_told_of_before() -> None:
    page = page_of("Users praise [Maker|Vendor] gear.\nIn May, [Telco|Carrier] and [Tel2|Carrier] have deployed its radios.")
    assert meant(page) == [("its", "Maker")]


def test_what_somebody_buys_is_another_company() -> None:
    page = page_of("[Maker|Vendor] makes lasers.\nOn May 3, 2019, [Bigco|Vendor] announced its intention to acquire the company.")
    assert meant(page) == [("its", "Bigco"), ("the company", "Maker")]


def test_its_behind_a_verb_is_the_subjects() -> None:
    page = page_of("[Maker|Vendor] makes lasers with [Tel2|Carrier].\n[Bigco|Vendor] announced its plans for a rival unit.")
    assert meant(page) == [("its", "Bigco")]


def test_the_joint_venture_is_the_company_told_of_as_one() -> None:
    text = "[Telco|Carrier] and [Maker|Vendor] will set up a joint venture, [Newco|Organization].\n[Maker|Vendor] holds half.\n"
    assert meant(page_of(text + "The joint venture will sit in [Oslo|Place].")) == [("The joint venture", "Newco")]
    assert meant(page_of("[Telco|Carrier] and [Maker|Vendor] agreed.\nThe joint venture will be small.")) == []


def test_a_part_of_somebodys_business_is_not_the_company() -> None:
    assert meant(page_of("[Maker|Vendor] grew.\n[Oslo|Place] is the seat of the European business.")) == []
    assert meant(page_of("[Maker|Vendor] grew.\nThe business sits in [Oslo|Place].")) == [("The business", "Maker")]


def test_the_portfolio_of_another_is_none_that_was_told_of() -> None:
    assert meant(page_of("[Maker|Vendor] sells the [X9|Product].\nThe portfolio of [Other|Vendor] is small.")) == []


def test_a_capital_makes_the_group_who_issues() -> None:
    text = "[Bigco|Vendor] has bought [Maker|Vendor].\n[Maker|Vendor] makes lasers.\nEarlier, the Group had bought [Newco|Vendor]."
    assert meant(page_of(text)) == [("the Group", "Bigco")]


@pytest.mark.parametrize("joint", [" and", ", together with", " with", " along with"])
def test_its_right_behind_a_name_that_it_joins_is_of_that_name(joint: str) -> None:
    page = page_of(
        f"[Norda|Carrier] opened an office.\nOperator [Polvia|Carrier]{joint} its partner [Aero|Carrier] has chosen [Maker|Vendor]."
    )
    assert ("its", "Polvia") in meant(page)


def test_the_group_is_the_part_of_a_firm_called_so() -> None:
    page = page_of(
        "[Norda|Carrier] has bought [Kelda|Vendor]'s [Metro Access|Vendor] group.\nUntil today the group was [Kelda|Vendor]'s."
    )
    assert ("the group", "Metro Access") in meant(page)


@pytest.mark.parametrize(
    "told",
    [
        "[Telco|Carrier] is the operator of a national network.",
        "[Telco|Carrier], owner and operator of the largest national network in the land, grew.",
        "[Telco|Carrier] owns and operates Europe's most advanced and densely linked national network.",
        "The owner of a national network, [Telco|Carrier], was an operator of a national network.",
    ],
)
def test_who_is_the_operator_of_a_network_keeps_it(told: str) -> None:
    assert "Telco national network" in {name for _, name in meant(page_of(told))}


@pytest.mark.parametrize("said", ["is not the operator of", "is no longer the operator of", "is the former owner of"])
def test_who_is_not_the_operator_keeps_no_network(said: str) -> None:
    assert meant(page_of(f"[Telco|Carrier] {said} a national network.")) == []


def test_two_words_for_one_kind_of_network() -> None:
    page = page_of("[Telco|Carrier] runs a voice and data network.")
    assert [name for _, name in meant(page)] == ["Telco voice and data network"]
