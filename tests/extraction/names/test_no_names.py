"""Capitals and digits that are no names, and short forms that are not made of all initials: own-worded, invented things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telegrapher.extraction.page import Page

Read = Callable[..., Page]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Norwick Telecom signed an XCD16 million (USD5.9 million) contract for a submarine cable.", ("XCD16", "USD5.9")),
        ("The route will carry 43.8Tbps on a new subsea cable, and 100G-and-above waves follow.", ("43.8Tbps", "100G-and-above")),
        ("The ring runs at 100-Gbps and is 800G-ready.", ("100-Gbps", "800G-ready")),
        ("The shore end was laid by the Isle of Brenn cable ship in May.", ("Isle of Brenn",)),
        ("In a Web-scale world, carriers need more.", ("Web-scale",)),
        ("The submarine cable grew: Phase II will connect Togo and Benin.", ("Phase II", "II")),
        ("Stage IV will link Kenya by a submarine cable.", ("Stage IV", "IV")),
        ("Under Title VII of the Act the submarine cable was licensed.", ("Title VII", "VII")),
        ("Norwick issued a Request for Information (RFI) in May. The RFI drew four replies.", ("Request for Information", "RFI")),
        ("Norwick signed a Letter of Intent and an Indefeasible Right of Use.", ("Letter of Intent", "Letter", "Indefeasible")),
        ("Norwick holds a call at 8:30 a.m. ET. It ends at 10:00 (BST) or 3 pm PT.", ("ET", "BST", "PT")),
        ("An Invitation to Tender and a Notice to Proceed were sent.", ("Invitation", "Tender", "Notice", "Proceed")),
    ],
)
def test_amounts_rates_ships_and_adjectives_name_nothing(read: Read, text: str, never: tuple[str, ...]) -> None:
    shown = {mention.text for mention in read(text).mentions if mention.type != "Other"}
    assert not shown & set(never)


def test_a_sea_is_no_cable(read: Read) -> None:
    page = read("The new submarine cable will cross the North Atlantic and reach Denmark.")
    kinds = {mention.text: page.referents[mention.key].type for mention in page.mentions}
    assert kinds.get("North Atlantic", "Place") == "Place"


def test_a_verb_of_speaking_before_a_person_is_not_a_given_name(read: Read) -> None:
    page = read("Said Kelly Marrow, senior vice president of Lumatrix: “We are glad.”")
    assert "Kelly Marrow" in {mention.text for mention in page.mentions}


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("Brine Communications (BrineComms) will run it. BrineComms is a carrier.", "Brine Communications", "BrineComms"),
        (
            "The state firm Gestora de Redes Nacionales (GRNSM) will run the cable. GRNSM said so.",
            "Gestora de Redes Nacionales",
            "GRNSM",
        ),
    ],
)
def test_short_forms_by_contraction_and_by_most_initials(read: Read, text: str, long: str, short: str) -> None:
    page = read(text)
    keys = {mention.text: mention.key for mention in page.mentions}
    assert keys[long] == keys[short]


def test_a_bracket_that_points_to_another_text_names_nothing(read: Read) -> None:
    page = read("Brinetel has a new switch. (See Quellor Sees Fast Growth in Switches.) It runs well.")
    assert not {mention.text for mention in page.mentions} & {"Quellor Sees Fast Growth", "Quellor", "Switches"}


def test_trade_words_with_a_short_form_are_no_organisation(read: Read) -> None:
    page = read("Brinetel will open a Point of Presence (POP) in Oslo and a Network Operations Center (NOC) in Bergen.")
    assert not {mention.text for mention in page.mentions} & {"Point of Presence", "POP", "Network Operations Center", "NOC"}


def test_a_company_and_its_cable_of_one_name_are_two_things(read: Read) -> None:
    page = read(
        "Brinelink, an operator of submarine cables, has landed in Oslo. The Brinelink cable is 200 km long. Brinelink said so."
    )
    kinds = [page.referents[mention.key].type for mention in page.mentions if mention.text == "Brinelink"]
    assert kinds == ["Carrier", "Cable", "Carrier"]


def test_a_short_form_stands_for_the_last_name_of_a_row(read: Read) -> None:
    page = read("Brinewind Wholesale, Coltrane Technology Services (“Coltrane”) and Quellor have run a trial. Coltrane is glad.")
    keys = {mention.text: mention.key for mention in page.mentions}
    assert keys["Coltrane Technology Services"] == keys["Coltrane"] != keys["Brinewind Wholesale"]


def test_a_name_may_have_a_sign_inside(read: Read) -> None:
    page = read("Fibra@Casa Limited said that Fibra@Casa will grow. Write to jo@fibra.example.")
    forms = {mention.text for mention in page.mentions}
    assert {"Fibra@Casa Limited", "Fibra@Casa"} <= forms
    assert len({mention.key for mention in page.mentions if mention.text.startswith("Fibra")}) == 1


@pytest.mark.parametrize(
    "label", ["T: +420 555 010 222", "Ph: +27 555 010 222", "Mob +47 555 010 222", "E: press@brinetel.example"]
)
def test_labels_before_numbers_and_addresses_name_nothing(read: Read, label: str) -> None:
    page = read(f"T-Cell Norway, an operator, chose Brinetel.\n\nContact\nMara Lind\n{label}\n")
    assert label[0] not in {mention.text[:2].rstrip(":") for mention in page.mentions}


def test_desks_in_capitals_are_no_products(read: Read) -> None:
    page = read("Brinetel Corp. makes lasers.\n\nBRINETEL PRESS CONTACTS\nMara Lind\nmara@brinetel.example\n")
    assert "Product" not in {referent.type for referent in page.referents.values()}
