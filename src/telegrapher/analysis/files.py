"""A network as a file for other tools: GraphML, and two tables of CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import networkx as nx

from telegrapher.analysis.network import Network, edges_of, things_of

__all__ = ["edges_csv", "graphml", "nodes_csv"]


def graphml(network: Network) -> str:
    """GraphML for Gephi, yEd or Cytoscape: names, types and statuses as attributes, the first sentence of each edge as `quote`."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, data in things_of(network):
        plain.add_node(iri, label=data["name"], type=data["type"], known=data["known"])
    for a, b, key, data in edges_of(network):
        first = data["statements"][0]
        plain.add_edge(
            a,
            b,
            key=key,
            relation=key,
            asserted=data["asserted"],
            status=data["status"],
            date=data["date"],
            confidence=float(data["confidence"]),
            statements=len(data["statements"]),
            quote=_clean(first.quote),
            release=_clean(first.release.label),
        )
    return "\n".join(nx.generate_graphml(plain, named_key_ids=True)) + "\n"


def _clean(text: str) -> str:
    """XML 1.0 has no place for control characters."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def nodes_csv(network: Network) -> str:
    """One row a thing: address, name, type, other names, whether known."""
    rows = ((iri, d["name"], d["type"], "|".join(d["names"]), d["known"]) for iri, d in things_of(network))
    return _csv(("iri", "name", "type", "names", "known"), rows)


def edges_csv(network: Network) -> str:
    """One row a statement between two things, with its words."""
    return _csv(
        (
            "subject",
            "relation",
            "object",
            "status",
            "date",
            "asserted",
            "confidence",
            "release",
            "published",
            "quote",
            "subject_iri",
            "object_iri",
        ),
        _statement_rows(network),
    )


def _statement_rows(network: Network) -> Iterator[tuple[object, ...]]:
    for a, b, key, data in edges_of(network):
        for one in data["statements"]:
            names = network.nodes[a]["name"], network.nodes[b]["name"]
            said = one.status or "", one.date or "", one.asserted, one.confidence
            yield names[0], key, names[1], *said, one.release.label, one.release.published or "", one.quote, a, b


def _csv(header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_safe(str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def _safe(cell: str) -> str:
    """Spreadsheets run a cell that begins like a formula; a quote before it stops them."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
