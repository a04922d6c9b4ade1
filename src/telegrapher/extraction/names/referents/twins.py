"""A company and its cable of one name ("EllaLink, which owns the EllaLink cable"): two things, told apart by the words around."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS
from telegrapher.extraction.names.text.forms import without_legal
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import read_rules
from telegrapher.model import Mention, Referent
from telegrapher.reference.reference import Reference

__all__ = ["with_twins"]


@dataclass(frozen=True, slots=True)
class _Cues:
    """What right behind a name tells that a cable is meant, and what around it that a company is."""

    cable: re.Pattern[str]
    company: re.Pattern[str]
    office: re.Pattern[str]
    owners: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    rules = read_rules("twins")
    behind, acts, offices, owners = ("|".join(map(str, rules[name])) for name in ("cable", "company", "office", "owners"))
    return _Cues(
        re.compile(rf"[®™]?(?: (?![a-z]+[^s]s )[\w-]+)?? (?:{behind})\b"),  # not "Acme opens cable"
        re.compile(rf"(?: \([A-Z]{{2,8}}\))?(?:,? (?:{acts})\b|['’]s (?:{offices})\b| (?:{offices})\b)"),
        re.compile(rf"(?:{offices}) (?:of|at|for|from) (?:the )?$", re.IGNORECASE),
        re.compile(rf" (?:{owners})\b", re.IGNORECASE),
    )


def with_twins(
    scene: Scene, mentions: Sequence[Mention], referents: Mapping[str, Referent], reference: Reference
) -> tuple[list[Mention], dict[str, Referent]]:
    """The mentions and referents with companies and cables of one name set apart.

    A company's name is a cable's where words such as "cable system" follow it, unless the reference knows the company and no cable
    of that name (the cable of a content provider is not called like it). A cable's name is a company's where it acts as only
    companies do.

    Args:
        scene: the release in words.
        mentions: all mentions, in order.
        referents: what they name.
        reference: curated names.
    """
    made = dict(referents)
    keys: dict[str, str] = {}
    kinds = [_other_kind(scene, mention, made[mention.key], reference) for mention in mentions]
    mostly = _mostly_companies(scene, mentions, kinds)
    out = [
        _apart(mention, kind or _unless_cable(scene, mention, mostly), made, keys, reference)
        for mention, kind in zip(mentions, kinds, strict=True)
    ]
    alive = {mention.key for mention in out}
    return out, {key: one for key, one in made.items() if key in alive or key not in keys}


def _mostly_companies(scene: Scene, mentions: Sequence[Mention], kinds: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Names of cables, with their keys, that act as a company more often than they are called a cable."""
    acting = {(mention.key, mention.text) for mention, kind in zip(mentions, kinds, strict=True) if kind == "Carrier"}
    told: Counter[tuple[str, str]] = Counter()
    for mention, kind in zip(mentions, kinds, strict=True):
        if kind == "Carrier":
            told[mention.key, mention.text] += 1
        elif not kind and (mention.key, mention.text) in acting and _cues().cable.match(_behind(scene, mention)):
            told[mention.key, mention.text] -= 1
    return frozenset(name for name, count in told.items() if count > 0)


def _unless_cable(scene: Scene, mention: Mention, mostly: frozenset[tuple[str, str]]) -> str:
    """What a mention is whose name is mostly a company's: the company, where no word says that the cable is meant."""
    if (mention.key, mention.text) not in mostly or _cues().cable.match(_behind(scene, mention)):
        return ""
    return "" if scene.release.text[: mention.span.start].lower().endswith((" the ", "\nthe ")) else "Carrier"


def _behind(scene: Scene, mention: Mention) -> str:
    return scene.release.text[mention.span.end : mention.span.end + 60]


def _apart(mention: Mention, kind: str, made: dict[str, Referent], keys: dict[str, str], reference: Reference) -> Mention:
    one = made[mention.key]
    if not kind:
        return mention
    key = keys.setdefault(one.key, f"{one.key}t")
    if key not in made:
        entries = [entry for entry in reference.lookup(mention.text) if (entry.kind == "cable") == (kind == "Cable")]
        fitting = [entry for entry in entries if entry.kind in {"cable", "organization"}]
        type_name = fitting[0].type if kind != "Cable" and len(fitting) == 1 else kind
        made[key] = Referent(key, type_name, mention.text, (), tuple(entry.iri for entry in fitting))
    elif mention.text not in (made[key].name, *made[key].aliases):
        made[key] = replace(made[key], aliases=(*made[key].aliases, mention.text))
    return replace(mention, key=key, type=made[key].type)


def _other_kind(scene: Scene, mention: Mention, one: Referent, reference: Reference) -> str:
    """The kind that the words around a mention show, if it is not that of its referent; empty if it is."""
    text = scene.release.text
    behind = _behind(scene, mention)
    if one.type in ORGANIZATIONS:
        named = any(entry.kind == "cable" for entry in reference.lookup(mention.text))
        if not _cues().cable.match(behind) or (one.candidates and not named):
            return ""
        return "Cable"
    if one.type == "Cable" and without_legal(mention.text) != mention.text:
        return "Carrier"
    if one.type == "Cable" and _cues().owners.match(behind):
        return ""
    if one.type != "Cable" or not (set(one.candidates) or " " not in one.name) or _cues().cable.match(behind):
        return ""
    before = text[max(0, mention.span.start - 60) : mention.span.start]
    acts = _cues().company.match(behind) or _cues().office.search(before)
    return "Carrier" if acts else ""
