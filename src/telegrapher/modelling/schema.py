"""The JSON schema of an answer, made from the vocabulary: a relation can only stand between ends of its types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from telegrapher.modelling.rules import model_rules
from telegrapher.vocabulary import Relation, vocabulary

__all__ = ["answer_schema", "described"]

_Schema = dict[str, Any]


@cache
def answer_schema() -> Mapping[str, Any]:
    """Schema of an answer, in the part of JSON Schema that endpoints with bound output take in their strict mode.

    Every object lists all of its properties as required and allows no other; ends of the same types share a definition.
    """
    ends: dict[str, _Schema] = {}
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, relation in vocabulary().relations.items():
        groups[_subject(relation, ends), _object(relation, ends)].append(name)
    qualifiers = _qualifiers(ends)
    said = [_statement(names, *pair) for pair, names in sorted(groups.items())]
    ends |= {
        "value": _object_of({"said": {"type": "string"}}),
        "release": {"type": "null"},
        "qualifiers": {"type": "array", "items": {"anyOf": qualifiers}},
        "cites": {"type": "array", "items": {"type": "string"}},
        "holds": {"type": "string", "enum": [*model_rules().holds, *model_rules().refused]},
    }
    return _object_of({"statements": {"type": "array", "items": {"anyOf": said}}}) | {"$defs": dict(sorted(ends.items()))}


def described() -> str:
    """Types, relations, qualifiers and statuses in words, for the prompt; endpoints without bound output see nothing else."""
    terms = vocabulary()
    kinds = [f"- {one.name}: {one.definition}" for one in terms.types.values()]
    relations = [f"- {one.name} ({_signature(one)}): {one.definition}" for one in terms.relations.values()]
    statuses = [f"- {word}: {code.definition}" for word, code in terms.codes["status"].items()]
    qualifiers = [f"- {one.name}{_kinds(one.range)}: {one.definition}" for one in terms.qualifiers.values()]
    parts = {"Types": kinds, "Relations (subject -> object)": relations, "Qualifiers": qualifiers, "Statuses": statuses}
    lists = "\n\n".join(f"{title}:\n" + "\n".join(lines) for title, lines in parts.items())
    return f"{lists}\n\n{_FORM}"


_FORM = (
    "Form of a statement:\n"
    '{"relation": RELATION, "subject": END, "object": END, "cites": [WORDS, ...], "holds": HOLDS, '
    '"qualifiers": [{"name": QUALIFIER, "value": VALUE}, ...]}\n'
    'where END is {"said": WORDS, "name": WORDS, "type": TYPE}; an object that is a value is {"said": WORDS}; '
    "the subject of issuedBy is null; the value of a qualifier is an END for those with types, else WORDS."
)


def _signature(relation: Relation) -> str:
    return f"{' | '.join(relation.domain)} -> {' | '.join(relation.range) or f'a value: {relation.literal}'}"


def _kinds(range_: tuple[str, ...]) -> str:
    return f" ({' | '.join(range_)})" if range_ else ""


def _object_of(properties: _Schema) -> _Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _statement(names: list[str], subject: str, other: str) -> _Schema:
    return _object_of(
        {
            "relation": {"type": "string", "enum": sorted(names)},
            "subject": _ref(subject),
            "object": _ref(other),
            "cites": _ref("cites"),
            "holds": _ref("holds"),
            "qualifiers": _ref("qualifiers"),
        }
    )


def _subject(relation: Relation, ends: dict[str, _Schema]) -> str:
    return "release" if "Release" in relation.domain else _end(relation.domain, ends)


def _object(relation: Relation, ends: dict[str, _Schema]) -> str:
    return "value" if relation.literal is not None else _end(relation.range, ends)


def _end(wanted: Iterable[str], ends: dict[str, _Schema]) -> str:
    """Name of the definition of an end that may have these types or any that agree with them."""
    terms = vocabulary()
    given = sorted(wanted)
    fitting = [kind for kind in terms.types if any(terms.agree(kind, one) for one in given)]
    name = "end" + "".join(given)
    kind = {"type": "string", "enum": fitting}
    ends[name] = _object_of({"said": {"type": "string"}, "name": {"type": "string"}, "type": kind})
    return name


def _qualifiers(ends: dict[str, _Schema]) -> list[_Schema]:
    terms = vocabulary()
    words = [one.name for one in terms.qualifiers.values() if not one.range and one.name != "status"]
    made = [
        _object_of({"name": {"type": "string", "enum": ["status"]}, "value": {"type": "string", "enum": list(terms.statuses)}}),
        _object_of({"name": {"type": "string", "enum": sorted(words)}, "value": {"type": "string"}}),
    ]
    by_range: dict[str, list[str]] = defaultdict(list)
    for one in terms.qualifiers.values():
        if one.range:
            by_range[_end(one.range, ends)].append(one.name)
    made += [_object_of({"name": {"type": "string", "enum": names}, "value": _ref(end)}) for end, names in sorted(by_range.items())]
    return made
