"""Is the graph what it should be? Manifest, files and store against one another; every quote against its text; facts
against the statements that support them; shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from telegrapher import rdf
from telegrapher.errors import DamageError
from telegrapher.model import Release, release_id
from telegrapher.rdf.terms import CONTACTS, FACTS, INFERRED, tel
from telegrapher.store.contents import Contents, digest_of
from telegrapher.store.embedded import Store
from telegrapher.store.graphs import SHARED
from telegrapher.store.manifest import Entry
from telegrapher.store.releases import text_digest
from telegrapher.store.result import one_line
from telegrapher.store.transaction import books, twin

__all__ = ["Problem", "check"]

_OFFSETS: Final = (tel("start"), tel("end"))
_QUOTE: Final = tel("quote")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        kind: `store`, `file`, `text`, `evidence`, `facts` or `shape`.
        where: name of the release, or address of the graph or node.
        what: what is wrong, in one line.
    """

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def check(store: Store, *, shapes: bool = True, denied: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Look at everything; reads the whole graph, about a second per hundred thousand quads.

    Args:
        store: an opened graph.
        shapes: also hold every release against the SHACL shapes.
        denied: addresses of statements that were denied their facts (rejected ones).

    Returns:
        What is wrong, sorted; nothing if all is well.
    """
    book = _Book(store, tuple(denied), shapes)
    found: list[Problem] = []
    for entry in store.entries():
        found.extend(book.owner(entry))
    found.extend(book.rest())
    return tuple(sorted(set(found)))


class _Book:
    """Goes through the owners one by one and adds up what they support."""

    def __init__(self, store: Store, denied: tuple[str, ...], shapes: bool) -> None:
        self._store = store
        self._denied = denied
        self._shapes = _shape_check() if shapes else None
        self._shared: set[ox.Quad] = set()
        self._books: set[ox.Quad] = set()
        self._graphs: set[str] = set()
        self._unsure = False

    def owner(self, entry: Entry) -> Iterator[Problem]:
        """What is wrong with one release or curated graph."""
        self._graphs.add(entry.graph)
        where = entry.name or entry.graph
        try:
            contents = self._store.contents(entry)
            self._shared.update(contents.shared)
            self._books.update(books(contents, entry.journal))
        except DamageError as error:
            self._unsure = True
            yield Problem("file", where, str(error))
            contents = None
        own: tuple[ox.Quad, ...] | None = None
        try:
            own = tuple(self._store.quads(entry.graph))
        except DamageError as error:
            yield Problem("store", where, str(error))
        if own is not None:
            yield from _against_manifest(entry, own, where)
        if entry.release_id:
            yield from self._release(entry, own, contents, where)

    def _release(self, entry: Entry, own: tuple[ox.Quad, ...] | None, contents: Contents | None, where: str) -> Iterator[Problem]:
        try:
            release = self._store.release(entry.release_id)
        except DamageError as error:
            yield Problem("file", where, str(error))
            return
        if text_digest(release.text) != entry.text or release_id(release.text) != entry.release_id:
            yield Problem("text", where, "its text does not match its id or the manifest; add it again")
        if own is None or contents is None:
            return
        words = [quad for quad in contents.shared if quad.graph_name == CONTACTS]
        yield from _evidence(release, own, words, where)
        yield from _facts(own, contents, self._denied, where)
        if self._shapes:
            yield from self._shapes((*own, *words))

    def rest(self) -> Iterator[Problem]:
        """What is wrong with what the owners share, and what no owner knows of."""
        try:
            graphs = self._store.graphs()
            there = {quad for graph in SHARED for quad in self._store.quads(graph)}
            kept = set(self._store.books())
        except DamageError as error:
            yield Problem("store", "shared graphs", str(error))
            return
        for graph in graphs:
            if graph not in self._graphs and graph not in SHARED:
                yield Problem("store", graph, "no release and no curated graph of that name is in the manifest")
        if self._unsure:
            return
        yield from self._shared_against(there, kept)

    def _shared_against(self, there: set[ox.Quad], kept: set[ox.Quad]) -> Iterator[Problem]:
        expected = {quad for quad in self._shared if quad.graph_name != INFERRED or twin(quad) not in self._shared}
        for quad in expected - there:
            yield Problem("facts", quad.graph_name.value, f"lacks what a release supports: {one_line(str(quad.triple))}")  # type: ignore[union-attr]
        for quad in there - expected:
            yield Problem("facts", quad.graph_name.value, f"has what no release supports: {one_line(str(quad.triple))}")  # type: ignore[union-attr]
        if kept != self._books:
            yield Problem("store", "book-keeping", f"{len(kept ^ self._books)} entries differ from the files; rebuild the store")


def _against_manifest(entry: Entry, own: Sequence[ox.Quad], where: str) -> Iterator[Problem]:
    if len(own) != entry.quads:
        yield Problem("store", where, f"its graph holds {len(own)} quads, the manifest says {entry.quads}; rebuild the store")
    elif digest_of(own) != entry.digest:
        yield Problem("store", where, "the quads of its graph are not those of the manifest; rebuild the store")


def _evidence(release: Release, own: Iterable[ox.Quad], private: Iterable[ox.Quad], where: str) -> Iterator[Problem]:
    """Offsets of zones and evidence against the text, and every quote against the words there."""
    nodes: dict[str, dict[ox.NamedNode, str]] = defaultdict(dict)
    for quad in (*own, *private):
        if quad.predicate in (*_OFFSETS, _QUOTE) and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            nodes[quad.subject.value][quad.predicate] = quad.object.value
    for iri, row in sorted(nodes.items()):
        start, end = (row.get(key, "") for key in _OFFSETS)
        if not (start.isdigit() and end.isdigit() and int(start) < int(end) <= len(release.text)):
            yield Problem("evidence", where, f"{iri} does not lie in the text ({start or '?'}..{end or '?'})")
        elif _QUOTE in row and row[_QUOTE] != release.text[int(start) : int(end)]:
            yield Problem(
                "evidence", where, f"{iri} quotes words that the text does not have there: {one_line(row[_QUOTE], limit=80)!r}"
            )


def _facts(own: Iterable[ox.Quad], contents: Contents, denied: Iterable[str], where: str) -> Iterator[Problem]:
    """What the statements of a release say against what it brought into the graph of facts."""
    said = set(rdf.facts_of(own, denied=denied))
    brought = {quad for quad in contents.shared if quad.graph_name == FACTS}
    for quad in said - brought:
        yield Problem("facts", where, f"a statement is asserted but gives no fact: {one_line(str(quad.triple))}")
    for quad in brought - said:
        yield Problem("facts", where, f"a fact has no asserted statement: {one_line(str(quad.triple))}")


def _shape_check() -> Callable[[Iterable[ox.Quad]], Iterator[Problem]]:
    from telegrapher.store.shapes import check_shapes

    def run(quads: Iterable[ox.Quad]) -> Iterator[Problem]:
        for violation in check_shapes(quads):
            if violation.severity == "Violation":
                yield Problem("shape", violation.focus, one_line(violation.message))

    return run
