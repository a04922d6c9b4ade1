"""The words of a text with their places; possessive endings are set apart, addresses are one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from telegrapher.extraction.names.text.techniques import is_technique
from telegrapher.extraction.names.text.words import read_rules
from telegrapher.extraction.page import Sentence
from telegrapher.model import Span, fold

__all__ = ["Token", "Words", "atoms", "tokenise"]

_ADDRESS = r"(?P<address>(?:https?://|www\.)[^\s<>\"”)\]]{1,200}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|\b[a-z0-9-]{2,40}\.(?:com|net|org|eu|info)(?:/[\w./-]{0,80})?\b)|"
_OTHERS = (
    r"(?P<initials>(?:[A-Z]\.){2,5})"
    r"|(?P<possessive>(?<=[A-Za-z]\.)['’]s\b)"
    r"|(?P<word>[^\W_]+(?:[-‐‑’'.&/+@][^\W_]+)*\+?)"
    r"|(?P<mark>[®™©*†‡]|\((?:R|TM|C|r|tm|c|SM|sm)\)|[¹²³⁴⁵⁶⁷⁸⁹])"
    r"|(?P<point>[^\s])"
)
_TOKEN, _PLAIN = re.compile(_ADDRESS + _OTHERS), re.compile(_OTHERS)
_ADDRESSED = re.compile(r"://|www\.|@|\.(?:com|net|org|eu|info)")
"""Without such signs there is no address, and that need not be tried at each word."""
_POSSESSIVE = re.compile(r"(?<=[^\W_])['’`]s$", re.IGNORECASE)


_QUOTES, _BEFORE_QUOTES = frozenset("“‘\"'«„"), frozenset(":,")


@dataclass(slots=True, eq=False)
class Token:
    """One word or mark of punctuation; never changed (not frozen, since that takes thrice the time to make).

    Attributes:
        start, end: code points in the text of the release.
        text: the words there.
        low: lower case.
        kind: `word`, `point`, `address` or `possessive`.
        glued: whether it follows the token before without white space (trademark signs between do not count).
        sentence: index of its sentence.
        first: whether it opens its sentence or what is quoted in it (quotation marks and brackets before it do not count).
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    glued: bool
    sentence: int
    first: bool

    @property
    def is_cap(self) -> bool:
        """Whether it could be a word of a name by its letters: a capital anywhere, and not only digits."""
        return self.text != self.low and self.kind == "word" and any(c.isupper() for c in self.text)


@dataclass(frozen=True, slots=True)
class Words:
    """All tokens of a text, sentence by sentence, and where each starts."""

    text: str
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]

    def between(self, span: Span) -> range:
        """Indices of the tokens that begin inside `span`."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """From the start of token `first` to the end of token `last` (inclusive)."""
        return Span(self.tokens[first].start, self.tokens[last].end)


@lru_cache(maxsize=32768)
def atoms(word: str) -> tuple[str, ...]:
    """A token's folded parts: "SEA-ME-WE" and "Sea Me We" have the same."""
    return tuple(fold(word).split())


def tokenise(text: str, lines: tuple[Sentence, ...]) -> Words:
    """The tokens of all sentences."""
    tokens: list[Token] = []
    for index, line in enumerate(lines):
        first = True
        end_before = line.span.start
        pattern = _TOKEN if _ADDRESSED.search(text, line.span.start, line.span.end) else _PLAIN
        for match in pattern.finditer(text, line.span.start, line.span.end):
            kind = str(match.lastgroup)
            start, end = match.span()
            glued = start == end_before
            if kind == "mark":
                end_before = end if glued else end_before
                continue
            end_before, word = end, match[0]
            kind = "word" if kind == "initials" else kind
            if glued and word in "'’" and tokens and tokens[-1].low.endswith("s"):
                kind = "possessive"
            if kind != "word" or word.isalnum():
                tokens.append(Token(start, end, word, word.casefold(), kind, glued, index, first))
                first = kind == "point" and (first or (not glued and _opens_quote(tokens)))
                continue
            for begin, stop, sort in _parts(text, start, end):
                word = text[begin:stop]
                tokens.append(Token(begin, stop, word, word.casefold(), sort, glued, index, first))
                glued = True
                first = first and sort == "point"
    return Words(text, tuple(tokens), tuple(token.start for token in tokens))


def _opens_quote(tokens: list[Token]) -> bool:
    """Whether the last token opens a quotation behind a colon or comma: what somebody says is a sentence, too."""
    return tokens[-1].text in _QUOTES and len(tokens) > 1 and tokens[-2].text in _BEFORE_QUOTES


def _parts(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """A word and its possessive ending or the ending that tells an origin ("Oslo" and "-based"), if it has one; else the token."""
    if "/" in text[start:end] and (cuts := _techniques(text[start:end])):
        return [(start + first, start + last, sort) for first, last, sort in cuts]
    if "-" in (word := text[start:end]) and word[0].isupper() and (cut := _origin(word)):
        return [(start, start + cut, "word"), (start + cut, end, "word")]
    ending = _POSSESSIVE.search(text, start, end) if text[end - 1] in "sS" else None
    if ending and ending.end() == end:
        return [(start, ending.start(), "word"), (ending.start(), end, "possessive")]
    return [(start, end, "word")]


@lru_cache(maxsize=1024)
def _techniques(word: str) -> tuple[tuple[int, int, str], ...]:
    """Where the names of techniques that a stroke joins stand in a word, and the strokes ("DWDM/OTN"); nothing for another word."""
    if is_technique(word) or not all(map(is_technique, word.split("/"))):
        return ()
    return tuple((m.start(), m.end(), "point" if m[0] == "/" else "word") for m in re.finditer(r"/|[^/]+", word))


@lru_cache(maxsize=1024)
def _origin(word: str) -> int:
    """Where the ending of a word of origin begins ("Oslo-based", "UK-owned"); 0 for a word of another kind ("IP-based")."""
    rules = read_rules("words")
    stem, dash, ending = word.rpartition("-")
    if not dash or ending.casefold() not in rules["origins"] or stem.casefold() in rules["no_origins"]:
        return 0
    return len(stem) if stem in rules["short_origins"] or not stem.isupper() else 0
