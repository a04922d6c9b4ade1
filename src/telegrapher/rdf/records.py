"""What is read back from quads, as plain values: statements with their ends, words and release."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Node", "Quote", "ReleaseRecord", "StatementRecord", "Value"]


@dataclass(frozen=True, slots=True)
class Node:
    """An end of a statement that is a thing.

    Attributes:
        iri: its address.
        label: preferred name.
        type: the type under which the release speaks of it (local name); `Release` for the document.
        types: all its types, super-types included, sorted.
        names: its other names, sorted: known ones and the forms in the text.
        link: how the names came to it (`exact`, `new`, ...); `None` for the document.
    """

    iri: str
    label: str
    type: str
    types: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """An end of a statement that is a literal: its text, and what it measures: kilometres, bits per second, first and last day."""

    text: str
    number: Decimal | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a release: half-open code-point offsets into its text, the words (`None` where left out as private), the zone."""

    start: int
    end: int
    text: str | None
    zone: str


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A release as its graph describes it; `iri` is also the name of that graph."""

    iri: str
    id: str
    name: str
    title: str | None
    published: datetime.date | None
    language: str
    media_type: str
    digest: str
    url: str | None

    @property
    def label(self) -> str:
        """The title, or the name of the source where there is none."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One statement, whole.

    Attributes:
        iri: its address.
        subject: who or what it is about.
        predicate: local name of the relation.
        object: the other end.
        qualifiers: names to values, sorted; things for `supplier`, `on` and `place`, text for the others; without status and date.
        status: word of the code list, if any.
        date: when it happened, as stated, if it is.
        earliest: first day that `date` allows.
        latest: last day that `date` allows.
        confidence: 0 to 1.
        rule: name of the rule that read it.
        zone: kind of zone of its first words.
        asserted: whether it gives a fact.
        release: where it is said.
        evidence: the words, in order.
        marks: half-open code-point offsets of the words that name the two ends, in order.
    """

    iri: str
    subject: Node
    predicate: str
    object: Node | Value
    qualifiers: tuple[tuple[str, Node | str], ...]
    status: str | None
    date: str | None
    earliest: datetime.date | None
    latest: datetime.date | None
    confidence: float
    rule: str
    zone: str
    asserted: bool
    release: ReleaseRecord
    evidence: tuple[Quote, ...]
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def quote(self) -> str:
        """The words, those of several spans joined by " … "."""
        return " … ".join(quote.text for quote in self.evidence if quote.text is not None)
