"""Drafts to statements: ends mentioned in the evidence, types that fit, one statement a fact; the rest is refused, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from telegrapher.extraction.bystanders import Bystanders
from telegrapher.extraction.confidence import confidence
from telegrapher.extraction.doubt import Doubts
from telegrapher.extraction.implied import completed
from telegrapher.extraction.page import TENTATIVE, Page
from telegrapher.extraction.prospects import with_prospects
from telegrapher.extraction.timing import with_times
from telegrapher.model import RELEASE, Draft, Extraction, Literal, Mention, Refusal, Span, Statement, ZoneKind, fold
from telegrapher.rules import table
from telegrapher.vocabulary import vocabulary

__all__ = ["assemble", "identity"]

_SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE})

_SPECIFIC = [
    "terminated",
    "completed",
    "deployed",
    "launched",
    "won",
    "appointed",
    "departed",
    "trialled",
    "selected",
    "announced",
    "shortlisted",
    "planned",
]
"""Statuses, the one that tells most first: of two drafts of the same fact it is kept."""


def assemble(page: Page, drafts: Iterable[Draft], refused: Iterable[Refusal] = (), *, doubting: bool = True) -> Extraction:
    """Check drafts, add what they imply, and merge those that say the same.

    Args:
        page: of the drafts.
        drafts: in any order.
        refused: refusals made before, kept as they are.
        doubting: whether words of doubt in the sentence refuse a deed, and its clause dates it; not for who weighed both already.

    Returns:
        The extraction; statements in order of the text. Referents without any mention are left out.
    """
    sound: list[tuple[Draft, tuple[Span, ...]]] = []
    refusals = list(refused)
    doubts = Doubts(page)
    given = with_prospects(page, completed(page, drafts))
    given = with_times(page, given) if doubting else tuple(given)
    bystanders = Bystanders(page, given)
    for draft in given:
        spans = _evidence(page, draft)
        reason = _fault(page, draft, spans) or ((doubts.about(draft) or bystanders.about(draft)) if doubting else None)
        if reason:
            refusals.append(Refusal(draft, reason))
        else:
            sound.append((draft, spans))
    statements = tuple(_merge(page, sound))
    said = {key for s in statements for key in _keys(s)}
    mentions = tuple(m for m in page.mentions if m.key in said or TENTATIVE not in page.referents[m.key].hints)
    used = {mention.key for mention in mentions} | said
    referents = {key: referent for key, referent in page.referents.items() if key in used}
    return Extraction(page.release, referents, mentions, statements, tuple(refusals))


def _keys(statement: Statement) -> Iterator[str]:
    yield statement.subject
    if isinstance(statement.object, str):
        yield statement.object


def _ends(draft: Draft) -> tuple[Mention, ...]:
    return tuple(end for end in (draft.subject, draft.object) if isinstance(end, Mention))


def _evidence(page: Page, draft: Draft) -> tuple[Span, ...]:
    """The draft's spans and, for every end that lies outside them, the sentence that mentions it."""
    spans = list(draft.spans)
    outside = [end.span for end in _ends(draft)]
    if isinstance(draft.object, Literal) and draft.object.span:
        outside.append(draft.object.span)
    for span in outside:
        if not any(span in known for known in spans):
            sentence = page.sentence_at(span.start)
            if sentence is not None:
                spans.append(sentence.span)
    return tuple(sorted(set(spans)))


def _fault(page: Page, draft: Draft, spans: tuple[Span, ...]) -> str | None:
    """Why a draft is no statement, or `None`."""
    ends = _ends(draft)
    if any(not any(end.span in span for span in spans) for end in ends):
        return "an end is not mentioned in the evidence"
    if any(_silent(page, span) for span in draft.spans):
        return "stands in a disclaimer or in noise"
    if len(ends) == 2 and ends[0].key == ends[1].key:
        return "relates a thing to itself"
    if draft.predicate == "renamedTo" and _names_a_thing(page, draft.object):
        return "the new name is that of a thing"
    return "names no category" if _is_common_category(draft) else _misfit(page, draft)


def _names_a_thing(page: Page, new: Mention | Literal) -> bool:
    """Whether a new name is known as that of a house, cable or product, so that it was not a company that got it."""
    if not isinstance(new, Literal):
        return False
    name = fold(new.value)
    called = {one.type for one in page.referents.values() if name in (fold(form) for form in (one.name, *one.aliases))}
    return bool(called) and called <= {"Facility", "Cable", "Product", "Network", "Service"}


def _is_common_category(draft: Draft) -> bool:
    """Whether only a common word is given as the category of a prize ("award")."""
    return draft.predicate == "awardCategory" and isinstance(draft.object, Literal) and draft.object.value.islower()


def _misfit(page: Page, draft: Draft) -> str | None:
    """How the types of the ends do not fit the relation, or `None`."""
    subject = page.referents[draft.subject.key].type if draft.subject else "Release"
    other = page.referents[draft.object.key].type if isinstance(draft.object, Mention) else None
    if draft.predicate == "usesTechnology" and isinstance(draft.object, Mention) and _is_general(page, draft.object):
        return "too general a technique"
    if not vocabulary().fits(draft.predicate, subject, other):
        return f"types do not fit: {subject} {draft.predicate} {other or 'literal'}"
    return None


@cache
def _general() -> frozenset[str]:
    return frozenset(fold(name) for name in table("general")["techniques"])


def _is_general(page: Page, technique: Mention) -> bool:
    """Whether every thing of the trade uses a technique, so that it tells nothing of one."""
    return fold(technique.text) in _general() or fold(page.referents[technique.key].name) in _general()


def _silent(page: Page, span: Span) -> bool:
    zone = page.release.zone_at(span.start)
    return zone is not None and zone.kind in _SILENT


def _merge(page: Page, sound: Sequence[tuple[Draft, tuple[Span, ...]]]) -> Iterator[Statement]:
    same: dict[tuple[str, str, str], list[tuple[Draft, tuple[Span, ...]]]] = {}
    for draft, spans in sound:
        same.setdefault(identity(draft), []).append((draft, spans))
    made = [_statement(page, identity, drafts) for identity, drafts in same.items()]
    yield from sorted(made, key=lambda s: (s.evidence.spans[0].start, s.predicate, s.subject, _value(s)))


def _value(statement: Statement) -> str:
    return statement.object if isinstance(statement.object, str) else statement.object.value


def identity(draft: Draft) -> tuple[str, str, str]:
    """What a draft says, as drafts of the same fact share it: subject, predicate, object (values after `=`, in lower case)."""
    subject = draft.subject.key if draft.subject else RELEASE
    if isinstance(draft.object, Literal):
        return subject, draft.predicate, f"={draft.object.value.casefold()}"
    ends = [subject, draft.object.key]
    if vocabulary().relation(draft.predicate).symmetric:
        ends.sort()
    return ends[0], draft.predicate, ends[1]


def _statement(page: Page, identity: tuple[str, str, str], drafts: list[tuple[Draft, tuple[Span, ...]]]) -> Statement:
    ordered = sorted(drafts, key=lambda item: (-confidence(item[0].rule), len(item[1]), item[1], item[0].rule))
    best, spans = ordered[0]
    qualifiers: dict[str, str] = {}
    for draft, _ in ordered:
        for name, value in draft.qualifiers:
            qualifiers.setdefault(name, value.key if isinstance(value, Mention) else value)
    statuses = {str(value) for draft, _ in ordered for name, value in draft.qualifiers if name == "status"}
    if statuses:
        qualifiers["status"] = min(statuses, key=lambda s: _SPECIFIC.index(s) if s in _SPECIFIC else len(_SPECIFIC))
    subject = best.subject.key if best.subject else RELEASE
    end = best.object if isinstance(best.object, Literal) else best.object.key
    evidence = page.release.evidence(*spans)
    named = sorted({span for span in (best.subject and best.subject.span, best.object.span) if span})
    return Statement(
        subject, best.predicate, end, tuple(sorted(qualifiers.items())), evidence, confidence(best.rule), best.rule, tuple(named)
    )
