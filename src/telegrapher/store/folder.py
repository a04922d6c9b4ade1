"""The folder of a graph: where its parts are, and how one owner's files are written and read."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from telegrapher.errors import DamageError, StoreError
from telegrapher.model import Release
from telegrapher.store import releases
from telegrapher.store.contents import Contents
from telegrapher.store.files import pack, sync_folder, unpack, write_atomically
from telegrapher.store.manifest import Entry, stem

__all__ = ["Folder"]


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths inside one `*.kg` folder."""

    path: Path

    @property
    def manifest(self) -> Path:
        """The manifest."""
        return self.path / "manifest.jsonl"

    @property
    def store(self) -> Path:
        """The pyoxigraph store; derived, can be made again from the rest."""
        return self.path / "store"

    @property
    def releases(self) -> Path:
        """Two files an owner: its quads (N-Quads, compressed) and, for a release, the release as JSON."""
        return self.path / "releases"

    @property
    def snapshots(self) -> Path:
        """Private copies of running readers."""
        return self.path / "snapshots"

    def check(self) -> None:
        """Refuse what is no graph.

        Raises:
            StoreError: there is no such folder, or it is no graph.
        """
        if not self.path.exists():
            raise StoreError(f"there is no graph at {self.path}; create one, or check the path")
        if not self.path.is_dir() or not self.manifest.is_file():
            raise StoreError(f"{self.path} is not a graph: it has no {self.manifest.name}")

    def write(self, contents: Contents, release: Release | None) -> tuple[str, str]:
        """Write the files of one owner, durably.

        Returns:
            Digest of the quads, and digest of the release's file (empty without release).

        Raises:
            OSError: a file could not be written.
        """
        journal = contents.journal()
        digest = hashlib.sha256(journal).hexdigest()
        base = stem(contents.graph, digest)
        write_atomically(self.releases / f"{base}.nq.gz", pack(journal))
        record = releases.encode(release) if release else b""
        if release:
            write_atomically(self.releases / f"{base}.json", record)
        sync_folder(self.releases)
        return digest, hashlib.sha256(record).hexdigest() if release else ""

    def contents(self, graph: str, digest: str) -> Contents:
        """The quads that an owner brought, from its file.

        Raises:
            DamageError: the file is gone or does not match `digest`.
        """
        path = self.releases / f"{stem(graph, digest)}.nq.gz"
        try:
            journal = unpack(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise DamageError(f"the quads of {graph} cannot be read from {path}: {error}; add the release again") from error
        if hashlib.sha256(journal).hexdigest() != digest:
            raise DamageError(f"{path} does not match the manifest, the quads of {graph} are damaged; add the release again")
        return Contents.parse(graph, journal)

    def release(self, entry: Entry) -> Release:
        """The release of an entry, from its file.

        Raises:
            DamageError: the file is gone or does not match the manifest.
        """
        path = self.releases / f"{stem(entry.graph, entry.journal)}.json"
        try:
            record = path.read_bytes()
        except OSError as error:
            raise DamageError(
                f"the text of {entry.name} cannot be read from {path}: {error.strerror}; add the release again"
            ) from error
        if hashlib.sha256(record).hexdigest() != entry.record:
            raise DamageError(f"{path} does not match the manifest, the text of {entry.name} is damaged; add the release again")
        return releases.decode(record, where=str(path))

    def sweep(self, entries: Iterable[Entry]) -> None:
        """Delete the files that no entry names, left by replacements and crashes."""
        wanted = {stem(entry.graph, entry.journal) for entry in entries}
        for path in self.releases.iterdir():
            if path.name.partition(".")[0] not in wanted:
                path.unlink(missing_ok=True)
