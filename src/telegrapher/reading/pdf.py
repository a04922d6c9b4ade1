"""PDF: the text of its pages."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

from telegrapher.errors import MissingExtraError, ReadingError
from telegrapher.reading.dates import iso_date
from telegrapher.reading.plain import plain_sheet
from telegrapher.reading.rules import figure
from telegrapher.reading.sheet import Sheet

__all__ = ["pdf_sheet"]

_DIGITS = re.compile(r"\d+")


def pdf_sheet(data: bytes, *, where: str) -> Sheet:
    """The text of a PDF as lines; running heads and feet are left out; title and date of its metadata are claims.

    Raises:
        MissingExtraError: pypdfium2 is not installed.
        ReadingError: encrypted, damaged, too long, or a scan without text.
    """
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtraError("PDF files need pypdfium2; install telegrapher[pdf]") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadingError("is an encrypted PDF; remove its password first", where=where) from error
        raise ReadingError("is a damaged PDF", where=where) from error
    try:
        pages = _pages(document, where)
        claims = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    if sum(len(page) for page in pages) < figure("limits", "pdf_letters_per_page") * len(pages):
        raise ReadingError("is a PDF without text, probably a scan; run text recognition on it first", where=where)
    sheet = plain_sheet("\n\n".join(_without_running_lines(pages)), media_type="application/pdf")
    title = str(claims.get("Title", "")).strip()
    return Sheet(sheet.lines, (title,) if title else (), sheet.published or _date(claims), (), None, "application/pdf")


def _pages(document: Any, where: str) -> list[str]:
    limit = int(figure("limits", "pdf_pages"))
    if len(document) > limit:
        raise ReadingError(f"has {len(document)} pages; the limit is {limit}", where=where)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(re.sub(r"[\ufffe\x02]\r?\n?", "", text.get_text_bounded()).replace("\r\n", "\n"))
        text.close()
        page.close()
    return pages


def _without_running_lines(pages: list[str]) -> list[str]:
    """Pages without first and last lines that come back on most of them (but for figures)."""
    if len(pages) < 3:
        return pages
    split = [page.strip().split("\n") for page in pages]
    edges = Counter(_DIGITS.sub("0", line.strip()) for lines in split for line in {*lines[:1], *lines[-1:]})
    running = {text for text, count in edges.items() if count * 2 > len(pages)}
    kept = []
    for lines in split:
        while lines and _DIGITS.sub("0", lines[0].strip()) in running:
            lines = lines[1:]
        while lines and _DIGITS.sub("0", lines[-1].strip()) in running:
            lines = lines[:-1]
        kept.append("\n".join(lines))
    return kept


def _date(claims: dict[str, Any]) -> date | None:
    return iso_date(str(claims.get("CreationDate", "")).removeprefix("D:"))
