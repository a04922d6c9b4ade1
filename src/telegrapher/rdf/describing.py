"""What a graph says of itself, in VoID and DCAT: what it is, under which licence, how large, and what each named graph is for.

    GRAPH .../graph/description {
      .../dataset         a void:Dataset , dcat:Dataset ; dcterms:title "..." ; dcterms:license <...> ; void:vocabulary <...> ;
                          void:triples 7 ; void:classPartition .../dataset/class/tel-Cable ; void:subset .../graph/facts , ... .
      .../graph/facts     a void:Dataset ; dcterms:title "Facts" ; dcterms:description "what it is for" ; void:triples 3 .
    }

The description is a function of the graphs that it describes: it is made when it is asked for, hence never behind them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from telegrapher.model import RESOURCES, digest
from telegrapher.rdf import terms
from telegrapher.rdf.listing import NAMESPACES
from telegrapher.rdf.terms import integer, plain, tel, text, typed
from telegrapher.rules import table
from telegrapher.vocabulary import NAMESPACE

__all__ = ["DESCRIPTION", "description"]

DESCRIPTION: Final = NamedNode(RESOURCES + "graph/description")
"""The graph that describes all others."""

_VOID: Final = "http://rdfs.org/ns/void#"
_DCAT: Final = "http://www.w3.org/ns/dcat#"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_ONTOLOGY: Final = NamedNode(NAMESPACE.rstrip("#"))
_SHAPES: Final = NamedNode("https://w3id.org/telegrapher/shapes")
_VERSION: Final = NamedNode("https://schema.org/softwareVersion")
_WHOLE: Final = NamedNode(RESOURCES + "dataset")
_RELEASES: Final = NamedNode(_WHOLE.value + "/releases")
_GRAPH: Final = RESOURCES + "graph/"
_RELEASE: Final = RESOURCES + "release/"
_LICENCE: Final = NamedNode(_DCTERMS + "license")
_RIGHTS: Final = NamedNode(_DCTERMS + "rights")
_TERMS_OF_USE: Final = (_LICENCE, _RIGHTS)
"""What an imported graph says of itself and the description repeats."""
_HIDDEN: Final = (terms.CONTACTS, DESCRIPTION)

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(slots=True)
class _Tally:
    """Counts over the quads of a graph."""

    triples: int = 0
    graphs: Counter[NamedNode] = field(default_factory=Counter)
    classes: dict[NamedNode, set[NamedNode]] = field(default_factory=lambda: defaultdict(set))
    properties: Counter[NamedNode] = field(default_factory=Counter)
    subjects: set[NamedNode] = field(default_factory=set)
    objects: set[NamedNode | Literal] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    own: set[_Triple] = field(default_factory=set)

    def add(self, graph: NamedNode, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Take one quad into the counts."""
        self.triples += 1
        self.graphs[graph] += 1
        self.properties[predicate] += 1
        self.subjects.add(subject)
        self.objects.add(value)
        if predicate == terms.TYPE and isinstance(value, NamedNode):
            self.classes[value].add(subject)
        elif predicate == terms.ISSUED:
            self.days.add(value.value)
        elif subject == graph and predicate in _TERMS_OF_USE:
            self.own.add((subject, predicate, value))


def description(quads: Iterable[Quad], *, version: str, title: str | None = None, licence: str | None = None) -> tuple[Quad, ...]:
    """A graph described in VoID and DCAT: licence, vocabularies, size, classes, properties, named graphs, time span, standards.

    Counts leave out the graph of contacts and earlier descriptions. No clock: the same graph has the same description.

    Args:
        quads: all quads of the graph.
        version: of the program that built it.
        title: its name, for people; a general one by default.
        licence: address of the licence it is under; by default that of `data/rules/description.yaml`.

    Returns:
        Quads of the graph of descriptions, sorted.
    """
    tally = _Tally()
    for graph, subject, predicate, value in plain(quads):
        if graph not in _HIDDEN:
            tally.add(graph, subject, predicate, value)
    words = {**_words(), **({"title": title} if title else {}), **({"licence": licence} if licence else {})}
    found = {Quad(*triple, DESCRIPTION) for triple in _described(tally, words, version)}
    return tuple(sorted(found, key=str))


def _words() -> Mapping[str, Any]:
    return table("description")


def _described(tally: _Tally, words: Mapping[str, Any], version: str) -> Iterator[_Triple]:
    yield _WHOLE, terms.TYPE, NamedNode(_DCAT + "Dataset")
    yield from _named(_WHOLE, words, tally.triples)
    yield _WHOLE, _LICENCE, NamedNode(words["licence"])
    for keyword in words["keywords"]:
        yield _WHOLE, NamedNode(_DCAT + "keyword"), text(keyword)
    yield _WHOLE, _VERSION, text(version)
    yield _WHOLE, _void("uriSpace"), text(RESOURCES)
    for standard in (_ONTOLOGY, _SHAPES):
        yield _WHOLE, NamedNode(_DCTERMS + "conformsTo"), standard
    yield _WHOLE, _void("distinctSubjects"), integer(len(tally.subjects))
    yield _WHOLE, _void("distinctObjects"), integer(len(tally.objects))
    yield _WHOLE, _void("classes"), integer(len(tally.classes))
    yield _WHOLE, _void("properties"), integer(len(tally.properties))
    yield _WHOLE, _void("documents"), integer(len(tally.classes.get(tel("Release"), ())))
    for space in {space for term in (*tally.classes, *tally.properties) for space in _vocabulary(term)}:
        yield _WHOLE, _void("vocabulary"), space
    yield from _span(tally)
    yield from _partitions(tally)
    yield from _graphs(tally, words)


def _named(node: NamedNode, words: Mapping[str, Any], triples: int, *, suffix: str = "") -> Iterator[_Triple]:
    yield node, terms.TYPE, _void("Dataset")
    yield node, terms.TITLE, text(words["title"] + suffix)
    yield node, NamedNode(_DCTERMS + "description"), text(words["description"])
    if "rights" in words:
        yield node, _RIGHTS, text(words["rights"])
    yield node, _void("triples"), integer(triples)


def _vocabulary(term: NamedNode) -> Iterator[NamedNode]:
    """The vocabulary of a term: our ontology, or the namespace of others, if the address has one."""
    space = term.value.removesuffix(terms.local(term.value))
    if space:
        yield _ONTOLOGY if space == NAMESPACE else NamedNode(space)


def _span(tally: _Tally) -> Iterator[_Triple]:
    if tally.days:
        period = NamedNode(_WHOLE.value + "/period")
        yield _WHOLE, NamedNode(_DCTERMS + "temporal"), period
        yield period, terms.TYPE, NamedNode(_DCTERMS + "PeriodOfTime")
        yield period, NamedNode(_DCAT + "startDate"), typed(min(tally.days), terms.DATE)
        yield period, NamedNode(_DCAT + "endDate"), typed(max(tally.days), terms.DATE)


def _partitions(tally: _Tally) -> Iterator[_Triple]:
    for kind, members in tally.classes.items():
        part = NamedNode(f"{_WHOLE.value}/class/{_label(kind)}")
        yield _WHOLE, _void("classPartition"), part
        yield part, _void("class"), kind
        yield part, _void("entities"), integer(len(members))
    for name, count in tally.properties.items():
        part = NamedNode(f"{_WHOLE.value}/property/{_label(name)}")
        yield _WHOLE, _void("propertyPartition"), part
        yield part, _void("property"), name
        yield part, _void("triples"), integer(count)


def _label(term: NamedNode) -> str:
    """A term in an address: prefix and local name, since several vocabularies have a `type`."""
    for prefix, space in NAMESPACES.items():
        if term.value.startswith(space):
            return f"{prefix}-{terms.local(term.value)}"
    return f"{digest(term.value)}-{terms.local(term.value)}"


def _graphs(tally: _Tally, words: Mapping[str, Any]) -> Iterator[_Triple]:
    """What each named graph is for; those of releases, of which there are many, together."""
    told = 0
    yield from tally.own
    for graph, count in tally.graphs.items():
        name = graph.value.removeprefix(_GRAPH)
        if graph.value.startswith(_RELEASE):
            told += count
            continue
        if name.startswith("import/"):
            found, suffix = words["imports"], f": {name.removeprefix('import/')}"
        else:
            found, suffix = words["graphs"].get(name, words["other"]), ""
        yield _WHOLE, _void("subset"), graph
        yield from _named(graph, found, count, suffix=suffix)
    if told:
        yield _WHOLE, _void("subset"), _RELEASES
        yield from _named(_RELEASES, words["releases"], told)
        yield _RELEASES, _void("uriSpace"), text(_RELEASE)
        yield _RELEASES, _void("documents"), integer(sum(graph.value.startswith(_RELEASE) for graph in tally.graphs))


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)
