"""What became of whom: dated renames, mergers, take-overs, spin-offs and sales, and the questions they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from telegrapher.reference.entry import Entry, iri_of
from telegrapher.reference.tables import Row

__all__ = ["Event", "Lineage", "event", "oldest_first"]

_PASSED_ON = frozenset({"rename", "merger"})
_Step = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Event:
    """One dated change in who an organisation is or whom it belongs to.

    Attributes:
        iri: address of the event.
        date: ISO date, month, quarter ("2015-Q3") or year, as exact as the source is.
        kind: rename, merger, acquisition, spin-off or asset-sale.
        before: addresses of those that it happened to (bought, merged, renamed; for a spin-off the parent that let go;
            for a sale the part sold, or the seller if the part has no row).
        after: addresses of those that came out of it (the buyer, the new name, the new company).
        note: what happened, in a few words.
        source: what was read.
        checked: ISO date of that reading.
    """

    iri: str
    date: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    note: str = ""
    source: str = ""
    checked: str = ""


def event(row: Row) -> Event:
    """The event that a row of the lineage table stands for."""
    return Event(
        iri=iri_of("event", row.cells["id"]),
        date=row.cells["date"],
        kind=row.cells["kind"],
        before=tuple(iri_of("organization", name) for name in row.values("from")),
        after=tuple(iri_of("organization", name) for name in row.values("to")),
        note=row.cells["note"],
        source=row.cells["source"],
        checked=row.cells["checked"],
    )


@dataclass(frozen=True, slots=True)
class Lineage:
    """All events, oldest first, over the organisations they speak of (address to entry)."""

    events: tuple[Event, ...] = ()
    organisations: Mapping[str, Entry] = field(default_factory=dict, repr=False, hash=False)

    def of(self, iri: str) -> tuple[Event, ...]:
        """The events that organisation `iri` took part in, oldest first."""
        return tuple(one for one in self.events if iri in one.before or iri in one.after)

    def successors(self, iri: str, date: str = "") -> tuple[str, ...]:
        """Who carries on what `iri` was, up to `date` (default: today's knowledge), nearest first; not `iri` itself.

        A rename or merger passes an organisation on. A take-over does if the organisation ended by it (its row says when it
        ended, and nothing else befell it later); a sale or spin-off, if the part sold has a row of its own and ended that year.
        """
        return self._walk(iri, self._next(date))

    def predecessors(self, iri: str) -> tuple[str, ...]:
        """Whom `iri` carries on, nearest first."""
        return self._walk(iri, lambda here: (old for one in self.events for old in one.before if self._passes(one, old, here)))

    def current(self, iri: str) -> str:
        """The last one that carries on `iri`; `iri` itself if nobody does."""
        return next(reversed(self.successors(iri)), iri)

    def names_on(self, iri: str, date: str) -> tuple[str, ...]:
        """The name on `date` of the organisation that `iri` is, through its renames, with the names still good for it then.

        Before the oldest known rename that is the oldest name.
        """
        entry = self.organisations.get(self.named_on(iri, date))
        return entry.names if entry else ()

    def named_on(self, iri: str, date: str) -> str:
        """Address under which the organisation `iri` went on `date`: its earlier or later self in a chain of renames."""
        here, seen = iri, {iri}
        while older := self._renamed(here, date, back=True):
            if older in seen:
                break
            here = older
            seen.add(here)
        while newer := self._renamed(here, date, back=False):
            if newer in seen:
                break
            here = newer
            seen.add(here)
        return here

    def parent(self, iri: str, date: str = "") -> str | None:
        """Whom `iri` belonged to on `date` (default: by all that is known); `None` if to nobody known.

        The last event up to the date decides; before the first, the parent that its row gives, unless it came by a later event.
        """
        moves = tuple(one for one in self.events if self._moves(one, iri))
        if known := tuple(one for one in moves if _by(one.date, date)):
            return _parent_after(known[-1])
        if moves and moves[0].kind == "spin-off":
            return moves[0].before[0]
        entry = self.organisations.get(iri)
        given = iri_of("organization", entry.first("parent")) if entry and entry.first("parent") else None
        return given if given not in {_parent_after(one) for one in moves} else None

    def ultimate_parent(self, iri: str, date: str = "") -> str:
        """The top of the chain of parents of `iri` on `date` (ISO, any precision; default: by all that is known)."""
        here, seen = iri, {iri}
        while (above := self.parent(here, date)) and above not in seen:
            here = above
            seen.add(here)
        return here

    def _next(self, date: str) -> _Step:
        return lambda here: (
            new for one in self.events if _by(one.date, date) for new in one.after if self._passes(one, here, new) and new != here
        )

    def _passes(self, one: Event, old: str, new: str) -> bool:
        if old not in one.before or new not in one.after:
            return False
        return one.kind in _PASSED_ON or self._ended_by(one, old)

    def _ended_by(self, one: Event, old: str) -> bool:
        entry = self.organisations.get(old)
        ended = entry.first("ended") if entry else ""
        if one.kind == "acquisition":
            return bool(ended) and one is [other for other in self.events if old in other.before][-1]
        return bool(ended) and ended[:4] == one.date[:4]

    def _moves(self, one: Event, iri: str) -> bool:
        """Whether the event says whom `iri` belongs to afterwards."""
        if one.kind == "spin-off":
            return iri in one.after
        return iri in one.before and iri not in one.after and (one.kind != "asset-sale" or self._ended_by(one, iri))

    def _renamed(self, here: str, date: str, *, back: bool) -> str | None:
        for one in self.events:
            if one.kind != "rename":
                continue
            if back and here in one.after and not _by(one.date, date):
                return one.before[0]
            if not back and here in one.before and _by(one.date, date):
                return one.after[0]
        return None

    def _walk(self, iri: str, step: _Step) -> tuple[str, ...]:
        found: list[str] = []
        queue = [iri]
        while queue:
            for new in step(queue.pop(0)):
                if new != iri and new not in found:
                    found.append(new)
                    queue.append(new)
        return tuple(found)


def _parent_after(one: Event) -> str | None:
    return None if one.kind == "spin-off" else one.after[0]


def _by(event_date: str, date: str) -> bool:
    """Whether an event has happened by `date`; an event known to the year or quarter counts from its first day."""
    return not date or _first_day(event_date) <= _last_day(date)


def _first_day(date: str) -> str:
    year, _, rest = date.partition("-")
    if rest.startswith("Q"):
        return f"{year}-{3 * int(rest[1:]) - 2:02}"
    return date


def _last_day(date: str) -> str:
    year, _, rest = date.partition("-")
    if rest.startswith("Q"):
        return f"{year}-{3 * int(rest[1:]):02}-31"
    return date if len(date) == len("YYYY-MM-DD") else f"{date}-99"


def oldest_first(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events in the order of their dates; on the same date a thing is let go before it is bought."""
    return tuple(sorted(events, key=lambda one: (_first_day(one.date), one.kind != "spin-off", one.iri)))
