"""Calendar dates and datelines: when a release was published, by its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from telegrapher.reading.rules import figure, mapping, pattern, words

__all__ = ["Dateline", "address_date", "date_at", "date_line", "dateline", "iso_date"]

_TAG = re.compile(r"[$#]\w{2,40}")
_REACH = 260
_BEHIND_PLACE = re.compile(r"\.?,?\s*(?:[–—:/(|\]]|--?\s)")
_CAPITAL = re.compile(r"[A-Z0-9$\"“‘'«À-Þ]|[a-z]{1,3}[A-Z]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a lead: where it `end`s in its line, and its date if it has a whole one.

    `month_day` is what is known when the year is missing.
    """

    end: int
    published: date | None = None
    month_day: tuple[int, int] | None = None


@lru_cache(maxsize=1)
def _expressions() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(mapping("dates", "months"), key=lambda name: (-len(name), name)))
    month = rf"(?P<month>{names})\.?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    return tuple(
        re.compile(expression, re.IGNORECASE)
        for expression in (
            rf"{month}[ ]{day}(?:[ ]?,[ ]?|\.[ ]|[ ]){year}",
            rf"{day}\.?(?:[ ]of)?[ -]{month}[ -]?,?[ ]?{year}",
            r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?!\d)",
            r"(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)",
            rf"{month}[ ]{day}(?![\d,]\d)",
            rf"{day}[ ]{month}(?![ ]?\d)",
        )
    )


def iso_date(text: str) -> date | None:
    """The date at the beginning of an ISO 8601 time stamp, as written (no shift to another time zone).

    >>> iso_date("2021-11-19T08:00:00Z")
    datetime.date(2021, 11, 19)
    """
    match = re.match(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)", text)
    return _made(*(int(part) for part in match.groups())) if match else None


def _made(year: int, month: int, day: int) -> date | None:
    if not figure("dates", "earliest_year") <= year <= figure("dates", "latest_year"):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_at(text: str, start: int = 0) -> tuple[int, date | None, tuple[int, int] | None] | None:
    """A date that begins exactly at `start`: where it ends, the date if whole, else month and day.

    Day and month as figures ("05/06/2010") are taken only if one of them can be nothing else.
    """
    if start >= len(text) or not (text[start].isalpha() or text[start].isdigit()):
        return None
    for expression in _expressions():
        match = expression.match(text, start)
        if not match:
            continue
        parts = match.groupdict()
        month, day = _month_day(parts)
        if not month:
            continue
        year = parts.get("year")
        if not year:
            return (match.end(), None, (month, day)) if 1 <= day <= 31 else None
        whole = _made(int(year), month, day)
        if whole:
            return match.end(), whole, (month, day)
    return None


def _month_day(parts: dict[str, str | None]) -> tuple[int, int]:
    """Month and day of a match; (0, 0) if they cannot be told apart."""
    word, day = parts["month"] or "", int(parts["day"] or 0)
    if not word.isdigit():
        return int(mapping("dates", "months")[word.lower()]), day
    month = int(word)
    if not parts.get("mark") or parts["mark"] == ".":
        return month, day
    if month > 12 >= day:
        return day, month
    return (month, day) if day > 12 or day == month else (0, 0)


@lru_cache(maxsize=1)
def _pieces() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        pattern("dates", "separator"),
        re.compile(pattern("dates", "weekdays").pattern + r"(?!\w)"),
        re.compile(pattern("dates", "wires").pattern + r"(?!\w)"),
        re.compile(f"(?:{pattern('dates', 'clock').pattern})(?!\\w)"),
    )


def dateline(line: str) -> Dateline | None:
    """The dateline that opens `line`: place, date and wire in any order, up to and including the dash or colon before the lead.

    Without a date, weekday or wire only a place in capitals or with its region counts, and only before a dash with blanks
    ("LONDON -- ", "Hamilton, Bermuda - ").
    """
    head = line[:_REACH]
    label = pattern("dates", "label").match(head)
    position, seen = label.end() if label else 0, _Seen()
    while position < len(head):
        end = _step(head, position, seen)
        if end == position:
            break
        position = end
    return seen.result(head, position)


def _step(head: str, position: int, seen: _Seen) -> int:
    """Where the part of a dateline that begins at `position` ends; `position` itself if none does."""
    separator, weekday, wire, clock = _pieces()
    signer = _signer(head, position)
    gap = separator.match(head, position)
    if signer or gap:
        end = signer or (gap.end() if gap else 0)
        seen.separators.append((end - 1 if signer else position, end))
        return end
    dated = date_at(head, position)
    if dated:
        seen.date(dated)
        return dated[0]
    piece = wire.match(head, position) or _TAG.match(head, position) or weekday.match(head, position) or clock.match(head, position)
    vague = None if piece else pattern("dates", "month_only").match(head, position)
    if found := piece or vague:
        seen.signed |= piece is not None and clock.match(head, position) is None
        seen.vague |= vague is not None
        seen.last = found.end()
        return seen.last
    place = _place(head, position) if seen.may_be_place(head, position) else 0
    if not place or (position and seen.signed_at(position) and not _stands_alone(head, place)):
        return position
    seen.place = head[position:place]
    seen.last = place
    return place


def _stands_alone(head: str, end: int) -> bool:
    """Whether a dash, a colon, a bracket or a date follows a place, so that it is no beginning of the lead itself."""
    return _BEHIND_PLACE.match(head, end) is not None or (head.startswith(", ", end) and date_at(head, end + 2) is not None)


def _signer(head: str, position: int) -> int:
    """Where a bracket ends that holds a name and neither wire nor date ("LAGOS, 3 May 2019 (Somebody) - "); 0 if none is here."""
    match = pattern("dates", "signer").match(head, position)
    if not match:
        return 0
    _, _, wire, _ = _pieces()
    starts = [position + word.start() for word in re.finditer(r"(?<!\w)\w", match.group())]
    return 0 if any(wire.match(head, at) or date_at(head, at) for at in starts) else match.end()


class _Seen:
    """What a scan along a line has met."""

    def __init__(self) -> None:
        self.separators: list[tuple[int, int]] = []
        self.published: date | None = None
        self.month_day: tuple[int, int] | None = None
        self.signed = False
        self.vague = False
        self.place = ""
        self.last = 0

    def date(self, dated: tuple[int, date | None, tuple[int, int] | None]) -> None:
        self.last = dated[0]
        self.published = self.published or dated[1]
        self.month_day = self.month_day or dated[2]

    def signed_at(self, position: int) -> bool:
        """Whether something before `position` already makes it a dateline."""
        return position > 0 and (self.month_day is not None or self.signed)

    def may_be_place(self, head: str, position: int) -> bool:
        """A place opens the line, or follows a date before anything else did."""
        if self.place:
            return False
        return position == 0 or self.month_day is not None or self.signed or not head[:position].strip(" ([\t—–-")

    def result(self, head: str, position: int) -> Dateline | None:
        if not self.separators or self.separators[-1][1] != position or not _CAPITAL.match(head, position):
            return None
        gap = head[slice(*self.separators[-1])]
        signed = self.month_day is not None or self.signed or (self.vague and bool(self.place))
        strong = re.search(r"[–—:/)\]]|--|(?:^| )-(?: |$)|\|", gap)
        if signed and (strong or (self.place and self.month_day and (gap == ". " or gap == " "))):
            return Dateline(position, self.published, self.month_day)
        spaced = re.fullmatch(r"\.?,?(?: (?:--?|[–—]) ?|(?:--|—) ?)", gap)
        if not signed and spaced and (self.place.isupper() or "," in self.place):
            return Dateline(position)
        return None


@lru_cache(maxsize=1)
def _place_pattern() -> re.Pattern[str]:
    word = r"(?:[A-Z][A-Za-zÀ-ÿ'’]*(?:[-.][A-Z]?[A-Za-zÀ-ÿ'’]+)*\.?|[A-Z]\.(?:[A-Z]\.)+)"
    joiner = "|".join(words("dates", "place_joiners"))
    return re.compile(rf"{word}(?:(?:,? (?:(?:{joiner}) )?|, ?| ?& ?| ?/ ?){word}){{0,9}}")


def _place(head: str, position: int) -> int:
    """Where the place that begins at `position` ends; 0 if none does."""
    match = _place_pattern().match(head, position)
    if not match:
        return 0
    first = match.group().split(" ", 1)[0].rstrip(",.")
    if first in words("dates", "no_place"):
        return 0
    return _before_date(head, position, match.end())


def _before_date(head: str, start: int, end: int) -> int:
    """The end of a place, drawn back to where a month, weekday or wire begins ("NEW YORK, May 5")."""
    _, weekday, wire, _ = _pieces()
    vague = pattern("dates", "month_only")
    for word in re.finditer(r"(?<![\w.])\w", head[start:end]):
        at = start + word.start()
        dated = date_at(head, at) or weekday.match(head, at) or vague.match(head, at)
        if at > start and (dated or wire.match(head, at)):
            return start + len(head[start:at].rstrip(" ,/"))
    return end


def date_line(line: str) -> tuple[date | None, bool]:
    """Whether `line` holds nothing but a date or time (and words like "Published"), and the date.

    Returns:
        The date, if a whole one is told, and whether the line is such a line.
    """
    if len(line) > 120 or not any(character.isdigit() for character in line):
        return None, False
    separator, weekday, _, clock = _pieces()
    label = re.compile(pattern("dates", "date_line_words").pattern + r"(?!\w)")
    kinds = (separator, weekday, clock, label, pattern("dates", "ago"))
    position, found, dated = 0, None, False
    while position < len(line):
        whole = date_at(line, position)
        piece = next((match for kind in kinds if (match := kind.match(line, position))), None)
        if whole:
            position, found, dated = whole[0], found or whole[1], True
        elif piece and piece.end() > position:
            dated = dated or clock.match(line, position) is not None
            position = piece.end()
        else:
            return None, False
    return found, dated


def address_date(url: str | None) -> date | None:
    """A date written into the path of an address ("/2018/09/17/", "-20180917-")."""
    if not url:
        return None
    match = pattern("dates", "address_date").search(url)
    return _made(*(int(part) for part in match.groups())) if match else None
