"""A release laid open for extraction: its sentences and everything that is named in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from telegrapher.model import Mention, Referent, Release, Span, ZoneKind

__all__ = ["MAYBE", "OPEN", "SILENT", "TENTATIVE", "Page", "Sentence"]

SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE, ZoneKind.CONTACT})
"""Zones whose sentences tell nothing: what is read from them is read by their layout."""

OPEN = ("type", "open")
"""Hint of a referent whose type is only the likeliest one: a relation may show another."""

TENTATIVE = ("line", "tentative")
"""Hint of a referent that is left out unless a statement speaks of it."""

MAYBE = {
    "Organization": frozenset({"MaybeThing"}),
    "Place": frozenset({"MaybeBody", "MaybeFirm", "MaybeThing"}),
    "Person": frozenset({"MaybeFirm", "MaybeThing"}),
    "Product": frozenset({"MaybeBody", "MaybeFirm"}),
}
"""What the referent of an open type may be instead, as rules call it: a product, or an organisation (a firm that may be called
like a person, where only a firm can be meant)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or list item, table row, heading, contact line); never crosses a newline.

    `zone` is the kind of the block it stands in (never `QUOTE`: a sentence may hold quoted and unquoted words;
    ask `release.zone_at` for a single offset). `owner` is the owner of that block as written.
    """

    span: Span
    zone: ZoneKind
    owner: str | None = None


@cache
def _kinds(kind: str, maybe: bool) -> frozenset[str]:
    return frozenset((kind,)) | (MAYBE.get(kind, frozenset()) if maybe else frozenset())


@dataclass(frozen=True, slots=True)
class Page:
    """A release with its sentences, its mentions (sorted, without overlap) and the referents they name.

    Stages return a new page; none changes one.
    """

    release: Release
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    referents: Mapping[str, Referent] = field(default_factory=dict)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)  # of the mentions: looked up all the time
    _begins: tuple[int, ...] = field(init=False, repr=False, compare=False)  # of the sentences

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple([mention.span.start for mention in self.mentions]))
        object.__setattr__(self, "_begins", tuple([sentence.span.start for sentence in self.sentences]))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds `offset`, if any."""
        index = bisect_right(self._begins, offset) - 1
        if index >= 0 and offset < self.sentences[index].span.end:
            return self.sentences[index]
        return None

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie wholly inside `span`, in order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end, first)
        found = self.mentions[first:last]
        return found if not found or found[-1].span.end <= span.end else found[:-1]  # as none overlap, the last alone may reach out

    def type_of(self, mention: Mention) -> str:
        """Type of the referent that `mention` names (more reliable than the type of the single mention)."""
        return self.referents[mention.key].type

    def kinds_of(self, mention: Mention) -> frozenset[str]:
        """Type of what `mention` names and, where it is open, what it may be instead."""
        referent = self.referents[mention.key]
        return _kinds(referent.type, OPEN in referent.hints)

    def with_mentions(self, mentions: tuple[Mention, ...], referents: Mapping[str, Referent]) -> Page:
        """The same page with other mentions (sorted here) and referents."""
        return replace(self, mentions=tuple(sorted(mentions, key=_place)), referents=referents)


def _place(mention: Mention) -> tuple[int, int, str, str, str]:
    """The order of mentions, without a comparison of spans for each two."""
    return (mention.span.start, mention.span.end, mention.text, mention.type, mention.key)
