"""When two names, literals or entities count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from telegrapher.model import RELEASE
from telegrapher.rules import table

__all__ = ["Document", "Key", "align", "conventions", "keys_of", "kind_of", "matching", "normal", "same_qualifier"]


@cache
def conventions() -> dict[str, Any]:
    """Which types are open or organisations, which relations symmetric, which suffixes legal: `data/rules/evaluation.yaml`."""
    return {key: frozenset(value) for key, value in table("evaluation").items()}


@cache
def normal(name: str) -> str:
    """A name for comparison: folded, without marks, article, possessive and legal suffixes."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[®™©*†]|\(r\)|\(tm\)", " ", text)
    text = re.sub(r"['’`]s\b", "", text)
    text = re.sub(r"s['’`](?=\s|$)", "s", text)
    words = re.sub(r"[^a-z0-9+]+", " ", text.replace(".", "")).split()
    if words and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in conventions()["legal"]:
        words.pop()
    return " ".join(words)


_RATE = re.compile(r"([\d.,]+)\s*(?:x\s*([\d.,]+)\s*)?([kmgtp]?)\w*?(?:ps|/s| per second)?")
_PREFIX = {"": 1.0, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "p": 1e15}


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def literal_key(predicate: str, value: str) -> str:
    value = value.strip()
    if predicate == "capacity":
        found = _RATE.fullmatch(value.casefold())
        number = _number(found[1]) if found else None
        times = _number(found[2]) if found and found[2] else 1.0
        return f"{number * times * _PREFIX[found[3]]:.4g}" if found and number and times else normal(value)
    if predicate == "lengthKm":
        digits = re.search(r"[\d.,]+", value)
        number = _number(digits[0]) if digits else None
        return normal(value) if number is None else f"{number:.2g}"  # miles were rounded: two significant digits
    if predicate == "website":
        return re.sub(r"^https?://|/$", "", value.casefold()).removeprefix("www.")
    if predicate == "tickerSymbol":
        return re.sub(r"\s", "", value.upper())
    return value.casefold() if predicate == "readyForService" else normal(value)


class Document:
    """A document with the normalised names of its entities, counted as often as they are used."""

    def __init__(self, data: Mapping[str, Any], *, predicted: bool) -> None:
        self.id: str = data["id"]
        self.entities: dict[str, Mapping[str, Any]] = {one["id"]: one for one in data["entities"]}
        self.statements: list[Mapping[str, Any]] = data["statements"]
        self.text: str | None = data.get("text")
        self.names: dict[str, Counter[str]] = {}
        for key, one in self.entities.items():
            forms = [one["name"], *one.get("aliases", [])]
            if predicted:
                forms += [mention["text"] for mention in one.get("mentions", [])]
            self.names[key] = Counter(filter(None, (normal(str(form)) for form in forms)))

    def show(self, statement: Mapping[str, Any]) -> str:
        """Subject and object as a person reads them."""

        def name(end: Any) -> str:
            if isinstance(end, dict):
                return str(end["value"])
            return end if end == RELEASE else str(self.entities[end]["name"])

        return f"{name(statement['s'])} | {name(statement['o'])}"


def kind_of(entity_type: str) -> str:
    """Organisations of all roles are one kind; other types are their own."""
    return "Organization" if entity_type in conventions()["organizations"] else entity_type


def align(gold: Document, output: Document) -> dict[str, str]:
    """Output entity to the gold entity that shares most of its names, within one kind if there is a choice."""
    owners: dict[str, list[str]] = defaultdict(list)
    for key, names in gold.names.items():
        for name in names:
            owners[name].append(key)
    aligned = {}
    for key, names in output.names.items():
        votes: Counter[str] = Counter()
        for name, count in names.items():
            for owner in owners.get(name, ()):
                same = kind_of(gold.entities[owner]["type"]) == kind_of(output.entities[key]["type"])
                main = name == normal(output.entities[key]["name"])
                votes[owner] += count + (100 if same else 0) + (10 if main else 0)
        if votes:
            aligned[key] = votes.most_common(1)[0][0]
    return aligned


Key = tuple[str, str, str]


def keys_of(statement: Mapping[str, Any], names: Mapping[str, str]) -> list[Key]:
    """What a statement is compared by: relation and both ends; both orders where the relation is symmetric."""
    relation, value = statement["p"], statement["o"]
    subject = names.get(statement["s"], statement["s"])
    if isinstance(value, dict):
        return [(relation, subject, "=" + literal_key(relation, str(value["value"])))]
    other = names.get(value, value)
    both = [(relation, subject, other), (relation, other, subject)]
    return both if relation in conventions()["symmetric"] else both[:1]


def matching(key: Key, keys: list[Key], wanted: Mapping[Key, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The gold statement that one of `keys` matches, if any; long texts match where one holds the other."""
    for one in keys:
        if one in wanted:
            return wanted[one]
    relation, subject, value = key
    if relation in conventions()["containing"] and value.startswith("=") and value[1:]:
        for (other, whose, text), statement in wanted.items():
            if (other, whose) == (relation, subject) and text[1:] and (text[1:] in value or value[1:] in text):
                return statement
    return None


def same_qualifier(key: str, want: str, got: str) -> bool:
    """Whether a qualifier is right: titles may hold one another, dates may be more or less precise."""
    if want == got or normal(want) == normal(got):
        return True
    if key == "jobTitle":
        return normal(want) in normal(got) or normal(got) in normal(want)
    return key == "date" and (want.startswith(got) or got.startswith(want))
