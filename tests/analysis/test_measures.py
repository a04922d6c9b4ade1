"""Measures on a network small enough to count by hand."""

from __future__ import annotations

import networkx as nx
import pytest
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python
from small_world import STATEMENTS, iri

from telegrapher.analysis import centrality, communities, concentration, customers, network, path, suppliers
from telegrapher.analysis.measures import _pagerank
from telegrapher.errors import UnknownNameError

WHOLE = network(STATEMENTS)
FACTS = network(STATEMENTS, planned=False)


def test_suppliers_and_customers() -> None:
    assert list(suppliers(WHOLE, iri("Nordwave"))) == [iri("Lumitron"), iri("Photonia")]
    assert list(suppliers(FACTS, iri("Nordwave"))) == [iri("Lumitron")]
    assert list(customers(WHOLE, iri("Lumitron"))) == [iri("Nordwave"), iri("Southlink")]
    assert dict(customers(WHOLE, iri("Nordwave"))) == {}
    with pytest.raises(UnknownNameError):
        suppliers(WHOLE, "urn:nobody")


def test_concentration_counts_each_pair_once() -> None:
    index, shares = concentration(WHOLE)
    assert [(one.supplier, one.count) for one in shares] == [(iri("Lumitron"), 2), (iri("Photonia"), 1)]
    assert index == pytest.approx(4 / 9 + 1 / 9)
    assert concentration(FACTS)[0] == 1
    assert concentration(WHOLE, [iri("Southlink")])[0] == 1
    assert concentration(WHOLE, []) == (0, ())


def test_degree_centrality() -> None:
    # Ties by business: Nordwave with Lumitron, Photonia, LX-9; Southlink with Lumitron.
    values = centrality(WHOLE)
    assert next(iter(values)) == iri("Nordwave")
    assert values[iri("Nordwave")] == pytest.approx(3 / 4)
    assert values[iri("Southlink")] == pytest.approx(1 / 4)
    assert iri("Blue Arc") not in values


def test_betweenness_and_pagerank_agree_with_networkx() -> None:
    ties = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("b", "d"), ("d", "e")])
    assert centrality(WHOLE, measure="betweenness")[iri("Nordwave")] == pytest.approx(5 / 6)
    theirs = _pagerank_python(ties, tol=1e-10, max_iter=500)  # the public function would want scipy
    assert _pagerank(ties) == pytest.approx(theirs, abs=1e-7)


def test_pagerank_sums_to_one() -> None:
    values = centrality(WHOLE, measure="pagerank")
    assert sum(values.values()) == pytest.approx(1)
    assert next(iter(values)) == iri("Nordwave")


def test_unknown_measure_is_named() -> None:
    with pytest.raises(UnknownNameError, match="degree, betweenness and pagerank"):
        centrality(WHOLE, measure="fame")


def test_communities_are_stable_and_cover_all_ties() -> None:
    assert communities(WHOLE) == communities(network(reversed(STATEMENTS)))
    assert {iri for group in communities(WHOLE) for iri in group} == set(centrality(WHOLE))


def test_path_has_words_at_each_step() -> None:
    steps = path(WHOLE, iri("LX-9"), iri("Harbour City"))
    assert [(one.relation, one.forward) for one in steps] == [
        ("offers", False),
        ("customerOf", False),
        ("owns", True),
        ("landsAt", True),
    ]
    assert steps[0].source == iri("LX-9")
    assert all(step.statements[0].quote for step in steps)


def test_path_takes_no_step_on_a_plan_unless_asked() -> None:
    assert path(WHOLE, iri("Photonia"), iri("Southlink")) == ()
    assert len(path(WHOLE, iri("Photonia"), iri("Southlink"), planned=True)) == 3
    assert path(WHOLE, iri("Nordwave"), iri("Southlink"), relations=["owns"]) == ()
