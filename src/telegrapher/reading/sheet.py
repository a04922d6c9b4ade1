"""What every format reader hands on: lines without markup, and what the format claims about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

__all__ = ["Line", "Shape", "Sheet", "is_ended", "words_of"]

_ENDED = re.compile(r"[.!?:;…][\"”'’»)\]]*$")


class Shape(StrEnum):
    """What the layout says a line is."""

    PLAIN = "plain"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading, list item, table row or contact line.

    Attributes:
        text: without newline; a tab separates the cells of a row.
        shape: what the layout says it is.
        gap: whether it stands apart from the line before it.
        level: of a heading, 1 the highest; 0 otherwise.
    """

    text: str
    shape: Shape = Shape.PLAIN
    gap: bool = False
    level: int = 0

    def with_text(self, text: str, *, gap: bool | None = None) -> Line:
        """The same line with other words."""
        return replace(self, text=text, gap=self.gap if gap is None else gap)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines of one release and the claims of its format, none of them believed yet.

    Attributes:
        lines: in reading order.
        titles: what may be the headline, best first.
        published: date given by metadata, mail header or an injected line.
        publishers: names of publisher, site or sender.
        url: address given by the format.
        media_type: of the original.
    """

    lines: tuple[Line, ...]
    titles: tuple[str, ...] = ()
    published: date | None = None
    publishers: tuple[str, ...] = ()
    url: str | None = None
    media_type: str = "text/plain"


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does, quotation marks and brackets behind the stop included."""
    return _ENDED.search(text) is not None


def words_of(text: str) -> int:
    """Number of blank-separated words."""
    return len(text.split())
