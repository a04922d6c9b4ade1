"""What is sold under a name, told by the last noun of the words behind it: "Orin 2 data centre interconnect platform"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import read_rules, word_set
from telegrapher.rules import rule_set

__all__ = [
    "ends_in_goods",
    "firm_behind",
    "firms",
    "is_goods",
    "is_handled",
    "made_behind",
    "names_goods",
    "sold_behind",
    "told_as_goods",
]

_FAR = 7
"""Words of a compound, at most."""
_WIDE = 10
"""Words of a phrase before a name, at most."""
_CORE = 2
"""Words from which on a compound tells more than its first word."""


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    mass: frozenset[str]
    determiners: frozenset[str]
    counting: frozenset[str]
    them: frozenset[str]
    prepositions: frozenset[str]
    ranges: frozenset[str]
    members: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "goods", plain=True)


@lru_cache(maxsize=1)
def _goods() -> frozenset[str]:
    return word_set(read_rules("goods")["goods"])


@lru_cache(maxsize=1)
def _systems() -> frozenset[str]:
    return word_set(read_rules("goods")["systems"])


@lru_cache(maxsize=1)
def firms() -> frozenset[str]:
    """Nouns of firms of the trade."""
    return word_set(read_rules("goods")["firms"])


@lru_cache(maxsize=1)
def _ends() -> frozenset[str]:
    return word_set([*read_rules("words")["openers"][:230], *read_rules("goods")["ends"]]) | {"'s"}


def sold_behind(scene: Scene, last: int) -> bool:
    """Whether at least two words behind token `last` make a compound that ends in a noun of goods.

    The last noun says what the thing is: a network manager is no network, a data centre interconnect platform no data centre.
    """
    words = _compound(scene, last)
    heads = [n for n, word in enumerate(words) if word in _goods() or (n and words[n - 1] in _systems() and word in _SYSTEM)]
    return bool(heads) and heads[-1] + 1 >= _CORE


def names_goods(scene: Scene, last: int) -> bool:
    """Whether what stands behind token `last` is goods, be it a single word."""
    words = _compound(scene, last)
    return any(word in _goods() | _SYSTEM for word in words[:3])


def is_goods(word: str) -> bool:
    """Whether a single word is goods."""
    return word in _goods()


def told_as_goods(scene: Scene, first: int) -> bool:
    """Whether what opens at token `first` is told as one of somebody's goods: "its ranges are X", "platforms such as X", "the Y
    family, of which X is a member", "members of the Y family are X"."""
    position = first - 1
    while scene.same_line(first, position) and scene.tokens[position].low in _classes().determiners - {","}:
        position -= 1
    if not scene.same_line(first, position - 1):
        return False
    link, before = scene.tokens[position].low, scene.tokens[position - 1].low
    if f"{before} {link}" in _classes().them:
        position -= 1
    elif link not in _classes().counting:
        return False
    words = _words_before(scene, position - (scene.tokens[position - 1].text == ","))
    cut = next((n for n, word in enumerate(words) if n and word in _classes().prepositions), len(words))
    head = words[cut - 1] if words else ""
    ranges = _classes().ranges
    return head in _goods() | ranges or (head in _classes().members and not ranges.isdisjoint(words[cut:]))


def _words_before(scene: Scene, position: int) -> list[str]:
    """The words of the phrase that ends before token `position`, at most ten, in order."""
    words: list[str] = []
    index = position - 1
    while len(words) < _WIDE and scene.same_line(position, index) and scene.tokens[index].kind in {"word", "possessive"}:
        words.insert(0, scene.tokens[index].low)
        index -= 1
    return words


def ends_in_goods(words: list[str]) -> bool:
    """Whether a describing phrase of two words or more has goods for its last noun: "a carrier aggregation capable small cell"."""
    return len(words) >= _CORE and (words[-1] in _goods() or (words[-2] in _systems() and words[-1] in _SYSTEM))


def made_behind(scene: Scene, last: int) -> bool:
    """Whether the goods behind a word are told of as their maker's: "chose Orvex broadband access equipment", without an article.

    Names with figures are models, whatever stands before them; so is what is somebody's ("its Orvex access nodes").
    """
    words = _compound(scene, last)
    head = next((word for word in reversed(words) if word in _goods() | _SYSTEM), "")
    if not (head.endswith("s") and head != "chassis" and head != "series") and head not in _classes().mass:
        return False
    first = last
    while scene.same_line(last, first) and scene.tokens[first].is_cap and scene.tokens[first].low not in _classes().determiners:
        if any(char.isdigit() for char in scene.tokens[first].text):
            return False
        first -= 1
    before = scene.tokens[first] if scene.same_line(last, first) else None
    return before is None or (before.kind != "possessive" and before.low not in _classes().determiners)


def firm_behind(scene: Scene, last: int) -> bool:
    """Whether the words behind token `last` end in a noun of firms: "Chinese cable operator" names no cable."""
    words = _compound(scene, last)
    return any(word in firms() for word in words[1:])


def _compound(scene: Scene, last: int) -> list[str]:
    """The words in lower case, and short forms, that stand behind a token without a break."""
    words: list[str] = []
    position = last + 1
    while len(words) < _FAR and scene.same_line(last, position):
        token = scene.tokens[position]
        foreign = token.is_cap and not token.text.isupper() and not token.text[0].isdigit()
        if token.kind != "word" or "\t" in scene.gap(position) or token.low in _ends() or foreign:
            break
        words.append(token.low)
        position += 1
    return words


_SYSTEM = frozenset({"system", "systems"})


def is_handled(scene: Scene, first: int) -> bool:
    """Whether what begins at a token has an article and a verb before it of what is done with goods ("deployed the Luxo")."""
    article = first - 1
    if not scene.same_line(first, article - 1) or scene.tokens[article].low not in {"the", "its", "their"}:
        return False
    return scene.tokens[article - 1].low in _handling()


@cache
def _handling() -> frozenset[str]:
    return word_set(read_rules("words")["handling"])
