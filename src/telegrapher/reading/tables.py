"""Tables in plain text, and columns that are really blocks side by side (contacts)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegrapher.reading.rules import pattern
from telegrapher.reading.sheet import Line, Shape

__all__ = ["is_side_by_side", "rows_to_lines", "space_table", "spaced_cells"]

_GAP = re.compile(r" {2,}|\t+")
_WIDE_GAP = re.compile(r" {3,}|\t+")
_LONGEST_CELL = 48
_SENTENCE_GAP = re.compile(r"[.?!:;] {2}(?=\S)")
_Cell = tuple[int, str]


def spaced_cells(line: str) -> list[_Cell]:
    """Cells of a line that wide gaps divide, with the column where each begins."""
    cells: list[_Cell] = []
    start = len(line) - len(line.lstrip(" \t"))
    for gap in _GAP.finditer(line, start):
        cells.append((start, line[start : gap.start()]))
        start = gap.end()
    if start < len(line):
        cells.append((start, line[start:].rstrip()))
    return cells


def _is_row(line: str) -> bool:
    """Whether a line may be a row: two or more short cells, gaps not merely behind full stops."""
    cells = spaced_cells(line)
    if len(cells) < 2 or any(len(text) > _LONGEST_CELL for _, text in cells):
        return False
    return len(cells) > 1 + len(_SENTENCE_GAP.findall(line.strip()))


def space_table(lines: Sequence[str], start: int) -> tuple[list[list[str]], int]:
    """Rows of the table of blanks that begins at line `start`, and the line after it; no rows if there is none.

    A table has two rows or more whose cells begin at the same columns. A line with a single cell continues the table if it begins
    at one of its columns; a single empty line inside is passed over.
    """
    rows: list[list[_Cell]] = []
    columns: set[int] = set()
    index, end = start, start
    while index < len(lines):
        line = lines[index]
        if not line.strip():
            if index == start or index + 1 >= len(lines) or not lines[index + 1].strip():
                break
            index += 1
            continue
        cells = spaced_cells(line)
        if not _continues(line, cells, columns, adjacent=index == end or not rows):
            break
        rows.append(cells)
        columns |= {column for column, _ in cells}
        index += 1
        end = index
    if len(rows) < 2 or sum(len(row) > 1 for row in rows) < 2:
        return _single_wide_row(lines[start]), start + 1
    return _aligned(rows), end


def _continues(line: str, cells: Sequence[_Cell], columns: set[int], *, adjacent: bool) -> bool:
    if not columns:
        return _is_row(line)
    shared = sum(column in columns for column, _ in cells)
    if not adjacent:
        return shared == len(cells) and cells[0][0] > 0
    if len(cells) == 1:
        return cells[0][0] > 0 and shared == 1 and len(cells[0][1]) <= _LONGEST_CELL
    return _is_row(line) and shared * 2 >= len(cells)


def _single_wide_row(line: str) -> list[list[str]]:
    """A lone row counts as one only if its gaps are wide or tabs."""
    if not _is_row(line) or not _WIDE_GAP.search(line.strip()):
        return []
    return [[text for _, text in spaced_cells(line)]]


def _aligned(rows: Sequence[Sequence[_Cell]]) -> list[list[str]]:
    columns = _merged_columns(sorted({column for row in rows for column, _ in row}))
    table = []
    for row in rows:
        cells = [""] * len(columns)
        for column, text in row:
            place = max(index for index, left in enumerate(columns) if left <= column)
            cells[place] = f"{cells[place]} {text}".strip()
        table.append(cells)
    return table


def _merged_columns(columns: Sequence[int]) -> list[int]:
    merged = [columns[0]]
    for column in columns[1:]:
        if column - merged[-1] > 2:
            merged.append(column)
    return merged


def is_side_by_side(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the columns are blocks beside each other: some row holds two phones, or two mail addresses."""
    kinds = pattern("zones", "mail"), pattern("zones", "phone")
    return any(sum(kind.search(cell) is not None for cell in row) >= 2 for row in rows for kind in kinds)


def rows_to_lines(rows: Sequence[Sequence[str]]) -> list[Line]:
    """Lines of a table: one a row with tabs, or column after column where blocks stand side by side."""
    if not is_side_by_side(rows):
        kept = ["\t".join(cell.replace("\n", " ").strip() for cell in row).rstrip("\t") for row in rows]
        lines = [Line(text, Shape.ROW if "\t" in text.strip() else Shape.PLAIN) for text in kept if text.strip()]
        return _apart(lines)
    width = max(len(row) for row in rows)
    lines = []
    for column in range(width):
        cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
        texts = [text.strip() for cell in cells for text in cell.split("\n") if text.strip()]
        lines += _apart([Line(text) for text in texts])
    return lines


def _apart(lines: list[Line]) -> list[Line]:
    return [line.with_text(line.text, gap=index == 0) for index, line in enumerate(lines)]
