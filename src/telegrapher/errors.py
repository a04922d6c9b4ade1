"""Every error that Telegrapher raises on purpose.

    TelegrapherError                what a caller can catch once for all
    ├─ InputError                   something we were given to read
    │  ├─ ReadingError              a document that cannot be read (empty, binary, encrypted, too large)
    │  ├─ ReferenceDataError           a row of reference data that breaks a rule
    │  └─ RuleError                 a frame, cue or word list that breaks a rule
    ├─ VocabularyError              an ontology term that is unknown or malformed
    ├─ EvidenceError                a span that does not fit its text: a bug in an extractor
    ├─ StoreError                   a graph folder that cannot be opened, read or written
    │  ├─ LockedError               another process is writing to it
    │  ├─ DamageError               its contents do not match its manifest
    │  └─ ShapeError                SHACL refused what should enter; carries the report
    ├─ UnknownNameError             no entity, question or parameter of that name; carries suggestions
    ├─ QueryError                   SPARQL that is wrong, refused or took too long
    ├─ EndpointError                a remote endpoint that failed
    │  └─ ModelError                a language model that failed, or whose answer cannot be used
    └─ MissingExtraError            an optional dependency that is not installed

A message says what, where, and what to do, in one line.
"""

from __future__ import annotations

__all__ = [
    "DamageError",
    "EndpointError",
    "EvidenceError",
    "InputError",
    "LockedError",
    "MissingExtraError",
    "ModelError",
    "QueryError",
    "ReadingError",
    "ReferenceDataError",
    "RuleError",
    "ShapeError",
    "StoreError",
    "TelegrapherError",
    "UnknownNameError",
    "VocabularyError",
]


class TelegrapherError(Exception):
    """What a caller can catch once for all."""


class InputError(TelegrapherError):
    """Something we were given to read; `where` names the file (and line)."""

    def __init__(self, what: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.what = what
        self.where = where


class ReadingError(InputError):
    """A document that cannot be read."""


class ReferenceDataError(InputError):
    """A row of reference data that breaks a rule."""


class RuleError(InputError):
    """A frame, cue or word list that breaks a rule."""


class VocabularyError(TelegrapherError):
    """An ontology term that is unknown or malformed."""


class EvidenceError(TelegrapherError):
    """A span that does not fit its text: a bug in an extractor."""


class StoreError(TelegrapherError):
    """A graph folder that cannot be opened, read or written."""


class LockedError(StoreError):
    """Another process is writing to the graph."""


class DamageError(StoreError):
    """The contents of a graph do not match its manifest."""


class ShapeError(StoreError):
    """SHACL refused what should enter; `report` holds one line a violation."""

    def __init__(self, what: str, *, report: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.report = report


class UnknownNameError(TelegrapherError):
    """No entity, question or parameter of that name; `suggestions` are near ones."""

    def __init__(self, what: str, *, suggestions: tuple[str, ...] = ()) -> None:
        hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(what + hint)
        self.suggestions = suggestions


class QueryError(TelegrapherError):
    """SPARQL that is wrong, refused or took too long."""


class EndpointError(TelegrapherError):
    """A remote endpoint that failed."""


class ModelError(EndpointError):
    """A language model that failed, or whose answer cannot be used; `lasting` if the next question would fare no better."""

    def __init__(self, what: str, *, lasting: bool = False) -> None:
        super().__init__(what)
        self.lasting = lasting


class MissingExtraError(TelegrapherError):
    """An optional dependency that is not installed."""
