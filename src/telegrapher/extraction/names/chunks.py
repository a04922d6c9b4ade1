"""Runs of capitalised words: the places where a name may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from telegrapher.extraction.names.goods import firms
from telegrapher.extraction.names.scene import Scene
from telegrapher.extraction.names.techniques import is_kind
from telegrapher.extraction.names.tokens import Token
from telegrapher.extraction.names.words import read_rules, word_set
from telegrapher.model import ZoneKind

__all__ = ["Chunk", "WordRules", "chunks", "is_legal", "is_model", "without_legal", "word_rules"]


_SMALL_LEGAL = frozenset({"plc", "llc", "inc", "ltd", "gmbh"})

_ROUTE = re.compile(r"[A-Z][\w.]+-to-[A-Z][\w.]+")
"""A way from one place to another ("Denver-to-Chicago") names neither."""

_LONGEST = 12
"""Words after which a run is cut: no name is longer."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words that may be a name: first and last token (inclusive)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class WordRules:
    """General words (see `data/rules/names/words.yaml` and the lists beside it)."""

    openers: frozenset[str]
    never: frozenset[str]
    alone: frozenset[str]
    generic: frozenset[str]
    function: frozenset[str]
    units: frozenset[str]
    dated: frozenset[str]
    numbered: frozenset[str]
    hours: frozenset[str]
    adjectives: frozenset[str]
    particles: frozenset[str]
    legal: frozenset[str]
    joins_of: frozenset[str]
    joins_at: frozenset[str]
    joins_and: frozenset[str]
    joins_tasks: frozenset[str]
    offices: frozenset[str]
    not_models: re.Pattern[str]
    traits: tuple[str, ...]
    currencies: frozenset[str]
    kept: frozenset[str]


@lru_cache(maxsize=1)
def word_rules() -> WordRules:
    """The rules, read once."""
    words, bodies, things = read_rules("words"), read_rules("organisations"), read_rules("things")
    inside = word_set(words["inside"]) - {"of", "and", "for", "the", "on", "in", "&", "y", "e", "et", "und"}
    return WordRules(
        openers=word_set(words["openers"]),
        never=word_set(words["never"]),
        alone=word_set(words["alone"]),
        generic=word_set(words["generic"]),
        function=word_set(words["function"]),
        units=word_set(words["units"]),
        dated=word_set(words["dated"]),
        numbered=word_set(words["numbered"]),
        hours=word_set(words["hours"]),
        adjectives=word_set(words["adjectives"]),
        particles=inside,
        legal=word_set(bodies["legal"]),
        joins_of=word_set(bodies["joins"]["of"]),
        joins_at=word_set(bodies["joins"]["at"]),
        joins_and=word_set(bodies["joins"]["and"]),
        joins_tasks=word_set(bodies["joins"]["tasks"]),
        offices=word_set(bodies["joins"]["offices"]),
        not_models=re.compile("|".join(things["not_models"])),
        traits=tuple(words["traits"]),
        kept=word_set(words["kept"]),
        currencies=frozenset(read_rules("values")["currencies"]),
    )


def is_legal(token: Token) -> bool:
    """Whether a word is a legal form ("Inc", "GmbH"): never written all in lower case."""
    return (
        token.kind == "word"
        and token.low.rstrip(".") in word_rules().legal
        and (not token.text.islower() or token.low in _SMALL_LEGAL)
    )


def without_legal(form: str) -> str:
    """A form without the legal forms at its end ("ADTRAN, Inc."), but with "& Company", which is a part of the name."""
    words = form.split(" ")
    while len(words) > 1 and words[-1].strip(".,").casefold() in word_rules().legal and words[-2] != "&":
        words.pop()
    return " ".join(words).rstrip(",")


def is_model(text: str) -> bool:
    """Whether a word looks like a model of equipment: letters and digits, or a plain number of three to five digits."""
    rules = word_rules()
    if not any(c.isdigit() for c in text) or rules.not_models.search(text) or text.count("-") > 3:
        return False
    return any(c.isalpha() for c in text) or bool(re.fullmatch(r"\d{3,5}", text))


def chunks(scene: Scene, closed: frozenset[int]) -> Iterator[Chunk]:
    """All runs in lines whose capitals mean something; tokens in `closed` (titles of persons) belong to none."""
    index = 0
    while index < len(scene.tokens):
        line = scene.tokens[index].sentence
        if scene.barred[line] or index in closed or not _opens(scene, index) or _within_dateline(scene, index):
            index += 1
            continue
        last = _grow(scene, index, closed)
        if not _is_origin(scene, last):
            yield Chunk(index, last)
        index = last + 1


def _is_origin(scene: Scene, last: int) -> bool:
    """Whether a run is the first part of an origin ("San" of "San Francisco-based", "Boise" of "Boise, Idaho-based")."""
    if scene.same_line(last, last + 2) and scene.tokens[last + 1].text == "," and scene.tokens[last + 2].is_cap:
        return scene.tokens[last + 2].low.endswith(word_rules().traits)
    if not scene.same_line(last, last + 1) or scene.gap(last + 1) != " " or not scene.tokens[last + 1].is_cap:
        return False
    return scene.tokens[last + 1].low.endswith(word_rules().traits)


def _within_dateline(scene: Scene, index: int) -> bool:
    """A dateline names its city and nothing else (no news agency)."""
    return scene.lines[scene.tokens[index].sentence].zone is ZoneKind.DATELINE and not scene.tokens[index].first


def _opens(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if token.text.isdigit():
        return token.kind == "word" and _number_opens(scene, index)
    if not token.is_cap or (token.text[0].isdigit() and not is_model(token.text)):
        return False
    rules = word_rules()
    if token.low in _MONTHS_AND_GIVEN and _is_given_here(scene, index):
        return True
    money = scene.same_line(index, index + 1) and _is_money(token, scene.tokens[index + 1])
    if money or (token.low in rules.never and not _is_kept(scene, index)) or token.low.endswith(word_rules().traits):
        return False
    numbered = token.low in rules.numbered and _number_next(scene, index)
    if rules.not_models.search(token.text) or _ROUTE.fullmatch(token.text) or numbered:
        return False
    return not (token.first and token.low in rules.openers and not _is_name_here(scene, index))


def _is_kept(scene: Scene, index: int) -> bool:
    """Whether a word that else makes no name opens one all the same ("Tel Aviv")."""
    following = scene.tokens[index + 1].low if scene.same_line(index, index + 1) else ""
    return f"{scene.tokens[index].low} {following}" in word_rules().kept


def _is_money(token: Token, following: Token) -> bool:
    """Whether a word opens a sum: "US$5", "HUF 40 billion"."""
    return following.text in "$€£¥" or (following.text[0].isdigit() and token.text in word_rules().currencies)


_MONTHS_AND_GIVEN = frozenset({"april", "august", "jan", "june", "may"})
_DATING = frozenset(
    {"in", "on", "of", "since", "until", "till", "by", "from", "to", "last", "this", "next", "early", "late", "mid", "and", "for"}
)


def _is_given_here(scene: Scene, index: int) -> bool:
    """Whether a month is somebody's given name: a capitalised word follows it, no word of dating or number stands before."""
    if not scene.same_line(index, index + 1) or scene.gap(index + 1) != " ":
        return False
    following = scene.tokens[index + 1]
    before = scene.tokens[index - 1] if scene.same_line(index, index - 1) else None
    if before is not None and (before.low in _DATING or before.text[0].isdigit()):
        return False
    return (
        following.is_cap and following.text.isalpha() and following.low not in word_rules().never and not following.text.isupper()
    )


def _is_name_here(scene: Scene, index: int) -> bool:
    """Whether a word that opens a sentence, and is a word of the language, opens a name ("Global Crossing said")."""
    token = scene.tokens[index]
    if not scene.same_line(index, index + 1) or scene.gap(index + 1) != " ":
        return False
    following = scene.tokens[index + 1]
    return (
        following.is_cap
        and not token.low.endswith("ing")
        and token.low not in word_rules().function
        and token.low not in scene.lower
        and not (token.low.endswith("s") and token.low in firms())
        and following.low not in word_rules().never
    )


def _number_opens(scene: Scene, index: int) -> bool:
    """A plain number opens a chunk only as a model ("1850 Transport Service Switch")."""
    token = scene.tokens[index]
    if not 3 <= len(token.text) <= 5 or token.text[:2] in {"19", "20"} or not scene.same_line(index, index + 1):
        return False
    following = scene.tokens[index + 1]
    if token.text.endswith("00") and is_model(following.text) and _counts(scene, index):
        return False
    return following.is_cap and scene.gap(index + 1) == " " and following.low not in word_rules().never


def _counts(scene: Scene, index: int) -> bool:
    """Whether a round number stands where a count does: "an order for 500 MX-30 units", not "the 1800 TX-5"."""
    if not scene.same_line(index, index - 1):
        return False
    before = scene.tokens[index - 1]
    return before.kind == "word" and before.text.islower() and before.low not in {"the", "its", "our", "their", "new"}


def _number_next(scene: Scene, index: int) -> bool:
    return scene.same_line(index, index + 1) and any(c.isdigit() for c in scene.tokens[index + 1].text)


def _grow(scene: Scene, first: int, closed: frozenset[int]) -> int:
    last = first
    while scene.same_line(first, last + 1) and last - first < _LONGEST:
        step = _step(scene, first, last, closed)
        if not step:
            break
        last += step
    return last


def _step(scene: Scene, first: int, last: int, closed: frozenset[int]) -> int:
    """How many tokens the run gains after token `last`: none if it ends there."""
    following = scene.tokens[last + 1]
    gap = scene.gap(last + 1)
    if following.kind == "possessive":
        return 2 if _saint(scene, first, last) else 0
    if last + 1 in closed or following.kind == "address" or is_kind(scene.tokens[last].text):
        return 0
    if following.text in {",", "."}:
        return _over_mark(scene, first, last)
    if (following.kind != "word" and following.text != "&") or not _close(gap):
        return 0
    if following.text.isdigit():
        return int(_takes_number(scene, last))
    named = following.is_cap or following.text in _SMALL_LEGAL
    return int(_takes_word(scene, last + 1)) if named else _joins(scene, first, last, closed)


def _over_mark(scene: Scene, first: int, last: int) -> int:
    """Takes in a comma or a stop inside a name: before a legal form ("ADTRAN, Inc."), after an initial ("John J. Smith")."""
    if not scene.same_line(first, last + 2):
        return 0
    mark, word = scene.tokens[last + 1], scene.tokens[last + 2]
    if mark.text == ",":
        return 2 if is_legal(word) and len(word.text) > 1 and word.text != "CO" else 0
    if scene.gap(last + 1):
        return 0
    if _is_initial(scene, last) or (scene.tokens[last].text in {"St", "Mt", "Ft"} and word.is_cap):
        return 2
    if word.text == "," and is_legal(scene.tokens[last]) and scene.same_line(first, last + 3) and is_legal(scene.tokens[last + 3]):
        return 3
    return int(is_legal(scene.tokens[last]) and last > first and is_legal(word))


def _saint(scene: Scene, first: int, last: int) -> bool:
    """Whether a possessive is a part of the name of a school or hospital ("St. John's University")."""
    return (
        scene.same_line(last, last + 2)
        and scene.tokens[first].text in {"St", "Saint", "King", "Queen"}
        and scene.tokens[last + 2].is_cap
    )


def _is_initial(scene: Scene, index: int) -> bool:
    """Whether a token is the initial inside a person's name ("John J. Smith")."""
    token = scene.tokens[index]
    if len(token.text) != 1 or not token.text.isupper() or not scene.same_line(index, index + 2):
        return False
    following = scene.tokens[index + 2]
    return following.is_cap and scene.gap(index + 2) == " " and following.text[1:].islower()


def _close(gap: str) -> bool:
    return (
        len(gap) <= 4
        and "\t" not in gap
        and "  " not in gap
        and not any(c.isalnum() for c in gap.replace("(R)", "").replace("(TM)", "").replace("TM", ""))
    )


def _takes_number(scene: Scene, last: int) -> bool:
    """Whether a plain number belongs to the words before it ("Level 3", "NCS 5700"): no years, no quantities."""
    number, word = scene.tokens[last + 1].text, scene.tokens[last]
    if len(number) > 5 or word.low in word_rules().numbered or word.low in word_rules().never or word.text.isdigit():
        return False
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return _year_belongs(scene, last)
    after = scene.tokens[last + 2] if scene.same_line(last, last + 2) else None
    return not (after and after.kind in {"word", "point"} and (after.low in word_rules().units or after.text == "%"))


def _year_belongs(scene: Scene, last: int) -> bool:
    return scene.tokens[last].low in word_rules().dated


def _takes_word(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    rules = word_rules()
    if rules.not_models.search(token.text) or token.low.endswith(word_rules().traits):
        return False
    return token.low not in rules.never or is_legal(token) or _ends_agency(scene, index) or _is_plain_word(scene, index)


def _is_plain_word(scene: Scene, index: int) -> bool:
    """Whether what else is a day or hour is a word of a name: "Rising Sun Pictures", "Pan Am Systems"; no figure is beside it."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if (
        token.low not in word_rules().hours
        or token.text.isupper()
        or not before.text[-1].isalpha()
        or before.low in word_rules().never
    ):
        return False
    return not scene.same_line(index, index + 1) or not scene.tokens[index + 1].text[0].isdigit()


def _ends_agency(scene: Scene, index: int) -> bool:
    """Whether "PR" closes the name of an agency, and with it the line or the phrase ("Northlight PR")."""
    if scene.tokens[index].text not in {"PR", "IR"}:
        return False
    return not scene.same_line(index, index + 1) or scene.tokens[index + 1].low in {",", ")", "|", ".", "for"}


def _joins(scene: Scene, first: int, last: int, closed: frozenset[int]) -> int:
    """Takes in a small word and what follows it, where the name goes on after it."""
    rules, small = word_rules(), scene.tokens[last + 1]
    target = last + 2
    if target in closed or not scene.same_line(first, target):
        return 0
    if (small.low in {"of", "for"} and scene.tokens[target].low == "the") or (
        small.low in rules.particles and scene.tokens[target].text in rules.particles
    ):
        target += 1  # "University of the Pacific", "Adrián de los Santos"
    if not scene.same_line(first, target) or not scene.tokens[target].is_cap or not _close(scene.gap(target)):
        return 0
    if small.text == "&" or small.low in rules.particles:
        return target - last
    heads = rules.joins_of if small.low in {"of", "for"} else rules.joins_at if small.low == "at" else frozenset()
    if scene.tokens[last].low in heads or scene.tokens[first].low in heads:
        return target - last
    if small.low == "and" and _and_joins(scene, first, last, target):
        return target - last
    return 0


def _and_joins(scene: Scene, first: int, last: int, target: int) -> bool:
    """Whether "X and Y HEAD" is one name: a body of state with two tasks, not two names."""
    rules = word_rules()
    end = target
    while (
        end - target < _LONGEST and scene.same_line(first, end + 1) and scene.tokens[end + 1].is_cap and scene.gap(end + 1) == " "
    ):
        end += 1
    if scene.tokens[first].low in rules.offices and last > first + 1:
        return True
    if scene.tokens[end].low not in rules.joins_and or scene.tokens[last].low in rules.joins_and | rules.legal:
        return False
    body = scene.tokens[first].low in rules.joins_of and last > first + 1
    return (
        body
        or scene.tokens[first].low.rstrip(".") in rules.adjectives | {"national", "federal", "u.s", "state", "royal"}
        or (last - first >= 2 and scene.tokens[end].low in rules.joins_tasks)
    )
