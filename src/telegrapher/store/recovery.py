"""Bring the derived store in line with the durable truth: finish what a crash cut off, make again what was lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pyoxigraph as ox

from telegrapher.errors import DamageError
from telegrapher.store.contents import Contents
from telegrapher.store.folder import Folder
from telegrapher.store.graphs import INFERRED
from telegrapher.store.manifest import Manifest
from telegrapher.store.transaction import Step, apply, books, holdings, twin

__all__ = ["differences", "rebuild", "reconcile"]


def differences(store: ox.Store, manifest: Manifest) -> tuple[str, ...]:
    """Graphs of the owners about which store and manifest disagree, sorted."""
    held = holdings(store)
    wanted = {graph: entry.journal for graph, entry in manifest.entries.items()}
    return tuple(sorted(graph for graph in held.keys() | wanted.keys() if held.get(graph) != wanted.get(graph)))


def reconcile(store: ox.Store, folder: Folder, manifest: Manifest) -> tuple[str, ...]:
    """Make the store hold what the manifest says, from the files beside it.

    Returns:
        The graphs that were put right, sorted; none after an orderly end.

    Raises:
        DamageError: the store knows of something that the manifest never did, or the files that are needed are damaged.
        OSError: the store could not be written.
    """
    held = holdings(store)
    wrong = differences(store, manifest)
    for graph in wrong:
        if graph in held and (graph, held[graph]) not in manifest.seen:
            raise DamageError(
                f"{manifest.path} knows nothing of {graph}, which the store holds: it has lost lines; restore it from a copy"
            )
    for graph in wrong:
        entry = manifest.entries.get(graph)
        before = folder.contents(graph, held[graph]) if graph in held else None
        after = folder.contents(graph, entry.journal) if entry else None
        apply(store, (Step(graph, before, held.get(graph, ""), after, entry.journal if entry else ""),))
    return wrong


def rebuild(folder: Folder, manifest: Manifest) -> None:
    """Make the store anew from the files of all owners; the old one stays until the new one is whole.

    Raises:
        DamageError: a file is damaged.
        OSError: the store could not be written.
    """
    fresh = folder.path / "store.new"
    shutil.rmtree(fresh, ignore_errors=True)
    store = ox.Store(str(fresh))
    store.bulk_extend(_everything(folder, manifest))
    for quad in tuple(store.quads_for_pattern(None, None, None, ox.NamedNode(INFERRED))):
        if twin(quad) in store:
            store.remove(quad)
    store.flush()
    del store
    shutil.rmtree(folder.store, ignore_errors=True)
    fresh.replace(folder.store)


def _everything(folder: Folder, manifest: Manifest) -> Iterator[ox.Quad]:
    for graph in sorted(manifest.entries):
        digest = manifest.entries[graph].journal
        contents: Contents = folder.contents(graph, digest)
        yield from contents.own
        yield from contents.shared
        yield from books(contents, digest)
