"""The expressions that refer: nouns after "the", pronouns, networks described as somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from telegrapher.extraction.page import Page
from telegrapher.extraction.spelling import opened
from telegrapher.model import Referent, Span
from telegrapher.rules import table

__all__ = [
    "PAIR",
    "RELATIVE",
    "Noun",
    "Rules",
    "introduces",
    "is_coordinated",
    "is_impersonal",
    "is_predicative",
    "rules",
    "without_figures",
]


@dataclass(frozen=True, slots=True)
class Noun:
    """What a referring noun may mean: types by preference, how far back, whether the only cable or the issuer if none is near."""

    types: frozenset[str]
    otherwise: frozenset[str]
    far: bool
    alone: bool
    issuer: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What "it" is likely to mean by the words right after or right before it."""

    types: frozenset[str]
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules, and the patterns made of them; `heads` are what a text, in lower case, must hold for some of these to match."""

    nouns: Mapping[str, Noun]
    phrase: re.Pattern[str]
    pronoun: re.Pattern[str]
    network: re.Pattern[str]
    kept: re.Pattern[str]
    held: re.Pattern[str]
    fibred: re.Pattern[str]
    heads: Mapping[str, re.Pattern[str]]
    kinds: Mapping[str, tuple[str, frozenset[str]]]
    told: re.Pattern[str]
    keeping: re.Pattern[str]
    held_by: re.Pattern[str]
    for_others: re.Pattern[str]
    choices: tuple[Choice, ...]
    data: Mapping[str, Any]


@cache
def rules() -> Rules:
    """The rules that ship with the package."""
    data = table("coreference")
    nouns = {
        word.lower(): Noun(
            frozenset(entry["types"]),
            frozenset(entry.get("otherwise", ())),
            *(bool(entry.get(how)) for how in ("far", "alone", "issuer")),
        )
        for entry in data["nouns"]
        for word in entry["words"]
    }
    kinds = {word: (name, frozenset(entry.get("types", ()))) for name, entry in data["pronouns"].items() for word in entry["words"]}
    network, kept, held, fibred = _network_patterns(data["network"])
    return Rules(
        nouns=nouns,
        phrase=_phrase_pattern(nouns, data["determiners"], int(data["between"])),
        pronoun=re.compile(rf"{opened(kinds)}\b(?![-'’])"),
        network=network,
        kept=kept,
        held=held,
        fibred=fibred,
        heads=_heads(data["network"]),
        kinds=kinds,
        told=re.compile(data["network"]["told"]),
        keeping=re.compile(data["network"]["keeping"]),
        held_by=re.compile(
            rf" (?:{'|'.join(one for one in data['network']['held_by'] if one.endswith((' by', ' to')))}) (?=[A-Z])"
        ),
        for_others=re.compile(data["network"]["for_others"]),
        choices=tuple(_choice(entry) for entry in data["choices"]),
        data=data,
    )


def _phrase_pattern(nouns: Iterable[str], words: Iterable[str], most: int) -> re.Pattern[str]:
    """A determiner, up to so many words, and one of the nouns."""
    words = tuple(words)
    determiners = "|".join(words)
    heads = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
    between = rf"(?:(?!(?:{determiners}|a|an|it|he|she|we|his|her|their|our) )[\w,.-]+ ){{0,{most}}}?"
    return re.compile(rf"({opened(words)}) (?i:({between})({heads})\b(?![-\w]))")


def _heads(network: Mapping[str, Any]) -> Mapping[str, re.Pattern[str]]:
    """What must stand in a text for the patterns of networks, and of pairs, to match."""
    heads, held_by = ("|".join(network[name]) for name in ("heads", "held_by"))
    named = re.compile(rf" (?:{heads})\b")
    return {
        "network": named,
        "kept": named,
        "held": re.compile(rf" (?:{heads}),? (?:{held_by}) "),
        "fibred": re.compile(" fib(?:er|re)"),
        "pair": re.compile(" (?:former|latter)"),
    }


_MOST = r"(?:(?:most|best) [\w-]+ (?:and (?:most |\w+ly )?[\w-]+ )?)?"
"""How a network is praised: "most advanced and densely connected"; no part of what it is called."""

_AMONG = r"one of the(?: [\w-]+['’]s?)?(?: (?:most [\w-]+|leading|premier|[\w-]+est))?"
"""What a network is told to be one of: "one of the region's most modern"."""


def _network_patterns(network: Mapping[str, Any]) -> tuple[re.Pattern[str], ...]:
    """Networks after a possessive, after a verb of keeping, before words of keeping, and told of in miles of fibre."""
    word = r"\w(?:[\w.,/%-]*[\w%])?"
    heads, verbs, held_by = ("|".join(network[name]) for name in ("heads", "verbs", "held_by"))
    between = rf"(?P<between>(?:{word} ){{0,{int(network['between'])}}}?)"
    head = rf"(?P<head>{heads})\b(?![-\w]| (?:{'|'.join(network['not_before'])})\b)"
    patterns = (
        rf"(?i:\b(its|our|their|whose|the (?:[\w-]+ ){{0,2}}?(?P<noun>{'|'.join(network['owners'])})[’']s) {between}{head})",
        rf"{opened(network['verbs'])}(?i:(?: and (?:{verbs}))? (?:out )?(?:(?:a|an|the|{_AMONG}|another|(?-i:[A-Z])[\w-]+[’']s?) "
        rf"|(?=(?:[a-z/-]+ ){{0,4}}networks (?:in|across|throughout) (?:the )?(?-i:[A-Z]))){_MOST}{between}{head})",
        rf"(?i:\b(?P<between>(?:(?:(?<=\bthe )|(?<=\ba )|(?<=\ban ))(?:(?!(?:the|an?|of|for|to|in|on|by) ){word} ){{0,4}}?"
        rf"|(?:(?!(?:{'|'.join(network['not_between'])}) ){word} ){{1,1}}))(?P<head>{heads})(?=,? (?:{held_by}) ))",
        rf"{opened((*network['verbs'], 'with'))}(?i: (?:(?:about|over|around|some|nearly|approximately|roughly|more than) )?"
        r"[\d.,]+ (?P<unit>(?:route[ -])?(?:miles|km|kilomet(?:er|re)s)) of (?P<between>(?:[\w-]+ ){0,3}?)"
        r"(?P<head>fiber|fibre|fiber-optic cable|fibre-optic cable)\b)",
    )
    return tuple(map(re.compile, patterns))


def _choice(entry: Mapping[str, Any]) -> Choice:
    after, before = entry.get("after"), entry.get("before")
    return Choice(
        frozenset(entry["types"]),
        re.compile(rf" (?:{after})\b") if after else None,
        re.compile(rf"\b(?:{before}) $", re.IGNORECASE) if before else None,
    )


PAIR = re.compile(r"\b[Tt]he (former|latter)\b(?! (?:[A-Z]|[a-z-]+(?:er|or|man|ent|ive)\b))")
RELATIVE = re.compile(r", (?:which|who|whose)\b")
_BE = re.compile(r"\b(?:be|is|was|are|were|as|become|becomes|became|remains|been|named|called)(?: also| now)? $")


def is_predicative(text: str, start: int) -> bool:
    """Whether the words before make the noun a statement about something, not a name for it: "is the contractor"."""
    return bool(_BE.search(text[max(0, start - 24) : start]))


def is_coordinated(between: str) -> bool:
    """Whether only "and" or the like stands between a name and a reference, which then means another one."""
    return bool(re.fullmatch(r"[\"”'’).,]{0,2} (?:and|with|or|to|from|by|between|for) ", between))


def is_impersonal(text: str, span: Span) -> bool:
    """Whether the "it" at `span` means nothing ("it is expected that")."""
    return text[span.end : span.end + 40].strip().lower().startswith(tuple(rules().data["impersonal_after"]))


def without_figures(text: str, span: Span) -> Span:
    """A description without the figures in front of it: they may be a length."""
    figures = [found.end() for found in re.finditer(r"\S*\d\S*(?: (?:km|miles?|kilomet\w+))?\s", text[span.start : span.end])]
    return Span(span.start + figures[-1], span.end) if figures else span


def introduces(page: Page, referents: Mapping[str, Referent], match: re.Match[str]) -> bool:
    """Whether a described noun stands for the name right behind it, not for one before: "the Danish software firm, X."."""
    text = page.release.text
    if text[match.end() : match.end() + 2] != ", ":
        return False
    names = page.mentions_in(Span(match.end() + 2, match.end() + 80))
    if not names or names[0].span.start != match.end() + 2:
        return False
    noun = rules().nouns[match[3].lower()]
    fits = referents[names[0].key].type in noun.types | noun.otherwise
    return fits and text[names[0].span.end : names[0].span.end + 1] in {"", ".", ",", ";", "\n"}
