"""How a graph is made and opened, by a writer and by readers; what each of them finds and puts right."""

from __future__ import annotations

import logging
import re
import shutil
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from telegrapher.errors import DamageError, LockedError, StoreError
from telegrapher.store import recovery, snapshot
from telegrapher.store.engine import FAILURES, reading, writing
from telegrapher.store.files import sync_folder
from telegrapher.store.folder import Folder
from telegrapher.store.manifest import Manifest
from telegrapher.store.result import one_line

__all__ = ["Opened", "create", "for_reading", "for_writing", "rebuild"]

_ATTEMPTS: Final = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """What an opening gives.

    Attributes:
        manifest: what the graph must hold.
        store: the embedded store, holding just that.
        snapshot: the reader's private copy; `None` for a writer.
        repaired: graphs that had to be put right.
    """

    manifest: Manifest
    store: ox.Store
    snapshot: Path | None = None
    repaired: tuple[str, ...] = ()


def create(folder: Folder) -> Opened:
    """Make an empty graph.

    Raises:
        StoreError: the folder is not empty, or cannot be written.
    """
    if folder.path.exists() and (not folder.path.is_dir() or any(folder.path.iterdir())):
        raise StoreError(f"{folder.path} exists and is not empty; choose another folder for the new graph")
    with writing(f"a graph at {folder.path}"):
        folder.releases.mkdir(parents=True)
        store = ox.Store(str(folder.store))
        manifest = Manifest.create(folder.manifest)
        sync_folder(folder.path)
        return Opened(manifest, store)


def for_writing(folder: Folder) -> Opened:
    """Open as the only writer; finish what a crash has left undone, delete what nobody needs.

    Raises:
        LockedError, DamageError, StoreError: see `Store.open`.
    """
    folder.check()
    store = _embedded(folder)
    try:
        return _put_right(folder, store)
    except StoreError as error:
        del store  # the lock is held as long as a frame of the traceback holds the store
        traceback.clear_frames(error.__traceback__)
        raise


def _put_right(folder: Folder, store: ox.Store) -> Opened:
    manifest = Manifest.read(folder.manifest)
    with writing(f"{folder.path}"):
        repaired = recovery.reconcile(store, folder, manifest)
        if manifest.wasteful():
            manifest.rewrite()
        folder.sweep(manifest.entries.values())
        snapshot.sweep(folder.snapshots)
    if repaired:
        _log.warning("%s: put right after an interruption: %s", folder.path, _some(repaired))
    return Opened(manifest, store, repaired=repaired)


def for_reading(folder: Folder) -> Opened:
    """Open a private snapshot, beside a writer or not; what the snapshot misses is filled in, in the snapshot alone.

    Raises:
        DamageError, StoreError: see `Store.open`.
    """
    folder.check()
    last = None
    for _ in range(_ATTEMPTS):  # a writer that opens just now may sweep away what the snapshot is held against
        place = snapshot.new_place(folder.snapshots)
        try:
            with reading(f"the graph at {folder.path}"):
                return _snapshot(folder, place)
        except DamageError as error:
            snapshot.discard(place)
            last = error
        except StoreError:
            snapshot.discard(place)
            raise
    raise last or AssertionError("unreachable")


def _snapshot(folder: Folder, place: Path) -> Opened:
    snapshot.backup_beside_writer(folder.store, place)
    manifest = Manifest.read(folder.manifest)
    store = ox.Store.read_only(str(place))
    if not recovery.differences(store, manifest):
        return Opened(manifest, store, place)
    del store
    repaired = _fill_in(place, folder, manifest)
    return Opened(manifest, ox.Store.read_only(str(place)), place, repaired)


def _fill_in(place: Path, folder: Folder, manifest: Manifest) -> tuple[str, ...]:
    store = ox.Store(str(place))
    repaired = recovery.reconcile(store, folder, manifest)
    store.flush()
    return repaired


def rebuild(folder: Folder) -> None:
    """Make the embedded store anew from the files of all releases.

    Raises:
        LockedError, DamageError, StoreError: see `Store.rebuild`.
    """
    folder.check()
    manifest = Manifest.read(folder.manifest)
    try:
        _embedded(folder)
    except LockedError:
        raise
    except DamageError:
        shutil.rmtree(folder.store, ignore_errors=True)
    with writing(f"the graph at {folder.path}"):
        recovery.rebuild(folder, manifest)


def _embedded(folder: Folder) -> ox.Store:
    try:
        return ox.Store(str(folder.store))
    except FAILURES as error:
        if re.search(r"[/\\]LOCK\b", str(error)):
            raise LockedError(f"{folder.path} is open for writing in another process; wait for it to end, or only read") from error
        raise DamageError(f"the store of {folder.path} cannot be opened ({one_line(str(error))}); rebuild it") from error


def _some(graphs: tuple[str, ...]) -> str:
    more = f" and {len(graphs) - 5} more" if len(graphs) > 5 else ""
    return ", ".join(graphs[:5]) + more
