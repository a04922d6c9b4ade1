"""A release to questions: pieces of its text, cut at paragraphs, each with the prompt that goes before it."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from telegrapher.extraction.sentences import sentences
from telegrapher.model import Release, Span, digest
from telegrapher.modelling.rules import model_rules
from telegrapher.modelling.schema import answer_schema, described

__all__ = ["Answer", "Question", "halves", "questions"]

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered; `cut` if it ran into the limit of its length, so that smaller questions must be asked."""

    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a model is asked: one piece of a release.

    Attributes:
        model: name of the model.
        spans: the piece, one span a paragraph (or part of one), in order.
        text: what is sent after the prompt: the headline, and the words at the spans.
    """

    model: str
    spans: tuple[Span, ...]
    text: str

    @property
    def key(self) -> str:
        """SHA-256 of the model's name, the prompt and the text, hexadecimal: the name of its recorded answer."""
        return digest(self.model, _prompt_digest(), self.text, length=64)

    @property
    def prompt(self) -> str:
        """Digest of all that is sent besides name and text: prompt, examples, schema."""
        return _prompt_digest()

    @property
    def messages(self) -> tuple[tuple[str, str], ...]:
        """Pairs of role and content, as chat endpoints take them."""
        return (*_opening(), ("user", self.text))


@cache
def _opening() -> tuple[tuple[str, str], ...]:
    rules = model_rules()
    shown = [
        pair for text, answer in rules.examples for pair in (("user", text), ("assistant", json.dumps(answer, ensure_ascii=False)))
    ]
    return ("system", f"{rules.prompt}\n\n{described()}"), *shown


@cache
def _prompt_digest() -> str:
    said = [words for pair in _opening() for words in pair]
    return digest(*said, json.dumps(answer_schema(), sort_keys=True), length=64)


def questions(model: str, release: Release) -> tuple[Question, ...]:
    """The questions that a release takes, in order of its text; zones without statements are left out.

    Args:
        model: name of the model.
        release: what is to be read.
    """
    limit = model_rules().limits.piece
    packed: list[list[Span]] = []
    size = 0
    for span in _paragraphs(release, limit):
        length = span.end - span.start + 1
        if not packed or size + length > limit:
            packed.append([])
            size = 0
        packed[-1].append(span)
        size += length
    return tuple(_question(model, release, spans) for spans in packed)


def halves(question: Question, release: Release) -> tuple[Question, ...]:
    """The same question in two, cut at a paragraph or, of a single one, at a sentence; none if it is short or one sentence."""
    if sum(span.end - span.start for span in question.spans) <= model_rules().limits.smallest:
        return ()
    spans: Sequence[Span] = question.spans
    if len(spans) == 1:
        spans = _cut(release.text, spans[0], _sentences(release), max(1, (spans[0].end - spans[0].start) // 2))
    if len(spans) < 2:
        return ()
    middle = len(spans) // 2
    return tuple(_question(question.model, release, part) for part in (spans[:middle], spans[middle:]))


def _question(model: str, release: Release, spans: Iterable[Span]) -> Question:
    chosen = tuple(spans)
    title = f"Headline: {release.title}\n\n" if release.title else ""
    return Question(model, chosen, title + "\n".join(release.quote(span) for span in chosen))


def _paragraphs(release: Release, limit: int) -> Iterator[Span]:
    left_out = model_rules().left_out
    lines = [Span(*line.span()) for line in _LINE.finditer(release.text)]
    known = _sentences(release) if any(line.end - line.start > limit for line in lines) else ()
    for line in lines:
        zone = release.zone_at(line.start)
        if zone is None or zone.kind not in left_out:
            yield from (line,) if line.end - line.start <= limit else _cut(release.text, line, known, limit)


def _sentences(release: Release) -> tuple[Span, ...]:
    return tuple(one.span for one in sentences(release))


def _cut(text: str, line: Span, known: tuple[Span, ...], limit: int) -> tuple[Span, ...]:
    """A line in parts of at most `limit` characters, at sentences; only a sentence longer than a whole piece is chopped."""
    first = bisect_left(known, line)
    parts: list[Span] = []
    for one in takewhile(lambda span: span.end <= line.end, known[first:]):
        if parts and one.end - parts[-1].start <= limit:
            parts[-1] = Span(parts[-1].start, one.end)
        else:
            parts.append(one)
    return tuple(part for whole in parts or [line] for part in _chopped(text, whole, model_rules().limits.piece))


def _chopped(text: str, span: Span, limit: int) -> Iterator[Span]:
    start = span.start
    while span.end - start > limit:
        end = text.rfind(" ", start + 1, start + limit) + 1 or start + limit
        yield Span(start, end)
        start = end
    yield Span(start, span.end)
