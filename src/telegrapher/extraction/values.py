"""Values in a text: dates with the precision that is stated, data rates, lengths and sums of money, in normalised form.

Written by hand because general parsers are silently wrong here: they read "Q4 2026" as a day, "Tbps" as a currency and lose the
multiplier of "$1.2bn".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from telegrapher.extraction.dates import DateValue, find_dates
from telegrapher.extraction.names.text.words import read_rules
from telegrapher.model import Span

__all__ = ["DateValue", "Quantity", "find_dates", "find_lengths", "find_money", "find_rates"]

_DIGITS = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,4})?"
_NUMBER = rf"(?<![\w.,])(?:{_DIGITS})"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as it stands in the text.

    Attributes:
        value: normalised: "500 Gb/s", "8 x 100 Gb/s", "15000" (kilometres), or the words as written (money).
        span: where it stands.
        number: in bit/s, kilometres or currency units.
        kind: `rate`, `length`, `strands` (length of fibre strands, no route) or `money`.
    """

    value: str
    span: Span
    number: float
    kind: str


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    rules = read_rules("values")
    signs = "|".join(sorted(map(re.escape, rules["currencies"]), key=len, reverse=True))
    multiples = "|".join(sorted(rules["multiples"], key=len, reverse=True))
    bits = r"(?:[bB]ps|BPS|[Bb]its?/s(?:ec)?|b/s(?:ec)?|bits? per second|bit-per-second|bits?|bit/sec)"
    return {
        "rate": re.compile(
            rf"(?<![\w.,])(?:(?P<times>\d{{1,3}})\s?[x×*]\s?)?(?:(?P<number>{_DIGITS})|(?P<word>a full|a single|one|two|a)(?=\s))"
            rf"(?P<gap>[\s\u00a0-]?)(?P<prefix>[kKMGTP]|[Kk]ilo|[Mm]ega|[Gg]iga|[Tt]era|[Pp]eta)"
            rf"(?:(?P<bits>[\s-]?{bits})(?:[\s-]per[\s-]second)?|(?P<bare>(?=\b)))(?!\w)"
        ),
        "length": re.compile(
            rf"(?P<number>{_NUMBER})(?P<gap>[\s\u00a0-]{{0,1}})(?P<adjective>(?:[a-z]+-?[a-z]*[\s-]){{0,2}}?)"
            r"(?P<unit>nautical miles?|nmi|kilomet(?:er|re)s?|kms?|miles?)\b(?!\s?(?:²|2\b|/h|per hour))",
            re.IGNORECASE,
        ),
        "money": re.compile(
            rf"(?P<about>(?:approximately|about|some|around|over|more than|up to|nearly|almost|roughly)\s)?"
            rf"(?P<sign>(?:US\s?|U\.S\.\s?)?(?:{signs})|US dollars)\s?(?P<number>{_NUMBER})(?:[\s-]?(?P<multiple>{multiples})\b)?"
            rf"|(?P<about2>(?:approximately|about|some|around)\s)?(?P<number2>{_NUMBER})(?:\s(?P<multiple2>{multiples}))?\s"
            r"(?P<unit>euros?|dollars?|pounds?|US dollars|yen|Swiss francs)\b"
        ),
    }


def _matches(name: str, text: str, within: Span | None) -> Iterator[re.Match[str]]:
    span = within or Span(0, max(1, len(text)))
    return _patterns()[name].finditer(text, span.start, min(span.end, len(text)))


def _float(text: str) -> float:
    return float(text.replace(",", ""))


def _plain(number: float) -> str:
    """A number without needless decimals: 500.0 is "500"."""
    return f"{number:.10g}" if number < 1e15 else f"{number:.0f}"


def find_rates(text: str, *, within: Span | None = None) -> tuple[Quantity, ...]:
    """Data rates: "500 Gigabits per second (Gb/s)", "20 Tbps", "100G", "8 x 100 Gbit/s", "a full gigabit".

    Generations of mobile networks ("5G") are no rates.

    Args:
        text: the text.
        within: the part to look at; all of it by default.
    """
    return tuple(quantity for match in _matches("rate", text, within) if (quantity := _rate(match)))


def _rate(match: re.Match[str]) -> Quantity | None:
    prefix = match["prefix"]
    letter = {"k": "k"}.get(prefix[0].lower(), prefix[0].upper())
    if match["word"]:
        if not match["bits"] or len(prefix) == 1:
            return None
        number = {"two": 2.0}.get(match["word"], 1.0)
    else:
        number = _float(match["number"])
    if not match["bits"] and not _bare_rate(match, number):
        return None
    scale = float(read_rules("values")["prefixes"][letter.casefold()])
    value = f"{_plain(number)} {letter}b/s"
    if match["times"]:
        return Quantity(f"{match['times']} x {value}", Span(*match.span()), number * scale * int(match["times"]), "rate")
    return Quantity(value, Span(*match.span()), number * scale, "rate")


def _bare_rate(match: re.Match[str], number: float) -> bool:
    """ "100G" and "1.2T" are rates; "5G", "20 M" and "10 T" are not."""
    if match["gap"] or match["prefix"] not in {"G", "T"}:
        return False
    return number >= 10 if match["prefix"] == "G" else "." in match["number"] or number <= 100


def find_lengths(text: str, *, within: Span | None = None) -> tuple[Quantity, ...]:
    """Lengths in kilometres, rounded: "12,200 kilometers", "11,000-mile", "399 route miles", "3,000 nautical miles".

    Args:
        text: the text.
        within: the part to look at; all of it by default.
    """
    rules = read_rules("values")
    found = []
    for match in _matches("length", text, within):
        unit = match["unit"].casefold()
        kilometres = _float(match["number"]) * float(rules["lengths"][unit])
        adjectives = set(re.split(r"[\s-]+", match["adjective"].casefold().strip()))
        if adjectives & {"per", "of", "to", "and", "or", "in", "at", "by", "the", "than"}:
            continue
        kind = "strands" if adjectives & set(rules["strands"]) else "length"
        digits = f"{kilometres:.0f}" if kilometres >= 10 or unit.endswith(("mile", "miles")) else _plain(kilometres)
        found.append(Quantity(digits, Span(*match.span()), kilometres, kind))
    return tuple(found)


_MULTIPLES = {
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "crore": 1e7,
    "lakh": 1e5,
}


_A_SHARE = re.compile(
    r"(?: in cash)?(?: per| a| for each| for every)(?: \w+)? (?:share|unit|ADS|subscriber|customer|month|year|user|line)\b"
)


def find_money(text: str, *, within: Span | None = None) -> tuple[Quantity, ...]:
    """Sums of money as written: "$117 million", "US $630 million", "EUR 789 million", "1.2 billion euros"; no prices of a share.

    Args:
        text: the text.
        within: the part to look at; all of it by default.
    """
    found = []
    for match in _matches("money", text, within):
        if _A_SHARE.match(text, match.end()):
            continue
        number = _float(match["number"] or match["number2"])
        multiple = (match["multiple"] or match["multiple2"] or "").casefold()
        found.append(Quantity(" ".join(match[0].split()), Span(*match.span()), number * _MULTIPLES.get(multiple, 1.0), "money"))
    return tuple(found)
