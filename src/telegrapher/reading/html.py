"""HTML pages to lines: the main part of the page with headings, lists and tables; navigation, comments and footers left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from telegrapher.errors import ReadingError
from telegrapher.reading.claims import Claims, page_claims
from telegrapher.reading.mainpart import inside_skipped, main_part, named, skipped
from telegrapher.reading.repair import clean, clean_line
from telegrapher.reading.rules import figure, pattern
from telegrapher.reading.runon import take_apart
from telegrapher.reading.sheet import Line, Shape, Sheet, words_of
from telegrapher.reading.tables import rows_to_lines

__all__ = ["html_sheet"]

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_FOOTNOTE = re.compile(r"[\s\[(]*(?:\d{1,2}|[*†‡§®™]|TM|SM|R)[\s\])]*")
_TRADEMARK = re.compile(r"[®™℠]|TM|SM|R")
_INJECTED = re.compile(r"\s*date (\d{4}-\d\d-\d\d)(?=\s)")


@dataclass(frozen=True, slots=True)
class _Block:
    """A line of the page: words, how many letters of them are links, shape, level, whether a blank line stands before it."""

    text: str
    linked: int
    shape: Shape
    level: int
    gap: bool


def html_sheet(text: str, *, where: str, media_type: str = "text/html") -> Sheet:
    """A page as lines, and what its metadata claim.

    Raises:
        ReadingError: no element of HTML in it, or no text.
    """
    root = _parsed(text, where)
    claims = page_claims(root)
    main = main_part(root)
    blocks = _Walk(strict=True).blocks(main)
    lines = [line for block in blocks if (line := _line(block))]
    if sum(words_of(line.text) for line in lines) < 20:
        lines = [Line(block.text, block.shape, block.gap, block.level) for block in _Walk(strict=False).blocks(root)]
    lines = _with_headline(root, main, lines)
    lines, injected = _without_injected(lines)
    if not lines:
        raise ReadingError("is a page without text, or with one that is nested too deep", where=where)
    return _sheet(take_apart(lines), claims, injected, media_type)


def _sheet(lines: list[Line], claims: Claims, injected: str | None, media_type: str) -> Sheet:
    from telegrapher.reading.dates import iso_date

    published = claims.published or (iso_date(injected) if injected else None)
    return Sheet(tuple(lines), claims.titles, published, claims.publishers, claims.url, media_type)


def _parsed(text: str, where: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    source = _XML_HEAD.sub("", pattern("characters", "removed").sub("", text)).encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"is no HTML that can be read ({error})", where=where) from error
    return root


class _Walk:
    """A walk through the elements of a page that collects its blocks."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.found: list[_Block] = []
        self.words: list[str] = []
        self.linked = 0
        self.shape, self.level, self.gap = Shape.PLAIN, 0, True

    def blocks(self, root: Any) -> list[_Block]:
        """The blocks below `root`, in order."""
        self._visit(root)
        self._end(gap=True)
        return self.found

    def _visit(self, root: Any) -> None:
        """Depth first, without recursion: pages can be nested deeper than Python calls."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
                self._say(element.tail, element.getparent())
                continue
            if (
                not isinstance(element.tag, str)
                or (self.strict and element is not root and skipped(element))
                or element.tag in {"script", "style"}
            ):
                if element is not root:
                    self._say(element.tail, element.getparent())
                continue
            if element.tag == "table" and self._table(element):
                self._say(element.tail, element.getparent())
                continue
            if self._mark(element):
                self.words.extend("™" if _TRADEMARK.search(element.text or "") else "")
                self._say(element.tail, element.getparent())
                continue
            self._enter(element)
            self._say(element.text, element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))

    def _mark(self, element: Any) -> bool:
        """Raised footnote signs behind words."""
        if element.tag != "sup" or len(element) or not _FOOTNOTE.fullmatch(element.text or ""):
            return False
        before = "".join(self.words[-1:]).rstrip()
        return bool(before) and not re.search(r"\d$|\b[kcm]?m$", before)

    def _enter(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self._end(gap=False)
        elif tag in named("block_tags"):
            self._end(gap=tag not in {"li", "tr", "dd", "dt", "td", "th"} or self.gap)
            if re.fullmatch(r"h[1-6]", tag):
                self.shape, self.level = Shape.HEADING, int(tag[1])
            elif tag == "li":
                self.shape = Shape.ITEM

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if tag in named("block_tags"):
            self._end(gap=tag not in {"li", "tr", "dd", "dt", "td", "th"})

    def _say(self, text: str | None, element: Any) -> None:
        if not text or element is None:
            return
        if element.tag == "pre":
            self._preformatted(text)
            return
        self.words.append(text)
        if not text.isspace() and _in_link(element):
            self.linked += len(text.strip())

    def _preformatted(self, text: str) -> None:
        from telegrapher.reading.plain import plain_lines

        self._end(gap=True)
        for line in plain_lines(clean(text)):
            self.found.append(_Block(line.text, 0, line.shape, line.level, line.gap))

    def _end(self, *, gap: bool) -> None:
        """The words collected so far are a block."""
        text = clean_line(_BLANKS.sub(" ", clean("".join(self.words))))
        if text:
            self.found.append(_Block(text, self.linked, self.shape, self.level, self.gap))
            self.shape, self.level, self.gap = Shape.PLAIN, 0, gap
        else:
            self.gap = self.gap or gap
        self.words, self.linked = [], 0

    def _table(self, table: Any) -> bool:
        """A table of data as rows; False if it only lays out the page."""
        rows = _rows(table)
        if rows is None:
            return False
        self._end(gap=True)
        for index, line in enumerate(rows_to_lines(rows)):
            self.found.append(_Block(clean_line(line.text), 0, line.shape, 0, line.gap or index == 0))
        self.gap = True
        return True


def _in_link(element: Any) -> bool:
    while element is not None and element.tag not in named("block_tags"):
        if element.tag == "a":
            href = element.get("href") or ""
            return not href.startswith(("mailto:", "tel:")) and not re.match(
                r"(?:https?://|www\.)", "".join(element.itertext()).strip()
            )
        element = element.getparent()
    return False


def _rows(table: Any) -> list[list[str]] | None:
    """Cells of a data table; `None` for a table that holds tables, paragraphs or a single column."""
    if table.find(".//table") is not None or table.find(".//p") is not None or table.find(".//h1") is not None:
        return None
    rows = [[_cell(cell) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    rows = [row for row in rows if any(row)]
    if not rows or max(len(row) for row in rows) < 2:
        return None
    longest = max(len(cell) for row in rows for cell in row)
    return rows if longest < 400 and not _linked(table) else None


def _linked(table: Any) -> bool:
    total = len("".join(table.itertext()).strip())
    inside = sum(len("".join(link.itertext()).strip()) for link in table.iter("a") if _in_link(link))
    return inside > figure("html", "link_share") * max(total, 1)


def _cell(cell: Any) -> str:
    blocks = _Walk(strict=True).blocks(cell)
    return "\n".join(block.text for block in blocks)


def _line(block: _Block) -> Line | None:
    """The line of a block; `None` if it is nothing but links."""
    short = len(block.text) < 3 * figure("html", "prose_letters")
    if short and block.shape is not Shape.HEADING and block.linked > figure("html", "link_share") * len(block.text):
        return None
    return Line(block.text, block.shape, block.gap, block.level)


def _with_headline(root: Any, main: Any, lines: list[Line]) -> list[Line]:
    """A first-rank heading that stands before the main part belongs to it."""
    heads = [head for head in root.iter("h1") if not inside_skipped(head, root)]
    if not heads or any(line.level == 1 for line in lines):
        return lines
    for head in heads:
        text = clean_line(_BLANKS.sub(" ", "".join(head.itertext())))
        if text and main not in head.iterancestors() and text not in {line.text for line in lines}:
            return [Line(text, Shape.HEADING, True, 1), *lines]
    return lines


def _without_injected(lines: list[Line]) -> tuple[list[Line], str | None]:
    """Crawlers put "date 2020-06-11" before the text; it is a claim, not part of it."""
    kept, found = [], None
    for index, line in enumerate(lines):
        match = _INJECTED.match(line.text + " ") if index < 8 else None
        if match:
            found = found or match.group(1)
            line = line.with_text(line.text[match.end() :].strip())
        if line.text:
            kept.append(line)
    return kept, found
