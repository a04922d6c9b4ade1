"""What a text says: mentions of things, and statements of relations between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from telegrapher.model.release import Evidence, Release, Span

__all__ = ["RELEASE", "Draft", "Extraction", "Found", "Literal", "Mention", "Referent", "Refusal", "Statement"]

RELEASE = "RELEASE"
"""The subject of `issuedBy`: the document itself."""


class Found(StrEnum):
    """How a mention was found."""

    GAZETTEER = "gazetteer"
    DEFINITION = "definition"
    SHAPE = "shape"
    TAGGER = "tagger"
    SHORT_FORM = "short-form"
    REFERENCE = "reference"
    """A pronoun or a role ("the company", "it", "we"), resolved to its referent."""
    DESCRIPTION = "description"
    """A described network or cable ("BICS' pan-European network")."""
    MODEL = "model"
    """Named by a language model, and found in the text."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Here something is named: `span` of the text, and the `key` of the referent it names within this release."""

    span: Span
    text: str = field(compare=False)
    type: str = field(compare=False)
    key: str = field(compare=False)
    found: Found = field(compare=False, default=Found.SHAPE)


@dataclass(frozen=True, slots=True)
class Referent:
    """One thing that a release names, by whatever forms.

    Attributes:
        key: unique within the release ("e1").
        type: most specific type of the catalogue.
        name: fullest form found in the text, without legal suffix; for described networks "OWNER descriptor network".
        aliases: the other forms found in the text.
        candidates: IRIs of reference entities that the names allow, best first; empty if unknown.
        hints: what the text tells about its identity, for linking (for instance `("owner", "e3")`, `("country", "GB")`).
    """

    key: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    hints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is no entity: normalised text ("500 Gb/s", "15000", "2016-Q4") and where it stands."""

    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as a rule proposes it, before its evidence and types are checked.

    Ends are mentions, so that the words behind each end are known; `subject` is `None` for the release itself.
    `qualifiers` holds mentions for `supplier`, `on` and `place`, text for the others. `spans` are the sentence(s) read.
    """

    subject: Mention | None
    predicate: str
    object: Mention | Literal
    spans: tuple[Span, ...]
    rule: str
    qualifiers: tuple[tuple[str, Mention | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Here a relation is said.

    Attributes:
        subject: key of a referent, or `RELEASE`.
        predicate: relation of the catalogue.
        object: key of a referent, or a literal.
        qualifiers: name to value; referent keys for `supplier`, `on` and `place`, text for the others (also `status`, `date`).
        evidence: the exact words.
        confidence: 0 to 1, the measured precision of its rule and circumstances.
        rule: name of the rule that read it.
        marks: where the evidence names the two ends, in order; by name or by a resolved reference.
    """

    subject: str
    predicate: str
    object: str | Literal
    qualifiers: tuple[tuple[str, str], ...]
    evidence: Evidence
    confidence: float
    rule: str
    marks: tuple[Span, ...] = ()

    @property
    def status(self) -> str | None:
        """Value of the `status` qualifier (planned, deployed, ...), if any."""
        return dict(self.qualifiers).get("status")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A draft that did not become a statement, and why."""

    draft: Draft
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one release; `warnings` say, in a line each, what could not be read as it should."""

    release: Release
    referents: Mapping[str, Referent]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
