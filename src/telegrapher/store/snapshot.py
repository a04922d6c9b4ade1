"""A private copy of a store for a reader, made in milliseconds with hard links, gone when it closes.

Reading a store while another process writes to it is documented as undefined, so a reader opens it read-only for the
moment of a backup and works on that. The backup leaves out what the writer has not yet flushed; its write-ahead log is
copied beside it, and what is still missing (a log that was just turned over) is seen by its digest and filled in
from the files of the releases.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import uuid
from pathlib import Path

import pyoxigraph as ox

from telegrapher.errors import DamageError
from telegrapher.store.engine import FAILURES
from telegrapher.store.result import one_line

__all__ = ["backup_beside_writer", "discard", "new_place", "sweep"]


def new_place(snapshots: Path) -> Path:
    """A path for a new snapshot: on the same file system if that can be written to (hard links), else a temporary folder."""
    name = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
    try:
        snapshots.mkdir(exist_ok=True)
        probe = snapshots / f"{name}.probe"
        probe.touch()
        probe.unlink()
    except OSError:
        return Path(tempfile.mkdtemp(prefix="telegrapher-")) / name
    return snapshots / name


def backup_beside_writer(store: Path, target: Path, *, attempts: int = 5) -> None:
    """Copy the store at `store` to `target`, also while another process writes to it.

    Raises:
        DamageError: it cannot be opened.
    """
    last: Exception | None = None
    for _ in range(attempts):
        try:
            ox.Store.read_only(str(store)).backup(str(target))
            for log in sorted(store.glob("*.log")):
                if log.stat().st_size:
                    shutil.copyfile(log, target / log.name)
        except FAILURES as error:  # a file vanished under us, or the store is damaged
            last = error
            shutil.rmtree(target, ignore_errors=True)
        else:
            return
    raise DamageError(f"the store at {store} cannot be read: {one_line(str(last))}; rebuild it")


def discard(place: Path) -> None:
    """Delete a snapshot, and the folder of snapshots with the last one."""
    shutil.rmtree(place, ignore_errors=True)
    with contextlib.suppress(OSError):  # others are in use
        place.parent.rmdir()


def sweep(snapshots: Path) -> None:
    """Delete the snapshots of readers that have ended without doing so."""
    if not snapshots.is_dir():
        return
    for place in snapshots.iterdir():
        process = place.name.partition("-")[0]
        if process.isdigit() and not _alive(int(process)):
            shutil.rmtree(place, ignore_errors=True)
    with contextlib.suppress(OSError):
        snapshots.rmdir()


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
