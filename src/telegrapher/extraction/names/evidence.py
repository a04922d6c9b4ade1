"""Votes from the words around a name."""

from __future__ import annotations

from telegrapher.extraction.names.ballots import Ballot, Ballots, Piece
from telegrapher.extraction.names.chunks import is_legal, word_rules
from telegrapher.extraction.names.gazetteer import plain
from telegrapher.extraction.names.lexicon import after, before, inside, lexicon
from telegrapher.extraction.names.places import in_row_of_places, parent_after
from telegrapher.extraction.names.scene import Scene
from telegrapher.extraction.names.shape import by_shape, is_place
from telegrapher.extraction.names.titles import people_rules
from telegrapher.extraction.names.tokens import atoms
from telegrapher.extraction.names.words import english
from telegrapher.model import ZoneKind, fold
from telegrapher.reference.reference import Reference

__all__ = ["is_person_like", "vote"]

_SUBJECTS = frozenset({"the", "its", "their", "a", "an", "it", "they", "he", "she", "we", "this", "that", "these", "some", "many"})
"""Words behind "which" that open its subject: "X, which the carrier bought" does not say what X is."""
_ARTICLES = frozenset({"a", "an", "the", "one", "its", "another"})


def vote(scene: Scene, piece: Piece, ballots: Ballots, reference: Reference, marks: frozenset[int]) -> None:
    """Adds the votes of one place where a name stands to the ballot of its key."""
    ballot = ballots.setdefault(piece.key, Ballot())
    if not ballot.pieces:
        by_shape(scene, piece, ballot, reference)
    ballot.pieces.append(piece)
    if scene.text(piece.first, piece.last).islower():
        return
    if scene.lines[scene.tokens[piece.first].sentence].zone is ZoneKind.DATELINE:
        ballot.votes["Place"] += 5
    if scene.heading[scene.tokens[piece.first].sentence]:
        return
    _as_person(scene, piece, ballot)
    _as_unknown(scene, piece, ballot)
    if parent_after(scene, piece.last) is not None:
        ballot.votes["Place"] += 4
    if in_row_of_places(scene, piece.first):
        ballot.votes["Place"] += 5
    if _in_a_place(scene, piece, reference):
        ballot.votes["Place"] += 1.5
    person = ballot.votes["Person"]
    before(scene, piece.first, ballot.votes, ballot.roles)
    after(scene, piece.last, ballot.votes, ballot.roles)
    if piece.first == piece.last:
        ballot.votes["Person"] = person
    if piece.last + 1 in marks:
        ballot.votes["Organization"] += 6
        ballot.listed = True
    _apposition(scene, piece, ballot)


_AUXILIARIES = frozenset(
    {
        "has",
        "had",
        "was",
        "is",
        "will",
        "also",
        "would",
        "can",
        "could",
        "may",
        "must",
        "plans",
        "said",
        "says",
        "did",
        "does",
        "became",
        "began",
        "held",
        "made",
        "makes",
        "sold",
        "sells",
        "bought",
        "built",
        "builds",
        "won",
        "took",
        "owns",
        "runs",
        "set",
        "grew",
    }
)


def _is_the(scene: Scene, piece: Piece) -> bool:
    """Whether an article stands before one word that is a name by itself ("plugs into the DTN"): companies have none."""
    if piece.first != piece.last or not scene.same_line(piece.first, piece.first - 1) or scene.tokens[piece.first - 1].low != "the":
        return False
    if not scene.same_line(piece.last, piece.last + 1):
        return True
    following = scene.tokens[piece.last + 1]
    return following.kind == "point" or following.low in word_rules().function | _AUXILIARIES


def _is_subject(scene: Scene, piece: Piece) -> bool:
    """Whether one word that opens a sentence is followed by a verb as only the name of one thing is ("Adeptus has bought")."""
    token = scene.tokens[piece.first]
    if piece.first != piece.last or token.low in english() or not scene.same_line(piece.last, piece.last + 1):
        return False
    following = scene.tokens[piece.last + 1]
    return following.kind == "word" and (following.low in _AUXILIARIES or following.low.endswith("ed"))


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
    if token.first and piece.first == piece.last and token.low in english() and token.text[1:].islower():
        return
    if _is_the(scene, piece):
        ballot.votes.add({"Product": 1.5, "Cable": 0.5, "Organization": -1.5})
    if len(ballot.pieces) > 3:
        return
    kind, weight = ballot.family()
    if kind not in {"", "Organization"} and weight >= 2.5:
        return
    if scene.same_line(piece.first, piece.first - 1) and scene.tokens[piece.first - 1].text in '“"‘':
        return
    words = [token.low for token in scene.tokens[piece.first : piece.last + 1]]
    common = len(words) == 1 and words[0] in english() and scene.tokens[piece.first].text[1:].islower()
    own = len(words) > 1 and not set(words) & (scene.lower | word_rules().openers)
    acronym = len(words) == 1 and scene.tokens[piece.first].text.isupper()
    subject = acronym or _is_subject(scene, piece)
    weight = (2.5 if len(words) == 1 else 2.0) if own or not scene.tokens[piece.first].first else 2.5 if subject else 0.8
    weight = (weight if len(ballot.pieces) == 1 else 0.4) * (0.6 if common else 1.0)
    ballot.votes["Organization"] += weight
    ballot.prior += weight


def _apposition(scene: Scene, piece: Piece, ballot: Ballot) -> None:
    """Reads "X, a provider of ...", "X is a ...", "X (...), the operator of ..."."""
    position = _behind(scene, piece.last)
    if not scene.same_line(piece.last, position + 1):
        return
    opener = scene.tokens[position]
    if opener.text not in {",", "–", "—", "-"} and opener.low not in {"is", "was", "are", "remains"}:
        return
    position += 1
    if scene.tokens[position].low in {"who", "which"}:
        _told_by_deed(scene, position, ballot)
        if not scene.same_line(piece.last, position + 1) or scene.tokens[position + 1].low in _SUBJECTS:
            return
        position += 2
    if not scene.same_line(piece.last, position):
        return
    start = _phrase_start(scene, position, opener.text)
    if start is None:
        return
    words = _phrase(scene, start)
    if people_rules().heads & {word.removesuffix("s") for word in words[:4]}:
        if is_person_like(scene, piece):
            ballot.votes["Person"] += 3
        return
    inside(words, ballot.votes, ballot.roles)


def _told_by_deed(scene: Scene, position: int, ballot: Ballot) -> None:
    """A clause with "which" speaks against a person, and for a company if it tells what companies do ("X, which serves")."""
    if scene.tokens[position].low != "which":
        return
    ballot.votes["Person"] -= 3
    deed = scene.tokens[position + 1].low if scene.same_line(position, position + 1) else ""
    if lexicon().after.get(deed, {}).get("Organization", 0) >= 2:
        ballot.votes["Organization"] += 2


def _phrase_start(scene: Scene, position: int, opener: str) -> int | None:
    """Where the describing phrase begins: after an article, at a bare role, after "Infinera's"; `None` if there is no phrase."""
    if scene.tokens[position].low in _ARTICLES:
        return position + 1
    if _bare_role(scene, position, opener):
        return position
    for index in range(position + 1, position + 4):
        if scene.same_line(position, index + 1) and scene.tokens[index].kind == "possessive" and opener == ",":
            return index + 1
    return None


def _behind(scene: Scene, last: int) -> int:
    """The token behind a name, its bracketed short form or symbol, and small words such as "as well"."""
    position = last + 1
    while scene.same_line(last, position) and scene.tokens[position].low in {"as", "well", "too", "also", "itself"}:
        position += 1
    if scene.same_line(last, position) and scene.tokens[position].text == "(":
        while position < last + 30 and scene.same_line(last, position) and scene.tokens[position].text != ")":
            position += 1
        position += 1
    return position


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
        if token is tokens[0] and token.low in rules.given_words:
            continue
        if token.low in lists.heads or token.low in lists.units or is_legal(token):
            return False
        if token.low in word_rules().adjectives and not (token is tokens[-1] and token.low in rules.surnames):
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
    first = plain(scene.tokens[piece.first].text)
    if any((part.title() if part.isupper() else part) in rules.given for part in (first, first.split("-")[0])):
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
