"""The graph as rdflib objects, for those who want one: a copy in memory, to read and to play with.

rdflib answers queries a hundred times and more slower than the store, and its SPARQL opens files and addresses named in FROM or
LOAD; ask the store where you can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from telegrapher.errors import StoreError
from telegrapher.store.embedded import Store
from telegrapher.store.export import exported_graphs
from telegrapher.store.graphs import FACTS, PREFIXES

if TYPE_CHECKING:
    import rdflib

__all__ = ["as_dataset", "as_graph"]


def as_graph(store: Store, graph: str = FACTS) -> rdflib.Graph:
    """One named graph (the facts, unless told) as an `rdflib.Graph`; changes to it do not reach the store."""
    import rdflib

    made = rdflib.Graph(identifier=rdflib.URIRef(graph), bind_namespaces="none")
    _bind(made)
    _fill(made, store, graph)
    return made


def as_dataset(store: Store, *, private: bool = False) -> rdflib.Dataset:
    """All graphs as an `rdflib.Dataset`; contacts and reference only if `private`; changes to it do not reach the store."""
    import rdflib

    made = rdflib.Dataset()
    _bind(made)
    for name in exported_graphs(store, private=private):
        _fill(made.graph(rdflib.URIRef(name)), store, name)
    return made


def _bind(graph: rdflib.Graph) -> None:
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space, replace=True)


def _fill(graph: rdflib.Graph, store: Store, name: str) -> None:
    memo: dict[object, Any] = {}
    for quad in store.quads(name):
        triple = [memo.get(term) or memo.setdefault(term, _term(term)) for term in (quad.subject, quad.predicate, quad.object)]
        graph.add(cast("tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]", tuple(triple)))


def _term(term: object) -> rdflib.term.Node:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        language = term.language
        datatype = None if language or term.datatype.value.endswith("#string") else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=language, datatype=datatype, normalize=False)
    raise StoreError(f"rdflib cannot hold {term}")
