"""What drafts tell together: suppliers and cables told elsewhere in the release, and statements that follow by a stated rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from telegrapher.extraction.confidence import confidence, least
from telegrapher.extraction.page import Page
from telegrapher.model import Draft, Mention, fold
from telegrapher.rules import table

__all__ = ["completed"]


@dataclass(frozen=True, slots=True)
class _Implied:
    """A rule that draws a statement from another, or from another and what is told of the same object."""

    name: str
    source: str
    needs: tuple[str, ...]
    beside: tuple[str, ...]
    subject: str
    predicate: str
    object: str
    status: Mapping[str, str]


def completed(page: Page, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Drafts with the suppliers and cables that the rest of the page tells, and after them those that they imply."""
    read = list(drafts)
    given = list(with_suppliers([*read, *_members_offered(page, read)]))
    return tuple(_cable_meant(page, draft) for draft in (*given, *implied(given)))


def _makers(drafts: Iterable[Draft]) -> dict[str, dict[str, Mention]]:
    """Who offers each thing."""
    makers: dict[str, dict[str, Mention]] = {}
    for draft in drafts:
        if draft.predicate == "offers" and draft.subject is not None and isinstance(draft.object, Mention):
            makers.setdefault(draft.object.key, {}).setdefault(draft.subject.key, draft.subject)
    return makers


def _members_offered(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Who alone offers a family offers its members, too, unless they are told as somebody else's."""
    given = list(drafts)
    makers = _makers(given)
    for draft in given:
        piece, whole = draft.subject, draft.object
        if draft.predicate != "partOf" or piece is None or not isinstance(whole, Mention) or piece.key in makers:
            continue
        known = list(makers.get(whole.key, {}).values())
        if len(known) == 1 and page.type_of(piece) == page.type_of(whole) == "Product":
            yield Draft(known[0], "offers", piece, draft.spans, "member-of-offered")


def with_suppliers(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drafts of use completed by the supplier, where the release names exactly one maker of the product."""
    given = list(drafts)
    makers = _makers(given)
    for draft in given:
        known = list(makers.get(draft.object.key, {}).values()) if isinstance(draft.object, Mention) else []
        missing = draft.predicate in ("deploys", "trials") and "supplier" not in dict(draft.qualifiers)
        if missing and len(known) == 1 and draft.subject is not None and known[0].key != draft.subject.key:
            yield replace(draft, qualifiers=(*draft.qualifiers, ("supplier", known[0])))
        else:
            yield draft


def _cable_meant(page: Page, draft: Draft) -> Draft:
    """A member of a consortium is party to its cable: the cable that the consortium's name holds, or that it is hinted to own."""
    end = draft.object
    if draft.predicate != "consortiumMember" or not isinstance(end, Mention) or page.referents[end.key].type != "Consortium":
        return draft
    consortium = page.referents[end.key]
    words = f" {fold(consortium.name)} "
    for key, referent in page.referents.items():
        hinted = ("cable", key) in consortium.hints
        if referent.type == "Cable" and (hinted or any(f" {fold(form)} " in words for form in (referent.name, *referent.aliases))):
            near = [m for m in page.mentions if m.key == key]
            if near:
                return replace(draft, object=min(near, key=lambda m: abs(m.span.start - end.span.start)))
    return draft


@cache
def _rules() -> Mapping[str, tuple[_Implied, ...]]:
    """The rules of `data/rules/implied.yaml` by the relation that each starts from."""
    rules: dict[str, tuple[_Implied, ...]] = {}
    for entry in table("implied")["rules"]:
        subject, predicate, end = entry["says"].split()
        needs, beside = entry.get("needs", "").split(), entry.get("beside", "").split()
        rule = _Implied(
            entry["name"], entry["from"], tuple(needs), tuple(beside), subject, predicate, end, entry.get("status") or {}
        )
        rules[rule.source] = (*rules.get(rule.source, ()), rule)
    return rules


def implied(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """What drafts imply, each alone or together with what another tells of the same object."""
    given = list(drafts)
    alone = [one for draft in given for rule in _rules().get(draft.predicate, ()) if not rule.beside for one in _imply(rule, draft)]
    yield from alone
    told = (*given, *alone)
    whose = _having(told)
    for draft in told:
        for rule in _rules().get(draft.predicate, ()):
            other = _beside(rule, draft, whose) if rule.beside else None
            if other is not None:
                yield from _imply(rule, draft, other)


def _having(told: Iterable[Draft]) -> Mapping[str, list[Draft]]:
    """What is surely told beside a statement of the same object, by the key of the object."""
    asked = {relation for rules in _rules().values() for rule in rules for relation in rule.beside}
    found: dict[str, list[Draft]] = {}
    for draft in told:
        if draft.predicate in asked and isinstance(draft.object, Mention) and confidence(draft.rule) >= least():
            found.setdefault(draft.object.key, []).append(draft)
    return found


def _beside(rule: _Implied, first: Draft, whose: Mapping[str, list[Draft]]) -> Draft | None:
    """The draft by which the one organisation that a rule asks for is told of the object of `first`; of several, none is meant."""
    if not isinstance(first.object, Mention):
        return None
    others = [draft for draft in whose.get(first.object.key, ()) if draft.predicate in rule.beside]
    keys = {draft.subject.key for draft in others if draft.subject is not None}
    return others[0] if len(keys) == 1 else None


def _imply(rule: _Implied, draft: Draft, other: Draft | None = None) -> Iterator[Draft]:
    parts: dict[str, object] = {"subject": draft.subject, "object": draft.object, **dict(draft.qualifiers)}
    if other is not None:
        parts["other"] = other.subject
    if not all(part in parts for part in rule.needs):
        return
    subject, end = parts.get(rule.subject), parts.get(rule.object)
    if isinstance(subject, Mention) and isinstance(end, Mention) and subject.key != end.key:
        status = rule.status.get(str(parts.get("status", "")))
        spans = draft.spans if other is None else tuple(dict.fromkeys((*draft.spans, *other.spans)))
        yield Draft(subject, rule.predicate, end, spans, rule.name, (("status", status),) if status else ())
