"""What one release (or one curated graph) brings into the store: its own graph, and its share of the common ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from telegrapher.errors import StoreError
from telegrapher.store.graphs import RUNS, SHARED

__all__ = ["Contents", "canonical", "digest_of", "lines_of"]


def canonical(quads: Iterable[ox.Quad]) -> tuple[ox.Quad, ...]:
    """The quads as the store gives them back, sorted by their N-Quads, each once.

    Oxigraph keeps numbers by value (`"0.90"` comes back as `"0.9"`); digests are taken of what will come back.
    """
    memory = ox.Store()
    memory.extend(quads)
    return tuple(sorted(memory, key=str))


def lines_of(quads: Iterable[ox.Quad]) -> bytes:
    """Sorted N-Quads, one quad a line."""
    return "".join(sorted(f"{quad} .\n" for quad in quads)).encode()


def digest_of(quads: Iterable[ox.Quad]) -> str:
    """SHA-256 of the sorted N-Quads, hexadecimal."""
    return hashlib.sha256(lines_of(quads)).hexdigest()


@dataclass(frozen=True, slots=True)
class Contents:
    """Quads of one owner, canonical and sorted.

    Attributes:
        graph: IRI of the graph that belongs to the owner alone.
        own: quads of that graph.
        shared: quads of graphs that several owners support.
    """

    graph: str
    own: tuple[ox.Quad, ...]
    shared: tuple[ox.Quad, ...]

    @classmethod
    def of(cls, graph: str, quads: Sequence[ox.Quad]) -> Contents:
        """Sort `quads` into own and shared ones.

        Raises:
            StoreError: a quad has a blank node, or stands in a graph that is neither `graph` nor a shared one.
        """
        own, shared = [], []
        for quad in canonical(quads):
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                raise StoreError(f"blank nodes are not stored, give it an address: {quad}")
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            if name == graph:
                own.append(quad)
            elif name in SHARED:
                shared.append(quad)
            else:
                raise StoreError(f"{graph} cannot bring a quad into the graph {name or 'without a name'}: {quad}")
        return cls(graph, tuple(own), tuple(shared))

    @classmethod
    def parse(cls, graph: str, journal: bytes) -> Contents:
        """Read back what `journal` wrote.

        Raises:
            SyntaxError: these are no N-Quads.
        """
        own: list[ox.Quad] = []
        shared: list[ox.Quad] = []
        for quad in ox.parse(journal, format=ox.RdfFormat.N_QUADS):
            (own if quad.graph_name.value == graph else shared).append(quad)
        return cls(graph, tuple(own), tuple(shared))

    def journal(self) -> bytes:
        """All quads as sorted N-Quads."""
        return lines_of((*self.own, *self.shared))

    def lasting(self) -> str:
        """Digest of all but the record of runs: what decides whether anything has changed."""
        return digest_of(quad for quad in (*self.own, *self.shared) if quad.graph_name.value != RUNS)  # type: ignore[union-attr]
