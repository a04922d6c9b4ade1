"""Where places are: cities by name, the most populous first."""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from string import capwords

from telegrapher.errors import ReferenceDataError
from telegrapher.model.identity import slug
from telegrapher.reference.entry import iri_of

__all__ = ["CITY_COLUMNS", "Place", "Places"]

CITY_COLUMNS = ("name", "country", "lat", "lon", "population")
_MORE_COLUMNS = (*CITY_COLUMNS, "admin1", "aliases")

_APOSTROPHES = "['’‘`´\u02bb\u02bc\u02b9]"
"""What stands for an apostrophe or a glottal stop: "Xi’an", "Nuku‘alofa"."""

_KEPT = 20_000
"""Names whose cities are remembered."""


@dataclass(frozen=True, slots=True)
class Place:
    """A city.

    Attributes:
        name: everyday name.
        country: ISO 3166 code in upper case.
        lat: degrees north.
        lon: degrees east.
        population: inhabitants; 0 if unknown.
        admin1: code of the state or province ("NY").
        aliases: other names.
        largest: whether no city of its name in its country has more inhabitants.
    """

    name: str
    country: str
    lat: float
    lon: float
    population: int
    admin1: str = ""
    aliases: tuple[str, ...] = ()
    largest: bool = True

    @property
    def iri(self) -> str:
        """Its address, for instance `.../place/london-gb`; smaller namesakes in a country add their state or province."""
        tail = "" if self.largest or not self.admin1 else f"-{slug(self.admin1)}"
        return iri_of("place", f"{slug(self.name)}-{self.country.lower()}{tail}")


class Places:
    """Cities over 1,000 inhabitants, read when first asked for.

    The table is sorted by name (code points), so that a name is found by bisection and only its own lines are taken apart.
    """

    def __init__(self, read: Callable[[], bytes] = lambda: b"") -> None:
        self._read = read
        self._known: dict[str, tuple[Place, ...]] = {}  # the same few names come again and again

    @classmethod
    def at(cls, path: Path) -> Places:
        """The cities in the compressed table at `path`; none if it is not there."""
        return cls(lambda: gzip.decompress(path.read_bytes())) if path.is_file() else cls()

    def find(self, name: str, country: str = "", admin1: str = "") -> tuple[Place, ...]:
        """Cities called `name`, the most populous first.

        Args:
            name: a name or alias; accents and apostrophes may be missing or others, and all may be in capitals.
            country: ISO 3166 code, to have only those in one country.
            admin1: code of a state or province, to have only those in it.
        """
        if name not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[name] = next(filter(None, map(tuple, map(self._named, dict.fromkeys(_spellings(name))))), ())
        ranked = [place for place in self._known[name] if not country or place.country == country.upper()]
        return tuple(place for place in ranked if not admin1 or place.admin1 == admin1.upper())

    def all(self) -> Iterator[Place]:
        """Every city, by name."""
        return map(_place, self._lines)

    def _named(self, name: str) -> Iterator[Place]:
        numbers = {*self._exact(unicodedata.normalize("NFC", name)), *self._other_forms.get(_plain(name), ())}
        found = (_place(self._lines[number]) for number in sorted(numbers))
        seen: set[tuple[str, str]] = set()
        for place in sorted(found, key=lambda place: (-place.population, place.country, place.admin1, place.name)):
            key = (slug(place.name), place.country)
            yield replace(place, largest=False) if key in seen else place
            seen.add(key)

    @cached_property
    def _lines(self) -> list[str]:
        lines = self._read().decode("utf-8").removesuffix("\n").split("\n")
        if lines != [""] and tuple(lines[0].split(",")) not in {CITY_COLUMNS, _MORE_COLUMNS}:
            what = f"the header must be {','.join(CITY_COLUMNS)}, and perhaps admin1,aliases"
            raise ReferenceDataError(what, where="cities.csv.gz:1")
        return lines[1:]

    @cached_property
    def _other_forms(self) -> dict[str, list[int]]:
        """Plain forms of aliases and of names that are not ASCII: to the numbers of their lines."""
        lines = self._lines
        numbers = [number for number, line in enumerate(lines) if not line.isascii()]
        plain = _plain("\n".join([lines[number].partition(",")[0] for number in numbers])).split("\n")
        found: dict[str, list[int]] = {}
        for number, form in zip(numbers, plain, strict=bool(numbers)):
            found.setdefault(form, []).append(number)
        for number, line in enumerate(lines):
            if line[-1:].isalpha() or line.startswith('"'):
                place = _place(line)
                for form in (place.name, *place.aliases):
                    found.setdefault(_plain(form), []).append(number)
        return found

    def _exact(self, name: str) -> Iterator[int]:
        number = bisect_left(self._lines, name, key=_name)
        while number < len(self._lines) and _name(self._lines[number]) == name:
            yield number
            number += 1


def _spellings(name: str) -> Iterator[str]:
    """A name as it is written, then as it may be listed."""
    yield name
    plain = capwords(name) if name.isupper() else name
    yield plain
    yield re.sub(_APOSTROPHES, "'", plain)
    yield re.sub(_APOSTROPHES, "", plain)


def _name(line: str) -> str:
    return next(csv.reader([line]))[0] if line.startswith('"') else line.partition(",")[0]


def _plain(text: str) -> str:
    """Without accents, apostrophes and case; quick for many names at once."""
    return re.sub(f"[\u0300-\u036f]|{_APOSTROPHES}", "", unicodedata.normalize("NFKD", text)).casefold()


def _place(line: str) -> Place:
    cells = next(csv.reader([line])) if '"' in line else line.split(",")
    name, country, lat, lon, population, *more = cells
    admin1, aliases = more or ("", "")
    return Place(
        name, country.upper(), float(lat), float(lon), int(population or 0), admin1, tuple(filter(None, aliases.split("|")))
    )
