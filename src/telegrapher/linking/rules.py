"""The words and thresholds of linking, as `data/rules/linking.yaml` gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from telegrapher.errors import RuleError
from telegrapher.model.identity import fold
from telegrapher.rules import read_table, table_path

__all__ = ["Rules", "read_rules", "rules"]


@dataclass(frozen=True, slots=True)
class Rules:
    """Words and thresholds of linking; words are folded.

    Attributes:
        kinds: type of the catalogue to kinds of reference rows.
        tails: kind to phrases that a name may end with without meaning something else, longest first.
        company_words: words an organisation's name may gain or lose if an identifier agrees.
        field_words: kind to phrases that show a doubtful name to be one of the field.
        listed: kinds whose members are named in lists, so that one of them shows the sense of the next.
        other_sense: words that, right after a doubtful name, show another sense.
        identifying: predicate to column of the organisations' table.
        exchanges: folded name of a stock exchange to its code in the tables.
        dominance: times the inhabitants of the next namesake that let a city speak for its name.
        city_before_state: inhabitants that let a city speak for a name shared with a state or region.
        city_before_area: inhabitants that let a city speak for a name shared with a province, island or region of another country.
        seat_before_area: inhabitants that let a city speak for a name shared with an area of its own country.
        employer: predicates that tell a person's employer, best first.
        owner: predicates that tell a network's owner, best first.
    """

    kinds: Mapping[str, tuple[str, ...]]
    tails: Mapping[str, tuple[str, ...]]
    company_words: frozenset[str]
    field_words: Mapping[str, frozenset[str]]
    listed: frozenset[str]
    other_sense: frozenset[str]
    identifying: Mapping[str, str]
    exchanges: Mapping[str, str]
    dominance: float
    city_before_state: int
    city_before_area: int
    seat_before_area: int
    employer: tuple[str, ...]
    owner: tuple[str, ...]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The shipped rules, read once."""
    return read_rules(table_path("linking"))


def read_rules(path: Path) -> Rules:
    """The rules in a file.

    Raises:
        RuleError: not YAML, or a part is missing or of the wrong form.
    """
    data = read_table(path)
    try:
        return _rules(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise RuleError(f"a part is missing or malformed ({error})", where=path.name) from error


def _rules(data: Mapping[str, Any]) -> Rules:
    return Rules(
        kinds={name: tuple(kinds) for name, kinds in data["kinds"].items()},
        tails={
            kind: tuple(sorted(_folded(tails), key=lambda tail: (-len(tail), tail)))
            for kind, tails in data["generic_tails"].items()
        },
        company_words=_folded(data["company_words"]),
        field_words={kind: _folded(words) for kind, words in data["field_words"].items()},
        listed=frozenset(data["listed"]),
        other_sense=_folded(data["other_sense_after"]),
        identifying=dict(data["identifying"]),
        exchanges={fold(name): code for name, code in data["exchanges"].items()},
        dominance=float(data["places"]["dominance"]),
        city_before_state=int(data["places"]["city_before_state"]),
        city_before_area=int(data["places"]["city_before_area"]),
        seat_before_area=int(data["places"]["seat_before_area"]),
        employer=tuple(data["employer"]),
        owner=tuple(data["owner"]),
    )


def _folded(words: Iterable[object]) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in words)
