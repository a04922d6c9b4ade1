"""Collections of releases: JSON Lines and WARC."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from telegrapher.errors import MissingExtraError, ReadingError
from telegrapher.model import digest
from telegrapher.reading.claims import claimed_date
from telegrapher.reading.decode import check_size, decode
from telegrapher.reading.html import html_sheet
from telegrapher.reading.plain import plain_sheet
from telegrapher.reading.rules import mapping
from telegrapher.reading.sheet import Sheet

__all__ = ["Part", "json_sheets", "warc_sheets"]

Part = tuple[str, bytes, Sheet | ReadingError]
"""Name, original bytes, and the sheet or why there is none."""


def json_sheets(data: bytes, name: str) -> Iterator[Part]:
    """Releases of JSON Lines (or one JSON object, or a list of them): fields such as text or html, title, date, url.

    Which names of fields are known is in `data/rules/reading/formats.yaml`.
    """
    text = decode(data, where=name) if len(data) < 1 << 26 else data.decode("utf-8", "replace")
    whole = _whole(text)
    if whole is not None:
        for index, entry in enumerate(whole, start=1):
            yield _json_part(entry, json.dumps(entry, sort_keys=True), name, index, single=len(whole) == 1)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line, strict=False)
        except (ValueError, RecursionError) as error:
            yield f"{name}/{number}", line.encode(), ReadingError(f"is no JSON ({error})", where=f"{name}, line {number}")
            continue
        yield _json_part(entry, line, name, number, single=False)


def _whole(text: str) -> list[Any] | None:
    """The entries of a text that is one JSON value as a whole."""
    start = text.lstrip()[:1]
    if start == "{" and "\n{" in text.strip():
        return None
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else [value]


def _json_part(entry: Any, raw: str, name: str, number: int, *, single: bool) -> Part:
    where = f"{name}, line {number}"
    if not isinstance(entry, dict):
        return f"{name}/{number}", raw.encode(), ReadingError("is no JSON object", where=where)
    below = _field(entry, "id") or str(number)
    below = name if single and not _field(entry, "id") else f"{name}/{below}"
    try:
        return below, raw.encode(), _json_sheet(entry, where)
    except ReadingError as error:
        return below, raw.encode(), error


def _field(entry: dict[str, Any], key: str) -> str:
    for field in mapping("formats", "json_fields")[key]:
        value = entry.get(field)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str | int) and str(value).strip():
            return str(value).strip()
    return ""


def _json_sheet(entry: dict[str, Any], where: str) -> Sheet:
    page, text = _field(entry, "html"), _field(entry, "text")
    if page or text.lstrip().startswith("<"):
        sheet = html_sheet(page or text, where=where, media_type="application/jsonl")
    elif text:
        sheet = plain_sheet(text, media_type="application/jsonl")
    else:
        raise ReadingError("has no field with a text (text, body, content, html)", where=where)
    return with_claims(sheet, _field(entry, "title"), _field(entry, "date"), _field(entry, "publisher"), _field(entry, "url"))


def with_claims(sheet: Sheet, title: str, date: str, publisher: str, url: str) -> Sheet:
    """A sheet with the claims of the collection before those of the document."""
    return Sheet(
        lines=sheet.lines,
        titles=(*((title,) if title else ()), *sheet.titles),
        published=claimed_date(date) or sheet.published,
        publishers=(*((publisher,) if publisher else ()), *sheet.publishers),
        url=url or sheet.url,
        media_type=sheet.media_type,
    )


def warc_sheets(data: bytes, name: str) -> Iterator[Part]:
    """Pages of a WARC: the responses and resources that are HTML or text and came with status 200.

    Raises:
        MissingExtraError: warcio is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingExtraError("WARC files need warcio; install telegrapher[feeds]") from None
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            part = _warc_part(record, name)
            if part:
                yield part
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
        yield name, b"", ReadingError(f"is a damaged WARC ({error})", where=name)


def _warc_part(record: Any, name: str) -> Part | None:
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    source = headers if headers is not None else record.rec_headers
    media_type, _, parameters = (source.get_header("Content-Type") or "").partition(";")
    if media_type.strip().lower() not in ("text/html", "application/xhtml+xml", "text/plain"):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    body = record.content_stream().read()
    below = f"{name}/{digest(url, length=8)}"
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    try:
        check_size(len(body), where=url)
        text = decode(body, where=url, declared=charset)
        sheet = plain_sheet(text) if "plain" in media_type else html_sheet(text, where=url)
    except ReadingError as error:
        return below, body, error
    return below, body, with_claims(sheet, "", "", "", sheet.url or url)
