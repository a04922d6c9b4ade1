"""The graph on disk: releases in, quads and answers out."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from telegrapher.errors import StoreError, UnknownNameError
from telegrapher.model import Release
from telegrapher.store import opening, snapshot
from telegrapher.store.contents import Contents, digest_of
from telegrapher.store.folder import Folder
from telegrapher.store.graphs import DEFAULT, SHARED, is_release_graph, known_graph, release_graph
from telegrapher.store.guard import check
from telegrapher.store.isolation import Engine, Limits
from telegrapher.store.manifest import Entry
from telegrapher.store.opening import Opened
from telegrapher.store.releases import text_digest
from telegrapher.store.result import Result, one_line
from telegrapher.store.transaction import Step, apply, supporters

__all__ = ["Change", "Store"]


class Change(StrEnum):
    """What `put` or `remove` did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    COPIED = "copied"
    """The text was there under another name, which keeps it; the new name is recorded."""
    REMOVED = "removed"


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
        self._snapshot = opened.snapshot
        self._stale = False
        self._engine = Engine()
        self._lock = threading.RLock()

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
        with self._lock:
            if self._store is None:
                return
            self._engine.close()
            if not self.read_only:
                self._store.flush()
            self._store = None
            self._forget_snapshot()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # -- writing

    def put(self, release: Release, quads: Sequence[ox.Quad], facts: Sequence[ox.Quad] = ()) -> Change:
        """Add a release, or replace the one of the same name, in one transaction.

        When it returns, the release is on disk and survives a crash; before, the store holds nothing of it.

        Args:
            release: the release as read; its id comes from its text, its name says what it replaces.
            quads: quads of its own graph, and of the shared graphs (contacts, runs, facts).
            facts: quads of the graphs of facts and inferences; each leaves its graph when no release supports it any more.

        Raises:
            StoreError: a quad does not belong to this release, or the disk refuses.
        """
        with self._lock:
            self._writable()
            graph = release_graph(release.id)
            current = self._manifest.entries.get(graph)
            if current and release.name in current.copies:
                return Change.UNCHANGED
            holder = self._manifest.names.get(release.name)
            leaving, dropped = self._detach(release.name) if holder != graph else ([], [])
            if current and release.name != current.name:
                copied = replace(current, copies=(*current.copies, release.name))
                self._commit([copied, *leaving], dropped)
                return Change.REPLACED if holder else Change.COPIED
            contents = Contents.of(graph, [*quads, *facts])
            if current and self._same(current, release, contents):
                return Change.UNCHANGED
            entry = self._write(contents, release, current.copies if current else ())
            self._commit([entry, *leaving], dropped, {graph: contents})
            return Change.REPLACED if holder else Change.ADDED

    def put_graph(self, graph: str, quads: Sequence[ox.Quad]) -> Change:
        """Set the whole contents of a graph that no release shares (reference, curation), in one transaction.

        Raises:
            StoreError: `graph` is none of these, a quad stands elsewhere, or the disk refuses.
        """
        with self._lock:
            self._writable()
            if not known_graph(graph) or graph in SHARED or is_release_graph(graph):
                raise StoreError(f"{graph} cannot be set as a whole: releases bring its quads")
            contents = Contents.of(graph, quads)
            if contents.shared:
                raise StoreError(f"{graph} cannot bring a quad into another graph: {contents.shared[0]}")
            current = self._manifest.entries.get(graph)
            if current and current.lasting == contents.lasting():
                return Change.UNCHANGED
            self._commit([self._write(contents, None, ())], [], {graph: contents})
            return Change.REPLACED if current else Change.ADDED

    def remove(self, name: str) -> Change:
        """Take a release out, by its name; a text known under several names stays under the others.

        Raises:
            UnknownNameError: no release has that name.
        """
        with self._lock:
            self._writable()
            if name not in self._manifest.names:
                raise UnknownNameError(f"no release is named {name!r}")
            self._commit(*self._detach(name))
            return Change.REMOVED

    def _detach(self, name: str) -> tuple[list[Entry], list[str]]:
        """What is left of the entry that holds `name` without it: a smaller entry, or a graph to drop."""
        graph = self._manifest.names.get(name)
        if graph is None:
            return [], []
        entry = self._manifest.entries[graph]
        first, *others = [other for other in entry.names if other != name] or [""]
        return ([replace(entry, name=first, copies=tuple(others))], []) if first else ([], [graph])

    def _same(self, entry: Entry, release: Release, contents: Contents) -> bool:
        return entry.lasting == contents.lasting() and self._folder.release(entry) == release

    def _write(self, contents: Contents, release: Release | None, copies: tuple[str, ...]) -> Entry:
        try:
            journal, record = self._folder.write(contents, release)
        except OSError as error:
            raise StoreError(f"cannot write to {self.path}: {one_line(str(error))}") from error
        entry = Entry(contents.graph, journal, len(contents.own), digest_of(contents.own), len(contents.shared), contents.lasting())
        if release is None:
            return entry
        return replace(
            entry, release_id=release.id, name=release.name, copies=copies, text=text_digest(release.text), record=record
        )

    def _commit(self, entries: Sequence[Entry], dropped: Sequence[str], new: Mapping[str, Contents] | None = None) -> None:
        """Manifest first (the durable truth), then the store; if that fails the manifest is set back."""
        old = self._manifest.entries
        before = {graph: old[graph] for graph in (*(entry.graph for entry in entries), *dropped) if graph in old}
        steps = [self._step(graph, before.get(graph), contents, entries) for graph, contents in (new or {}).items()]
        steps += [self._step(graph, before[graph], None, entries) for graph in dropped]
        try:
            self._manifest.append(entries, dropped)
            try:
                apply(self._ox, steps)
            except OSError:
                fresh = [entry.graph for entry in entries if entry.graph not in before]
                self._manifest.append(tuple(before.values()), fresh)
                raise
        except OSError as error:
            raise StoreError(f"cannot write to {self.path}: {one_line(str(error))}") from error
        self._stale = self._stale or bool(steps)

    def _step(self, graph: str, before: Entry | None, after: Contents | None, entries: Sequence[Entry]) -> Step:
        digest = next((entry.journal for entry in entries if entry.graph == graph), "") if after else ""
        old = self._folder.contents(graph, before.journal) if before else None
        return Step(graph, old, before.journal if before else "", after, digest)

    def _writable(self) -> None:
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only")

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
        for quad in self._ox.quads_for_pattern(None, None, None, name):
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                yield quad

    def graphs(self) -> tuple[str, ...]:
        """Names of all graphs that hold something, sorted (a scan over their names: not for hot paths)."""
        names = (name.value for name in self._ox.named_graphs())
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
            if self._snapshot is None:
                place = snapshot.new_place(self._folder.snapshots)
                try:
                    self._ox.backup(str(place))
                except OSError as error:
                    raise StoreError(f"cannot make a snapshot of {self.path}: {one_line(str(error))}") from error
                self._snapshot = place
            return self._snapshot

    def _forget_snapshot(self) -> None:
        if self._snapshot is not None:
            snapshot.discard(self._snapshot)
            self._snapshot = None
            self._stale = False
