"""Places that are no cities: provinces, counties, islands, peninsulas, bays, by name."""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from telegrapher.errors import ReferenceDataError
from telegrapher.reference.entry import iri_of
from telegrapher.reference.tables import read_rows
from telegrapher.shipped import folder

__all__ = ["AREA_COLUMNS", "KINDS", "WORD_COLUMNS", "Area", "Areas"]

AREA_COLUMNS = ("id", "name", "aliases", "kind", "country", "admin1")
WORD_COLUMNS = ("form", "kinds")
KINDS = ("division", "island", "islands", "district", "county", "region", "water")
"""First-level division, island, islands, second-level division, county of the United States, land, water; foremost first."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a country, an island, or a stretch of land or water.

    Attributes:
        id: the last step of its address.
        name: everyday name.
        aliases: other names.
        kind: one of `KINDS`.
        country: ISO 3166 code in upper case; empty where it lies in several or in none.
        admin1: GeoNames code of the first-level division that it is or lies in, as cities have it; empty if unknown.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    admin1: str = ""

    @property
    def iri(self) -> str:
        """Its address, for instance `.../place/de-lower-saxony`; the country's code stands first, so that it is no city's."""
        return iri_of("place", self.id)


class Areas:
    """Divisions, islands and regions, read when first asked for.

    Only the lines that a name leads to are taken apart.
    """

    def __init__(self, read: Callable[[], bytes] = lambda: b"") -> None:
        self._read = read

    @classmethod
    def at(cls, path: Path) -> Areas:
        """The areas in the compressed table at `path`; none if it is not there."""
        return cls(lambda: gzip.decompress(path.read_bytes())) if path.is_file() else cls()

    def find(self, name: str, country: str = "") -> tuple[Area, ...]:
        """Areas called `name` (accents may be missing), foremost kind first.

        A word for the kind may stand before or behind the name ("Bohol Province", "the island of Bohol").

        Args:
            name: a name or alias.
            country: ISO 3166 code, to have only those in one country, and those that lie in several or in none.
        """
        found = self.called(name) or self._described(name)
        return tuple(area for area in found if not country or area.country in {"", country.upper()})

    def called(self, name: str) -> tuple[Area, ...]:
        """Areas that have `name` among name and aliases as it is, without a word for the kind; accents may be missing."""
        lines = self._numbers.get(_plain(name), "")
        return tuple(sorted((_area(self._lines[int(number)]) for number in lines.split()), key=_rank))

    def all(self) -> Iterator[Area]:
        """Every area, in the order of the table."""
        return map(_area, self._lines)

    def _described(self, name: str) -> tuple[Area, ...]:
        words = _plain(name).removeprefix("the ").split()
        for size in range(1, min(3, len(words))):
            for form, rest in ((words[-size:], words[:-size]), (words[: size + 1], words[size + 1 :])):
                kinds = _kind_words().get(" ".join(form), frozenset())
                if kinds and rest:
                    return tuple(area for area in self.called(" ".join(rest)) if area.kind in kinds)
        return ()

    @cached_property
    def _lines(self) -> list[str]:
        lines = self._read().decode("utf-8").removesuffix("\n").split("\n")
        if lines != [""] and tuple(lines[0].split(",")) != AREA_COLUMNS:
            raise ReferenceDataError(f"the header must be {','.join(AREA_COLUMNS)}", where="areas.csv.gz:1")
        return lines[1:]

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """Plain forms of names and aliases to the numbers of their lines, blanks between."""
        cells = [line.split(",", 3) for line in self._lines]
        forms = _plain("\n".join([f"{cell[1]}|{cell[2]}" if cell[2] else cell[1] for cell in cells])).split("\n")
        found: dict[str, str] = {}
        for number, some in enumerate(forms if cells else ()):
            for form in dict.fromkeys(some.split("|")):
                found[form] = f"{found[form]} {number}" if form in found else str(number)
        return found


@lru_cache(maxsize=1)
def _kind_words() -> dict[str, frozenset[str]]:
    """Words for kinds of areas (`data/reference/area_words.csv`), and the kinds that go by them."""
    rows = read_rows(folder("data") / "reference" / "area_words.csv", WORD_COLUMNS)
    return {_plain(row.cells["form"]): frozenset(row.values("kinds")) for row in rows}


def _rank(area: Area) -> tuple[int, str]:
    return KINDS.index(area.kind), area.id


def _plain(text: str) -> str:
    """Without accents, apostrophes (or the letters that stand for them) and case; quick for many names at once."""
    plain = re.sub("[\u0300-\u036f'’‘`´\u02bb\u02bc\u02b9]", "", unicodedata.normalize("NFKD", text))
    return plain.casefold().replace("-", " ")


def _area(line: str) -> Area:
    row_id, name, aliases, kind, country, admin1 = next(csv.reader([line])) if '"' in line else line.split(",")
    return Area(row_id, name, tuple(filter(None, aliases.split("|"))), kind, country.upper(), admin1)
