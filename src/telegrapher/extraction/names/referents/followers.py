"""Short names whose type a longer one of the text shows."""

from __future__ import annotations

from telegrapher.extraction.names.referents.groups import Index, Naming
from telegrapher.extraction.names.senses.ballots import FLOOR, TOWN, Ballot
from telegrapher.extraction.names.senses.lexicon import Votes

__all__ = ["follow"]


def _is_namesake(naming: Naming, ballot: Ballot, index: Index) -> bool:
    """Whether a word is a place for being a town's name only, while a company of the text opens with it ("Brightwater")."""
    if naming.candidates or " " in naming.key or ballot.decided or ballot.votes["Place"] > TOWN or ballot.votes["Organization"] < 0:
        return False
    return sum(one.family == "Organization" and one.key.startswith(naming.key + " ") for one in index.near(naming)) == 1


def follow(naming: Naming, ballot: Ballot, index: Index) -> None:
    """Gives a short name the type of the longer one: first names and years (what looks like a company is a person named in full, or
    an event named with its year), companies that are called like towns."""
    if naming.type == "Place" and _is_namesake(naming, ballot, index):
        naming.type = "Organization"
        ballot.votes = Votes({"Organization": FLOOR})
    if naming.type != "Organization" or naming.full or naming.candidates:
        return
    near = [other for other in index.near(naming) if other.key != naming.key]
    people = [other for other in near if other.type == "Person" and naming.key in (other.key.split()[0], other.key.split()[-1])]
    dated = [other for other in near if other.key.rpartition(" ")[0] == naming.key and other.key[-4:].isdigit()]
    single = [other for other in near if f"{other.key}s" == naming.key and other.type in {"Product", "Service", "Technology"}]
    if len(people) == 1:
        naming.type = "Person"
    elif single:
        naming.type = single[0].type
    elif dated:
        naming.type = dated[0].type
        ballot.votes = Votes({naming.type: FLOOR})
