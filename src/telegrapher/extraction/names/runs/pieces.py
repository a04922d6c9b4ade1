"""Cutting runs of capitalised words into names: "Infinera DTN" is two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from telegrapher.extraction.names.runs.chunks import Chunk
from telegrapher.extraction.names.senses.ballots import Piece, key_of
from telegrapher.extraction.names.senses.gazetteer import Known, geography
from telegrapher.extraction.names.senses.goods import names_goods
from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS, lexicon, tail_votes
from telegrapher.extraction.names.senses.places import beyond_land
from telegrapher.extraction.names.senses.titles import people_rules
from telegrapher.extraction.names.text.forms import is_legal, is_model, word_rules
from telegrapher.extraction.names.text.phrases import Hit
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.techniques import is_technique
from telegrapher.extraction.names.text.words import english

__all__ = ["Borders", "abroad", "pieces"]

_CAMEL = re.compile(r"[a-z]{1,2}[A-Z][a-z]{2}")
"""A name that opens with a small letter ("eLumio"): it is never the rest of another."""

_WHOLE = frozenset({"Award", "Event", "Facility", "Cable"})
_THINGS = frozenset({"Product", "Service", "Network"})
_CODE = 5
"""Letters of a code that tells the members of a family apart, at most."""


@dataclass(frozen=True, slots=True)
class Borders:
    """What is known before the cutting.

    Attributes:
        hits: names of reference data by their first token.
        makers: keys of organisations that the text shows standing alone.
        alone: keys of all runs that stand alone somewhere.
        sites: keys of runs that name a house or an exchange as a whole.
    """

    hits: Mapping[int, Hit[Known]]
    makers: frozenset[str]
    alone: frozenset[str]
    sites: frozenset[str] = frozenset()


def pieces(scene: Scene, chunk: Chunk, borders: Borders) -> Iterator[Piece]:
    """The names in a run, in order, without overlap."""
    first = chunk.first
    while first <= chunk.last:
        fronted = _fronted(scene, first, chunk.last, borders)
        last = fronted or _before_technique(scene, first, _end(scene, first, chunk.last, borders), borders)
        last = _before_small(scene, first, last)
        word = scene.tokens[first]
        plain = first == last and first > chunk.first and word.text.islower() and word.low in english()
        if first == chunk.first or not (plain or _is_desk(scene, [token.low for token in scene.tokens[first : last + 1]], last)):
            yield Piece(first, last, key_of(scene, first, last))
        first = last + 1


def _before_small(scene: Scene, first: int, last: int) -> int:
    """Last token of a person's name before a company's that opens with a small letter ("Jane Roe eLumio", told in columns)."""
    if scene.tokens[first].text not in people_rules().given:
        return last
    inside = (n for n in range(first + 1, last + 1) if _CAMEL.match(scene.tokens[n].text) and scene.gap(n) == " ")
    return next((n - 1 for n in inside), last)


def _before_technique(scene: Scene, first: int, last: int, borders: Borders) -> int:
    """Last token without the technique that only opens the description behind a name: "Orin" in "Orin SDN controller"."""
    word = scene.tokens[last]
    figured = any(char.isdigit() for char in scene.tokens[last - 1].text)
    if (hit := borders.hits.get(first)) and hit.last == last:
        return last  # "Massive MIMO" is one technique
    if last == first or not (word.text.isupper() or figured) or word.low in lexicon().tails or not is_technique(word.text):
        return last
    if not names_goods(scene, last):
        return last
    return last - 1


def _end(scene: Scene, first: int, limit: int, borders: Borders) -> int:
    """Last token of the name that opens at `first`."""
    opening = _opening(scene, first, limit, borders)
    if opening is not None and opening < limit and _is_one(scene, first, opening, limit, borders):
        return limit
    if opening is not None and opening < limit and _cuts(scene, opening + 1, limit, borders):
        return opening
    if opening == limit:
        return limit
    for start in range(first + 1, limit + 1):
        hit = borders.hits.get(start)
        if hit and _is_inner_border(scene, first, hit, limit, borders):
            return start - 1
        if key_of(scene, start, start) in borders.makers and start < limit and _cuts(scene, start + 1, limit, borders):
            return start - 1
    return limit


def _is_one(scene: Scene, first: int, opening: int, limit: int, borders: Borders) -> bool:
    """Whether a run that opens with something known is one name all the same."""
    whole = _is_ware_of_technique(scene, first, opening, limit, borders)
    return whole or _completes(scene, first, opening, limit, borders)


def _is_ware_of_technique(scene: Scene, first: int, opening: int, limit: int, borders: Borders) -> bool:
    """Whether a technique opens the name of somebody's ware ("the OpenRAN Controller"): one word that ends names of goods follows,
    with a capital and nowhere without, and an article before."""
    hit = borders.hits.get(first)
    if hit is None or any(value.entry.type != "Technology" for value in hit.values) or opening + 1 != limit:
        return False
    word = scene.tokens[limit]
    if not scene.same_line(first, first - 1) or scene.tokens[first - 1].low not in {"the", "its", "'s", "new"}:
        return False
    return lexicon().heads.get(word.low, {}).get("Product", 0) >= _WARE and word.low not in scene.lower and word.text[1:].islower()


_WARE = 3


def _fronted(scene: Scene, first: int, limit: int, borders: Borders) -> int:
    """Last token of a place that opens a sentence before its subject ("In Lagos MainStreet has opened"); 0 if none does."""
    hit = borders.hits.get(first)
    lead = first - 1 - (scene.tokens[first - 1].low == "the")
    if hit is None or hit.last >= limit or not scene.same_line(lead, first):
        return 0
    if scene.tokens[lead].low not in word_rules().fronting or any(value.entry.type != "Place" for value in hit.values):
        return 0
    if not scene.tokens[lead].first or lead < first - 1:
        return hit.last if _opens_clause(scene, lead) and _does_something(scene, limit) else 0
    whole = {key_of(scene, first, limit), key_of(scene, first, hit.last + 1)}
    rest = key_of(scene, hit.last + 1, limit)
    return hit.last if rest in borders.makers | borders.alone or (whole.isdisjoint(borders.alone) and limit > hit.last + 1) else 0


def _opens_clause(scene: Scene, index: int) -> bool:
    """Whether a preposition opens a sentence or a clause joined to another."""
    return scene.tokens[index].first or scene.tokens[index - 1].text in {",", ";", "and", "but", "while", "whereas"}


def _does_something(scene: Scene, last: int) -> bool:
    """Whether a name, with the country it is from, is right before a verb: "Maju Nusa of Malaysia will use"."""
    last = beyond_land(scene, last)
    return scene.same_line(last, last + 1) and scene.tokens[last + 1].low in word_rules().auxiliaries


def abroad(scene: Scene, first: int, last: int, hits: Mapping[int, Hit[Known]]) -> int:
    """Last token of the country or region right after a known company that makes the name of its company there ("Vodafone
    Romania", "Telco Americas"); 0 if there is none."""
    company = hits.get(first)
    if company is None or company.last != last or any(value.entry.kind != "organization" for value in company.values):
        return 0
    land = geography()
    for end in range(last + 3, last, -1):
        if not scene.same_line(last, end) or scene.gap(last + 1) != " " or not scene.tokens[last + 1].is_cap:
            continue
        beyond = scene.tokens[end + 1] if scene.same_line(last, end + 1) else None
        name = scene.text(last + 1, end)
        if (name in land.countries or name in land.regions) and not (beyond and (beyond.is_cap or beyond.text == "-")):
            return end
    return 0


def _completes(scene: Scene, first: int, opening: int, limit: int, borders: Borders) -> bool:
    """Whether the rest of a run only spells out what a known product is ("E7" in "E7 Ethernet Service Access Platform"), or which
    of a known family ("OptiX BWS 1600S")."""
    hit = borders.hits.get(first)
    if hit is None or not any(value.entry.type == "Product" for value in hit.values) or opening + 1 in borders.hits:
        return False
    rest = [token.low for token in scene.tokens[opening + 1 : limit + 1]]
    if all(is_model(token.text) for token in scene.tokens[opening + 1 : limit + 1]):
        return True  # "Apollo 9408": one of a family
    if opening + 1 == limit and _is_code(scene, limit) and all(value.entry.type == "Product" for value in hit.values):
        return True  # "MINI-LINK BAS": one of a family, too
    if any(index in borders.hits for index in range(opening + 1, limit + 1)):
        return False
    return rest[-1] in lexicon().tails or any(is_model(token.text) for token in scene.tokens[opening + 1 : limit + 1])


def _is_code(scene: Scene, index: int) -> bool:
    """Whether a word is a few capitals that name no technique: "BAS", not "WDM"."""
    word = scene.tokens[index].text
    return word.isalpha() and word.isupper() and len(word) <= _CODE and not is_technique(word)


def _opening(scene: Scene, first: int, limit: int, borders: Borders) -> int | None:
    """Last token of an organisation or thing known by itself that opens the run."""
    hit = borders.hits.get(first)
    if hit and hit.last <= limit:
        if all(value.entry.type == "Place" for value in hit.values) and hit.last < limit:
            return None
        if land := abroad(scene, first, hit.last, borders.hits):
            return min(limit, land)
        return _with_legal(scene, hit.last, limit)
    if key_of(scene, first, limit) in borders.makers | borders.sites:
        return limit
    for last in range(limit - 1, first - 1, -1):
        if key_of(scene, first, last) in borders.makers:
            return _land_behind(scene, last, limit, borders) or _with_legal(scene, last, limit)
    return None


def _land_behind(scene: Scene, last: int, limit: int, borders: Borders) -> int:
    """Last token of a country that closes a run right behind a company's name, which names its company there; 0 if none does."""
    land = borders.hits.get(last + 1)
    if land is None or land.last != limit or scene.gap(last + 1) != " ":
        return 0
    return limit if scene.text(land.first, land.last) in geography().countries else 0


def _with_legal(scene: Scene, last: int, limit: int) -> int:
    end = last
    while end < limit and (is_legal(scene.tokens[end + 1]) or scene.tokens[end + 1].text in {",", "."}):
        end += 1
    return end if end == limit or end > last else last


def _cuts(scene: Scene, first: int, limit: int, borders: Borders) -> bool:
    """Whether the words after a known name are a name of their own (or none), and not the rest of a longer one."""
    if scene.tokens[first].text in {"&", "("} or scene.tokens[first].low in {"of", "for", "and", "de"}:
        return False
    hit = borders.hits.get(first)
    if hit:
        return hit.last != limit or any(value.entry.kind != "organization" for value in hit.values)
    return key_of(scene, first, limit) in borders.alone | borders.makers or _by_words(scene, first, limit)


def _by_words(scene: Scene, first: int, limit: int) -> bool:
    """What the words of the rest and the word after it tell about a border before them."""
    rest, rules = scene.tokens[first : limit + 1], lexicon()
    words = [token.low for token in rest]
    kinds = tail_votes(words)
    if kinds["Other"] >= 3 or _is_desk(scene, words, limit):
        return True
    if any(kind in _WHOLE and weight >= 2 for kind, weight in kinds.items()):
        return False
    things = max((weight for kind, weight in kinds.items() if kind in _THINGS), default=0)
    bodies = max((weight for kind, weight in kinds.items() if kind in ORGANIZATIONS), default=0)
    if any(is_model(token.text) for token in rest) or things > bodies:
        return True
    if rest[-1].low in rules.units or any(kind in ORGANIZATIONS for kind in kinds):
        return False
    following = scene.tokens[limit + 1] if scene.same_line(limit, limit + 1) else None
    person = rest[0].text in people_rules().given and len(rest) in {2, 3}
    return person or bool(following and "Product" in rules.after.get(following.low, {}))


def _is_desk(scene: Scene, words: list[str], limit: int) -> bool:
    """Whether words after a company name a desk of it ("Media Relations"; "Investors" before a colon)."""
    rules = people_rules()
    if words[-1] not in rules.desks or not set(words) <= rules.fields | rules.desks:
        return False
    if words[-1] in rules.spoken and not set(words[:-1]) & rules.spoken_for:
        return False  # "Fujitsu Network Communications" is a company
    if words[-1] in rules.rooms:
        return True
    return len(words) > 1 or (scene.same_line(limit, limit + 1) and scene.tokens[limit + 1].text == ":")


def _is_inner_border(scene: Scene, first: int, hit: Hit[Known], limit: int, borders: Borders) -> bool:
    """Whether a known organisation inside a run opens a name of its own ("EXA Powered Calix E7")."""
    kinds = {value.entry.type for value in hit.values}
    if hit.last > limit or any(value.doubtful for value in hit.values):
        return False
    if kinds <= {"Place", "Technology"} or scene.tokens[hit.first - 1].low in {"of", "for", "and", "&", "de", "the"}:
        return False
    if hit.last == hit.first and scene.tokens[hit.first].low in lexicon().heads:
        return False  # "Pea River Cablevision" is no "Cablevision"
    if kinds <= {"Product", "Cable", "Service"}:
        return hit.last == limit and len(hit.form) > 2
    return hit.last == limit or _cuts(scene, hit.last + 1, limit, borders)
