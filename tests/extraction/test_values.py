"""Dates, rates, lengths, money and counts: what is read, how precise, and where."""

from __future__ import annotations

import time
from datetime import date

import pytest

from telegrapher.extraction.values import find_dates, find_lengths, find_money, find_rates
from telegrapher.model import Span

PUBLISHED = date(2014, 5, 20)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It went live on May 20, 2014.", ["2014-05-20"]),
        ("It went live on 20 May 2014.", ["2014-05-20"]),
        ("Tuesday, 3rd of June 2008", ["2008-06-03"]),
        ("Nov. 19, 2021 at noon", ["2021-11-19"]),
        ("dated 2020-06-11 and no later", ["2020-06-11"]),
        ("completed in December 2016", ["2016-12"]),
        ("founded in 2007", ["2007"]),
        ("ready in Q4 2016", ["2016-Q4"]),
        ("ready by 4Q 2016", ["2016-Q4"]),
        ("ready in the fourth quarter of 2016", ["2016-Q4"]),
        ("the second half of 2025", ["2025-H2"]),
        ("H1 2025", ["2025-H1"]),
        ("due in late 2027", ["2027"]),
        ("scheduled to end in mid-2007", ["2007"]),
        ("by the end of 2027", ["2027"]),
        ("the first quarter", ["2014-Q1"]),
        ("In March the firm signed", ["2014-03"]),
        ("on August 31 at noon", ["2014-08-31"]),
        ("in November it opened", ["2013-11"]),
        ("held June 3-5, 2014", ["2014-06-03/2014-06-05"]),
        ("ceremony last week", ["2014-05-12/2014-05-18"]),
        ("earlier this year", ["2014"]),
        ("signed yesterday", ["2014-05-19"]),
        ("it may be so, and the march goes on in may", []),
        ("1,024 of 3048 ports, 2000 km, item 1999-4, $2010", []),
        ("Between 2019 and 2021", ["2019", "2021"]),
        ("31 February 2014", []),
    ],
)
def test_dates(text: str, values: list[str]) -> None:
    found = find_dates(text, published=PUBLISHED)
    assert [item.value for item in found] == values
    assert all(item.earliest <= item.latest for item in found if item.earliest and item.latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("late 2027", date(2027, 9, 1), date(2027, 12, 31)),
        ("early 2027", date(2027, 1, 1), date(2027, 4, 30)),
        ("mid-2007", date(2007, 5, 1), date(2007, 8, 31)),
        ("the end of 2027", date(2027, 10, 1), date(2027, 12, 31)),
        ("recently", date(2013, 11, 21), PUBLISHED),
        ("this week", date(2014, 5, 19), date(2014, 5, 25)),
        ("last month", date(2014, 4, 1), date(2014, 4, 30)),
        ("next year", date(2015, 1, 1), date(2015, 12, 31)),
        ("last quarter", date(2014, 1, 1), date(2014, 3, 31)),
    ],
)
def test_dates_as_intervals(text: str, earliest: date, latest: date) -> None:
    (found,) = find_dates(text, published=PUBLISHED)
    assert (found.earliest, found.latest) == (earliest, latest)


def test_words_about_now_need_the_day_of_publication() -> None:
    assert find_dates("last week, in March, on May 3, yesterday") == ()


def test_spans_are_exact() -> None:
    text = "Service began on 13 December 2005 in Dubai."
    (found,) = find_dates(text)
    assert text[found.span.start : found.span.end] == "13 December 2005"
    assert find_dates(text, within=Span(0, 16)) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("500 Gigabits per second (Gb/s) of capacity", ["500 Gb/s"]),
        ("20 Tbps", ["20 Tb/s"]),
        ("140Tbps on eight pairs", ["140 Tb/s"]),
        ("1.28 Tbit/s", ["1.28 Tb/s"]),
        ("122 terabits per second", ["122 Tb/s"]),
        ("a 100-gigabit wave", ["100 Gb/s"]),
        ("100 Gigabit Ethernet", ["100 Gb/s"]),
        ("100G and 400G waves", ["100 Gb/s", "400 Gb/s"]),
        ("8 x 100G and 4x10 Gb/s", ["8 x 100 Gb/s", "4 x 10 Gb/s"]),
        ("a full gigabit per second", ["1 Gb/s"]),
        ("1.2T per wave", ["1.2 Tb/s"]),
        ("155 Mbit/s", ["155 Mb/s"]),
        ("5G, 4G and 3G phones", []),
        ("$20 M and 10 T of cable", []),
    ],
)
def test_rates(text: str, values: list[str]) -> None:
    assert [item.value for item in find_rates(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12,200 kilometers", ["12200"]),
        ("a 18,800 km system", ["18800"]),
        ("an 11,000-mile network", ["17703"]),
        ("64,100 route miles", ["103159"]),
        ("an 800-mile ring", ["1287"]),
        ("3,000 nautical miles", ["5556"]),
        ("1500km", ["1500"]),
        ("a speed of 300 km/h over 20 km2", []),
    ],
)
def test_lengths(text: str, values: list[str]) -> None:
    assert [item.value for item in find_lengths(text)] == values


def test_strands_are_no_routes() -> None:
    kinds = [(item.value, item.kind) for item in find_lengths("399 route miles and 130,000 additional fiber miles")]
    assert kinds == [("642", "length"), ("209215", "strands")]


@pytest.mark.parametrize(
    ("text", "value", "number"),
    [
        ("for $117 million in cash", "$117 million", 117e6),
        ("worth US $630 million", "US $630 million", 630e6),
        ("at EUR 789 million", "EUR 789 million", 789e6),
        ("about €1.2bn", "about €1.2bn", 1.2e9),
        ("a loan of 30 million euros", "30 million euros", 30e6),
    ],
)
def test_money(text: str, value: str, number: float) -> None:
    (found,) = find_money(text)
    assert (found.value, found.number) == (value, pytest.approx(number))


@pytest.mark.parametrize("piece", ["1", "9,999", "May ", "1 x ", "first quarter of ", "12 miles of ", "$1.", "a-", "12 aaaa "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    for find in (find_dates, find_rates, find_lengths, find_money):
        find(text)
    assert time.process_time() - start < 10


def test_dates_without_digits_are_the_same_beside_digits() -> None:
    text = "It opened last month, was sold in the first quarter and closed in early March"
    found = [(one.value, one.span) for one in find_dates(text, published=date(2020, 6, 3))]
    assert found == [(one.value, one.span) for one in find_dates(f"{text}. Room 7", published=date(2020, 6, 3))]
    assert found


def test_the_price_of_a_share_is_no_sum() -> None:
    assert [one.value for one in find_money("for $18.00 per share, or $950 million in all, and $5 a month")] == ["$950 million"]
