"""Words, patterns and figures of the reading room, from `data/rules/reading/*.yaml`; read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from telegrapher.errors import RuleError
from telegrapher.rules import table

__all__ = ["figure", "mapping", "pattern", "words"]


def _entry(name: str, key: str) -> Any:
    try:
        return table(f"reading/{name}")[key]
    except KeyError:
        raise RuleError(f"has no entry {key!r}", where=f"data/rules/reading/{name}.yaml") from None


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The list `key` of the table `name`."""
    entry = _entry(name, key)
    return tuple(str(word) for word in (entry if isinstance(entry, list) else [entry]))


@cache
def figure(name: str, key: str) -> float:
    """The number `key` of the table `name`."""
    return float(_entry(name, key))


@cache
def mapping(name: str, key: str) -> Mapping[str, Any]:
    """The mapping `key` of the table `name`."""
    return MappingProxyType(dict(_entry(name, key)))


@cache
def pattern(name: str, key: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression(s) `key` of the table `name`, as one alternation.

    Raises:
        RuleError: an expression that does not compile.
    """
    try:
        return re.compile("|".join(_scoped(part) for part in words(name, key)), flags)
    except re.error as error:
        raise RuleError(f"bad expression under {key!r}: {error}", where=f"data/rules/reading/{name}.yaml") from error


def _scoped(expression: str) -> str:
    """An expression as a group of its own; its leading flags count for it alone."""
    leading = re.match(r"\(\?([aimsx]+)\)", expression)
    return f"(?{leading.group(1)}:{expression[leading.end() :]})" if leading else f"(?:{expression})"
