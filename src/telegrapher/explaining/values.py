"""What an explanation holds: plain frozen values, ready to print, to draw, or to write as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from telegrapher.model import Span

__all__ = ["Claim", "Explanation", "Line", "Name", "Quoted", "State", "Thing", "Try"]


class State(StrEnum):
    """What became of a sentence; each is in exactly one state."""

    YIELDING = "yielding"
    READ = "read"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Thing:
    """What mentions name.

    Attributes:
        key: of the referent, unique within the release.
        type: local name; `label` is the same for people.
        name: as the release calls it most fully; `aliases` are its other forms there.
        link: how it was linked (see `telegrapher.model.Link`); `entity` is the name and `iri` the address it leads to.
        hints: what the text tells about its identity.
        mentions: how often it is named.
    """

    key: str
    type: str
    label: str
    name: str
    aliases: tuple[str, ...]
    link: str
    entity: str
    iri: str
    hints: tuple[tuple[str, str], ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Name:
    """A mention: where it stands, what it names (`key`), how it was found.

    `source` is, for a resolved reference, the last place before it where the thing is named by name, and `sentence` the number
    of the sentence there. `key` is empty for words that may refer to something but were left open.
    """

    span: Span
    text: str
    key: str
    found: str
    source: Span | None = None
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a sentence in somebody's words."""

    span: Span
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Try:
    """A rule that a word of the sentence set off.

    Attributes:
        rule: its name; `origin` the file and line where it is written.
        word: what set it off; `span` is where.
        filled: roles and what fills them, as far as the rule came.
        obstacle: why it says nothing, in words; empty if it met.
        near: whether it found something for its first role, or lacks a single name.
        alike: whether it met, but only with one thing at both ends.
    """

    rule: str
    origin: str
    word: str
    span: Span
    filled: tuple[tuple[str, str], ...]
    obstacle: str
    near: bool
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that was made, or a draft that was refused.

    Attributes:
        number: from 1, of statements and refusals apart.
        subject: key of a thing, or `RELEASE`; `object` key of a thing, or empty for a value.
        words: subject, relation, object, in words.
        predicate: relation of the catalogue.
        qualifiers: names and values, in words.
        rule: what read it; `origin` where that rule is written, as far as known.
        sentences: numbers of the sentences that are its evidence (of a refusal: that were read for it).
        marks: where the two ends are named.
        confidence: 0 to 1; `None` of a refusal.
        asserted: whether it becomes a fact; planned and ended things do not.
        reason: why it was refused; empty if it was made.
        also: other rules that read the same, with the number of their sentence.
    """

    number: int
    subject: str
    object: str
    words: tuple[str, str, str]
    predicate: str
    qualifiers: tuple[tuple[str, str], ...]
    rule: str
    origin: str
    sentences: tuple[int, ...]
    marks: tuple[Span, ...]
    confidence: float | None = None
    asserted: bool = True
    reason: str = ""
    also: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, heading, list item, table row or contact line, and what became of it.

    Attributes:
        number: from 1, in order of the text.
        span: in the release's text; `text` is what stands there.
        zone: kind of its block; `owner` whose block it is, as written.
        quotes: stretches in somebody's words.
        state: exactly one.
        reasons: why it yields nothing; empty if it yields.
        names: its mentions, resolved references among them, in order.
        open: words that may refer to something, left open.
        tries: frames that its words set off: those that met first, then those that came near.
        statements: numbers of the statements it is evidence of.
        refusals: numbers of the refused drafts that were read in it.
    """

    number: int
    span: Span
    text: str
    zone: str
    owner: str | None
    quotes: tuple[Quoted, ...]
    state: State
    reasons: tuple[str, ...]
    names: tuple[Name, ...]
    open: tuple[Name, ...]
    tries: tuple[Try, ...]
    statements: tuple[int, ...]
    refusals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one release was read: every sentence, and every statement with its cause.

    All that stands between the sentences in `text` is white space; `warnings` say what could not be read as it should.
    """

    id: str
    name: str
    title: str | None
    published: str | None
    language: str
    media_type: str
    url: str | None
    text: str
    warnings: tuple[str, ...]
    things: tuple[Thing, ...]
    lines: tuple[Line, ...]
    statements: tuple[Claim, ...]
    refusals: tuple[Claim, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many sentences are in each state; they add up to the number of lines."""
        return {str(state): sum(line.state is state for line in self.lines) for state in State}

    def thing(self, key: str) -> Thing | None:
        """The thing of a key, if there is one."""
        return next((thing for thing in self.things if thing.key == key), None)
