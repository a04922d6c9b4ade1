"""Files that are either wholly there or not at all, also after a crash."""

from __future__ import annotations

import contextlib
import gzip
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

__all__ = ["atomic_writer", "pack", "sync_folder", "unpack", "write_atomically"]


def sync_folder(folder: Path) -> None:
    """Make renames and new names inside `folder` survive a power loss (where the system can open folders)."""
    with contextlib.suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def atomic_writer(path: Path) -> Iterator[IO[bytes]]:
    """A binary stream that becomes `path` when the block ends well, and nothing when it does not.

    Raises:
        OSError: the folder of `path` cannot be written to.
    """
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`, wholly or not at all; the folder is not synced (see `sync_folder`)."""
    with atomic_writer(path) as stream:
        stream.write(data)


def pack(data: bytes) -> bytes:
    """Compressed `data`; the same bytes for the same data (no clock, no file name)."""
    return gzip.compress(data, compresslevel=6, mtime=0)


def unpack(data: bytes) -> bytes:
    """What `pack` was given.

    Raises:
        OSError, EOFError, zlib.error: `data` is damaged.
    """
    return gzip.decompress(data)
