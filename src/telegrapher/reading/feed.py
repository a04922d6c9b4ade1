"""Items of RSS and Atom feeds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from telegrapher.errors import MissingExtraError, ReadingError
from telegrapher.model import digest
from telegrapher.reading.decode import check_size
from telegrapher.reading.html import html_sheet
from telegrapher.reading.plain import plain_sheet
from telegrapher.reading.records import Part, with_claims

__all__ = ["feed_sheets"]


def feed_sheets(data: bytes, name: str) -> Iterator[Part]:
    """The items of a feed, each a release: its full content, else its summary; title, date and link are claims.

    Raises:
        MissingExtraError: feedparser is not installed.
        ReadingError: it is no feed.
    """
    try:
        import feedparser
    except ImportError:
        raise MissingExtraError("feeds need feedparser; install telegrapher[feeds]") from None
    check_size(len(data), where=name)
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        raise ReadingError("is XML, but neither a feed nor a page", where=name)
    if not feed.entries:
        raise ReadingError("is a feed without items", where=name)
    publisher = str(feed.feed.get("title") or "")
    for number, entry in enumerate(feed.entries, start=1):
        yield _part(entry, name, number, publisher)


def _part(entry: Any, name: str, number: int, publisher: str) -> Part:
    identity = str(entry.get("id") or entry.get("link") or "")
    below = f"{name}/{digest(identity, length=8) if identity else number}"
    content = max((str(part.get("value") or "") for part in entry.get("content") or []), key=len, default="")
    text = content or str(entry.get("summary") or "")
    title = str(entry.get("title") or "")
    if not text.strip():
        return below, b"", ReadingError("has no text", where=f"{name}, item {number}")
    try:
        sheet = html_sheet(text, where=below) if "<" in text else plain_sheet(text)
    except ReadingError as error:
        return below, text.encode(), error
    date = _iso(entry) or str(entry.get("published") or entry.get("updated") or "")
    author = str(entry.get("author") or "") or publisher
    return below, text.encode(), with_claims(sheet, title, date, author, str(entry.get("link") or ""))


def _iso(entry: Any) -> str:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}" if moment else ""
