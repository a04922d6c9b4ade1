"""Predicted documents against gold ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from telegrapher.evaluation.matching import Document, Key, align, conventions, keys_of, kind_of, matching, same_qualifier
from telegrapher.evaluation.scores import Difference, Judged, Scores, Tally
from telegrapher.model import RELEASE

__all__ = ["evaluate"]


def evaluate(gold: Iterable[Mapping[str, Any]], predicted: Iterable[Mapping[str, Any]]) -> Scores:
    """Scores of predicted documents against gold ones, both in the form of `as_document`.

    Args:
        gold: annotations.
        predicted: extraction output; documents that gold does not have are left aside.

    Returns:
        All figures; a gold document without output counts as missed whole.
    """
    found = {one["id"]: one for one in predicted}
    tally = Tally()
    missing = []
    count = 0
    for annotation in gold:
        count += 1
        if annotation["id"] not in found:
            missing.append(annotation["id"])
        output = found.get(annotation["id"], {"id": annotation["id"], "entities": [], "statements": []})
        _score(Document(annotation, predicted=False), Document(output, predicted=True), tally)
    return tally.scores(count, tuple(sorted(missing)))


def _score(gold: Document, output: Document, tally: Tally) -> None:
    aligned = align(gold, output)
    _score_entities(gold, output, aligned, tally)
    _score_statements(gold, output, aligned, tally)
    for statement in output.statements:
        spans = statement.get("evidence") or []
        exact = bool(spans) and output.text is not None and all(output.text[x["start"] : x["end"]] == x["text"] for x in spans)
        tally.add("evidence", "right" if exact else "wrong")


def _score_entities(gold: Document, output: Document, aligned: Mapping[str, str], tally: Tally) -> None:
    open_types = conventions()["open"]
    hit: set[str] = set()
    for key, one in output.entities.items():
        owner = aligned.get(key)
        if owner is None:
            if kind_of(one["type"]) not in open_types:
                tally.add("entity", "wrong")
                tally.differences.append(Difference(gold.id, "entity +", one["type"], one["name"]))
        elif owner in hit:
            tally.add("entity", "wrong")
            tally.differences.append(Difference(gold.id, "entity split", one["type"], one["name"]))
        else:
            hit.add(owner)
            _score_type(gold.id, gold.entities[owner], one, tally)
    for key, one in gold.entities.items():
        if key not in hit and not one.get("optional") and kind_of(one["type"]) not in open_types:
            tally.add("entity", "missed")
            tally.differences.append(Difference(gold.id, "entity -", one["type"], one["name"]))


def _score_type(document: str, wanted: Mapping[str, Any], got: Mapping[str, Any], tally: Tally) -> None:
    if wanted.get("optional"):
        return
    if kind_of(wanted["type"]) not in conventions()["open"]:
        tally.add("entity", "right")
    types = {got["type"], *got.get("types", [])}
    loose = kind_of(wanted["type"]) == "Organization" and any(kind_of(one) == "Organization" for one in types)
    right = wanted["type"] in types or (loose and (wanted["type"] == "Organization" or "Organization" in types))
    tally.add("type", "right" if right else "wrong")
    if not right:
        tally.differences.append(Difference(document, "type", f"{got['type']} for {wanted['type']}", got["name"]))


def _entity_ends(statement: Mapping[str, Any]) -> list[str]:
    return [end for end in (statement["s"], statement["o"]) if isinstance(end, str) and end != RELEASE]


def _judged(statement: Mapping[str, Any], *, right: bool) -> Judged:
    return Judged(str(statement.get("rule", "")), float(statement.get("confidence", 1)), right)


def _score_statements(gold: Document, output: Document, aligned: Mapping[str, str], tally: Tally) -> None:
    wanted = {key: one for one in gold.statements for key in keys_of(one, {})}
    names = {key: aligned.get(key, "?" + str(one["name"])) for key, one in output.entities.items()}
    matched: set[int] = set()
    seen: set[Key] = set()
    for statement in output.statements:
        keys = keys_of(statement, names)
        if keys[0] in seen:
            continue
        seen.update(keys)
        hit = matching(keys[0], keys, wanted)
        if hit is not None:
            if id(hit) not in matched:
                matched.add(id(hit))
                if not hit.get("optional"):
                    tally.statement(gold.id, statement["p"], "right")
                    tally.judged.append(_judged(statement, right=True))
                    _score_qualifiers(hit.get("q") or {}, statement.get("q") or {}, output, aligned, tally)
            continue
        if not any(end in aligned and gold.entities[aligned[end]].get("optional") for end in _entity_ends(statement)):
            tally.statement(gold.id, statement["p"], "wrong")
            tally.judged.append(_judged(statement, right=False))
            tally.differences.append(Difference(gold.id, "statement +", statement["p"], output.show(statement)))
    for one in gold.statements:
        loose = one.get("optional") or any(gold.entities[end].get("optional") for end in _entity_ends(one))
        if id(one) not in matched and not loose:
            tally.statement(gold.id, one["p"], "missed")
            tally.differences.append(Difference(gold.id, "statement -", one["p"], gold.show(one)))


def _score_qualifiers(
    want: Mapping[str, str], got: Mapping[str, str], output: Document, aligned: Mapping[str, str], tally: Tally
) -> None:
    for key in ("status", "date", "jobTitle", "kind", "supplier", "on"):
        if key not in want:
            continue
        value = got.get(key)
        if value in output.entities:
            value = aligned.get(value)
        tally.add(
            "qualifier", "missed" if value is None else "right" if same_qualifier(key, str(want[key]), str(value)) else "wrong"
        )
