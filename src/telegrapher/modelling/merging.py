"""Two readers of one release made one: what both say is surer, what they say differently is kept twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from telegrapher.model import Extraction, Literal, Statement, fold
from telegrapher.modelling.rules import model_rules
from telegrapher.vocabulary import vocabulary

__all__ = ["expected", "merged", "weighed"]

_Fact = tuple[str, str, str]


def expected(model: str) -> float:
    """Expected precision of a model's statements, 0 to 1: measured counts if there are any, smoothed by the prior."""
    table = model_rules().confidence
    right, wrong = map(float, table["measured"].get(model, (0, 0)))
    prior, weight = float(table["prior"]), float(table["weight"])
    return round((right + prior * weight) / (right + wrong + weight), 3)


def weighed(extraction: Extraction, model: str, rule: str) -> Extraction:
    """An extraction from a model's drafts with the model's confidence; what assembly drew from them names its rule too."""
    sure = expected(model)
    statements = tuple(
        replace(one, confidence=min(sure, one.confidence), rule=rule if one.rule == rule else f"{rule} > {one.rule}")
        for one in extraction.statements
    )
    return replace(extraction, statements=statements)


def merged(rules: Extraction, model: Extraction) -> Extraction:
    """What rules and model say together.

    A fact that both state, with qualifiers that do not contradict each other, becomes one statement: words, marks and qualifiers of
    the rules, completed by the model's qualifiers; its confidence is that of at least one being right, were they independent,
    `1 - (1 - a)(1 - b)`, up to a stated bound; its rule names both. All else is kept as it is, each under its own rule: facts
    that one of them states alone, and facts on whose qualifiers (the status above all) they differ.

    Args:
        rules: of the rules.
        model: of the model, on the page of the rules, so that keys mean the same.
    """
    said: dict[_Fact, list[Statement]] = defaultdict(list)
    for one in model.statements:
        said[_fact(one)].append(one)
    names = {**rules.referents, **model.referents}
    forms = {key: frozenset(fold(form) for form in (one.name, *one.aliases)) for key, one in names.items()}
    joined = []
    for one in rules.statements:
        for other in said.get(_fact(one), []):
            if _agree(one, other, forms):
                said[_fact(one)].remove(other)
                one = _joined(one, other)
                break
        joined.append(one)
    statements = sorted([*joined, *(one for rest in said.values() for one in rest)], key=_place)
    return Extraction(
        rules.release,
        names,
        model.mentions,
        tuple(statements),
        (*rules.refusals, *model.refusals),
        (*rules.warnings, *model.warnings),
    )


def _fact(one: Statement) -> _Fact:
    if isinstance(one.object, Literal):
        return one.subject, one.predicate, f"={one.object.value.casefold()}"
    ends = [one.subject, one.object]
    if vocabulary().relation(one.predicate).symmetric:
        ends.sort()
    return ends[0], one.predicate, ends[1]


def _agree(one: Statement, other: Statement, forms: Mapping[str, Iterable[str]]) -> bool:
    """Whether no qualifier that both have contradicts: values are the same, or one text or date is part of the other."""
    first, second = dict(one.qualifiers), dict(other.qualifiers)
    for name in first.keys() & second.keys():
        a, b = first[name], second[name]
        if a == b or (name != "status" and _within(a, b, forms)):
            continue
        return False
    return True


def _within(a: str, b: str, forms: Mapping[str, Iterable[str]]) -> bool:
    if a in forms or b in forms:
        return bool(set(forms.get(a, ())) & set(forms.get(b, ())))
    short, long = sorted((fold(a), fold(b)), key=len)
    return f" {short} " in f" {long} "


def _joined(one: Statement, other: Statement) -> Statement:
    together = min(1 - (1 - one.confidence) * (1 - other.confidence), float(model_rules().confidence["highest"]))
    qualifiers = {**dict(other.qualifiers), **dict(one.qualifiers)}
    return replace(
        one,
        qualifiers=tuple(sorted(qualifiers.items())),
        confidence=round(max(one.confidence, together), 3),
        rule=f"{one.rule} + {other.rule}",
    )


def _place(one: Statement) -> tuple[int, str, str, str, str]:
    value = one.object if isinstance(one.object, str) else one.object.value
    return one.evidence.spans[0].start, one.predicate, one.subject, value, one.rule
