"""Products of one family: what one of them is, the others are."""

from __future__ import annotations

from telegrapher.extraction.names.ballots import FLOOR, Ballot, Ballots

__all__ = ["relatives"]

_CORE = 2
"""Members from which on names make a family; letters of a stem, at least."""
_VOTE = 3.0


def relatives(ballots: Ballots) -> None:
    """Members of one family speak for each other: with a product "Orin" or "Orin 2", "Orin Edge" is none but a product, too."""
    kin: dict[str, list[Ballot]] = {}
    for key, ballot in ballots.items():
        if ballot.pieces and not ballot.candidates and not ballot.decided:
            kin.setdefault(key.split(" ")[0], []).append(ballot)
    _row_of_models(ballots)
    for stem, members in kin.items():
        own = ballots.get(stem)
        if len(members) < _CORE or len(stem) < _CORE or (own is None) or own.candidates or own.listed:
            continue
        if own.type() == "Product":
            for member in members:
                _speak(member)
        elif any(char.isdigit() for char in stem) and any(one.type() == "Product" for one in members if one is not own):
            own.votes["Product"] += own.sums()["Organization"]
        elif own.votes["Product"] >= FLOOR and _numbered(stem, ballots):
            own.votes["Product"] += own.sums()["Organization"]
            own.roles.clear()
        elif own.family()[0] in {"", "Organization"} and not own.roles and sum(one.type() == "Product" for one in members) >= _CORE:
            _speak(own)


def _row_of_models(ballots: Ballots) -> None:
    """Lets a product with a small number speak for what differs from it in the number alone: "BX-2, BX-8 and BX-16"."""
    rows: dict[str, list[Ballot]] = {}
    for key, ballot in ballots.items():
        stem, _, number = key.rpartition(" ")
        if stem and number.isdigit() and ballot.pieces and not ballot.candidates and not ballot.decided:
            rows.setdefault(stem, []).append(ballot)
    for row in rows.values():
        if len(row) >= _CORE and any(one.type() == "Product" for one in row):
            for one in row:
                _speak(one)


def _numbered(stem: str, ballots: Ballots) -> bool:
    """Whether a product is called by the stem and a small number ("Orin 2"): companies do not count what they make so."""
    return any(
        key.startswith(stem + " ") and key[len(stem) + 1 :].isdigit() and len(key) <= len(stem) + 3 and one.type() == "Product"
        for key, one in ballots.items()
    )


def _speak(ballot: Ballot) -> None:
    if ballot.family()[0] in {"", "Organization", "Product"} and not ballot.listed and not ballot.head:
        ballot.votes["Product"] += _VOTE
