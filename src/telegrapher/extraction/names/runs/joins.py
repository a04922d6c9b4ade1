"""What a name goes on with over a mark or a small word: "ADTRAN, Inc.", "University of Oslo", "Hartley & Moss"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.names.senses.gazetteer import geography, plain
from telegrapher.extraction.names.text.forms import is_legal, lands_own, word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import english, read_rules
from telegrapher.rules import rule_set

__all__ = ["close", "is_initial", "joins", "over_mark", "over_possessive"]


_LONGEST = 12
"""Words after which a run is cut: no name is longer."""


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    suffixes: frozenset[str]
    prizes: frozenset[str]
    fields: tuple[str, ...]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "joins", plain=True)


def over_mark(scene: Scene, first: int, last: int) -> int:
    """Takes in a comma or a stop inside a name: before a legal form ("ADTRAN, Inc."), after an initial ("John J. Smith")."""
    if not scene.same_line(first, last + 2):
        return 0
    mark, word = scene.tokens[last + 1], scene.tokens[last + 2]
    if mark.text == "(":
        return _over_bracket(scene, first, last) if scene.gap(last + 1) == " " else 0
    if mark.text == ",":
        legal = (is_legal(word) and len(word.text) > 1 and word.text != "CO") or word.text in _classes().suffixes
        return 2 if legal or _is_task(scene, first, last) or _is_partner(scene, first, last) else 0
    return 0 if scene.gap(last + 1) else _over_stop(scene, first, last)


def _over_stop(scene: Scene, first: int, last: int) -> int:
    """Takes in a stop after an initial, "St" or a legal form."""
    word = scene.tokens[last + 2]
    if is_initial(scene, last) or (word.is_cap and _is_saint(scene, last)):
        return 2
    if scene.tokens[last].low in word_rules().stopped and word.text == "&":
        return 2
    if word.text == "," and is_legal(scene.tokens[last]) and scene.same_line(first, last + 3) and is_legal(scene.tokens[last + 3]):
        return 3
    return int(is_legal(scene.tokens[last]) and last > first and is_legal(word))


def _is_office(scene: Scene, first: int, last: int) -> bool:
    """Whether a run opens as a body of state whose tasks are told ("Ministry of Transport", "Autoridad de Regulación")."""
    return last > first and plain(scene.tokens[first].low) in word_rules().offices


def _is_school(scene: Scene, first: int, last: int) -> bool:
    """Whether a run names a school by what it teaches ("Lund University of Science"): a second field may follow."""
    taught = next((n for n in range(last - 1, max(first, last - 4), -1) if scene.tokens[n].text == "of"), 0)
    return bool(taught) and scene.tokens[taught - 1].low in word_rules().joins_at


def _is_task(scene: Scene, first: int, last: int) -> bool:
    """Whether a comma stands between the tasks of one body of state: more of them and "and" follow, all told in common words."""
    if not _is_office(scene, first, last):
        return False
    rules = word_rules()
    position, closing = last + 2, False
    while scene.same_line(first, position) and position < last + 14:
        token = scene.tokens[position]
        if token.is_cap:
            if not _tells_task(scene, first, position):
                return False
            if closing:
                return True
        elif token.low in rules.foreign | {"and", "&"}:
            closing = True
        elif token.text != ",":
            return False
        position += 1
    return False


def _tells_task(scene: Scene, first: int, index: int) -> bool:
    """Whether a word can tell a task of an office: one of the language, or any where the office is named in another tongue."""
    word = scene.tokens[index].low
    return word in english() or word.endswith(_classes().fields) or scene.tokens[first].low not in english()


def _is_partner(scene: Scene, first: int, last: int) -> bool:
    """Whether a comma stands between partners of one firm ("Roe, Lind & Park LLP"): a legal form of such firms ends the row, or
    the words beside speak of advice."""
    rules = word_rules()
    position, joined = last + 2, False
    while scene.same_line(first, position) and position < last + 14:
        token = scene.tokens[position]
        if token.low.rstrip(".") in rules.firms:
            return joined
        if token.text == "&" or (token.low == "and" and scene.tokens[position - 1].text != ","):
            if joined:
                break
            joined = True
        elif not (token.is_cap or (token.text == "," and not joined)):
            break
        position += 1
    ampersand = any(token.text == "&" for token in scene.tokens[last + 1 : position])
    return joined and ampersand and _is_counsel(scene, first, position)


def _is_counsel(scene: Scene, first: int, end: int) -> bool:
    around = range(max(0, first - 5), min(len(scene.tokens), end + 8))
    return any(scene.same_line(first, index) and scene.tokens[index].low in word_rules().counsel for index in around)


def _over_bracket(scene: Scene, first: int, last: int) -> int:
    """Takes in a bracket before a legal form: "Cable & Wireless (West Indies) Limited", "Acme Africa (Pty) Ltd"."""
    for end in range(last + 3, last + 6):
        if not scene.same_line(first, end + 1) or not scene.tokens[end - 1].is_cap:
            return 0
        if scene.tokens[end].text == ")":
            return end + 1 - last if is_legal(scene.tokens[end + 1]) else 0
    return 0


def _is_saint(scene: Scene, index: int) -> bool:
    """Whether a word in short opens the name of a town ("Ste. Agathe")."""
    return len(scene.tokens[index].text) <= 3 and scene.tokens[index].text.title() in geography().saints


def over_possessive(scene: Scene, first: int, last: int) -> int:
    """Takes in a possessive that is a part of the name of a school or a hospital ("St. John's University"), or of a town: nothing
    that it could have stands behind it ("in St. John's and Halifax")."""
    saint = _is_saint(scene, first)
    if not saint and scene.tokens[first].text not in {"Saint", "King", "Queen"}:
        return 0
    if not scene.same_line(last, last + 2):
        return int(saint)
    following = scene.tokens[last + 2]
    if following.is_cap:
        return 2
    return int(saint and (following.kind == "point" or following.low in word_rules().function))


def is_initial(scene: Scene, index: int) -> bool:
    """Whether a token is the initial inside a person's name ("John J. Smith")."""
    token = scene.tokens[index]
    if len(token.text) != 1 or not token.text.isupper() or not scene.same_line(index, index + 2):
        return False
    following = scene.tokens[index + 2]
    surname = _glued().sub("", re.sub("['’][A-Z]", "", following.text))
    return following.is_cap and scene.gap(index + 2) == " " and surname[1:].islower()


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(read_rules('people')['glued'])})(?=[A-Z])")


def close(gap: str) -> bool:
    """Whether the text between two words is so little that both can be of one name."""
    return gap == " " or (
        len(gap) <= 4
        and "\t" not in gap
        and "  " not in gap
        and not any(c.isalnum() for c in gap.replace("(R)", "").replace("(TM)", "").replace("TM", ""))
    )


def joins(scene: Scene, first: int, last: int, closed: frozenset[int]) -> int:
    """Takes in a small word and what follows it, where the name goes on after it."""
    target = _target(scene, first, last)
    if scene.tokens[last + 1].low in {"and", "&"} and (end := _twin_land(scene, first, last + 2)):
        return end - last
    if not target or target in closed or not scene.same_line(first, target) or not close(scene.gap(target)):
        return 0
    if not scene.tokens[target].is_cap:
        return target - last if _goes_on_abroad(scene, last, target) else 0
    return target - last if _binds(scene, first, last, target) else 0


def _target(scene: Scene, first: int, last: int) -> int:
    """The token behind a small word, or behind two ("University of the Pacific", "Adrián de los Santos"); 0 if the line ends."""
    rules, small, target = word_rules(), scene.tokens[last + 1], last + 2
    if not scene.same_line(first, target):
        return 0
    article = small.low in {"of", "for"} and scene.tokens[target].low == "the"
    return target + (article or (small.low in rules.particles and scene.tokens[target].text in rules.particles))


def _binds(scene: Scene, first: int, last: int, target: int) -> bool:
    """Whether a small word binds the capitalised words on both sides into one name."""
    rules, small = word_rules(), scene.tokens[last + 1]
    if small.text == "&" or small.low in rules.particles or (small.text in rules.foreign and small.text.islower()):
        return True
    heads = rules.joins_of if small.low in {"of", "for"} else rules.joins_at if small.low == "at" else frozenset()
    if scene.tokens[last].low in heads or scene.tokens[first].low in heads:
        return True
    if small.low == "of" and scene.tokens[last].low in lands_own() and _is_of_a_land(scene, first, last, target):
        return True
    if small.low in {"for", "of"} and scene.tokens[last].low in _classes().prizes and last > first:
        return scene.tokens[target].low in english() or scene.tokens[target].low.endswith(_classes().fields)
    return small.low == "and" and _and_joins(scene, first, last, target)


def _is_of_a_land(scene: Scene, first: int, last: int, target: int) -> bool:
    """Whether words of the language stand before a land, as in what it has one of ("Unit Trust of Samoa"); a firm that has a name
    of its own only comes from there ("Quarto Networks of Sweden")."""
    if last == first and not scene.tokens[first].low.startswith("tele"):
        return False
    if not all(token.low in english() or token.low in lands_own() for token in scene.tokens[first : last + 1]):
        return False
    ends = (end for end in range(target + 2, target - 1, -1) if scene.same_line(first, end))
    return any(scene.text(target, end) in geography().countries for end in ends)


def _goes_on_abroad(scene: Scene, last: int, target: int) -> bool:
    """Whether a name of another tongue goes on in lower case: "Odašiljači i veze"."""
    known = english()
    small, word, before = scene.tokens[last + 1], scene.tokens[target], scene.tokens[last]
    return (
        small.text in word_rules().foreign
        and word.kind == "word"
        and word.text.isalpha()
        and len(word.text) > 3
        and not {before.low, word.low} & known
    )


def _twin_land(scene: Scene, first: int, target: int) -> int:
    """Last token of a land with "and" in its name ("Trinidad and Tobago"), of which a run is the first half; 0 if it is none."""
    for end in range(target + 2, target - 1, -1):
        if scene.same_line(first, end) and scene.text(first, end).replace("&", "and") in geography().places:
            return end
    return 0


def _and_joins(scene: Scene, first: int, last: int, target: int) -> bool:
    """Whether "X and Y HEAD" is one name: a body of state with two tasks, not two names."""
    rules = word_rules()
    end = target
    while (
        end - target < _LONGEST and scene.same_line(first, end + 1) and scene.tokens[end + 1].is_cap and scene.gap(end + 1) == " "
    ):
        end += 1
    if _is_office(scene, first, last) and last > first + 1 and _tells_task(scene, first, target):
        return True
    if _is_school(scene, first, last) and scene.tokens[target].low in english() and scene.tokens[last].low in english():
        return True
    if _is_item(scene, first, end) and {scene.tokens[last].low, scene.tokens[target].low} <= english():
        return True
    if scene.tokens[end].low not in rules.joins_and or scene.tokens[last].low in rules.joins_and | rules.legal:
        return False
    body = scene.tokens[first].low in rules.joins_of and last > first + 1
    return (
        body
        or scene.tokens[first].low.rstrip(".") in rules.adjectives | {"national", "federal", "u.s", "state", "royal"}
        or (last - first >= 2 and scene.tokens[end].low in rules.joins_tasks)
    )


def _is_item(scene: Scene, first: int, last: int) -> bool:
    """Whether a run is a whole line of a list under its lead ("Orvex Planning and Design" below "the following modules:")."""
    line, text = scene.tokens[first].sentence, scene.release.text
    whole = scene.tokens[first].first and not (scene.same_line(last, last + 1) and scene.tokens[last + 1].kind != "point")
    if not whole or last - first < _ITEM:
        return False
    for number in range(line - 1, max(-1, line - _ITEMS), -1):
        span = scene.lines[number].span
        if text[span.end - 1] == ":":
            return True
        if len(text[span.start : span.end].split()) > _LONGEST:
            return False
    return False


_ITEM = 3
"""Words after the first that a line of a list needs to be one name with "and"."""
_ITEMS = 12
"""Lines of a list that are looked back over for its lead."""
