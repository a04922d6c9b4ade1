"""Dates in a text with the precision that is stated, and as an interval of days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from telegrapher.extraction.names.text.words import read_rules
from telegrapher.model import Span

__all__ = ["DateValue", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as stated.

    Attributes:
        value: ISO 8601 day, month or year ("2014-05-20", "2016-12", "2016"), quarter or half ("2016-Q4", "2016-H2"),
            or an interval of days ("2014-05-12/2014-05-18").
        span: where it stands.
        earliest: first day it may mean; `None` if open.
        latest: last day it may mean; `None` if open.
        relative: whether it was reckoned from the day of publication ("last week").
    """

    value: str
    span: Span
    earliest: date | None
    latest: date | None
    relative: bool = False


_Maker = Callable[[re.Match[str], date | None], tuple[str, date, date, bool] | None]


_LAST_OF_CENTURY = "69"
"""Years in two digits above this one are of the last century."""

_DIGITLESS = ("(?P<rel>", "(?P<quarter>", "(?P<monthonly>")
"""How the forms of dates begin that may do without a digit."""


@lru_cache(maxsize=2)
def _pattern(digits: bool) -> re.Pattern[str]:
    """All forms of dates, or those only that a text without digits may hold: half of all sentences, and much less to try."""
    rules = read_rules("values")
    month = "|".join(sorted(rules["months"], key=len, reverse=True))
    ordinal = "|".join(sorted(rules["ordinals"], key=len, reverse=True))
    part = "|".join(sorted(rules["parts"], key=len, reverse=True)).replace(" of", r"\s(?:of|to)(?:\sthe)?(?:\syear)?")
    year = r"(?:19|20)\d\d"
    weekday = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    options = (
        rf"(?P<iso>{year}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\d-])",
        rf"(?:{weekday}\.?,?\s)?(?P<mdy>(?P<m1>{month})\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<d1b>\d{{1,2}}))?(?:,?\s(?P<y1>{year}))?)(?![\d,]\d|\w)",
        rf"(?:{weekday}\.?,?\s)?(?P<dmy>(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{month})\.?,?(?:\s(?P<y2>{year}))?)(?!\w)",
        r"(?P<rel>(?:earlier|later)\sthis\s(?:year|month|week)|(?:last|this|next|the\sprevious|the\spast|the\scurrent|the\scoming)\s(?:week|month|year|quarter)"
        r"|(?:the\s)?end\sof\s(?:the|this)\s(?:year|month)|yesterday|today|tomorrow|recently)(?![\w-]|\sof\b)",
        rf"(?P<quarter>(?P<q1>{ordinal})[\s-](?:calendar\s|fiscal\s)?(?P<what>quarter|half)(?:\s(?:of\s)?(?:fiscal\s)?(?:the\s)?(?:year\s)?(?P<y3>{year}))?)(?!\w)",
        rf"(?P<short>(?:(?P<q2>[QH][1-4])|(?P<q2b>[1-4][QH]))[\s-]?(?:of\s)?(?:FY\s?)?(?P<y4>{year}|['’]\d\d|(?<=[1-4][QH])\d\d)|(?P<y4b>{year})[\s-](?P<q2c>[QH][1-4]))(?!\w)",
        rf"(?P<part>(?P<p1>{part})[\s-]?(?:(?P<m4>{month})\s)?(?P<y5>{year}))(?!\w)",
        rf"(?P<my>(?P<m3>{month})\.?,?\s(?:of\s)?(?P<y6>{year}))(?!\w)",
        rf"(?P<monthonly>(?:in|last|this|since|by|until|next|early|late|mid-?)\s?(?P<m5>{month}))(?!\w|\s\d|\.\s\d)",
        rf"(?P<year>{year})(?![\d\w]|[.,]\d|-\d|\s?(?:km|miles|kilomet))",
    )
    tried = [option for option in options if digits or option.startswith(_DIGITLESS)]
    return re.compile(r"(?<![\w.,$€£/-])(?:" + "|".join(tried) + ")", re.IGNORECASE)


def find_dates(text: str, *, published: date | None = None, within: Span | None = None) -> tuple[DateValue, ...]:
    """All dates in a text, in order and without overlap.

    Days and months without a year take the one that brings them nearest to the day of publication; words such as "last week"
    are reckoned from it (weeks begin on Monday). Without that day they yield nothing.

    Args:
        text: the text.
        published: day of publication, if known.
        within: the part to look at; all of it by default.
    """
    span = within or Span(0, max(1, len(text)))
    return tuple(_read(text, span, published))


def _read(text: str, span: Span, published: date | None) -> Iterator[DateValue]:
    digits = any(map(str.isdigit, text[span.start : span.end]))
    for match in _pattern(digits).finditer(text, span.start, min(span.end, len(text))):
        forms = match.groupdict()
        name = next(name for name in _MAKERS if forms.get(name))
        if name == "monthonly" and match["m5"].islower():
            continue
        if name in {"mdy", "dmy"} and (match["m1"] or match["m2"]).islower():
            continue
        made = _MAKERS[name](match, published)
        if made:
            value, earliest, latest, relative = made
            yield DateValue(value, _span(match, name), earliest, latest, relative)


def _span(match: re.Match[str], name: str) -> Span:
    if name == "monthonly":
        return Span(*match.span("m5"))
    return Span(*match.span(name))


def _month(name: str) -> int:
    return int(read_rules("values")["months"][name.casefold()])


def _day(year: int, month: int, day: int) -> tuple[str, date, date, bool] | None:
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    made = date(year, month, day)
    return made.isoformat(), made, made, False


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _nearest(month: int, day: int, published: date | None) -> int | None:
    """The year that brings a day nearest to the day of publication.

    Releases look back more than ahead, so days to come count double.
    """
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    days = {year: (date(year, month, min(day, 28)) - published).days for year in years}
    return min(years, key=lambda year: max(-days[year], 2 * days[year]))


def _iso(match: re.Match[str], published: date | None) -> tuple[str, date, date, bool] | None:
    numbers = [int(part) for part in match["iso"].split("-")]
    if len(numbers) == 3:
        return _day(numbers[0], numbers[1], numbers[2])
    return match["iso"], *_months(numbers[0], numbers[1], numbers[1]), False


def _full(match: re.Match[str], published: date | None) -> tuple[str, date, date, bool] | None:
    first = match["m1"] is not None
    month, day = _month(match["m1"] or match["m2"]), int(match["d1"] if first else match["d2"])
    stated = match["y1"] if first else match["y2"]
    if not 1 <= day <= 31:
        return None
    year = int(stated) if stated else _nearest(month, day, published)
    made = _day(year, month, day) if year else None
    if made and first and match["d1b"] and (end := _day(made[1].year, month, int(match["d1b"]))):
        return f"{made[0]}/{end[0]}", made[1], end[1], False
    return made


def _quarter(match: re.Match[str], published: date | None) -> tuple[str, date, date, bool] | None:
    stated = match["y3"]
    if not stated and published is None:
        return None
    year = int(stated) if stated else (published.year if published else 0)
    number = int(read_rules("values")["ordinals"][match["q1"].casefold()])
    if match["what"].casefold() == "half":
        number = 2 if match["q1"].casefold() in {"last", "final"} else number
        return _piece("H", number, year, relative=not stated)
    return _piece("Q", number, year, relative=not stated)


def _piece(letter: str, number: int, year: int, *, relative: bool = False) -> tuple[str, date, date, bool] | None:
    size = 3 if letter == "Q" else 6
    if number * size > 12:
        return None
    return f"{year}-{letter}{number}", *_months(year, number * size - size + 1, number * size), relative


def _short(match: re.Match[str], published: date | None) -> tuple[str, date, date, bool] | None:
    digits = (match["y4"] or match["y4b"]).lstrip("'’")
    year = digits if len(digits) > 2 else f"{'19' if digits > _LAST_OF_CENTURY else '20'}{digits}"
    mark = (match["q2"] or match["q2b"] or match["q2c"]).upper()
    mark = mark[::-1] if mark[0].isdigit() else mark
    return _piece(mark[0], int(mark[1]), int(year))


def _part(match: re.Match[str], published: date | None) -> tuple[str, date, date, bool] | None:
    year = int(match["y5"])
    if match["m4"]:
        month = _month(match["m4"])
        return f"{year}-{month:02}", *_months(year, month, month), False
    word = re.sub(r"\s(?:to|of)(?:\sthe)?(?:\syear)?$", " of", match["p1"].casefold().replace("-", " ").strip())
    first, last = read_rules("values")["parts"][word]
    return str(year), *_months(year, int(first), int(last)), False


def _month_year(match: re.Match[str], published: date | None) -> tuple[str, date, date, bool] | None:
    year, month = int(match["y6"]), _month(match["m3"])
    return f"{year}-{month:02}", *_months(year, month, month), False


def _month_only(match: re.Match[str], published: date | None) -> tuple[str, date, date, bool] | None:
    month = _month(match["m5"])
    year = _nearest(month, 15, published)
    return (f"{year}-{month:02}", *_months(year, month, month), False) if year else None


def _year(match: re.Match[str], published: date | None) -> tuple[str, date, date, bool] | None:
    year = int(match["year"])
    return str(year), *_months(year, 1, 12), False


def _relative(match: re.Match[str], published: date | None) -> tuple[str, date, date, bool] | None:
    if published is None:
        return None
    words = " ".join(match["rel"].casefold().removeprefix("the ").split())
    if words in _DAYS:
        day = published + timedelta(days=_DAYS[words])
        return day.isoformat(), day, day, True
    if words == "recently":
        return _interval(published - timedelta(days=180), published)
    return _UNITS[words.rsplit(" ", 1)[-1]](words, published)


_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def _step(words: str) -> int:
    return -1 if words.startswith(("last", "previous", "past")) else 1 if words.startswith(("next", "coming")) else 0


def _interval(earliest: date, latest: date) -> tuple[str, date, date, bool]:
    return f"{earliest.isoformat()}/{latest.isoformat()}", earliest, latest, True


def _week(words: str, published: date) -> tuple[str, date, date, bool]:
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=_step(words))
    earliest, latest = monday, monday + timedelta(days=6)
    if words.startswith("earlier"):
        latest = published
    elif words.startswith("later"):
        earliest = published
    return _interval(earliest, latest)


def _calendar_month(words: str, published: date) -> tuple[str, date, date, bool]:
    index = published.year * 12 + published.month - 1 + _step(words)
    year, month = divmod(index, 12)
    earliest, latest = _months(year, month + 1, month + 1)
    return f"{year}-{month + 1:02}", earliest, latest, True


def _calendar_year(words: str, published: date) -> tuple[str, date, date, bool]:
    year = published.year + _step(words)
    earliest, latest = _months(year, 1, 12)
    if words.startswith("earlier"):
        latest = published
    elif words.startswith("later"):
        earliest = published
    elif words.startswith("end"):
        earliest = date(year, 10, 1)
    return str(year), earliest, latest, True


def _calendar_quarter(words: str, published: date) -> tuple[str, date, date, bool] | None:
    index = (published.month - 1) // 3 + _step(words)
    return _piece("Q", index % 4 + 1, published.year + index // 4, relative=True)


_UNITS: dict[str, Callable[[str, date], tuple[str, date, date, bool] | None]] = {
    "week": _week,
    "month": _calendar_month,
    "quarter": _calendar_quarter,
    "year": _calendar_year,
}

_MAKERS: dict[str, _Maker] = {
    "iso": _iso,
    "mdy": _full,
    "dmy": _full,
    "quarter": _quarter,
    "short": _short,
    "part": _part,
    "my": _month_year,
    "rel": _relative,
    "monthonly": _month_only,
    "year": _year,
}
