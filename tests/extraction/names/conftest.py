"""A small reader: lines to zones, so that names are tested without the reading room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from telegrapher.extraction.names import find_names
from telegrapher.extraction.page import Page
from telegrapher.model import Release, Span, Zone, ZoneKind, release_id
from telegrapher.reference.entry import Entry
from telegrapher.reference.reference import Reference


def release_of(text: str) -> Release:
    """A release of lines; a line may open with its zone ("headline: ", "about X: ", "contact: ", "disclaimer: ")."""
    zones, parts, position = [], [], 0
    for line in text.strip("\n").split("\n"):
        head, mark, rest = line.partition(": ")
        kind, _, owner = head.partition(" ")
        if mark and kind in {kind.value for kind in ZoneKind} and kind.islower():
            zone, line = ZoneKind(kind), rest
        else:
            zone, owner = ZoneKind.BODY, ""
        if line:
            zones.append(Zone(zone, Span(position, position + len(line)), owner or None))
        parts.append(line)
        position += len(line) + 1
    whole = "\n".join(parts)
    return Release(id=release_id(whole), name="test", text=whole, zones=tuple(zones), published=date(2020, 5, 12))


@pytest.fixture
def read() -> Callable[..., Page]:
    def _read(text: str, reference: Reference | None = None) -> Page:
        return find_names(release_of(text), reference)

    return _read


@pytest.fixture
def reference() -> Reference:
    """Three invented entries: a vendor, its product, and a carrier whose name is a word."""
    base = "https://w3id.org/telegrapher/id/"
    return Reference(
        (
            Entry(f"{base}organization/lumatrix", "Vendor", ("Vendor",), "Lumatrix", ("Lumatrix Corporation",)),
            Entry(f"{base}product/lt-40", "Product", ("Product",), "LT-40", ("Lumatrix LT-40",)),
            Entry(f"{base}organization/lemon", "Carrier", ("Carrier",), "Lemon", ("Lemon Telecom",), ("Lemon",)),
            Entry(f"{base}technology/otn", "Technology", ("Technology",), "optical transport network", ("OTN",)),
        )
    )
