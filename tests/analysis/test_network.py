"""Statements to a network."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pytest
from small_world import STATEMENTS, iri

from telegrapher.analysis import network


def test_nodes_are_typed_and_literals_stand_on_them() -> None:
    found = network(STATEMENTS)
    assert isinstance(found, nx.MultiDiGraph)
    assert found.number_of_nodes() == 7
    lumitron = found.nodes[iri("Lumitron")]
    assert (lumitron["type"], lumitron["known"], len(lumitron["facts"])) == ("Vendor", True, 2)
    assert found.nodes[iri("Photonia")]["known"] is False


def test_edges_carry_all_that_says_them() -> None:
    edge = network(STATEMENTS).edges[iri("Nordwave"), iri("Lumitron"), "customerOf"]
    assert [one.release.id for one in edge["statements"]] == ["r1", "r2"]
    assert edge["confidence"] == 0.9
    assert edge["asserted"] is True
    assert network(STATEMENTS).number_of_edges() == 7


@pytest.mark.parametrize(
    ("kept", "count"),
    [
        ({"planned": False}, 6),
        ({"relations": ["customerOf"]}, 3),
        ({"min_confidence": 0.5}, 6),
        ({"until": date(2020, 12, 31)}, 3),
        ({"until": date(1999, 1, 1)}, 0),
    ],
    ids=["facts", "relation", "sure", "until", "before all"],
)
def test_a_network_can_be_narrowed(kept: dict[str, object], count: int) -> None:
    assert network(STATEMENTS, **kept).number_of_edges() == count  # type: ignore[arg-type]


def test_order_of_statements_does_not_matter() -> None:
    one, two = network(STATEMENTS), network(reversed(STATEMENTS))
    assert {(a, b, k): d for a, b, k, d in one.edges(keys=True, data=True)} == {
        (a, b, k): d for a, b, k, d in two.edges(keys=True, data=True)
    }
