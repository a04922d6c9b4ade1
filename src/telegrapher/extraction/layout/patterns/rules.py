"""Fixed patterns over masked sentences, read from `data/rules/layout/*.patterns.yaml`.

In a pattern, `{org}` stands for the name of an organisation, `{org1}` for one character of it, `{not_org_person}` for a character
of neither, `{s:orgs}` for a list of them captured as `s`; names in braces are classes (words.yaml) or macros (macros.yaml or the
same file). All else is a regular
expression over the text in which names are masked. Braces with digits are quantifiers, as ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from telegrapher.errors import RuleError
from telegrapher.extraction.layout.patterns.checks import CHECKS
from telegrapher.extraction.layout.patterns.needs import needs
from telegrapher.extraction.layout.sheet import marks
from telegrapher.extraction.spelling import words
from telegrapher.rules import read_table, table_path

__all__ = ["ELSEWHERE", "Rule", "Say", "expand_shared", "rules"]

_BRACED = re.compile(r"\{(?:([a-z]\w*):)?([a-z]\w*)\}")
_DEPTH = 6

ELSEWHERE = ("topic", "cable", "line", "award", "issuer")
"""Ends that a rule finds outside its match: whom the sentence is about; the cable, cable or network, award that it means; the
release's one issuer."""


@dataclass(frozen=True, slots=True)
class Say:
    """One relation a match states: names of groups for its ends (or `topic`, `cable`, `line`, `award` for one found elsewhere),
    qualifiers as text, `{group}` in them for what a group holds."""

    predicate: str
    subject: str
    object: str
    qualifiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it says.

    Attributes:
        name: unique; becomes the rule of its statements.
        cues: lower-case words of which a sentence must hold one to be tried at all.
        zones: kinds of block it is read in; empty for all but disclaimer and noise.
        pattern: over masked text.
        needs: marks without which the pattern cannot match; of each set a sentence must hold one.
        words: what the pattern spells out; of each set the masked sentence, case-folded, must hold one.
        says: the relations.
        checks: names of tests in `patterns.py` that a match must pass.
        examples: marked text to the statements expected ("BICS | headquarteredIn | Brussels").
    """

    name: str
    cues: tuple[str, ...]
    zones: frozenset[str]
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    says: tuple[Say, ...]
    checks: tuple[str, ...]
    examples: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def rules() -> tuple[Rule, ...]:
    """All shipped pattern rules, by file and order.

    Raises:
        RuleError: a file that breaks a rule; the message names the file and the pattern.
    """
    found: list[Rule] = []
    for path in sorted(table_path("layout/macros").parent.glob("*.patterns.yaml")):
        found += _read(path)
    names = [rule.name for rule in found]
    for name in names:
        if names.count(name) > 1:
            raise RuleError(f"two patterns are named {name}", where="data/rules/layout")
    return tuple(found)


def _read(path: Path) -> list[Rule]:
    data = read_table(path)
    macros = _shared_macros(path) | _texts(data.get("macros") or {}, path)
    listed = data.get("rules")
    if not isinstance(listed, list):
        raise RuleError("holds no list of rules", where=str(path))
    return [_rule(entry, macros, path) for entry in listed]


def _shared_macros(path: Path) -> dict[str, str]:
    return _texts(read_table(path.parent / "macros.yaml"), path)


@cache
def expand_shared(text: str) -> str:
    """A pattern with its braces replaced, by the shared macros alone."""
    return _expand(text, _shared_macros(table_path("layout/macros")), 0)


def _texts(value: object, path: Path) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise RuleError("macros must be texts", where=str(path))
    return value


def _rule(entry: Mapping[str, object], macros: Mapping[str, str], path: Path) -> Rule:
    try:
        name = str(entry["name"])
        pattern = re.compile(_expand(str(entry["find"]), macros, 0))
        says = tuple(_say(text) for text in _strings(entry["say"]))
        examples = tuple((str(e["text"]), tuple(_strings(e["says"]))) for e in entry["examples"])  # type: ignore[attr-defined]
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise RuleError(f"{entry.get('name', 'a rule')}: {error}", where=str(path)) from error
    for say in says:
        for end in (say.subject, say.object):
            if end not in pattern.groupindex and end not in ELSEWHERE:
                raise RuleError(f"{name}: no group {end} in its pattern", where=str(path))
    checks = tuple(_strings(entry.get("checks", [])))
    if unknown := set(checks) - set(CHECKS):
        raise RuleError(f"{name}: unknown checks {sorted(unknown)}", where=str(path))
    cues = tuple(word.casefold() for word in _strings(entry["cues"]))
    zones = frozenset(_strings(entry.get("zones", [])))
    return Rule(name, cues, zones, pattern, needs(pattern.pattern), words(pattern.pattern), says, checks, examples)


def _strings(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"no list of texts: {value!r:.60}")
    return value


def _say(text: str) -> Say:
    """`s worksFor o; jobTitle={title}; status=departed` taken apart."""
    head, *tail = (part.strip() for part in text.split(";"))
    subject, predicate, target = head.split()
    pairs = tuple((name.strip(), value.strip()) for name, value in (part.split("=", 1) for part in tail))
    return Say(predicate, subject, target, pairs)


def _expand(text: str, macros: Mapping[str, str], depth: int) -> str:
    """Braced names replaced by what they stand for; a `label:` makes the whole a named group."""
    if depth > _DEPTH:
        raise ValueError("macros that hold each other")

    def put(match: re.Match[str]) -> str:
        label, name = match[1], match[2]
        if name in marks():
            body = f"(?<!{marks()[name]}){marks()[name]}++"  # never from within a name: that would be tried once a letter
        elif name.endswith("1") and name[:-1] in marks():
            body = marks()[name[:-1]]
        elif name.startswith("not_"):
            body = _none_of(name.removeprefix("not_"))
        elif name in macros:
            body = _expand(macros[name], macros, depth + 1)
        else:
            raise ValueError(f"neither class nor macro: {name}")
        return f"(?P<{label}>{body})" if label else f"(?:{body})"

    return _BRACED.sub(put, text)


def _none_of(names: str) -> str:
    """One character of the clause that is no part of a name of these classes (`org_person`; `names` for any class)."""
    barred = "".join(marks().values() if names == "names" else (marks()[name] for name in names.split("_")))
    return rf'[^;:\n\t"“”{barred}]'
