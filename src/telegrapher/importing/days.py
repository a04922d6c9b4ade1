"""Days that a person gives."""

from __future__ import annotations

from datetime import date

from telegrapher.errors import InputError

__all__ = ["day"]


def day(written: str) -> str:
    """A day as ISO writes it; the empty text stays empty.

    Raises:
        InputError: it is no day.

    >>> day("2026-11-20")
    '2026-11-20'
    """
    if not written:
        return ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise InputError(f"{written!r} is no day; write it like 2026-11-20") from error
