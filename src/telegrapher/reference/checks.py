"""What is wrong with a folder of reference tables, one line each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from telegrapher.errors import ReferenceDataError
from telegrapher.model.identity import fold
from telegrapher.reference.areas import AREA_COLUMNS, KINDS, Area, Areas
from telegrapher.reference.entry import iri_of
from telegrapher.reference.places import CITY_COLUMNS, Place, Places
from telegrapher.reference.tables import LINEAGE, TABLES, Row, Table, read_rows

__all__ = ["Problem", "check"]

_DATE = re.compile(r"\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?")
_LINK = re.compile(r"https?://\S+|[^\s:/][^|]*")
_ID = re.compile(r"[^\W_]+(-[^\W_]+)*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_PATTERNS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "country": (re.compile(r"[A-Z]{2}|[a-z]{2}"), "an ISO 3166 code such as GB"),
    "ticker": (re.compile(r"[A-Z][A-Z0-9 ]*:[A-Z0-9][A-Z0-9.&-]*"), "EXCHANGE:SYMBOL in upper case"),
    "website": (re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s/]+)*"), "a host and path without scheme, www. and closing slash"),
    "identifiers": (re.compile(r"wikidata:Q\d+|lei:[A-Z0-9]{20}|asn:\d+|cik:\d+|isin:[A-Z]{2}[A-Z0-9]{10}"), "SCHEME:VALUE"),
    "length_km": (_NUMBER, "a number"),
    "status": (
        re.compile(r"(planned|in-service|retired)( as of \d{4}(-\d{2})?)?"),
        "planned, in-service or retired, with its date as 2016-05",
    ),
    "lat": (_NUMBER, "degrees north"),
    "lon": (_NUMBER, "degrees east"),
}
_SAME = 0.1
"""Degrees within which two places of one name and country are the same (about 10 km)."""
_DATES = ("ready_for_service", "founded", "ended", "date", "from", "to", "years")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong: file, line and what to mend; as text `file:line: message`."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Sheet:
    table: Table
    rows: tuple[Row, ...]

    def problem(self, row: Row, message: str) -> Problem:
        return Problem(self.table.file, row.line, message)


def check(folder: Path, known: Iterable[tuple[str, str]] = ()) -> tuple[Problem, ...]:
    """Everything that is wrong with the tables in `folder`, sorted by file and line; empty if they are sound.

    Args:
        folder: may hold only some of the tables.
        known: pairs of kind and id from elsewhere (the shipped tables) that rows may point to.
    """
    sheets, problems = _read(folder)
    for sheet in sheets:
        problems += [problem for one in _EACH for problem in one(sheet)]
    problems += [
        *_addresses(sheets),
        *_claims(sheets),
        *_pointers(sheets, frozenset(known)),
        *_cities(folder),
        *_areas(folder, sheets),
    ]
    if not any(problem.file == "cities.csv.gz" for problem in problems):
        problems += _towns(sheets, Places.at(folder / "cities.csv.gz"))
    return tuple(sorted(set(problems)))


def _read(folder: Path) -> tuple[list[_Sheet], list[Problem]]:
    sheets, problems = [], []
    for table in (*TABLES, LINEAGE):
        path = folder / table.file
        if not path.is_file():
            continue
        try:
            sheets.append(_Sheet(table, tuple(read_rows(path, table.columns))))
        except ReferenceDataError as error:
            line = error.where.rpartition(":")[2]
            problems.append(Problem(table.file, int(line) if line.isdigit() else 1, error.what))
    return sheets, problems


def _order(sheet: _Sheet) -> Iterator[Problem]:
    ids = [row.cells["id"] for row in sheet.rows]
    for before, row in zip(ids, sheet.rows[1:], strict=False):
        if row.cells["id"] < before:
            yield sheet.problem(row, f"{row.cells['id']} stands after {before}; sort the table by id")
    for row in sheet.rows:
        if not _ID.fullmatch(row.cells["id"]) or row.cells["id"] != row.cells["id"].casefold():
            yield sheet.problem(row, f"id {row.cells['id']!r} must be lower-case words joined by single hyphens")


def _blanks(sheet: _Sheet) -> Iterator[Problem]:
    for row in sheet.rows:
        for column, cell in row.cells.items():
            values = cell.split("|")
            if any(value != " ".join(value.split()) for value in values):
                yield sheet.problem(row, f"{column} has blanks too many, or a line break")
            if cell and "" in values:
                yield sheet.problem(row, f"{column} has an empty value beside a |")
            if len(set(values)) < len(values):
                yield sheet.problem(row, f"{column} says something twice")


def _presence(sheet: _Sheet) -> Iterator[Problem]:
    needed = [column for column in ("name", "roles", "level", "kind", "date", "from", "to") if column in sheet.table.columns]
    needed = [column for column in needed if sheet.table is LINEAGE or column not in {"from", "to"}]
    for row in sheet.rows:
        for column in (*needed, "source", "checked"):
            if not row.cells[column]:
                yield sheet.problem(row, f"{column} is empty")
        if "|" in row.cells.get("name", ""):
            yield sheet.problem(row, "one name only; others are aliases")
        if row.cells["source"] and not _LINK.fullmatch(row.cells["source"].split("|")[0]):
            yield sheet.problem(row, "source must be an address or a title")
        if row.cells["checked"] and not (len(row.cells["checked"]) == len("2026-01-01") and _is_date(row.cells["checked"])):
            yield sheet.problem(row, f"checked {row.cells['checked']!r} must be a date as 2026-01-31")


def _cells(sheet: _Sheet) -> Iterator[Problem]:
    for row in sheet.rows:
        for column in row.cells:
            yield from (sheet.problem(row, message) for message in _cell(sheet.table, row, column))


def _cell(table: Table, row: Row, column: str) -> Iterator[str]:
    pattern, expected = _PATTERNS.get(column, (None, ""))
    dated = column in _DATES and column not in table.points_to
    for value in row.values(column):
        if pattern and not pattern.fullmatch(value):
            yield f"{column} {value!r} must be {expected}"
        if dated and not all(map(_is_date, value.split("/") if column == "years" else (value,))):
            yield f"{column} {value!r} must be a date: 2016, 2016-05, 2016-05-20 or 2016-Q4"
        if value not in table.choices.get(column, (value,)):
            yield f"{column} {value!r} must be one of {', '.join(table.choices[column])}"


def _own_names(sheet: _Sheet) -> Iterator[Problem]:
    for row in sheet.rows:
        names = (row.cells.get("name", ""), *row.values("aliases"))
        if row.cells.get("name") in row.values("aliases"):
            yield sheet.problem(row, f"{row.cells['name']!r} is name and alias")
        for form in row.values("needs_context"):
            if form not in names:
                yield sheet.problem(row, f"needs_context {form!r} is neither its name nor an alias")


_EACH: tuple[Callable[[_Sheet], Iterator[Problem]], ...] = (_order, _blanks, _presence, _cells, _own_names)


def _addresses(sheets: Iterable[_Sheet]) -> Iterator[Problem]:
    """No two rows of one kind share an id, whichever table they are in."""
    first: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        for row in sheet.rows:
            key = (_kind(sheet.table, row), row.cells["id"])
            if key in first:
                yield sheet.problem(row, f"id {row.cells['id']} is taken by {first[key]}")
            first.setdefault(key, f"{sheet.table.file}:{row.line}")


def _claims(sheets: Iterable[_Sheet]) -> Iterator[Problem]:
    """A form claimed by two rows of a kind is declared by both; places are told apart by country and size instead."""
    for sheet in sheets:
        if sheet.table.kind in {"place", "event"}:
            continue
        claimed = Counter(form for row in sheet.rows for form in {fold(name) for name in _names(row)})
        for row in sheet.rows:
            declared = {fold(form) for form in row.values("needs_context")}
            for form in sorted({fold(name) for name in _names(row)}):
                if claimed[form] > 1 and form not in declared:
                    yield sheet.problem(
                        row, f"{form!r} is claimed by {claimed[form]} rows; name it in needs_context of each, or drop it"
                    )


def _pointers(sheets: Iterable[_Sheet], known: frozenset[tuple[str, str]]) -> Iterator[Problem]:
    ids = known | {(_kind(sheet.table, row), row.cells["id"]) for sheet in sheets for row in sheet.rows}
    for sheet in sheets:
        for row in sheet.rows:
            for column, kinds in sheet.table.points_to.items():
                for value in row.values(column):
                    plain = column in sheet.table.or_name and not re.fullmatch(r"[^\WA-Z_]+(-[^\WA-Z_]+)*", value)
                    if not plain and not any((kind, value) in ids for kind in kinds):
                        yield sheet.problem(row, f"{column} {value!r} is the id of no {' or '.join(kinds)}")


def _cities(folder: Path) -> Iterator[Problem]:
    path = folder / "cities.csv.gz"
    if not path.is_file():
        return
    before = ""
    try:
        for number, place in enumerate(Places.at(path).all(), start=2):
            if place.name < before:
                yield Problem(path.name, number, f"{place.name} stands after {before}; sort the table by name")
            if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180 and re.fullmatch("[A-Z]{2}", place.country)):
                yield Problem(path.name, number, f"{place.name}: country or coordinates are impossible")
            before = place.name
    except (ReferenceDataError, ValueError, OSError) as error:
        yield Problem(path.name, 1, f"must be a gzip-compressed table with the columns {','.join(CITY_COLUMNS)} ({error})")


def _areas(folder: Path, sheets: Iterable[_Sheet]) -> Iterator[Problem]:
    path = folder / "areas.csv.gz"
    taken = {row.cells["id"]: sheet.table.file for sheet in sheets if sheet.table.kind == "place" for row in sheet.rows}
    before = ""
    try:
        for number, area in enumerate(Areas.at(path).all(), start=2):
            if area.id <= before:
                yield Problem(path.name, number, f"{area.id} stands after {before}; sort the table by id, each once")
            if area.id in taken:
                yield Problem(path.name, number, f"id {area.id} is taken by {taken[area.id]}")
            yield from (Problem(path.name, number, f"{area.id}: {fault}") for fault in _area_faults(area))
            before = area.id
    except (ReferenceDataError, ValueError, OSError) as error:
        yield Problem(path.name, 1, f"must be a gzip-compressed table with the columns {','.join(AREA_COLUMNS)} ({error})")


def _area_faults(area: Area) -> Iterator[str]:
    forms = (area.name, *area.aliases)
    if not _ID.fullmatch(area.id) or area.id != area.id.casefold():
        yield "the id must be lower-case words joined by single hyphens"
    if not area.name or len(set(forms)) < len(forms) or any(form != " ".join(form.split()) for form in forms):
        yield "name and aliases must be filled, different, and without blanks too many"
    if area.kind not in KINDS:
        yield f"kind {area.kind!r} must be one of {', '.join(KINDS)}"
    if not re.fullmatch("[A-Z]{2}|", area.country) or (area.country and not area.id.startswith(f"{area.country.lower()}-")):
        yield "country must be an ISO 3166 code, which opens the id, or empty"


def _towns(sheets: Iterable[_Sheet], places: Places) -> Iterator[Problem]:
    """A place with coordinates that is a city has the city's address, so that both are one thing; no other has it."""
    for sheet in sheets:
        if "lat" not in sheet.table.columns:
            continue
        for row in sheet.rows:
            found = [city for name in _names(row) for city in places.find(name, row.cells["country"])]
            here = [city for city in found if _beside(row, city)]
            own = iri_of(sheet.table.kind, row.cells["id"])
            if own in {city.iri for city in found} - {city.iri for city in here}:
                yield sheet.problem(row, f"{row.cells['id']} is the address of a city elsewhere")
            elif (same := [city.iri for city in here if city.name == row.cells["name"]]) and own not in same:
                yield sheet.problem(row, f"this is a city with an address of its own; its id must be {same[0].rpartition('/')[2]}")


def _beside(row: Row, city: Place) -> bool:
    lat, lon = row.cells["lat"], row.cells["lon"]
    if not (_NUMBER.fullmatch(lat) and _NUMBER.fullmatch(lon)):
        return False
    return abs(float(lat) - city.lat) < _SAME and abs(float(lon) - city.lon) < _SAME


def _names(row: Row) -> tuple[str, ...]:
    return tuple(filter(None, (row.cells.get("name", ""), *row.values("aliases"))))


def _kind(table: Table, row: Row) -> str:
    return "service" if table.kind == "product" and row.cells["level"] == "service" else table.kind


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    if "Q" in text or len(text) < len("2016-05"):
        return True
    try:
        date.fromisoformat(text if len(text) > len("2016-05") else f"{text}-01")
    except ValueError:
        return False
    return True
