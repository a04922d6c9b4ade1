"""The words of explanations, from `data/rules/explaining.yaml`, and where each rule is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from telegrapher import extraction
from telegrapher.rules import table
from telegrapher.shipped import folder

__all__ = ["origin", "words"]

_NAMED = re.compile(r"^\s*- name: *[\"']?([\w.-]+)", re.MULTILINE)
_QUOTED = re.compile(r"\"([a-z]+(?:[-.][a-z]+)*)\"")


@cache
def words() -> Mapping[str, Any]:
    """States, reasons, ways of finding and linking, in words."""
    return table("explaining")


def origin(rule: str) -> str:
    """File and line where a rule of this name is written; the folder alone, or nothing, where that is not plain."""
    short = rule.removeprefix("layout.")
    return _in_data().get(rule) or _in_code().get(rule) or _in_code().get(short) or ("" if short == rule else "extraction/layout")


@cache
def _in_data() -> Mapping[str, str]:
    root = folder("data") / "rules"
    found: dict[str, str] = {}
    places = (root / room for room in ("frames", "surface", "layout"))
    for path in (*(path for place in places for path in sorted(place.glob("*.yaml"))), root / "implied.yaml"):
        before = "layout." if path.parent.name == "layout" else ""
        for name, line in _lines(path, _NAMED):
            found.setdefault(before + name, f"data/rules/{path.relative_to(root).as_posix()}:{line}")
    return found


@cache
def _in_code() -> Mapping[str, str]:
    """Rules written in Python: names that stand as a text in one file of the extraction room only."""
    root = Path(extraction.__file__).parent
    places: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for path in sorted(root.rglob("*.py")):
        for name, line in _lines(path, _QUOTED):
            places[name].append((path.relative_to(root).as_posix(), line))
    return {
        name: f"extraction/{found[0][0]}:{found[0][1]}" for name, found in places.items() if len({file for file, _ in found}) == 1
    }


def _lines(path: Path, pattern: re.Pattern[str]) -> list[tuple[str, int]]:
    text = path.read_text(encoding="utf-8")
    return [(match[1], text.count("\n", 0, match.start(1)) + 1) for match in pattern.finditer(text)]
