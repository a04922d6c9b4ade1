"""Set phrases around a row of places: "X, of Y,", "In A and B X sells", "its A office", "line (A – B – C)", "A, where X lands"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from telegrapher.extraction.page import Page
from telegrapher.extraction.surface.items import Item
from telegrapher.extraction.surface.sites.rules import phrase_words, site_words
from telegrapher.extraction.surface.tables import possessives
from telegrapher.model import Mention

__all__ = ["Told", "set_phrases"]

Told = tuple[Mention, str, str]
"""Of what something is told, the relation, and the name of the rule."""

_DASHES = frozenset({"–", "—", "-"})
_LINES = frozenset({"Cable", "Network"})
_LAND = re.compile(r"/place/[a-z]{2}(?:-[a-z-]+)?$")
"""Addresses of countries and their parts; those of cities end in the country's code."""
_SEATED = frozenset({"Carrier", "Vendor", "DataCenterOperator", "ContentProvider"})
"""Types of those that are told by their land: of an unknown body it may be the rest of its name ("Society of Actuaries of X")."""
_PARTED = 3
"""Words between two pairs of somebody and a land, at most."""
_SUBJECT_WITHIN = 5
"""Words between a row that opens its sentence and who does something there, at most."""
_DEED_WITHIN = 6
"""Words between somebody and what he does, at most."""


def set_phrases(page: Page, items: Sequence[Item], first: int, last: int) -> Iterator[Told]:
    """What set phrases tell of the row of places from item `first` to item `last`."""
    for read in (_of_town, _opening, _of_land, _of_office, _bracketed, _where_landed):
        yield from read(_Row(page, items, first, last))


class _Row:
    """A row of places and the words around it; lives for one question."""

    __slots__ = ("first", "items", "last", "page")

    def __init__(self, page: Page, items: Sequence[Item], first: int, last: int) -> None:
        self.page, self.items, self.first, self.last = page, items, first, last

    def word(self, at: int) -> str:
        """The word at an index; none outside the sentence."""
        return self.items[at].word if 0 <= at < len(self.items) else ""

    def kind(self, at: int) -> str:
        """The type of the name at an index; none if there is no name."""
        mention = self.items[at].mention if 0 <= at < len(self.items) else None
        return self.page.type_of(mention) if mention is not None else ""

    def body(self, at: int) -> Mention | None:
        """The organisation named at an index."""
        return self.items[at].mention if self.kind(at) in site_words().bodies else None


def _of_town(row: _Row) -> Iterator[Told]:
    """ "X (Y), of TOWN,"."""
    if row.first != row.last or row.word(row.first - 1) != "of" or row.word(row.first - 2) not in (",", "("):
        return
    at = row.first - 3
    if row.word(at) == ")":
        at = next((i - 1 for i in range(at, max(-1, at - 5), -1) if row.word(i) == "("), -1)
    while row.word(at) == ".":
        at -= 1
    if (who := row.body(at)) is not None and row.word(row.last + 1) in (",", ")", ";", ""):
        yield who, "headquarteredIn", "sites-of-town"


def _of_land(row: _Row) -> Iterator[Told]:
    """ "X of LAND", "X in LAND", among others of a row."""
    place = row.items[row.first].mention
    at = row.first - 1 - (row.word(row.first - 1) == "the")
    who = row.body(at - 1) if row.first == row.last else None
    land = place is not None and any(_LAND.search(one) for one in row.page.referents[place.key].candidates)
    if who is None or not land or row.word(at) not in ("of", "in") or row.word(row.last + 1) not in phrase_words().ends:
        return
    whole = row.word(at) == "of" and row.page.type_of(who) in _SEATED
    if whole or (row.word(at) == "in" and (row.word(at - 2) in phrase_words().joining or _is_one_of_pairs(row, at))):
        yield who, "operatesIn", "sites-of-land"


def _is_one_of_pairs(row: _Row, at: int) -> bool:
    """Whether "X in LAND" stands in a row of its like: "those of X in LAND, of Y in LAND", "X in LAND and Y in LAND"."""
    next_to = row.last + 1
    while next_to <= row.last + _PARTED and row.word(next_to) in phrase_words().joining | {"of"}:
        next_to += 1
    behind = next_to > row.last + 1 and row.body(next_to) is not None and _is_in_place(row, next_to + 1)
    back = at - 2
    while back >= at - 1 - _PARTED and row.word(back) in phrase_words().joining | {"of"}:
        back -= 1
    place = back if back < at - 2 and row.kind(back) == "Place" else -1
    before = place - 1 - (row.word(place - 1) == "the") if place > 0 else -1
    return behind or (row.word(before) == "in" and row.body(before - 1) is not None)


def _is_in_place(row: _Row, at: int) -> bool:
    return row.word(at) == "in" and row.kind(at + 1 + (row.word(at + 1) == "the")) == "Place"


def _opening(row: _Row) -> Iterator[Told]:
    """ "In A, B and C X sells", "In A the service is sold by X"."""
    before = [item.word for item in row.items[: row.first] if item.word not in phrase_words().idle]
    if before not in (["in"], ["across"], ["throughout"]):
        return
    at = row.last + 1 + (row.word(row.last + 1) == ",")
    subject = next((i for i in range(at, at + _SUBJECT_WITHIN) if row.body(i) is not None), None)
    if subject is None:
        passive = [i for i in range(at, at + 2 * _DEED_WITHIN) if row.word(i) == "by" and row.body(i + 1) is not None]
        sold = any(row.word(i) in phrase_words().passives for i in range(passive[0] - 2, passive[0])) if passive else False
        subject = passive[0] + 1 if sold else None
    elif not any(row.word(i) in phrase_words().deeds for i in range(subject + 1, subject + 1 + _DEED_WITHIN)):
        return
    who = row.body(subject) if subject is not None else None
    if who is not None:
        yield who, "operatesIn", "sites-opening"


def _of_office(row: _Row) -> Iterator[Told]:
    """ "its A office", "X's A lab"."""
    if row.first != row.last or row.kind(row.first) != "Place":
        return
    owner = row.body(row.first - 1) or (row.body(row.first - 2) if row.word(row.first - 1) in ("'s", "'") else None)
    possessive = owner is not None and (row.word(row.first - 1) in ("'s", "'") or owner.text.lower() in possessives())
    after = [row.word(i) for i in range(row.last + 1, row.last + 4)]
    noun = next((word for word in after if word in phrase_words().offices), "")
    if possessive and owner is not None and noun and all(word.isalpha() for word in after[: after.index(noun)]):
        yield owner, "hasOfficeIn", "sites-of-office"


def _bracketed(row: _Row) -> Iterator[Told]:
    """ "the northern trunk (A – B – C)", "Ring North: A – B – C", "its route A–B–C"."""
    opened = row.word(row.first - 1) in ("(", ":", "[")
    dashed = all(row.items[i].mention is not None or row.word(i) in _DASHES for i in range(row.first, row.last))
    at = row.first - 1 - opened
    if row.first == row.last or row.kind(at) not in _LINES or not (opened or dashed):
        return
    line = row.items[at].mention
    if line is not None:
        yield line, "connects", "sites-bracketed"


def _where_landed(row: _Row) -> Iterator[Told]:
    """ "A station, where X, Y and Z come ashore"."""
    at = row.last + 1 + (row.word(row.last + 1) == ",")
    if row.word(at) != "where" and (row.word(at), row.word(at + 1)) != ("at", "which"):
        return
    at, cables = at + 1 + (row.word(at) == "at"), []
    while at < len(row.items) and (
        row.kind(at) == "Cable" or row.word(at) in (",", "and", "the", "both", "cable", "cables", "system")
    ):
        cables += [row.items[at].mention] if row.kind(at) == "Cable" else []
        at += 1
    if any(row.word(i) in phrase_words().landings for i in range(at, at + _DEED_WITHIN)):
        yield from ((cable, "landsAt", "sites-where-landed") for cable in cables if cable is not None)
