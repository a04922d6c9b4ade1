"""Networks as files."""

from __future__ import annotations

import csv
import io

import networkx as nx
from small_world import STATEMENTS, said

from telegrapher.analysis import edges_csv, graphml, network, nodes_csv


def test_graphml_comes_back() -> None:
    text = graphml(network(STATEMENTS))
    back = nx.parse_graphml(text, force_multigraph=True)
    assert back.number_of_nodes() == 7
    assert back.number_of_edges() == 7
    assert {data["relation"] for _, _, data in back.edges(data=True)} >= {"customerOf", "landsAt"}
    assert text == graphml(network(reversed(STATEMENTS)))


def test_graphml_survives_control_characters() -> None:
    nx.parse_graphml(graphml(network([said("Nordwave", "customerOf", "Lumitron", quote="bell \x07 rings & <tag>")])))


def test_csv_has_a_row_a_statement_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(edges_csv(network(STATEMENTS)))))
    assert len(rows) == 8
    hostile = said("Nordwave", "customerOf", "Lumitron", quote='=HYPERLINK("http://x")')
    (row,) = csv.DictReader(io.StringIO(edges_csv(network([hostile]))))
    assert row["quote"].startswith("'=")


def test_nodes_csv_is_sorted() -> None:
    rows = list(csv.DictReader(io.StringIO(nodes_csv(network(STATEMENTS)))))
    assert [row["iri"] for row in rows] == sorted(row["iri"] for row in rows)
    assert len(rows) == 7
