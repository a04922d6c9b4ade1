"""Changes of a graph: what a new, changed, copied or removed release means for manifest and store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

import pyoxigraph as ox

from telegrapher.errors import StoreError, UnknownNameError
from telegrapher.model import Release, release_id
from telegrapher.store.contents import Contents, digest_of
from telegrapher.store.engine import FAILURES, writing
from telegrapher.store.folder import Folder
from telegrapher.store.graphs import SHARED, is_release_graph, known_graph, release_graph
from telegrapher.store.manifest import Entry, Manifest
from telegrapher.store.releases import text_digest
from telegrapher.store.transaction import Step, apply

__all__ = ["Change", "Editor"]

_FLUSH_AFTER: Final = 20_000
"""Changed quads after which the embedded store is flushed (about 50 ms)."""


class Change(StrEnum):
    """What `put` or `remove` did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    COPIED = "copied"
    """The text was there under another name, which keeps it; the new name is recorded."""
    REMOVED = "removed"


class Editor:
    """Makes the changes that `Store` offers, each in one transaction; one at a time (the caller holds a lock).

    Attributes:
        unfinished: a change was stopped between manifest and store (Ctrl-C, a disk that refuses twice); the next opening ends it.
    """

    def __init__(self, folder: Folder, manifest: Manifest, store: ox.Store) -> None:
        self._folder = folder
        self._manifest = manifest
        self._store = store
        self.unfinished = False
        self._unflushed = 0

    def put(self, release: Release, quads: Sequence[ox.Quad], facts: Sequence[ox.Quad]) -> Change:
        """See `Store.put`."""
        if release.id != release_id(release.text):
            raise StoreError(f"the id {release.id} of {release.name} is not that of its text; make releases with their readers")
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
        """See `Store.put_graph`."""
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

    def drop_graph(self, graph: str) -> Change:
        """See `Store.drop_graph`."""
        if is_release_graph(graph) or graph not in self._manifest.entries:
            raise UnknownNameError(f"there is no curated or imported graph {graph}")
        self._commit([], [graph])
        return Change.REMOVED

    def remove(self, name: str) -> Change:
        """See `Store.remove`."""
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
        with writing(f"{self._folder.path}"):
            journal, record = self._folder.write(contents, release)
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
        with writing(f"{self._folder.path}"):
            self._manifest.append(entries, dropped)
            self.unfinished = True
            try:
                apply(self._store, steps)
            except FAILURES:
                fresh = [entry.graph for entry in entries if entry.graph not in before]
                self._manifest.append(tuple(before.values()), fresh)
                self.unfinished = False
                raise
            self.unfinished = False
            self._flush_at_times(steps)

    def _flush_at_times(self, steps: Sequence[Step]) -> None:
        """Readers replay what is not flushed (5 ms a thousand quads), so that it must not pile up."""
        self._unflushed += sum(len(side.own) + len(side.shared) for step in steps for side in (step.before, step.after) if side)
        if self._unflushed > _FLUSH_AFTER:
            self._store.flush()
            self._unflushed = 0

    def _step(self, graph: str, before: Entry | None, after: Contents | None, entries: Sequence[Entry]) -> Step:
        digest = next((entry.journal for entry in entries if entry.graph == graph), "") if after else ""
        old = self._folder.contents(graph, before.journal) if before else None
        return Step(graph, old, before.journal if before else "", after, digest)
