"""What a graph says of itself: a record of each run, and a description of the whole in VoID and DCAT."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from telegrapher.model import RESOURCES, digest
from telegrapher.rdf import terms
from telegrapher.rdf.terms import integer, plain, tel, text, typed
from telegrapher.vocabulary import NAMESPACE

__all__ = ["DESCRIPTION", "description", "run"]

DESCRIPTION: Final = NamedNode(RESOURCES + "graph/description")
"""The graph that describes all others."""

_VOID: Final = "http://rdfs.org/ns/void#"
_DCAT: Final = "http://www.w3.org/ns/dcat#"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_PROV: Final = "http://www.w3.org/ns/prov#"
_ONTOLOGY: Final = NamedNode(NAMESPACE.rstrip("#"))
_SHAPES: Final = NamedNode("https://w3id.org/telegrapher/shapes")
_VERSION: Final = NamedNode("https://schema.org/softwareVersion")
_DATETIME: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
_WHOLE: Final = NamedNode(RESOURCES + "dataset")
_HIDDEN: Final = (terms.CONTACTS, DESCRIPTION)


def run(
    release_id: str, *, version: str, started: datetime.datetime, settings: Mapping[str, str] | None = None
) -> tuple[Quad, ...]:
    """Who read a release when: quads of the graph of runs, sorted; the one place where a clock has a say.

    Args:
        release_id: of the release that was read.
        version: of the program.
        started: when the run began, with time zone; the same for all releases of one run.
        settings: what else decides about the outcome (digest of reference knowledge, stages ...).

    Raises:
        ValueError: `started` has no time zone.
    """
    if started.tzinfo is None:
        raise ValueError("the start of a run needs a time zone")
    moment = started.astimezone(datetime.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    chosen = sorted((settings or {}).items())
    node = NamedNode(f"{RESOURCES}run/{digest(version, moment, *(word for pair in chosen for word in pair))}")
    pairs: list[tuple[NamedNode, NamedNode | Literal]] = [
        (terms.TYPE, tel("Run")),
        (_VERSION, text(version)),
        (NamedNode(_PROV + "startedAtTime"), typed(moment, _DATETIME)),
        *((tel("setting"), text(f"{name}: {value}")) for name, value in chosen),
    ]
    found = [Quad(node, key, value, terms.RUNS) for key, value in pairs]
    found.append(Quad(terms.release_iri(release_id), tel("generatedBy"), node, terms.RUNS))
    return tuple(sorted(found, key=str))


@dataclass(slots=True)
class _Tally:
    """Counts over the quads of a graph."""

    triples: int = 0
    graphs: Counter[NamedNode] = field(default_factory=Counter)
    classes: dict[NamedNode, set[NamedNode]] = field(default_factory=lambda: defaultdict(set))
    properties: Counter[NamedNode] = field(default_factory=Counter)
    subjects: set[NamedNode] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    def add(self, graph: NamedNode, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Take one quad into the counts."""
        self.triples += 1
        self.graphs[graph] += 1
        self.properties[predicate] += 1
        self.subjects.add(subject)
        if predicate == terms.TYPE and isinstance(value, NamedNode):
            self.classes[value].add(subject)
        elif predicate == terms.ISSUED:
            self.days.add(value.value)


def description(quads: Iterable[Quad], *, title: str, version: str) -> tuple[Quad, ...]:
    """A graph described in VoID and DCAT: its size, classes, properties, graphs, the time its releases span, what it conforms to.

    Counts leave out the graph of contacts and earlier descriptions. No clock: the same graph has the same description.

    Args:
        quads: all quads of the graph.
        title: its name, for people.
        version: of the program that built it.

    Returns:
        Quads of the graph of descriptions, sorted.
    """
    tally = _Tally()
    for graph, subject, predicate, value in plain(quads):
        if graph not in _HIDDEN:
            tally.add(graph, subject, predicate, value)
    found = {Quad(subject, key, value, DESCRIPTION) for subject, key, value in _described(tally, title, version)}
    return tuple(sorted(found, key=str))


def _described(tally: _Tally, title: str, version: str) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    yield _WHOLE, terms.TYPE, _void("Dataset")
    yield _WHOLE, terms.TYPE, NamedNode(_DCAT + "Dataset")
    yield _WHOLE, terms.TITLE, text(title)
    yield _WHOLE, _VERSION, text(version)
    yield _WHOLE, _void("uriSpace"), text(RESOURCES)
    yield _WHOLE, _void("vocabulary"), _ONTOLOGY
    for standard in (_ONTOLOGY, _SHAPES):
        yield _WHOLE, NamedNode(_DCTERMS + "conformsTo"), standard
    yield _WHOLE, _void("triples"), integer(tally.triples)
    yield _WHOLE, _void("distinctSubjects"), integer(len(tally.subjects))
    yield _WHOLE, _void("classes"), integer(len(tally.classes))
    yield _WHOLE, _void("properties"), integer(len(tally.properties))
    yield _WHOLE, _void("documents"), integer(len(tally.classes.get(tel("Release"), ())))
    yield from _span(tally)
    yield from _partitions(tally)


def _span(tally: _Tally) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    if tally.days:
        period = NamedNode(_WHOLE.value + "/period")
        yield _WHOLE, NamedNode(_DCTERMS + "temporal"), period
        yield period, terms.TYPE, NamedNode(_DCTERMS + "PeriodOfTime")
        yield period, NamedNode(_DCAT + "startDate"), typed(min(tally.days), terms.DATE)
        yield period, NamedNode(_DCAT + "endDate"), typed(max(tally.days), terms.DATE)


def _partitions(tally: _Tally) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    for kind, members in tally.classes.items():
        part = NamedNode(f"{_WHOLE.value}/class/{terms.local(kind.value)}")
        yield _WHOLE, _void("classPartition"), part
        yield part, _void("class"), kind
        yield part, _void("entities"), integer(len(members))
    for name, count in tally.properties.items():
        part = NamedNode(f"{_WHOLE.value}/property/{terms.local(name.value)}")
        yield _WHOLE, _void("propertyPartition"), part
        yield part, _void("property"), name
        yield part, _void("triples"), integer(count)
    for graph, count in tally.graphs.items():
        if graph.value.startswith(RESOURCES + "graph/"):
            yield _WHOLE, _void("subset"), graph
            yield graph, terms.TYPE, _void("Dataset")
            yield graph, _void("triples"), integer(count)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)
