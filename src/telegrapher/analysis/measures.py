"""Questions to a network that SPARQL is not made for: rank, concentration, paths. Network first, nothing changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from telegrapher.analysis.network import Network, edges_of
from telegrapher.errors import UnknownNameError
from telegrapher.rdf import StatementRecord

__all__ = ["BUSINESS", "Hop", "Share", "centrality", "communities", "concentration", "customers", "path", "suppliers"]

BUSINESS = (
    "customerOf",
    "deploys",
    "partnersWith",
    "trials",
    "acquires",
    "mergesWith",
    "subsidiaryOf",
    "investsIn",
    "builds",
    "upgrades",
)
"""Relations between companies and what they trade: the skeleton of the vendor-carrier network."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: from, relation, to, whether the relation points that way, and what says it."""

    source: str
    relation: str
    target: str
    forward: bool
    statements: tuple[StatementRecord, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One supplier's share of what was counted, 0 to 1."""

    supplier: str
    count: int
    share: float


def _known(network: Network, iri: str) -> None:
    if iri not in network:
        raise UnknownNameError(f"{iri} is not in this network")


def suppliers(network: Network, customer: str) -> Mapping[str, tuple[StatementRecord, ...]]:
    """From whom a company buys: address of the supplier to the statements that say so, asserted or not, by address.

    Raises:
        UnknownNameError: the company is not in the network.
    """
    _known(network, customer)
    found = {
        target: data["statements"]
        for _, target, key, data in network.out_edges(customer, keys=True, data=True)
        if key == "customerOf"
    }
    return dict(sorted(found.items()))


def customers(network: Network, supplier: str) -> Mapping[str, tuple[StatementRecord, ...]]:
    """To whom a company sells: address of the customer to the statements that say so, by address.

    Raises:
        UnknownNameError: the company is not in the network.
    """
    _known(network, supplier)
    found = {
        source: data["statements"]
        for source, _, key, data in network.in_edges(supplier, keys=True, data=True)
        if key == "customerOf"
    }
    return dict(sorted(found.items()))


def centrality(network: Network, *, measure: str = "degree", relations: Iterable[str] = BUSINESS) -> Mapping[str, float]:
    """How much of the network hangs on each thing, by the given relations taken without direction.

    Args:
        network: as `network` makes it.
        measure: `degree` (share of the others that it is tied to), `betweenness` (share of shortest paths through it;
            L. C. Freeman 1977), or `pagerank` (S. Brin and L. Page 1998, damping 0.85).
        relations: which count.

    Returns:
        Address to value, highest first, then by address; things without any of the relations are left out.

    Raises:
        UnknownNameError: a measure that is none of the three.
    """
    ties = _ties(network, relations)
    if measure == "degree":
        values = nx.degree_centrality(ties)
    elif measure == "betweenness":
        # Exact up to a thousand things; above, 500 sampled sources with a fixed seed keep it within seconds.
        values = nx.betweenness_centrality(ties, k=500 if len(ties) > 1000 else None, seed=1)
    elif measure == "pagerank":
        values = _pagerank(ties)
    else:
        raise UnknownNameError(f"no measure {measure!r}; there are degree, betweenness and pagerank")
    return dict(sorted(values.items(), key=lambda item: (-round(item[1], 12), item[0])))


def _ties(network: Network, relations: Iterable[str]) -> nx.Graph[str]:
    wanted = frozenset(relations)
    ties: nx.Graph[str] = nx.Graph()
    ties.add_edges_from(sorted((min(a, b), max(a, b)) for a, b, key in network.edges(keys=True) if key in wanted and a != b))
    return ties


def _pagerank(ties: nx.Graph[str], damping: float = 0.85, rounds: int = 100) -> dict[str, float]:
    """Power iteration on an undirected graph without isolated nodes; networkx would ask for scipy here."""
    import numpy as np

    if not ties:
        return {}
    order = sorted(ties)
    position = {name: index for index, name in enumerate(order)}
    pairs = np.array([(position[a], position[b]) for a, b in ties.edges()])
    source, target = np.concatenate([pairs, pairs[:, ::-1]]).T
    degree = np.bincount(source, minlength=len(order))
    rank = np.full(len(order), 1 / len(order))
    for _ in range(rounds):
        flow = np.bincount(target, (rank / degree)[source], len(order))
        fresh = (1 - damping) / len(order) + damping * flow
        if np.abs(fresh - rank).sum() < 1e-10:
            break
        rank = fresh
    return dict(zip(order, map(float, rank), strict=True))


def communities(network: Network, *, relations: Iterable[str] = BUSINESS) -> tuple[tuple[str, ...], ...]:
    """Groups more tied among themselves than to others (Louvain method, V. D. Blondel et al. 2008; fixed seed), largest first."""
    ties = _ties(network, relations)
    groups = nx.community.louvain_communities(ties, seed=1) if ties else []
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group)))


def concentration(network: Network, customers_: Iterable[str] | None = None) -> tuple[float, tuple[Share, ...]]:
    """How far customers depend on few suppliers: the Herfindahl-Hirschman index over supplier-customer pairs, and each share.

    Args:
        network: as `network` makes it; build it without planned statements to count facts only.
        customers_: addresses of the customers to count; all if not given.

    Returns:
        Index from 0 (many equal suppliers) to 1 (a single one; 0 too if nothing was counted), and shares, largest first.
    """
    wanted = None if customers_ is None else frozenset(customers_)
    pairs = {(b, a) for a, b, key in network.edges(keys=True) if key == "customerOf" and (wanted is None or a in wanted)}
    count = Counter(supplier for supplier, _ in pairs)
    total = sum(count.values())
    shares = tuple(
        Share(supplier, number, number / total) for supplier, number in sorted(count.items(), key=lambda item: (-item[1], item[0]))
    )
    return sum(one.share**2 for one in shares), shares


def path(
    network: Network, source: str, target: str, *, relations: Iterable[str] | None = None, planned: bool = False
) -> tuple[Hop, ...]:
    """The shortest chain of relations between two things, read in either direction, with what says each step.

    Args:
        network: as `network` makes it.
        source: address of one end.
        target: address of the other.
        relations: which may be used; all if not given.
        planned: whether a step may rest on a plan alone.

    Returns:
        Steps from source to target; empty if there is no way. Of equally short ones the first by address.

    Raises:
        UnknownNameError: an end is not in the network.
    """
    _known(network, source)
    _known(network, target)
    wanted = None if relations is None else frozenset(relations)
    steps: dict[tuple[str, str], list[Hop]] = defaultdict(list)
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from((source, target))
    for a, b, key, data in edges_of(network):
        if (wanted is None or key in wanted) and (planned or data["asserted"]):
            ties.add_edge(a, b)
            steps[a, b].append(Hop(a, key, b, True, data["statements"]))
            steps[b, a].append(Hop(b, key, a, False, data["statements"]))
    if not nx.has_path(ties, source, target):
        return ()
    nodes = nx.shortest_path(ties, source, target)
    return tuple(steps[a, b][0] for a, b in pairwise(nodes))
