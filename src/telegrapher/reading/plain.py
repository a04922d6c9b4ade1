"""Plain text and Markdown: physical lines to paragraphs, headings, items and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from telegrapher.reading.repair import clean, clean_line
from telegrapher.reading.rules import pattern
from telegrapher.reading.runon import take_apart
from telegrapher.reading.sheet import Line, Shape, Sheet
from telegrapher.reading.tables import rows_to_lines, space_table
from telegrapher.reading.wraps import unwrap, wrap_column

__all__ = ["plain_lines", "plain_sheet"]

_BAR = re.compile(r"[ \t]{0,8}[|>][|> \t]*")
_MARKED = re.compile(r"(#{1,6})[ \t]+(?=[^#\s])(.{1,400}?)[ \t#]*$")
_UNDERLINE = re.compile(r"(?:=+|-{4,}|~{4,}|\*{4,}|_{4,})$")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1")
_NUMBERED = re.compile(r"[ \t]*\(?(\d{1,2})[.)][ \t]+(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?=\S)")


def plain_sheet(text: str, *, media_type: str = "text/plain") -> Sheet:
    """A text without markup, or with that of Markdown, as lines."""
    text = clean(text)
    text, injected = _without_injected_dates(text)
    return Sheet(lines=tuple(plain_lines(text)), published=injected, media_type=media_type)


def plain_lines(text: str) -> list[Line]:
    """Lines of a text that is clean already: bars, markup, tables, bullets and wraps resolved, run-on paragraphs divided."""
    text = _without_markup(text)
    physical = [line.rstrip() for line in text.split("\n")]
    return take_apart(_logical(_unbarred(physical)))


def _without_injected_dates(text: str) -> tuple[str, date | None]:
    """Texts of crawlers begin with a line "date 2020-06-11"; it is a claim, no part of the release."""
    found: date | None = None
    for match in pattern("layout", "injected_date").finditer(text[:2000]):
        try:
            found = found or date.fromisoformat(match.group(1))
        except ValueError:
            continue
    if found is None:
        return text, None
    return pattern("layout", "injected_date").sub("", text[:2000]) + text[2000:], found


def _without_markup(text: str) -> str:
    if "<" in text:
        text = pattern("layout", "inline_tags").sub("", text)
    if "](" in text:
        text = pattern("layout", "image").sub("", text)
        text = pattern("layout", "link").sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    return pattern("layout", "see_links").sub("", text)


def _unbarred(lines: Sequence[str]) -> list[str]:
    """Bars before paragraphs removed; lines of nothing but bars vanish; rows between bars get tabs."""
    kept = []
    for line in lines:
        bar = _BAR.match(line)
        if not bar:
            kept.append(line)
            continue
        rest = line[bar.end() :].rstrip("| \t")
        if not rest:
            if ">" in bar.group():
                kept.append("")
        elif "|" in bar.group() and "|" in rest:
            cells = [cell.strip() for cell in rest.split("|")]
            kept.append("" if pattern("layout", "table_rule").fullmatch(rest) else "\t".join(cell for cell in cells if cell))
        else:
            kept.append(rest)
    return kept


def _logical(lines: Sequence[str]) -> Iterator[Line]:
    column = wrap_column(list(_runs(lines)))
    gap, index = True, 0
    run: list[str] = []
    while index < len(lines):
        line = lines[index]
        single = _single(line)
        rows, after = ([], index + 1) if single or not line.strip() else space_table(lines, index)
        if line.strip() and not single and not rows and not _bullet(line):
            run.append(line)
            index += 1
            continue
        yield from _flushed(run, column, gap=gap)
        gap = gap and not run
        run = []
        if not line.strip():
            gap, index = True, index + 1
        elif single:
            if single.text:
                yield Line(single.text, single.shape, gap=gap, level=single.level)
            gap, index = True, index + 1
        elif rows:
            yield from _with_gap(rows_to_lines(rows), gap=gap)
            gap, index = False, after
        else:
            item, index = _item(lines, index, column)
            yield Line(item, Shape.ITEM, gap=gap)
            gap = False
    yield from _flushed(run, column, gap=gap)


def _runs(lines: Sequence[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for line in lines:
        if line.strip():
            run.append(line.strip())
        elif run:
            yield run
            run = []
    if run:
        yield run


def _flushed(run: Sequence[str], column: int, *, gap: bool) -> Iterator[Line]:
    for index, text in enumerate(unwrap(run, column)):
        whole = clean_line(text)
        if whole:
            yield Line(whole, Shape.ROW if "\t" in whole else Shape.PLAIN, gap=gap and index == 0)


def _with_gap(lines: Sequence[Line], *, gap: bool) -> Iterator[Line]:
    for index, line in enumerate(lines):
        yield line.with_text(clean_line(line.text), gap=line.gap if index else gap)


def _single(line: str) -> Line | None:
    """A line that is something of its own: a Markdown heading; a rule (without text: it only divides)."""
    text = line.strip()
    heading = _MARKED.match(text)
    if heading:
        return Line(clean_line(heading.group(2)), Shape.HEADING, level=len(heading.group(1)))
    if _UNDERLINE.fullmatch(text) or (text and pattern("layout", "table_rule").fullmatch(text)):
        return Line("", Shape.NOISE)
    return None


def _bullet(line: str) -> re.Match[str] | None:
    if pattern("zones", "end_mark").fullmatch(line.strip()):
        return None
    signs = pattern("layout", "bullets").pattern
    dashes = pattern("layout", "dash_bullets").pattern
    return re.match(rf"[ \t]*(?:(?:{signs})[ \t]*|(?:{dashes})[ \t]+)(?=\S)", line) or _NUMBERED.match(line)


def _item(lines: Sequence[str], index: int, column: int) -> tuple[str, int]:
    """The text of the item at `index`, with the lines that continue it, and the line after it."""
    opening = _bullet(lines[index])
    start = opening.end() if opening else 0
    parts = [" " * start + lines[index][start:]]
    after = index + 1
    while after < len(lines) and lines[after].strip() and not _bullet(lines[after]):
        indented = len(lines[after]) - len(lines[after].lstrip()) >= start > 0
        if not (column and (indented or len(unwrap([lines[after - 1], lines[after]], column)) == 1)):
            break
        parts.append(lines[after])
        after += 1
    text = parts[0].strip()
    for part in parts[1:]:
        text = f"{text} {part.strip()}"
    return clean_line(text), after
