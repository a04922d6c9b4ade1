"""Votes for persons: the form of their names, given names, honorifics, contact lines, addresses that spell them."""

from __future__ import annotations

import re

from telegrapher.extraction.names.senses.ballots import Ballot, Piece
from telegrapher.extraction.names.senses.gazetteer import plain
from telegrapher.extraction.names.senses.lexicon import lexicon
from telegrapher.extraction.names.senses.titles import people_rules
from telegrapher.extraction.names.text.forms import is_legal, word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.tokens import Token, atoms
from telegrapher.model import ZoneKind, fold

__all__ = ["as_person", "is_person_like"]

_INITIALS = re.compile(r"[A-Z]\.(?:-?[A-Z]\.?){1,2}")
"""Given names that are written as initials only: "J.R. Smith"."""


def is_person_like(scene: Scene, piece: Piece) -> bool:
    """Whether a name has the form of a person's: two to four capitalised words of letters, none of a company."""
    if piece.first == piece.last:
        return False
    tokens = [token for token in scene.tokens[piece.first : piece.last + 1] if token.text != "."]
    counted = sum(token.low not in people_rules().particles for token in tokens)
    if len(tokens) < 2 or not 1 <= counted <= (5 if _is_given(tokens[0]) else 4) or any(token.text == "&" for token in tokens):
        return False
    return tokens[-1].low not in people_rules().desks and all(_is_part(token, n, len(tokens)) for n, token in enumerate(tokens))


def _is_part(token: Token, number: int, count: int) -> bool:
    """Whether a word can be the `number`th of the `count` words of a person's name."""
    rules, lists = people_rules(), lexicon()
    if not number and _INITIALS.fullmatch(token.text):
        return True
    letters = token.text.replace("-", "").replace("'", "").replace("’", "")
    if not letters.isalpha() or (len(letters) > 2 and letters.isupper()):
        return False
    if not number and token.low in rules.given_words:
        return True
    if token.low in lists.heads or token.low in lists.units or is_legal(token):
        return False
    if token.low in word_rules().adjectives and not (number == count - 1 and token.low in rules.surnames):
        return False
    return not token.text.islower() or token.low in rules.particles


def _is_given(token: Token) -> bool:
    first = plain(token.text)
    return any((part.title() if part.isupper() else part) in people_rules().given for part in (first, first.split("-")[0]))


def as_person(scene: Scene, piece: Piece, ballot: Ballot) -> None:
    """Votes for a person: a given name, an honorific, a contact line, an address that spells the name."""
    rules = people_rules()
    left = scene.tokens[piece.first - 1] if scene.same_line(piece.first, piece.first - 1) else None
    single = piece.first == piece.last
    if left and (
        (left.low in rules.honorifics and left.low != "he") or (left.text == "." and _honorific_before(scene, piece.first - 1))
    ):
        ballot.votes["Person"] += 5
    if not is_person_like(scene, piece):
        if not single:
            ballot.votes["Person"] -= 4
        return
    if _is_given(scene.tokens[piece.first]) or _INITIALS.fullmatch(scene.tokens[piece.first].text):
        ballot.votes["Person"] += 4
    if _who_follows(scene, piece):
        ballot.votes["Person"] += 4
    if scene.lines[scene.tokens[piece.first].sentence].zone is ZoneKind.CONTACT and _alone(scene, piece):
        ballot.votes["Person"] += 4
    if _mailed(scene, piece):
        ballot.votes["Person"] += 6
    if scene.same_line(piece.last, piece.last + 1) and scene.tokens[piece.last + 1].low == "at":
        ballot.votes["Person"] += 1.5


def _who_follows(scene: Scene, piece: Piece) -> bool:
    """ "Mara Lind, who ...": the pronoun of persons."""
    comma = piece.last + 1
    return (
        piece.first != piece.last
        and scene.same_line(piece.last, comma + 1)
        and scene.tokens[comma].text == ","
        and scene.tokens[comma + 1].low in {"who", "whom"}
    )


def _honorific_before(scene: Scene, index: int) -> bool:
    return scene.same_line(index, index - 1) and scene.tokens[index - 1].low in people_rules().honorifics


def _alone(scene: Scene, piece: Piece) -> bool:
    """Whether a name fills its line or its cell."""
    left = (
        not scene.same_line(piece.first, piece.first - 1)
        or "\t" in scene.gap(piece.first)
        or scene.tokens[piece.first - 1].text in ":|"
    )
    right = (
        not scene.same_line(piece.last, piece.last + 1)
        or "\t" in scene.gap(piece.last + 1)
        or scene.tokens[piece.last + 1].text in ",|"
    )
    return left and right


def _mailed(scene: Scene, piece: Piece) -> bool:
    """Whether the next mail address, among the next words, spells the surname or opens with the given name."""
    surname = "".join(atoms(scene.tokens[piece.last].text))
    given = "".join(atoms(scene.tokens[piece.first].text))
    for token in scene.tokens[piece.last + 1 : piece.last + 40]:
        if token.kind == "address" and "@" in token.text:
            local = fold(token.text.split("@")[0]).replace(" ", "")
            return (len(surname) > 2 and surname in local) or (len(given) > 3 and local.startswith(given))
    return False
