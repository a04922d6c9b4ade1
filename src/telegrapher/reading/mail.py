"""E-mail: which part is the release, and what the headers claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from telegrapher.errors import ReadingError
from telegrapher.reading.decode import decode
from telegrapher.reading.html import html_sheet
from telegrapher.reading.plain import plain_sheet
from telegrapher.reading.rules import pattern
from telegrapher.reading.sheet import Line, Shape, Sheet, words_of

__all__ = ["attachments", "mail_sheet", "message_of"]

_LEAST_WORDS = 40
_SIGNATURE = re.compile(r"\n-- ?\n")


def message_of(data: bytes, *, where: str) -> EmailMessage:
    """The message in `data`.

    Raises:
        ReadingError: it has no header that a mail has.
    """
    try:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        headers = [name for name in ("From", "Date", "Subject", "Message-ID", "MIME-Version") if message[name]]
    except (MessageError, ValueError, LookupError, AttributeError, IndexError) as error:
        raise ReadingError(f"is no mail that can be read ({error})", where=where) from error
    if not headers:
        raise ReadingError("is no mail: it has no From, Date or Subject", where=where)
    return message


def mail_sheet(message: EmailMessage, *, where: str) -> Sheet:
    """The release in a mail: its plain part, or its HTML part where the plain one is a stub.

    Raises:
        ReadingError: neither part holds text.
    """
    plain = _part(message, "plain", where)
    page = _part(message, "html", where)
    sheet = _of_plain(plain) if plain else None
    if page:
        from_page = html_sheet(page, where=where)
        if sheet is None or _size(sheet) < max(_LEAST_WORDS, _size(from_page) // 2):
            sheet = from_page
    if sheet is None:
        raise ReadingError("is a mail without text", where=where)
    subject = _header(message, "Subject")
    return Sheet(
        lines=sheet.lines,
        titles=(*((_subject(subject),) if subject else ()), *sheet.titles),
        published=sheet.published or _date(message),
        publishers=(*_senders(message), *sheet.publishers),
        url=sheet.url,
        media_type="message/rfc822",
    )


def _size(sheet: Sheet) -> int:
    return sum(words_of(line.text) for line in sheet.lines)


def _of_plain(text: str) -> Sheet:
    """The plain part; what stands below the signature mark is no part of the release."""
    text = text.replace("\r\n", "\n")
    marks = list(_SIGNATURE.finditer(text))
    below = ""
    if marks and marks[-1].start() > len(text) // 3:
        text, below = text[: marks[-1].start()], text[marks[-1].end() :]
    sheet = plain_sheet(text)
    if not below.strip():
        return sheet
    foot = tuple(Line(line.text, Shape.NOISE, line.gap) for line in plain_sheet(below).lines)
    return Sheet((*sheet.lines, *foot), sheet.titles, sheet.published, sheet.publishers, sheet.url, sheet.media_type)


def _part(message: EmailMessage, kind: str, where: str) -> str:
    """Text of the best part of a kind; empty if there is none."""
    try:
        part = message.get_body(preferencelist=(kind,))
        data = part.get_payload(decode=True) if part is not None else None
    except (MessageError, LookupError, ValueError, AttributeError, KeyError) as error:
        raise ReadingError(f"is a broken mail ({error})", where=where) from error
    if part is None or not isinstance(data, bytes) or not data.strip():
        return ""
    return decode(data, where=where, declared=part.get_content_charset())


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except (MessageError, ValueError, LookupError, AttributeError, IndexError):
        return ""


def _subject(subject: str) -> str:
    """A subject without "Fwd:" and "MEDIA RELEASE:"."""
    return re.sub(r"^(?:(?:re|fwd?|aw|wg|(?:press|media|news) release)\s*:\s*)+", "", subject, flags=re.IGNORECASE)


def _date(message: EmailMessage) -> date | None:
    """The day by the sender's own clock."""
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (TypeError, ValueError, IndexError):
        return None


def _senders(message: EmailMessage) -> Iterator[str]:
    for header in ("From", "Sender", "Organization"):
        raw = _header(message, header)
        if not raw:
            continue
        name, address = parseaddr(raw)
        yield name or raw.split("@")[0]
        host = address.rpartition("@")[2].split(".")
        if len(host) > 1:
            yield host[-3] if len(host) > 2 and len(host[-2]) <= 3 else host[-2]
            yield host[0]


def attachments(message: EmailMessage) -> Iterator[tuple[str, str, bytes]]:
    """File name, media type and bytes of attachments that may hold a release themselves."""
    for part in message.iter_attachments():
        name = part.get_filename() or ""
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and pattern("formats", "attached").search(name):
            yield name, part.get_content_type(), data
