"""Tables to a `Reference`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from telegrapher import shipped
from telegrapher.errors import ReferenceDataError
from telegrapher.reference.areas import Areas
from telegrapher.reference.entry import Entry
from telegrapher.reference.lineage import event
from telegrapher.reference.places import Places
from telegrapher.reference.reference import Reference
from telegrapher.reference.tables import LINEAGE, TABLES, entry, read_rows

__all__ = ["load", "nothing", "shipped_folder"]


def shipped_folder() -> Path:
    """Where the shipped tables are."""
    return shipped.folder("data") / "reference"


def load(folder: Path | None = None) -> Reference:
    """The reference tables of a folder; those that ship with the package if none is given (read once).

    A folder may hold only some of the tables. For the full list of what is wrong with a table see `check`.

    Raises:
        ReferenceDataError: no such folder, no table in it, or a table that cannot be read.
    """
    return _shipped() if folder is None else _read(folder)


def nothing() -> Reference:
    """A reference that knows nothing."""
    return Reference()


@lru_cache(maxsize=1)
def _shipped() -> Reference:
    return _read(shipped_folder())


def _read(folder: Path) -> Reference:
    if not any((folder / table.file).is_file() for table in (*TABLES, LINEAGE)):
        raise ReferenceDataError("no reference table here; expected organisations.csv, cables.csv or others", where=str(folder))
    lineage = folder / LINEAGE.file
    events = tuple(map(event, read_rows(lineage, LINEAGE.columns))) if lineage.is_file() else ()
    places, areas = Places.at(folder / "cities.csv.gz"), Areas.at(folder / "areas.csv.gz")
    return Reference(tuple(_entries(folder)), events, places, areas)


def _entries(folder: Path) -> Iterator[Entry]:
    for table in TABLES:
        path = folder / table.file
        if path.is_file():
            yield from (entry(table, row) for row in read_rows(path, table.columns))
