"""A release made ready for finding names: its sentences, its words, and which lines may bring forth new names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from telegrapher.extraction.names.text.deeds import deed_lines
from telegrapher.extraction.names.text.small import small_names
from telegrapher.extraction.names.text.tails import small_tails
from telegrapher.extraction.names.text.tokens import Token, Words, atoms, tokenise
from telegrapher.extraction.names.text.words import english, read_rules, word_set
from telegrapher.extraction.page import Sentence
from telegrapher.extraction.sentences import sentences
from telegrapher.model import Release, ZoneKind
from telegrapher.rules import rule_set

__all__ = ["Scene", "common", "deeds", "divide", "scene"]

_BARRED = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE})
_PLAIN = frozenset({ZoneKind.CONTACT, ZoneKind.DATELINE})
_TOLD = frozenset({ZoneKind.LEAD, ZoneKind.BODY})
_HEADINGS = frozenset({ZoneKind.HEADLINE, ZoneKind.SUBHEAD})


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    prized: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "scene", plain=True)


@dataclass(frozen=True, slots=True)
class Scene:
    """A release in words.

    Attributes:
        release: the release.
        lines: its sentences.
        words: its tokens.
        barred: for each sentence, whether it yields nothing at all (disclaimer, noise).
        heading: for each sentence, whether capitals in it mean nothing (title case, all capitals).
        deeds: for each sentence, whether it is a line that opens with what was done ("Deployed Neptune at ...").
        lower: all words that the text writes in lower case somewhere.
        small: the names that are all in lower case, as their words.
        tails: the names whose last word has no capital ("Baltra telecom"): the word before it, and it.
        tokens: the tokens of `words`.
        heads: for each token the first of its folded parts, if it is a word of a line that yields names; else nothing.
    """

    release: Release
    lines: tuple[Sentence, ...]
    words: Words
    barred: tuple[bool, ...]
    heading: tuple[bool, ...]
    deeds: tuple[bool, ...]
    lower: frozenset[str]
    tails: frozenset[tuple[str, str]]
    small: frozenset[tuple[str, ...]]
    tokens: tuple[Token, ...] = field(init=False)
    heads: tuple[str, ...] = field(init=False)
    lows: Mapping[str, tuple[int, ...]] = field(init=False)
    _line_of: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", self.words.tokens)  # read thousands of times a release: no way round by a property
        heads = [
            parts[0] if token.kind == "word" and not self.barred[token.sentence] and (parts := atoms(token.text)) else ""
            for token in self.words.tokens
        ]
        object.__setattr__(self, "heads", tuple(heads))
        lows: dict[str, list[int]] = {}
        for index, token in enumerate(self.words.tokens):
            lows.setdefault(token.low, []).append(index)
        object.__setattr__(self, "lows", {low: tuple(found) for low, found in lows.items()})
        object.__setattr__(self, "_line_of", tuple(token.sentence for token in self.words.tokens))

    def gap(self, index: int) -> str:
        """The text between token `index` and the one before it."""
        return self.words.text[self.tokens[index - 1].end : self.tokens[index].start] if index else ""

    def holds(self, words: frozenset[str]) -> bool:
        """Whether one of some words in lower case stands anywhere."""
        return not words.isdisjoint(self.lows)

    def text(self, first: int, last: int) -> str:
        """The words from token `first` to token `last`, as written."""
        return self.words.text[self.tokens[first].start : self.tokens[last].end]

    def small_at(self, index: int) -> int:
        """Last token of the name in lower case that opens at a token; -1 if none does."""
        for name in self.small:
            inside = self.tokens[index : index + len(name)]
            if len(inside) == len(name) and all(token.text == word for token, word in zip(inside, name, strict=True)):
                return index + len(name) - 1
        return -1

    def same_line(self, index: int, other: int) -> bool:
        """Whether both are tokens of one sentence."""
        lines = self._line_of
        return 0 <= other < len(lines) and lines[index] == lines[other]


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    rules = read_rules("words")
    return word_set(rules["inside"]) | word_set(rules["openers"][:120])


def scene(release: Release) -> Scene:
    """Lays a release out in sentences and words."""
    lines = sentences(release)
    words = tokenise(release.text, lines)
    by_line: list[list[Token]] = [[] for _ in lines]
    for token in words.tokens:
        by_line[token.sentence].append(token)
    heading = tuple(
        (line.zone in _HEADINGS and not _speaks(tokens))
        or (line.zone not in _PLAIN and "\t" not in release.quote(line.span) and _shouts(tokens))
        for line, tokens in zip(lines, by_line, strict=True)
    )
    heading = tuple(
        raised and (lines[number].zone in _HEADINGS or not _is_row(by_line, number)) for number, raised in enumerate(heading)
    )
    lower = frozenset(
        token.text for token in words.tokens if token.kind == "word" and token.text.islower() and not heading[token.sentence]
    )
    barred = tuple(line.zone in _BARRED for line in lines)
    small = small_names(by_line)
    lower -= {word for name in small if len(name) == 1 for word in name}
    return Scene(release, lines, words, barred, heading, deeds(release, lines), lower, small_tails(by_line), small)


def deeds(release: Release, lines: Sequence[Sentence]) -> tuple[bool, ...]:
    """For each sentence whether it opens a line, and with what was done, as others around it do."""
    ends = [0, *(line.span.end for line in lines)]
    first = [n for n, line in enumerate(lines) if "\n" in release.text[ends[n] : line.span.start]]
    told = dict(zip(first, deed_lines([release.quote(lines[n].span) for n in first]), strict=True))
    return tuple(told.get(n, False) and lines[n].zone in _TOLD for n in range(len(lines)))


def _is_row(by_line: list[list[Token]], number: int) -> bool:
    """Whether a line in title case is one of several that put a label before names ("Best Newcomer: Acme Fibre")."""
    near = (number - 1, number + 1)
    cut = divide(by_line[number])
    return (
        cut > 1
        and common(by_line[number][:cut])
        and any(0 <= other < len(by_line) and divide(by_line[other]) > 0 for other in near)
    )


def common(tokens: Iterable[Token]) -> bool:
    """Whether all words are of the language or the trade, so that they name nothing."""
    generic = _generic()
    return all(token.low in generic or token.low in english() for token in tokens)


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    rules = read_rules("words")
    return word_set(rules["generic"]) | word_set(rules["function"]) | frozenset("-–&,/")


def divide(tokens: list[Token]) -> int:
    """Index of the colon or dash that divides a line into a label and what is told of it; 0 if there is none, or several dashes."""
    marks = [n for n, token in enumerate(tokens[:-1]) if n and token.text in ":–—-" and not tokens[n + 1].glued]
    return marks[0] if len(marks) == 1 else 0


def _speaks(tokens: list[Token]) -> bool:
    """Whether a line is a whole sentence though it stands where a headline does: a full stop, and a word that headlines raise."""
    content = [token for token in tokens if token.kind == "word" and token.text[0].isalpha()]
    small = [token for token in content if token.text.islower() and len(token.text) > 3 and token.low not in _small()]
    return len(content) >= 5 and tokens[-1].text == "." and bool(small)


def _shouts(tokens: list[Token]) -> bool:
    """Whether a line is written in title case or in capitals, so that capitals tell nothing."""
    content = [token for token in tokens if token.kind == "word" and token.text[0].isalpha() and token.low not in _small()]
    if 1 < len(content) < 5 and len(content) == len(tokens) and all(token.text.isupper() for token in tokens) and common(content):
        return True
    if len(content) < 5 or any(token.text in ".;" and token is not tokens[-1] for token in tokens if token.kind == "point"):
        return False
    if tokens[-1].text == "." and not all(token.text.isupper() for token in content):
        return False
    raised = sum(1 for token in content if token.text[0].isupper())
    loud = raised / len(content) > 0.85 and len(tokens) < 40
    return loud and not (_lists(tokens) or _introduces(tokens) or _labelled(tokens))


def _introduces(tokens: list[Token]) -> bool:
    """Whether a line says who speaks next ("Jo Roe, Acting CEO, Acme AB:")."""
    return tokens[-1].text == ":" and any(token.text == "," for token in tokens)


def _labelled(tokens: list[Token]) -> bool:
    """Whether a line is a prize and who won it, on both sides of its one colon or dash: "Best Project: Telia Company"."""
    marks = [
        n for n, token in enumerate(tokens) if n and (token.text == ":" or (token.text in {"-", "–", "—"} and not token.glued))
    ]
    return (
        len(marks) == 1
        and 1 <= len(tokens) - marks[0] - 1 <= 9
        and any(token.low in _classes().prized for token in tokens[: marks[0]])
    )


def _lists(tokens: list[Token]) -> bool:
    """Whether a line is a list of names: commas and nothing else between short runs of words."""
    marks = sum(1 for token in tokens if token.text in {",", ";", "|", "+", "@", "("})
    timed = len(tokens) > 3 and tokens[0].text.isdigit() and tokens[1].text == ":" and tokens[2].text.isdigit()
    return marks * 4 >= len(tokens) or timed
