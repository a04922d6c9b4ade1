"""Techniques, by their short names or by the form of names that hold figures ("DP-16QAM", "400GbE")."""

from __future__ import annotations

import re
from functools import lru_cache

from telegrapher.extraction.names.text.words import read_rules
from telegrapher.model import fold

__all__ = ["is_kind", "is_technique"]


@lru_cache(maxsize=16_384)
def is_technique(text: str) -> bool:
    """Whether a name is that of a technique wherever it stands."""
    folded = fold(text)
    if _figured().fullmatch(text) or folded in _techniques():
        return True
    return text.endswith("s") and folded.removesuffix("s") in _techniques()


def is_kind(text: str) -> bool:
    """Whether a word in capitals tells of a kind of firm or figure and names nothing ("OEMs", "dBm")."""
    return text in _kinds()


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    return frozenset(read_rules("techniques")["kinds"])


@lru_cache(maxsize=1)
def _figured() -> re.Pattern[str]:
    return re.compile("|".join(read_rules("techniques")["patterns"]))


@lru_cache(maxsize=1)
def _techniques() -> frozenset[str]:
    return frozenset(fold(word) for word in read_rules("techniques")["techniques"])
