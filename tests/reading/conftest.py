"""Short ways to read and to look at zones."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from telegrapher.model import Release, ZoneKind
from telegrapher.reading import read_bytes

Read = Callable[..., Release]
Parts = Callable[[Release, ZoneKind], list[tuple[str | None, str]]]


@pytest.fixture
def read() -> Read:
    def read_one(text: str | bytes, media_type: str = "text/plain") -> Release:
        data = text.encode("utf-8") if isinstance(text, str) else text
        (release,) = read_bytes(data, name="sample", media_type=media_type)
        return release

    return read_one


@pytest.fixture
def parts() -> Parts:
    def of_kind(release: Release, kind: ZoneKind) -> list[tuple[str | None, str]]:
        return [(zone.owner, release.quote(zone.span)) for zone in release.zones if zone.kind is kind]

    return of_kind


@pytest.fixture(scope="session")
def shared() -> Path:
    checkout = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("TELEGRAPHER_SHARED", checkout.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared folder is not here")
    return folder
