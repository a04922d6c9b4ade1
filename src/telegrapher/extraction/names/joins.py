"""What a name goes on with over a mark or a small word: "ADTRAN, Inc.", "University of Oslo", "Hartley & Moss"."""

from __future__ import annotations

from telegrapher.extraction.names.forms import is_legal, word_rules
from telegrapher.extraction.names.scene import Scene

__all__ = ["close", "joins", "over_mark", "saint"]

_LONGEST = 12
"""Words after which a run is cut: no name is longer."""


def over_mark(scene: Scene, first: int, last: int) -> int:
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


def saint(scene: Scene, first: int, last: int) -> bool:
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


def close(gap: str) -> bool:
    """Whether the text between two words is so little that both can be of one name."""
    return (
        len(gap) <= 4
        and "\t" not in gap
        and "  " not in gap
        and not any(c.isalnum() for c in gap.replace("(R)", "").replace("(TM)", "").replace("TM", ""))
    )


def joins(scene: Scene, first: int, last: int, closed: frozenset[int]) -> int:
    """Takes in a small word and what follows it, where the name goes on after it."""
    rules, small = word_rules(), scene.tokens[last + 1]
    target = last + 2
    if target in closed or not scene.same_line(first, target):
        return 0
    if (small.low in {"of", "for"} and scene.tokens[target].low == "the") or (
        small.low in rules.particles and scene.tokens[target].text in rules.particles
    ):
        target += 1  # "University of the Pacific", "Adrián de los Santos"
    if not scene.same_line(first, target) or not scene.tokens[target].is_cap or not close(scene.gap(target)):
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
