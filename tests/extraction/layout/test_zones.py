"""Contacts, issuers, tickers, websites, lists and tables, in the forms that releases print them."""

from __future__ import annotations

import pytest

from telegrapher.extraction.layout import read_layout


def only(rows: set[str], *predicates: str) -> set[str]:
    return {row for row in rows if any(f"| {predicate} |" in row for predicate in predicates)}


LINES = """<contact>
Media contacts:
[Mara Lind|Person]
[Lumora|Vendor]
+1 555 0100 222
mara.lind@lumora.example

[Ivo Sand|Person]
[Telvanta|Carrier]
Tel: +47 55 50 10 10
"""

COLUMNS = """<contact>
[Lumora|Vendor] media\t[Lumora|Vendor] investors\t[Telvanta|Carrier]
[Mara Lind|Person]\t[Ivo Sand|Person]\t[Ada Berg|Person]
+1 555 010 0222\t+1 555 010 0333\t+47 55 50 10 10
m@lumora.example\ti@lumora.example\ta@telvanta.example
"""

ROWS = """<contact>
Press Inquiries:\t[Mara Lind|Person]\t[Lumora|Vendor]\t+1 555 010 0222\tm@lumora.example
Investor Inquiries:\t[Ivo Sand|Person]\t[Lumora|Vendor]\t+1 555 010 0333\ti@lumora.example
"""

INLINE = """<contact>
Press contact: [Mara Lind|Person], Head of Communications, [Lumora|Vendor], Tel: +81 555 013 000, E-mail: m@lumora.example
"""

TWO_ON_A_LINE = """<contact>
Contacts: Press: [Mara Lind|Person], +1 555 010 0222, m@lumora.example - \
Investors: [Ivo Sand|Person], +1 555 010 0333, [Lumora|Vendor]
"""

AGENCY = """<contact>
Media contact for [Lumora|Vendor]:
[Mara Lind|Person]
[Bright PR|Organization]
+1 555 010 0222
"""

FOREIGN_FIRM = """<lead>
[Lumora|Vendor] today announced a network for [Telvanta|Carrier].
<contact>
Press Inquiries:
[Mara Lind|Person], [Quill and Harrow|Organization]
+1 555 010 0222
"""

CELLS = """<contact>
[Lumora|Vendor] Media: [Mara Lind|Person] Tel. +1 (916) 555-0157 m@lumora.example\t\
[Lumora|Vendor] Investors: [Ivo Sand|Person] Tel. +1 (408) 555-0139 i@lumora.example
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LINES,
            {
                "Mara Lind | contactFor | Lumora | email=mara.lind@lumora.example; kind=media; phone=+1 555 0100 222",
                "Ivo Sand | contactFor | Telvanta | kind=media; phone=+47 55 50 10 10",
            },
        ),
        (
            COLUMNS,
            {
                "Mara Lind | contactFor | Lumora | email=m@lumora.example; kind=media; phone=+1 555 010 0222",
                "Ivo Sand | contactFor | Lumora | email=i@lumora.example; kind=investor; phone=+1 555 010 0333",
                "Ada Berg | contactFor | Telvanta | email=a@telvanta.example; phone=+47 55 50 10 10",
            },
        ),
        (
            ROWS,
            {
                "Mara Lind | contactFor | Lumora | email=m@lumora.example; kind=media; phone=+1 555 010 0222",
                "Ivo Sand | contactFor | Lumora | email=i@lumora.example; kind=investor; phone=+1 555 010 0333",
            },
        ),
        (
            INLINE,
            {
                "Mara Lind | contactFor | Lumora | email=m@lumora.example; jobTitle=Head of Communications; kind=media; "
                "phone=+81 555 013 000"
            },
        ),
        (
            TWO_ON_A_LINE,
            {
                "Mara Lind | contactFor | Lumora | email=m@lumora.example; kind=media; phone=+1 555 010 0222",
                "Ivo Sand | contactFor | Lumora | kind=investor; phone=+1 555 010 0333",
            },
        ),
        (AGENCY, {"Mara Lind | contactFor | Lumora | kind=media; phone=+1 555 010 0222"}),
        (FOREIGN_FIRM, {"Mara Lind | contactFor | Lumora | kind=media; phone=+1 555 010 0222"}),
        (
            CELLS,
            {
                "Mara Lind | contactFor | Lumora | email=m@lumora.example; kind=media; phone=+1 (916) 555-0157",
                "Ivo Sand | contactFor | Lumora | email=i@lumora.example; kind=investor; phone=+1 (408) 555-0139",
            },
        ),
        ("<contact>\n[Lumora|Vendor] press office\n+1 555 010 0222\npress@lumora.example\n", set()),
    ],
    ids=["lines", "columns", "rows", "inline", "two-on-a-line", "agency", "foreign-firm", "cells", "office-without-person"],
)
def test_contacts(said, text: str, expected: set[str]) -> None:
    assert only(said(text), "contactFor") == expected


def test_a_person_that_only_the_contact_block_names_is_added_to_the_page(page_of) -> None:
    page, drafts = read_layout(page_of("<contact>\nMedia contact\nMara Lind, [Lumora|Vendor]\n+1 555 010 0222\n"))
    persons = [known.name for known in page.referents.values() if known.type == "Person"]
    assert persons == ["Mara Lind"]
    assert [draft.predicate for draft in drafts if draft.subject and draft.subject.text == "Mara Lind"] == ["contactFor"]


def test_places_that_a_list_proves_are_added_to_the_page(said) -> None:
    text = (
        "[Borealis|Cable] has landings at Varne Bay in [Norway|Place], "
        "Hollum in [Sweden|Place] and [Vaasa|Place] in [Finland|Place]."
    )
    assert said(text) == {"Borealis | landsAt | Varne Bay", "Borealis | landsAt | Hollum", "Borealis | landsAt | Vaasa"}


def test_an_organisation_of_no_known_kind_in_a_list_of_places_is_a_place(said) -> None:
    text = "[Borealis|Cable] has landings at [Hollum Sand|Organization] in [Sweden|Place] and [Vaasa|Place] in [Finland|Place]."
    assert said(text) == {"Borealis | landsAt | Hollum Sand", "Borealis | landsAt | Vaasa"}


def test_capitals_alone_prove_no_place(page_of) -> None:
    page, _ = read_layout(page_of("Offices of Smith and Wesson In Charge are not places. Landing Party and Co is none."))
    assert not page.referents


def test_a_label_read_into_a_name_is_taken_out_again(said) -> None:
    text = (
        "<body>\n[Lumora|Vendor] grows.\n<contact>\n[Lumora Investor Relations|Organization]: [Mara Lind|Person], +1 555 010 0222\n"
    )
    assert only(said(text), "contactFor") == {"Mara Lind | contactFor | Lumora | kind=investor; phone=+1 555 010 0222"}


def test_a_mail_domain_tells_the_organisation(said) -> None:
    text = (
        "<body>\n[Nordic Lumora|Vendor] and [Telvanta|Carrier] agreed.\n"
        "<contact>\nContact\n[Mara Lind|Person]\nmara@nordiclumora.com\n"
    )
    assert only(said(text), "contactFor") == {"Mara Lind | contactFor | Nordic Lumora | email=mara@nordiclumora.com"}


def test_a_contact_in_a_sentence(said) -> None:
    text = "Inquiries may be addressed to [Mara Lind|Person] at [Lumora|Vendor], telephone +1 555 010 0120."
    assert only(said(text), "contactFor") == {"Mara Lind | contactFor | Lumora | phone=+1 555 010 0120"}


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("<lead>\n[Lumora|Vendor] today announced a network for [Telvanta|Carrier].", {"Lumora"}),
        ("<lead>\nA network was built, [Lumora|Vendor] announced today. [Telvanta|Carrier] ordered it.", {"Lumora"}),
        (
            "<lead>\n[Lumora|Vendor] (NYSE: LUM), provider of lasers, and [Telvanta|Carrier], a carrier, announced "
            "today that they won.",
            {"Lumora", "Telvanta"},
        ),
        ("<lead>\n[Lumora|Vendor] and [Telvanta|Carrier] today announced a network.", {"Lumora", "Telvanta"}),
        (
            "<lead>\n[Lumora|Vendor] and [Telvanta|Carrier] have built a network, the companies announced today.",
            {"Lumora", "Telvanta"},
        ),
        ("<lead>\nGood news from [Telvanta|Carrier].\n<noise>\nSOURCE [Lumora|Vendor]\n", {"Lumora"}),
        (
            "<headline>\n[Telvanta|Carrier] Grows\n<subhead>\nMay 3, 2019 04:00 ET | Source: [Lumora|Vendor]\n"
            "<lead>\nGood news from [Telvanta|Carrier].\n",
            {"Lumora"},
        ),
        ("<lead>\nLast year [Nodefield|Vendor] grew. It sold lasers, as announced by nobody.", set()),
        (
            "<headline>\n[Telvanta|Carrier] goes north\n"
            "<lead>\nFibre reaches the Arctic.\n<about:Telvanta>\nAbout [Telvanta|Carrier]\nIt runs fibre.\n",
            {"Telvanta"},
        ),
    ],
)
def test_issuers(said, text: str, issuers: set[str]) -> None:
    assert only(said(text), "issuedBy") == {f"RELEASE | issuedBy | {name}" for name in issuers}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Lumora|Vendor] (NASDAQ: LUMO) sells lasers.", {"Lumora | tickerSymbol | NASDAQ:LUMO"}),
        ("[Lumora|Vendor], Inc. (Nasdaq Global Select Market: LUMO) sells lasers.", {"Lumora | tickerSymbol | NASDAQ:LUMO"}),
        (
            "[Telvanta|Carrier] (NYSE: TV; TSX: TVT) runs fibre.",
            {"Telvanta | tickerSymbol | NYSE:TV", "Telvanta | tickerSymbol | TSX:TVT"},
        ),
        ("[Telvanta|Carrier] (TSE: 6799) runs fibre.", {"Telvanta | tickerSymbol | TSE:6799"}),
        (
            "[Telvanta|Carrier]* [NYSE/TSE: TV] runs fibre.",
            {"Telvanta | tickerSymbol | NYSE:TV", "Telvanta | tickerSymbol | TSE:TV"},
        ),
        ("[Telvanta|Carrier] (Euronext Paris - TVT) runs fibre.", {"Telvanta | tickerSymbol | EURONEXT:TVT"}),
        ("[Telvanta|Carrier] (Nasdaq symbol: TLVT) runs fibre.", {"Telvanta | tickerSymbol | NASDAQ:TLVT"}),
        ("[Telvanta|Carrier] (ASX code: TVT) runs fibre.", {"Telvanta | tickerSymbol | ASX:TVT"}),
        (
            "[Telvanta|Carrier] (TSX.V: TVT) and [Lumora|Vendor] [NASDAQ GS: LUMO]",
            {"Telvanta | tickerSymbol | TSXV:TVT", "Lumora | tickerSymbol | NASDAQ:LUMO"},
        ),
        (
            "[Telvanta|Carrier] (Euronext Paris and NYSE: TVT) runs fibre.",
            {"Telvanta | tickerSymbol | EURONEXT:TVT", "Telvanta | tickerSymbol | NYSE:TVT"},
        ),
        ("[Telvanta|Carrier]'s shares are listed in Frankfurt (FSE: TVT).", {"Telvanta | tickerSymbol | FSE:TVT"}),
        (
            "[Telvanta|Carrier] is renewing its core with [Lumora|Vendor]'s (NASDAQ: LUMO) shelves.",
            {"Lumora | tickerSymbol | NASDAQ:LUMO"},
        ),
        (
            "[Telvanta|Carrier] (NYSE: TVT) and [Lumora Corporation|Vendor] (“LC”) (TSE: 6799) have agreed.",
            {"Telvanta | tickerSymbol | NYSE:TVT", "Lumora Corporation | tickerSymbol | TSE:6799"},
        ),
        ("[Telvanta|Carrier] set: NEW targets.", set()),
    ],
)
def test_tickers(said, text: str, expected: set[str]) -> None:
    assert only(said(text), "tickerSymbol") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<about:Lumora>\nAbout [Lumora|Vendor]\nIt makes lasers. Learn more at www.lumora.com.",
            {"Lumora | website | www.lumora.com"},
        ),
        ("[Lumora|Vendor] has its site at www.lumora.com/us/.", {"Lumora | website | www.lumora.com/us"}),
        ("For more information, visit [Lumora|Vendor] at https://lumora.com/.", {"Lumora | website | lumora.com"}),
        ("<about:Lumora>\nAbout [Lumora|Vendor]\nFollow us at www.twitter.com/lumora or write to info@lumora.com.", set()),
        ("[Lumora|Vendor] files reports with the SEC at www.sec.gov.", set()),
        ("[Lumora|Vendor] and [Telvanta|Carrier] meet. See www.telvanta.com.au.", {"Telvanta | website | www.telvanta.com.au"}),
        ("[Lumora|Vendor] and [Telvanta|Carrier] meet. See www.opticsfair.com.", set()),
    ],
)
def test_websites(said, text: str, expected: set[str]) -> None:
    assert only(said(text), "website") == expected


def test_a_table_of_landing_points_and_parties(said) -> None:
    text = (
        "[Borealis|Cable] has landing points as follows (landing parties are in the last column):\n\n"
        "[Narvik|Place]\t[Norway|Place]\t[Telvanta|Carrier]\n[Lulea|Place]\t[Sweden|Place]\t[Norda|Carrier]; [Pelagia|Carrier]\n\n"
        "These carriers, all of them, are members of the consortium. So is [Auster|Carrier], which lands nothing."
    )
    assert said(text) == {
        "Borealis | landsAt | Narvik",
        "Borealis | landsAt | Lulea",
        "Telvanta | landingPartyFor | Borealis | place=Narvik",
        "Norda | landingPartyFor | Borealis | place=Lulea",
        "Pelagia | landingPartyFor | Borealis | place=Lulea",
        "Telvanta | consortiumMember | Borealis",
        "Norda | consortiumMember | Borealis",
        "Pelagia | consortiumMember | Borealis",
        "Auster | consortiumMember | Borealis",
    }


def test_bullets_of_members_and_landing_points(said) -> None:
    text = (
        "The members of the [Borealis|Cable] consortium are:\n• [Telvanta|Carrier]\n• [Norda|Carrier]\n\n"
        "[Borealis|Cable] will land at these landing points:\n- [Narvik|Place], [Norway|Place]\n- [Lulea|Place], [Sweden|Place]\n"
    )
    assert said(text) == {
        "Telvanta | consortiumMember | Borealis",
        "Norda | consortiumMember | Borealis",
        "Borealis | landsAt | Narvik | status=planned",
        "Borealis | landsAt | Lulea | status=planned",
    }


def test_definition_lines_of_a_planned_cable(said) -> None:
    text = (
        "[Borealis|Cable] in figures\nLength: 9,400 km\nDesign capacity: 140 Tbps\nReady for service: Q4 2032\n"
        "Supplier: [Lumora|Vendor]\n"
        "Landing points: [Narvik|Place], [Norway|Place]; [Lulea|Place], [Sweden|Place]\nColour: 12 km"
    )
    assert said(text) == {
        "Borealis | lengthKm | 9400 | status=planned",
        "Borealis | capacity | 140 Tb/s | status=planned",
        "Borealis | readyForService | 2032-Q4 | status=planned",
        "Lumora | builds | Borealis | status=planned",
        "Borealis | landsAt | Narvik | status=planned",
        "Borealis | landsAt | Lulea | status=planned",
    }


def test_a_ceremony_last_week_is_an_interval(said) -> None:
    text = (
        "[Lumora|Vendor] today said it has won the [Photon Award|Award]. "
        "[The award|Award|Photon Award] was accepted by [Mara Lind|Person] last week."
    )
    assert said(text) == {
        "Lumora | wonAward | Photon Award | date=2026-01-05/2026-01-11; status=won",
        "Photon Award | acceptedBy | Mara Lind | date=2026-01-05/2026-01-11",
        "RELEASE | issuedBy | Lumora",
    }


def test_a_list_of_winners(said) -> None:
    text = "Winners of the [Photon Awards|Award]:\nBest Subsea Operator: [Telvanta|Carrier]\nBest Optical Vendor: [Lumora|Vendor]\n"
    assert said(text) == {
        "Telvanta | wonAward | Photon Awards | status=won",
        "Lumora | wonAward | Photon Awards | status=won",
        "Photon Awards | awardCategory | Best Subsea Operator",
        "Photon Awards | awardCategory | Best Optical Vendor",
    }


def test_a_list_that_nobody_leads_says_nothing(said) -> None:
    assert said("It follows.\n• [Telvanta|Carrier]\n• [Norda|Carrier]\n") == set()


def test_an_about_block_speaks_of_its_owner(said) -> None:
    text = (
        "<about:Telvanta>\nAbout [Telvanta|Carrier]\n[We|Carrier|Telvanta] also keep a satellite office in [Lima|Place].\n"
        "Offices in [Doha|Place] and [Accra|Place]."
    )
    assert said(text) == {
        "Telvanta | hasOfficeIn | Lima | kind=satellite",
        "Telvanta | hasOfficeIn | Doha",
        "Telvanta | hasOfficeIn | Accra",
    }


def test_a_disclaimer_says_nothing(said) -> None:
    assert said("<disclaimer>\n[Lumora|Vendor] is headquartered in [Ghent|Place]; see www.lumora.com.") == set()


def test_a_speaker_without_employer_is_the_issuers(said) -> None:
    text = (
        '<lead>\n[Lumora|Vendor] today announced a laser.\n<body>\n"It shines," said [Mara Lind|Person], chief technology officer.'
    )
    assert only(said(text), "worksFor") == {"Mara Lind | worksFor | Lumora | jobTitle=chief technology officer"}


def test_a_title_before_the_name_counts_too(said) -> None:
    text = "<lead>\n[Lumora|Vendor] today announced a laser.\n<body>\nChief executive [Mara Lind|Person] said that it shines."
    assert only(said(text), "worksFor") == {"Mara Lind | worksFor | Lumora | jobTitle=Chief executive"}


def test_a_mayor_is_not_the_issuers(said) -> None:
    text = '<lead>\n[Lumora|Vendor] today announced a laser.\n<body>\n"It shines," said [Mara Lind|Person], mayor.'
    assert only(said(text), "worksFor") == set()


def test_same_page_same_drafts(page_of) -> None:
    assert read_layout(page_of(COLUMNS + ROWS)) == read_layout(page_of(COLUMNS + ROWS))
