"""A network as a view: which nodes fit, where they stand, what stands behind each edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from telegrapher.analysis.network import edges_of
from telegrapher.drawing.layout import layout
from telegrapher.drawing.page import look
from telegrapher.drawing.view import EdgeView, NodeView, Said, Source, View
from telegrapher.rdf import Node, ReleaseRecord, StatementRecord, Value
from telegrapher.vocabulary import vocabulary

if TYPE_CHECKING:
    from telegrapher.analysis.network import Edge, Network

__all__ = ["compose"]


def compose(network: Network, *, title: str, limit: int | None = None, around: str | None = None, hops: int = 2) -> View:
    """What the picture of a network shows.

    Args:
        network: as `telegrapher.analysis.network` makes it.
        title: heading of the page.
        limit: most nodes to show; the best connected stay. By default that of `data/rules/drawing.yaml`.
        around: address of a thing; only what is near it is shown.
        hops: how near, in edges.

    Returns:
        View with positions in pixels; the same for the same network.
    """
    chosen = _chosen(network, limit or look()["limits"]["nodes"], around, hops)
    order = sorted(chosen)
    edges = [edge for edge in edges_of(network) if edge[0] in chosen and edge[1] in chosen]
    sources = _sources(network)
    left_out = network.number_of_nodes() - len(order)
    return View(
        title=title,
        nodes=_nodes(network, order, edges, sources),
        edges=tuple(_edge(a, b, key, data["statements"], sources) for a, b, key, data in edges),
        sources=tuple(Source(one.id, one.label, _day(one), one.url or "") for one in sources),
        left_out=left_out,
        note=f"{left_out:,} less connected things are left out; draw them around a name." if left_out and not around else "",
    )


def _chosen(network: Network, limit: int, around: str | None, hops: int) -> frozenset[str]:
    if around is not None:
        near, border = {around}, {around}
        for _ in range(hops):
            border = {other for one in border for other in (*network.successors(one), *network.predecessors(one))} - near
            near |= border
        pool: Iterable[str] = near
    else:
        pool = network.nodes
    ranked = sorted(pool, key=lambda iri: (iri != around, -network.degree(iri), iri))
    return frozenset(ranked[:limit])


def _day(release: ReleaseRecord) -> str:
    return release.published.isoformat() if release.published else ""


def _sources(network: Network) -> dict[ReleaseRecord, int]:
    """Releases by date and title, each with its position."""
    found = {one.release for _, _, data in network.edges(data=True) for one in data["statements"]}
    found |= {one.release for _, data in network.nodes(data=True) for one in data["facts"]}
    ordered = sorted(found, key=lambda one: (_day(one), one.label, one.id))
    return {release: position for position, release in enumerate(ordered)}


def _nodes(network: Network, order: list[str], edges: list[Edge], sources: Mapping[ReleaseRecord, int]) -> tuple[NodeView, ...]:
    import numpy as np

    position = {iri: index for index, iri in enumerate(order)}
    pairs = np.array([(position[a], position[b]) for a, b, _, _ in edges], dtype=np.int64).reshape(-1, 2)
    cut = look()["limits"]["label"]
    degree = np.bincount(pairs.ravel(), minlength=len(order))
    # The page writes names larger the better connected a thing is; a letter is about half as wide as high.
    letters = np.array([min(cut, len(network.nodes[iri]["name"])) for iri in order], dtype=float)
    places = layout(len(order), pairs, letters * (13 + 0.7 * np.minimum(degree, 24)) * 0.52 + 10)
    views = []
    for index, iri in enumerate(order):
        data = network.nodes[iri]
        x, y = (float(value) for value in places[index])
        facts = _facts(data["facts"], sources)
        views.append(NodeView(iri, data["name"], data["type"], x, y, int(degree[index]), data["known"], data["names"], facts))
    return tuple(views)


def _facts(said: Iterable[StatementRecord], sources: Mapping[ReleaseRecord, int]) -> tuple[tuple[str, str, tuple[Said, ...]], ...]:
    """Literal statements, each value once with all that says it."""
    found: dict[tuple[str, str], list[Said]] = {}
    for one in sorted(said, key=lambda one: (one.predicate, sources[one.release], one.iri)):
        value = one.object.text if isinstance(one.object, Value) else one.object.label
        found.setdefault((vocabulary().label(one.predicate), value), []).append(_said(one, sources))
    return tuple((label, value, tuple(rows)) for (label, value), rows in found.items())


def _edge(a: str, b: str, relation: str, said: tuple[StatementRecord, ...], sources: Mapping[ReleaseRecord, int]) -> EdgeView:
    known = vocabulary().relation(relation)
    back = known.label if known.symmetric else known.reverse_label
    return EdgeView(
        a, b, relation, known.label, back, any(one.asserted for one in said), tuple(_said(one, sources) for one in said)
    )


def _said(one: StatementRecord, sources: Mapping[ReleaseRecord, int]) -> Said:
    details = tuple(
        f"{vocabulary().label(key)}: {value.label if isinstance(value, Node) else value}" for key, value in one.qualifiers
    )
    return Said(
        quote=one.quote,
        marks=_marks(one),
        source=sources[one.release],
        zone=one.zone,
        status=one.status or "",
        date=one.date or "",
        details=details,
        confidence=one.confidence,
        rule=one.rule,
    )


def _marks(one: StatementRecord) -> tuple[tuple[int, int], ...]:
    """Where the two ends are named, as offsets into the joined words."""
    found = []
    at = 0
    for words in one.evidence:
        if words.text is None:
            continue
        found += [
            (start - words.start + at, end - words.start + at)
            for start, end in one.marks
            if words.start <= start and end <= words.end
        ]
        at += len(words.text) + len(" … ")
    return tuple(found)
