"""What a frame is, and how it is read from `data/rules/frames/*.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from telegrapher.errors import RuleError
from telegrapher.rules import read_table, rule_set, table_path

__all__ = ["Example", "Frame", "Groups", "Role", "Saying", "examples_in", "frames", "groups", "load"]

VALUES = frozenset({"rate", "length", "date", "money", "phrase", "title", "modifier"})
"""Kinds of literals that a role may ask for, written `#rate`."""


_MAYBE = {"MaybeThing": "Product", "MaybeBody": "Organization", "MaybeFirm": "Organization"}
"""What names of an open type may be (see `Page.kinds_of`)."""


@dataclass(frozen=True, slots=True)
class Role:
    """One role: where to look, and what may fill it.

    Attributes:
        name: as the frame's sayings call it.
        path: ways from the trigger, see `arguments`.
        kinds: entity types, or `#kind` for a literal, or lower-case words that the head must be (a condition).
        optional: whether the frame stands without it.
        first: whether only the first that fits is meant (written `!`).
        is_condition: whether it asks for a word, not for a name.
        literal: kind of literal it asks for.
    """

    name: str
    path: str
    kinds: frozenset[str]
    optional: bool = False
    first: bool = False
    is_condition: bool = field(init=False)
    literal: str | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_condition", any(kind[0].islower() for kind in self.kinds))
        object.__setattr__(self, "literal", next((kind[1:] for kind in sorted(self.kinds) if kind.startswith("#")), None))


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement that a frame makes: names of roles, a relation, and qualifiers (role names or text)."""

    subject: str
    predicate: str
    object: str
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence, and the statements (`S | p | O | q=v`) that the frame must read in it, no more and no fewer."""

    text: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A way of saying something: trigger words, roles by syntax and type, statements. Each is itself alone (and hashed fast).

    Attributes:
        verbs, nouns, words: base forms of trigger verbs and nouns; words of any other kind.
        roles: in order; conditions too.
        unless: roles that must not be filled.
        zones: kinds of zone it may be read in; empty for all.
        abilities: whether "can" and "able to" still state it (capacities, technologies).
        moods: status to give in a mood that else states nothing ("could win" is to be shortlisted).
    """

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    words: frozenset[str]
    roles: tuple[Role, ...]
    says: tuple[Saying, ...]
    unless: tuple[Role, ...] = ()
    zones: frozenset[str] = frozenset()
    abilities: bool = False
    moods: tuple[tuple[str, str], ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def triggers(self) -> frozenset[str]:
        """All trigger words."""
        return self.verbs | self.nouns | self.words


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of types, the nouns through which a name may fill a role, and words that frames share; see `groups.yaml`."""

    types: Mapping[str, frozenset[str]]
    carriers: Mapping[str, frozenset[str]]
    through_of: frozenset[str]
    several: frozenset[str]
    legal_forms: frozenset[str]
    units: frozenset[str]
    equating: frozenset[str]
    listing: frozenset[str]
    seats: frozenset[str]
    numbers: frozenset[str]
    opening: frozenset[str]
    leading: frozenset[str]
    route: frozenset[str]
    called: frozenset[str]
    fronting: frozenset[str]
    along: tuple[str, ...]

    def spread(self, kinds: Iterable[str]) -> frozenset[str]:
        """The types that names of types and groups stand for."""
        return frozenset(t for kind in kinds for t in self.types.get(kind, (kind,)))

    def carries(self, lemma_set: frozenset[str], kind: str) -> bool:
        """Whether a noun may stand for a name of this type beside it."""
        general = "Organization" if kind in self.types["Organization"] else _MAYBE.get(kind, kind)
        return not lemma_set.isdisjoint(self.carriers.get(general, frozenset()))


@cache
def groups() -> Groups:
    """The groups of `groups.yaml`."""
    return rule_set(Groups, "frames/groups")


@cache
def frames() -> tuple[Frame, ...]:
    """All frames that ship with the package, in order of file and place."""
    paths = sorted(table_path("frames/groups").parent.glob("*.yaml"))
    return tuple(frame for path in paths if path.name != "groups.yaml" for frame in load(path))


def load(path: Path) -> tuple[Frame, ...]:
    """The frames of one file.

    Raises:
        RuleError: a frame breaks the grammar; says which and how.
    """
    data = read_table(path)
    lists = data.get("lists") or {}
    return tuple(_frame(entry, lists, f"{path.name}: {entry.get('name')}") for entry in data.get("frames") or ())


def _frame(entry: Mapping[str, Any], lists: Mapping[str, list[str]], where: str) -> Frame:
    unknown = set(entry) - {"name", "verb", "noun", "word", "roles", "unless", "says", "zones", "abilities", "moods", "examples"}
    if unknown:
        raise RuleError(f"unknown key {sorted(unknown)[0]!r}", where=where)
    roles = tuple(_role(name, text, lists, where) for name, text in (entry.get("roles") or {}).items())
    frame = Frame(
        name=entry["name"],
        verbs=_words(entry.get("verb"), lists),
        nouns=_words(entry.get("noun"), lists),
        words=_words(entry.get("word"), lists),
        roles=roles,
        says=tuple(_saying(text, where) for text in entry["says"]),
        unless=tuple(_role("", text, lists, where) for text in entry.get("unless") or ()),
        zones=frozenset(entry.get("zones") or ()),
        abilities=bool(entry.get("abilities")),
        moods=tuple((entry.get("moods") or {}).items()),
        examples=examples_in(entry),
    )
    names = {role.name for role in roles}
    for saying in frame.says:
        for name in (saying.subject, saying.object):
            if name not in names and not name.startswith("="):
                raise RuleError(f"{name!r} is no role of this frame", where=where)
    if not frame.triggers:
        raise RuleError("no trigger", where=where)
    return frame


def examples_in(entry: Mapping[str, Any]) -> tuple[Example, ...]:
    """The examples that stand in a rule, or in a part of a table, under `examples`."""
    return tuple(Example(one["text"], tuple(one["says"] or ())) for one in entry.get("examples") or ())


def _words(value: Any, lists: Mapping[str, list[str]]) -> frozenset[str]:
    found: list[str] = []
    for word in [value] if isinstance(value, str) else value or ():
        found.extend(lists[word[1:]] if word.startswith("$") else [word])
    return frozenset(found)


def _role(name: str, text: str, lists: Mapping[str, list[str]], where: str) -> Role:
    found = re.fullmatch(r"(\S+) +(\S+?)(!)?(\?)?", text.strip())
    if not found:
        raise RuleError(f"role {name!r} should be 'PATH TYPES', is {text!r}", where=where)
    kinds = frozenset(word for part in found[2].split("|") for word in (lists[part[1:]] if part.startswith("$") else [part]))
    for kind in kinds:
        if kind.startswith("#") and kind[1:] not in VALUES:
            raise RuleError(f"unknown literal {kind!r}", where=where)
    plain = any(kind[0] == "#" or kind[0].islower() for kind in kinds)
    return Role(name, found[1], kinds if plain else groups().spread(kinds), optional=bool(found[4]), first=bool(found[3]))


def _saying(text: str, where: str) -> Saying:
    head, *qualifiers = text.split(";")
    parts = head.split()
    if len(parts) != 3:
        raise RuleError(f"a saying is 'ROLE relation ROLE; name=value', not {text!r}", where=where)
    pairs = [tuple(q.strip().split("=", 1)) for q in qualifiers]
    return Saying(parts[0], parts[1], parts[2], tuple((k, v) for k, v in pairs))
