"""The manifest: what the graph must hold, one checked line a change, appended and synced before the store is touched.

The manifest and the files it names are the durable truth; the store is derived from them. A change is acknowledged
after its line is on disk *and* the store has committed; a crash in between is finished at the next opening.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from telegrapher.errors import DamageError, StoreError
from telegrapher.store.files import sync_folder, write_atomically

__all__ = ["FORMAT", "Entry", "Manifest", "stem"]

FORMAT: Final = 1
"""Version of the folder's layout."""
_HEAD: Final = "telegrapher-graph"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one owner (a release, or a curated graph) must have in the store.

    Attributes:
        graph: IRI of the owner's graph.
        journal: SHA-256 of all its quads, sorted N-Quads, shared ones included.
        quads: how many quads its own graph holds.
        digest: SHA-256 of the quads of its own graph, sorted N-Quads.
        shared: how many quads it supports in shared graphs.
        lasting: SHA-256 of all its quads but the record of runs.
        release_id: id of the release; empty for a curated graph.
        name: name of the release.
        copies: further names under which the same text was given.
        text: SHA-256 of the release's text.
        record: SHA-256 of the release's JSON file.
    """

    graph: str
    journal: str
    quads: int
    digest: str
    shared: int = 0
    lasting: str = ""
    release_id: str = ""
    name: str = ""
    copies: tuple[str, ...] = ()
    text: str = ""
    record: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the release, the first one first; none for a curated graph."""
        return (self.name, *self.copies) if self.release_id else ()


def stem(graph: str, journal: str) -> str:
    """File name, without ending, of what `graph` held when the digest of its quads was `journal`; never made from a title."""
    return f"{hashlib.sha256(graph.encode()).hexdigest()[:16]}-{journal[:16]}"


@dataclass(slots=True)
class Manifest:
    """The entries by graph, the graph of each name, and the file they are kept in."""

    path: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    lines: int = 0
    size: int = 0

    @classmethod
    def create(cls, path: Path) -> Manifest:
        """An empty manifest on disk."""
        manifest = cls(path)
        manifest.rewrite()
        return manifest

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read a manifest; a torn last line (never acknowledged) is left out.

        Raises:
            StoreError: not a manifest, or of a later format.
            DamageError: a line whose checksum does not fit.
        """
        manifest = cls(path)
        lines = path.read_bytes().split(b"\n")
        _check_head(lines[0], path)
        manifest.size = len(lines[0]) + 1
        for number, line in enumerate(lines[1:], start=2):
            if not line:
                continue
            last = number == len(lines)
            change = _parse(line)
            if change is None and not last:
                raise DamageError(f"{path}, line {number}: checksum does not fit, the manifest is damaged; restore it from a copy")
            if change is not None:
                manifest._apply(
                    [Entry(**{**fields, "copies": tuple(fields["copies"])}) for fields in change["set"]], change["drop"]
                )
                manifest.size += len(line) + (0 if last else 1)
                manifest.lines += 1
        return manifest

    def append(self, entries: Sequence[Entry], dropped: Sequence[str] = ()) -> None:
        """Record one change durably: `entries` set, the graphs `dropped` gone.

        Raises:
            OSError: the line could not be written; what was written of it is cut off again at the next change or opening.
        """
        line = _format({"set": [asdict(entry) for entry in entries], "drop": list(dropped)})
        with self.path.open("r+b") as stream:
            stream.seek(max(self.size - 1, 0))
            line = line if stream.read(1) == b"\n" else b"\n" + line
            stream.seek(self.size)
            stream.truncate()
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        self.size += len(line)
        self.lines += 1
        self._apply(entries, dropped)

    def rewrite(self) -> None:
        """Replace the file by one line an entry, atomically."""
        head = json.dumps({_HEAD: True, "format": FORMAT}, separators=(",", ":")).encode() + b"\n"
        body = b"".join(_format({"set": [asdict(self.entries[graph])], "drop": []}) for graph in sorted(self.entries))
        write_atomically(self.path, head + body)
        sync_folder(self.path.parent)
        self.size = len(head) + len(body)
        self.lines = len(self.entries)
        self.seen = {(entry.graph, entry.journal) for entry in self.entries.values()}

    def wasteful(self) -> bool:
        """Whether most lines are history."""
        return self.lines > 2 * len(self.entries) + 100

    def _apply(self, entries: Iterable[Entry], dropped: Iterable[str]) -> None:
        for graph in dropped:
            self._forget(graph)
        for entry in entries:
            self._forget(entry.graph)
            self.entries[entry.graph] = entry
            self.seen.add((entry.graph, entry.journal))
        for entry in entries:
            self.names.update((name, entry.graph) for name in entry.names)

    def _forget(self, graph: str) -> None:
        old = self.entries.pop(graph, None)
        for name in old.names if old else ():
            if self.names.get(name) == graph:
                del self.names[name]


def _check_head(line: bytes, path: Path) -> None:
    try:
        head = json.loads(line)
        version = int(head["format"]) if head[_HEAD] else 0
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} is not the manifest of a graph") from error
    if version > FORMAT:
        raise StoreError(f"{path.parent} has format {version}, this version reads up to {FORMAT}; update telegrapher")


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:16].encode()


def _format(change: dict[str, Any]) -> bytes:
    body = json.dumps(change, ensure_ascii=True, separators=(",", ":")).encode()
    return _checksum(body) + b" " + body + b"\n"


def _parse(line: bytes) -> dict[str, Any] | None:
    """The change in `line`, or nothing if its checksum does not fit."""
    checksum, _, body = line.partition(b" ")
    if checksum != _checksum(body):
        return None
    change: dict[str, Any] = json.loads(body)
    return change
