"""Lists under a lead ("... in the following cities:"), read as the one sentence that they are.

A line of a list says nothing by itself. Lead and lines together are a sentence whose commas are line breaks, so that whatever reads
sentences reads lists, too. Nothing is rewritten: the sentence is a view of the same length as the text, and what is found in it is
told of the lead and of the lines that name its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from telegrapher.extraction.page import SILENT, Page, Sentence
from telegrapher.model import Draft, Mention, Refusal, Span, ZoneKind

__all__ = ["Listed", "lists_of"]

_BULLET = re.compile(r"(?:(?:-{1,3}>?|[=~]>|[•*▪◦‣●○■□▶►➢➤✓✔»>+–—·o]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+)?(?:the )?", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"(?<=[\w,] )(?:(?:the |these )?following|these|the) (?:[\w-]+ ){0,3}?(?:[\w-]+)?[ \t]*:$|[ \t]*:$", re.IGNORECASE
)
"""What only says that a list follows: "the following cities:"; the names stand in its place."""

_COUNT = re.compile(r"\(\d{1,3}\)")
_SILENT = SILENT | {ZoneKind.DATELINE}
_PERSONS = frozenset({"Person"})
_FEWEST = 2
_MOST = 60
_REST = 5
"""Words of a line beside the names in it, at most: more make a sentence of their own."""
_APART = 3
"""Line breaks between two lines of a list, at most."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The lists of a page as sentences.

    Attributes:
        page: holds nothing but them; offsets are those of the release.
        leads: start of each such sentence to its lead as the release has it.
    """

    page: Page
    leads: dict[int, Sentence]

    def apart(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Drafts of such sentences with the lead as their evidence; the lines that name their ends are added at assembly."""
        for draft in drafts:
            yield replace(draft, spans=tuple(sorted({self._lead(span) for span in draft.spans})))

    def refusals(self, refused: Iterable[Refusal]) -> Iterator[Refusal]:
        """Refusals, likewise."""
        for one in refused:
            yield replace(one, draft=next(self.apart((one.draft,))))

    def _lead(self, span: Span) -> Span:
        sentence = self.page.sentence_at(span.start)
        return self.leads[sentence.span.start].span if sentence else span


def lists_of(page: Page) -> Listed | None:
    """The lists of a page under their leads; `None` if there are none.

    Args:
        page: with names found and references resolved.
    """
    found = list(_lists(page))
    if not found:
        return None
    text = _joined(page.release.text, found)
    whole = tuple(replace(rows[0], span=Span(rows[0].span.start, rows[-1].span.end)) for rows in found)
    mentions = tuple(mention for sentence in whole for mention in page.mentions_in(sentence.span))
    view = Page(replace(page.release, text=text), whole, mentions, page.referents)
    return Listed(view, {rows[0].span.start: rows[0] for rows in found})


def _lists(page: Page) -> Iterator[tuple[Sentence, ...]]:
    """Each lead with its lines."""
    lines = page.sentences
    index = 0
    while index < len(lines):
        first = index
        index += 1
        if lines[first].zone in _SILENT or not page.release.quote(lines[first].span).endswith(":"):
            continue
        while index < min(len(lines), first + _MOST) and _is_line(page, lines[index - 1], lines[index]):
            index += 1
        if index - first > _FEWEST:
            yield lines[first:index]


def _is_line(page: Page, before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence is a line of a list: it opens with a name and holds little else."""
    text, span = page.release.text, sentence.span
    gap = text[before.span.end : span.start]
    mentions = page.mentions_in(span)
    bullet = _BULLET.match(text, span.start, span.end)
    if not 1 <= gap.count("\n") <= _APART or sentence.zone in _SILENT or not mentions or bullet is None:
        return False
    if mentions[0].span.start > bullet.end() or page.type_of(mentions[0]) in _PERSONS or text[span.end - 1] == ":":
        return False
    return len(_beside(text, span, mentions).split()) <= _REST


def _beside(text: str, span: Span, mentions: Sequence[Mention]) -> str:
    ends = [span.start, *(end for mention in mentions for end in (mention.span.start, mention.span.end)), span.end]
    return " ".join(text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))


def _joined(text: str, found: Iterable[tuple[Sentence, ...]]) -> str:
    """The text with blanks and commas, letter for letter, in place of what stands between the lines of lists."""
    parts: list[str] = []
    upto = 0
    for rows in found:
        for number, (before, after) in enumerate(pairwise(rows)):
            bullet = _BULLET.match(text, after.span.start, after.span.end)
            start = bullet.end() if bullet and "the " not in bullet.group().lower() else after.span.start
            gap = start - before.span.end
            said = text[upto : before.span.end]
            parts.append(_ANNOUNCED.sub(_blank, said) if number == 0 else _COUNT.sub(_blank, said))
            parts.append(" " * gap if number == 0 else "," + " " * (gap - 1))
            upto = start
        parts.append(_COUNT.sub(_blank, text[upto : rows[-1].span.end]))
        upto = rows[-1].span.end
    return "".join((*parts, text[upto:]))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
