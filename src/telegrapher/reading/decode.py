"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from types import MappingProxyType

from telegrapher.errors import ReadingError
from telegrapher.reading.rules import figure

__all__ = ["check_size", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Mapping[bytes, str] = MappingProxyType(
    {
        b"\x89PNG": "a PNG picture",
        b"\xff\xd8\xff": "a JPEG picture",
        b"GIF8": "a GIF picture",
        b"\xd0\xcf\x11\xe0": "an old Office file; save it as text, HTML or PDF",
        b"\x7fELF": "a program",
        b"MZ\x90": "a program",
        b"{\\rtf": "an RTF file; save it as text, HTML or PDF",
        b"7z\xbc\xaf": "a 7-Zip archive; use zip or tar",
        b"Rar!": "a RAR archive; use zip or tar",
        b"SQLite format 3": "an SQLite database",
    }
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 65536
_FALLBACK = "telegrapher-cp1252"


def check_size(size: int, *, where: str) -> None:
    """Refuse what is empty or larger than the limit for one document.

    Raises:
        ReadingError: nothing in it, or too much.
    """
    limit = int(figure("limits", "document_bytes"))
    if size == 0:
        raise ReadingError("is empty", where=where)
    if size > limit:
        raise ReadingError(f"is too large ({size:,} bytes; the limit is {limit:,}); split it", where=where)


def decode(data: bytes, *, where: str, declared: str | None = None) -> str:
    """The text of `data`.

    Tried in order: byte order mark, UTF-8, the `declared` encoding, UTF-16 without mark, UTF-8 with a few stray bytes, cp1252, what
    charset-normalizer finds.

    Raises:
        ReadingError: empty, too large, a known binary format, or full of control characters.
    """
    check_size(len(data), where=where)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ReadingError(f"is not text but {what}", where=where)
    text = _decoded(data, declared)
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > max(1, figure("limits", "control_share") * len(sample)):
        raise ReadingError("is not text (binary data, or an encoding that cannot be told)", where=where)
    if not text.strip():
        raise ReadingError("holds nothing but blanks", where=where)
    return text


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) // 5:
        zeros = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
        return data.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace")
    text = _strict(data, "utf-8")
    if text is None:
        text = _strict(data, declared)
    return _guessed(data) if text is None else text


def _strict(data: bytes, encoding: str | None) -> str | None:
    """`data` in `encoding`, or None. A declared Latin-1 is cp1252 in practice (as the WHATWG encoding standard has it)."""
    if not encoding:
        return None
    try:
        name = codecs.lookup(encoding).name
        if name in {"iso8859-1", "ascii"}:
            name = "cp1252"
        return data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def _guessed(data: bytes) -> str:
    high = len(data[:_SAMPLE].translate(None, bytes(range(128))))
    mixed = data.decode("utf-8", _FALLBACK)
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    if sample.count("\ufffd") * 4 < high:
        return mixed
    western = _strict(data, "cp1252")
    if western is not None and _western(western[:_SAMPLE]):
        return western
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    return data.decode(encoding, "replace")


def _western(text: str) -> bool:
    """Whether the letters beyond ASCII stand as they do in western texts: few, in words of ASCII letters, or as punctuation."""
    odd = [c for c in text if ord(c) > 127]
    lonely = re.findall(r"[À-ÿ]{3,}", text)
    return len(odd) < max(3, len(text) // 12) and len(lonely) < max(1, len(odd) // 10)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error(_FALLBACK, _as_cp1252)
