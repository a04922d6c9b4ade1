"""Names that wait for a row in the reference tables."""

from __future__ import annotations

from dataclasses import dataclass

from telegrapher.questions.names import Source
from telegrapher.questions.question import question

__all__ = ["Unlinked", "unlinked"]


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A name that could not be linked.

    Attributes:
        name: the name.
        type: what it is taken for.
        link: `new` (unknown), `ambiguous` (several are known) or `family` (only the family is known).
        releases: how many releases use it.
        forms: the forms in which they use it, sorted.
    """

    name: str
    type: str
    link: str
    releases: int
    forms: tuple[str, ...]


def unlinked(source: Source) -> tuple[Unlinked, ...]:
    """The names that could not be linked, the most used first.

    Raises:
        QueryError: the source cannot answer.
    """
    return tuple(
        Unlinked(str(name), str(kind), str(link), int(str(count)), tuple(sorted(str(forms).split("|"))))
        for name, kind, link, count, forms in source.run(question("unlinked").bind({}))
    )
