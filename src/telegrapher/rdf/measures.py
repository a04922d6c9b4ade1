"""Texts of normalised literals as numbers and days: what SPARQL needs to compare and sort."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

__all__ = ["Period", "bits_per_second", "decimal_text", "number", "period"]

_FACTOR = {"": 0, "k": 3, "m": 6, "g": 9, "t": 12, "p": 15}
_RATE = re.compile(
    r"(?:(?P<times>\d[\d.,]*)\s*[x×]\s*)?(?P<number>\d[\d.,]*)\s*(?P<prefix>[kmgtp]?)(?:b/s|bit/s|bits/s|bps|bit/sec)", re.I
)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PART = re.compile(r"(\d{4})-([QH])(\d)")
_YEAR = re.compile(r"\d{4}")
_MONTHS_OF = {"Q": 3, "H": 6}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that a stated time allows, and the unit it is stated in: day, month, quarter, half, year or range."""

    earliest: date
    latest: date
    precision: str


def period(stated: str) -> Period | None:
    """The days that a stated time allows, if it is one of 2016, 2016-Q4, 2016-H2, 2016-10, 2016-10-03 or two joined by a slash.

    >>> period("2016-Q4")
    Period(earliest=datetime.date(2016, 10, 1), latest=datetime.date(2016, 12, 31), precision='quarter')
    """
    first, slash, last = stated.partition("/")
    try:
        if not slash:
            return _unit(first)
        begin, end = _unit(first), _unit(last)
    except ValueError:
        return None
    if begin is None or end is None or begin.earliest > end.latest:
        return None
    return Period(begin.earliest, end.latest, "range")


def _unit(stated: str) -> Period | None:
    if found := _DAY.fullmatch(stated):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return Period(day, day, "day")
    if found := _MONTH.fullmatch(stated):
        return _months(int(found[1]), int(found[2]), 1, "month")
    if found := _PART.fullmatch(stated):
        length = _MONTHS_OF[found[2]]
        return _months(int(found[1]), (int(found[3]) - 1) * length + 1, length, "quarter" if length == 3 else "half")
    if _YEAR.fullmatch(stated):
        return _months(int(stated), 1, 12, "year")
    return None


def _months(year: int, first: int, count: int, precision: str) -> Period:
    last = first + count - 1
    if not 1 <= first <= last <= 12:
        raise ValueError(f"no month {first}..{last}")
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)


def number(stated: str) -> Decimal | None:
    """The number that a text is ("15000", "15,000", "15 000"), or `None`.

    >>> number("1,286.5")
    Decimal('1286.5')
    """
    plain = re.sub(r"(?<=\d)[,\s ](?=\d{3}(?!\d))", "", stated.strip())
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def bits_per_second(stated: str) -> Decimal | None:
    """The rate that a text gives, in bits per second, multiplied out; `None` if it gives none.

    >>> bits_per_second("8 x 100 Gb/s")
    Decimal('800000000000')
    """
    found = _RATE.fullmatch(stated.strip())
    if not found:
        return None
    value, times = number(found["number"]), number(found["times"] or "1")
    if value is None or times is None:
        return None
    return Decimal(decimal_text(value * times * 10 ** _FACTOR[found["prefix"].casefold()]))


def decimal_text(value: Decimal) -> str:
    """A number in the one form that stores keep: no exponent, no zeros at the end."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
