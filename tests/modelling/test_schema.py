"""The schema of an answer: made from the vocabulary, in the form that strict endpoints take, and the same as what is read back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from modelling.conftest import GOOD, LANDING, LANDS, claim, end

from telegrapher.modelling.rules import model_rules
from telegrapher.modelling.schema import answer_schema, described
from telegrapher.vocabulary import vocabulary

SCHEMA: Any = answer_schema()


def follows(value: Any, schema: Any) -> bool:
    """Whether a value follows the schema; all keywords that the schema uses, and no more."""
    known = {"$ref", "anyOf", "type", "enum", "items", "properties", "required", "additionalProperties", "$defs"}
    assert schema.keys() <= known
    if "$ref" in schema:
        return follows(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return any(follows(value, one) for one in schema["anyOf"])
    kind = {"object": dict, "array": list, "string": str, "null": type(None)}[schema["type"]]
    if not isinstance(value, kind) or ("enum" in schema and value not in schema["enum"]):
        return False
    if isinstance(value, list):
        return all(follows(one, schema["items"]) for one in value)
    if isinstance(value, dict):
        properties = schema["properties"]
        return value.keys() == properties.keys() and all(follows(value[name], one) for name, one in properties.items())
    return True


def objects(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_every_object_is_closed_and_whole() -> None:
    found = list(objects(SCHEMA))
    assert len(found) > 20
    for one in found:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])


def test_every_relation_once() -> None:
    branches = SCHEMA["properties"]["statements"]["items"]["anyOf"]
    names = [name for branch in branches for name in branch["properties"]["relation"]["enum"]]
    assert sorted(names) == sorted(vocabulary().relations)


def test_every_qualifier_once() -> None:
    branches = SCHEMA["$defs"]["qualifiers"]["items"]["anyOf"]
    names = [name for branch in branches for name in branch["properties"]["name"]["enum"]]
    assert sorted(names) == sorted(vocabulary().qualifiers)


@pytest.mark.parametrize("good", [GOOD, LANDING, claim("capacity", end("Brenn Sea Cable", "Cable"), {"said": "20 Tbps"}, LANDS)])
def test_good_statements_follow(good: Any) -> None:
    assert follows({"statements": [good]}, SCHEMA)


@pytest.mark.parametrize(
    "bad",
    [
        {**GOOD, "subject": GOOD["object"], "object": GOOD["subject"]},
        {**GOOD, "subject": {**GOOD["subject"], "type": "Cable"}},
        {**GOOD, "relation": "loves"},
        {**GOOD, "relation": "landsAt"},
        {**GOOD, "object": {"said": "L-90"}},
        {**GOOD, "extra": 1},
        {**GOOD, "holds": "perhaps"},
        {**GOOD, "qualifiers": [{"name": "status", "value": "praised"}]},
        {**GOOD, "qualifiers": [{"name": "supplier", "value": "Lumaris"}]},
    ],
)
def test_wrong_directions_types_and_words_do_not(bad: Any) -> None:
    assert not follows({"statements": [bad]}, SCHEMA)


def test_shown_examples_follow() -> None:
    for _, shown in model_rules().examples:
        assert follows(shown, SCHEMA)


def test_the_prompt_names_every_term() -> None:
    text = described()
    for name in (*vocabulary().types, *vocabulary().relations, *vocabulary().qualifiers, *vocabulary().statuses):
        assert f"- {name}" in text, name
