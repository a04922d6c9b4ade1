"""What is known of each source before it is read: `data/rules/importing.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from telegrapher.model import Link, fold
from telegrapher.reference.outside import Source
from telegrapher.rules import rule_set, table

__all__ = ["CableMapRules", "Group", "Patience", "WikidataRules", "cable_map_rules", "relations", "wikidata_rules"]


@dataclass(frozen=True, slots=True)
class CableMapRules:
    """How files of the submarine cable map are read.

    Attributes:
        source: who publishes it, on which terms.
        identifier: scheme of its identifiers.
        pages: kind of thing to the address under which its pages are.
        months: English month, lower case, to its number.
        former: words, lower case, before a former name in brackets.
        planned: status of a cable that is planned.
        in_service: status of one that is not.
        decimals: of degrees that are kept of a route.
        largest_file: bytes.
    """

    source: Source
    identifier: str
    pages: Mapping[str, str]
    months: Mapping[str, int]
    former: tuple[str, ...]
    planned: str
    in_service: str
    decimals: int
    largest_file: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group of things of Wikidata: their type with us, and the English labels of their classes or industries."""

    type: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patience:
    """How the query service is asked again: see `telegrapher.store.remote.Retry`."""

    times: int
    first: float
    longest: float
    throttled: float


@dataclass(frozen=True, slots=True)
class WikidataRules:
    """How Wikidata is asked.

    Attributes:
        source: who publishes it, on which terms.
        identifier: scheme of its identifiers.
        endpoint: address of the query service.
        entity: what addresses of its things begin with.
        groups: name to group.
        exchanges: English label of a stock exchange, folded, to its code in our tables.
        most: things of one group that are taken at most.
        seconds: that one query may take.
        chunk: things that are asked for at once.
        pause: seconds between two questions.
        retry: patience with one question.
        patience: seconds that one import waits in all.
    """

    source: Source
    identifier: str
    endpoint: str
    entity: str
    groups: Mapping[str, Group]
    exchanges: Mapping[str, str]
    most: int
    seconds: float
    chunk: int
    pause: float
    retry: Patience
    patience: float


@cache
def relations() -> Mapping[Link, str]:
    """Rung of the ladder to the relation of SKOS that it earns."""
    return {Link(rung): str(relation) for rung, relation in table("importing")["matches"].items()}


@cache
def cable_map_rules() -> CableMapRules:
    """Rules for the submarine cable map.

    Raises:
        RuleError: the file is missing, no YAML, or lacks a part.
    """
    return rule_set(CableMapRules, "importing", "cable-map")


@cache
def wikidata_rules() -> WikidataRules:
    """Rules for Wikidata.

    Raises:
        RuleError: the file is missing, no YAML, or lacks a part.
    """
    found = rule_set(WikidataRules, "importing", "wikidata")
    return replace(found, exchanges={fold(label): code for label, code in found.exchanges.items()})
