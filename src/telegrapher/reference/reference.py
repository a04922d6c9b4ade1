"""Everything curated, by address and by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from telegrapher.model.identity import fold
from telegrapher.reference.areas import Areas
from telegrapher.reference.entry import Entry, Fact
from telegrapher.reference.lineage import Event, Lineage, oldest_first
from telegrapher.reference.normal import bare, normal
from telegrapher.reference.places import Places
from telegrapher.reference.tables import TABLES, Table

__all__ = ["Reference"]

Index = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True)
class Reference:
    """Curated knowledge: entries of all tables, the lineage of organisations, cities, and areas that are no cities.

    Indices are built when first asked for, so that loading stays quick.
    """

    entries: tuple[Entry, ...] = ()
    events: tuple[Event, ...] = ()
    places: Places = field(default_factory=Places)
    areas: Areas = field(default_factory=Areas)

    def by_iri(self, iri: str) -> Entry | None:
        """The entry with that address, if there is one."""
        return self._by_iri.get(iri)

    def forms(self) -> Iterator[tuple[str, Entry, bool]]:
        """Every name and alias, its entry, and whether its sense must be shown: declared so, or claimed by several entries."""
        for entry in self.entries:
            for form in entry.names:
                yield form, entry, form in entry.needs_context or len(self._exact[form]) > 1

    def lookup(self, form: str) -> tuple[Entry, ...]:
        """Entries that go by `form`: by name; if none by alias; then folded; then without legal forms; then without "Group"."""
        for index, key in self._ladder:
            if found := index.get(key(form)):
                return found
        return ()

    def named(self, form: str) -> tuple[Entry, ...]:
        """Entries whose preferred name is `form`, letter by letter."""
        return self._named.get(form, ())

    def exact(self, form: str) -> tuple[Entry, ...]:
        """Entries that have `form` among name and aliases, letter by letter."""
        return self._exact.get(form, ())

    def folded(self, form: str) -> tuple[Entry, ...]:
        """Entries one of whose names differs from `form` in case, accents, marks and punctuation at most."""
        return self._folded.get(fold(form), ())

    def normalised(self, form: str) -> tuple[Entry, ...]:
        """Entries one of whose names is `form` but for legal forms ("Corp.", "S.p.A.") too."""
        return self._normal.get(normal(form), ())

    def loosened(self, form: str) -> tuple[Entry, ...]:
        """Entries one of whose names is `form` but for legal forms and "Group", "Holdings"."""
        return self._bare.get(bare(form), ())

    def squeezed(self, form: str) -> tuple[Entry, ...]:
        """Entries one of whose names is `form` but for blanks and hyphens ("SeaMeWe-5"); at least five letters or digits."""
        return self._squeezed.get(_squeeze(form), ())

    def initialled(self, acronym: str) -> tuple[Entry, ...]:
        """Entries one of whose names, of three words or more, has these initials."""
        return self._initials.get(fold(acronym).replace(" ", ""), ())

    def holding(self, column: str, value: str) -> tuple[Entry, ...]:
        """Entries with `value` in `column`, for instance `("ticker", "NASDAQ:CIEN")` or `("website", "ciena.com")`."""
        return self._columns.get((column, value.casefold()), ())

    @cached_property
    def lineage(self) -> Lineage:
        """The events, and what they tell of names and owners on a date."""
        return Lineage(oldest_first(self.events), {entry.iri: entry for entry in self.entries if entry.kind == "organization"})

    def entry_facts(self, entry: Entry) -> tuple[Fact, ...]:
        """The cells of an entry one by one, in order, with the address of the row that a value names, if it names one."""
        table = self._table(entry)
        return tuple(
            Fact(entry.iri, column, value, self._target(table, column, value))
            for column, values in entry.attributes.items()
            for value in values
        )

    def joined(self, other: Reference) -> Reference:
        """Both together; where both have a row of the same address, that of `other` (a user's own tables over the shipped ones)."""
        entries = {entry.iri: entry for entry in (*self.entries, *other.entries)}
        events = {event.iri: event for event in (*self.events, *other.events)}
        return Reference(tuple(entries.values()), tuple(events.values()), self.places, self.areas)

    def _target(self, table: Table | None, column: str, value: str) -> str | None:
        if not table:
            return None
        if column == "country":
            country = self._by_id.get(("place", value.casefold()))
            return country.iri if country else None
        kinds = table.points_to.get(column, ())
        by_id = [self._by_id[kind, value] for kind in kinds if (kind, value) in self._by_id]
        by_name = [entry for entry in self.exact(value) if entry.kind in kinds] if column in table.or_name else []
        return next((found[0].iri for found in (by_id, by_name) if len(found) == 1), None)

    def _table(self, entry: Entry) -> Table | None:
        kind = "product" if entry.kind == "service" else entry.kind
        fits = (table for table in TABLES if table.kind == kind and set(entry.attributes) <= set(table.columns))
        return next(fits, None)

    @cached_property
    def _by_iri(self) -> dict[str, Entry]:
        return {entry.iri: entry for entry in self.entries}

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Entry]:
        return {(entry.kind, entry.id): entry for entry in self.entries}

    @cached_property
    def _named(self) -> Index:
        return _index(self.entries, lambda entry: (entry.name,))

    @cached_property
    def _exact(self) -> Index:
        return _index(self.entries, lambda entry: entry.names)

    @cached_property
    def _folded(self) -> Index:
        return _index(self.entries, lambda entry: map(fold, entry.names))

    @cached_property
    def _normal(self) -> Index:
        return _index(self.entries, lambda entry: map(normal, entry.names))

    @cached_property
    def _bare(self) -> Index:
        return _index(self.entries, lambda entry: map(bare, entry.names))

    @cached_property
    def _squeezed(self) -> Index:
        return _index(self.entries, lambda entry: map(_squeeze, entry.names))

    @cached_property
    def _initials(self) -> Index:
        return _index(self.entries, lambda entry: map(_initials, entry.names))

    @cached_property
    def _columns(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        return _index(self.entries, lambda entry: ((c, v.casefold()) for c, some in entry.attributes.items() for v in some))

    @cached_property
    def _ladder(self) -> tuple[tuple[Index, Callable[[str], str]], ...]:
        return (
            (self._named, str),
            (self._exact, str),
            (self._folded, fold),
            (self._normal, normal),
            (self._bare, bare),
        )


def _squeeze(form: str) -> str:
    key = normal(form).replace(" ", "")
    return key if len(key) >= len("abcde") else ""


def _initials(name: str) -> str:
    words = normal(name).split()
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def _index(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[Any]]) -> dict[Any, tuple[Entry, ...]]:
    found: dict[Any, list[Entry]] = {}
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            if key:
                found.setdefault(key, []).append(entry)
    return {key: tuple(some) for key, some in found.items()}
