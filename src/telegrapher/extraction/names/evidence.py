"""Votes from the words of a name and the words around it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from telegrapher.extraction.names.ballots import Ballot, Ballots, Piece
from telegrapher.extraction.names.chunks import is_legal, is_model, word_rules
from telegrapher.extraction.names.gazetteer import geography
from telegrapher.extraction.names.lexicon import after, before, inside, lexicon, tail_votes
from telegrapher.extraction.names.places import parent_after
from telegrapher.extraction.names.scene import Scene
from telegrapher.extraction.names.titles import people_rules
from telegrapher.extraction.names.tokens import atoms
from telegrapher.extraction.names.words import read_rules
from telegrapher.model import ZoneKind, fold
from telegrapher.reference.reference import Reference

__all__ = ["is_person_like", "is_place", "vote"]

_ARTICLES = frozenset({"a", "an", "the", "one", "its", "another"})


def vote(scene: Scene, piece: Piece, ballots: Ballots, reference: Reference, marks: frozenset[int]) -> None:
    """Adds the votes of one place where a name stands to the ballot of its key."""
    ballot = ballots.setdefault(piece.key, Ballot())
    if not ballot.pieces:
        _by_shape(scene, piece, ballot, reference)
    ballot.pieces.append(piece)
    if scene.text(piece.first, piece.last).islower():
        return
    if scene.lines[scene.tokens[piece.first].sentence].zone is ZoneKind.DATELINE:
        ballot.votes["Place"] += 5
    if scene.heading[scene.tokens[piece.first].sentence]:
        return
    _as_unknown(scene, piece, ballot)
    if parent_after(scene, piece.last) is not None:
        ballot.votes["Place"] += 4
    if _in_a_place(scene, piece, reference):
        ballot.votes["Place"] += 1.5
    before(scene, piece.first, ballot.votes, ballot.roles)
    after(scene, piece.last, ballot.votes, ballot.roles)
    if piece.last + 1 in marks:
        ballot.votes["Organization"] += 6
    _apposition(scene, piece, ballot)
    _as_person(scene, piece, ballot)


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
    kind, weight = ballot.family()
    if len(ballot.pieces) > 3 or (kind not in {"", "Organization"} and weight >= 2.5):
        return
    if scene.same_line(piece.first, piece.first - 1) and scene.tokens[piece.first - 1].text in '“"‘':
        return
    words = [token.low for token in scene.tokens[piece.first : piece.last + 1]]
    own = len(words) > 1 and not set(words) & (scene.lower | word_rules().openers)
    acronym = len(words) == 1 and scene.tokens[piece.first].text.isupper()
    weight = (2.5 if len(words) == 1 else 2.0) if own or not scene.tokens[piece.first].first else 1.5 if acronym else 0.8
    ballot.votes["Organization"] += weight if len(ballot.pieces) == 1 else 0.4


def _by_shape(scene: Scene, piece: Piece, ballot: Ballot, reference: Reference) -> None:
    """Votes of the words of the name itself."""
    tokens = scene.tokens[piece.first : piece.last + 1]
    words = [token.low for token in tokens if token.kind == "word" or token.text == "&"]
    text = scene.text(piece.first, piece.last)
    if len(tokens) > 1 and is_legal(tokens[-1]):
        ballot.votes["Organization"] += 8
        words = [word for word in words if word not in word_rules().legal] or words
    for kind, weight in tail_votes(words).items():
        if len(tokens) > 1 or weight > 3:
            ballot.votes[kind] += weight * 2 if len(tokens) > 1 and weight >= 4 else weight
    ballot.votes.update(_model_votes([token.text for token in tokens]))
    if text.isdigit():
        ballot.votes["Organization"] -= 20
    if text.islower():
        _by_description(scene, piece, ballot)
        return
    if any(c.isupper() for c in text[1:]) and len(tokens) == 1 and not any(c.isdigit() for c in text):
        ballot.votes["Organization"] += 1.5
    if len(tokens) > 1:
        ballot.votes["Organization"] += 0.5
    _place_votes(text, words, ballot, reference)
    _cable_votes(scene, text, words, ballot)
    _technique_votes(text, ballot)
    if len(tokens) > 1 and re.fullmatch(r"(?:19|20)\d\d", tokens[-1].text):
        ballot.votes["Event"] += 4
    if set(words) <= people_rules().fields:
        ballot.votes["Other"] += 10
    rules = word_rules()
    common = rules.openers | rules.adjectives | scene.lower | rules.alone | rules.generic
    if all(token.low in common for token in tokens) and not text.isupper():
        ballot.votes.subtract({"Organization": 5, "Product": 2})


def _by_description(scene: Scene, piece: Piece, ballot: Ballot) -> None:
    """What a definition spells out in lower case is a technique, or a product where it is somebody's."""
    words = [token.low for token in scene.tokens[piece.first : piece.last + 1]]
    last = words[-1].removesuffix("s")
    heads = lexicon().heads.get(words[-1], {}) or lexicon().heads.get(last, {})
    possessive = scene.same_line(piece.first, piece.first - 1) and scene.tokens[piece.first - 1].kind == "possessive"
    if possessive and "Product" in heads:
        ballot.votes["Product"] += 6
    elif last in _technique_nouns() or words[-1] in _technique_nouns():
        ballot.votes["Technology"] += 6
    ballot.votes["Organization"] -= 20


@lru_cache(maxsize=1)
def _technique_nouns() -> frozenset[str]:
    return frozenset(read_rules("techniques")["nouns"])


def _model_votes(texts: list[str]) -> Counter[str]:
    """Letters and digits speak for a product, or a cable where they end in a small number ("TAT-8", "SJC2")."""
    votes: Counter[str] = Counter()
    models = [text for text in texts if is_model(text)]
    if not models:
        return votes
    last = texts[-1]
    if models == texts[:1] and models[0].isdigit():
        votes["Product"] = 1.0
        return votes
    if len(texts) == 1 and re.fullmatch(r"[A-Z]{2,6}-?\d{1,2}", last):
        votes["Product"], votes["Cable"] = 1.0, 1.0
    elif last.isdigit() and len(last) >= 3:
        votes["Product"] = 4.0
    elif any(len(re.findall(r"\d", text)) >= 1 for text in models):
        votes["Product"] = 3.0
    return votes


def is_place(text: str, reference: Reference) -> float:
    """How strongly a name alone speaks for a place: 5 for well-known geography, 2 for a town of the reference, 0 otherwise."""
    land = geography()
    if text in land.places or (text.title() in land.places and text.isupper() and len(text) > 3):
        return 1.0 if text in land.doubtful else 5.0
    words = text.split()
    if len(words) > 1 and words[0].casefold() in land.directions and " ".join(words[1:]) in land.places:
        return 5.0
    entries = reference.lookup(text) if len(text) > 2 else ()
    if entries and all(entry.type == "Place" for entry in entries):
        return 5.0
    name = text.title() if text.isupper() and len(text) > 3 else text
    if len(text) < 5 and text.isupper():
        return 0.0
    return 2.0 if reference.places.find(name) else 0.0


def _place_votes(text: str, words: list[str], ballot: Ballot, reference: Reference) -> None:
    weight = is_place(text, reference)
    if weight:
        ballot.votes["Place"] += weight
        if weight >= 5:
            ballot.votes["Organization"] -= 2


def _cable_votes(scene: Scene, text: str, words: list[str], ballot: Ballot) -> None:
    """Two regions in one name, or initials with a small number, speak for a cable where the text speaks of cables."""
    atoms_of = [atom for word in words for atom in atoms(word)]
    pairs = {" ".join(atoms_of[n : n + size]) for n in range(len(atoms_of)) for size in (1, 2)}
    if len(words) <= 8 and len(pairs & _region_names()) >= 2 and not ballot.votes["Organization"] >= 4:
        ballot.votes["Cable"] += 4
    if scene.lower & _CABLE_WORDS and _INITIALS.fullmatch(text):
        ballot.votes["Cable"] += 3


_CABLE_WORDS = frozenset({"submarine", "subsea", "undersea", "transatlantic", "trans-atlantic", "transpacific", "trans-pacific"})
_INITIALS = re.compile(
    r"(?:[A-Z]{2,6}|[A-Z][A-Za-z]{1,3}(?:-[A-Z][A-Za-z]{1,3}){1,4})(?:[- ]?\d{1,2})|[A-Z]{2,4}(?:-[A-Z]{2,4}){2,4}"
)


@lru_cache(maxsize=1)
def _region_names() -> frozenset[str]:
    rules = read_rules("places")
    return frozenset(fold(name) for name in (*rules["regions"], *rules["countries"]) if len(name) > 3)


@lru_cache(maxsize=1)
def _techniques() -> frozenset[str]:
    return frozenset(fold(word) for word in read_rules("techniques")["techniques"])


def _technique_votes(text: str, ballot: Ballot) -> None:
    folded = fold(text)
    if folded in _techniques() or (folded.removesuffix("s") in _techniques() and text.endswith("s")):
        ballot.votes["Technology"] += 12


def _apposition(scene: Scene, piece: Piece, ballot: Ballot) -> None:
    """Reads "X, a provider of ...", "X is a ...", "X (...), the operator of ..."."""
    position = piece.last + 1
    while scene.same_line(piece.last, position) and scene.tokens[position].low in {"as", "well", "too", "also", "itself"}:
        position += 1
    if scene.same_line(piece.last, position) and scene.tokens[position].text == "(":
        while scene.same_line(piece.last, position) and scene.tokens[position].text != ")":
            position += 1
        position += 1
    if not scene.same_line(piece.last, position + 1):
        return
    opener = scene.tokens[position]
    if opener.text not in {",", "–", "—", "-"} and opener.low not in {"is", "was", "are", "remains"}:
        return
    position += 1
    if scene.tokens[position].low in {"who", "which"}:
        position += 2
    if not scene.same_line(piece.last, position):
        return
    article = scene.tokens[position].low
    if article not in _ARTICLES and not _bare_role(scene, position, opener.text):
        return
    words = _phrase(scene, position if article not in _ARTICLES else position + 1)
    if people_rules().heads & set(words[:3]):
        if is_person_like(scene, piece):
            ballot.votes["Person"] += 3
        return
    inside(words, ballot.votes, ballot.roles)


def _bare_role(scene: Scene, position: int, opener: str) -> bool:
    """ "Infinera, provider of ..." without an article."""
    return opener == "," and scene.tokens[position].low in lexicon().nouns and scene.tokens[position].text.islower()


def _phrase(scene: Scene, position: int) -> list[str]:
    """The words from `position` up to punctuation, at most fourteen, in lower case; names inside are passed over."""
    words: list[str] = []
    start = position
    while scene.same_line(start, position) and len(words) < 14:
        token = scene.tokens[position]
        if token.kind == "point" and token.text not in "-/&":
            break
        if token.kind == "word":
            words.append(token.low)
        position += 1
    return words


def is_person_like(scene: Scene, piece: Piece) -> bool:
    """Whether a name has the form of a person's: two to four capitalised words of letters, none of a company."""
    tokens = [token for token in scene.tokens[piece.first : piece.last + 1] if token.text != "."]
    if not 2 <= len(tokens) <= 4 or any(token.text == "&" for token in tokens):
        return False
    rules, lists = people_rules(), lexicon()
    for token in tokens:
        letters = token.text.replace("-", "").replace("'", "").replace("’", "")
        if not letters.isalpha() or (len(letters) > 2 and letters.isupper()):
            return False
        if token.low in lists.heads or token.low in lists.units or is_legal(token) or token.low in word_rules().adjectives:
            return False
        if token.text.islower() and token.low not in rules.particles:
            return False
    return True


def _as_person(scene: Scene, piece: Piece, ballot: Ballot) -> None:
    """Votes for a person: a given name, an honorific, a contact line, an address that spells the name."""
    rules = people_rules()
    left = scene.tokens[piece.first - 1] if scene.same_line(piece.first, piece.first - 1) else None
    single = piece.first == piece.last
    if left and (left.low in rules.honorifics - {"he"} or (left.text == "." and _honorific_before(scene, piece.first - 1))):
        ballot.votes["Person"] += 5
    if not is_person_like(scene, piece):
        if not single:
            ballot.votes["Person"] -= 4
        return
    first = scene.tokens[piece.first].text
    if (first.title() if first.isupper() else first) in rules.given:
        ballot.votes["Person"] += 4
    if scene.lines[scene.tokens[piece.first].sentence].zone is ZoneKind.CONTACT and _alone(scene, piece):
        ballot.votes["Person"] += 2
    if _mailed(scene, piece):
        ballot.votes["Person"] += 6


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
    """Whether a mail address among the next words spells the surname."""
    surname = "".join(atoms(scene.tokens[piece.last].text))
    if len(surname) < 3:
        return False
    for token in scene.tokens[piece.last + 1 : piece.last + 40]:
        if token.kind == "address" and "@" in token.text:
            return surname in fold(token.text.split("@")[0]).replace(" ", "")
    return False
