"""The graph as a file: TriG, N-Quads, Turtle, JSON-LD; sorted, the same bytes for the same graph."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph as ox

from telegrapher.errors import StoreError, UnknownNameError
from telegrapher.rdf import DESCRIPTION
from telegrapher.store.description import described
from telegrapher.store.embedded import Store
from telegrapher.store.files import atomic_writer
from telegrapher.store.graphs import FACTS, IMPORTS, PREFIXES, PRIVATE, import_graph, is_import_graph

__all__ = ["DESCRIPTIONS", "EXPORTS", "describe", "export", "exported_graphs", "save"]

EXPORTS: Final = ("trig", "nquads", "turtle", "jsonld")
"""Names of the formats: all graphs, all graphs, the graph of facts alone, all graphs."""
DESCRIPTIONS: Final = ("turtle", "nquads", "jsonld")
"""Names of the formats in which a graph is described."""
_DESCRIBING: Final = {**PREFIXES, "dcat": "http://www.w3.org/ns/dcat#", "void": "http://rdfs.org/ns/void#"}
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def exported_graphs(store: Store, *, private: bool = False, imports: Collection[str] = ()) -> tuple[str, ...]:
    """Names of the graphs that an export holds, sorted: without contacts and reference unless `private`.

    What others publish is under their licences: such a graph goes along only if its name is among `imports` ("cable-map").

    Raises:
        UnknownNameError: nothing was imported under one of these names.
    """
    there = store.graphs()
    wanted = {import_graph(name) for name in imports}
    for missing in sorted(wanted.difference(there)):
        known = ", ".join(graph.removeprefix(IMPORTS) for graph in there if is_import_graph(graph))
        raise UnknownNameError(f"nothing was imported as {missing.removeprefix(IMPORTS)!r}; there is {known or 'no import'}")
    return tuple(graph for graph in there if (graph in wanted if is_import_graph(graph) else private or graph not in PRIVATE))


def save(store: Store, path: Path, form: str, *, private: bool = False, imports: Collection[str] = ()) -> None:
    """Write the graph to `path`, wholly or not at all.

    Raises:
        StoreError: no such format, or the file cannot be written.
        UnknownNameError: nothing was imported under one of the names in `imports`.
    """
    _check(form)
    try:
        with atomic_writer(path) as stream:
            export(store, stream, form, private=private, imports=imports)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror or error}") from error


def export(store: Store, stream: IO[bytes], form: str, *, private: bool = False, imports: Collection[str] = ()) -> None:
    """Write the graph to `stream`, graph by graph, with its description in VoID and DCAT; memory is that of the largest graph.

    Args:
        store: what to export.
        stream: binary stream.
        form: one of `EXPORTS`; `turtle` has facts alone, since it knows no graphs.
        private: also contacts of persons and the reference knowledge.
        imports: names of imported sources that go along, if the format has graphs.

    Raises:
        StoreError: no such format.
        UnknownNameError: nothing was imported under one of these names.
    """
    _check(form)
    graphs = exported_graphs(store, private=private, imports=imports)
    if form == "turtle":
        stream.write(_serialize((quad.triple for quad in _sorted(store.quads(FACTS))), ox.RdfFormat.TURTLE))
        return
    blocks = _blocks(store, graphs)
    if form == "nquads":
        for _, quads in blocks:
            stream.writelines(f"{quad} .\n".encode() for quad in quads)
    elif form == "trig":
        _trig(stream, blocks)
    else:
        _jsonld(stream, blocks)


def describe(
    store: Store, stream: IO[bytes], form: str, *, title: str | None = None, licence: str | None = None, private: bool = False
) -> None:
    """Write the description of a graph alone, see `described`.

    Args:
        store: what to describe.
        stream: binary stream.
        form: one of `DESCRIPTIONS`.
        title: of the whole.
        licence: address of the licence of the whole.
        private: also the reference knowledge.

    Raises:
        StoreError: no such format, or the licence is no address.
    """
    if form not in DESCRIPTIONS:
        raise StoreError(f"a description has no format {form!r}; choose one of {', '.join(DESCRIPTIONS)}")
    try:
        quads = described(store, exported_graphs(store, private=private), title=title, licence=licence)
    except ValueError as error:
        raise StoreError(f"the licence {licence!r} is no address: {error}") from error
    if form == "turtle":
        whole_first = sorted((quad.triple for quad in quads), key=lambda triple: (str(triple.subject)[:-1], str(triple)))
        found = ox.serialize(whole_first, format=ox.RdfFormat.TURTLE, prefixes=_DESCRIBING)
        stream.write(found or b"")
    elif form == "nquads":
        stream.writelines(f"{quad} .\n".encode() for quad in quads)
    else:
        _jsonld(stream, [(DESCRIPTION.value, quads)])


def _check(form: str) -> None:
    if form not in EXPORTS:
        raise StoreError(f"there is no export format {form!r}; choose one of {', '.join(EXPORTS)}")


def _blocks(store: Store, graphs: Collection[str]) -> Iterator[tuple[str, Sequence[ox.Quad]]]:
    """The graphs in order of name with their quads, sorted, and among them the description of them all."""
    for graph in sorted({*graphs, DESCRIPTION.value}):
        yield graph, described(store, graphs) if graph == DESCRIPTION.value else _sorted(store.quads(graph))


def _sorted(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    return sorted(quads, key=str)


def _serialize(data: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> bytes:
    return ox.serialize(data, format=form, prefixes=PREFIXES) or b""


def _trig(stream: IO[bytes], blocks: Iterable[tuple[str, Iterable[ox.Quad]]]) -> None:
    """Prefixes once, then one block a graph."""
    head = _serialize((), ox.RdfFormat.TRIG)
    stream.write(head)
    for _, quads in blocks:
        block = _serialize(quads, ox.RdfFormat.TRIG)
        stream.write(block.removeprefix(head))


def _jsonld(stream: IO[bytes], blocks: Iterable[tuple[str, Iterable[ox.Quad]]]) -> None:
    """Expanded JSON-LD, one graph an object, one node a line."""
    stream.write(b"[")
    for number, (graph, quads) in enumerate(blocks):
        stream.write(b",\n" if number else b"\n")
        stream.write(f'{{"@id": {json.dumps(graph)}, "@graph": [\n'.encode())
        stream.write(b",\n".join(json.dumps(node, ensure_ascii=False).encode() for node in _nodes(quads)))
        stream.write(b"\n]}")
    stream.write(b"\n]\n")


def _nodes(quads: Iterable[ox.Quad]) -> Iterator[dict[str, Any]]:
    for subject, own in itertools.groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": _id(subject)}
        for quad in own:
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
