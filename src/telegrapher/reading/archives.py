"""Members of zip, tar and gzip archives, bounded in number, size and ratio."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Protocol

from telegrapher.errors import ReadingError
from telegrapher.reading.rules import figure

__all__ = ["members"]

_CHUNK = 1 << 20


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class _Budget:
    """How much may still be unpacked."""

    def __init__(self, packed: int, where: str) -> None:
        ratio = int(figure("limits", "unpacked_ratio")) * max(packed, 1 << 12)
        self.left = min(int(figure("limits", "unpacked_bytes")), ratio)
        self.members = int(figure("limits", "archive_members"))
        self.where = where

    def take(self, stream: _Readable) -> bytes:
        """All of `stream`, as long as the budget lasts; a member over the limit of a document is cut one byte above it."""
        limit = int(figure("limits", "document_bytes")) + 1
        parts, size = [], 0
        while size < limit and (chunk := stream.read(min(_CHUNK, limit - size))):
            size += len(chunk)
            self.left -= len(chunk)
            if self.left < 0:
                raise ReadingError(
                    "unpacks to far more than an archive of texts does (a zip bomb?); unpack it yourself", where=self.where
                )
            parts.append(chunk)
        return b"".join(parts)

    def count(self) -> None:
        """One more member."""
        self.members -= 1
        if self.members < 0:
            raise ReadingError("has too many members; unpack it first", where=self.where)


def members(data: bytes, kind: str, *, where: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the files in an archive, sorted by path; the single file of a gzip has the path "".

    Raises:
        ReadingError: damaged, encrypted, or unpacking to more than `data/rules/reading/limits.yaml` allows.
    """
    budget = _Budget(len(data), where)
    try:
        if kind == "zip":
            yield from _zip(data, budget, where)
        elif kind == "tar" or _is_packed_tar(data):
            yield from _tar(data, budget)
        else:
            with gzip.open(io.BytesIO(data)) as stream:
                yield "", budget.take(stream)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError) as error:
        raise ReadingError(f"is a damaged archive ({error})", where=where) from error


def _is_packed_tar(data: bytes) -> bool:
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            return stream.read(262)[257:262] == b"ustar"
    except (OSError, EOFError, zlib.error):
        return False


def _zip(data: bytes, budget: _Budget, where: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {info.filename for info in archive.infolist()}
        if "word/document.xml" in names:
            raise ReadingError("is a Word document; save it as text, HTML or PDF", where=where)
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            budget.count()
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                raise ReadingError("is encrypted; unpack it first", where=where)
            with archive.open(info) as stream:
                yield _safe(info.filename), budget.take(stream)


def _tar(data: bytes, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:*") as archive:
        for info in archive:
            budget.count()
            stream = archive.extractfile(info) if info.isfile() else None
            if stream is not None:
                found.append((_safe(info.name), budget.take(stream)))
    yield from sorted(found)


def _safe(path: str) -> str:
    """A member's path without drive, root or ways upward; it only serves as a name."""
    return "/".join(
        part for part in PurePosixPath(path.replace("\\", "/")).parts if part not in {"/", "..", "."} and ":" not in part
    )
