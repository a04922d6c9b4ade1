"""Contact blocks in reading order: lines, cells of rows, columns of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.model import Span

__all__ = ["EMAIL", "NAME", "PHONE", "Line", "phone_of", "streams"]

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,12}")
PHONE = re.compile(r"(?<![\w./-])(?:\+|\(\+?)?\d[\d \u00a0().\-–/]{5,22}\d(?![\w/])")
_LEAST_DIGITS = 7
_CELLS = re.compile(r"\t+| {3,}|\s+\|\s+")
_ROW = re.compile(r"[^\n]+")
NAME = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?"
    r"(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+|de|van|von|der|den|ter|bin|al|el|la|le|di|da|dos|del|y)){1,4})"
    r"(?=$|\s*[,;:/|(–-]|\s+(?:Tel|Phone|Ph|T|E-?mail|\+))"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, cell or table row of a contact block."""

    span: Span
    text: str


def streams(sheet: Sheet, span: Span) -> Iterator[tuple[Line, ...]]:
    """The lines of a block in reading order: the columns of a table one after the other, other lines as they come."""
    rows = [_cells(sheet.text, match.start(), match.end()) for match in _ROW.finditer(sheet.text, span.start, span.end)]
    rows = [row for row in rows if row]
    loose: list[Line] = []
    index = 0
    while index < len(rows):
        if len(rows[index]) < 2:
            loose += rows[index]
            index += 1
            continue
        upto = index
        while upto < len(rows) and len(rows[upto]) > 1:
            upto += 1
        table = rows[index:upto]
        if _is_columns(sheet, table):
            yield tuple(loose)
            loose = []
            for column in range(max(map(len, table))):
                yield tuple(row[column] for row in table if column < len(row) and row[column].text)
        else:
            loose += [Line(Span(row[0].span.start, row[-1].span.end), ", ".join(cell.text for cell in row)) for row in table]
        index = upto
    yield tuple(loose)


def _cells(text: str, start: int, end: int) -> list[Line]:
    cells, begin = [], start
    for gap in [*_CELLS.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        words = text[begin:stop]
        lead = len(words) - len(words.lstrip())
        if words.strip(" \t|-–—*•"):
            cells.append(Line(Span(begin + lead, begin + len(words.rstrip())), words.strip()))
        begin = gap.end() if gap else end
    return cells


def _is_columns(sheet: Sheet, table: list[list[Line]]) -> bool:
    """Whether a table sets people side by side: some row holds two e-mails, two phones or two names."""
    for row in table:
        for count in (EMAIL.search, phone_of, lambda text: NAME.fullmatch(text)):
            if sum(1 for cell in row if count(cell.text)) > 1:
                return True
        if sum(1 for cell in row if sheet.of_class(cell.span, "person")) > 1:
            return True
    return False


def phone_of(text: str) -> str:
    """The first phone number of a text; empty if it has none."""
    for match in PHONE.finditer(text):
        if sum(char.isdigit() for char in match[0]) >= _LEAST_DIGITS:
            return " ".join(match[0].split())
    return ""
