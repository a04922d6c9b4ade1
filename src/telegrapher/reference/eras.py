"""The history of organisations cut into eras: spans of days in which name and owners stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from telegrapher.reference.entry import iri_of
from telegrapher.reference.lineage import Event, Lineage

__all__ = ["Era", "eras"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Era:
    """What an organisation was called and whom it belonged to from one day to another.

    Attributes:
        iri: the organisation.
        start: first day; `None` if it is not known.
        end: last day; `None` if the era goes on.
        named: address of the row that has the name of that time, an earlier or later self (`iri` where it has changed no name).
        parent: whom it belonged to, if to anybody known.
        top: the last in the chain of parents; the organisation's own self of that time if it belonged to nobody known.
    """

    iri: str
    start: date | None
    end: date | None
    named: str
    parent: str | None
    top: str


def eras(lineage: Lineage) -> Iterator[Era]:
    """The eras of every organisation, by address, oldest first; one without events or parents has a single era.

    Days are as exact as the events: what is known to the year counts from the first of January.
    """
    histories = _Histories(lineage)
    told = {iri for event in lineage.events for iri in (*event.before, *event.after)}
    for iri in sorted(told | set(lineage.organisations)):
        yield from histories.of(iri)


class _Histories:
    """Looks through the events once for each organisation."""

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._events: dict[str, list[Event]] = {}
        self._owners: dict[tuple[str, date], str | None] = {}
        for event in lineage.events:
            for iri in {*event.before, *event.after}:
                self._events.setdefault(iri, []).append(event)

    def of(self, iri: str) -> Iterator[Era]:
        """The eras of one organisation; neighbours that differ in nothing are one."""
        days = sorted({_first_day(event.date) for one in self._around(iri) for event in self._events.get(one, ())})
        starts: list[date | None] = [None, *days]
        cuts: list[tuple[date | None, tuple[str, str | None, str]]] = []
        for start in starts:
            moment = start or (days[0] - _DAY if days else date.max)
            state = self._state(iri, moment)
            if not cuts or cuts[-1][1] != state:
                cuts.append((start, state))
        for number, (start, state) in enumerate(cuts):
            end = cuts[number + 1][0] if number + 1 < len(cuts) else None
            yield Era(iri, start, end - _DAY if end else None, *state)

    def _around(self, iri: str) -> set[str]:
        """The organisation, its other selves, and all whom they ever belonged to."""
        found, todo = {iri}, [iri]
        while todo:
            here = todo.pop()
            near = {new for event in self._events.get(here, ()) if here in event.before for new in event.after}
            near |= {old for event in self._events.get(here, ()) if here in event.after for old in _kin(event)}
            entry = self._lineage.organisations.get(here)
            near |= {iri_of("organization", name) for name in (entry.values("parent") if entry else ())}
            todo += near - found
            found |= near
        return found

    def _state(self, iri: str, day: date) -> tuple[str, str | None, str]:
        named = self._lineage.named_on(iri, day.isoformat())
        parent = self._owner(iri, day)
        top, seen = parent or named, {iri, named}
        while (above := self._owner(top, day)) and above not in seen:
            seen.add(top)
            top = above
        return named, parent, self._lineage.named_on(top, day.isoformat())

    def _owner(self, iri: str, day: date) -> str | None:
        """Whom it belongs to on a day; a change of name takes the owner along."""
        if (iri, day) not in self._owners:
            self._owners[iri, day] = self._find_owner(iri, day)
        return self._owners[iri, day]

    def _find_owner(self, iri: str, day: date) -> str | None:
        selves = self._selves(iri)
        here = self._lineage.named_on(iri, day.isoformat())
        for one in (here, *reversed(selves[: selves.index(here)])) if here in selves else (here,):
            parent = self._lineage.parent(one, day.isoformat())
            if parent and parent not in selves:
                return parent
        return None

    def _selves(self, iri: str) -> list[str]:
        """The names of one organisation in the order of its renames."""
        renames = [event for event in self._lineage.events if event.kind == "rename"]
        chain = [iri]
        for event in reversed(renames):
            if chain[0] in event.after and event.before[0] not in chain:
                chain.insert(0, event.before[0])
        for event in renames:
            if chain[-1] in event.before and event.after[0] not in chain:
                chain.append(event.after[0])
        return chain


def _kin(event: Event) -> tuple[str, ...]:
    """Those before an event whom those after it must know: earlier names, and the mother of what was let go."""
    return event.before if event.kind in ("rename", "spin-off") else ()


def _first_day(stated: str) -> date:
    year, _, rest = stated.partition("-")
    if rest.startswith("Q"):
        return date(int(year), 3 * int(rest[1:]) - 2, 1)
    return date.fromisoformat({4: f"{stated}-01-01", 7: f"{stated}-01"}.get(len(stated), stated))
