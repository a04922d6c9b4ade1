"""Where sentences end. A newline always ends one; a stop does, unless it belongs to an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from telegrapher.extraction.page import Sentence
from telegrapher.model import Release, Span, ZoneKind

__all__ = ["sentences"]

_STOP = re.compile(r"[.!?…]['\"”’)\]»]{0,3}(?=[ \t\u00a0]|(?<=[a-z0-9)]\.)[A-Z])")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘]{0,40}$")
_NEXT = re.compile(r"[\s\"“‘'(\[«]{0,6}([^\s]{1,40})")

_HOST = re.compile(r"(?:@|www\.)([\w.-]{4,80})")
_LABEL = re.compile(r"[a-z][a-z0-9]{2,30}")
_FIRST = re.compile(r"[^\w-]")


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    from telegrapher.extraction.names.text.words import read_rules, word_set  # here: the room of names itself needs sentences

    rules = read_rules("sentences")
    return word_set(rules["never"]), word_set(rules["perhaps"]), word_set(rules["starters"]), word_set(rules["sums"])


def sentences(release: Release) -> tuple[Sentence, ...]:
    """The sentences of a release in order: exact spans without white space at either end.

    Cost is linear in the length of the text. Text outside every zone counts as body.
    """
    found: list[Sentence] = []
    small = _addressed(release.text)
    for start, end, kind, owner in _blocks(release):
        for line in _LINE.finditer(release.text, start, end):
            found.extend(Sentence(span, kind, owner) for span in _split(release.text, line.start(), line.end(), small))
    return tuple(found)


def _blocks(release: Release) -> Iterator[tuple[int, int, ZoneKind, str | None]]:
    """The blocks of the text and the gaps between them."""
    position = 0
    for zone in release.blocks:
        if zone.span.start > position:
            yield position, zone.span.start, ZoneKind.BODY, None
        yield zone.span.start, zone.span.end, zone.kind, zone.owner
        position = zone.span.end
    if position < len(release.text):
        yield position, len(release.text), ZoneKind.BODY, None


def _addressed(text: str) -> frozenset[str]:
    """The words of the text's web and mail addresses that no language has: firms that write themselves so open sentences in lower
    case."""
    if "www." not in text and "@" not in text:
        return frozenset()
    from telegrapher.extraction.names.text.words import english

    return frozenset(word for host in _HOST.findall(text) for word in _LABEL.findall(host.lower())) - english()


def _split(text: str, start: int, end: int, small: frozenset[str]) -> Iterator[Span]:
    """The sentences of one line; words in `small` may open one in lower case."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends(text, stop.start(), stop.end(), end, small):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _ends(text: str, stop: int, after: int, limit: int, small: frozenset[str]) -> bool:
    """Whether the mark at `stop` ends a sentence whose next words begin at `after`."""
    following = _NEXT.match(text, after, min(limit, after + 48))
    if following is not None and small and _FIRST.split(following[1], 1)[0] in small:
        return text[stop] in ".!?" and text[after].isspace()
    if following is None or not (following[1][0].isupper() or following[1][0].isdigit()):
        return following is not None and text[stop] in "!?…" and text[after - 1] not in '"”’)' and following[1][0].isupper()
    before = _WORD_BEFORE.search(text[max(0, stop - 40) : stop])
    word = before[0].casefold() if before else ""
    next_word = re.split(r"[^\w'’-]", following[1], maxsplit=1)[0].casefold()
    if after < limit and not text[after].isspace():
        return _glued(word, following[1])
    if text[stop] != ".":
        return True
    return not _abbreviated(word, next_word)


def _abbreviated(word: str, next_word: str) -> bool:
    never, perhaps, starters, sums = _abbreviations()
    if word in never or (word in sums and next_word[:1].isdigit()):
        return True
    if word in perhaps or re.fullmatch(r"(?:[a-z]\.){1,3}[a-z]", word):
        return next_word not in starters
    return bool(re.fullmatch(r"[a-z]", word)) and next_word not in starters


def _glued(word: str, following: str) -> bool:
    """Whether a stop without a blank after it ends a sentence all the same ("by 2022.The buyers"): not inside addresses."""
    if re.search(r"@|www\.|://|\.[a-z]{2,3}$", word) or "@" in following:
        return False
    return len(word) > 2 and "." not in word and bool(re.match(r"[A-Z][a-z]+\b(?!\.)|[A-Z]{2,}\b(?!\.)", following))
