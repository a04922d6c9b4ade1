"""What the embedded engine throws, turned into our errors: it reports disk trouble as OSError, corruption as RuntimeError."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from telegrapher.errors import DamageError, StoreError
from telegrapher.store.result import one_line

__all__ = ["FAILURES", "reading", "writing"]

FAILURES: Final = (OSError, RuntimeError)
"""What pyoxigraph raises when a store cannot be opened, read or written."""


@contextlib.contextmanager
def reading(what: str) -> Iterator[None]:
    """Turn a failure inside the block into a `DamageError` that begins with `what`."""
    try:
        yield
    except FAILURES as error:
        raise DamageError(f"{what} cannot be read: {one_line(str(error))}; rebuild the store") from error


@contextlib.contextmanager
def writing(what: str) -> Iterator[None]:
    """Turn a failure inside the block into a `StoreError` that begins with `what`."""
    try:
        yield
    except FAILURES as error:
        raise StoreError(f"{what} cannot be written: {one_line(str(error))}") from error
