"""The word lists behind the finding of names: read once from `data/rules/names`, never changed."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from telegrapher.errors import RuleError
from telegrapher.rules import table, table_path

__all__ = ["Weights", "ends", "english", "listed", "read_rules", "weights", "word_set"]

Weights = Mapping[str, Mapping[str, float]]
"""Phrase to votes: type of the catalogue to weight."""


def read_rules(name: str) -> Mapping[str, Any]:
    """The rules of `data/rules/names/NAME.yaml`; every leaf is text, so that "no" and "on" stay words.

    Raises:
        RuleError: the file is missing or is no mapping.
    """
    return table(f"names/{name}", plain=True)


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Words of English that are written without capital (`data/rules/names/english.txt.gz`): alone they rarely name anything.

    Raises:
        RuleError: the list is missing or is no list of words.
    """
    path: Path = table_path("names/words").with_name("english.txt.gz")
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read ({error})", where=path.name) from error
    return frozenset(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def ends() -> frozenset[str]:
    """Words for the ends or parts of one line: "Orin West", "Orin Central"."""
    return word_set(read_rules("words")["ends"])


@cache
def listed(table_name: str, key: str) -> frozenset[str]:
    """The words of one list of a table, lower case."""
    return word_set(read_rules(table_name)[key])


def word_set(words: Iterable[str]) -> frozenset[str]:
    """The words, lower case, as a set."""
    return frozenset(word.casefold() for word in words)


def weights(table: Mapping[str, Mapping[str, str]]) -> Weights:
    """Turns a table type -> phrase -> weight round: phrase -> type -> weight."""
    turned: dict[str, dict[str, float]] = {}
    for kind, phrases in table.items():
        for phrase, weight in phrases.items():
            turned.setdefault(phrase.casefold(), {})[kind] = float(weight)
    return turned
