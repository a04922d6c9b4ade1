"""The submarine cable map to a harvest: cables, their landing points, their owners and suppliers.

Nothing of the map ships with the package: its licence forbids commercial use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from telegrapher.importing.cablefiles import Gathered, gather
from telegrapher.importing.files import entries_of, text_of
from telegrapher.importing.rules import CableMapRules, cable_map_rules
from telegrapher.importing.wording import Named, cable_names, landing_name, length_km, parties, ready_for_service
from telegrapher.model import slug
from telegrapher.reference import Entry, Reference
from telegrapher.reference.outside import Harvest, outside_iri

__all__ = ["read_cable_map"]

_NAME: Final = "cable-map"
_TYPES: Final = {"cable": "Cable", "place": "Place", "organization": "Organization"}


def read_cable_map(path: Path, reference: Reference, *, retrieved: str = "") -> Harvest:
    """All that the public files say.

    Args:
        path: a folder with files of the map, at any depth, or one file; see `telegrapher.importing.cablefiles`.
        reference: ours, for the codes of countries.
        retrieved: ISO day on which the files were fetched, if it is known.

    Raises:
        InputError: no such file or folder, none that is of the map, or a broken one.
    """
    rules = cable_map_rules()
    found = gather(path, rules)
    maker = _Maker(rules, found, reference)
    entries = sorted(maker.entries(), key=lambda entry: entry.iri)
    source = replace(rules.source, modified=found.modified, retrieved=retrieved)
    return Harvest(source, tuple(entries), tuple(sorted(maker.problems)))


class _Maker:
    """Makes entries of what was gathered; `problems` says what could not be taken."""

    def __init__(self, rules: CableMapRules, found: Gathered, reference: Reference) -> None:
        self.problems: set[str] = set()
        self._rules = rules
        self._found = found
        self._reference = reference
        self._parties: dict[str, Named] = {}

    def entries(self) -> Iterator[Entry]:
        """Cables first, since they tell who owns and supplies them."""
        for key, (where, data) in sorted(self._found.cables.items()):
            yield self._cable(key, where, data)
        for key, told in sorted(self._found.places.items()):
            yield self._place(key, told["name"], told["country"])
        for key, named in sorted(self._parties.items()):
            yield _entry("organization", key, named, {})

    def _cable(self, key: str, where: str, data: Mapping[str, Any]) -> Entry:
        said = {name: text_of(data, name, where).strip() for name in ("length", "owners", "suppliers", "url", "notes")}
        lines = self._found.routes.get(key, [])
        columns = {
            "identifiers": (f"{self._rules.identifier}:{key}",),
            "length_km": self._kept(key, "length", said["length"], length_km(said["length"])),
            "ready_for_service": self._ready(key, where, data),
            "landing_points": tuple(_iri("place", text_of(one, "id", where)) for one in entries_of(data, "landing_points", where)),
            "owners": self._organisations(said["owners"]),
            "suppliers": self._organisations(said["suppliers"]),
            "status": self._status(data),
            "homepage": self._kept(key, "url", said["url"], said["url"] if _is_address(said["url"]) else None),
            "description": (" ".join(said["notes"].split()),),
            "route": (f"MULTILINESTRING({', '.join(lines)})",) if lines else (),
            "page": (self._rules.pages["cable"] + quote(key, safe=""),),
        }
        return _entry("cable", key, cable_names(text_of(data, "name", where)), columns)

    def _place(self, key: str, name: str, told: str) -> Entry:
        named, country, state = landing_name(name or key, told)
        code = self._country(country)
        if country and not code:
            self.problems.add(f"no country of ours is called {country!r}; its landing points are not linked")
        lon, lat = self._found.points.get(key, ("", ""))
        columns = {
            "identifiers": (f"{self._rules.identifier}:{key}",),
            "country": (code,),
            "admin1": (state,),
            "lat": (lat,),
            "lon": (lon,),
            "page": (self._rules.pages["place"] + quote(key, safe=""),),
        }
        return _entry("place", key, named, columns)

    def _country(self, name: str) -> str:
        found = {entry.id for entry in self._reference.lookup(name) if entry.kind == "place" and len(entry.id) == len("gb")}
        return found.pop().upper() if len(found) == 1 else ""

    def _organisations(self, cell: str) -> tuple[str, ...]:
        found = []
        for named in parties(cell, self._rules):
            key = slug(named.name)
            known = self._parties.get(key, named)
            others = (name for name in (*known.aliases, named.name, *named.aliases) if name != known.name)
            self._parties[key] = Named(known.name, tuple(dict.fromkeys(others)))
            found.append(_iri("organization", key))
        return tuple(dict.fromkeys(found))

    def _ready(self, key: str, where: str, data: Mapping[str, Any]) -> tuple[str, ...]:
        said, year = text_of(data, "rfs", where).strip(), data.get("rfs_year")
        found = ready_for_service(said, self._rules)
        if found is None and isinstance(year, int) and not isinstance(year, bool):
            found = ready_for_service(str(year), self._rules)
        return self._kept(key, "rfs", said, found)

    def _kept(self, key: str, field: str, said: str, value: str | None) -> tuple[str, ...]:
        """The value, if it is one; what was said but not understood becomes a problem."""
        if said and value is None:
            self.problems.add(f"cable {key}: the {field} {said!r} is not understood and left out")
        return (value,) if value else ()

    def _status(self, data: Mapping[str, Any]) -> tuple[str, ...]:
        planned = data.get("is_planned")
        return (self._rules.planned if planned else self._rules.in_service,) if isinstance(planned, bool) else ()


def _iri(kind: str, key: str) -> str:
    return outside_iri(_NAME, kind, quote(key, safe=""))


def _entry(kind: str, key: str, named: Named, columns: Mapping[str, tuple[str, ...]]) -> Entry:
    filled = {column: kept for column, values in columns.items() if (kept := tuple(filter(None, values)))}
    kind_of = _TYPES[kind]
    return Entry(_iri(kind, key), kind_of, (kind_of,), named.name, named.aliases, attributes=filled)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not set(url) & set(' <>"{}|\\^`') and url.isprintable()
