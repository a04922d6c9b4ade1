"""What `data/rules/model.yaml` says: prompt, limits, patience, weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from telegrapher.errors import RuleError
from telegrapher.model import ZoneKind
from telegrapher.rules import table

__all__ = ["Limits", "ModelRules", "Patience", "model_rules"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a release, a question and an answer may cost; units as in `model.yaml`."""

    piece: int
    pieces: int
    smallest: int
    cite: int
    cites: int
    statements: int
    bytes: int
    seconds: float
    connect: float
    again: int
    failures: int


@dataclass(frozen=True, slots=True)
class Patience:
    """Further attempts at a busy endpoint: how many, seconds before the first (doubled each time), and the longest wait."""

    times: int
    first: float
    longest: float


@dataclass(frozen=True, slots=True)
class ModelRules:
    """All of `model.yaml`.

    Attributes:
        prompt: what the model is told, without the vocabulary.
        examples: pairs of a text and the answer to it.
        holds: ways to hold that make a statement.
        refused: other ways to hold, with the reason of refusal.
        announced: relations whose plan is itself the news.
        not_yet: statuses that say no more than a plan does.
        pronouns: words that refer.
        determiners: words that open a referring phrase.
        after_determiner: most words after one.
        left_out: zones that are not sent.
        limits: what it may cost.
        retry: patience with a busy endpoint.
        request: parameters sent with each question.
        instead: other names of parameters, for endpoints that refuse the first.
        confidence: prior, weight, measured counts, highest.
    """

    prompt: str
    examples: tuple[tuple[str, Mapping[str, Any]], ...]
    holds: tuple[str, ...]
    refused: Mapping[str, str]
    announced: frozenset[str]
    not_yet: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    after_determiner: int
    left_out: frozenset[ZoneKind]
    limits: Limits
    retry: Patience
    request: Mapping[str, float]
    instead: Mapping[str, str]
    confidence: Mapping[str, Any]


@cache
def model_rules() -> ModelRules:
    """The rules that ship with the package; read once.

    Raises:
        RuleError: the file is missing, no YAML, or lacks a part.
    """
    data = table("model")
    try:
        return _rules(data)
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError(f"cannot be used: {error!r}", where="model.yaml") from error


def _rules(data: Mapping[str, Any]) -> ModelRules:
    return ModelRules(
        prompt=data["prompt"].strip(),
        examples=tuple((one["text"], one["answer"]) for one in data["examples"]),
        holds=tuple(data["holds"]),
        refused=data["refused"],
        announced=frozenset(data["announced"]),
        not_yet=frozenset(data["not_yet"]),
        pronouns=frozenset(data["pronouns"]),
        determiners=frozenset(data["determiners"]),
        after_determiner=int(data["after_determiner"]),
        left_out=frozenset(ZoneKind(name) for name in data["left_out"]),
        limits=Limits(**data["limits"]),
        retry=Patience(**data["retry"]),
        request=data["request"],
        instead=data["instead"],
        confidence=data["confidence"],
    )
