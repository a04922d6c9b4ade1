"""Dependency syntax over sentences in which every name is one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from telegrapher.extraction.language import cut, document, labels, parsed
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Found, Mention, Span
from telegrapher.rules import table

__all__ = ["Token", "Tree", "lemmas", "parse"]

LONGEST = 300
"""Sentences with more tokens are set aside: no writer meant them as one sentence."""

TOGETHER = 256
"""Sentences that are parsed in one go."""

STAND_INS = {"Place": "London", "Person": "Smith", "Award": "Oscar", "Event": "Olympics"}
"""Words known to the parser that stand for names of these types; "Microsoft" for all others."""

_PIECE = re.compile(
    r"(?P<unit>(?<=\d)(?:[kMGTP]b(?:it)?(?:/s|ps)|km|kms)\b|(?<!\w)[kMGTP]b(?:it)?(?:/s|ps)\b)|\d[\d.,]*(?=[kMGTP]b(?:it)?(?:/s|ps))|(?P<dash>(?<!\S)-{1,3}(?!\S))|(?<!\S)[-–—/]|\S+?(?=\(?\b[kMGTP]b(?:it)?(?:/s|ps))|\S+"
)
"""Runs without blanks; units of rate and length stay whole, and so do dashes written as hyphens."""

_WORDS_KEPT = frozenset(("it", "its", "they", "their", "them", "he", "she", "his", "her", "him", "we", "our", "us"))


@dataclass(slots=True, eq=False)
class Token:
    """One word of a parsed sentence; `mention` is what it names, if it names something.

    Each is itself alone and never changed (not frozen, since that takes thrice the time to make).
    """

    i: int
    text: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    mention: Mention | None = None

    @property
    def span(self) -> Span:
        """Where it stands: made when it is asked for, which is seldom."""
        return Span(self.start, self.end)

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb form (modals excluded)."""
        return self.tag.startswith("VB")

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun or name."""
        return self.tag.startswith("NN") or self.mention is not None


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence: its tokens, and the children of each; `notes` is what was found out about one token and is asked again."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    kids: tuple[tuple[int, ...], ...]
    notes: dict[tuple[str, int], Any] = field(default_factory=dict, repr=False, compare=False)
    _under: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)  # the same as tokens: asked all the time

    def __post_init__(self) -> None:
        under = tuple([tuple([self.tokens[i] for i in kids]) if kids else () for kids in self.kids])
        object.__setattr__(self, "_under", under)

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Children of a token, in order, of the given dependency labels (all if none is given)."""
        kids = self._under[token.i]
        return tuple([kid for kid in kids if kid.dep in deps]) if deps and kids else kids

    def head(self, token: Token) -> Token | None:
        """The token that this one depends on; `None` for the root."""
        return None if token.head == token.i else self.tokens[token.head]

    def below(self, token: Token) -> Iterator[Token]:
        """The token and all that depends on it, directly or not, in order of the text."""
        found, stack = [token.i], list(self.kids[token.i])
        while stack:
            i = stack.pop()
            found.append(i)
            stack.extend(self.kids[i])
        for i in sorted(found):
            yield self.tokens[i]

    def above(self, token: Token) -> Iterator[Token]:
        """The heads of a token, nearest first."""
        head = self.head(token)
        while head is not None:
            yield head
            head = self.head(head)


@cache
def _asides() -> re.Pattern[str]:
    """What commas set apart that no word of a sentence depends on ("supplies, inter alia, X")."""
    return re.compile(rf", (?:{'|'.join(table('lemmas')['asides'])}),(?= )")


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    rules = table("lemmas")
    bases: dict[str, list[str]] = {}
    for base, forms in rules["irregular"].items():
        for form in forms:
            bases.setdefault(form, []).append(base)
    return {form: tuple(found) for form, found in bases.items()}


@lru_cache(maxsize=50_000)
def lemmas(word: str) -> frozenset[str]:
    """Base forms that a word in lower case may have; a generous guess, to be met by a list of known ones.

    >>> sorted(lemmas("deployed"))
    ['deploy', 'deploye', 'deployed']
    """
    found = {word, *_irregular().get(word, ())}
    for ending, restores in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            found.update(stem + rest for rest in restores)
            if len(stem) > 2 and stem[-1] == stem[-2] and ending in ("ed", "ing"):
                found.add(stem[:-1])
    return frozenset(found)


def parse(page: Page, sentences: Iterable[Sentence]) -> Iterator[Tree]:
    """Trees of sentences of a page, in order; sentences without a word or far too long are left out.

    Sentences are parsed by the hundred, so that a long text needs no more memory for its trees than a short one.

    Args:
        page: its mentions become single tokens.
        sentences: those to parse; choose well, this is the slow part.

    Raises:
        MissingExtraError: no English model is installed.
    """
    drafts = (draft for sentence in sentences if (draft := _words(page, sentence)) and len(draft[1]) <= LONGEST)
    while some := list(islice(drafts, TOGETHER)):
        docs = parsed([document([word[0] for word in words], [word[3] for word in words]) for _, words in some])
        yield from (_tree(sentence, words, doc) for (sentence, words), doc in zip(some, docs, strict=True))


_Word = tuple[str, int, int, bool, Mention | None]
"""Text, start and end, whether a blank follows, and what it names."""


def _words(page: Page, sentence: Sentence) -> tuple[Sentence, list[_Word]] | None:
    text = page.release.text
    words: list[_Word] = []
    at = sentence.span.start
    for mention in page.mentions_in(sentence.span):
        words.extend(_plain(text, _past_stop(text, at, mention.span.start) if at > sentence.span.start else at, mention.span.start))
        after = text[mention.span.end : mention.span.end + 1]
        words.append((_stand_in(page, mention), mention.span.start, mention.span.end, after.isspace(), mention))
        at = mention.span.end
    words.extend(_plain(text, _past_stop(text, at, sentence.span.end - 1), sentence.span.end))
    if len(words) > 1 and words[0][2] == words[1][1] and words[0][4] is not None and text[words[0][1]] == "\n":
        words[:2] = [(*words[0][:3], True, words[0][4]), (words[1][0].lower(), *words[1][1:])]  # a deed and who did it
    return (sentence, _without_last_commas(words)) if words else None


def _without_last_commas(words: list[_Word]) -> list[_Word]:
    """Words without the comma before the "and" of a row of names, at which the parser would part the row: "A, B, and C"."""
    rows = {
        i
        for i in range(3, len(words) - 2)
        if words[i][0] == ","
        and words[i + 1][0] in ("and", "or")
        and words[i - 2][0] == ","
        and None not in (words[i - 1][4], words[i - 3][4], words[i + 2][4])
    }
    return [word for i, word in enumerate(words) if i not in rows] if rows else words


def _past_stop(text: str, at: int, end: int) -> int:
    """Past the stop that belongs to the abbreviation in front of it ("Acme Inc." within a sentence)."""
    return at + 1 if at < end and text[at] == "." and text[at - 1].isalpha() else at


def _stand_in(page: Page, mention: Mention) -> str:
    if mention.found is Found.REFERENCE and mention.text.lower() in _WORDS_KEPT:
        return mention.text
    return STAND_INS.get(page.type_of(mention), "Microsoft")


def _plain(text: str, start: int, end: int) -> list[_Word]:
    """Words of the text between two names, cut by spaCy's own rules so that they look as they did in training."""
    words: list[_Word] = []
    if "," in text[start:end] and (aside := _asides().search(text, start, end)):
        return [*_plain(text, start, aside.start()), *_plain(text, aside.end(), end)]
    for found in _PIECE.finditer(text, start, end):
        at = found.start()
        whole = found.lastgroup is not None or (at == start and found.group() in "-–—/")
        for word, offset in [(found.group(), 0)] if whole else _cut(found.group()):
            last = at + offset + len(word)
            said = "–" if found.lastgroup == "dash" else word  # a dash is what the parser knows
            words.append((said, at + offset, last, text[last : last + 1].isspace(), None))
    return words


@lru_cache(maxsize=50_000)
def _cut(piece: str) -> tuple[tuple[str, int], ...]:
    """A run of characters without blanks, cut by spaCy's tokenizer."""
    return tuple(cut(piece))


def _tree(sentence: Sentence, words: list[_Word], doc: Any) -> Tree:
    tokens = tuple(
        Token(i, text, tag, dep, head, start, end, mention)
        for i, ((text, start, end, _, mention), (tag, dep, head)) in enumerate(zip(words, labels(doc), strict=True))
    )
    kids: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            kids[token.head].append(token.i)
    return Tree(sentence, tokens, tuple(tuple(k) for k in kids))
