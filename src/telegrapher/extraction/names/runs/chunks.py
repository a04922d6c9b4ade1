"""Runs of capitalised words: the places where a name may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telegrapher.extraction.names.runs.joins import close, is_initial, joins, over_mark, over_possessive
from telegrapher.extraction.names.runs.openings import opens, opens_model
from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS, lexicon
from telegrapher.extraction.names.text.forms import SMALL_LEGAL, is_legal, is_model, word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.techniques import is_kind
from telegrapher.extraction.names.text.words import english
from telegrapher.model import ZoneKind

__all__ = ["Chunk", "chunks"]

_PLURAL = re.compile(r"\d{1,5}s")
"""Models in the plural ("6500s")."""

_VERSION = re.compile(r"\d\.\d")

_OF_FIRMS = frozenset({"ICT", "IT", "ISP", "OTT", "IPTV", "ITS"})
"""Initials of the trade that firms have inside their names."""

_LONGEST = 12
"""Words after which a run is cut: no name is longer."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words that may be a name: first and last token (inclusive)."""

    first: int
    last: int


def chunks(scene: Scene, closed: frozenset[int]) -> Iterator[Chunk]:
    """All runs in lines whose capitals mean something; tokens in `closed` (titles of persons) belong to none."""
    index = 0
    small = any(token.text in SMALL_LEGAL for token in scene.tokens)
    while index < len(scene.tokens):
        line = scene.tokens[index].sentence
        if small and not scene.barred[line] and (end := _small_company(scene, index)):
            yield Chunk(index, end)
            index = end + 1
            continue
        if scene.small and not scene.barred[line] and (end := scene.small_at(index)) >= 0:
            yield Chunk(index, end)
            index = end + 1
            continue
        if scene.barred[line] or index in closed or not opens(scene, index) or _within_dateline(scene, index):
            index += 1
            continue
        last = _grow(scene, index, closed)
        if not _is_origin(scene, last) and not _is_label(scene, index, last):
            yield Chunk(index, last)
        index = last + 1


def _small_company(scene: Scene, index: int) -> int:
    """Last token of a company that writes itself in lower case, known by its legal form ("tw telecom inc."); else 0."""
    token = scene.tokens[index]
    if token.kind != "word" or not token.text.islower() or token.low in english() or not token.text.isalpha():
        return 0
    for last in (index + 1, index + 2):
        if not scene.same_line(index, last) or not scene.tokens[last].text.islower():
            return 0
        if scene.tokens[last].text in SMALL_LEGAL:
            return last
    return 0


def _is_label(scene: Scene, first: int, last: int) -> bool:
    """Whether a word only says what follows: a single letter with a colon ("T: +44 ...", "E: press@..."), "Ph" before a number."""
    if first != last or not scene.same_line(first, first + 1):
        return False
    token, following = scene.tokens[first], scene.tokens[first + 1]
    if token.low.rstrip(".") in word_rules().labels:
        return following.text in {":", "+", "(", ".", "|"} or following.text[0] in "+0123456789"
    asked = scene.lines[token.sentence].zone is ZoneKind.CONTACT
    return len(token.text) == 1 and (asked or following.text == ":")


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
        return over_possessive(scene, first, last)
    if (
        last + 1 in closed
        or following.kind == "address"
        or (is_kind(scene.tokens[last].text) and not _is_inside(scene, first, last))
    ):
        return 0
    if following.text in {",", ".", "("}:
        return over_mark(scene, first, last)
    if (following.kind != "word" and following.text != "&") or not close(gap):
        return 0
    if following.text[0].isdigit() and not following.is_cap:
        plural = _PLURAL.fullmatch(following.text) is not None
        return int(_takes_number(scene, last) if following.text.isdigit() or plural else _is_version(scene, last))
    tail = (scene.tokens[last].text, following.text) in scene.tails
    named = following.is_cap or following.text in SMALL_LEGAL
    return int(tail or _takes_word(scene, last + 1)) if tail or named else joins(scene, first, last, closed)


def _is_inside(scene: Scene, first: int, last: int) -> bool:
    """Whether a word of the trade stands inside the name of a model ("4530 Series RF Power Meter")."""
    following = scene.tokens[last + 1]
    return last > first and is_model(scene.tokens[first].text) and following.is_cap and following.text[1:].islower()


def _takes_number(scene: Scene, last: int) -> bool:
    """Whether a plain number belongs to the words before it ("Level 3", "NCS 5700"): no years, no quantities."""
    number, word = scene.tokens[last + 1].text, scene.tokens[last]
    if len(number) > 6 or word.low in word_rules().numbered or word.low in word_rules().never or word.text.isdigit():
        return False
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return _year_belongs(scene, last)
    after = scene.tokens[last + 2] if scene.same_line(last, last + 2) else None
    if after and after.text == "," and after.glued and scene.same_line(last, last + 3) and scene.tokens[last + 3].glued:
        return False  # "the Kelda 11,000 km cable"
    return not (after and after.kind in {"word", "point"} and (after.low in word_rules().units or after.text == "%"))


def _is_version(scene: Scene, last: int) -> bool:
    """Whether a figure with a point counts versions ("Arca 2.0"): nothing that is measured or counted stands behind it."""
    if not _VERSION.fullmatch(scene.tokens[last + 1].text) or scene.tokens[last].text.isdigit():
        return False
    if scene.tokens[last].low in word_rules().never or scene.tokens[last].low in word_rules().numbered:
        return False
    if not scene.same_line(last, last + 2):
        return True
    after = scene.tokens[last + 2]
    return after.low not in word_rules().units and after.text not in "%-–" and not after.text[0].isdigit()


def _year_belongs(scene: Scene, last: int) -> bool:
    return scene.tokens[last].low in word_rules().dated


def _takes_word(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    rules = word_rules()
    if (rules.not_models.search(token.text) and not _is_spacecraft(scene, token.text)) or token.low.endswith(word_rules().traits):
        return False
    if token.low not in rules.never or is_legal(token) or is_initial(scene, index):
        return True
    in_firm = _ends_agency(scene, index) or _is_initialism_of_firm(scene, index)
    return in_firm or _is_plain_word(scene, index) or opens_model(scene, index)


def _is_spacecraft(scene: Scene, text: str) -> bool:
    """Whether a letter and a figure count satellites, in a text that speaks of them ("Borel F2")."""
    return _SPACECRAFT.fullmatch(text) is not None and not scene.lower.isdisjoint(("satellite", "satellites", "spacecraft"))


_SPACECRAFT = re.compile(r"[A-Z]-?\d{1,2}[A-Z]?")


def _is_initialism_of_firm(scene: Scene, index: int) -> bool:
    """Whether capitals of the trade stand inside a company's name ("Nordal ICT Solutions") or end a carrier's ("Nordal PCS")."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if (
        not token.text.isupper()
        or not before.text[1:].islower()
        or before.low in word_rules().never
        or before.low in word_rules().generic
    ):
        return False
    if token.text == "PCS":
        return before.low not in english()
    if not scene.same_line(index, index + 1) or token.text not in _OF_FIRMS or scene.gap(index + 1) != " ":
        return False
    kinds = lexicon().heads.get(scene.tokens[index + 1].low, {})
    return scene.tokens[index + 1].is_cap and any(kind in ORGANIZATIONS for kind in kinds)


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
