"""Names that reference data knows, and general geography, found in a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from telegrapher.extraction.names.text.phrases import Hit, Phrases
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import read_rules
from telegrapher.reference.entry import Entry
from telegrapher.reference.reference import Reference

__all__ = ["Geography", "Known", "geography", "known_hits", "known_names", "plain", "well_cased"]


@dataclass(frozen=True, slots=True)
class Known:
    """What a listed form stands for: an entry, and whether the text has to show the sense."""

    entry: Entry
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Geography:
    """General geography without any reference: folded names of countries, states, regions and large cities."""

    places: frozenset[str]
    parents: frozenset[str]
    cities: frozenset[str]
    doubtful: frozenset[str]
    directions: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]
    city_states: frozenset[str]
    saints: frozenset[str]
    abbreviations: dict[str, str]


_CACHE: dict[int, tuple[Reference, Phrases[Known]]] = {}


def known_names(reference: Reference) -> Phrases[Known]:
    """The dictionary of a reference's forms; built once for each reference."""
    cached = _CACHE.get(id(reference))
    if cached is None or cached[0] is not reference:
        pairs = (
            (shape, Known(entry, doubtful))
            for form, entry, doubtful in reference.forms()
            if len(form) > 1
            for shape in ((form, form + "s") if entry.type == "Product" and form[-1].isdigit() and len(form) > 3 else (form,))
        )
        cached = (reference, Phrases.of(pairs))
        _CACHE[id(reference)] = cached
        while len(_CACHE) > 4:
            _CACHE.pop(next(iter(_CACHE)))
    return cached[1]


def known_hits(scene: Scene, names: Phrases[Known]) -> Iterator[Hit[Known]]:
    """All listed forms in lines that may yield, leftmost and longest first, written in a fitting case."""
    past = -1
    for index in names.openings(scene.heads):
        if index > past and (best := _best(scene, names, index)):
            yield from best
            past = best[-1].last


def _best(scene: Scene, names: Phrases[Known], index: int) -> tuple[Hit[Known], ...]:
    longest: Hit[Known] | None = None
    for hit in names.at(scene.tokens, index):
        if longest and hit.last < longest.last:
            break
        if well_cased(scene, hit.first, hit.last, hit.form):
            longest = Hit(index, hit.last, hit.form, (longest.values if longest else ()) + hit.values)
    if longest and len(longest.form) == len("NY") and _opens_name(scene, longest):
        return ()
    return _maker_apart(scene, names, longest) if longest else ()


def _opens_name(scene: Scene, hit: Hit[Known]) -> bool:
    """Whether the code of a state is but the first word of a longer name ("PA Wireless"), or a legal form ("(Europe) NV")."""
    if any(value.entry.type != "Place" or "-" not in value.entry.iri.rsplit("/", 1)[-1] for value in hit.values):
        return False
    left = scene.tokens[hit.first - 1] if scene.same_line(hit.first, hit.first - 1) else None
    if left and (left.text == "," or left.is_cap):
        return False
    right = scene.tokens[hit.last + 1] if scene.same_line(hit.last, hit.last + 1) else None
    return (left is not None and left.text == ")") or (right is not None and right.is_cap)


def _maker_apart(scene: Scene, names: Phrases[Known], longest: Hit[Known]) -> tuple[Hit[Known], ...]:
    """Of "Infinera DTN", listed as a product, the maker and the rest: two names, of which the second is the product's."""
    if longest.first == longest.last or not all(value.entry.type in {"Product", "Service"} for value in longest.values):
        return (longest,)
    for hit in names.at(scene.tokens, longest.first):
        maker = all(value.entry.kind == "organization" for value in hit.values)
        if maker and hit.last < longest.last and well_cased(scene, hit.first, hit.last, hit.form):
            rest = Hit(hit.last + 1, longest.last, scene.text(hit.last + 1, longest.last), longest.values)
            return hit, rest
    return (longest,)


def well_cased(scene: Scene, first: int, last: int, form: str) -> bool:
    """Whether the words are written as the listed form is, or in capitals, or stand in a heading where case tells nothing."""
    text = scene.text(first, last)
    if text == form or len(text) == 1:  # "e&" is no "E:"
        return scene.words.text.startswith(form, scene.tokens[first].start)
    line = scene.tokens[first].sentence
    if scene.heading[line] and text[0].isupper() | text[0].isdigit():
        return len(text) > 2
    if form.islower() or _is_phrase(form):
        return text.islower() or (text[0].isupper() and text[1:].islower()) or text.istitle() or (text.isupper() and len(text) > 4)
    if text.isupper():
        return len(text) > 4 or form.isupper()
    if first == last and "-" not in text:
        return plain(text) == plain(form)
    return text[0].isupper() == form[0].isupper() and sum(c.isupper() for c in text) * 2 >= sum(c.isupper() for c in form)


def _is_phrase(form: str) -> bool:
    """Whether a listed form is words of the language that only the table opens with a capital ("Network slicing")."""
    return " " in form and form[0].isupper() and form[1:].islower()


def plain(text: str) -> str:
    """A word without accents and trademark signs."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).strip("®™")


@lru_cache(maxsize=1)
def geography() -> Geography:
    """The rules of `data/rules/names/places.yaml`."""
    rules = read_rules("places")
    states = rules["states"]
    full = {name.removesuffix(" State") for name in states}
    abbreviations = {short: name.removesuffix(" State") for name, shorts in states.items() for short in shorts}
    places = {*rules["countries"], *full, *rules["regions"], *rules["cities"]}
    return Geography(
        places=frozenset(places),
        cities=frozenset(rules["cities"]),
        parents=frozenset({*rules["countries"], *full, "D.C.", "Asia", "Europe", "Africa"}),
        doubtful=frozenset(rules["doubtful"]),
        directions=frozenset(rules["directions"]),
        regions=frozenset(rules["regions"]),
        countries=frozenset(rules["countries"]),
        city_states=frozenset(rules["city_states"]),
        saints=frozenset(rules["saints"]),
        abbreviations=abbreviations,
    )
