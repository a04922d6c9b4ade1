"""Paragraphs taken apart that lost their breaks: glued after a full stop, bullets in a row, parts of a release in one block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from telegrapher.reading.rules import figure, pattern
from telegrapher.reading.sheet import Line, Shape, words_of

__all__ = ["take_apart"]

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]? (?=[A-Z])|(?<=[.!?][\"”]) (?=[A-Z])")
_ABBREVIATED = re.compile(r"(?:(?:^|[\s.(])[A-Z]|\b(?:U\.S|Inc|Ltd|Corp|Co|Mr|Ms|Dr|St|No|vs|e\.g|i\.e))\.$")


def take_apart(lines: Iterable[Line]) -> list[Line]:
    """The lines with run-on paragraphs divided."""
    kept = list(lines)
    joints = sum(len(_joints(line.text)) for line in kept if line.shape is Shape.PLAIN)
    doubled = any(pattern("layout", "doubled").search(line.text) for line in kept if "About " in line.text)
    as_paragraphs = doubled or joints >= figure("layout", "joints_needed")
    taken: list[Line] = []
    for line in kept:
        if line.shape is not Shape.PLAIN or words_of(line.text) < figure("layout", "paragraph_words"):
            taken.append(line)
            continue
        for piece in _unglued(line, as_paragraphs=as_paragraphs):
            for part in _bullets(piece):
                taken += _parts(part)
    return taken


def _joints(text: str) -> list[int]:
    """Offsets where a sentence is glued to the next one."""
    found = []
    for match in pattern("layout", "joint").finditer(text):
        word = text[max(0, match.start() - 60) : match.start()].rsplit(" ", 1)[-1]
        inside_name = word.lower() == "www" or (("." in word or "/" in word or "@" in word) and not word.endswith(")"))
        if not inside_name and not _ABBREVIATED.search(word + "."):
            found.append(match.end() - _opens_quote(text, match.end()))
    for match in pattern("layout", "address_joint").finditer(text):
        if pattern("layout", "address_end").search(text[max(0, match.start() - 110) : match.start()]):
            found.append(match.end())
    found += [match.end() for match in pattern("layout", "address_run_on").finditer(text)]
    found += [match.end() for match in pattern("layout", "doubled").finditer(text)]
    return sorted(set(found))


def _opens_quote(text: str, end: int) -> bool:
    """Whether the straight mark right before `end` opens what is said next: none is open before it."""
    return text[end - 1] == '"' and text.count('"', 0, end - 1) % 2 == 0


def _unglued(line: Line, *, as_paragraphs: bool) -> Iterator[Line]:
    cuts = [0, *_joints(line.text), len(line.text)]
    pieces = [line.text[a:b] for a, b in pairwise(cuts) if b > a]
    if not as_paragraphs:
        yield line.with_text(" ".join(pieces))
        return
    for index, piece in enumerate(pieces):
        yield line.with_text(piece.strip(), gap=line.gap or index > 0)


def _bullets(line: Line) -> list[Line]:
    """Bullets flattened into a paragraph ("• a • b", ". - A. - B.") as list items."""
    signs = re.compile(rf"(?:^|\s)(?:{pattern('layout', 'bullets').pattern})\s+")
    if len(signs.findall(line.text)) >= 2:
        return _items(line, signs.split(line.text), opened=bool(signs.match(line.text)))
    flat = pattern("layout", "flat_bullet")
    first = pattern("layout", "first_flat_bullet").search(line.text)
    count = len(flat.findall(line.text)) + (first is not None)
    if count < figure("layout", "flat_bullets_needed"):
        return [line]
    text = line.text
    if first and not flat.search(text, 0, first.start()):
        text = f"{text[: first.start()]}\n{text[first.end() :]}"
    parts = flat.sub("\n", text).split("\n")
    return _items(line, parts, opened=False)


def _items(line: Line, parts: list[str], *, opened: bool) -> list[Line]:
    """The first part is what introduced the list (unless it `opened` the line); what follows the last item is prose again."""
    texts = [part.strip() for part in parts if part.strip()]
    lines = [] if opened else [line.with_text(texts.pop(0))]
    for text in texts[:-1]:
        lines.append(Line(text, Shape.ITEM))
    item, rest = _after_last(texts[-1])
    lines.append(Line(item, Shape.ITEM))
    if rest:
        lines.append(Line(rest, gap=True))
    return lines


def _after_last(text: str) -> tuple[str, str]:
    opener = pattern("layout", "place_opener").search(text)
    if opener:
        return text[: opener.start()], text[opener.end() :]
    ends = list(_SENTENCE_END.finditer(text))
    if ends and words_of(text) > 40:
        return text[: ends[0].end()].strip(), text[ends[0].end() :].strip()
    return text, ""


def _parts(line: Line) -> list[Line]:
    """A paragraph cut where one of its sentences opens another part of the release (About, contacts, disclaimer)."""
    if line.shape is not Shape.PLAIN:
        return [line]
    cuts = [m.start() for m in pattern("layout", "openers").finditer(line.text) if _at_sentence(line.text, m.start())]
    cuts = [cut for cut in cuts if cut > 0]
    if not cuts:
        return [line]
    edges = [0, *cuts, len(line.text)]
    pieces = [line.text[a:b].strip() for a, b in pairwise(edges)]
    return [line.with_text(piece, gap=line.gap or index > 0) for index, piece in enumerate(pieces) if piece]


def _at_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 110) : at].rstrip()
    if not before or pattern("layout", "address_end").search(before):
        return True
    return before[-1] in '.!?"”)' and not _ABBREVIATED.search(before)
