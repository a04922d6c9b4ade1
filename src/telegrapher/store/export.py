"""The graph as a file: TriG, N-Quads, Turtle, JSON-LD; sorted, the same bytes for the same graph."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph as ox

from telegrapher.errors import StoreError
from telegrapher.store.embedded import Store
from telegrapher.store.files import atomic_writer
from telegrapher.store.graphs import FACTS, PREFIXES, PRIVATE

__all__ = ["EXPORTS", "export", "exported_graphs", "save"]

EXPORTS: Final = ("trig", "nquads", "turtle", "jsonld")
"""Names of the formats: all graphs, all graphs, the graph of facts alone, all graphs."""
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def exported_graphs(store: Store, *, private: bool = False) -> tuple[str, ...]:
    """Names of the graphs that an export holds, sorted: without contacts and reference unless `private`."""
    return tuple(graph for graph in store.graphs() if private or graph not in PRIVATE)


def save(store: Store, path: Path, form: str, *, private: bool = False) -> None:
    """Write the graph to `path`, wholly or not at all.

    Raises:
        StoreError: no such format, or the file cannot be written.
    """
    _check(form)
    try:
        with atomic_writer(path) as stream:
            export(store, stream, form, private=private)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror or error}") from error


def export(store: Store, stream: IO[bytes], form: str, *, private: bool = False) -> None:
    """Write the graph to `stream`, graph by graph; memory is that of the largest graph.

    Args:
        store: what to export.
        stream: binary stream.
        form: one of `EXPORTS`; `turtle` has facts alone, since it knows no graphs.
        private: also contacts of persons and the reference knowledge.

    Raises:
        StoreError: no such format.
    """
    _check(form)
    if form == "turtle":
        stream.write(_serialize((quad.triple for quad in _sorted(store, FACTS)), ox.RdfFormat.TURTLE))
        return
    graphs = exported_graphs(store, private=private)
    if form == "nquads":
        for graph in graphs:
            stream.writelines(f"{quad} .\n".encode() for quad in _sorted(store, graph))
    elif form == "trig":
        _trig(store, stream, graphs)
    else:
        _jsonld(store, stream, graphs)


def _check(form: str) -> None:
    if form not in EXPORTS:
        raise StoreError(f"there is no export format {form!r}; choose one of {', '.join(EXPORTS)}")


def _sorted(store: Store, graph: str) -> list[ox.Quad]:
    return sorted(store.quads(graph), key=str)


def _serialize(data: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> bytes:
    return ox.serialize(data, format=form, prefixes=PREFIXES) or b""


def _trig(store: Store, stream: IO[bytes], graphs: Iterable[str]) -> None:
    """Prefixes once, then one block a graph."""
    head = _serialize((), ox.RdfFormat.TRIG)
    stream.write(head)
    for graph in graphs:
        block = _serialize(_sorted(store, graph), ox.RdfFormat.TRIG)
        stream.write(block.removeprefix(head))


def _jsonld(store: Store, stream: IO[bytes], graphs: Iterable[str]) -> None:
    """Expanded JSON-LD, one graph an object, one node a line."""
    stream.write(b"[")
    for number, graph in enumerate(graphs):
        stream.write(b",\n" if number else b"\n")
        stream.write(f'{{"@id": {json.dumps(graph)}, "@graph": [\n'.encode())
        stream.write(b",\n".join(json.dumps(node, ensure_ascii=False).encode() for node in _nodes(store, graph)))
        stream.write(b"\n]}")
    stream.write(b"\n]\n")


def _nodes(store: Store, graph: str) -> Iterator[dict[str, Any]]:
    for subject, quads in itertools.groupby(_sorted(store, graph), key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": _id(subject)}
        for quad in quads:
            if quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode):
                node.setdefault("@type", []).append(quad.object.value)
            else:
                node.setdefault(quad.predicate.value, []).append(_value(quad.object))
        yield node


def _id(term: object) -> str:
    if not isinstance(term, ox.NamedNode):
        raise StoreError(f"JSON-LD cannot hold {term}; choose N-Quads")
    return term.value


def _value(term: object) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return {"@value": term.value} if term.datatype.value == _STRING else {"@value": term.value, "@type": term.datatype.value}
