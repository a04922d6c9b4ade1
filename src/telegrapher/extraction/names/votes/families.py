"""Names of one family: what one product of it is, the others are; what an exchange has in a town is called by both."""

from __future__ import annotations

from collections.abc import Iterable

from telegrapher.extraction.names.senses.ballots import FLOOR, Ballot, Ballots
from telegrapher.extraction.names.senses.gazetteer import geography
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.votes.shape import is_exchange

__all__ = ["defined_families", "relatives"]

_CORE = 2
"""Members from which on names make a family; letters of a stem, at least."""
_VOTE = 3.0
_EXCHANGE = 3.0
"""Votes from which somebody is known to run exchanges or houses of data."""
_SITE = 3.0
_ACTS = 10.0
"""Votes for somebody, beside those of any unknown name, against which a number behind it does not stand."""
_TOWN = 3
"""Words of a town's name, at most."""
_RUNNING = frozenset(
    {"operates", "manages", "runs", "operated", "managed", "ran", "operating", "managing", "running", "operate", "manage", "run"}
)
_SHARED = (" consortium", " management committee", " procurement group", " landing party", " landing parties", " landing partner")
"""What is said behind the name of a cable of those who share it."""
_BODY = 10.0
"""Votes from which an issuer, or who has a chief, is a company."""
_WARES = (" system", " systems", " platform", " suite", " controller", " manager")
"""Last words of what is sold; what is short for it acts as a company would ("the URS will provide the radio")."""


def defined_families(ballots: Ballots, pairs: Iterable[tuple[str, str]]) -> None:
    """A short form that opens the names of products is a family's, and what it stands for is its name, however common its words:
    "the Service Control Center (SCC)" of "SCC Billing" and "SCC Routing"."""
    for long, short in pairs:
        one, two = ballots.get(long), ballots.get(short)
        if one is None or two is None or one.decided or two.decided:
            continue
        if one.type() == "Product" and long.endswith(_WARES):
            two.votes["Product"] += two.sums()["Organization"]
            continue
        members = [ballot for key, ballot in ballots.items() if key.startswith(short + " ") and not ballot.decided]
        if len(members) >= _CORE and sum(member.type() == "Product" for member in members) * 2 >= len(members):
            for ballot in (one, two):
                ballot.votes["Product"] += sum(ballot.sums().values()) + _VOTE
                ballot.votes["Other"] = 0.0
            for member in members:
                _speak(member)


def relatives(stage: Scene, ballots: Ballots) -> None:
    """Members of one family speak for each other: with a product "Orin" or "Orin 2", "Orin Edge" is none but a product, too."""
    _exchanges(ballots)
    _run_exchanges(stage, ballots)
    kin: dict[str, list[Ballot]] = {}
    for key, ballot in ballots.items():
        if ballot.pieces and not ballot.candidates and not ballot.decided:
            kin.setdefault(key.split(" ")[0], []).append(ballot)
    _row_of_models(ballots)
    _shared_cables(ballots)
    for stem, members in kin.items():
        own = ballots.get(stem)
        if len(members) < _CORE or len(stem) < _CORE or own is None or own.candidates or own.listed or _is_somebody(own):
            continue
        _of_cables(own, members)
        if own.type() == "Product":
            for member in members:
                _speak(member)
        elif any(char.isdigit() for char in stem) and any(one.type() == "Product" for one in members if one is not own):
            own.votes["Product"] += own.sums()["Organization"]
        elif own.votes["Product"] >= FLOOR and _numbered(stem, ballots) and not _is_counting(own):
            own.votes["Product"] += own.sums()["Organization"]
            own.roles.clear()
        elif own.family()[0] in {"", "Organization"} and not own.roles and sum(one.type() == "Product" for one in members) >= _CORE:
            _speak(own)


def _of_cables(own: Ballot, members: Iterable[Ballot]) -> None:
    """What two cables are called by with a word more is a cable, too: "Orin" of "Orin West" and "Orin East"."""
    if sum(one.type() == "Cable" for one in members if one is not own) >= _CORE:
        own.votes["Cable"] += sum(own.sums().values()) + _VOTE


def _is_somebody(ballot: Ballot) -> bool:
    """Whether the text shows that a company is called so, however much the name looks like a model's ("V2R")."""
    return ballot.body and ballot.family()[0] == "Organization" and ballot.sums()["Organization"] - ballot.prior >= _BODY


def _is_counting(ballot: Ballot) -> bool:
    """Whether a name acts far more often than it is told as goods: somebody who counts his satellites by his name ("Orinsat-1")."""
    acts = ballot.sums()["Organization"] - ballot.prior
    return acts >= _ACTS and acts >= 3 * ballot.votes["Product"]


def _exchanges(ballots: Ballots) -> None:
    """An exchange and a town make the name of its site there ("Norix Leeds"); of no country, where it would have a company."""
    land = geography()
    for key, ballot in ballots.items():
        words = key.split()
        if ballot.candidates or ballot.head or ballot.listed or len(words) < _CORE:
            continue
        for cut in range(max(1, len(words) - _TOWN), len(words)):
            own, town = ballots.get(" ".join(words[:cut])), " ".join(words[cut:]).title()
            if own is None or town in land.countries | land.regions or not (town in land.places or _is_town(ballots, town)):
                continue
            if own.roles["DataCenterOperator"] >= _EXCHANGE and own.family()[0] == "Organization":
                ballot.votes["Facility"] += _SITE + ballot.sums()["Organization"]


def _run_exchanges(stage: Scene, ballots: Ballots) -> None:
    """Whose exchange is told of as somebody runs it is a thing that is run ("manages GULF-IX")."""
    for ballot in ballots.values():
        if ballot.candidates or ballot.listed or not ballot.roles["DataCenterOperator"] or not ballot.pieces:
            continue
        run = [piece for piece in ballot.pieces if is_exchange(stage.text(piece.first, piece.last))]
        if run and all(piece.first and stage.tokens[piece.first - 1].low in _RUNNING for piece in run):
            ballot.votes["Facility"] += _SITE + ballot.sums()["Organization"]


def _is_town(ballots: Ballots, town: str) -> bool:
    place = ballots.get(town.casefold())
    return place is not None and place.type() == "Place"


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
        elif len(row) >= _CORE and any(one.type() == "Cable" for one in row):
            for one in row:
                one.votes["Cable"] += _VOTE * (one.family()[0] in {"", "Organization", "Product", "Cable"})


def _shared_cables(ballots: Ballots) -> None:
    """What has a consortium or a landing party of its name is a cable ("the Velmara consortium"), unless it is somebody."""
    for key in list(ballots):
        stem = next((key.removesuffix(body) for body in _SHARED if key.endswith(body)), "")
        own = ballots.get(stem)
        if own is None or own.body or own.listed or own.decided or own.candidates or not own.pieces:
            continue
        if own.family()[0] in {"", "Organization", "Product", "Place", "Cable"}:
            own.votes["Cable"] += _VOTE + 1


def _numbered(stem: str, ballots: Ballots) -> bool:
    """Whether a product is called by the stem and a small number ("Orin 2"): companies do not count what they make so."""
    return any(
        key.startswith(stem + " ") and key[len(stem) + 1 :].isdigit() and len(key) <= len(stem) + 3 and one.type() == "Product"
        for key, one in ballots.items()
    )


def _speak(ballot: Ballot) -> None:
    if ballot.family()[0] in {"", "Organization", "Product"} and not ballot.listed and not ballot.head:
        ballot.votes["Product"] += _VOTE
