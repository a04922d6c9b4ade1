"""Words that look alike, for suggestions."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["near"]


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three of the known words that look most like `name`."""
    from rapidfuzz import fuzz, process

    return tuple(form for form, _, _ in process.extract(name, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=70))
