"""Titles of persons ("SVP Capacity Business Management"): their words belong to no name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from telegrapher.extraction.names.senses.gazetteer import geography
from telegrapher.extraction.names.senses.goods import is_handled
from telegrapher.extraction.names.senses.lexicon import tail_votes
from telegrapher.extraction.names.text.forms import word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.techniques import is_technique
from telegrapher.extraction.names.text.tokens import Token
from telegrapher.extraction.names.text.words import english, read_rules, word_set

__all__ = ["PeopleRules", "Title", "find_titles", "people_rules"]


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """Words around and inside the names of persons (see `data/rules/names/people.yaml`)."""

    heads: frozenset[str]
    of_body: frozenset[str]
    before: frozenset[str]
    fields: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    speaking: frozenset[str]
    labels: frozenset[str]
    desks: frozenset[str]
    rooms: frozenset[str]
    spoken: frozenset[str]
    spoken_for: frozenset[str]
    surnames: frozenset[str]
    boards: frozenset[str]
    appointing: frozenset[str]
    given_words: frozenset[str]
    honorifics: frozenset[str]
    given: frozenset[str]


@lru_cache(maxsize=1)
def people_rules() -> PeopleRules:
    """The rules, read once."""
    rules = read_rules("people")
    lists = {
        name: word_set(rules[name])
        for name in (
            "heads",
            "of_body",
            "before",
            "fields",
            "particles",
            "suffixes",
            "speaking",
            "labels",
            "desks",
            "rooms",
            "spoken",
            "spoken_for",
            "surnames",
            "boards",
            "appointing",
            "given_words",
        )
    }
    given = frozenset(read_rules("given_names")["names"].split())
    return PeopleRules(**lists, honorifics=word_set(read_rules("words")["honorifics"]), given=given)


@dataclass(frozen=True, slots=True)
class Title:
    """A title by its first and last token (inclusive)."""

    first: int
    last: int


_CHIEF = re.compile(r"C[A-Z]{1,3}O")


def _names_office(token: Token, rules: PeopleRules) -> bool:
    """Whether a word names an office: a listed one, one after a hyphen ("Vice-Chairman"), initials of a chief ("CTIO")."""
    if token.low in rules.heads:
        return True
    if "-" not in token.low:
        return token.text[0] == "C" and _CHIEF.fullmatch(token.text) is not None
    first, _, rest = token.low.rpartition("-")
    return rest in rules.heads and (first in rules.before or first == "co")


def find_titles(scene: Scene) -> tuple[Title, ...]:
    """All titles in the text, in order, without overlap."""
    rules = people_rules()
    found: list[Title] = []
    index = 0
    while index < len(scene.tokens):
        if not _is_head(scene, index, rules) or scene.heading[scene.tokens[index].sentence]:
            index += 1
            continue
        floor = found[-1].last + 1 if found else 0
        first = _leftwards(scene, index, floor, rules)
        last = _rightwards(scene, index, rules)
        if _names_ware(scene, first, last):
            index += 1
            continue
        found.append(Title(first, last))
        index = last + 1
    return tuple(found)


_WARES = re.compile(
    r"(?:systems?|software|platforms?|tools?|suites?|application|solution|product|package), (?:called |named )?(?:the )?$|"
    r"(?:systems?|software|platforms?|tools?|suites?|application|package) (?:called |named )?(?:the )?$"
)
_LEAD = 40
"""Code points before a name in which its kind is told."""


def _names_ware(scene: Scene, first: int, last: int) -> bool:
    """Whether a manager is software: "its network management system, Vexa Network Manager", "the 1620 Luxo Manager terminal"."""
    if not scene.same_line(last, first - 1):
        return False
    if scene.tokens[last].text in {"Controller", "Partner"}:
        return first == last and (_inside_name(scene, last) or is_handled(scene, last - 1))
    if scene.tokens[last].text != "Manager":
        return False
    start = first
    while scene.same_line(last, start - 1) and scene.gap(start) == " " and _may_name(scene.tokens[start - 1]):
        start -= 1
    if start == first:
        return False
    if any(char.isdigit() for token in scene.tokens[start:first] for char in token.text) or is_handled(scene, start):
        return True
    at = scene.tokens[start].start
    return _WARES.search(scene.release.text[max(0, at - _LEAD) : at]) is not None


def _inside_name(scene: Scene, index: int) -> bool:
    """Whether a word that may be a title is one of a name: behind a technique ("the SDN Controller"), or with a word of the name
    on both sides ("Vexa Partner Portal")."""
    token, before = scene.tokens[index], scene.tokens[index - 1]
    if not before.is_cap or scene.gap(index) != " ":
        return False
    if token.text == "Controller":
        return is_technique(before.text) or before.low not in english() | people_rules().fields
    following = scene.tokens[index + 1] if scene.same_line(index, index + 1) and scene.gap(index + 1) == " " else None
    rules = people_rules()
    return bool(following and following.is_cap and following.text not in rules.given and following.low not in rules.fields)


def _may_name(token: Token) -> bool:
    return token.is_cap or token.text.isdigit()


def _is_head(scene: Scene, index: int, rules: PeopleRules) -> bool:
    token = scene.tokens[index]
    if token.kind != "word" or not _names_office(token, rules):
        return False
    for other in range(index + 1, index + 4):
        if not scene.same_line(index, other) or scene.gap(other) not in {" ", "-"}:
            break
        if _names_office(scene.tokens[other], rules):
            return False  # the first words of a longer title: "Chief" in "Chief Revenue Officer"
        if scene.tokens[other].low not in rules.before:
            break
    return True


def _leftwards(scene: Scene, index: int, floor: int, rules: PeopleRules) -> int:
    first = index
    while first > max(floor, index - 8) and scene.same_line(index, first - 1) and scene.gap(first) in {" ", "-"}:
        word = scene.tokens[first - 1]
        if word.kind != "word" or not (word.low in rules.before or word.low in rules.heads or word.low in {"and", "&"}):
            break
        if word.text.islower() and scene.tokens[index].text[0].isupper() and word.low in {"and"}:
            break
        first -= 1
    while first < index and scene.tokens[first].low in {"and", "&"}:
        first += 1
    return _field_before(scene, first, index, floor)


def _field_before(scene: Scene, first: int, index: int, floor: int) -> int:
    """Takes in what a field is called ("Jo Roe, Roaming Manager at Acme"): between a comma and an employer named after."""
    employer = scene.same_line(index, index + 1) and scene.tokens[index + 1].low in {"at", "with"}
    start = first
    while employer and start > max(floor, first - 3) and scene.same_line(index, start - 1) and scene.tokens[start - 1].is_cap:
        start -= 1
    opened = start > floor and scene.same_line(index, start - 1) and scene.tokens[start - 1].text == ","
    return start if opened else first


def _rightwards(scene: Scene, index: int, rules: PeopleRules) -> int:
    """Takes in the field of work: after a blank, "of", "for", or a comma."""
    last = index
    after_comma = index > 0 and scene.tokens[index - 1].text == ","
    while scene.same_line(index, last + 1) and last - index < 16:
        token = scene.tokens[last + 1]
        nxt = scene.tokens[last + 2] if scene.same_line(index, last + 2) else None
        if (
            token.kind == "word"
            and token.low in rules.heads | rules.fields
            and (token.text[0].isupper() or token.low in rules.heads)
        ):
            last += 1
        elif token.text == "," and nxt and nxt.low in rules.fields - {"and", "&"} and nxt.text[0].isupper():
            last += 2
        elif token.low == "of" and (board := _board(scene, index, last + 2) or _portfolio(scene, index, last + 2)):
            last = board
        elif token.low in {"of", "for"} and nxt and not _of_a_body(scene, index, rules) and _is_field(scene, last + 2, rules):
            end = _field_end(scene, last + 2)
            if nxt.low == "the" and _is_agency(scene, last + 3, end):
                break
            last = end
        elif (
            token.low in {"and", "&"}
            and nxt
            and (nxt.low in rules.fields | rules.before or _names_office(nxt, rules))
            and nxt.low not in {"and", "&"}
        ):
            last += 2
        elif after_comma and last > index and token.kind == "word" and token.text[0].isupper() and scene.gap(last + 1) == " ":
            last += 1
        else:
            break
    return last


def _board(scene: Scene, index: int, start: int) -> int:
    """Last token of "the Board", "the Board of Directors" after "Chairman of"; 0 if it is not there."""
    at = start + (scene.same_line(index, start) and scene.tokens[start].low in {"the", "its", "our"})
    names = people_rules().boards
    if not scene.same_line(index, at) or scene.tokens[at].low not in {"board", "supervisory"}:
        return 0
    last = at
    while scene.same_line(index, last + 1) and scene.tokens[last + 1].low in names:
        last += 1
    if scene.same_line(index, last + 2) and scene.tokens[last + 1].low == "of" and scene.tokens[last + 2].low in names:
        last += 2
    return last


def _portfolio(scene: Scene, index: int, start: int) -> int:
    """Last token of what a minister is for ("Minister of Transport and Communications Jo Roe"); 0 if it is not told so."""
    if scene.tokens[index].low not in {"minister", "secretary", "undersecretary", "vice-minister"}:
        return 0
    given, position, last = people_rules().given, start, 0
    while scene.same_line(index, position) and position < start + 10:
        token = scene.tokens[position]
        if token.is_cap and token.low in english() and token.text not in given:
            last = position
        elif token.low not in {"and", "&", ",", "the", "of"} or (token.text == "," and last != position - 1):
            break
        position += 1
    return last


def _of_a_body(scene: Scene, index: int, rules: PeopleRules) -> bool:
    """Whether "of" after the title leads to a company ("President of") and not to a field ("Vice President of")."""
    before = scene.tokens[index - 1].low if scene.same_line(index, index - 1) else ""
    return scene.tokens[index].low in rules.of_body and before not in {"vice", "managing", "senior"}


def _is_agency(scene: Scene, first: int, last: int) -> bool:
    """Whether words after "of the" name an employer ("Director of the Utah Energy Office"): they end as bodies of state do."""
    votes = tail_votes([token.low for token in scene.tokens[first : last + 1]])
    return last > first and votes["GovernmentBody"] >= _BODY


_BODY = 4


def _is_field(scene: Scene, index: int, rules: PeopleRules) -> bool:
    token = scene.tokens[index]
    if token.low == "the" and scene.same_line(index, index + 1):
        return _is_field(scene, index + 1, rules)
    return token.kind == "word" and (token.low in rules.fields or (token.text[0].isupper() and not _is_own(token)))


_OWN = re.compile(r"[A-Z][a-z]{3,}")
_FIELDS = ("ics", "tion", "tions", "ment", "logy", "ity", "ing", "ware", "wide", "sales", "services", "scale", "care")
"""Endings of fields of work that may be no word of the language."""


def _is_own(token: Token) -> bool:
    """Whether a word is somebody's own name and no field of work: unknown to the language, and no land ("Director of Halden")."""
    if not _OWN.fullmatch(token.text) or token.low in english() or token.low.endswith(_FIELDS):
        return False
    return token.text not in geography().places and token.low not in word_rules().generic


def _field_end(scene: Scene, index: int) -> int:
    last = index
    while scene.same_line(index, last + 1) and last - index < 16:
        token = scene.tokens[last + 1]
        nxt = scene.tokens[last + 2] if scene.same_line(index, last + 2) else None
        if token.kind == "word" and token.text[0].isupper() and scene.gap(last + 1) == " ":
            last += 1
        elif token.low in {"and", "&", "of"} and nxt and nxt.kind == "word" and nxt.text[0].isupper():
            last += 2
        else:
            break
    return last
