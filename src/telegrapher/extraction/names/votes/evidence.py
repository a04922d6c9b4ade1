"""Votes from the words around a name."""

from __future__ import annotations

import re
from functools import cache

from telegrapher.extraction.names.senses.ballots import FLOOR, Ballot, Ballots, Piece
from telegrapher.extraction.names.senses.gazetteer import geography
from telegrapher.extraction.names.senses.goods import is_handled, told_as_goods
from telegrapher.extraction.names.senses.lexicon import after, before
from telegrapher.extraction.names.senses.places import beyond_land, in_row_of_places, parent_after
from telegrapher.extraction.names.text.forms import is_legal, is_model, word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import ends, english, read_rules, word_set
from telegrapher.extraction.names.votes.apposition import by_apposition
from telegrapher.extraction.names.votes.measured import by_measure
from telegrapher.extraction.names.votes.persons import as_person
from telegrapher.extraction.names.votes.shape import by_shape, is_place
from telegrapher.extraction.names.votes.units import is_unit
from telegrapher.model import ZoneKind
from telegrapher.reference.reference import Reference

__all__ = ["vote"]

_TOLD = 3.5
"""Votes of what is told as one of somebody's goods."""

_HANDLED = 2.0
"""Votes of an article and a verb of what is done with goods."""

_QUOTES = frozenset("\"“”'‘’")


def vote(scene: Scene, piece: Piece, ballots: Ballots, reference: Reference, marks: frozenset[int]) -> None:
    """Adds the votes of one place where a name stands to the ballot of its key."""
    ballot = ballots.setdefault(piece.key, Ballot())
    if not ballot.pieces:
        by_shape(scene, piece, ballot, reference)
    ballot.pieces.append(piece)
    if scene.text(piece.first, piece.last).islower() and not (scene.small and scene.small_at(piece.first) == piece.last):
        return
    if scene.lines[scene.tokens[piece.first].sentence].zone is ZoneKind.DATELINE:
        ballot.votes["Place"] += 5
    if scene.heading[scene.tokens[piece.first].sentence] or _is_mark(scene, piece):
        return
    place = ballot.votes["Place"]
    as_person(scene, piece, ballot)
    if other := 12 * (_is_motto(scene, piece.first) or _is_other_end(scene, piece)) or 3 * _is_crowd(scene, piece):
        ballot.votes["Other"] += other
        return
    _as_unknown(scene, piece, ballot)
    _as_place(scene, piece, ballot, reference)
    if ballot.votes["Other"] < FLOOR and _is_actor(scene, piece, reference):
        ballot.votes["Organization"] += 2.5
    if is_unit(scene, piece):
        ballot.votes["Organization"] += 20
        ballot.votes["Technology"] -= 20
    if _is_dated(scene, piece):
        ballot.votes["Event"] += 4
    _as_neighbours(scene, piece, ballot, place)
    if piece.last + 1 in marks:
        ballot.votes["Organization"] += 6
        ballot.listed = True
    by_apposition(scene, piece, ballot)
    by_measure(scene, piece, ballot)


def _closed(scene: Scene, piece: Piece) -> int:
    """The last token of a name; of a short form in brackets the closing bracket, behind which the sentence goes on, and of a line
    with its length the unit ("the Kelda 11,000 km subsea cable")."""
    if scene.same_line(piece.last, piece.last + 2) and scene.tokens[piece.last + 1].text.isdigit():
        return _over_length(scene, piece.last)
    first, last = piece.first - 1, piece.last + 1
    first -= scene.same_line(piece.first, first) and scene.tokens[first].text in _QUOTES
    last += scene.same_line(piece.first, last) and scene.tokens[last].text in _QUOTES
    if not scene.same_line(piece.first, first) or not scene.same_line(piece.first, last):
        return piece.last
    enclosed = scene.tokens[first].text == "(" and scene.tokens[last].text == ")"
    return last if enclosed and scene.tokens[piece.first].text.isupper() else piece.last


def _over_length(scene: Scene, last: int) -> int:
    """The unit of the length told behind a name, if there is one."""
    unit = next((at for at in range(last + 2, last + 5) if scene.same_line(last, at) and scene.tokens[at].low in _lengths()), last)
    between = scene.tokens[last + 1 : unit]
    return unit if all(token.text.isdigit() or token.text in ",.-" for token in between) else last


@cache
def _lengths() -> frozenset[str]:
    return frozenset(read_rules("values")["lengths"])


def _is_firm(scene: Scene, piece: Piece) -> bool:
    """Whether the last word of a name is one that makers have ("Quarto Networks routers"), so that goods behind it are theirs."""
    if piece.first == piece.last or any(is_model(token.text) for token in scene.tokens[piece.first : piece.last + 1]):
        return False
    return scene.tokens[piece.last].low in _FIRMS


_FIRMS = frozenset(
    {"networks", "technologies", "systems", "semiconductor", "semiconductors", "microsystems", "photonics", "optics", "instruments"}
)


def _is_made_of(scene: Scene, piece: Piece) -> bool:
    """Whether a network behind a model is one of those made of it: "runs a Luxo 400 ring"."""
    if not scene.same_line(piece.first, piece.first - 1) or not is_model(scene.tokens[piece.last].text):
        return False
    return scene.tokens[piece.first - 1].text in {"a", "an"}


def _as_neighbours(scene: Scene, piece: Piece, ballot: Ballot, place: float) -> None:
    """Votes of the words right before and behind a name; `place` is what the place where it stands has found for a place before."""
    person, network = ballot.votes["Person"], ballot.votes["Network"]
    before(scene, piece.first, ballot.votes, ballot.roles)
    goods = ballot.votes["Product"]
    after(scene, _closed(scene, piece), ballot.votes, ballot.roles)
    if ballot.votes["Product"] > goods and _is_firm(scene, piece):
        ballot.votes["Product"] = goods
        ballot.roles["Vendor"] += 2.5
        ballot.votes["Organization"] += 2.5
    if told_as_goods(scene, piece.first):
        ballot.votes["Product"] += _TOLD
    if _is_made_of(scene, piece):
        ballot.votes["Product"] += ballot.votes["Network"] - network
        ballot.votes["Network"] = network
    if piece.first == piece.last:
        ballot.votes["Person"] = person
        ballot.votes["Place"] *= not any(char.isdigit() for char in scene.tokens[piece.first].text)
    if piece.first < piece.last and is_legal(scene.tokens[piece.last]):
        ballot.votes["Place"] = place  # "Lunda Ltd in Sweden" lies there, but is no town


def _as_place(scene: Scene, piece: Piece, ballot: Ballot, reference: Reference) -> None:
    """Votes for a place by what it stands among."""
    if parent_after(scene, piece.last) is not None:
        ballot.votes["Place"] += 4
    if in_row_of_places(scene, piece.first):
        ballot.votes["Place"] += 5
    if _in_a_place(scene, piece, reference):
        ballot.votes["Place"] += 1.5
    if _made_at(scene, piece):
        ballot.votes["Place"] += 5


def _made_at(scene: Scene, piece: Piece) -> bool:
    """Whether something is made at a name: "makes fibre at Tarsin and cords at Odal", "the plant at Tarsin"."""
    at = piece.first - 1
    if not scene.same_line(piece.first, at) or scene.tokens[at].low != "at" or not scene.same_line(at, at - 1):
        return False
    making, line = _making(), scene.tokens[at].sentence
    return any(token.sentence == line and token.low in making for token in scene.tokens[max(0, at - 40) : at])


@cache
def _making() -> frozenset[str]:
    return word_set(read_rules("words")["making"])


def _is_mark(scene: Scene, piece: Piece) -> bool:
    """Whether a name stands in a line about trademarks, which tells nothing of its kind."""
    if "trademarks" not in scene.lower and "trademark" not in scene.lower:
        return False
    line = scene.release.quote(scene.lines[scene.tokens[piece.first].sentence].span)
    return "trademark" in line and not is_legal(scene.tokens[piece.last])


def _is_motto(scene: Scene, first: int) -> bool:
    """Whether what stands there is somebody's slogan: "our motto, Wide and Open", "under the slogan 'Reach More'"."""
    position = first - 1
    while scene.same_line(first, position) and scene.tokens[position].text in {",", ":", "“", '"', "‘", "'", "of"}:
        position -= 1
    return scene.same_line(first, position) and scene.tokens[position].low in word_rules().mottos


def _is_other_end(scene: Scene, piece: Piece) -> bool:
    """Whether a word is the second end of what is told with both: "Central" of "the Orin West and Central cable system"."""
    at, words = piece.first, ends()
    if piece.first != piece.last or scene.tokens[at].low not in words or not scene.same_line(at, at - 3):
        return False
    joined = scene.tokens[at - 1].low in {"and", "&"} and scene.tokens[at - 2].low in words
    return joined and scene.tokens[at - 2].is_cap and scene.tokens[at - 3].is_cap


def _acts(scene: Scene, last: int) -> bool:
    """Whether a verb behind a name, after auxiliaries, tells what only companies and persons do ("Orange will act as ...")."""
    last = beyond_land(scene, last)
    rules, position = word_rules(), last + 1
    while position < last + 4 and scene.same_line(last, position) and scene.tokens[position].low in rules.helpers:
        position += 1
    if not scene.same_line(last, position) or not scene.tokens[position].text.islower():
        return False
    word = scene.tokens[position].low
    stems = {word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("es")}
    passive = position > last + 1 and scene.tokens[position - 1].low in {"is", "was", "are", "were", "been", "be"}
    return not passive and not rules.acting.isdisjoint(stems)


def _is_actor(scene: Scene, piece: Piece, reference: Reference) -> bool:
    """Whether a name acts as only somebody does; a word of the language that opens its sentence has to be a listed company."""
    token = scene.tokens[piece.first]
    return _acts(scene, piece.last) and not (token.first and token.low in english() and not _is_listed(scene, piece, reference))


def _is_listed(scene: Scene, piece: Piece, reference: Reference) -> bool:
    """Whether a word of the language is also a company of the reference ("Orange")."""
    return any(entry.kind == "organization" for entry in reference.lookup(scene.text(piece.first, piece.last)))


def _is_dated(scene: Scene, piece: Piece) -> bool:
    """Whether a name stands as a meeting with its year does: "at Carriers Baltica 2013"."""
    year = piece.last + 1
    if piece.first == 0 or not scene.same_line(piece.first, piece.first - 1) or not scene.same_line(piece.last, year):
        return False
    token = scene.tokens[year].text
    return (
        token.isdigit()
        and token[:2] in {"19", "20"}
        and len(token) == 4
        and (scene.tokens[piece.first - 1].low in word_rules().meeting)
    )


def _is_crowd(scene: Scene, piece: Piece) -> bool:
    """Whether one word of the language opens a sentence about people of a sort ("Early customers include ...")."""
    token = scene.tokens[piece.first]
    if piece.first != piece.last or not token.first or token.low not in english() or not token.text[1:].islower():
        return False
    return scene.same_line(piece.last, piece.last + 1) and scene.tokens[piece.last + 1].low in word_rules().crowds


_TYPE = re.compile(r"[A-Z]{2,6}-?\d{2,5}[A-Za-z]?")
"""A type of equipment by letters and figures ("QX-700"), no cable or fleet of satellites ("SJC2", "O3b")."""


def _is_the(scene: Scene, piece: Piece) -> bool:
    """Whether an article stands before one word that is a name by itself ("plugs into the DTN"): companies have none."""
    if piece.first != piece.last or not scene.same_line(piece.first, piece.first - 1):
        return False
    before = scene.tokens[piece.first - 1]
    modified = before.text.islower() and before.text.isalpha() and _TYPE.fullmatch(scene.tokens[piece.first].text)
    article = piece.first - 2 if modified and before.low != "the" else piece.first - 1
    if not scene.same_line(piece.first, article) or scene.tokens[article].low != "the":
        return False
    if not scene.same_line(piece.last, piece.last + 1) or _TYPE.fullmatch(scene.tokens[piece.first].text):
        return True
    following = scene.tokens[piece.last + 1]
    return following.kind == "point" or following.low in word_rules().function or following.low in word_rules().auxiliaries


def _is_wet(scene: Scene, piece: Piece) -> bool:
    """Whether "the X" of a text on submarine cables may be one of them: no model, and no region in which something is."""
    if is_model(token := scene.tokens[piece.last].text) or token.casefold() in geography().directions:
        return False
    if is_handled(scene, piece.first) or _comes_from(scene, piece.last):
        return False
    return not scene.lower.isdisjoint(_sea()) and scene.tokens[piece.first - 2].low not in _WITHIN


def _comes_from(scene: Scene, last: int) -> bool:
    """Whether a name is followed by who makes what it names ("the Luxo from Acme"), as what is called by itself is not."""
    if not scene.same_line(last, last + 2) or scene.tokens[last + 1].low != "from":
        return False
    return scene.tokens[last + 2].is_cap and scene.tokens[last + 2].text not in geography().places


@cache
def _sea() -> frozenset[str]:
    return frozenset(read_rules("things")["traces"]["submarine"])


_WITHIN = frozenset({"across", "throughout", "around", "within", "near"})


def _is_subject(scene: Scene, piece: Piece) -> bool:
    """Whether one word that opens a sentence is followed by a verb as only the name of one thing is ("Adeptus has bought")."""
    token = scene.tokens[piece.first]
    if piece.first != piece.last or token.low in english() or not scene.same_line(piece.last, piece.last + 1):
        return False
    following = scene.tokens[beyond_land(scene, piece.last) + 1]
    return following.kind == "word" and (following.low in word_rules().auxiliaries or following.low.endswith("ed"))


def _in_a_place(scene: Scene, piece: Piece, reference: Reference) -> bool:
    """ "at Tuas in Singapore": an unknown word after "at", "in" or in a row, with a well-known place behind it."""
    if not scene.same_line(piece.first, piece.first - 1) or not scene.same_line(piece.last, piece.last + 2):
        return False
    if scene.tokens[piece.last + 1].low != "in" or scene.tokens[piece.first - 1].low not in {"at", "in", ",", "and", "from", "to"}:
        return False
    start = piece.last + 2 + (scene.tokens[piece.last + 2].low == "the")
    ends = [end for end in (start, start + 1) if scene.same_line(piece.last, end)]
    return any(is_place(scene.text(start, end), reference) >= 5 for end in ends)


def _as_unknown(scene: Scene, piece: Piece, ballot: Ballot) -> None:
    """A capitalised word inside a sentence that nothing else explains is most often a company."""
    token = scene.tokens[piece.first]
    known = token.low in english() or token.low.endswith(("ness", "ability", "ization", "isation"))
    if token.first and piece.first == piece.last and known and token.text[1:].islower():
        ballot.votes["Other"] += 2.5 * (token.low not in english())
        return
    if _is_the(scene, piece):
        wet = _is_wet(scene, piece)
        ballot.votes.add({"Product": 0.5 if wet else 1.5, "Cable": 2.0 if wet else 0.5, "Organization": -1.5})
        ballot.votes["Product"] += _HANDLED * (is_handled(scene, piece.first) or _comes_from(scene, piece.last))
    if len(ballot.pieces) > 3:
        return
    kind, weight = ballot.family()
    if kind not in {"", "Organization"} and weight >= 2.5:
        return
    if scene.same_line(piece.first, piece.first - 1) and scene.tokens[piece.first - 1].text in '“"‘':
        return
    words = [token.low for token in scene.tokens[piece.first : piece.last + 1]]
    common = len(words) == 1 and words[0] in english() and scene.tokens[piece.first].text[1:].islower()
    own = len(words) > 1 and scene.lower.isdisjoint(words) and word_rules().openers.isdisjoint(words)
    acronym = len(words) == 1 and scene.tokens[piece.first].text.isupper()
    subject = acronym or _is_subject(scene, piece)
    weight = (2.5 if len(words) == 1 else 2.0) if own or not scene.tokens[piece.first].first else 2.5 if subject else 0.8
    weight = (weight if len(ballot.pieces) == 1 else 0.4) * (0.6 if common else 1.0)
    ballot.votes["Organization"] += weight
    ballot.prior += weight
