"""One curated thing: a row of a reference table, ready to be recognised and linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from telegrapher.model.identity import RESOURCES

__all__ = ["Entry", "Fact", "iri_of"]


def iri_of(kind: str, row_id: str) -> str:
    """Address of the row `row_id` of a table of `kind` ("organization", "cable", ...)."""
    return f"{RESOURCES}{kind}/{row_id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a reference table.

    Attributes:
        iri: address, made of the table's kind and the row's id.
        type: main type of the catalogue ("Vendor", "Cable", "Place", ...).
        types: all types it holds side by side, main one first.
        name: preferred name.
        aliases: other names, as written in releases.
        needs_context: those among name and aliases that are also words or belong to several, so that a text has to show the sense.
        attributes: the other cells that are filled: column to values.
        source: address or title of what was read to fill the row.
        checked: ISO date of that reading.
    """

    iri: str
    type: str
    types: tuple[str, ...]
    name: str
    aliases: tuple[str, ...] = ()
    needs_context: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    source: str = ""
    checked: str = ""

    @property
    def id(self) -> str:
        """The row's id, the last step of its address."""
        return self.iri.rpartition("/")[2]

    @property
    def kind(self) -> str:
        """The kind of address: organization, cable, product, service, technology, award, place or facility."""
        return self.iri.removeprefix(RESOURCES).partition("/")[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Name and aliases."""
        return (self.name, *self.aliases)

    def values(self, column: str) -> tuple[str, ...]:
        """The values of a column; none if the cell is empty or the table has no such column."""
        return self.attributes.get(column, ())

    def first(self, column: str) -> str:
        """The first value of a column, or the empty text."""
        return next(iter(self.values(column)), "")


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One cell value of an entry: what the column says, and the entity it points to if the value is a row of some table."""

    subject: str
    column: str
    value: str
    target: str | None = None
