"""What Wikidata says of a thing, row by row, to an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from telegrapher.importing.rules import WikidataRules
from telegrapher.linking.rules import rules as linking_rules
from telegrapher.linking.sense import clean_ticker, clean_website
from telegrapher.rdf import period
from telegrapher.reference import Entry
from telegrapher.reference.outside import outside_iri
from telegrapher.store import Result, Term

__all__ = ["Item", "gathered", "number_of", "wiki_entries"]

_NAME: Final = "wikidata"
_KINDS: Final = {"Cable": "cable"}
_LEI: Final = re.compile(r"[A-Z0-9]{18}\d{2}")
_TICKER: Final = re.compile(r"[A-Z0-9&.-]+:[A-Z0-9&.-]+")
_TIME: Final = re.compile(r"\+?(\d{4}-\d{2}-\d{2})T")
_NUMBER: Final = re.compile(r"Q[1-9]\d*")
_PRECISIONS: Final = {"9": len("2020"), "10": len("2020-01"), "11": len("2020-01-01")}
_OTHERS: Final = {"Organization": ("parent",), "Cable": ("owners", "operators", "suppliers")}
"""What other organisations a thing of a type may point to."""
_TIMES: Final = {
    "founded": ("Organization", "founded"),
    "ended": ("Organization", "ended"),
    "ready": ("Cable", "ready_for_service"),
}
_UNKNOWN: Final = "/.well-known/genid/"


@dataclass(slots=True)
class Item:
    """What is said of one thing: kind of value to pairs of value and what goes with it, sorted."""

    said: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def pairs(self, what: str) -> list[tuple[str, str]]:
        """All pairs of a kind."""
        return sorted(set(self.said.get(what, ())))

    def values(self, what: str) -> list[str]:
        """All values of a kind, each once."""
        return sorted({value for value, _ in self.said.get(what, ())})


def number_of(iri: str, rules: WikidataRules) -> str:
    """The number of a thing ("Q42"), or nothing if the address is not that of one."""
    key = iri.removeprefix(rules.entity)
    return key if key != iri and _NUMBER.fullmatch(key) else ""


def gathered(answers: Iterable[Result], rules: WikidataRules) -> Mapping[str, Item]:
    """Rows of `things.rq`, by number; values that Wikidata itself does not know are left out."""
    found: dict[str, Item] = {}
    for answer in answers:
        for item, what, value, more in answer:
            key = number_of(str(item), rules)
            if key and what and _is_known(value):
                found.setdefault(key, Item()).said.setdefault(str(what), []).append((str(value), str(more or "")))
    return found


def _is_known(value: Term | None) -> bool:
    return value is not None and value.kind in ("iri", "literal") and _UNKNOWN not in value.value


def wiki_entries(
    items: Mapping[str, Item], types: Mapping[str, str], rules: WikidataRules
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Entries of things that have an English name, and of those they point to; and what could not be taken, a line each.

    Args:
        items: number to what is said of it.
        types: number to type (`Organization` or `Cable`) of all that were asked for.
        rules: how Wikidata is read.
    """
    maker = _Maker(items, types, rules)
    entries = sorted((*maker.asked(), *maker.pointed_to()), key=lambda entry: entry.iri)
    return tuple(entries), tuple(sorted(maker.problems))


class _Maker:
    def __init__(self, items: Mapping[str, Item], types: Mapping[str, str], rules: WikidataRules) -> None:
        self.problems: set[str] = set()
        self._items = items
        self._rules = rules
        self._types = {key: kind for key, kind in types.items() if key in items and items[key].values("name")}
        self._others: dict[str, str] = {}
        self._exchanges = {**linking_rules().exchanges, **rules.exchanges}
        if nameless := sorted(types.keys() - self._types.keys()):
            have = "have no English name, or are not there, and are left out"
            self.problems.add(f"{len(nameless)} of {len(types)} things {have}: {', '.join(nameless)}")

    def asked(self) -> Iterator[Entry]:
        """Things that were asked for."""
        for key, kind in sorted(self._types.items()):
            yield self._entry(key, kind, self._items[key])

    def pointed_to(self) -> Iterator[Entry]:
        """Organisations that others point to, with nothing but a name; call after `asked`."""
        for key, name in sorted(self._others.items()):
            yield self._made(key, "Organization", name, (), {"identifiers": (f"{self._rules.identifier}:{key}",)})

    def _entry(self, key: str, kind: str, item: Item) -> Entry:
        names = sorted(item.pairs("name"), key=lambda pair: (pair[1] != "en", pair))
        name = " ".join(names[0][0].split())
        aliases = {" ".join(value.split()) for value in (*item.values("alias"), *item.values("name"))} - {name, ""}
        columns = {"identifiers": (f"{self._rules.identifier}:{key}", *self._leis(key, item)), **self._times(key, kind, item)}
        if kind == "Organization":
            columns |= {
                "website": tuple(sorted({clean_website(value) for value in item.values("website")})),
                "country": tuple(value.upper() for value in item.values("country")),
                "headquarters": tuple(sorted(_labels(item.pairs("headquarters")).values())),
                "ticker": self._tickers(key, item),
            }
        else:
            columns["length_km"] = self._lengths(key, item)
        for column in _OTHERS[kind]:
            columns[column] = tuple(self._pointed(column, item))
        return self._made(key, kind, name, tuple(sorted(aliases)), columns)

    def _made(self, key: str, kind: str, name: str, aliases: tuple[str, ...], columns: Mapping[str, tuple[str, ...]]) -> Entry:
        filled = {column: kept for column, values in columns.items() if (kept := tuple(filter(None, values)))}
        return Entry(_iri(key, kind), kind, (kind,), name, aliases, attributes={**filled, "same_as": (self._rules.entity + key,)})

    def _pointed(self, column: str, item: Item) -> Iterator[str]:
        for iri, name in sorted(_labels(item.pairs(column)).items()):
            key = number_of(iri, self._rules)
            if not key or self._types.get(key, "Organization") != "Organization":
                continue
            if key not in self._types:
                self._others[key] = min(name, self._others.get(key, name))
            yield _iri(key, "Organization")

    def _leis(self, key: str, item: Item) -> Iterator[str]:
        for value in item.values("lei"):
            if _LEI.fullmatch(value):
                yield f"lei:{value}"
            else:
                self.problems.add(f"{key}: {value!r} is no LEI and left out")

    def _tickers(self, key: str, item: Item) -> tuple[str, ...]:
        found = set()
        for symbol, exchange in item.pairs("ticker"):
            ticker = clean_ticker(f"{exchange}:{symbol}", self._exchanges)
            if _TICKER.fullmatch(ticker):
                found.add(ticker)
            else:
                self.problems.add(f"{key}: no code is known for the exchange {exchange!r}, its ticker {symbol!r} is left out")
        return tuple(sorted(found))

    def _times(self, key: str, kind: str, item: Item) -> dict[str, tuple[str, ...]]:
        """Points in time of what the type can have, as precise as they are said to be."""
        found: dict[str, tuple[str, ...]] = {}
        for what, (of, column) in _TIMES.items():
            stated = {self._time(key, value, precision) for value, precision in item.pairs(what)} if of == kind else set()
            found[column] = tuple(sorted(filter(None, stated)))
        return found

    def _time(self, key: str, value: str, precision: str) -> str:
        day, length = _TIME.match(value), _PRECISIONS.get(precision)
        try:
            if day and length and period(stated := day[1][:length]):
                return stated
        except ValueError:
            pass
        self.problems.add(
            f"{key}: the time {value!r} with precision {precision or 'unknown'} is no year, month or day and left out"
        )
        return ""

    def _lengths(self, key: str, item: Item) -> tuple[str, ...]:
        found = set()
        for value in item.values("metres"):
            try:
                length = Decimal(value) / 1000
            except InvalidOperation:
                length = Decimal(0)
            if length.is_finite() and length > 0:
                found.add(f"{length.normalize():f}")
            else:
                self.problems.add(f"{key}: the length {value!r} is no number above 0 and left out")
        return tuple(sorted(found))


def _iri(key: str, kind: str) -> str:
    return outside_iri(_NAME, _KINDS.get(kind, "organization"), key)


def _labels(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Address of another thing to its name: the first in order, where English and the name for all languages differ."""
    found: dict[str, str] = {}
    for iri, name in pairs:
        if name.strip():
            found[iri] = min(name, found.get(iri, name))
    return found
