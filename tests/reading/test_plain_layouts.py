# ruff: noqa: E501 - sample documents have long lines
"""Layouts of plain text: wraps, bars, tables, bullets, glued paragraphs, wrong decoding."""

from __future__ import annotations

from datetime import date

from telegrapher.model import ZoneKind

PROSE = (
    "OSLO, Norway -- May 5, 2010 -- Nordwave has chosen Helios to equip its cable from Oslo to Riga, the two companies said today."
)


def test_hard_wraps_are_joined_and_contact_lines_are_not(read, parts) -> None:
    release = read(
        "Nordwave Picks Helios for a Long-Haul Cable across the Baltic\n\n"
        "OSLO, Norway -- May 5, 2010 -- Nordwave has chosen Helios to equip\n"
        "its cable from Oslo to Riga. The system will carry traffic of three\n"
        "carriers, and it uses the long-\nhaul modems of the maker. More about it is at\nwww.nordwave.example.\n\n"
        "The order was placed in March after a trial that had taken most of a\nyear.\n\n"
        "Media contact:\n\nJane Roe\nNordwave\n+47 22 00 00 00\njane@nordwave.example\n"
    )
    assert "equip its cable from Oslo to Riga. The system will carry traffic of three carriers" in release.text
    assert "long-haul modems" in release.text
    assert "More about it is at www.nordwave.example.\n" in release.text
    assert parts(release, ZoneKind.CONTACT)[0][1].endswith("Jane Roe\nNordwave\n+47 22 00 00 00\njane@nordwave.example")


def test_single_newlines_between_long_paragraphs_are_breaks(read) -> None:
    long = "This paragraph goes on at some length about the cable and about those who will use it, so that no column could hold it whole. "
    release = read(
        f"Exhibit 99.1\nNORDWAVE BUYS A CABLE\n{PROSE}\n{long * 2}\n{long * 2}\nAbout Nordwave\nNordwave is a carrier. {long}\n"
    )
    assert release.title == "NORDWAVE BUYS A CABLE"
    assert [zone.kind.value for zone in release.blocks] == ["noise", "headline", "dateline", "lead", "body", "about"]


def test_bars_before_paragraphs_and_bar_debris(read, parts) -> None:
    release = read(
        "Exhibit 99.1\n|\n|\n|Press Contact:\n|\n|Jane Roe\n|\n|Nordwave AS\n|\n|(410) 555-0171\n|\n|pr@nordwave.example\n"
        f"FOR IMMEDIATE RELEASE\nNordwave Picks Helios\n| {PROSE}\n\n| A second paragraph says little, but it says it in more than a dozen words.\n"
    )
    assert "|" not in release.text
    assert release.title == "Nordwave Picks Helios"
    assert parts(release, ZoneKind.CONTACT)[0][1].split("\n") == [
        "Press Contact:",
        "Jane Roe",
        "Nordwave AS",
        "(410) 555-0171",
        "pr@nordwave.example",
    ]


def test_columns_of_contacts_are_read_one_after_the_other(read, parts) -> None:
    release = read(
        f"Nordwave Picks Helios\n\n{PROSE}\n\n"
        "Press Contact                    Investor Contact\n"
        "Jane Roe                         John Doe\n"
        "+47 22 00 00 00                  +47 22 00 00 01\n"
        "jane@nordwave.example            john@nordwave.example\n"
    )
    lines = parts(release, ZoneKind.CONTACT)[0][1].split("\n")
    assert [line for line in lines if line][:4] == ["Press Contact", "Jane Roe", "+47 22 00 00 00", "jane@nordwave.example"]
    assert "Investor Contact\nJohn Doe\n+47 22 00 00 01" in release.text


def test_table_of_blanks_becomes_rows_with_tabs(read) -> None:
    release = read(
        f"Nordwave Picks Helios\n\n{PROSE}\n\n  Oslo        Norway     Nordwave\n  Ventspils   Latvia     Baltcom\n  Riga        Latvia     Baltcom\n"
    )
    assert "Oslo\tNorway\tNordwave\nVentspils\tLatvia\tBaltcom\nRiga\tLatvia\tBaltcom" in release.text


def test_markdown(read) -> None:
    release = read(
        f"# Nordwave Picks **Helios**\n\n{PROSE}\n\n| Town | Country |\n|---|---|\n| Oslo | Norway |\n\n"
        "Visit [our site](https://nordwave.example/x) and see ![map](map.png)it.\n\n* one cable\n* two stations\n"
    )
    assert release.title == "Nordwave Picks Helios"
    assert "Town\tCountry\nOslo\tNorway" in release.text
    assert "Visit our site and see it." in release.text
    assert "one cable\ntwo stations" in release.text


def test_bullets_in_a_row_are_items(read) -> None:
    release = read(
        f"Nordwave Picks Helios\n\n{PROSE}\n\nThe order consists of these parts and of nothing else: • sixteen terminals • a control system • five years of support\n"
    )
    assert "nothing else:\n" in release.text
    assert "\nsixteen terminals\na control system\nfive years of support" in release.text


def test_dashes_flattened_into_a_headline(read) -> None:
    release = read(
        "NORDWAVE PLANS CABLE ACROSS THE BALTIC - First service in 2001. - Capacity to rise ten times. - System to be 1,100 kilometers long. "
        "Oslo, Norway - Nordwave AS is going to build a cable. It will land in three countries and serve a dozen carriers."
    )
    assert release.title == "NORDWAVE PLANS CABLE ACROSS THE BALTIC"
    assert "First service in 2001.\nCapacity to rise ten times.\nSystem to be 1,100 kilometers long." in release.text
    assert release.zones[2].kind is ZoneKind.DATELINE


def test_paragraphs_glued_together_are_divided(read, parts) -> None:
    release = read(
        " date 2020-06-11 \n\nOSLO, June 11, 2020 - (JCN Newswire) - Nordwave will have a cable by the end of 2022.The buyers are three carriers "
        'from the U.S. and Norway."We like it," said Jane Roe, CEO of Nordwave. "All of us do."It reaches Riga.About Nordwave: Nordwave '
        "owns cables. Visit https://www.nordwave.example.Press contact: Jane Roe, tel. +47 22 00 00 00, jane@nordwave.example.Helios is a "
        "registered trademark of Helios Inc."
    )
    assert "2022.\n\nThe buyers" in release.text
    assert "U.S. and" in release.text
    assert parts(release, ZoneKind.ABOUT)[0][0] == "Nordwave"
    assert parts(release, ZoneKind.CONTACT)[0][1].startswith("Press contact: Jane Roe")
    assert parts(release, ZoneKind.DISCLAIMER)[0][1].startswith("Helios is a registered")


def test_glued_quotes_and_firms_in_capitals(read) -> None:
    release = read(
        f"{PROSE} The order went to Helios PJSC.The first of two cables is its largest work.It will be laid by three ships."
        '"For this we are ready," said Jane Roe of Helios."All of us are."'
    )
    assert "PJSC.\n\nThe first" in release.text
    assert 'ships.\n\n"For this' in release.text
    assert 'Helios.\n\n"All of us' in release.text


def test_single_missing_blank_is_only_a_blank(read) -> None:
    release = read(f"{PROSE} It was the first.Others will follow in the coming years, as the company let it be known.")
    assert "It was the first. Others" in release.text


def test_wrong_decoding_is_undone_and_right_text_left_alone(read) -> None:
    wrong = PROSE.replace("its cable", "Nordwaveâ\x80\x99s WpÃ¼G cable â\x80\x93 the long one")
    assert "Nordwave’s WpüG cable – the long one" in read(wrong).text
    right = "Frøya Ålesund’s “naïve” café Â la carte Ã plus" + PROSE
    assert "Frøya Ålesund’s “naïve” café" in read(right).text


def test_signs_and_footnote_digits_leave_names_alone(read) -> None:
    release = read(
        PROSE.replace("Helios", "Helios®").replace("Nordwave has", "Nordwave™ AS¹ (with HX(TM) terminals) has")
        + " It is 5 km² wide."
    )
    assert "Nordwave AS (with HX terminals) has chosen Helios to" in release.text
    assert "5 km² wide" in release.text


def test_cross_references_are_removed(read) -> None:
    release = read(PROSE + " It was expected. (See Nordwave Looks for a Supplier.) Now it is known.")
    assert "It was expected. Now it is known." in release.text


def test_torn_lines_of_filings(read, parts) -> None:
    release = read(
        "SAN\nDIEGO, CA – March 17, 2010 – Quivertel Group, Inc., a maker of routers, said that it will expand in twelve cities this year.\n"
        "About\nQuivertel Group, Inc.\nQuivertel Group, Inc. makes routers in San Diego and sells them to carriers in Peru and in China.\n"
    )
    assert release.zones[0].kind is ZoneKind.DATELINE
    assert release.published == date(2010, 3, 17)
    assert parts(release, ZoneKind.ABOUT)[0][0] == "Quivertel Group, Inc."


def test_text_is_normalised(read) -> None:
    release = read("\ufeffCafe\u0301\u00a0Nordwave\u200b opens\r\n\r\n" + PROSE)
    assert release.text.startswith("Café Nordwave opens\n\nOSLO")


def test_address_run_on_into_the_next_part(read) -> None:
    release = read(
        f"NORDWAVE BUYS A CABLE\n\n{PROSE} It will carry traffic of three carriers, the first of them from May on.\n\n"
        "Nordwave has an office in Bergen and owns nine cables in the north of Europe. www.nordwave.exampleAbout Helios: Helios is a maker of modems"
        " and has its seat in Riga. www.helios.example.noPress contact: Jane Roe, Nordwave, jane@nordwave.exampleSOURCE Nordwave\n"
    )
    assert "\nAbout Helios: Helios is" in release.text
    assert "www.helios.example.no\n\nPress contact: Jane Roe" in release.text
    assert "jane@nordwave.example\n\nSOURCE" in release.text
