"""Names without what lawyers add: "Infinera Corporation" and "INFINERA CORP." are one form."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from telegrapher.model.identity import fold
from telegrapher.reference.tables import read_rows
from telegrapher.shipped import folder

__all__ = ["LEGAL_COLUMNS", "bare", "normal"]

LEGAL_COLUMNS = ("form", "kind", "note")


class _Forms(NamedTuple):
    """Legal forms, and how many words the longest has."""

    forms: frozenset[tuple[str, ...]]
    longest: int


@lru_cache(maxsize=1)
def _legal_forms() -> dict[str, _Forms]:
    """Legal forms by kind (suffix, prefix, group, and either of suffix and group), each as its folded words."""
    forms: dict[str, set[tuple[str, ...]]] = {"suffix": set(), "prefix": set(), "group": set()}
    for row in read_rows(folder("data") / "reference" / "legal_forms.csv", LEGAL_COLUMNS):
        forms[row.cells["kind"]].add(tuple(fold(row.cells["form"]).split()))
    forms["either"] = forms["suffix"] | forms["group"]
    return {kind: _Forms(frozenset(some), max(map(len, some), default=0)) for kind, some in forms.items()}


@lru_cache(maxsize=65536)
def normal(name: str) -> str:
    """A name for comparison: folded, without legal forms at its ends; never empty if the name is not.

    >>> normal("Infinera Corporation"), normal("PT Telkom Indonesia Tbk")
    ('infinera', 'telkom indonesia')
    """
    forms = _legal_forms()
    return " ".join(_cut(_cut_front(fold(name).split(), forms["prefix"]), forms["suffix"]))


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """`normal`, and without words for a group of companies at the end.

    >>> bare("Example Telecom Group Holdings plc")
    'example telecom'
    """
    forms = _legal_forms()
    return " ".join(_cut(normal(name).split(), forms["either"]))


def _cut(words: list[str], some: _Forms) -> list[str]:
    for size in range(min(some.longest, len(words) - 1), 0, -1):
        if tuple(words[-size:]) in some.forms:
            return _cut(words[:-size], some)
    return words[:-1] if len(words) > 1 and words[-1] in {"and", "&"} else words


def _cut_front(words: list[str], some: _Forms) -> list[str]:
    for size in range(min(some.longest, len(words) - 1), 0, -1):
        if tuple(words[:size]) in some.forms:
            return words[size:]
    return words
