"""Places and what is written after them: "Sunnyvale, California", "PETALUMA, CA"."""

from __future__ import annotations

import re
from functools import lru_cache

from telegrapher.extraction.names.senses.gazetteer import geography
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import read_rules

__all__ = ["beyond_land", "extend_place", "in_row_of_places", "parent_after"]


def parent_after(scene: Scene, last: int) -> int | None:
    """Last token of the state or country named after a comma behind token `last`, if there is one."""
    comma = last + 1
    if not scene.same_line(last, comma + 1) or scene.tokens[comma].text != "," or scene.gap(comma + 1) != " ":
        return None
    land = geography()
    end = comma + 1
    best: int | None = None
    while scene.same_line(last, end) and end < comma + 4:
        text = scene.text(comma + 1, end)
        dotted = text + "." if scene.same_line(last, end + 1) and scene.tokens[end + 1].text == "." else text
        if text in land.cities and scene.text(last, last) in land.cities:
            pass
        elif text in land.parents or (text.title() in land.parents and text.isupper() and len(text) > 3):
            best = end
        elif dotted in land.abbreviations:
            best = end + (dotted != text)
        elif text in land.abbreviations and not _is_office(scene, end):
            best = end
        end += 1
    return best


def _is_office(scene: Scene, index: int) -> bool:
    """Whether two capitals are an office and no state: "Jo Roe, MD of Acme"."""
    return scene.same_line(index, index + 1) and scene.tokens[index + 1].low in {"of", "at", "for", "and"}


def beyond_land(scene: Scene, last: int) -> int:
    """Last token of the country that tells where a name before it is from ("Vexatel of Norway has ..."); the name's own last token
    if none does."""
    if not scene.same_line(last, last + 3) or scene.tokens[last + 1].text != "of":
        return last
    first = last + 2 + (scene.tokens[last + 2].text == "the")
    ends = (end for end in (first + 2, first + 1, first) if scene.same_line(last, end + 1))
    return next((end for end in ends if scene.text(first, end) in geography().countries), last)


def extend_place(scene: Scene, last: int) -> int:
    """Last token of a place with the state or country after it, unless it is itself a country or region."""
    land = geography()
    district = _district_after(scene, last)
    if district is not None:
        return district
    names = [scene.text(first, last) for first in range(max(0, last - 2), last + 1)]
    parent = parent_after(scene, last)
    if any(name in land.countries or name.title() in land.countries or name in land.regions for name in names):
        return last
    if any(name in land.parents for name in names) and (parent is None or scene.text(last + 2, parent) not in land.countries):
        return last
    if parent is None or (
        scene.text(last + 2, parent) in land.city_states | land.regions
        and any(name in land.places for name in names)
        and scene.text(last, last) != "City"  # "Panama City, Panama"
    ):
        return last
    return parent


def _district_after(scene: Scene, last: int) -> int | None:
    """Last token of "D.C." after a comma behind Washington."""
    comma = last + 1
    if scene.tokens[last].text.title() != "Washington" or not scene.same_line(last, comma + 1) or scene.tokens[comma].text != ",":
        return None
    return comma + 1 if scene.tokens[comma + 1].text.replace(".", "") == "DC" else None


def in_row_of_places(scene: Scene, first: int) -> bool:
    """Whether token `first` stands in a line whose label says that places follow ("Landing points: A (X), B (Y)")."""
    line = scene.lines[scene.tokens[first].sentence]
    before = scene.words.text[line.span.start : scene.tokens[first].start]
    return bool(_row_label().match(before))


@lru_cache(maxsize=1)
def _row_label() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in read_rules("places")["row_labels"])
    return re.compile(rf"\W*(?:{labels})(?: \([^)]*\))?\s*(?::|\t| [–—-] )", re.IGNORECASE)
