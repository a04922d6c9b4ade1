"""What a picture shows, as plain values: no drawing library here, and nothing that the page would have to work out."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EdgeView", "NodeView", "Said", "Source", "View"]


@dataclass(frozen=True, slots=True)
class Source:
    """A release, as the page names it."""

    id: str
    title: str
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement behind an edge: its words, the marked stretches in them, and where they stand.

    Attributes:
        quote: the sentence(s).
        marks: half-open pairs of code-point offsets into `quote` that name the two ends.
        source: position of the release in `View.sources`.
        zone: part of the release.
        status: planned, deployed, ... or empty.
        date: as stated, or empty.
        details: further qualifiers, ready to read ("supplier: Infinera").
        confidence: 0 to 1.
        rule: what read it.
    """

    quote: str
    marks: tuple[tuple[int, int], ...]
    source: int
    zone: str
    status: str
    date: str
    details: tuple[str, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class NodeView:
    """One thing: `id` is its address, `known` tells whether reference data knows it.

    `names` are its other names; `facts` its literal statements: label, value and what says so.
    """

    id: str
    label: str
    type: str
    x: float
    y: float
    degree: int
    known: bool
    names: tuple[str, ...] = ()
    facts: tuple[tuple[str, str, tuple[Said, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeView:
    """One relation between two things with all that was said for it; not `asserted` where all of it is planned or off."""

    subject: str
    object: str
    relation: str
    label: str
    inverse: str
    asserted: bool
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A whole picture; `left_out` counts nodes that did not fit and why is said in `note`."""

    title: str
    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    sources: tuple[Source, ...]
    left_out: int = 0
    note: str = ""
