"""One change of the store as one transaction: what goes, what comes, and who supports what is shared.

A quad of a shared graph (a fact, a contact) stays as long as one owner supports it. The supports are kept in the
store itself, in its default graph, which no query of ours looks at: one triple `owner supports digest-of-quad`
each, and one `owner holds digest` per owner, written in the same transaction as the quads. An inferred triple that is
a fact as well is held back as long as it is one, so that facts and inferences together count nothing twice. The cost of a
change is therefore that of the owner's own quads, whatever the size of the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from telegrapher.store.contents import Contents
from telegrapher.store.graphs import FACTS, INFERRED

__all__ = ["Step", "apply", "books", "holdings", "supporters", "twin"]

_BOOK: Final = ox.DefaultGraph()
_HOLDS: Final = ox.NamedNode("urn:telegrapher:store:holds")
_SUPPORTS: Final = ox.NamedNode("urn:telegrapher:store:supports")
_FACTS: Final = ox.NamedNode(FACTS)
_INFERRED: Final = ox.NamedNode(INFERRED)


@dataclass(frozen=True, slots=True)
class Step:
    """What one owner held before and holds after (`None`: nothing), each with the digest of its journal."""

    graph: str
    before: Contents | None
    before_digest: str
    after: Contents | None
    after_digest: str


def _key(quad: ox.Quad) -> ox.NamedNode:
    return ox.NamedNode("urn:telegrapher:quad:" + hashlib.sha256(str(quad).encode()).hexdigest()[:32])


def _support(owner: ox.NamedNode, quad: ox.Quad) -> ox.Quad:
    return ox.Quad(owner, _SUPPORTS, _key(quad), _BOOK)


def _holds(graph: str, digest: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(graph), _HOLDS, ox.Literal(digest), _BOOK)


def books(contents: Contents, digest: str) -> Iterator[ox.Quad]:
    """The book-keeping quads of an owner."""
    owner = ox.NamedNode(contents.graph)
    yield _holds(contents.graph, digest)
    yield from (_support(owner, quad) for quad in contents.shared)


def holdings(store: ox.Store) -> dict[str, str]:
    """Which owners the store holds: graph to digest of its journal."""
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, _HOLDS, None, _BOOK):
        found[quad.subject.value] = quad.object.value  # type: ignore[union-attr]
    return found


def supporters(store: ox.Store, quad: ox.Quad) -> tuple[str, ...]:
    """Graphs of the owners that support a quad of a shared graph, sorted."""
    found = store.quads_for_pattern(None, _SUPPORTS, _key(quad), _BOOK)
    return tuple(sorted(support.subject.value for support in found))  # type: ignore[union-attr]


def apply(store: ox.Store, steps: Sequence[Step]) -> None:
    """Take all `steps` in one transaction: all of it is in the store afterwards, or nothing.

    Raises:
        OSError: the store could not be written.
    """
    gone: set[ox.Quad] = set()
    come: set[ox.Quad] = set()
    touched: set[ox.Quad] = set()
    for step in steps:
        owner = ox.NamedNode(step.graph)
        before, after = step.before, step.after
        old_shared, new_shared = set(before.shared if before else ()), set(after.shared if after else ())
        old_own, new_own = set(before.own if before else ()), set(after.own if after else ())
        gone |= (old_own - new_own) | {_support(owner, quad) for quad in old_shared - new_shared}
        come |= (new_own - old_own) | {_support(owner, quad) for quad in new_shared - old_shared}
        touched |= old_shared ^ new_shared
        if step.before_digest != step.after_digest:
            gone |= {_holds(step.graph, step.before_digest)} if step.before_digest else set()
            come |= {_holds(step.graph, step.after_digest)} if step.after_digest else set()
    there = _shared_after(store, touched, gone, come)
    come |= {quad for quad, stays in there.items() if stays and quad not in store}
    gone |= {quad for quad, stays in there.items() if not stays and quad in store}
    empty = [step.graph for step in steps if step.before and not step.after]
    _write(store, gone - come, come, empty)


def twin(quad: ox.Quad) -> ox.Quad | None:
    """The same triple as a fact, for an inferred one, and the other way round."""
    other = {FACTS: _INFERRED, INFERRED: _FACTS}.get(getattr(quad.graph_name, "value", ""))
    return ox.Quad(quad.subject, quad.predicate, quad.object, other) if other else None


def _shared_after(store: ox.Store, touched: set[ox.Quad], gone: set[ox.Quad], come: set[ox.Quad]) -> dict[ox.Quad, bool]:
    """Which shared quads the store has afterwards: those that somebody supports; an inferred triple only while it is no fact."""
    arriving = {support.object for support in come if support.predicate == _SUPPORTS}
    quads = touched | {other for other in map(twin, touched) if other}
    supported = {quad: _key(quad) in arriving or _supported(store, quad, gone) for quad in quads}
    inferred = {quad for quad in quads if quad.graph_name == _INFERRED}
    return {quad: held and not (quad in inferred and supported[twin(quad)]) for quad, held in supported.items()}  # type: ignore[index]


def _supported(store: ox.Store, quad: ox.Quad, gone: set[ox.Quad]) -> bool:
    """Whether somebody supports `quad` whose support is not `gone`."""
    return any(support not in gone for support in store.quads_for_pattern(None, _SUPPORTS, _key(quad), _BOOK))


def _write(store: ox.Store, gone: set[ox.Quad], come: set[ox.Quad], empty: Sequence[str]) -> None:
    """All in one transaction: pyoxigraph offers that for additions (`extend`) and for one SPARQL update.

    The engine remembers the names of graphs that have become empty; `empty` ones are dropped.
    """
    if gone or empty:
        drops = "".join(f";\nDROP SILENT GRAPH {ox.NamedNode(graph)}" for graph in empty)
        store.update(f"DELETE DATA {{\n{_data(gone)}}}{drops};\nINSERT DATA {{\n{_data(come)}}}")  # terms are written by pyoxigraph
    elif come:
        store.extend(sorted(come, key=str))


def _data(quads: Iterable[ox.Quad]) -> str:
    lines = []
    for quad in sorted(quads, key=str):
        named = isinstance(quad.graph_name, ox.NamedNode)
        lines.append(f"GRAPH {quad.graph_name} {{ {quad.triple} }}\n" if named else f"{quad.triple} .\n")
    return "".join(lines)
