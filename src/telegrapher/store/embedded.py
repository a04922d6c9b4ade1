"""The graph on disk: releases in, quads and answers out."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from telegrapher.errors import StoreError, UnknownNameError
from telegrapher.model import Release
from telegrapher.store import opening, snapshot
from telegrapher.store.contents import Contents
from telegrapher.store.editing import Change, Editor
from telegrapher.store.engine import reading, writing
from telegrapher.store.folder import Folder
from telegrapher.store.graphs import CONTACTS, DEFAULT, release_graph
from telegrapher.store.guard import check
from telegrapher.store.isolation import Engine, Limits
from telegrapher.store.manifest import Entry
from telegrapher.store.opening import Opened
from telegrapher.store.result import Result
from telegrapher.store.transaction import supporters

__all__ = ["Store"]


class Store:
    """A knowledge graph in a folder. Make one with `create` or `open`, close it or use it as a context manager.

    One process may write; any number may read beside it, each on a private snapshot of the moment of its opening.

    Attributes:
        path: the folder.
        read_only: whether it refuses changes.
        repaired: graphs that had to be put right at the opening, after a crash or damage.
    """

    def __init__(self, folder: Folder, opened: Opened) -> None:
        self.path = folder.path
        self.read_only = opened.snapshot is not None
        self.repaired = opened.repaired
        self._folder = folder
        self._manifest = opened.manifest
        self._store: ox.Store | None = opened.store
        self._changes: Editor | None = Editor(folder, opened.manifest, opened.store)
        self._places: list[Path] = [opened.snapshot] if opened.snapshot else []
        self._stale = False
        self._engine = Engine()
        self._lock = threading.RLock()
        weakref.finalize(self, _abandon, self._engine, self._places)

    # -- opening and closing

    @classmethod
    def create(cls, path: Path | str) -> Store:
        """Make an empty graph at `path` (a new or empty folder) and open it for writing.

        Raises:
            StoreError: the folder is not empty, or cannot be written.
        """
        folder = Folder(Path(path))
        return cls(folder, opening.create(folder))

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False) -> Store:
        """Open the graph at `path`.

        What a crash has left undone is finished first, what the embedded store has lost is filled in again from the
        files of the releases; `repaired` then names it.

        Raises:
            LockedError: another process (or this one) has it open for writing.
            DamageError: something is lost that cannot be made again.
            StoreError: no graph is there, or one of a later format.
        """
        folder = Folder(Path(path))
        return cls(folder, opening.for_reading(folder) if read_only else opening.for_writing(folder))

    @classmethod
    def rebuild(cls, path: Path | str) -> Store:
        """Make the embedded store anew from the files of all releases, and open it for writing.

        Raises:
            LockedError: another process has it open for writing.
            DamageError: manifest or files are damaged.
            StoreError: no graph is there.
        """
        folder = Folder(Path(path))
        opening.rebuild(folder)
        return cls(folder, opening.for_writing(folder))

    def close(self) -> None:
        """Write everything out and let go of the folder; a second call does nothing."""
        self._engine.close()
        with self._lock:
            if self._store is None:
                return
            store, self._store, self._changes = self._store, None, None
            self._forget_snapshot()
            if not self.read_only:
                with writing(f"{self.path}"):
                    store.flush()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # -- writing

    def put(self, release: Release, quads: Sequence[ox.Quad], facts: Sequence[ox.Quad] = ()) -> Change:
        """Add a release, or replace the one of the same name, in one transaction.

        When it returns, the release is on disk and survives a crash; before, the store holds nothing of it. The same text under
        another name is kept once: the new name is recorded, its quads are not looked at.

        Args:
            release: the release as read; its id comes from its text, its name says what it replaces.
            quads: quads of its own graph, and of the shared graphs (contacts, runs).
            facts: quads of the graphs of facts and of inferences; each leaves its graph when no release supports it any more.

        Raises:
            StoreError: a quad does not belong to this release, or the disk refuses.
        """
        with self._lock:
            return self._note(self._editor().put(release, quads, facts))

    def put_graph(self, graph: str, quads: Sequence[ox.Quad]) -> Change:
        """Set the whole contents of a graph that no release shares (reference, curation, imports), in one transaction.

        Raises:
            StoreError: `graph` is none of these, a quad stands elsewhere, or the disk refuses.
        """
        with self._lock:
            return self._note(self._editor().put_graph(graph, quads))

    def drop_graph(self, graph: str) -> Change:
        """Take a graph out that was set as a whole, in one transaction.

        Raises:
            UnknownNameError: no such graph was set.
            StoreError: the disk refuses.
        """
        with self._lock:
            return self._note(self._editor().drop_graph(graph))

    def remove(self, name: str) -> Change:
        """Take a release out, by its name; a text known under several names stays under the others.

        Raises:
            UnknownNameError: no release has that name.
            StoreError: the disk refuses.
        """
        with self._lock:
            return self._note(self._editor().remove(name))

    def _editor(self) -> Editor:
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only")
        if self._store is None or self._changes is None:
            raise StoreError(f"the graph at {self.path} is closed")
        if self._changes.unfinished:
            raise StoreError(f"{self.path} was interrupted in the middle of a change; close it and open it again")
        return self._changes

    def _note(self, change: Change) -> Change:
        self._stale = self._stale or change is not Change.UNCHANGED
        return change

    # -- reading

    @property
    def _ox(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"the graph at {self.path} is closed")
        return self._store

    def releases(self) -> tuple[Entry, ...]:
        """What the manifest says of each release, sorted by name."""
        found = [entry for entry in self._manifest.entries.values() if entry.release_id]
        return tuple(sorted(found, key=lambda entry: (entry.name, entry.release_id)))

    def entries(self) -> tuple[Entry, ...]:
        """What the manifest says of each owner of quads, curated graphs included, sorted by graph."""
        return tuple(self._manifest.entries[graph] for graph in sorted(self._manifest.entries))

    def contents(self, entry: Entry) -> Contents:
        """The quads that an owner brought, from its file (not from the store).

        Raises:
            DamageError: the file is gone or does not match the manifest.
        """
        return self._folder.contents(entry.graph, entry.journal)

    def release(self, key: str) -> Release:
        """A release by its id or by one of its names.

        Raises:
            UnknownNameError: no release has that id or name.
            DamageError: its file is gone or does not match the manifest.
        """
        graph = release_graph(key) if release_graph(key) in self._manifest.entries else self._manifest.names.get(key)
        if graph is None:
            raise UnknownNameError(f"no release has the id or name {key!r}")
        entry = self._manifest.entries[graph]
        return replace(self._folder.release(entry), name=entry.name)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph, or of all, in the store's order; its book-keeping is left out."""
        name = ox.NamedNode(graph) if graph else None
        with reading(f"{graph or 'the graph'} at {self.path}"):
            for quad in self._ox.quads_for_pattern(None, None, None, name):
                if not isinstance(quad.graph_name, ox.DefaultGraph):
                    yield quad

    def told(self, *, contacts: bool = True) -> Iterator[ox.Quad]:
        """What releases say: the quads of their own graphs and, if wanted, of contacts; not what is derived or curated."""
        for entry in self.releases():
            yield from self.quads(entry.graph)
        if contacts:
            yield from self.quads(CONTACTS)

    def books(self) -> Iterator[ox.Quad]:
        """The book-keeping of the store: who holds and supports what (see `transaction`)."""
        with reading(f"the book-keeping of {self.path}"):
            yield from self._ox.quads_for_pattern(None, None, None, ox.DefaultGraph())

    def graphs(self) -> tuple[str, ...]:
        """Names of all graphs that hold something, sorted (a scan over their names: not for hot paths)."""
        with reading(f"the graph names of {self.path}"):
            names = [name.value for name in self._ox.named_graphs()]
        return tuple(sorted(name for name in names if next(self.quads(name), None)))

    def supporters(self, quad: ox.Quad) -> tuple[str, ...]:
        """Graphs of the releases that support a quad of a shared graph."""
        return supporters(self._ox, quad)

    def run(self, text: str) -> Result:
        """Answer one of our own queries, in this process and without limits; for queries of others use `query`.

        Where it names no graph it sees facts and inferred triples; all others are reached by GRAPH.

        Raises:
            QueryError: the query is wrong.
        """
        return Result.evaluate(self._ox, text, [ox.NamedNode(graph) for graph in DEFAULT])

    def query(self, text: str, *, limits: Limits | None = None) -> Result:
        """Answer a query of somebody else: looked over, then evaluated in a process of its own, on a snapshot, within `limits`.

        Where it names no graph it sees facts and inferred triples; all others are reached by GRAPH.

        Raises:
            QueryError: the query is wrong, reaches outside, changes data, is too large, takes too long or needs too much.
        """
        limits = limits or Limits()
        check(text, limits.caps)
        return self._engine.ask(self._current_snapshot, text, DEFAULT, limits)

    def _current_snapshot(self) -> Path:
        """A copy of the store as it is now that nobody writes to; called while no query runs on the last one."""
        with self._lock:
            if self._stale:
                self._forget_snapshot()
            if not self._places:
                place = snapshot.new_place(self._folder.snapshots)
                with writing(f"a snapshot of {self.path}"):
                    self._ox.backup(str(place))
                self._places.append(place)
            return self._places[0]

    def _forget_snapshot(self) -> None:
        while self._places:
            snapshot.discard(self._places.pop())
        self._stale = False


def _abandon(engine: Engine, places: list[Path]) -> None:
    """What remains to be done for a store that nobody closed."""
    engine.close()
    while places:
        snapshot.discard(places.pop())
