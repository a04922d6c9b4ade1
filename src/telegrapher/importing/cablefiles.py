"""The public JSON files of the submarine cable map (version 3 of its interface), gathered by what they speak of.

A file is known by its shape, not by its name:

* a cable (`cable/ID.json`): id, name, length, landing_points (id, name, country), owners, suppliers, rfs, rfs_year, is_planned,
  url, notes;
* a list of cables (`cable/all.json`): id and name, or whole cables;
* routes (`cable/cable-geo.json`): GeoJSON lines with id and name;
* landing points (`landing-point/landing-point-geo.json`): GeoJSON points with id and name;
* a landing point (`landing-point/ID.json`): id, name, country, cables;
* the settings (`config.json`): creation_time, the day of the data.

The other files of the interface say the same in another order and are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from telegrapher.errors import InputError
from telegrapher.importing.files import entries_of, json_files, text_of
from telegrapher.importing.rules import CableMapRules

__all__ = ["Gathered", "gather"]

_POINT_DECIMALS: Final = 5
"""About a metre."""
_WHOLE: Final = frozenset({"id", "name", "landing_points", "owners"})
"""Fields that only the account of a cable has together; lists by year and country have landing points as well."""


def gather(path: Path, rules: CableMapRules) -> Gathered:
    """What the files at a path say.

    Args:
        path: a folder with files of the map, at any depth, or one file.
        rules: how they are read.

    Raises:
        InputError: no such file or folder, none that is of the map, or a broken one.
    """
    found = Gathered(rules)
    for where, data in json_files(path, rules.largest_file):
        found.take(where, data)
    if not found.cables and not found.places:
        what = "no file of the submarine cable map here; expected cable/ID.json, cable-geo.json, landing-point-geo.json or others"
        raise InputError(what, where=str(path))
    return found


@dataclass(slots=True)
class Gathered:
    """What the files say, by identifier. Files come in order of name, and the fullest account of a cable is kept.

    Attributes:
        rules: how they are read.
        cables: where the account was read, and the account.
        places: name and country of landing points.
        points: their longitude and latitude, in degrees.
        routes: lines of cables, as in WKT.
        modified: ISO day of the data, if a file tells it.
    """

    rules: CableMapRules
    cables: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)
    points: dict[str, tuple[str, str]] = field(default_factory=dict)
    routes: dict[str, list[str]] = field(default_factory=dict)
    modified: str = ""

    def take(self, where: str, data: Any) -> None:
        """One file."""
        if isinstance(data, list):
            listed = "cable" in Path(where).parent.name or "cable" in Path(where).name
            for one in data:
                if isinstance(one, dict) and (one.keys() >= _WHOLE or (listed and {"id", "name"} <= one.keys())):
                    self._cable(where, one)
        elif isinstance(data, dict):
            self._object(where, data)

    def _object(self, where: str, data: Mapping[str, Any]) -> None:
        if data.get("type") == "FeatureCollection":
            for feature in entries_of(data, "features", where):
                self._feature(where, feature)
        elif data.keys() >= _WHOLE:
            self._cable(where, data)
        elif "cables" in data and "country" in data:
            self._place(where, data)
        elif "creation_time" in data:
            self.modified = max(self.modified, _day(text_of(data, "creation_time", where), where))

    def _cable(self, where: str, data: Mapping[str, Any]) -> None:
        key = text_of(data, "id", where, needed=True)
        text_of(data, "name", where, needed=True)
        if key not in self.cables or len(data) >= len(self.cables[key][1]):
            self.cables[key] = where, data
        for one in entries_of(data, "landing_points", where):
            self._place(where, one)

    def _place(self, where: str, data: Mapping[str, Any]) -> None:
        known = self.places.setdefault(text_of(data, "id", where, needed=True), {"name": "", "country": ""})
        for name in known:
            known[name] = text_of(data, name, where, needed=name == "name") or known[name]

    def _feature(self, where: str, feature: Mapping[str, Any]) -> None:
        told, geometry = feature.get("properties"), feature.get("geometry")
        if not isinstance(told, dict) or not isinstance(geometry, dict):
            raise InputError("a feature without properties or geometry", where=where)
        key = text_of(told, "id", where, needed=True)
        coordinates = geometry.get("coordinates")
        try:
            if geometry.get("type") == "Point":
                self._place(where, told)
                self.points[key] = _degrees(coordinates, _POINT_DECIMALS)
                return
            lines = coordinates if geometry.get("type") == "MultiLineString" else [coordinates]
            drawn = [_line(line, self.rules.decimals) for line in lines]  # type: ignore[union-attr]
        except (TypeError, ValueError, IndexError) as error:
            raise InputError(f"the geometry of {key!r} is malformed: {error}", where=where) from error
        self.cables.setdefault(key, (where, {"id": key, "name": text_of(told, "name", where, needed=True)}))
        self.routes.setdefault(key, []).extend(drawn)


def _day(moment: str, where: str) -> str:
    try:
        return date.fromisoformat(moment[:10]).isoformat()
    except ValueError as error:
        raise InputError(f"creation_time is no ISO time: {moment!r}", where=where) from error


def _degrees(point: Any, decimals: int) -> tuple[str, str]:
    """Longitude and latitude of a GeoJSON position, as plain numbers."""
    lon, lat = float(point[0]), float(point[1])
    if not (-180.001 <= lon <= 180.001 and -90 <= lat <= 90):
        raise ValueError(f"{lon}, {lat} is no place on earth")
    return _plain(lon, decimals), _plain(lat, decimals)


def _plain(value: float, decimals: int) -> str:
    shown = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def _line(line: Any, decimals: int) -> str:
    return "(" + ", ".join(" ".join(_degrees(point, decimals)) for point in line) + ")"
