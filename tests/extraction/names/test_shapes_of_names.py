"""Names of unusual shape, each in a sentence of its own: whole, of the right kind, and nothing beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telegrapher.extraction.names import find_names
from telegrapher.extraction.page import Page
from telegrapher.reading import read_bytes
from telegrapher.reference import load

Read = Callable[..., Page]


def kinds(page: Page) -> dict[str, str]:
    return {mention.text: page.referents[mention.key].type for mention in page.mentions}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was approved by Autoridad de Puertos y Telecomunicaciones in May.", "Autoridad de Puertos y Telecomunicaciones"),
        ("A licence came from Kementerian Riset dan Teknologi last year.", "Kementerian Riset dan Teknologi"),
        (
            "It was backed by the Ministry of Transport, Energy and Communications.",
            "Ministry of Transport, Energy and Communications",
        ),
        ("Legal adviser was Roe, Lindqvist & Park LLP of Boston.", "Roe, Lindqvist & Park LLP"),
        ("The route is run by Beryl Networks (East Africa) Limited.", "Beryl Networks (East Africa) Limited"),
        ("Lasers come from 4D Lightwave GmbH.", "4D Lightwave GmbH"),
        ("Traffic is handed to quartz7, Telecom Egypt and Sparkle.", "quartz7"),
        ("On Monday velk telecom inc. reported its sales.", "velk telecom inc"),
        ("Inversiones Luna Hnos. & Cía bought the carrier.", "Inversiones Luna Hnos. & Cía"),
    ],
)
def test_names_are_whole(read: Read, text: str, name: str) -> None:
    assert name in kinds(read(text))


def test_listed_names_with_and_take_in_the_unit_behind_them(read: Read) -> None:
    assert "Cable and Wireless Marine" in kinds(read("It was laid by Cable and Wireless Marine in May.", load()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Its motto, Wide and Open, stands above the door.", "Wide and Open"),
        ("The site is certified to ISO 27001.", "ISO 27001"),
        ("Early customers include Beryl Networks.", "Early"),
        ("lead: Zagreb (KORAN) - The operator Beryl Networks will grow.", "KORAN"),
        ("Beryl Networks (ticker: BRLN) rose.", "BRLN"),
        ("Readiness is planned for May.", "Readiness"),
        ("It was mended by the C.S. Wave Herald.", "C.S. Wave Herald"),
    ],
)
def test_what_names_nothing(read: Read, text: str, name: str) -> None:
    assert name not in kinds(read(text))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The company named Tan Kwee Ling as Director of Sales.", "Tan Kwee Ling", "Person"),
        ("Beryl Networks named Oyelu Praceton chief technology officer.", "Oyelu Praceton", "Person"),
        ("They met at Carriers Sumava 2013 in May.", "Carriers Sumava", "Event"),
        ("Orders go to the Onyx 1830 PSX-4 switches.", "Onyx 1830 PSX-4", "Product"),
        ("It owns Strait Link 1 and Strait Link 2, two cables between the isles.", "Strait Link 1", "Cable"),
    ],
)
def test_kinds_shown_by_the_words_around(read: Read, text: str, name: str, kind: str) -> None:
    assert kinds(read(text)).get(name) == kind


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("The West African Growth Bank (BAOC) paid. BAOC is in Lomé.", "West African Growth Bank", "BAOC"),
        ('Samudra Kabel Networks Tbk ("SKN", IDX: SKNX) grew. SKN is in Jakarta.', "Samudra Kabel Networks Tbk", "SKN"),
        ("Redes del Litoral S.A. (BVC: RELX), or RDL, sold it. RDL is a carrier.", "Redes del Litoral S.A", "RDL"),
        ("Norsa Electronics, trading as Nelko, grew. Nelko is a vendor.", "Norsa Electronics", "Nelko"),
    ],
)
def test_second_names_are_names_of_the_same(read: Read, text: str, long: str, short: str) -> None:
    keys = {mention.text: mention.key for mention in read(text).mentions}
    assert short in keys
    assert keys[short] in {key for form, key in keys.items() if form.startswith(long)}


@pytest.mark.parametrize("text", ["Ericsson has shipped MINI-LINK QX to Pello.", "A picture shows the MINI-LINK QX radio."])
def test_a_code_behind_a_family_tells_which_of_it(read: Read, text: str) -> None:
    assert kinds(read(text, load())).get("MINI-LINK QX") == "Product"


@pytest.mark.parametrize("deed", ["has installed", "will buy", "selected"])
def test_a_company_told_by_its_country(read: Read, deed: str) -> None:
    assert kinds(read(f"VestTel of Norway {deed} the platform.", load())).get("VestTel") == "Organization"


@pytest.mark.parametrize("owners", ["consortium", "management committee", "supply group steering committee", "parties"])
def test_whoever_speaks_for_the_owners_of_a_cable_names_the_cable(read: Read, owners: str) -> None:
    text = f"Work on the West Africa Cable System (WACS) goes on, said Jo Roe, chairman of the WACS {owners}. WACS is long."
    assert kinds(read(text, load())).get("WACS") == "Cable"


@pytest.mark.parametrize(
    "text",
    [
        "Two cables come ashore: Tempest, which links Marenstad with Okaville, and Galewind, which connects it with Quor.",
        "It uses three submarine systems: Tempest, which runs from Marenstad to Okaville, and Galewind, which will land in Quor.",
    ],
)
def test_cables_counted_off(read: Read, text: str) -> None:
    page = kinds(read(text))
    assert (page["Tempest"], page["Galewind"]) == ("Cable", "Cable")


def test_symbols_and_marks_of_notes_are_no_part_of_names(read: Read) -> None:
    page = read("Lumora Systems* [NYSE/TSE: NT] unveiled the Vexta* 700 Platform. Lumora Systems sells the Vexta 700 Platform.")
    assert "NT" not in kinds(page)
    assert "Vexta 700 Platform" in {one.name for one in page.referents.values()}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ('Telco signed for South to Mid Passage North ("SMP North"), two submarine cable systems.', "SMP North", "Cable"),
        ("Telco has ordered the East and Red Sea Access (ERA) cable, which is long.", "East and Red Sea Access", "Cable"),
        ('Telco joined the Bridge of Atlantic Light ("BAL"), a cable between Spain and Brazil.', "BAL", "Cable"),
        ('Telco will deploy the Gateway to Unified Routing ("GUR"), a router.', "Gateway to Unified Routing", "Product"),
    ],
)
def test_what_follows_a_bracket_tells_of_both_names(read: Read, text: str, name: str, kind: str) -> None:
    assert kinds(read(text)).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "The jury gave an award, Best Ring Operator – North and West, to Beryl Networks.",
            "Best Ring Operator – North and West",
            "Award",
        ),
        ("Members are Beryl Networks, VestTel Ltd in Sweden and others.", "VestTel Ltd", "Organization"),
        ("Its transit service is called GlideNet.", "GlideNet", "Service"),
        ("Rival cable Sudwell was lit in 2012.", "Sudwell", "Cable"),
    ],
)
def test_kinds_of_what_is_told_of(read: Read, text: str, name: str, kind: str) -> None:
    assert kinds(read(text, load())).get(name) == kind


def test_an_article_behind_a_colon_and_heads_of_tables_name_nothing(read: Read) -> None:
    found = kinds(read("Note to editors: A photo of the station is available. The award went to:\nCategory | Winner"))
    assert not {"A", "Category", "Winner"} & set(found)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They ordered the 1750 Luxo Manager line terminal.", "1750 Luxo Manager", "Product"),
        ("Beryl Networks has a new management system, Onyx Network Manager, and the Onyx 40.", "Onyx Network Manager", "Product"),
        ("Nordia runs a Luxo 400 ring in the town.", "Luxo 400", "Product"),
    ],
)
def test_wares_called_managers_and_networks_made_of_wares(read: Read, text: str, name: str, kind: str) -> None:
    assert kinds(read(text)).get(name) == kind


def test_a_manager_beside_a_person_names_no_ware(read: Read) -> None:
    assert not any("Manager" in name for name in kinds(read("Jo Roe, Beryl Networks Product Manager, is glad.")))


def test_satellites_together_are_a_network_and_one_is_a_product(read: Read) -> None:
    page = kinds(read("Kelto uses the Zephyr constellation and the Q7b satellites. Lumora built the Apollo-5 satellite."))
    assert (page["Zephyr"], page["Q7b"], page["Apollo-5"]) == ("Network", "Network", "Product")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Customers include Nordal PCS in Hawaii.", "Nordal PCS"),
        ("Northgate ICT Solutions of the Philippines selected it.", "Northgate ICT Solutions"),
        ("Fjordal IT Services is pleased.", "Fjordal IT Services"),
        ("The firm operates more than 300 Kestrel links.", "Kestrel"),
    ],
)
def test_initials_of_the_trade_inside_names_of_firms(read: Read, text: str, name: str) -> None:
    assert name in kinds(read(text))


@pytest.mark.parametrize("name", ["Baltra telecom", "VEL-NET mobile", "Aurum North broadband", "Quillon energy"])
def test_names_that_end_in_lower_case_are_whole_where_a_heading_tells_so(read: Read, name: str) -> None:
    told = f"A contract was signed by {name} in Riga, and Orsa bought shares of {name}."
    page = read(f"{told}\nabout {name}: About {name}\nabout {name}: {name}, headquartered in Riga, runs a ring.")
    assert sum(mention.text == name for mention in page.mentions) == 4
    assert name.rpartition(" ")[0] not in kinds(page)


def test_words_of_the_trade_behind_a_name_are_no_part_of_it(read: Read) -> None:
    page = read("Baltra telecom equipment was sold by Orsa Ltd.\nabout Baltra: About Baltra\nabout Baltra: Baltra Ltd sells it.")
    assert not any("telecom" in text for text in kinds(page))


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Quorla is based in Oslo. “Good,” said Jo Roe, Managing Director of Quorla Spain.", "Quorla Spain"),
        ("Quorla grew. Ann Poe is country manager for Quorla South Africa.", "Quorla South Africa"),
        ("“Fine,” said Udo Lin, Vice President of Vexalon Optics.", "Vexalon Optics"),
    ],
)
def test_a_name_unknown_to_the_language_behind_a_title_is_a_company(read: Read, text: str, company: str) -> None:
    assert company in kinds(read(text))


@pytest.mark.parametrize("field", ["Photonics", "Colocation", "Nordics", "Wholesale Voice"])
def test_a_field_of_work_behind_a_title_is_no_company(read: Read, field: str) -> None:
    assert field not in kinds(read(f"“Fine,” said Udo Lin, Vice President of {field} at Quorla."))


EXCHANGES = "NORIX-IX, the operator of an Internet exchange, opened in Leeds. NORIX-IX Leeds is neutral. It runs NORIX-IX Dallas"


def test_what_an_exchange_has_in_a_town_is_a_house() -> None:
    page = find_names(next(iter(read_bytes(f"{EXCHANGES}, and in Doha it manages GULF-IX.".encode(), name="a.txt"))), load())
    told = kinds(page)
    assert {told[name] for name in ("NORIX-IX Leeds", "NORIX-IX Dallas", "GULF-IX")} == {"Facility"}
    assert told["NORIX-IX"] == "DataCenterOperator"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The terminal was the QXA10 C300, equipment that is in service.", "QXA10 C300", "Product"),
        ("A card, type QGTO, was put in.", "QGTO", "Product"),
        ("They took the modular LX70 for the hubs.", "LX70", "Product"),
        ("The QXHN F821 was used.", "QXHN F821", "Product"),
        ("It has rolled out Ostrel Networks switches in May.", "Ostrel Networks", "Vendor"),
        ("NL-ix has said that it will grow.", "NL-ix", "DataCenterOperator"),
        ("Switches stand in its Oslo exchange, OSL-IX.", "OSL-IX", "DataCenterOperator"),
        ("The box does DWDM/OTN at the edge.", "OTN", "Technology"),
        ("It replaces a VPLS set-up of old.", "VPLS", "Technology"),
        ("Both do GPON and 25G PON at once.", "25G PON", "Technology"),
    ],
)
def test_models_exchanges_and_techniques(read: Read, text: str, name: str, kind: str) -> None:
    assert kinds(read(text)).get(name) == kind


def test_codes_of_states_open_no_names(read: Read) -> None:
    found = kinds(read("PA Wireless, Inc. is large. The portfolio of PA Wireless sells in Denver, CO and in NY.", load()))
    assert found["PA Wireless"] == "Organization" and "PA" not in found and found["NY"] == "Place"


def test_a_new_name_with_a_land_in_brackets_is_text(read: Read) -> None:
    found = kinds(read("Ostrel is renamed Velda Ostrel (Europe) NV.", load()))
    assert "Ostrel" in found and "Europe" not in found and "NV" not in found


def test_initials_and_the_last_word_before_a_legal_form(read: Read) -> None:
    page = read("Lunar Mare Engineering Ltd (LM Engineering) has grown. LM Engineering is glad.")
    assert len({mention.key for mention in page.mentions}) == 1


def test_short_headings_in_capitals_name_nothing(read: Read) -> None:
    assert "KEY FACTS" not in kinds(read("KEY FACTS\nOstrel Networks has grown."))


_BODY = (
    "{name} opens a ring\n\nOSLO, May 3, 2021 – {name} said today that its ring is in service. {name} has also bought fibre.\n\n"
    '"It runs well," said Ida Moe, CEO of {name}. {name} will go on.\n\n'
    "About {name}\n{name} operates fibre networks. Headquartered in Bergen, Norway, {name} started out in 2005.\n\n"
    "{name} Contact\nIda Moe\n"
)


@pytest.mark.parametrize("name", ["V2R", "Galway", "M7", "Tampa", "3Link", "Plovix", "Odessa"])
def test_who_issues_and_has_a_chief_is_somebody_however_the_name_looks(read: Read, name: str) -> None:
    assert kinds(read(_BODY.format(name=name), load()))[name] in {"Organization", "Carrier"}


@pytest.mark.parametrize("verb", ["started out", "began", "serves", "grew", "employs"])
def test_who_acts_behind_his_seat_is_no_member_of_its_row(read: Read, verb: str) -> None:
    text = f"Based in Evansville, Indiana, Plovix {verb} in 2005. Since he came to Plovix, it has grown. Plovix said so."
    assert kinds(read(text, load()))["Plovix"] != "Place"


_WET = (
    "OSLO, May 3, 2021 – Three carriers agreed on terms for the {name}, which will be laid on the bed of the Baltic. {clause} "
    "The subsea line costs $20 million."
)


@pytest.mark.parametrize("name", ["Velmara", "SXW", "PolarLynk", "Compass", "Blue Arc"])
@pytest.mark.parametrize(
    "clause",
    [
        "It is the landing partner for {name} in Estonia.",
        "{name} has landed in Riga.",
        "It bought two fibre pairs on {name}.",
        "The {name} consortium has four members.",
        "The {name} Management Committee met.",
        "Last year {name} was put into service.",
    ],
)
def test_what_is_laid_and_landed_is_a_cable_however_it_is_called(read: Read, name: str, clause: str) -> None:
    assert kinds(read(_WET.format(name=name, clause=clause.format(name=name)), load())).get(name) == "Cable"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It is owned by the Unit Trust of Samoa.", "Unit Trust of Samoa"),
        ("National Cables of Belize has bought a ring.", "National Cables of Belize"),
        ("The Telecommunications Company of Papua New Guinea signed.", "Telecommunications Company of Papua New Guinea"),
        ("Acme sold it to Quarto Networks of Sweden.", "Quarto Networks"),
    ],
)
def test_what_a_land_has_one_of_is_one_name(read: Read, text: str, name: str) -> None:
    assert name in kinds(read(text, load()))


@pytest.mark.parametrize("name", ["LinkPilot", "Vista Controller", "Kestrel", "QRS"])
@pytest.mark.parametrize("verb", ["deployed the {}", "demonstrated the {}", "is testing the {}"])
def test_what_is_deployed_is_no_company_and_no_post(read: Read, name: str, verb: str) -> None:
    assert kinds(read(f"Last May the carrier {verb.format(name)} in Oslo."))[name] == "Product"
