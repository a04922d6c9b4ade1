"""What a source of others says, as values: entries like those of our tables, but with addresses of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from telegrapher.model.identity import RESOURCES
from telegrapher.reference.entry import Entry, Fact

__all__ = ["Harvest", "Source", "outside_iri"]


def outside_iri(source: str, kind: str, key: str) -> str:
    """Address of a thing of a source: `outside_iri("cable-map", "cable", "blue-arc")` is `.../cable-map-cable/blue-arc`."""
    return f"{RESOURCES}{source}-{kind}/{key}"


@dataclass(frozen=True, slots=True)
class Source:
    """Who published what was brought, and on which terms.

    Attributes:
        name: short name, part of addresses ("cable-map").
        title: name for people.
        address: where it is published.
        licence: address of the licence.
        rights: who is to be named, and what the licence asks, in a sentence.
        modified: ISO day of the state that was read, as the source itself tells it; empty if it does not.
        retrieved: ISO day on which it was fetched, as whoever fetched it tells; empty if unknown.
    """

    name: str
    title: str
    address: str
    licence: str
    rights: str
    modified: str = ""
    retrieved: str = ""


@dataclass(frozen=True)
class Harvest:
    """All that was read of a source.

    Attributes:
        source: who says so.
        entries: things, sorted by address. Columns are those of our tables; a value that is another entry's address points to it.
        problems: what could not be taken, one line each, sorted.
    """

    source: Source
    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()

    def facts(self, entry: Entry) -> Iterator[Fact]:
        """The cells of an entry one by one, in order; values that are addresses of entries as targets."""
        for column, values in entry.attributes.items():
            for value in values:
                yield Fact(entry.iri, column, value, value if value in self._addresses else None)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(entry.iri for entry in self.entries)
