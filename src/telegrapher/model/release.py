"""A release as read: one text that never changes, its zones, and the only way to point into it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from telegrapher.errors import EvidenceError

__all__ = ["Evidence", "Release", "Span", "Zone", "ZoneKind"]


class ZoneKind(StrEnum):
    """The parts of a release. All but `QUOTE` are blocks of whole lines (a dateline opens its line); quotes lie inside blocks."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    LEAD = "lead"
    BODY = "body"
    QUOTE = "quote"
    ABOUT = "about"
    CONTACT = "contact"
    DISCLAIMER = "disclaimer"
    NOISE = "noise"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval `[start, end)` of code points in a release's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"no such span: {self.start}..{self.end}")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Zone:
    """One part of a release.

    `owner` is a name as written in the text: the speaker of a quote, the organisation of an About block
    or of a contact block; `None` where the text does not say.
    """

    kind: ZoneKind
    span: Span
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say a statement: spans of one release and, for each, exactly the text found there.

    Made only by `Release.evidence`, so that a quote cannot differ from the text.
    """

    release_id: str
    spans: tuple[Span, ...]
    quotes: tuple[str, ...]
    zone: ZoneKind


@dataclass(frozen=True, slots=True)
class Release:
    """One publication, as read.

    In `text` a newline ends a paragraph, heading, list item, table row or contact line (readers join wrapped lines),
    a blank line separates paragraphs, and a tab separates the cells of a table row.

    Attributes:
        id: 16 hexadecimal digits made from the text (see `telegrapher.model.identity.release_id`).
        name: where it came from, the file name without its ending; replaces an earlier release of the same name.
        text: normalised text (decoded, repaired, NFC, newline ends); all offsets are code points into it.
        zones: block zones in order, without overlap, and quotes inside them; sorted by start, longer first.
        title: the headline, if there is one.
        published: publication date, if the release tells it.
        issuer_hints: names of issuers given by the format (publisher metadata, mail sender); to be doubted.
        url: address given by the format.
        media_type: of the original, for instance `text/html`.
        language: ISO 639-1 code.
        digest: SHA-256 of the original bytes, hexadecimal.
        trademarks: names behind which the original has a trademark sign, with the capitalised words before them; `text` is without.
    """

    id: str
    name: str
    text: str
    zones: tuple[Zone, ...] = ()
    title: str | None = None
    published: date | None = None
    issuer_hints: tuple[str, ...] = ()
    url: str | None = None
    media_type: str = "text/plain"
    language: str = "en"
    digest: str = ""
    trademarks: tuple[str, ...] = ()
    _blocks: tuple[Zone, ...] = field(init=False, repr=False, compare=False)  # asked for at every other step

    def __post_init__(self) -> None:
        object.__setattr__(self, "_blocks", tuple([zone for zone in self.zones if zone.kind is not ZoneKind.QUOTE]))
        for zone in self.zones:
            if zone.span.end > len(self.text):
                raise EvidenceError(f"zone {zone.kind} ends at {zone.span.end}, the text of {self.name} at {len(self.text)}")

    def quote(self, span: Span) -> str:
        """The words at `span`, exactly.

        Raises:
            EvidenceError: the span reaches past the end of the text.
        """
        if span.end > len(self.text):
            raise EvidenceError(f"span {span.start}..{span.end} reaches past the text of {self.name}")
        return self.text[span.start : span.end]

    @property
    def blocks(self) -> tuple[Zone, ...]:
        """All zones but quotes, in order and without overlap."""
        return self._blocks

    @property
    def quotes(self) -> tuple[Zone, ...]:
        """The quote zones, in order."""
        return tuple(zone for zone in self.zones if zone.kind is ZoneKind.QUOTE)

    def zone_at(self, offset: int) -> Zone | None:
        """The innermost zone that holds `offset`: a quote before its block; `None` between zones."""
        upto = bisect_right(self.zones, offset, key=lambda zone: zone.span.start)
        for zone in reversed(self.zones[:upto]):
            if offset < zone.span.end:
                return zone
            if zone.kind is not ZoneKind.QUOTE:
                return None
        return None

    def evidence(self, *spans: Span) -> Evidence:
        """Evidence made of the words at `spans` (sorted; those that overlap are kept as given).

        Raises:
            EvidenceError: no span, or one that reaches past the text.
        """
        if not spans:
            raise EvidenceError(f"evidence without a span in {self.name}")
        ordered = tuple(sorted(set(spans)))
        zone = self.zone_at(ordered[0].start)
        kind = zone.kind if zone else ZoneKind.BODY
        return Evidence(self.id, ordered, tuple(self.quote(span) for span in ordered), kind)
