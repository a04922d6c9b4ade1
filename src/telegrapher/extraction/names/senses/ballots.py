"""What all places where a name stands tell together about the kind of thing it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS, Votes
from telegrapher.extraction.names.text.forms import is_legal
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.tokens import atoms

__all__ = ["FLOOR", "TOWN", "Ballot", "Ballots", "Piece", "key_of"]

FLOOR = 2.5
"""Votes below which a name is not believed."""

TOWN = 3.0
"""Votes that a name gets for being a town of the reference."""

_PARTICULAR = frozenset(ORGANIZATIONS) - {"Organization"}
_THINGS = frozenset({"Cable", "Network", "Product", "Service", "Facility", "Event"})
_SHOWN = 2.0
"""Votes from which a thing is shown by the words around a name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A place where a name may stand: first and last token (inclusive), and its key (folded, without legal form)."""

    first: int
    last: int
    key: str


@dataclass(slots=True)
class Ballot:
    """The votes on one name.

    Attributes:
        votes: kind to weight; organisations vote as `Organization` here.
        roles: role of an organisation to weight.
        pieces: where the name stands.
        entries: addresses in reference data, and their types, that its forms allow.
        decided: a type that needs no vote (reference data), empty if none.
        defined: whether the text says what it is short for, or that something is short for it.
        listed: whether a stock symbol follows it somewhere.
        body: whether the text shows somebody in it: it has an About text, issues the release or has a chief.
        prior: the part of the votes that any unknown capitalised word gets.
        head: the type that the last word of the name shows beyond doubt ("... Cable System").
        tagged: whether the tagger has spoken.
    """

    votes: Votes = field(default_factory=Votes)
    roles: Votes = field(default_factory=Votes)
    pieces: list[Piece] = field(default_factory=list)
    candidates: tuple[str, ...] = ()
    decided: str = ""
    defined: bool = False
    listed: bool = False
    body: bool = False
    prior: float = 0.0
    head: str = ""
    tagged: bool = False

    def family(self) -> tuple[str, float]:
        """The kind with most votes, roles of organisations taken together, and how many it has.

        What any unknown word gets (`prior`) tells that it is a name, not that it is an organisation's: it does not stand against
        a thing that the words around show.
        """
        sums = self.sums()
        if not sums:
            return "", 0.0
        kind = _most(sums)
        if kind != "Organization" or not self.prior:
            return kind, sums[kind]
        things = {name: weight for name, weight in sums.items() if name in _THINGS and weight >= _SHOWN}
        if things:
            best = _most(things)
            if things[best] > sums["Organization"] - self.prior:
                return best, things[best] + self.prior
        return kind, sums[kind]

    def sums(self) -> Votes:
        """Votes by family of types."""
        if _PARTICULAR.isdisjoint(self.votes):
            sums = Votes(self.votes)
        else:
            sums = Votes()
            for kind, weight in self.votes.items():
                family = "Organization" if kind in ORGANIZATIONS else kind
                sums[family] = sums.get(family, 0.0) + weight
        roles = sum([weight for kind, weight in self.roles.items() if kind != "Organization"]) if self.roles else 0.0
        sums["Organization"] = sums.get("Organization", 0.0) + min(4.0, 0.5 * roles)
        return sums

    def type(self) -> str:
        """The type: decided, or by votes; for organisations the role with a clear lead, else `Organization`."""
        if self.decided:
            return self.decided
        kind, weight = self.family()
        if weight < FLOOR or kind == "Other":
            return ""
        return self.role() if kind == "Organization" else kind

    def role(self) -> str:
        """The role of an organisation with at least two votes and a lead of one."""
        said = Votes({k: w for k, w in self.roles.items() if k != "Organization"})
        said.add({k: w for k, w in self.votes.items() if k in ORGANIZATIONS and k != "Organization"})
        ranked = sorted(said.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < 2.5 or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 1):
            return "Organization"
        return ranked[0][0]


def _most(weights: Mapping[str, float]) -> str:
    """The kind with most votes, of several the first by name."""
    found, most = "", float("-inf")
    for kind, weight in weights.items():
        if weight > most or (weight == most and kind < found):
            found, most = kind, weight
    return found


Ballots = dict[str, Ballot]
"""Key of a name to the votes on it."""


def key_of(scene: Scene, first: int, last: int) -> str:
    """Folded words from token `first` to `last` without the legal form at their end."""
    while last > first and (is_legal(scene.tokens[last]) or scene.tokens[last].text in {",", ".", "&", ")", "("}):
        last -= 1
        if last > first + 1 and scene.tokens[last].low == "de" and is_legal(scene.tokens[last - 1]):
            last -= 1  # "S.A.B. de C.V."
    if first == last:
        return " ".join(atoms(scene.tokens[first].text))
    return " ".join([atom for token in scene.tokens[first : last + 1] for atom in atoms(token.text)])
