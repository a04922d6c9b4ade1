"""Names in a row are of one kind: "offices in A, B and C", the cells of a column, the lines of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.names.senses.ballots import FLOOR, TOWN, Ballots, Piece
from telegrapher.extraction.names.senses.goods import told_as_goods
from telegrapher.extraction.names.senses.lexicon import Votes, after, before, family, lexicon
from telegrapher.extraction.names.text.forms import word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.votes.announced import announced, leads, opens_line
from telegrapher.rules import rule_set

__all__ = ["share"]

_COUNTED = re.compile(r"\b(?:cables|(?:cable|submarine|subsea|undersea|fibre|fiber) systems)\b[^:;.]{0,80}: ", re.IGNORECASE)
_MEMBER = re.compile(r"(?::|;|,| and) (?:the )?$")
_LEADS = re.compile(
    r"[\w .()/-]{2,40}?,? (?:(?:which|that) (?:(?:already|now|will|also|is to) )*"
    r"(?:links?|connects?|runs?|leads?|lands?|goes|joins?|reach)|(?:from|between|linking|connecting|running from) [A-Z])"
)
_BEFORE_CABLES = re.compile(
    r"\b(?:cables|(?:cable|submarine|subsea|undersea) systems)\b(?: [^:;.,()]{1,40})?"
    r"(?::|,? including|,? namely|,? such as|, like|, for example,?|, among them|,? called| [-–—]| \() (?:the )?$"
)
_BEHIND_CABLES = re.compile(
    r"[®™]?,? (?:[a-z-]+ )??(?:(?:submarine|subsea|undersea|fib(?:er|re)(?:[- ]optic)?) (?:cables|(?:cable )?systems)"
    r"|cable systems)\b"
)
_PLACED = re.compile(
    r" (?:in|of) (?:the )?|, (?:(?:which (?:was |has been )?)?[a-z]+ (?:in|by|since) (?:[a-z]+ )?\d{4},? and )?"
    r"(?:(?:which|itself|is|now|also) )*"
    r"(?:(?:head-?quartered|based|seated|domiciled|located|established|incorporated|active|operating) (?:in|at)|of|from) (?:the )?"
)
"""From a name to the place where it is told to be."""
_FAR = 12
"""Words from a name to the place where it is told to be, at most."""
_TOLD, _SAID = 6.0, 12.0
_GOODS = 4.0
_LONGEST = 1500
"""Characters of a sentence that are searched for what introduces a list."""
_SHORT_LINE = 8
"""Words of a line of a list, at most."""


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    of_cables: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "lists", plain=True)


def share(scene: Scene, pieces: Sequence[Piece], ballots: Ballots) -> None:
    """Lets the members of each row that have a kind speak for those that have none."""
    _counted_off(scene, pieces, ballots)
    headed = _headed(scene, pieces, ballots)
    heads = {id(piece) for row in headed for piece in row if piece is not row[0] or scene.tokens[piece.last + 1].text == ","}
    rows = [row for row in (*_rows(scene, pieces, heads), *headed) if len(row) > 1]
    wet = "cables" in scene.lower or "systems" in scene.lower
    for row in rows:
        if wet:
            _cables(scene, row, ballots)
        _lead(scene, row, ballots)
        _close(scene, row, ballots)
    announced(scene, pieces, ballots)
    for row in (*rows, *_columns(scene, pieces), *_lines(scene, pieces)):
        if len(row) > 1:
            _towns(row, ballots)
            _speak(row, ballots)


def _towns(row: Sequence[Piece], ballots: Ballots) -> None:
    """Two or more names of towns, at least half of a row, make it a row of places, whatever else they could be ("Nancy")."""
    keys = list(dict.fromkeys(piece.key for piece in row))
    if any({ballots[key].decided, ballots[key].head} - {"", "Place"} or ballots[key].listed for key in keys):
        return
    towns = [key for key in keys if ballots[key].votes["Place"] >= TOWN]
    if len(towns) >= 2 and len(towns) * 2 >= len(keys):
        for key in keys:
            ballots[key].votes["Place"] += 4


def _lead(scene: Scene, row: Sequence[Piece], ballots: Ballots) -> None:
    """What stands before the first of a row is said of all: "offices in A, B and C"."""
    said: Votes = Votes()
    roles: Votes = Votes()
    before(scene, row[0].first, said, roles)
    said["Product"] += _GOODS * told_as_goods(scene, row[0].first)
    for key in dict.fromkeys(piece.key for piece in row[1:] if piece.key != row[0].key):
        for kind, weight in said.items():
            if kind != "Person" or " " in key:
                ballots[key].votes[kind] += weight * 0.8
        for kind, weight in roles.items():
            ballots[key].roles[kind] += weight * 0.8


def _close(scene: Scene, row: Sequence[Piece], ballots: Ballots) -> None:
    """A plural after the last of a row is said of all: "Loudoun, Fairfax and Arlington Counties", "the DTN and ATN platforms"."""
    said: Votes = Votes()
    after(scene, row[-1].last, said, Votes())
    index = row[-1].last + 1
    if not scene.same_line(row[-1].last, index):
        return
    if scene.tokens[index].text == ",":
        _told_of_all(scene, row, index + 1, ballots)
        return
    if not scene.tokens[index].low.endswith("s"):
        return
    if scene.tokens[index].low in _classes().of_cables and any(ballots[piece.key].type() == "Cable" for piece in row):
        for key in dict.fromkeys(piece.key for piece in row):
            ballots[key].votes["Cable"] += _TOLD
    for kind in ("Place", "Product", "Cable", "Service", "Technology"):
        if said[kind] >= 3:
            for key in dict.fromkeys(piece.key for piece in row[:-1]):
                ballots[key].votes[kind] += said[kind] * 0.8


def _cables(scene: Scene, row: Sequence[Piece], ballots: Ballots) -> None:
    """A plural before or behind a row makes cables of all: "subsea systems, including A, B and C", "the A and B cable systems"."""
    text, keys = scene.release.text, dict.fromkeys(piece.key for piece in row)
    start, end = scene.tokens[row[0].first].start, scene.tokens[row[-1].last].end
    if not (_BEHIND_CABLES.match(text, end) or _BEFORE_CABLES.search(text, max(0, start - 90), start)):
        return
    if all(ballots[key].decided in {"", "Cable", "Place", "Product"} and not ballots[key].listed for key in keys):
        for key in keys:
            ballots[key].votes["Cable"] += _SAID


def _counted_off(scene: Scene, pieces: Sequence[Piece], ballots: Ballots) -> None:
    """Cables told one by one behind their number: "two cables land there: A, which links ..., and B, which links ..."."""
    leads = {
        number: told.end()
        for number, line in enumerate(scene.lines)
        if scene.release.text.find(": ", line.span.start, line.span.end) >= 0
        and (told := _COUNTED.search(scene.release.text, line.span.start, min(line.span.end, line.span.start + _LONGEST)))
    }
    text = scene.release.text
    for piece in pieces:
        at = scene.tokens[piece.first].start
        lead = leads.get(scene.tokens[piece.first].sentence, at + 1)
        if lead <= at and _MEMBER.search(text[max(lead - 2, at - 10) : at]) and _LEADS.match(text, at, at + 120):
            ballots[piece.key].votes["Cable"] += _TOLD


def _told_of_all(scene: Scene, row: Sequence[Piece], index: int, ballots: Ballots) -> None:
    """Reads "A and B, two cables between ...", "A, B and C, three services from ...": what is counted behind a row is all of it."""
    if not scene.same_line(index - 1, index) or scene.tokens[index].low not in word_rules().counting:
        return
    table = lexicon().thing_nouns
    for position in range(index + 1, index + 5):
        if not scene.same_line(index, position) or scene.tokens[position].kind != "word":
            return
        low = scene.tokens[position].low
        said = table.get(low) or table.get(low.removesuffix("s")) if low.endswith("s") else None
        if said:
            for key in dict.fromkeys(piece.key for piece in row):
                ballots[key].votes.add(said, 1.5)
            return


def _speak(row: Sequence[Piece], ballots: Ballots) -> None:
    keys = [key for key in dict.fromkeys(piece.key for piece in row) if ballots[key].family()[0] != "Person"]
    kinds: Votes = Votes()
    roles: Votes = Votes()
    for key in keys:
        ballot = ballots[key]
        kind, weight = ballot.family()
        if ballot.decided or weight >= FLOOR + 1:
            kinds[family(ballot.decided) if ballot.decided else kind] += 1 + 0.1 * bool(ballot.decided)
            role = ballot.type()
            roles[role] += role not in {"Organization", ""}
    if not kinds:
        return
    kind = max(sorted(kinds), key=lambda name: kinds[name])
    if kinds[kind] * 4 < len(keys):
        return
    for key in keys:
        ballots[key].votes[kind] += 2.5 if kinds[kind] < 2 else 4
        if kind == "Organization" and roles:
            role = max(sorted(roles), key=lambda name: roles[name])
            ballots[key].roles[role] += 1.5 if roles[role] else 0


def _rows(scene: Scene, pieces: Sequence[Piece], heads: Set[int]) -> Iterable[list[Piece]]:
    """Names of one sentence with nothing but commas, "and" and the like between them; `heads` go on in rows of their own."""
    row: list[Piece] = []
    for piece in pieces:
        if row and id(piece) not in heads and _linked(scene, row[-1], piece):
            row.append(piece)
        else:
            yield row
            row = [piece]
    yield row


def _headed(scene: Scene, pieces: Sequence[Piece], ballots: Ballots) -> list[list[Piece]]:
    """Names each of which has its land or town behind it: "A in Nepal, B in Laos and C", "A, based in Ohio, and B, of Utah"."""
    rows: list[list[Piece]] = []
    ended = -1
    for at, piece in enumerate(pieces):
        goes_on = ended == at - 1 and bool(rows) and _linked(scene, pieces[at - 1], piece)
        if at + 1 < len(pieces) and _lies_in(scene, piece, pieces[at + 1], ballots):
            rows = rows if goes_on else [*rows, []]
            rows[-1].append(piece)
            ended = at + 1
        elif goes_on and len(rows[-1]) > 1 and not ballots[piece.key].decided and ballots[piece.key].votes["Place"] < TOWN:
            rows[-1].append(piece)
    return rows


def _lies_in(scene: Scene, one: Piece, two: Piece, ballots: Ballots) -> bool:
    """Whether the next name is the place where the one before it is told to be."""
    if scene.tokens[one.last].sentence != scene.tokens[two.first].sentence or two.first - one.last > _FAR:
        return False
    place = ballots[two.key].decided == "Place" or ballots[two.key].votes["Place"] >= TOWN
    return place and bool(_PLACED.fullmatch(scene.release.text, scene.tokens[one.last].end, scene.tokens[two.first].start))


def _linked(scene: Scene, one: Piece, two: Piece) -> bool:
    between = scene.tokens[one.last + 1 : two.first]
    if not between or scene.tokens[one.last].sentence != scene.tokens[two.first].sentence or len(between) > 5:
        return False
    inner = [token for token in between if token.text not in {"(", ")"}]
    if len(inner) == 1 and inner[0].text == "," and _opens_clause(scene, two):
        return False
    if len(inner) == 2 and tuple(token.low for token in inner) in _BESIDE:
        return True
    return any(token.low in word_rules().links for token in inner) and all(token.low in word_rules().links for token in inner)


_BESIDE = frozenset({("together", "with"), ("along", "with")})
"""Two words that join what else "and" would."""


def _opens_clause(scene: Scene, piece: Piece) -> bool:
    """Whether a name behind a bare comma begins the main clause: a verb of companies follows it ("Based in Ohio, X serves"), or
    a comma where the sentence opens with where somebody sits ("Based in Ohio, X, a provider")."""
    if not scene.same_line(piece.last, piece.last + 2):
        return False
    following = scene.tokens[piece.last + 1]
    line = scene.tokens[piece.first].sentence
    opening = next(token for token in scene.tokens[max(0, piece.first - 30) : piece.first + 1] if token.sentence == line)
    seated = opening.first and opening.low in word_rules().seated
    if following.kind == "word":
        told = seated and following.text.islower() and following.low not in word_rules().function
        return told or lexicon().after.get(following.low, {}).get("Organization", 0) >= 1
    article = scene.tokens[piece.last + 2].low in {"a", "an", "the", "which", "whose", "inc", "inc."}
    return following.text in {",", "("} and article and seated


def _columns(scene: Scene, pieces: Sequence[Piece]) -> Iterable[list[Piece]]:
    """Names that fill the same cell of neighbouring table rows."""
    columns: dict[int, list[Piece]] = {}
    previous = -2
    tables = {number for number, line in enumerate(scene.lines) if "\t" in scene.release.quote(line.span)}
    for piece in pieces:
        line = scene.tokens[piece.first].sentence
        span = scene.lines[line].span
        if line not in tables or scene.tokens[piece.first].start - span.start > 2000:
            continue
        if line > previous + 1:
            yield from columns.values()
            columns = {}
        previous = line
        cell = scene.words.text.count("\t", span.start, scene.tokens[piece.first].start)
        columns.setdefault(cell, []).append(piece)
    yield from columns.values()


def _lines(scene: Scene, pieces: Sequence[Piece]) -> Iterable[list[Piece]]:
    """Names that open the short lines under a lead ("... in the following cities:")."""
    opening = {scene.tokens[piece.first].sentence: piece for piece in reversed(pieces) if opens_line(scene, piece)}
    row: list[Piece] = []
    for number, line in enumerate(scene.lines):
        words = len(scene.release.quote(line.span).split())
        if number in opening and words <= _SHORT_LINE and (row or leads(scene, number - 1)):
            row.append(opening[number])
        else:
            yield row
            row = []
    yield row
