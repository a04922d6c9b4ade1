"""A graph of statements as a networkx network: typed nodes, and edges that carry what says them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import networkx as nx

from telegrapher.rdf import Node, StatementRecord, Value

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph

__all__ = ["Edge", "Network", "edges_of", "network", "things_of"]

Edge = tuple[str, str, str, dict[str, Any]]
"""Subject, object, relation, attributes."""


def network(
    statements: Iterable[StatementRecord],
    *,
    relations: Iterable[str] | None = None,
    planned: bool = True,
    min_confidence: float = 0.0,
    until: date | None = None,
) -> Network:
    """Statements between things as a directed network with parallel edges.

    Args:
        statements: of any number of releases.
        relations: local names of the relations to keep; all if not given.
        planned: whether to keep what is not asserted (planned, shortlisted, ended).
        min_confidence: 0 to 1; statements below are left out.
        until: last day of publication; undated releases are kept only if this is not given.

    Returns:
        Nodes are addresses with `name`, `type`, `types`, `names`, `known` (whether reference data knows it) and `facts` (a tuple
        of statements whose object is a literal). An edge has the relation as its key and `relation`, `asserted`, `status`,
        `date`, `confidence` (the highest) and `statements` (a tuple, the asserted and surest first). `issuedBy` gives no edge: a
        release is no thing of the field.
    """
    wanted = None if relations is None else frozenset(relations)
    found: Network = nx.MultiDiGraph()
    literals: dict[str, list[StatementRecord]] = {}
    edges: dict[tuple[str, str, str], list[StatementRecord]] = {}
    for one in statements:
        if one.subject.type == "Release" or not _kept(one, wanted, planned, min_confidence, until):
            continue
        _place(found, one.subject)
        if isinstance(one.object, Value):
            literals.setdefault(one.subject.iri, []).append(one)
        else:
            _place(found, one.object)
            edges.setdefault((one.subject.iri, one.object.iri, one.predicate), []).append(one)
    for iri, said in literals.items():
        found.nodes[iri]["facts"] = tuple(said)
    for (subject, other, relation), said in edges.items():
        found.add_edge(subject, other, key=relation, **_edge(relation, said))
    return found


def edges_of(network: Network) -> list[Edge]:
    """All edges in order of subject, object and relation."""
    found = cast("list[Edge]", list(network.edges(keys=True, data=True)))
    return sorted(found, key=lambda edge: edge[:3])


def things_of(network: Network) -> list[tuple[str, dict[str, Any]]]:
    """All nodes with their attributes, in order of address."""
    found = cast("list[tuple[str, dict[str, Any]]]", list(network.nodes(data=True)))
    return sorted(found, key=lambda thing: thing[0])


def _kept(one: StatementRecord, wanted: frozenset[str] | None, planned: bool, min_confidence: float, until: date | None) -> bool:
    if (wanted is not None and one.predicate not in wanted) or one.confidence < min_confidence:
        return False
    if until is not None and (one.release.published is None or one.release.published > until):
        return False
    return planned or one.asserted


def _place(found: Network, node: Node) -> None:
    known = node.link not in (None, "new", "ambiguous")
    if node.iri not in found:
        found.add_node(node.iri, name=node.label, type=node.type, types=node.types, names=node.names, known=known, facts=())
        return
    row = found.nodes[node.iri]
    row["names"] = tuple(sorted({*row["names"], *node.names} - {row["name"]}))
    row["types"] = tuple(sorted({*row["types"], *node.types}))
    row["known"] = row["known"] or known


def _edge(relation: str, said: list[StatementRecord]) -> dict[str, object]:
    said.sort(key=lambda one: (not one.asserted, -one.confidence, one.iri))
    first = said[0]
    return {
        "relation": relation,
        "asserted": first.asserted,
        "status": first.status or "",
        "date": first.date or "",
        "confidence": max(one.confidence for one in said),
        "statements": tuple(said),
    }
