"""Categories of prizes, which are often all the name that a prize has: "Best Mobile Carrier"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.names.text.scene import Scene
from telegrapher.rules import rule_set

__all__ = ["find_categories"]


@dataclass(frozen=True, slots=True)
class _Words:
    superlatives: frozenset[str]
    praise: frozenset[str]
    of_the_year: frozenset[str]
    small: frozenset[str]
    between_regions: frozenset[str]
    evidence: frozenset[str]
    regions: frozenset[str]


@cache
def _words() -> _Words:
    return rule_set(_Words, "names/awards", plain=True)


def find_categories(scene: Scene) -> Iterator[tuple[int, int]]:
    """First and last tokens of all categories that open with a superlative, in texts that speak of prizes."""
    words = _words()
    if not scene.holds(words.evidence):
        return
    index = 0
    while index < len(scene.tokens):
        token = scene.tokens[index]
        line = token.sentence
        opening = _of_the_year(scene, index)
        if opening is not None and not scene.barred[line] and not scene.heading[line]:
            yield opening, index
            index += 1
            continue
        if token.low in words.superlatives and token.text[0].isupper() and not scene.barred[line] and not scene.heading[line]:
            last = _end(scene, index)
            if last > index and not (token.first and last == index + 1 and token.low in words.praise):
                yield index, last
                index = last
        index += 1


def _of_the_year(scene: Scene, index: int) -> int | None:
    """First token of "Northern Carrier of the Year" that ends at `index`; `None` if none does."""
    if scene.tokens[index].text not in _words().of_the_year or not scene.same_line(index, index - 3):
        return None
    if [token.low for token in scene.tokens[index - 2 : index]] != ["of", "the"]:
        return None
    first = index - 2
    while scene.same_line(index, first - 1) and index - first < 12:
        token = scene.tokens[first - 1]
        if not (token.kind == "word" and token.is_cap and not token.first) and token.text != "&":
            break
        first -= 1
    while first < index - 2 and scene.tokens[first].text == "&":
        first += 1
    return first if first < index - 2 else None


def _end(scene: Scene, first: int) -> int:
    """Last token of the run of capitalised words; "and", "or", "of", "for", "in" are taken in where such a word follows."""
    last = first
    while scene.same_line(first, last + 1) and last - first < 12:
        token = scene.tokens[last + 1]
        if (token.kind == "word" and (token.is_cap or token.text[0].isdigit()) and scene.gap(last + 1) in {" ", "-"}) or (
            token.low in _words().small and _capital_follows(scene, first, last + 1)
        ):
            last += 1
        else:
            break
    while last > first and scene.tokens[last].low in _words().small:
        last -= 1
    return _with_region(scene, last) if last > first else last


def _with_region(scene: Scene, last: int) -> int:
    """Last token of the region behind a dash for which a prize is given: "Best Metro Provider – North East and Mid-Atlantic"."""
    dash = last + 1
    if not scene.same_line(last, dash + 1) or scene.tokens[dash].text not in {"–", "—", "-"} or scene.gap(dash) != " ":
        return last
    end, regions = dash, _words().regions | _words().between_regions
    while scene.same_line(last, end + 1) and scene.tokens[end + 1].low in regions and "\t" not in scene.gap(end + 1):
        end += 1
    while end > dash and scene.tokens[end].low in _words().between_regions:
        end -= 1
    following = scene.tokens[end + 1] if scene.same_line(last, end + 1) else None
    goes_on = following is not None and following.is_cap and scene.gap(end + 1) == " "
    return end if end > dash and not goes_on else last


def _capital_follows(scene: Scene, first: int, index: int) -> bool:
    for other in (index + 1, index + 2):
        if not scene.same_line(first, other):
            return False
        token = scene.tokens[other]
        if token.is_cap:
            return token.low not in {"best", "most"}
        if token.low not in {"the", "of"}:
            return False
    return False
