"""What is found in a text by nothing but the text: own-worded sentences about invented things."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest

from telegrapher.extraction.names import describe_network
from telegrapher.extraction.page import Page
from telegrapher.model import Found, Referent
from telegrapher.reference.reference import Reference

Read = Callable[..., Page]


def named(page: Page, form: str) -> Referent:
    """The referent that some mention with this text names."""
    keys = {mention.key for mention in page.mentions if mention.text == form}
    assert len(keys) == 1, f"{form!r} in {[(m.text, m.key) for m in page.mentions]}"
    return page.referents[keys.pop()]


def texts(page: Page) -> list[str]:
    return [mention.text for mention in page.mentions]


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("The contract was won by Quellonics, a maker of optical transport equipment.", "Quellonics", "Vendor"),
        ("The route was leased from Nordhaven, an operator of fibre networks in Norway.", "Nordhaven", "Carrier"),
        ("It was sold to Brightwater Capital Partners last year.", "Brightwater Capital Partners", "Investor"),
        ("The grant comes from the Ministry of Digital Affairs in Warsaw.", "Ministry of Digital Affairs", "GovernmentBody"),
        ("Students at the University of Eastmere will use it.", "University of Eastmere", "ResearchFirm"),
        ("They built the Pelican Cable System with two partners.", "Pelican Cable System", "Cable"),
        ("Traffic will move to the Zephyr submarine cable next year.", "Zephyr", "Cable"),
        ("The firm installed the QX-900 router in two cities.", "QX-900", "Product"),
        ("It lands at the Port Ellis Cable Landing Station.", "Port Ellis Cable Landing Station", "Facility"),
        ("They met at the Metro Fibre Summit 2019 in Lisbon.", "Metro Fibre Summit 2019", "Event"),
        ("The link ends in Kirchdorf, Austria.", "Kirchdorf, Austria", "Place"),
        ("The project was praised by Maria Lindholm, chief technology officer at Nordhaven Telecom.", "Maria Lindholm", "Person"),
        ("The system supports DWDM on all routes.", "DWDM", "Technology"),
    ],
)
def test_kinds_by_shape_and_context(read: Read, text: str, form: str, kind: str) -> None:
    assert named(read(text), form).type == kind


def test_short_forms_acronyms_and_possessives_mean_one(read: Read) -> None:
    page = read(
        "Vellmar Fibre Networks Inc. (NYSE: VFN) has bought a ring. Vellmar said the ring is old. Vellmar’s staff will run it.\n"
        "South Atlantic Interlink Cable (SAIC) is next. SAIC needs repair."
    )
    assert named(page, "Vellmar").key == named(page, "Vellmar Fibre Networks Inc").key
    assert named(page, "Vellmar").name == "Vellmar Fibre Networks"
    assert named(page, "SAIC").name == "South Atlantic Interlink Cable"
    assert named(page, "SAIC").type == "Cable"
    assert "VFN" not in texts(page)


def test_surnames_mean_the_person(read: Read) -> None:
    page = read("Tomas Veridian, president of Ostrava Telecom, was glad. Veridian thanked all. Mr. Veridian then left.")
    assert texts(page).count("Veridian") == 2
    assert named(page, "Veridian").name == "Tomas Veridian"


def test_title_words_are_no_names(read: Read) -> None:
    page = read("“It works,” said Anna Pereira, Senior Vice President of Global Wholesale Solutions at Ostrava Telecom.")
    assert sorted(texts(page)) == ["Anna Pereira", "Ostrava Telecom"]


def test_vendor_and_product_are_two_names(read: Read) -> None:
    page = read(
        "Quellonics Inc. sells gear. The Quellonics QX-900 router is new. Quellonics’ QX-900 platform is used by Nordhaven Telecom."
    )
    assert named(page, "QX-900").type == "Product"
    assert "Quellonics QX-900" in named(page, "QX-900").aliases
    assert named(page, "Quellonics").type == "Vendor"


def test_headings_bring_forth_nothing_but_show_names_known_below(read: Read) -> None:
    page = read("headline: Nordhaven Telecom Picks Fast New Rings For Growth\nA ring was chosen by Nordhaven Telecom today.")
    assert texts(page) == ["Nordhaven Telecom", "Nordhaven Telecom"]


def test_disclaimer_and_noise_yield_nothing(read: Read) -> None:
    page = read("disclaimer: Nordhaven Telecom and Quellonics Inc. take no responsibility.\nnoise: Share on Chirper Inc.")
    assert page.mentions == ()


def test_words_that_open_sentences_are_no_names(read: Read) -> None:
    page = read("Customers like it. Bandwidth grows. Yesterday it rained. Repairs take time. Construction began in May.")
    assert page.mentions == ()


def test_passages_and_amounts_are_no_names(read: Read) -> None:
    page = read(
        "Under Section 10 and Form S-4 the sum of US $630 million is due; see Exhibit 99.1 and Chapter 11 for 100 Gbps and 5 km."
    )
    assert page.mentions == ()


def test_described_networks(read: Read) -> None:
    page = read(
        "Nordhaven Telecom has grown. Nordhaven’s pan-European network is old, and Nordhaven Telecom's network needs power. "
        "The metro network of Nordhaven Telecom is new."
    )
    networks = [referent for referent in page.referents.values() if referent.type == "Network"]
    assert [network.name for network in networks] == ["Nordhaven Telecom pan-European network", "Nordhaven Telecom metro network"]
    owner = named(page, "Nordhaven Telecom").key
    assert all(network.hints == (("owner", owner),) for network in networks)
    described = [mention for mention in page.mentions if mention.found is Found.DESCRIPTION]
    assert [mention.text for mention in described] == ["pan-European network", "network", "metro network"]


def test_a_network_is_of_the_firm_that_the_clause_is_about(read: Read) -> None:
    page = read(
        "Nordhaven Telecom and Lumatrix Power are old. Silver Fibre, a venture of Nordhaven Telecom and Lumatrix Power, "
        "operates a network of 900 km in Norway. Silver Fibre grows."
    )
    networks = [referent for referent in page.referents.values() if referent.type == "Network"]
    assert [network.name for network in networks] == ["Silver Fibre network"]


def test_network_operators_are_no_networks(read: Read) -> None:
    page = read("Nordhaven Telecom network operators met the Nordhaven Telecom network engineering team.")
    assert not [referent for referent in page.referents.values() if referent.type == "Network"]


def test_name_of_a_described_network() -> None:
    assert describe_network("Nordhaven", ["new", "nationwide", "LTE", "network"]) == "Nordhaven nationwide LTE network"
    assert describe_network("Nordhaven", ["existing", "network"]) == "Nordhaven network"


def test_prizes_and_their_categories(read: Read) -> None:
    one = read("At the Carrier Choice Awards it was named Best Rural Carrier. The Carrier Choice Awards honour service.")
    assert named(one, "Best Rural Carrier").key == named(one, "Carrier Choice Awards").key
    many = read("The Carrier Choice Awards went out: Best Rural Carrier to one, Best Wholesale Carrier and Data Hub to another.")
    assert len({named(many, form).key for form in ("Best Rural Carrier", "Best Wholesale Carrier and Data Hub")}) == 2


def test_places_in_a_row(read: Read) -> None:
    page = read("The cable lands in Marenstad, Okaville, Quor Bay and Tellisport.")
    assert {page.referents[mention.key].type for mention in page.mentions} == {"Place"}
    assert len(page.mentions) == 4


def test_contact_lines(read: Read) -> None:
    page = read(
        "contact Quellonics: Ilvara Mondeck, Quellonics Media Relations\ncontact: +1 555 0100 ilvara.mondeck@example.com\n"
        "Quellonics Inc. sells."
    )
    assert named(page, "Ilvara Mondeck").type == "Person"
    assert "Media Relations" not in texts(page)


def test_reference_gives_type_and_candidates(read: Read, reference: Reference) -> None:
    page = read("Lumatrix sells the Lumatrix LT-40 with OTN switching. LUMATRIX CORPORATION was glad.", reference)
    vendor, product = named(page, "Lumatrix"), named(page, "LT-40")
    assert (vendor.type, product.type) == ("Vendor", "Product")
    assert vendor.candidates[0].endswith("organization/lumatrix")
    assert named(page, "LUMATRIX CORPORATION").key == vendor.key
    assert {m.found for m in page.mentions if m.key == vendor.key} == {Found.GAZETTEER}


def test_doubtful_names_need_their_sense_shown(read: Read, reference: Reference) -> None:
    plain = read("A slice of Lemon is on the table.", reference)
    assert not any(referent.candidates for referent in plain.referents.values())
    shown = read("Lemon Telecom has grown. Today Lemon said so.", reference)
    assert named(shown, "Lemon").candidates == named(shown, "Lemon Telecom").candidates != ()


def test_mentions_are_exact_sorted_and_apart(read: Read, reference: Reference) -> None:
    page = read(
        "Lumatrix Corporation (“Lumatrix”) sold the LT-40 to Lemon Telecom of Lisbon, Portugal. "
        "Lumatrix's network in Cork, Ireland is new.",
        reference,
    )
    spans = [mention.span for mention in page.mentions]
    assert spans == sorted(spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    assert all(page.release.quote(mention.span) == mention.text for mention in page.mentions)
    assert {mention.key for mention in page.mentions} == set(page.referents)


def test_same_text_same_page(read: Read) -> None:
    text = "Nordhaven Telecom, Ostrava Telecom and Quellonics Inc. met in Oslo. The ring of Nordhaven is new."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "piece", ["Aa ", "A-", "(AB) ", "X & ", "of Bb ", "Best Aa and ", "A. ", "Aa, ", "CEO of ", "Aa's network ", "1234 ", "(A: B) "]
)
def test_hostile_text_takes_linear_time(read: Read, piece: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        read(piece * (size // len(piece)))
        return time.process_time() - start

    seconds(200)
    small, large = seconds(6_000), seconds(24_000)
    assert large < 7 * small + 0.5


def test_who_is_explained_runs_the_network(read: Read) -> None:
    page = read("Nordhaven Telecom, a company of Grupo Kelto, operates a network of 900 km of fiber in Norway.")
    assert {one.name for one in page.referents.values() if one.type == "Network"} == {"Nordhaven Telecom network"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Velmora has acquired the Metro Ethernet Networks business of Norda.", "Metro Ethernet Networks"),
        ("Velmora completed the purchase of Norda's Broadband Access division.", "Broadband Access"),
        ("Norda will sell its Managed Voice unit to Velmora.", "Managed Voice"),
    ],
)
def test_a_part_that_changes_hands_is_a_firm(read: Read, text: str, name: str) -> None:
    assert named(read(text), name).type == "Organization"


def test_a_part_at_work_is_none(read: Read) -> None:
    assert "Managed Voice" not in texts(read("Norda told its Managed Voice unit to wait."))


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        (
            "Brevik Communications Inc. grew. Brevik, a unit of Brevik Enterprises, Inc., said so.",
            "Brevik",
            "Brevik Communications Inc",
        ),
        (
            "Norda Telecommunications Corporation (Norda Telecom) grew. Norda Telecom said so.",
            "Norda Telecom",
            "Norda Telecommunications Corporation",
        ),
        (
            "They sell under the name of Concert Communications. Impsat became a distributor of Concert.",
            "Concert",
            "Concert Communications",
        ),
    ],
)
def test_short_forms_mean_who_was_named(read: Read, text: str, short: str, whole: str) -> None:
    page = read(text)
    assert named(page, short) is named(page, whole)
