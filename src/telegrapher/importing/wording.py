"""How the submarine cable map writes names, places, dates and lengths, and what we make of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegrapher.importing.rules import CableMapRules
from telegrapher.rdf import number, period

__all__ = ["Named", "cable_names", "landing_name", "length_km", "parties", "ready_for_service"]

_BRACKETS = re.compile(r"(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)\s*")
_RATHER_SHORT = re.compile(r"[\w-]*[A-Z0-9²³][\w²³-]*")
_COMMA = re.compile(r",\s+(?![^()]*\))")
_LENGTH = re.compile(r"(?P<number>\d[\d.,]*)\s*km", re.I)
_READY = re.compile(r"(?P<year>\d{4})(?:\s+(?P<part>[QH]\d|[A-Za-z]+))?")


@dataclass(frozen=True, slots=True)
class Named:
    """A name taken apart: how a thing is called, and by what other names."""

    name: str
    aliases: tuple[str, ...] = ()


def cable_names(name: str) -> Named:
    """A cable's name: "Blue Arc Express (BAX)" and "BAX (Blue Arc Express)" are the long name, the short one and the whole.

    >>> cable_names("Blue Arc Express (BAX)")
    Named(name='Blue Arc Express', aliases=('BAX', 'Blue Arc Express (BAX)'))
    """
    whole = " ".join(name.split())
    found = _BRACKETS.fullmatch(whole)
    if not found:
        return Named(whole)
    long, short = sorted((found["outer"], found["inner"]), key=len, reverse=True)
    return Named(long, (short, whole))


def parties(cell: str, rules: CableMapRules) -> tuple[Named, ...]:
    """Owners or suppliers, which stand in one cell with commas between them.

    What stands in brackets is a name of today only if it is an acronym of the one before it; the whole stays as another name.
    """
    return tuple(_party(" ".join(part.split()), rules) for part in _COMMA.split(cell) if part.strip())


def _party(whole: str, rules: CableMapRules) -> Named:
    found = _BRACKETS.fullmatch(whole)
    if not found:
        return Named(whole)
    outer, inner = found["outer"], found["inner"]
    former = inner.casefold().startswith(rules.former)
    short = (inner,) if not former and _is_acronym(inner, outer) else ()
    return Named(outer, (*short, whole))


def _is_acronym(short: str, name: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper()).casefold()
    return _RATHER_SHORT.fullmatch(short) is not None and short.casefold() == initials


def landing_name(name: str, country: str) -> tuple[Named, str, str]:
    """A landing point's name without its country, the country, and the state if one stands between them.

    Args:
        name: "Blue Bay, AK, United States".
        country: "United States"; where it is empty, what follows the last comma is taken for it.

    >>> landing_name("Blue Bay, AK, United States", "United States")
    (Named(name='Blue Bay', aliases=('Blue Bay, AK, United States',)), 'United States', 'AK')
    """
    whole = " ".join(name.split())
    country = " ".join(country.split()) or (whole.rpartition(", ")[2] if ", " in whole else "")
    place = whole.removesuffix(f", {country}") if country else whole
    first, _, state = place.partition(", ")
    if not re.fullmatch(r"[A-Z]{2,3}", state):
        first, state = place, ""
    return Named(first, (whole,) if whole != first else ()), country, state


def length_km(cell: str) -> str | None:
    """Kilometres, as a plain number: "1,300 km" is "1300"; `None` if it is no length above nothing."""
    found = _LENGTH.fullmatch(cell.strip())
    value = number(found["number"]) if found else None
    return f"{value.normalize():f}" if value else None


def ready_for_service(cell: str, rules: CableMapRules) -> str | None:
    """A time as we write it: "2012 August" is "2012-08", "2024 Q4" is "2024-Q4"; `None` if it is none."""
    found = _READY.fullmatch(cell.strip())
    if not found:
        return None
    part = found["part"] or ""
    if month := rules.months.get(part.casefold()):
        part = f"{month:02}"
    stated = f"{found['year']}-{part}" if part else found["year"]
    try:
        return stated if period(stated) else None
    except ValueError:
        return None
