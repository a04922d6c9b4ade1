"""A competency question as the reference page shows it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Competency"]


@dataclass(frozen=True, slots=True)
class Competency:
    """A question that the ontology exists to answer.

    Attributes:
        name: by which it is asked.
        title: what it asks.
        terms: local names of the terms that it needs, and codes with their list (`status/planned`).
    """

    name: str
    title: str
    terms: tuple[str, ...]
