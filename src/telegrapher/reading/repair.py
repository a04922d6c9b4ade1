"""Characters put right: wrong decoding, controls, blanks, signs; the text that comes out is NFC with `\\n`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from telegrapher.reading.rules import mapping, pattern

__all__ = ["clean", "clean_line"]

_INNER_BLANKS = re.compile(r"[ ]*\t[ \t]*")
_RUNS = re.compile(r" {2,}")
SIGN = "\ue0f0"
"""Stands behind a word for its trademark sign, in lines that are not yet put together."""

_BEFORE_COMMA = re.compile(r"(?<=\w) (?=[,;](?:\s|$))")


@lru_cache(maxsize=1)
def _singles() -> dict[int, str]:
    return {ord(old): new for old, new in mapping("characters", "singles").items()}


def clean(text: str) -> str:
    """`text` with right characters; line breaks and runs of blanks (the layout) are kept.

    Undone are: UTF-8 read as Latin-1 or cp1252 (only in lines that show the signs of it, by ftfy), non-breaking and zero-width
    blanks, controls, ligatures, trademark signs and raised footnote digits at names, back-ticks for apostrophes, doubled
    single quotes for double ones. Curly quotes and dashes stay as they are.
    """
    if not text.isascii():
        text = _unmojibake(text)
        text = pattern("characters", "blanks").sub(" ", text)
    text = pattern("characters", "newlines").sub("\n", text)
    text = pattern("characters", "page_ends").sub("\n\n", text)
    text = pattern("characters", "removed").sub("", text)
    text = pattern("characters", "marks").sub(_marked, text)
    text = pattern("characters", "apostrophes").sub("’", text)
    text = pattern("characters", "doubled_quotes").sub('"', text)
    if text.isascii():
        return text
    text = pattern("characters", "raised_digits").sub("", text).translate(_singles())
    return unicodedata.normalize("NFC", text)


def _marked(match: re.Match[str]) -> str:
    """What stands for a trademark sign until the text is put together; nothing where it marks no word."""
    return SIGN if match.start() and match.string[match.start() - 1].isalnum() else ""


def _unmojibake(text: str) -> str:
    suspicious = pattern("characters", "suspicious")
    if not suspicious.search(text):
        return text

    return "\n".join(_refixed(line) if suspicious.search(line) else line for line in text.split("\n"))


def clean_line(text: str) -> str:
    """One line with single blanks; tabs stay as borders of cells."""
    if "\t" in text:
        text = _INNER_BLANKS.sub("\t", text)
    return _BEFORE_COMMA.sub("", _RUNS.sub(" ", text)).strip()


def _refixed(line: str) -> str:
    import ftfy
    from ftfy.fixes import fix_c1_controls

    return str(fix_c1_controls(ftfy.fix_encoding(line)))
