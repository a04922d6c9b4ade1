"""Described networks: what they are called, and which descriptions mean one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from telegrapher.extraction.names.text.words import read_rules, word_set
from telegrapher.model import Found, Mention, Referent, Span, fold

__all__ = ["Description", "NetworkRules", "describe_network", "network_referents", "network_rules"]


@dataclass(frozen=True, slots=True)
class NetworkRules:
    """Words of described networks; see `networks.yaml`."""

    heads: frozenset[str]
    dropped: frozenset[str]
    descriptors: frozenset[str]
    groups: Mapping[str, str]
    compounds: frozenset[str]
    runs: frozenset[str]
    fillers: frozenset[str]
    fibred: frozenset[str]
    closed: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=1)
def network_rules() -> NetworkRules:
    """The words, read once."""
    rules = read_rules("networks")
    groups = {word.casefold(): group for group, words in rules["groups"].items() for word in words}
    names = ("heads", "dropped", "descriptors", "compounds", "runs", "fillers", "fibred", "closed", "numbers")
    sets = {name: word_set(rules[name]) for name in names}
    return NetworkRules(**sets, groups=groups)


@dataclass(frozen=True, slots=True)
class Description:
    """One described network: its owner's key, the words that describe it, and where they stand."""

    owner: str
    words: tuple[str, ...]
    span: Span


@dataclass(slots=True)
class _Network:
    owner: str
    words: tuple[str, ...]
    groups: set[str]
    spans: list[Span] = field(default_factory=list)
    forms: list[tuple[str, ...]] = field(default_factory=list)


def describe_network(owner: str, words: Sequence[str]) -> str:
    """The name of a described network: "OWNER descriptor network", or "OWNER network" where nothing describes it.

    Args:
        owner: name of its owner.
        words: the words between the owner and the head, and the head ("new", "pan-European", "network").

    >>> describe_network("BICS", ["modern", "pan-European", "network"])
    'BICS pan-European network'
    """
    kept = [
        word
        for word in words
        if word.casefold() not in network_rules().dropped and not any(c.isdigit() for c in word.replace("4G", "").replace("5G", ""))
    ]
    return " ".join([owner, *(kept or words[-1:])])


def network_referents(
    descriptions: Iterable[Description], owners: Mapping[str, tuple[str, ...]], next_key: int
) -> tuple[list[Mention], dict[str, Referent]]:
    """Referents and mentions of the described networks; descriptions of one owner that can be one network are one."""
    networks: list[_Network] = []
    for item in sorted(descriptions, key=lambda item: (not _groups(item.words), item.span)):
        home = _home(networks, item)
        if home is None:
            home = _Network(item.owner, item.words, set())
            networks.append(home)
        home.groups |= _groups(item.words)
        home.spans.append(item.span)
        home.forms.append(item.words)
    networks.sort(key=lambda network: min(network.spans))
    mentions, referents = [], {}
    for number, network in enumerate(networks, start=next_key):
        key = f"e{number}"
        only = sum(1 for other in networks if other.owner == network.owner) == 1
        referents[key] = _referent(key, network, owners, only=only)
        mentions += [
            Mention(span, " ".join(form), "Network", key, Found.DESCRIPTION)
            for span, form in zip(network.spans, network.forms, strict=True)
        ]
    return mentions, referents


def _groups(words: tuple[str, ...]) -> set[str]:
    groups = network_rules().groups
    return {groups[word.casefold()] for word in words if word.casefold() in groups} | {
        "continental" for word in words if word.casefold().startswith(("pan-", "trans-"))
    }


def _home(networks: list[_Network], item: Description) -> _Network | None:
    """The network of the same owner that an earlier description means, if they agree."""
    groups = _groups(item.words)
    same = [network for network in networks if network.owner == item.owner]
    if not groups:
        return same[0] if same else None
    for network in same:
        if network.groups & groups or not network.groups:
            return network
    return None


def _referent(key: str, network: _Network, owners: Mapping[str, tuple[str, ...]], *, only: bool) -> Referent:
    owner, *others = owners[network.owner]
    forms = sorted(network.forms, key=lambda form: (-len(_groups(form)), network.forms.index(form)))
    name = describe_network(owner, forms[0])
    aliases = [describe_network(owner, form) for form in forms] + [" ".join(form) for form in forms if len(form) > 1]
    aliases += [describe_network(other, form) for other in others for form in forms]
    if only:
        aliases += [f"{name} network" for name in owners[network.owner]]
    kept = [alias for alias in dict.fromkeys(aliases) if fold(alias) != fold(name)]
    return Referent(key, "Network", name, tuple(kept), hints=(("owner", network.owner),))
