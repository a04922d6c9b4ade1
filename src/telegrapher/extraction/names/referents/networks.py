"""Networks that a text does not name but describes as somebody's: "BICS' pan-European network"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from telegrapher.extraction.names.referents.described import Description, network_rules
from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS
from telegrapher.extraction.names.text.forms import word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.model import Mention
from telegrapher.rules import rule_set

__all__ = ["find_networks", "national_networks", "without_networks"]


_ASIDE = 140
"""Characters between a name and another inside the words that explain it, at most."""
_ASIDE_WORDS = 6
"""Words before a description that may part it from the comma of an apposition, at most."""
_APPOSED = re.compile(
    r"(?: \([^()]{1,40}\))?, (?:an?|the|one|part|now|once|formerly|owned|controlled|backed|led|founded|set up|based)\b[^,.;:]{0,90}"
    r"\b(?:of|by|from|in|for|with|to|and|&) (?:the )?"
)
_LONGEST = 10
"""Words of a description, at most."""

_INSIDE = frozenset({"Place", "Technology"})
"""Types of names that may stand inside a description: "X's Tier 1 IP network"."""


_NATIONWIDE = frozenset({"national", "nationwide"})
_LINES = frozenset({"Cable", "Network", "Product"})
_NEAR = 12
"""Names before an owner that may stand beside it, at most."""
_WITH_HEAD = 2
"""Words of a name that ends in the head of a network, at least."""


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    whose: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "networks", plain=True)


def without_networks(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, techniques without the network that somebody has of their kind: of "its 5G network" only "5G"."""
    return [_trimmed(scene, mention) if mention.type == "Technology" else mention for mention in mentions]


def _trimmed(scene: Scene, mention: Mention) -> Mention:
    inside = scene.words.between(mention.span)
    if (
        len(inside) < _WITH_HEAD
        or scene.tokens[inside[-1]].text not in network_rules().heads
        or not scene.same_line(inside[0], inside[0] - 1)
    ):
        return mention
    before = scene.tokens[inside[0] - 1]
    if before.kind != "possessive" and before.low not in _classes().whose:
        return mention
    span = scene.words.span(inside[0], inside[-2])
    return replace(mention, span=span, text=scene.release.quote(span))


def find_networks(scene: Scene, mentions: Sequence[Mention], owners: Collection[str]) -> list[Description]:
    """All described networks beside the mention of an organisation.

    Args:
        scene: the release in words.
        mentions: what is named in it, in order.
        owners: keys of the organisations.
    """
    taken = {index: mention for mention in mentions for index in scene.words.between(mention.span)}
    found = []
    for mention in mentions:
        if mention.key not in owners or _explains(scene, mention, mentions):
            continue
        inside = scene.words.between(mention.span)
        if not len(inside) or scene.barred[scene.tokens[inside[0]].sentence]:
            continue
        run = None if (described := _after(scene, inside[-1], taken)) else _run(scene, inside[-1], taken)
        described = described or run or _of(scene, inside[0], taken)
        if described:
            first, last = described
            free = max((index + 1 for index in range(first, last) if index in taken), default=first)
            found.append(
                Description(
                    _explained(scene, mention, mentions) if run else mention.key,
                    tuple(t.text for t in scene.tokens[first : last + 1]),
                    scene.words.span(free, last),
                )
            )
    return found


def national_networks(scene: Scene, mentions: Sequence[Mention]) -> list[Description]:
    """Networks described as a nation's ("the Zambian national backbone", "Zambia's national fibre network"); its adjective, or
    its name, is the owner."""
    if not scene.holds(_NATIONWIDE):
        return []
    taken = {index: mention for mention in mentions for index in scene.words.between(mention.span)}
    found: dict[str, list[tuple[str, int, int]]] = {}
    for index, token in enumerate(scene.tokens[:-2]):
        possessive = scene.tokens[index + 1].kind == "possessive" and index in taken and taken[index].type == "Place"
        nation = token.is_cap and token.low in word_rules().adjectives and index not in taken and not _owned(scene, index)
        if (
            scene.barred[token.sentence]
            or not (possessive or nation)
            or scene.tokens[index + 1 + possessive].low not in _NATIONWIDE
        ):
            continue
        if described := _description(scene, index + 1 + possessive, taken, owned=False):
            found.setdefault(token.low.removesuffix("n"), []).append((token.text, *described))
    return [
        Description(
            max((row[0] for row in rows), key=len),
            tuple(one.text for one in scene.tokens[first : last + 1]),
            scene.words.span(first, last),
        )
        for rows in found.values()
        for _, first, last in rows
    ]


def _owned(scene: Scene, index: int) -> bool:
    """Whether somebody's name or "its" stands right before a word: "X's German national network" is that of X."""
    before = scene.tokens[index - 1] if index else None
    return before is not None and (before.kind == "possessive" or before.low in _classes().whose)


def _explained(scene: Scene, owner: Mention, mentions: Sequence[Mention]) -> str:
    """Who does what is told behind a name: of "X, a company of Y, runs a network" it is X, who is explained, and not Y."""
    text = scene.release.text
    if text[owner.span.end : owner.span.end + 1] == ",":
        for other in _before(owner, mentions):
            between = text[other.span.end : owner.span.start]
            if 0 < owner.span.start - other.span.end < _ASIDE and other.type in ORGANIZATIONS and _APPOSED.fullmatch(between):
                return other.key
    return owner.key


def _explains(scene: Scene, owner: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether what is somebody's only explains the line named before its comma: "X, Y's backbone"."""
    told = scene.release.text.endswith(", ", 0, owner.span.start)
    return told and any(m.span.end == owner.span.start - 2 and m.type in _LINES for m in _before(owner, mentions))


def _before(owner: Mention, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The few that are named shortly before somebody."""
    at = bisect_left(mentions, owner.span.start, key=lambda mention: mention.span.start)
    return mentions[max(0, at - _NEAR) : at]


def _after(scene: Scene, last: int, taken: Mapping[int, Mention]) -> tuple[int, int] | None:
    """ "OWNER's D network" or "OWNER network": first and last token of the description."""
    first = last + 1
    possessive = scene.same_line(last, first) and scene.tokens[first].kind == "possessive"
    if not possessive and (_any_of_its_kind(scene, last) or _is_called(scene, first)):
        return None
    return _description(scene, first + possessive, taken, owned=possessive)


def _description(scene: Scene, first: int, taken: Mapping[int, Mention], *, owned: bool) -> tuple[int, int] | None:
    """Descriptors and head from token `first` on; of somebody's own network any words may be descriptors."""
    last, position = first - 1, first
    while scene.same_line(last, position) and position - first < _LONGEST:
        token = scene.tokens[position]
        if _in_number(scene, position):
            position += 1
            continue
        if not (token.kind == "word" or token.text == "-") or len(scene.gap(position)) > 3:
            return None
        if _is_head(scene, first, position, owned=owned) and position not in taken:
            return None if _goes_on(scene, position) else (_skip(scene, first, position), position)
        if not (_describes(token.low) or (owned and token.low not in network_rules().closed)):
            return None
        if position in taken and not (owned and taken[position].type in _INSIDE):
            return None
        position += 1
    return None


def _is_head(scene: Scene, first: int, position: int, *, owned: bool) -> bool:
    """Whether a word names a network; "footprint" and the like do only behind words for one ("fiber footprint")."""
    word = scene.tokens[position].low
    if word in network_rules().heads:
        return True
    behind = position > first and _describes(scene.tokens[position - 1].low)
    return behind and word in network_rules().fibred and (owned or word not in network_rules().descriptors)


def _is_called(scene: Scene, index: int) -> bool:
    """Whether the noun right behind a company has a capital, too: "Arista Networks" is another name of it, and no network."""
    return scene.same_line(index - 1, index) and scene.tokens[index].low in network_rules().heads and scene.tokens[index].is_cap


def _in_number(scene: Scene, position: int) -> bool:
    """Whether a token is a comma or point between the digits of one number ("8,000-mile")."""
    if scene.tokens[position].text not in {",", "."} or scene.gap(position) or not scene.same_line(position, position + 1):
        return False
    return (
        scene.tokens[position - 1].text.isdigit() and scene.tokens[position + 1].text[0].isdigit() and not scene.gap(position + 1)
    )


def _any_of_its_kind(scene: Scene, last: int) -> bool:
    """Whether "an" or "a" before a name makes its network one of many ("an Infinera network": built with its products)."""
    index = last
    while index > last - 8 and scene.same_line(last, index - 1) and scene.tokens[index].is_cap:
        index -= 1
    return scene.tokens[index].low in {"a", "an", "any", "another"}


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether the head is only the first half of another noun ("network operator", "network services")."""
    if not scene.same_line(index, index + 1) or scene.gap(index + 1) != " ":
        return False
    return scene.tokens[index + 1].low in network_rules().compounds


def _run(scene: Scene, last: int, taken: Mapping[int, Mention]) -> tuple[int, int] | None:
    """ "OWNER owns and operates a D network"."""
    position, verb = last + 1, False
    while scene.same_line(last, position) and position - last < 6:
        token = scene.tokens[position]
        if verb and (token.low in {"a", "an", "the"} or token.low in network_rules().numbers or token.text.isdigit()):
            return _description(scene, position + 1, taken, owned=True)
        if token.low not in network_rules().runs and token.low not in network_rules().fillers and token.text != ",":
            return (_plural(scene, position, taken) or _joined(scene, position, taken)) if verb else None
        verb = verb or token.low in network_rules().runs
        position += 1
    return None


def _plural(scene: Scene, first: int, taken: Mapping[int, Mention]) -> tuple[int, int] | None:
    """Networks told without an article and with where they lie: "OWNER operates metropolitan networks in A and B"."""
    found = _description(scene, first, taken, owned=False)
    if found is None or not scene.tokens[found[1]].low.endswith("networks") or not scene.same_line(first, found[1] + 2):
        return None
    return found if scene.tokens[found[1] + 1].low in {"in", "across", "throughout", "around"} else None


def _joined(scene: Scene, start: int, taken: Mapping[int, Mention]) -> tuple[int, int] | None:
    """ "OWNER owns data centres in A and a D network": the network joined to what else is owned."""
    for position in range(start, start + 12):
        if not scene.same_line(start, position + 2) or scene.tokens[position].text in {";", ":", "."}:
            return None
        if scene.tokens[position].low == "and" and scene.tokens[position + 1].low in {"a", "an"}:
            return _description(scene, position + 2, taken, owned=True)
    return None


def _of(scene: Scene, first: int, taken: Mapping[int, Mention]) -> tuple[int, int] | None:
    """ "the D network of OWNER"."""
    position = first - 1
    if position >= 0 and scene.tokens[position].low == "the":
        position -= 1
    if position < 1 or not scene.same_line(first, position - 1) or scene.tokens[position].low not in {"of"}:
        return None
    head = position - 1
    if scene.tokens[head].low not in network_rules().heads or head in taken:
        return None
    start = head
    while (
        start - 1 not in taken
        and scene.same_line(first, start - 1)
        and _describes(scene.tokens[start - 1].low)
        and len(scene.gap(start)) <= 1
    ):
        start -= 1
    return None if _apposed(scene, start, taken) else (_skip(scene, start, head), head)


def _apposed(scene: Scene, start: int, taken: Mapping[int, Mention]) -> bool:
    """Whether the words only explain a line that is named before their comma: "Alpha Loop, the undersea network of X"."""
    comma = start - 1
    while start - comma < _ASIDE_WORDS and scene.same_line(start, comma) and scene.tokens[comma].kind == "word":
        if comma in taken:
            return False
        comma -= 1
    if not scene.same_line(start, comma - 1) or scene.tokens[comma].text != ",":
        return False
    named = next((taken[n] for n in range(comma - 1, comma - 6, -1) if n in taken and scene.same_line(start, n)), None)
    return named is not None and named.type in {"Cable", "Network"} and scene.tokens[comma - 1].end - named.span.end in (0, 1)


def _describes(word: str) -> bool:
    rules = network_rules()
    return (
        word in rules.descriptors
        or word in rules.dropped
        or word in rules.groups
        or word.endswith(("-wide", "-mile", "-km", "-based", "-kilometer"))
    )


def _skip(scene: Scene, first: int, head: int) -> int:
    """Leaves words out at the front that describe nothing ("new")."""
    while first < head and (
        scene.tokens[first].low in network_rules().dropped
        or scene.tokens[first].low in {"km", "mile", "miles", "kilometer", "kilometre"}
        or scene.tokens[first].text[0].isdigit()
        or not scene.tokens[first].text[0].isalnum()
    ):
        first += 1
    return first
