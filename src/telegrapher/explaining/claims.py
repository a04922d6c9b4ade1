"""Statements and refusals in words, each with the sentences behind it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from telegrapher.explaining.values import Claim
from telegrapher.explaining.words import origin
from telegrapher.extraction.assembly import identity
from telegrapher.extraction.page import Page
from telegrapher.model import RELEASE, Draft, Literal, Mention, Refusal, Span, Statement
from telegrapher.rdf import asserted
from telegrapher.vocabulary import vocabulary

__all__ = ["Claims", "Fact", "fact_of", "identified"]

Fact = tuple[str, str, str]
"""What is said, as drafts and statements of the same fact share it."""


def identified(drafts: Iterable[Draft]) -> Mapping[Fact, tuple[Draft, ...]]:
    """Drafts by what they say."""
    found: defaultdict[Fact, list[Draft]] = defaultdict(list)
    for draft in drafts:
        found[identity(draft)].append(draft)
    return {fact: tuple(same) for fact, same in found.items()}


def fact_of(statement: Statement) -> Fact:
    """What a statement says; the same as `telegrapher.extraction.assembly.identity` of its drafts."""
    if isinstance(statement.object, Literal):
        return statement.subject, statement.predicate, f"={statement.object.value.casefold()}"
    ends = [statement.subject, statement.object]
    if vocabulary().relation(statement.predicate).symmetric:
        ends.sort()
    return ends[0], statement.predicate, ends[1]


@dataclass(frozen=True, slots=True)
class Claims:
    """Makes claims of the statements and refusals of one page."""

    page: Page
    drafts: Mapping[Fact, tuple[Draft, ...]]

    def made(self, number: int, statement: Statement) -> Claim:
        """A statement as a claim."""
        end = statement.object if isinstance(statement.object, str) else ""
        value = "" if isinstance(statement.object, str) else statement.object.value
        sentences = self.sentences(statement.evidence.spans)
        others = {
            (draft.rule, number)
            for draft in self.drafts.get(fact_of(statement), ())
            for number in self.sentences(draft.spans)[:1]
            if draft.rule != statement.rule or number not in sentences
        }
        return Claim(
            number,
            statement.subject,
            end,
            (self._name(statement.subject), vocabulary().relation(statement.predicate).label, value or self._name(end)),
            statement.predicate,
            tuple((name, self._qualifier(value)) for name, value in statement.qualifiers),
            statement.rule,
            origin(statement.rule),
            sentences,
            statement.marks,
            statement.confidence,
            asserted(statement.predicate, statement.status),
            also=tuple(sorted(others, key=lambda one: (one[1], one[0]))),
        )

    def refused(self, number: int, refusal: Refusal) -> Claim:
        """A refused draft as a claim."""
        draft = refusal.draft
        subject = draft.subject.key if draft.subject else RELEASE
        end, value = ("", draft.object.value) if isinstance(draft.object, Literal) else (draft.object.key, "")
        marks = {span for span in (draft.subject and draft.subject.span, draft.object.span) if span}
        return Claim(
            number,
            subject,
            end,
            (self._name(subject), vocabulary().relation(draft.predicate).label, value or self._name(end)),
            draft.predicate,
            tuple((name, self._name(q.key) if isinstance(q, Mention) else q) for name, q in draft.qualifiers),
            draft.rule,
            origin(draft.rule),
            self.sentences(draft.spans),
            tuple(sorted(marks)),
            asserted=False,
            reason=refusal.reason,
        )

    def sentences(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """Numbers, from 1, of the sentences that spans touch."""
        lines = self.page.sentences
        found: set[int] = set()
        for span in spans:
            first = bisect_right(lines, span.start, key=lambda line: line.span.end)
            last = bisect_left(lines, span.end, key=lambda line: line.span.start)
            found.update(range(first + 1, last + 1))
        return tuple(sorted(found))

    def _name(self, key: str) -> str:
        if key == RELEASE:
            return "this release"
        return self.page.referents[key].name if key in self.page.referents else key

    def _qualifier(self, value: str) -> str:
        return self.page.referents[value].name if value in self.page.referents else value
