"""Which statements are held to be so. The words are in `data/rules/assertion.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from telegrapher.errors import RuleError
from telegrapher.rules import read_table, table_path
from telegrapher.vocabulary import vocabulary

__all__ = ["asserted", "read_assertion"]


def asserted(predicate: str, status: str | None) -> bool:
    """Whether a statement with that relation and status has its triple in the graph of facts.

    >>> asserted("deploys", "planned"), asserted("deploys", None)
    (False, True)
    """
    denied = _shipped()
    return status not in denied[""] and status not in denied.get(predicate, ())


@cache
def _shipped() -> Mapping[str, frozenset[str]]:
    return read_assertion(table_path("assertion"))


def read_assertion(path: Path) -> Mapping[str, frozenset[str]]:
    """Relation to the statuses that are not asserted; those for all relations under the empty name.

    Raises:
        RuleError: the file is missing or malformed, or names an unknown relation or status.
    """
    data = read_table(path)
    try:
        found = {"": frozenset(data["always"])} | {name: frozenset(words) for name, words in (data["relations"] or {}).items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise RuleError(f"needs a list `always` and a mapping `relations` ({error})", where=str(path)) from error
    terms = vocabulary()
    unknown = sorted({word for words in found.values() for word in words} - set(terms.statuses))
    unknown += sorted(set(found) - {""} - set(terms.relations))
    if unknown:
        raise RuleError(f"no such status or relation: {', '.join(unknown)}", where=str(path))
    return found
