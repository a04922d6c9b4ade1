"""Datelines and lines that hold nothing but a date."""

from __future__ import annotations

from datetime import date

import pytest

from telegrapher.reading.dates import address_date, date_at, date_line, dateline, iso_date

LEAD = "Nordwave has bought a cable."


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("NEW YORK--(BUSINESS WIRE)--Oct. 5, 2004--", date(2004, 10, 5)),
        ("REDWOOD CITY, Calif.–(BUSINESS WIRE)–$NRDW #cable–", None),
        ("OSLO, Norway, March 3, 2016 /PRNewswire/ -- ", date(2016, 3, 3)),
        ("OSLO, NORWAY--(Marketwired - Apr 19, 2017) - ", date(2017, 4, 19)),
        ("OSLO, Norway -- (MARKET WIRE) -- December 5, 2006 -- ", date(2006, 12, 5)),
        ("BRUSSELS, Oct. 03, 2018 (GLOBE NEWSWIRE) -- ", date(2018, 10, 3)),
        ("TOKYO, Jun 06, 2023 - (JCN Newswire) - ", date(2023, 6, 6)),
        ("HONG KONG, Oct 5, 2015 - (ACN Newswire) - ", date(2015, 10, 5)),
        ("MUNICH, Germany / ACCESSWIRE / June 2, 2020 / ", date(2020, 6, 2)),
        ("Stockholm, Sweden, 5 May 2010 - ", date(2010, 5, 5)),
        ("5 May 2010 – London – ", date(2010, 5, 5)),
        ("Munich, Germany. 30 August, 2021. ", date(2021, 8, 30)),
        ("Zug/Hamburg, 3.4.2012 - ", date(2012, 4, 3)),
        ("CHARLOTTE, NC (October 2, 2007)– ", date(2007, 10, 2)),
        ("London, UK and New York, US (12 May 2016): ", date(2016, 5, 12)),
        ("PETALUMA, CA—March 30, 2011—", date(2011, 3, 30)),
        ("PARIS, Tuesday, May 5, 2015 -- ", date(2015, 5, 5)),
        ("NEW YORK and LONDON, 2014-05-20 -- ", date(2014, 5, 20)),
        ("May 20, 2014 10:00 ET | SUNNYVALE, CA – ", date(2014, 5, 20)),
        ("[London, UK] [12 May 2016] – ", date(2016, 5, 12)),
        ("WASHINGTON, D.C., Sept. 9, 2010 — ", date(2010, 9, 9)),
        ("LONDON -- ", None),
        ("Hamilton, Bermuda - ", None),
        ("Tokyo, Japan, Monday: ", None),
        ("Oslo (ots-PRNewswire), March 4, 1999 - ", date(1999, 3, 4)),
        ("(firmenpresse) - OSLO, NORWAY -- (Marketwired) -- 01/03/17 -- ", None),
        ("date 2017-03-01 OSLO, March 1 /PRNewswire/ -- ", date(2017, 3, 1)),
        ("(Newswire.net -- May 5, 2013) Orlando, FL -- ", date(2013, 5, 5)),
        ("BRUSSELS, Belgium, Tuesday 20 May 2014 (Nordwave) - ", date(2014, 5, 20)),
        ("MIAMI, May 16, 2007 (PRIME NEWSWIRE) -- ", date(2007, 5, 16)),
        ("Tokyo, January 2018 - ", None),
    ],
)
def test_opening_is_a_dateline(opening: str, published: date | None) -> None:
    found = dateline(opening + LEAD)
    assert found is not None
    assert (opening + LEAD)[: found.end] == opening
    assert found.published == published


@pytest.mark.parametrize(
    "line",
    [
        "On May 5, 2010, Nordwave announced that it had bought a cable - the first.",
        "Nordwave - the carrier from Oslo - has bought a cable.",
        "Nordwave Corp. - Owners of cables.",
        "NEC - one of the largest makers - is asked.",
        "May is the month in which Nordwave - a carrier - buys cables.",
        "",
        "2010",
    ],
)
def test_prose_is_no_dateline(line: str) -> None:
    assert dateline(line) is None


def test_dateline_without_year_keeps_month_and_day() -> None:
    found = dateline("DENVER, Nov. 3 /PRNewswire-FirstCall/ -- Nordwave has bought a cable.")
    assert found is not None
    assert (found.published, found.month_day) == (None, (11, 3))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("08 Oct 2014", date(2014, 10, 8)),
        ("26/02/2018 - 12:25", date(2018, 2, 26)),
        ("Jun 06, 2023 16:18 JST", date(2023, 6, 6)),
        ("Published: Oct. 7, 2021 at 5:30 PM EST | Updated: 2 hours ago", date(2021, 10, 7)),
        ("Tuesday, 5 May 2015", date(2015, 5, 5)),
        ("00:00", None),
    ],
)
def test_line_of_a_date(line: str, expected: date | None) -> None:
    assert date_line(line) == (expected, True)


@pytest.mark.parametrize("line", ["Nordwave opens 3 offices", "In 2010 Nordwave had 5 cables", "1,100 km", "+47 22 00 00 00"])
def test_line_that_is_no_date(line: str) -> None:
    assert date_line(line)[0] is None


def test_figures_that_could_be_either_way_round_are_not_guessed() -> None:
    assert date_at("05/06/2010") is None
    assert date_at("25/06/2010")[1] == date(2010, 6, 25)  # type: ignore[index]
    assert date_at("06/25/2010")[1] == date(2010, 6, 25)  # type: ignore[index]
    assert date_at("31/02/2010") is None


def test_dates_of_metadata_and_addresses() -> None:
    assert iso_date("2021-11-19T23:30:00-08:00") == date(2021, 11, 19)
    assert iso_date("soon") is None
    assert address_date("https://nordwave.example/news/2018/09/17/cable") == date(2018, 9, 17)
    assert address_date("https://nordwave.example/20180917-cable") == date(2018, 9, 17)
    assert address_date("https://nordwave.example/id/20189917") is None
