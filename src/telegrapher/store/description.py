"""The description of a graph on disk, made from what it holds at the moment."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

import pyoxigraph as ox

from telegrapher import rdf
from telegrapher._version import __version__
from telegrapher.store.embedded import Store

__all__ = ["described"]


def described(
    store: Store, graphs: Collection[str], *, title: str | None = None, licence: str | None = None
) -> tuple[ox.Quad, ...]:
    """Some named graphs of a store described in VoID and DCAT; reads them once, about two seconds per million quads.

    Nothing of it is kept, so that it cannot fall behind the graphs that it describes, and a change costs what its release costs.

    Args:
        store: an opened graph.
        graphs: the graphs to describe, as `exported_graphs` names them.
        title: of the whole; a general one by default.
        licence: address of the licence of the whole; by default that of the rules.
    """
    quads = chain.from_iterable(store.quads(graph) for graph in graphs)
    return rdf.description(quads, version=__version__, title=title, licence=licence)
