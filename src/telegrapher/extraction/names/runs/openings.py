"""What may open a name: which capitalised word, number or lower-case name starts a run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from telegrapher.extraction.names.senses.goods import firms
from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS, closed_words, lexicon
from telegrapher.extraction.names.senses.titles import people_rules
from telegrapher.extraction.names.text.forms import is_model, word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.tokens import Token
from telegrapher.extraction.names.text.words import english, read_rules, word_set
from telegrapher.rules import rule_set

__all__ = ["opens", "opens_model"]

_ROUTE = re.compile(r"[A-Z][\w.]+-to-[A-Z][\w.]+")
"""A way from one place to another ("Denver-to-Chicago") names neither."""

_CONTRACTED = re.compile(r"[a-z](?:n['’]t|['’](?:ll|re|ve|d|m))$")
_ROMAN = re.compile(r"[IVX]{1,5}")
_DIMENSION = re.compile(r"\dD")

_FIGURED = re.compile(r"[a-z]{4,12}\d|\d&\d")
"""A name in lower case with a figure at its end ("center3"): nothing else is written so in English."""


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    months_and_given: frozenset[str]
    dating: frozenset[str]
    roughly: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "openings", plain=True)


def opens(scene: Scene, index: int) -> bool:
    """Whether a name may begin at a token."""
    token = scene.tokens[index]
    if token.text.islower() and token.text.isalpha():  # most words, seen at once
        return False
    if token.text.isdigit():
        return token.kind == "word" and _number_opens(scene, index)
    given = token.low in _classes().months_and_given and token.is_cap and _is_given_here(scene, index)
    if given or (token.text[-1].isdigit() and _FIGURED.fullmatch(token.text)):
        return True
    if not token.is_cap:
        return False
    if token.text[0].isdigit() and not is_model(token.text):
        return _DIMENSION.fullmatch(token.text) is not None and _before_head(scene, index)
    return not _is_barred(scene, index)


def _is_barred(scene: Scene, index: int) -> bool:
    """Whether a capitalised word opens no name: one of dates and rates, a sum, a word that only opens its sentence."""
    token, rules = scene.tokens[index], word_rules()
    money = _is_money(scene, index)
    if token.first and scene.deeds[token.sentence]:
        return True
    if _is_article(scene, index) or token.low in rules.auxiliaries or _is_contracted(token.low) or _is_relative(token):
        return True
    firm = _before_head(scene, index)
    never = token.low in rules.never and not (
        firm or _is_kept(scene, index) or _opens_firm(scene, index) or opens_model(scene, index)
    )
    if money or never or token.low.endswith(rules.traits):
        return True
    numbered = (token.low in rules.numbered and _number_next(scene, index)) or _is_counter(scene, index)
    if numbered or _is_counted(token.text):
        return True
    if firm and token.low not in closed_words():
        return False
    opener = token.low in rules.openers or _is_participle(scene, index)
    return token.first and opener and not _is_name_here(scene, index)


def _is_contracted(low: str) -> bool:
    return ("'" in low or "’" in low) and _CONTRACTED.search(low) is not None


@lru_cache(maxsize=16_384)
def _is_counted(text: str) -> bool:
    """Whether a word is a rate, a sum or a way from one place to another."""
    return word_rules().not_models.search(text) is not None or _ROUTE.fullmatch(text) is not None


def _is_participle(scene: Scene, index: int) -> bool:
    """Whether a word of the language in "ed" stands before a word in lower case ("Branded ranges are ...")."""
    token = scene.tokens[index]
    if not token.low.endswith("ed") or token.low in word_rules().undone or token.low not in english() or token.text.isupper():
        return False
    return scene.same_line(index, index + 1) and scene.tokens[index + 1].text.islower()


def _is_article(scene: Scene, index: int) -> bool:
    """Whether "A" is an article, though it opens no sentence: "Note: A photo"."""
    if scene.tokens[index].text != "A" or not scene.same_line(index, index + 1):
        return False
    return scene.tokens[index + 1].text.islower() and scene.gap(index + 1) != ""


def _is_relative(token: Token) -> bool:
    """Whether a word is an adjective that opens in lower case ("pan-European")."""
    return token.text[0].islower() and "-" in token.text and token.low.rpartition("-")[2] in word_rules().adjectives


def _before_head(scene: Scene, index: int) -> bool:
    """Whether a word that else makes no name stands before what ends companies' names: "March Networks", "4D Photonics"."""
    token = scene.tokens[index]
    if (
        (not token.text[0].isupper() and not token.text[0].isdigit())
        or not scene.same_line(index, index + 1)
        or scene.gap(index + 1) != " "
    ):
        return False
    kinds = lexicon().heads.get(scene.tokens[index + 1].low, {})
    titled = (scene.tokens[index + 1].is_cap and not token.text.isupper()) or token.text[0].isdigit()
    return titled and any(kind in ORGANIZATIONS and weight >= 3 for kind, weight in kinds.items())


def _opens_firm(scene: Scene, index: int) -> bool:
    """Whether "IT" opens the name of a firm ("IT Nordic Partner"): no word of the trade or of persons follows it."""
    if scene.tokens[index].text != "IT" or not scene.same_line(index, index + 1) or scene.gap(index + 1) != " ":
        return False
    following, rules, people = scene.tokens[index + 1], word_rules(), people_rules()
    common = rules.generic | rules.never | rules.function | people.heads | people.before | people.fields
    return following.is_cap and following.text[1:].islower() and following.low not in common


def opens_model(scene: Scene, index: int) -> bool:
    """Whether short capitals that else name nothing open a model: "PM 200FRS02"."""
    token = scene.tokens[index]
    if not (token.text.isupper() and token.text.isalpha() and len(token.text) < 4) or not scene.same_line(index, index + 1):
        return False
    following = scene.tokens[index + 1]
    return scene.gap(index + 1) == " " and following.is_cap and len(following.text) > 3 and is_model(following.text)


def _is_kept(scene: Scene, index: int) -> bool:
    """Whether a word that else makes no name opens one all the same ("Tel Aviv")."""
    following = scene.tokens[index + 1].low if scene.same_line(index, index + 1) else ""
    return f"{scene.tokens[index].low} {following}" in word_rules().kept


def _is_money(scene: Scene, index: int) -> bool:
    """Whether a word opens a sum: "US$5", "HUF 40 billion", "Rs. 40 million"."""
    token, behind = scene.tokens[index], index + 1
    if not scene.same_line(index, behind):
        return False
    listed = token.text in word_rules().currencies
    behind += listed and scene.tokens[behind].text == "." and scene.same_line(index, behind + 1)
    following = scene.tokens[behind].text
    return following in "$€£¥" or (listed and following[0].isdigit())


def _is_given_here(scene: Scene, index: int) -> bool:
    """Whether a month is somebody's given name: a capitalised word follows it, no word of dating or number stands before."""
    if not scene.same_line(index, index + 1) or scene.gap(index + 1) != " ":
        return False
    following = scene.tokens[index + 1]
    before = scene.tokens[index - 1] if scene.same_line(index, index - 1) else None
    if before is not None and (before.low in _classes().dating or before.text[0].isdigit()):
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
    if (token.text.endswith("0") and _is_about(scene, index)) or _is_rest_of_figure(scene, index):
        return False
    if token.text.endswith("00") and is_model(following.text) and _counts(scene, index):
        return False
    barred = word_rules().never | _multiples()
    return following.is_cap and scene.gap(index + 1) == " " and following.low not in barred


@cache
def _multiples() -> frozenset[str]:
    return word_set(read_rules("values")["multiples"])


def _is_rest_of_figure(scene: Scene, index: int) -> bool:
    """Whether a number is the end of a longer one ("000" of "5,000")."""
    if index < 2 or not scene.same_line(index, index - 2) or scene.tokens[index - 1].text != ",":
        return False
    return scene.tokens[index].glued and scene.tokens[index - 1].glued and scene.tokens[index - 2].text.isdigit()


def _is_about(scene: Scene, index: int) -> bool:
    """Whether a number is told as a rough one: "more than 300 MX-30 links", "about 150 Kestrel switches"."""
    return scene.same_line(index, index - 1) and scene.tokens[index - 1].low in _classes().roughly


def _counts(scene: Scene, index: int) -> bool:
    """Whether a round number stands where a count does: "an order for 500 MX-30 units", not "the 1800 TX-5"."""
    if not scene.same_line(index, index - 1):
        return False
    before = scene.tokens[index - 1]
    return before.kind == "word" and before.text.islower() and before.low not in {"the", "its", "our", "their", "new"}


def _is_counter(scene: Scene, index: int) -> bool:
    """Whether a Roman number counts the word before it: "II" of "Phase II"."""
    if not (index and scene.same_line(index - 1, index)):
        return False
    return _ROMAN.fullmatch(scene.tokens[index].text) is not None and scene.tokens[index - 1].low in word_rules().numbered


def _number_next(scene: Scene, index: int) -> bool:
    """Whether a figure or a Roman number follows: "Phase 2", "Phase II"."""
    if not scene.same_line(index, index + 1):
        return False
    text = scene.tokens[index + 1].text
    return any(c.isdigit() for c in text) or _ROMAN.fullmatch(text) is not None
