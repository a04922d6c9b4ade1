"""The shape of the reference tables, and how their rows are read.

A table is a CSV file (UTF-8, comma, header) that a person edits in a spreadsheet; `|` separates the values inside a cell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from telegrapher.errors import ReferenceDataError
from telegrapher.reference.entry import Entry, iri_of

__all__ = ["LINEAGE", "ROLES", "TABLES", "Row", "Table", "entry", "read_rows"]

ROLES = (
    "Organization",
    "Vendor",
    "Carrier",
    "ContentProvider",
    "DataCenterOperator",
    "Consortium",
    "AwardBody",
    "Investor",
    "GovernmentBody",
    "ResearchFirm",
)
"""The types that an organisation can hold side by side; the first is what it is if nothing more is known."""

_NAMED = ("id", "name", "aliases")
_SOURCED = ("source", "checked")


@dataclass(frozen=True, slots=True)
class Table:
    """What a table's rows are.

    Attributes:
        file: name of the file in the folder.
        kind: the kind of address its rows get.
        type: type of the catalogue; empty where a column tells it.
        columns: the header.
        points_to: column to the kinds of rows its values name by id.
        or_name: those columns that may hold a plain name instead, where no row exists for it.
        choices: column to the values allowed in it.
    """

    file: str
    kind: str
    type: str
    columns: tuple[str, ...]
    points_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    or_name: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number in the file, and its cells by column."""

    line: int
    cells: Mapping[str, str]

    def values(self, column: str) -> tuple[str, ...]:
        """The values of a cell; none if it is empty or missing."""
        cell = self.cells.get(column, "")
        return tuple(cell.split("|")) if cell else ()


TABLES = (
    Table(
        "organisations.csv",
        "organization",
        "",
        (
            *_NAMED,
            "roles",
            "country",
            "headquarters",
            "ticker",
            "website",
            "parent",
            "founded",
            "ended",
            "identifiers",
            "needs_context",
            *_SOURCED,
        ),
        points_to={"parent": ("organization",)},
        choices={"roles": ROLES},
    ),
    Table(
        "cables.csv",
        "cable",
        "Cable",
        (
            *_NAMED,
            "level",
            "part_of",
            "ready_for_service",
            "length_km",
            "landing_points",
            "owners",
            "suppliers",
            "status",
            "needs_context",
            *_SOURCED,
        ),
        points_to={
            "part_of": ("cable",),
            "landing_points": ("place", "facility"),
            "owners": ("organization",),
            "suppliers": ("organization",),
        },
        or_name=("owners", "suppliers", "landing_points"),
        choices={"level": ("system", "family", "segment")},
    ),
    Table(
        "products.csv",
        "product",
        "Product",
        (*_NAMED, "vendor", "level", "part_of", "technologies", "from", "to", "needs_context", *_SOURCED),
        points_to={"vendor": ("organization",), "part_of": ("product", "service"), "technologies": ("technology",)},
        or_name=("vendor",),
        choices={"level": ("family", "platform", "module", "chip", "software", "service")},
    ),
    Table(
        "awards.csv",
        "award",
        "Award",
        (*_NAMED, "body", "categories", "years", "needs_context", *_SOURCED),
        points_to={"body": ("organization",)},
        or_name=("body",),
    ),
    Table(
        "technologies.csv",
        "technology",
        "Technology",
        (*_NAMED, "broader", "definition", "needs_context", *_SOURCED),
        points_to={"broader": ("technology",)},
    ),
    Table(
        "landing_points.csv",
        "place",
        "Place",
        (*_NAMED, "country", "lat", "lon", "cables", *_SOURCED),
        points_to={"cables": ("cable",)},
    ),
    Table("countries.csv", "place", "Place", (*_NAMED, *_SOURCED)),
    Table("regions.csv", "place", "Place", (*_NAMED, "needs_context", *_SOURCED)),
    Table("us_states.csv", "place", "Place", (*_NAMED, *_SOURCED)),
)

LINEAGE = Table(
    "lineage.csv",
    "event",
    "",
    ("id", "date", "kind", "from", "to", "note", *_SOURCED),
    points_to={"from": ("organization",), "to": ("organization",)},
    choices={"kind": ("rename", "merger", "acquisition", "spin-off", "asset-sale")},
)


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of the table at `path`, in file order.

    Raises:
        ReferenceDataError: not UTF-8, another header, or a row with more or fewer cells.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = tuple(next(reader, ()))
            if header != columns:
                raise ReferenceDataError(f"the header must be {','.join(columns)}", where=f"{path.name}:1")
            for cells in reader:
                if len(cells) != len(columns):
                    what = f"{len(cells)} cells where the header has {len(columns)}; quote cells that hold a comma"
                    raise ReferenceDataError(what, where=f"{path.name}:{reader.line_num}")
                yield Row(reader.line_num, dict(zip(columns, cells, strict=True)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReferenceDataError(f"not a UTF-8 comma-separated table ({error})", where=path.name) from error


def entry(table: Table, row: Row) -> Entry:
    """The entry that a row of a table stands for."""
    kind, types = _kind_and_types(table, row)
    own = {"id", "name", "aliases", "needs_context", "source", "checked"}
    return Entry(
        iri=iri_of(kind, row.cells["id"]),
        type=types[0],
        types=types,
        name=row.cells["name"],
        aliases=row.values("aliases"),
        needs_context=row.values("needs_context"),
        attributes={column: tuple(cell.split("|")) for column, cell in row.cells.items() if cell and column not in own},
        source=row.cells["source"],
        checked=row.cells["checked"],
    )


def _kind_and_types(table: Table, row: Row) -> tuple[str, tuple[str, ...]]:
    if table.kind == "organization":
        return table.kind, row.values("roles") or ("Organization",)
    if table.kind == "product" and row.cells["level"] == "service":
        return "service", ("Service",)
    return table.kind, (table.type,)
