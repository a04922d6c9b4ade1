"""A harvest into the store: one graph a source, set as a whole, listed, taken out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from telegrapher.errors import UnknownNameError
from telegrapher.importing.rules import relations
from telegrapher.linking.outside import match
from telegrapher.model import Link
from telegrapher.rdf.outside import OutsideRecord, outside_quads, outside_record
from telegrapher.reference import Reference
from telegrapher.reference.outside import Harvest
from telegrapher.store import Change, Store
from telegrapher.store.graphs import IMPORTS, import_graph, is_import_graph

__all__ = ["Imported", "bring", "forget", "imports"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a source that was brought.

    Attributes:
        name: short name of the source.
        graph: address of its graph.
        change: `added`, `replaced`, or `unchanged` if it said the same before.
        things: how many things it describes.
        linked: how many of them are linked to things of ours.
        ambiguous: how many may be one or another of ours, and stay alone.
        unknown: how many nobody of ours goes by the names of.
        problems: what could not be taken, one line each.
    """

    name: str
    graph: str
    change: Change
    things: int
    linked: int
    ambiguous: int
    unknown: int
    problems: tuple[str, ...] = ()


def bring(store: Store, harvest: Harvest, reference: Reference) -> Imported:
    """Set the graph of a source to what was read of it, in one transaction; the same again changes nothing.

    Raises:
        StoreError: the graph cannot be written.
    """
    name = harvest.source.name
    graph = import_graph(name)
    matches = match(harvest.entries, reference)
    quads = outside_quads(harvest, matches, graph, relations=relations(), places=_countries(reference))
    change = store.put_graph(graph, quads)
    links = Counter(one.link for one in matches.values())
    linked = sum(bool(one.iri) for one in matches.values())
    return Imported(name, graph, change, len(matches), linked, links[Link.AMBIGUOUS], links[Link.NEW], harvest.problems)


def imports(store: Store) -> tuple[OutsideRecord, ...]:
    """What was brought, by name: title, licence, days, and how many things and links."""
    graphs = [entry.graph for entry in store.entries() if is_import_graph(entry.graph)]
    return tuple(outside_record(graph.removeprefix(IMPORTS), graph, store.quads(graph)) for graph in graphs)


def forget(store: Store, name: str) -> None:
    """Take out what was brought from a source.

    Raises:
        UnknownNameError: nothing was brought under that name.
        StoreError: the graph cannot be written.
    """
    known = [one.name for one in imports(store)]
    if name not in known:
        raise UnknownNameError(f"nothing was imported as {name!r}; there is {', '.join(known) or 'no import'}")
    store.drop_graph(import_graph(name))


def _countries(reference: Reference) -> Mapping[str, str]:
    """ISO code to address."""
    return {entry.id.upper(): entry.iri for entry in reference.entries if entry.kind == "place" and len(entry.id) == len("gb")}
