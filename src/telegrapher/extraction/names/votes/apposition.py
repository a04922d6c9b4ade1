"""What a phrase behind a name says of it: "X, a provider of ...", "X is a ...", "X, which serves ..."."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.names.senses.ballots import Ballot, Piece
from telegrapher.extraction.names.senses.lexicon import inside, lexicon
from telegrapher.extraction.names.senses.titles import people_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.votes.persons import is_person_like
from telegrapher.rules import rule_set

__all__ = ["by_apposition"]


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    being: frozenset[str]
    articles: frozenset[str]
    behind: frozenset[str]
    fated: frozenset[str]
    wet: frozenset[str]
    lines: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "apposition", plain=True)


_WET = 6.0
"""Votes of a line that is told to lie in the sea."""


def by_apposition(scene: Scene, piece: Piece, ballot: Ballot) -> None:
    """Reads "X, a provider of ...", "X is a ...", "X (...), the operator of ..."."""
    position = _behind(scene, piece.last)
    if not scene.same_line(piece.last, position + 1):
        return
    opener = scene.tokens[position]
    if opener.text not in {",", "–", "—", "-"} and opener.low not in _BEING:
        return
    position += 1 + (opener.low in _BEING and scene.same_line(piece.last, position + 2) and scene.tokens[position + 1].low == "not")
    ballot.votes["Organization"] += 2 * (opener.text == "," and scene.tokens[position].low in _classes().fated)
    if scene.tokens[position].low in {"who", "which"}:
        _told_by_deed(scene, position, ballot)
        if not scene.same_line(piece.last, position + 1) or scene.tokens[position + 1].low not in _classes().being:
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
    # of one name and another for it, what follows says what both are
    twice = scene.tokens[piece.last + 1].text == "(" and opener.text == ","
    for _ in range(1 + twice):
        _told(words, ballot)


def _told(words: list[str], ballot: Ballot) -> None:
    """Adds what a describing phrase tells."""
    if _is_wet(words):
        ballot.votes["Cable"] += _WET
    else:
        inside(words, ballot.votes, ballot.roles)


def _is_wet(words: list[str]) -> bool:
    """Whether a phrase tells of a line in the sea: "new undersea fiber optic system from", "submarine ring linking"."""
    rules = _classes()
    wet = next((n for n, word in enumerate(words[:8]) if word in rules.wet), len(words))
    behind = (n for n in range(wet + 1, len(words)) if words[n] in rules.behind or words[n].endswith("ing"))
    ends = next((n for n in behind if words[n] not in rules.lines), len(words))
    return wet < ends - 1 and words[ends - 1] in rules.lines


_BEING = frozenset({"is", "was", "are", "remains"})


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
    if scene.tokens[position].low in _classes().articles:
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
    if opener != "," or scene.tokens[position].low not in lexicon().nouns or not scene.tokens[position].text.islower():
        return False
    phrase = _phrase(scene, position)
    head = phrase[next((n for n, word in enumerate(phrase) if word in _classes().behind), len(phrase)) - 1]
    return not head.endswith("s") or head in lexicon().nouns


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
