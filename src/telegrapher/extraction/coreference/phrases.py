"""Noun phrases about lines: the words of `data/rules/coreference.yaml` as patterns, and where phrases made of them stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from telegrapher.extraction.page import Sentence
from telegrapher.model import Span
from telegrapher.rules import table

__all__ = ["LineWords", "Phrase", "line_words", "phrases", "predicative"]

_WORDS_BEFORE = 9


@dataclass(frozen=True, slots=True)
class LineWords:
    """What tells phrases about lines from others (see the data file)."""

    head: re.Pattern[str]
    follow: re.Pattern[str]
    numbered: re.Pattern[str]
    ranked: re.Pattern[str]
    ranks: Mapping[str, str]
    naming: re.Pattern[str]
    after: re.Pattern[str]
    called: re.Pattern[str]
    kinds: frozenset[str]
    sides: frozenset[str]
    pieces: frozenset[str]
    plain: frozenset[str]
    stops: frozenset[str]
    determiners: frozenset[str]
    wet: frozenset[str]
    dry: frozenset[str]
    dry_heads: frozenset[str]
    further: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase about a line: its determiner, the words before its head, and where its words and its head stand."""

    determiner: str
    words: tuple[str, ...]
    head: str
    span: Span
    head_span: Span


@cache
def line_words() -> LineWords:
    """The words, read once."""
    data: Mapping[str, Any] = table("coreference")["lines"]
    heads = "|".join(sorted((*data["plain"], *data["pieces"]), key=len, reverse=True))
    numbered, numbers = "|".join(data["numbered"]), "|".join(data["numbers"])
    other, kinds = "|".join(data["not_before"]), "|".join(data["kinds"])
    follow, long = "|".join(data["follow"]), r" of (?:about |some |over |more than |nearly )?[\d.,]+ ?(?:km|kilomet\w+|miles)"
    return LineWords(
        re.compile(rf"\b(?:{heads})\b(?![-\w]| (?:{other})\b)"),
        re.compile(rf"(?:{long})?,? (?:{follow})\b"),
        re.compile(rf"\b(?:{numbered}) (?:{numbers}|[1-9]\d?[A-Z]?|[A-H]|[IVX]{{1,4}})\b(?! [A-Z])"),
        re.compile(rf"\b(?P<rank>{'|'.join(data['ranks'])}) (?P<head>{numbered})\b(?! (?:{other})\b)", re.IGNORECASE),
        data["ranks"],
        re.compile(rf"(?:{'|'.join(data['naming'])}),? (?:the )?[“\"]?$"),
        re.compile(rf"\.?(?: (?:{kinds})){{0,2}} (?:cable system|cable|system|network|ring|backbone|link)\b(?! (?:{other})\b)"),
        re.compile(
            r"(?:,? (?:(?:which|that|to|has|been|is|was|will|be) ){0,3}(?P<called>called|named|known as|dubbed|christened)|,|:)"
            r"(?: the)? [“\"]?"
        ),
        frozenset(data["kinds"]),
        frozenset(data["sides"]),
        frozenset(data["pieces"]),
        frozenset(data["plain"]),
        frozenset(data["stops"]),
        frozenset(data["determiners"]),
        frozenset(data["wet"]),
        frozenset(data["dry"]),
        frozenset(data["dry_heads"]),
        frozenset(data["further"]),
    )


def phrases(text: str, sentence: Sentence) -> Iterator[Phrase]:
    """The noun phrases of a sentence that may be about a line."""
    for match in line_words().head.finditer(text, sentence.span.start, sentence.span.end):
        found = _back(text, sentence, match)
        if found is not None:
            yield found


def _back(text: str, sentence: Sentence, match: re.Match[str]) -> Phrase | None:
    """The phrase that ends in a head: back to its determiner, over words that may describe a line."""
    before = list(re.finditer(r"\S+", text[sentence.span.start : match.start()]))[-_WORDS_BEFORE:]
    words: list[str] = []
    start = match.start()
    for one in reversed(before):
        word = one[0].strip('“"(')
        low = word.lower()
        if low in line_words().determiners or word.endswith(("'s", "’s", "s'", "s’")):
            kept = low if low in line_words().determiners else "'s"
            return Phrase(kept, tuple(reversed(words)), match[0], Span(start, match.end()), Span(*match.span()))
        if low in line_words().stops or not _describes(word):
            return None
        words.append(word.rstrip(","))
        start = sentence.span.start + one.start()
    return None


def _describes(word: str) -> bool:
    """Whether a word may stand between a determiner and a head: no mark behind it but the comma of "high-speed, ..."."""
    return bool(re.fullmatch(r"[\w$€£%&.,/'’–-]*\w,?", word)) and (not word.endswith(",") or "-" in word)


def predicative(text: str, phrase: Phrase, sentence: Sentence) -> bool:
    """Whether a phrase only says what something is, or is one of many: "is a submarine cable", "as a cable"."""
    before = text[max(sentence.span.start, phrase.span.start - 40) : phrase.span.start]
    return bool(
        re.search(
            r"\b(?:is|was|are|were|be|been|being|as|becomes?|became|of|for any|like|than) (?:also |now |only )?"
            r"(?:an?|the|one|another) $",
            before,
        )
    )
