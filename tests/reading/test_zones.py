# ruff: noqa: E501 - sample documents have long lines
"""The parts of a release."""

from __future__ import annotations

from datetime import date

import pytest

from telegrapher.model import ZoneKind

LEAD = (
    "OSLO, Norway -- May 5, 2010 -- Nordwave has chosen Helios to equip its cable from Oslo to Riga, the two companies said today."
)
BODY = "The order was placed after a trial in which three makers took part, and it covers five years of support for all of the terminals."


def test_blocks_do_not_overlap_and_cover_the_text(read) -> None:
    release = read(f"Press Release\n\nNordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\nAbout Nordwave\n\n{BODY}\n\n###\n")
    end = 0
    for zone in release.blocks:
        assert zone.span.start >= end
        assert not release.text[end : zone.span.start].strip()
        end = zone.span.end
    assert end == len(release.text)


@pytest.mark.parametrize(
    ("heading", "owner"),
    [
        ("About Nordwave", "Nordwave"),
        ("ABOUT NORDWAVE AS", "NORDWAVE AS"),
        ("About Nordwave AS (OSE: NRDW)", "Nordwave AS (OSE: NRDW)"),
        ("About Helios, Inc.", "Helios, Inc."),
        ("About the Baltica Consortium:", "Baltica Consortium"),
        ("About the consortium", "consortium"),
        ("About us", None),
    ],
)
def test_about_headings(read, parts, heading: str, owner: str | None) -> None:
    release = read(f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\n{heading}\n{BODY}\n\n{BODY.replace('three', 'four')}\n")
    about = parts(release, ZoneKind.ABOUT)
    assert [found for found, _ in about] == [owner]
    assert about[0][1].startswith(heading)
    assert about[0][1].endswith(BODY.replace("three", "four"))


def test_about_inline(read, parts) -> None:
    release = read(
        f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\nAbout Nordwave: Nordwave owns cables.\n\nAbout Helios – Helios makes modems.\n"
    )
    assert [owner for owner, _ in parts(release, ZoneKind.ABOUT)] == ["Nordwave", "Helios"]


def test_about_without_heading(read, parts) -> None:
    release = read(
        f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\n"
        "Nordwave AS is a leading provider of wholesale capacity in the Nordic countries. For more information, visit www.nordwave.example.\n\n"
        "Helios (NYSE: HLX) designs optical systems for carriers. The company is headquartered in Dallas, Texas. Visit www.helios.example today.\n"
    )
    assert [owner for owner, _ in parts(release, ZoneKind.ABOUT)] == ["Nordwave AS", "Helios"]


def test_sentence_with_about_is_no_heading(read, parts) -> None:
    release = read(
        f"Nordwave Picks Helios\n\n{LEAD}\n\nAbout 75 jobs will come of it.\n\nAbout half of the order is for Riga, as the maker said on Monday.\n"
    )
    assert parts(release, ZoneKind.ABOUT) == []


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("Press contact: Jane Roe, +47 22 00 00 00, jane@nordwave.example", None),
        ("Nordwave Media: Jane Roe Tel. +47 22 00 00 00 jane@nordwave.example", "Nordwave"),
        ("Press contact, Nordwave: Jane Roe, +47 22 00 00 00", "Nordwave"),
        ("Baltic Media and Data press office: Jane Roe, jane@nordwave.example", "Baltic Media and Data"),
        ("Inquiries may be addressed to Jane Roe at Nordwave, telephone +47 22 00 00 00.", None),
    ],
)
def test_contacts_on_one_line(read, parts, line: str, owner: str | None) -> None:
    release = read(f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\n{line}\n")
    assert parts(release, ZoneKind.CONTACT) == [(owner, line)]


def test_contacts_before_the_headline(read, parts) -> None:
    release = read(
        f"1025 Fjord Street\nOslo, Norway 01504\nwww.nordwave.example\nNEWS RELEASE\n\nNordwave contacts:\n\nMedia:   Jane Roe\n         555-555-0160\n\n"
        f"     Nordwave Picks Helios for the Cable\n     That Is to Link Oslo with Riga\n\n{LEAD}\n"
    )
    assert [owner for owner, text in parts(release, ZoneKind.CONTACT) if "contacts" in text] == ["Nordwave"]
    assert release.title is not None and release.title.startswith("Nordwave Picks Helios")


def test_disclaimers(read, parts) -> None:
    release = read(
        f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\nSafe Harbor Statement\n\nStatements about the future of the cable depend on many things, and none is certain.\n\n"
        "All trademarks are the property of their respective owners.\n\nCopyright 2010 Nordwave. All rights reserved.\n"
    )
    assert len(parts(release, ZoneKind.DISCLAIMER)) == 1
    assert parts(release, ZoneKind.DISCLAIMER)[0][1].startswith("Safe Harbor Statement")
    assert parts(release, ZoneKind.BODY) == [(None, BODY)]


def test_trademarks_end_a_block_and_a_pointer_ends_a_disclaimer(read, parts) -> None:
    about = "Helios Ltd. makes repeaters. Based in Riga, it has sales offices in Lima and Quito."
    marks = "Helios, the Helios sun, and all names of Helios products are registered trademarks of Helios Ltd."
    more = "For further information see: www.helios.example"
    release = read(
        f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\nAbout Helios\n{about} {marks}\n\n"
        f"Forward-Looking Statements\nThis release contains forward-looking statements.\n\n{more}\n"
    )
    assert parts(release, ZoneKind.ABOUT) == [("Helios", f"About Helios\n\n{about}")]
    assert parts(release, ZoneKind.DISCLAIMER)[0][1].startswith(marks)
    assert (None, more) in parts(release, ZoneKind.BODY)


def test_noise_around_a_release(read, parts) -> None:
    release = read(
        f"Skip to main content\nHome > Newsroom > Press Releases\nNordwave Picks Helios\nThe Baltic Daily\n05 May 2010\n2 Min Read\n\n{LEAD}\n\n{BODY}\n\n"
        "You May Also Like\nAnother headline about fish\n\nSign In\n"
    )
    noise = "\n".join(text for _, text in parts(release, ZoneKind.NOISE))
    for line in (
        "Skip to main content",
        "Home > Newsroom",
        "The Baltic Daily",
        "2 Min Read",
        "Another headline about fish",
        "Sign In",
    ):
        assert line in noise
    assert release.title == "Nordwave Picks Helios"
    assert parts(release, ZoneKind.SUBHEAD) == []


def test_reader_comments_are_noise(read, parts) -> None:
    comment = "My money is on Borealis for the other one, and I should know, since I used to lay cables for them."
    release = read(
        f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\nseadog 12/5/2012 | 3:57:09 PM\nre: Nordwave Picks Helios\n\n{comment}\n"
    )
    assert comment in parts(release, ZoneKind.NOISE)[-1][1]


def test_a_weekday_with_date_and_clock_signs_no_comment(read, parts) -> None:
    for clock in ("Thu, 05/13/2010 - 6:42am", "Friday, 14.05.2010, 11:20", "seadog 12/5/2010 | 3:57:09 PM"):
        release = read(f"Nordwave Picks Helios\n\n{clock}\n\n{LEAD}\n\n{BODY}\n")
        assert BODY not in "\n".join(text for _, text in parts(release, ZoneKind.NOISE)), clock
    release = read(
        f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\nSat, 15/05/2010 - 7:01pm\n\n{BODY[:60]}, and it is not the last by far, as the company said.\n"
    )
    assert "not the last" not in "\n".join(text for _, text in parts(release, ZoneKind.NOISE))


def test_release_goes_on_behind_related_links(read, parts) -> None:
    release = read(f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\nRelated Articles\nFish and cables\n\nAbout Nordwave\n\n{BODY}\n")
    assert parts(release, ZoneKind.NOISE) == [(None, "Related Articles\nFish and cables")]
    assert parts(release, ZoneKind.ABOUT)[0][0] == "Nordwave"


def test_cut_headline_and_pull_quote_that_come_again_are_noise(read, parts) -> None:
    release = read(
        "NORDWAVE PICKS HELIOS TO EQUIP ITS CABLE FROM OSL\n\nReport this content\n\nNORDWAVE PICKS HELIOS TO EQUIP ITS CABLE FROM OSLO TO RIGA\n\n"
        f"{LEAD}\n\n“Our trust in Helios goes back years.”\n\n{BODY}\n\n“Our trust in Helios goes back years,” said Jane Roe, CEO of Nordwave.\n"
    )
    assert release.title == "NORDWAVE PICKS HELIOS TO EQUIP ITS CABLE FROM OSLO TO RIGA"
    assert [owner for owner, _ in parts(release, ZoneKind.QUOTE)] == ["Jane Roe"]


def test_issuer_lines_are_hints(read) -> None:
    release = read(f"Source: Nordwave AS\n\nNordwave Picks Helios\n\n{LEAD}\n\nSOURCE Helios Inc.\n")
    assert release.issuer_hints == ("Nordwave AS", "Helios Inc.")


def test_dateline_beats_the_injected_date(read) -> None:
    assert read(f" date 2011-01-01 12 3\n\nNordwave Picks Helios\n\n{LEAD}").published == date(2010, 5, 5)
    without = LEAD.partition("-- May 5, 2010 -- ")[2]
    assert read(f" date 2011-01-01 Nordwave Picks Helios\n\n{without}").published == date(2011, 1, 1)
    assert read(f"Nordwave Picks Helios\n\n{without}").published is None


def test_year_of_a_dateline_comes_from_another_claim(read) -> None:
    release = read(
        " date 2003-11-04\n\nNordwave Picks Helios\n\nDENVER, Nov. 3 /PRNewswire/ -- Nordwave has chosen Helios for its cable to Riga.\n"
    )
    assert release.published == date(2003, 11, 3)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Die Firma hat heute mit der Bank einen Vertrag über das Netz und die Kabel nach Riga geschlossen, und sie wird ihn auch bald erfüllen. "
            * 3,
            "de",
        ),
        (
            "La société a signé avec la banque un contrat pour le réseau et les câbles qui vont vers Riga, et elle sera dans les temps avec son offre. "
            * 3,
            "fr",
        ),
        ("海底ケーブルの契約を結びました。" * 10, "ja"),
        (LEAD + BODY, "en"),
    ],
)
def test_language_is_recognised(read, text: str, language: str) -> None:
    assert read(text).language == language


def test_published_agrees_with_careful_readers(shared) -> None:
    import json

    from telegrapher.model import Release
    from telegrapher.reading import read_path

    folder = shared / "gold" / "dev"
    gold = {
        path.name.removesuffix(".gold.json"): json.loads(path.read_text("utf-8"))["published"]
        for path in folder.glob("*.gold.json")
    }
    read_dates = {r.name: r.published and r.published.isoformat() for r in read_path(folder) if isinstance(r, Release)}
    assert read_dates == gold


@pytest.mark.parametrize("end", ["'", "’", "»", ' (Anna Ek)."', " … ", " Read"])
def test_a_paragraph_without_headline_is_the_lead_however_it_ends(read, parts, end: str) -> None:
    text = (
        f"Norda has opened a line to Oslo in the north of the land. Its chief said: 'We are glad of that, and so is the town.{end}"
    )
    assert [words[:5] for _, words in parts(read(text), ZoneKind.LEAD)] == ["Norda"]
