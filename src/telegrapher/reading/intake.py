"""The door of the reading room: bytes, files, folders, archives and streams to releases."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from telegrapher.errors import MissingExtraError, ReadingError, TelegrapherError
from telegrapher.model import Release
from telegrapher.reading.archives import members
from telegrapher.reading.compose import compose
from telegrapher.reading.decode import check_size, decode
from telegrapher.reading.html import html_sheet
from telegrapher.reading.mail import attachments, mail_sheet, message_of
from telegrapher.reading.plain import plain_sheet
from telegrapher.reading.rules import figure, mapping, pattern
from telegrapher.reading.sheet import Sheet

__all__ = ["Failure", "read_bytes", "read_path", "read_stream"]

_HEAD = 4096
_ARCHIVES = ("zip", "tar", "gzip")


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: `where` it is, and the `reason` in one line.

    `trace` is the traceback of a mistake of ours, for a report; empty where the document is to blame.
    """

    where: str
    reason: str
    trace: str = ""

    @classmethod
    def of(cls, error: ReadingError, where: str) -> Failure:
        """The failure that an error tells of."""
        return cls(error.where or where, " ".join(error.what.split()))

    @classmethod
    def mistake(cls, error: Exception, where: str) -> Failure:
        """The failure of a document over which we made a mistake: all that a report of it needs."""
        last = traceback.extract_tb(error.__traceback__)[-1:]
        place = "".join(f" at {Path(frame.filename).name}:{frame.lineno}" for frame in last)
        told = " ".join(f"{type(error).__name__}: {error}".split())
        reason = f"a mistake in telegrapher kept it from being read ({told}{place}); the rest was read; please report it"
        return cls(where, reason, "".join(traceback.format_exception(error)))


def read_bytes(data: bytes, *, name: str, media_type: str | None = None) -> tuple[Release, ...]:
    """The releases in `data`: one of a text, page, mail or PDF, several of a feed, JSON Lines, WARC or archive.

    Args:
        data: the document as it arrived.
        name: of the release; the parts of a collection get names of their own below it.
        media_type: if known; else the content is looked at.

    Raises:
        ReadingError: empty, binary, too large, encrypted, broken, or without text. In a collection broken parts are passed over
            as long as one can be read; `read_path` reports them.
    """
    results = list(_read(data, name, _kind(data, name, media_type), depth=0))
    releases = tuple(result for result in results if isinstance(result, Release))
    if not releases:
        failure = next((result for result in results if isinstance(result, Failure)), Failure(name, "holds no release"))
        raise ReadingError(failure.reason, where=failure.where)
    return releases


def read_path(path: Path) -> Iterator[Release | Failure]:
    """The releases in a file, an archive or (recursively, in sorted order) a folder.

    A document that cannot be read yields a `Failure`; the others go on. A release is named after its file without the ending,
    in a folder after its path in it.
    """
    if path.is_dir():
        files = sorted(found for found in path.rglob("*") if found.is_file())
        names = _names([found.relative_to(path).as_posix() for found in files])
        for found, name in zip(files, names, strict=True):
            if not pattern("formats", "ignored").search(found.relative_to(path).as_posix()):
                yield from _read_file(found, name)
        return
    yield from _read_file(path, _stem(path.name))


def read_stream(stream: BinaryIO, name: str = "stdin") -> Iterator[Release | Failure]:
    """The releases that come through `stream` (standard input), read to its end or the limit."""
    data = stream.read(int(figure("limits", "document_bytes")) + 1)
    yield from _guarded(data, name, where=name)


def _read_file(path: Path, name: str) -> Iterator[Release | Failure]:
    where = str(path)
    try:
        size = path.stat().st_size
        ending = path.suffix.lower()
        kind = mapping("formats", "endings").get(ending)
        limit = int(figure("limits", "archive_bytes" if kind in (*_ARCHIVES, "warc", "jsonl") else "document_bytes"))
        if size > limit:
            yield Failure(where, f"is too large ({size:,} bytes; the limit is {limit:,}); split it")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Failure(where, f"cannot be read: {error.strerror or error}")
        return
    yield from _guarded(data, name, where=where, ending=ending)


def _guarded(data: bytes, name: str, *, where: str, ending: str = "") -> Iterator[Release | Failure]:
    yield from _safely(lambda: _read(data, name, _kind(data, name + ending, None), depth=0), name, file=where)


def _safely(read: Callable[[], Iterable[Release | Failure]], name: str, *, file: str = "") -> Iterator[Release | Failure]:
    """What `read` gives; what goes wrong is a failure of this document (told of its `file`, if it is one) alone."""
    try:
        yield from read()
    except ReadingError as error:
        yield Failure.of(error, name) if not file else Failure(file, " ".join(error.what.split()))
    except MissingExtraError as error:
        yield Failure(file or name, str(error))
    except TelegrapherError:
        raise
    except Exception as error:  # noqa: BLE001  libraries that read what strangers wrote fail in ways that they do not tell
        yield Failure.mistake(error, file or name)


def _stem(filename: str) -> str:
    """A file's name without its ending, and without those of packing ("a.warc.gz": "a")."""
    stem = PurePosixPath(filename)
    while stem.suffix.lower() in mapping("formats", "endings") and stem.name != stem.suffix:
        stem = stem.with_suffix("")
    return str(stem)


def _names(paths: list[str]) -> list[str]:
    """Names for files of a folder: without ending, but with it where two would be the same."""
    stems = [_stem(path) for path in paths]
    return [path if stems.count(stem) > 1 and len(paths) < 5000 else stem for path, stem in zip(paths, stems, strict=True)]


def _kind(data: bytes, name: str, media_type: str | None) -> str:
    """The format: what the content shows without doubt, else media type, else ending, else text."""
    check_size(len(data) and 1, where=name)
    shown = _shown(data)
    if shown:
        return shown
    declared = mapping("formats", "media_types").get((media_type or "").split(";")[0].strip().lower())
    ended = mapping("formats", "endings").get(PurePosixPath(name).suffix.lower())
    kind = str(declared or ended or "")
    if kind in _ARCHIVES or kind == "pdf":
        raise ReadingError(f"is no {kind} file, or a damaged one", where=name)
    looks = _looks(data[:_HEAD].decode("latin-1"))
    if kind == "text" and looks in ("html", "feed", "mail"):
        return "html" if looks == "html" and declared is None and _is_page(data) else "text"
    if kind == "feed":
        return looks or "feed"
    return kind or looks or "text"


def _is_page(data: bytes) -> bool:
    return bool(re.match(rb"\s*(?:<!doctype\s+html|<html)", data[:500], re.IGNORECASE))


def _shown(data: bytes) -> str:
    for magic, kind in (
        (b"%PDF-", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"PK\x05\x06", "zip"),
        (b"\x1f\x8b", "gzip"),
        (b"WARC/", "warc"),
    ):
        if data[:1024].lstrip()[: len(magic)] == magic:
            return kind
    if data[257:262] == b"ustar" or data[:3] == b"BZh" or data[:6] == b"\xfd7zXZ\x00":
        return "tar"
    return ""


def _looks(head: str) -> str:
    head = head.lstrip("\ufeff").removeprefix("ï»¿")
    if pattern("formats", "feed_head").match(head):
        return "feed"
    if pattern("formats", "html_head").match(head):
        return "html"
    if re.match(r"\s*\{\s*\"", head):
        return "jsonl"
    mail = pattern("formats", "mail_head").match(head)
    return "mail" if mail and pattern("formats", "mail_fields").search(mail.group()) else ""


def _read(data: bytes, name: str, kind: str, *, depth: int) -> Iterator[Release | Failure]:
    """What is in `data`, of a known format."""
    if kind in _ARCHIVES:
        yield from _read_archive(data, name, kind, depth=depth)
    elif kind == "mail":
        yield from _read_mail(data, name, depth=depth)
    elif kind == "pdf":
        from telegrapher.reading.pdf import pdf_sheet

        check_size(len(data), where=name)
        yield compose(pdf_sheet(data, where=name), name=name, data=data)
    elif kind in ("feed", "jsonl", "warc"):
        yield from _read_collection(data, name, kind)
    else:
        text = decode(data, where=name, declared=_declared(data) if kind == "html" else None)
        sheet = html_sheet(text, where=name) if kind == "html" else plain_sheet(text, media_type="text/plain")
        yield compose(sheet, name=name, data=data)


def _declared(data: bytes) -> str | None:
    """The encoding that a page declares for itself."""
    match = re.search(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", data[:_HEAD], re.IGNORECASE)
    return match.group(1).decode("ascii", "replace") if match else None


def _read_mail(data: bytes, name: str, *, depth: int) -> Iterator[Release | Failure]:
    check_size(len(data), where=name)
    message = message_of(data, where=name)
    parts = list(attachments(message)) if depth < figure("limits", "archive_depth") else []
    try:
        yield compose(mail_sheet(message, where=name), name=name, data=data)
    except ReadingError as error:
        if not parts:
            raise
        yield Failure.of(error, name)
    for filename, media_type, part in parts:
        below = f"{name}/{_stem(filename)}"
        yield from _safely(partial(_read_part, part, below, filename, media_type, depth + 1), below)


def _read_collection(data: bytes, name: str, kind: str) -> Iterator[Release | Failure]:
    from telegrapher.reading.feed import feed_sheets
    from telegrapher.reading.records import json_sheets, warc_sheets

    readers = {"feed": feed_sheets, "jsonl": json_sheets, "warc": warc_sheets}
    for below, part, sheet in readers[kind](data, name):
        if isinstance(sheet, ReadingError):
            yield Failure.of(sheet, below)
            continue
        yield from _safely(partial(_composed, sheet, below, part), below)


def _read_archive(data: bytes, name: str, kind: str, *, depth: int) -> Iterator[Release | Failure]:
    if depth >= figure("limits", "archive_depth"):
        raise ReadingError("is an archive too deep inside others; unpack it first", where=name)
    for path, part in members(data, kind, where=name):
        below = f"{name}/{_stem(path)}" if path else name
        if pattern("formats", "ignored").search(path):
            continue
        yield from _safely(partial(_read_part, part, below, f"{name}/{path}" if path else name, None, depth + 1), below)


def _read_part(data: bytes, name: str, filename: str, media_type: str | None, depth: int) -> Iterator[Release | Failure]:
    """What is in a part of a collection, whose own name and type tell its format."""
    yield from _read(data, name, _kind(data, filename, media_type), depth=depth)


def _composed(sheet: Sheet, name: str, data: bytes) -> Iterator[Release]:
    yield compose(sheet, name=name, data=data)
