"""Votes from the words of a name itself."""

from __future__ import annotations

import re
from functools import lru_cache

from telegrapher.extraction.names.senses.ballots import Ballot, Piece
from telegrapher.extraction.names.senses.gazetteer import geography
from telegrapher.extraction.names.senses.lexicon import Votes, lexicon, tail_votes
from telegrapher.extraction.names.senses.titles import people_rules
from telegrapher.extraction.names.text.forms import is_legal, is_model, lands_own, word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.techniques import is_kind, is_technique
from telegrapher.extraction.names.text.tokens import Token, atoms
from telegrapher.extraction.names.text.words import english, read_rules, word_set
from telegrapher.model import fold
from telegrapher.reference.reference import Reference

__all__ = ["by_shape", "is_exchange", "is_place"]


def by_shape(scene: Scene, piece: Piece, ballot: Ballot, reference: Reference) -> None:
    """Votes of the words of the name itself."""
    tokens = scene.tokens[piece.first : piece.last + 1]
    words = [token.low for token in tokens if token.kind == "word" or token.text == "&"]
    text = scene.text(piece.first, piece.last)
    if len(tokens) > 1 and is_legal(tokens[-1]):
        ballot.votes["Organization"] += 8
        words = [word for word in words if word not in word_rules().legal] or words
    if _is_of_a_land(tokens):
        ballot.votes["Organization"] += 8
    for kind, weight in _heads_of(words).items():
        if kind == "Network" and words[-1] in {"network", "networks"} and not _is_some(scene, piece):
            ballot.votes[kind] += weight  # a company may be called so: "Bluebird Network said"
        elif len(tokens) > 1:
            strong = len(tokens) > 1 and weight >= 4
            ballot.votes[kind] += weight * 2 if strong else weight
            ballot.head = kind if strong else ballot.head
    ballot.votes.add(_model_votes([token.text for token in tokens]))
    if text.isdigit():
        ballot.votes["Organization"] -= 20
    if text.islower() and not _is_small_name(scene, tokens):
        _by_description(scene, piece, ballot)
        return
    if len(words) > 1 and words[0].rstrip(".") in word_rules().ships and tokens[0].text.isupper():
        ballot.votes["Other"] += 14
    if len(words) == 2 and words[0] in _standards() and text[-1].isdigit():
        ballot.votes["Other"] += 20  # "ISO 27001"
    _by_spelling(scene, piece, ballot)
    _place_votes(text, words, ballot, reference)
    _cable_votes(scene, piece, text, words, ballot)
    _technique_votes(text, ballot)
    _common_votes(scene, tokens, words, ballot)


def _is_of_a_land(tokens: tuple[Token, ...]) -> bool:
    """Whether a name is that of what a land has one of, however common its words ("National Cables of Belize")."""
    of = next((index for index, token in enumerate(tokens) if token.low == "of"), 0)
    return of > 0 and tokens[of - 1].low in lands_own()


def _by_spelling(scene: Scene, piece: Piece, ballot: Ballot) -> None:
    """Firms in small letters or with capitals inside; products with a trademark sign."""
    text, tokens = scene.text(piece.first, piece.last), scene.tokens[piece.first : piece.last + 1]
    if tuple(token.text for token in tokens) in scene.small:
        ballot.votes["Organization"] += 4
    if any(name == text or name.endswith(f" {text}") for name in scene.release.trademarks):
        ballot.votes["Product"] += _TRADEMARK
    camel = any(c.isupper() for c in text[1:]) and not any(c.isdigit() for c in text)
    ballot.votes["Organization"] += 0.5 if len(tokens) > 1 else 1.5 * camel
    if camel and len(tokens) == 1 and text.isalpha() and text[0].isupper() and not text.isupper():
        ballot.prior += 1.5  # goods are written so, too ("LinkPilot")


_TRADEMARK = 3.0
"""Votes for a product of what bears a trademark sign; firms that bear one are told by more."""

_SYSTEMS = frozenset({"system", "systems", "solution"})
_SYSTEM = 3.0
"""Votes for a product of what is called a system and has an article, as firms have none."""


def _is_system(scene: Scene, piece: Piece, words: list[str]) -> bool:
    """Whether a name is that of a system ("the Unified Radio System"), in a text that speaks of no submarine cables."""
    return len(words) > 1 and words[-1] in _SYSTEMS and _is_some(scene, piece) and not scene.lower & _traces("submarine")


def _is_some(scene: Scene, piece: Piece) -> bool:
    """Whether an article or a possessor stands before a name, as before the name of a network and not of a company."""
    if not scene.same_line(piece.first, piece.first - 1):
        return False
    before = scene.tokens[piece.first - 1]
    return before.kind == "possessive" or before.low in {"the", "a", "an", "its", "our", "their", "this"}


def _is_relation(word: str) -> bool:
    """Whether a word is an adjective made of two ("pan-European", "trans-Pacific")."""
    parts = word.split("-")
    return len(parts) > 1 and parts[-1] in word_rules().adjectives


def _heads_of(words: list[str]) -> Votes:
    """What the last words tell; a year after them, or a place after a conference, does not count."""
    while len(words) > 2 and re.fullmatch(r"(?:19|20)\d\d", words[-1]):
        words = words[:-1]
    if len(words) > 2 and words[-1] in _NUMBERS and tail_votes(words[:-1])["Facility"] >= 4:
        return tail_votes(words[:-1])  # "Data Center One"
    votes = tail_votes(words)
    if not votes and len(words) > 2:
        before_last = tail_votes(words[:-1])
        if before_last["Event"] >= (3 if words[-1] in _region_names() else 4):
            return before_last
    return votes


_INITIALLED = re.compile(r"(?:[A-Z]\.-?){1,3}[A-Z][^\W\d_]*[a-z][^\W\d_]*")
"""A person's initials without a blank before the surname ("J.Roe")."""

_NUMBERS = frozenset({"one", "two", "three", "four", "five", "1", "2", "3", "4", "5"})


def _common_votes(scene: Scene, tokens: tuple[Token, ...], words: list[str], ballot: Ballot) -> None:
    """A year at the end makes an event; words of the trade and of the language speak against a name."""
    if len(tokens) > 1 and re.fullmatch(r"(?:19|20)\d\d", tokens[-1].text):
        ballot.votes["Event"] += 4
    if len(tokens) > 1 and tokens[0].low == "series" and len(tokens[1].text) == 1 and tokens[1].text.isalpha():
        ballot.votes["Other"] += 20  # a round of financing
    if set(words) <= people_rules().fields:
        ballot.votes["Other"] += 10
    rules = word_rules()
    if len(tokens) == 1 and words and words[0] in rules.alone and not tokens[0].text.isupper():
        ballot.votes["Other"] += 10  # "the Company", "Party" over a column
    if len(tokens) == 1 and tokens[0].low in _short_things():
        ballot.votes["Other"] += 10
    if len(words) > 1 and set(words) <= rules.adjectives and words[-1] not in geography().directions | _region_names():
        ballot.votes["Other"] += 10  # where somebody is from ("South African")
    lists = (scene.lower, rules.openers, rules.generic, rules.adjectives, rules.alone, rules.function)
    if all(any(token.low in words for words in lists) or _is_relation(token.low) for token in tokens) and not (
        all(token.text.isupper() for token in tokens) or _is_small_name(scene, tokens)
    ):
        ballot.votes.add({"Other": 3, "Organization": -5, "Product": -2 if len(tokens) == 1 else -9, "Place": -3, "Network": -5})


@lru_cache(maxsize=1)
def _short_things() -> frozenset[str]:
    return word_set(read_rules("words")["initials"])


def _is_small_name(scene: Scene, tokens: tuple[Token, ...]) -> bool:
    """Whether a name is written in lower case: shown by the text, with a figure ("center3") or a legal form ("tw telecom inc")."""
    if scene.small and tuple(token.text for token in tokens) in scene.small:
        return True
    return tokens[-1].text.islower() and (tokens[-1].text[-1].isdigit() or (len(tokens) > 1 and is_legal(tokens[-1])))


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
def _standards() -> frozenset[str]:
    return word_set(read_rules("things")["standards"])


@lru_cache(maxsize=1)
def _technique_nouns() -> frozenset[str]:
    return frozenset(read_rules("techniques")["nouns"])


_FIGURES = re.compile(r"\d{2}.*[A-Z]$")
"""Figures and a capital behind them make a model of what opens in lower case ("i6400G", not "center3")."""


def _model_votes(texts: list[str]) -> Votes:
    """Letters and digits speak for a product, or a cable where they end in a small number ("TAT-8", "SJC2"); initials glued to a
    surname speak for a person."""
    votes: Votes = Votes()
    if len(texts) == 1 and _INITIALLED.fullmatch(texts[0]):
        return Votes({"Person": 8.0})
    models = [text for text in texts if is_model(text) and (not text[:-1].islower() or _FIGURES.search(text))]
    if len(models) == len(texts) > 1:
        return Votes({"Product": 7.0})  # "1830 PSS-24x"
    if texts[-1].casefold().endswith("-series"):
        votes["Product"] = 5.0
    if not models:
        return votes
    last = texts[-1]
    if models == texts[:1] and models[0].isdigit():
        votes["Product"] = 1.0 if len(texts) == 1 or texts[1].casefold() in word_rules().generic else 3.0
        return votes
    if len(texts) == 1 and re.fullmatch(r"[A-Z]{2,6}-?\d{1,2}", last):
        votes["Product"], votes["Cable"] = 1.0, 1.0
    elif last.isdigit() and len(last) >= 3:
        votes["Product"] = 4.0
    elif any(len(re.findall(r"\d", text)) >= 1 for text in models):
        votes["Product"] = 3.0
    return votes


def is_exchange(text: str) -> bool:
    """Whether a name is made as those of exchanges are ("NL-ix", "DE-CIX")."""
    return _EXCHANGE.search(text) is not None


_MOST = 20_000
"""Names of which it is remembered whether they are places; then the memory starts anew."""

_WEIGHTS: dict[int, tuple[Reference, dict[str, float]]] = {}


def is_place(text: str, reference: Reference) -> float:
    """How strongly a name alone speaks for a place: 5 for well-known geography, 3 for a town or area of the reference, else 0.

    An area whose name is common otherwise, too, has 1.5.
    """
    kept = _WEIGHTS.get(id(reference))
    if kept is None or len(kept[1]) > _MOST:
        kept = _WEIGHTS[id(reference)] = (reference, {})  # with the reference itself, so that no other gets its number
        while len(_WEIGHTS) > 2:
            _WEIGHTS.pop(next(iter(_WEIGHTS)))
    weight = kept[1].get(text)
    if weight is None:
        weight = kept[1][text] = _place_weight(text, reference)
    return weight


def _place_weight(text: str, reference: Reference) -> float:
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
    parts = {word.casefold() for word in words} <= land.directions  # "Eastern", "North West": of whatever is named next
    if parts or len(text) < 4 or (len(text) < 5 and text.isupper()):
        return 0.0
    return 3.0 if reference.places.find(name) else _area_weight(name, reference)


def _area_weight(name: str, reference: Reference) -> float:
    """3 for a division, island or region of the reference; half where its name is short, a word, a given name or a company."""
    if not reference.areas.find(name):
        return 0.0
    words = name.casefold().split()
    common = set(words) <= english()
    person = len(words) == 1 and (name in people_rules().given or words[0] in people_rules().surnames)
    company = any(entry.kind == "organization" for entry in reference.lookup(name))
    return 1.5 if common or person or company or len(name) < len("abcde") else 3.0


def _place_votes(text: str, words: list[str], ballot: Ballot, reference: Reference) -> None:
    ballot.roles["DataCenterOperator"] += 3 * is_exchange(text)
    weight = is_place(text, reference) or 3.0 * (_SAINT.match(text) is not None and ballot.votes["Organization"] < _NAMED_BODY)
    if weight:
        ballot.votes["Place"] += weight
        if weight >= 5:
            ballot.votes["Organization"] -= 2


_EXCHANGE = re.compile(r"[A-Za-z]-(?:IX|ix|IXP)$|[A-Z]-?CIX$|[a-z] IXP?$|^IX [A-Z]")
_SAINT = re.compile(r"(?:(?:St|Ste|Saint|Sainte)(?:\. |-)|(?:Mt|Ft|Pt)\. )[A-Z]")
_NAMED_BODY = 2.5

_LINES = frozenset({"cable", "submarine", "subsea", "undersea", "cables"})


def _cable_votes(scene: Scene, piece: Piece, text: str, words: list[str], ballot: Ballot) -> None:
    """Two regions in one name, or initials with a small number, speak for a cable where the text speaks of cables, "the X System"
    for a product where it does not."""
    ballot.votes["Product"] += _SYSTEM * _is_system(scene, piece, words)
    atoms_of = [atom for word in words for atom in atoms(word)]
    if len(words) <= 8 and _count_regions(atoms_of) >= 2 and not ballot.votes["Organization"] >= 4:
        ballot.votes["Cable"] += 4
    if words[-1] in _traces("cable_endings") and set(atoms_of[:-1]) & (word_rules().adjectives | _region_names()):
        ballot.votes["Cable"] += 7
    elif words[-1] in _traces("cable_endings") and _is_some(scene, piece) and scene.lower & _LINES and not set(words) <= english():
        ballot.votes["Cable"] += 2.5
    if len(words) > 1 and words[-1] == "cable" and scene.lower & _traces("television") and not scene.lower & _traces("submarine"):
        ballot.votes["Carrier"] += ballot.votes["Cable"]
        ballot.votes["Cable"] = 0.0
        ballot.head = ""
    if _NUMBERED.fullmatch(text) and scene.lower & _traces("submarine"):
        ballot.votes["Cable"] += 3.5
    if _INITIALS.fullmatch(text):
        houses, cables = len(scene.lower & _traces("houses")), len(scene.lower & _traces("submarine"))
        hall = houses > cables + 1 and re.fullmatch(r"[A-Z]{2,4}-?\d{1,2}", text) is not None
        ballot.votes["Facility" if hall else "Cable"] += 3 * (hall or bool(cables))


def _count_regions(atoms_of: list[str]) -> int:
    """How many regions or countries stand side by side in the words of a name, the longer first ("North Atlantic" is one)."""
    count = index = 0
    while index < len(atoms_of):
        size = next((size for size in (3, 2, 1) if " ".join(atoms_of[index : index + size]) in _region_names()), 0)
        count += bool(size)
        index += size or 1
    return count


@lru_cache(maxsize=4)
def _traces(name: str) -> frozenset[str]:
    """Words of `data/rules/names/things.yaml` by which a text or a name shows what it is about."""
    return frozenset(read_rules("things")["traces"][name])


_INITIALS = re.compile(
    r"(?:[A-Z]{2,6}|[A-Z][A-Za-z]{1,3}(?:-[A-Z][A-Za-z]{1,3}){1,4})(?:[- ]?\d{1,2})|[A-Z]{2,4}(?:-[A-Z]{2,4}){2,4}"
)


_NUMBERED = re.compile(r"[A-Z][a-z]{4,}-\d")
"""A word with one figure, as cables are counted ("Nordlink-1")."""


@lru_cache(maxsize=1)
def _region_names() -> frozenset[str]:
    rules = read_rules("places")
    return frozenset(fold(name) for name in (*rules["regions"], *rules["countries"]) if len(name) > 3)


def _technique_votes(text: str, ballot: Ballot) -> None:
    if is_kind(text):
        ballot.votes["Other"] += 12
    elif is_technique(text):
        ballot.votes["Technology"] += 12
