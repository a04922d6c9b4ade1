"""Quads back to statements: the inverse of `quads`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from telegrapher.errors import VocabularyError
from telegrapher.model import RESOURCES
from telegrapher.rdf import terms
from telegrapher.rdf.records import Node, Quote, ReleaseRecord, StatementRecord, Value
from telegrapher.rdf.terms import local, plain, tel
from telegrapher.vocabulary import vocabulary

__all__ = ["nodes", "releases", "statements"]

_Rows = Mapping[NamedNode, list[NamedNode | Literal]]


class _Book:
    """Quads of releases by graph and subject; those of the graph of contacts are found from every graph."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.rows: dict[tuple[str, str], dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        for graph, subject, predicate, value in plain(quads):
            self.rows[graph.value, subject.value][predicate].append(value)

    def of(self, graph: str, subject: str) -> _Rows:
        """What a graph says of a subject."""
        return self.rows.get((graph, subject), {})

    def kind(self, name: str) -> list[tuple[str, str]]:
        """Graphs and subjects of that type, sorted."""
        wanted = tel(name)
        return sorted(key for key, row in self.rows.items() if wanted in row.get(terms.TYPE, ()) and _is_release(key[0]))

    def texts(self, graph: str, subject: str, predicate: NamedNode) -> list[str]:
        """The values of one property, sorted; private ones included."""
        public = self.of(graph, subject).get(predicate, [])
        return sorted(term.value for term in [*public, *self.of(terms.CONTACTS.value, subject).get(predicate, [])])

    def text(self, graph: str, subject: str, predicate: NamedNode) -> str | None:
        """The first value of one property, or `None`."""
        return next(iter(self.texts(graph, subject, predicate)), None)

    def needed(self, graph: str, subject: str, predicate: NamedNode) -> str:
        """The first value of a property that must be there."""
        value = self.text(graph, subject, predicate)
        if value is None:
            raise VocabularyError(f"<{subject}> lacks <{predicate.value}> in <{graph}>")
        return value


def _is_release(graph: str) -> bool:
    return graph.startswith(RESOURCES + "release/")


def statements(quads: Iterable[Quad]) -> tuple[StatementRecord, ...]:
    """All statements in graphs of releases, by release and place in its text.

    Args:
        quads: quads of any number of releases as `quads` makes them; without the graph of contacts, private words are missing.

    Raises:
        VocabularyError: a statement or its release lacks what every one has.
    """
    book = _Book(quads)
    documents = {record.iri: record for record in _releases(book)}
    if lost := sorted({graph for graph, _ in book.kind("Statement")} - set(documents)):
        raise VocabularyError(f"<{lost[0]}> has statements but does not describe its release")
    found = [_statement(book, graph, iri, documents[graph]) for graph, iri in book.kind("Statement")]
    return tuple(sorted(found, key=lambda one: (one.release.iri, one.evidence, one.predicate, one.iri)))


def releases(quads: Iterable[Quad]) -> tuple[ReleaseRecord, ...]:
    """The releases whose graphs are among the quads, by address.

    Raises:
        VocabularyError: a release lacks what every one has.
    """
    return _releases(_Book(quads))


def nodes(quads: Iterable[Quad]) -> tuple[Node, ...]:
    """The things that releases describe, by address; one that several releases describe has the names of all.

    Raises:
        VocabularyError: a thing lacks what every one has.
    """
    book = _Book(quads)
    graphs: dict[str, list[str]] = defaultdict(list)
    for (graph, subject), row in sorted(book.rows.items()):
        if tel("mainType") in row and _is_release(graph):
            graphs[subject].append(graph)
    return tuple(_merge([_node(book, graph, iri) for graph in where]) for iri, where in sorted(graphs.items()))


def _merge(same: list[Node]) -> Node:
    first = min(same, key=lambda node: (_rank(node.link), node.label))
    labels = {node.label for node in same}
    names = {name for node in same for name in node.names} | labels
    types = {kind for node in same for kind in node.types}
    return Node(first.iri, first.label, first.type, tuple(sorted(types)), tuple(sorted(names - {first.label})), first.link)


def _rank(link: str | None) -> int:
    order = ("identifier", "exact", "alias", "normalised", "acronym", "context", "family", "new", "ambiguous")
    return order.index(link) if link in order else len(order)


def _releases(book: _Book) -> tuple[ReleaseRecord, ...]:
    return tuple(_release(book, graph) for graph, subject in book.kind("Release") if graph == subject)


def _release(book: _Book, iri: str) -> ReleaseRecord:
    return ReleaseRecord(
        iri=iri,
        id=local(iri),
        name=book.needed(iri, iri, tel("sourceName")),
        title=book.text(iri, iri, terms.TITLE),
        published=_day(book.text(iri, iri, terms.ISSUED)),
        language=book.needed(iri, iri, terms.LANGUAGE),
        media_type=book.needed(iri, iri, terms.FORMAT),
        digest=book.text(iri, iri, tel("sourceDigest")) or "",
        url=book.text(iri, iri, tel("sourceUrl")),
    )


def _node(book: _Book, graph: str, iri: str) -> Node:
    label = book.needed(graph, iri, terms.LABEL)
    if iri == graph:
        return Node(iri, label, "Release", ("Release",))
    link = book.text(graph, iri, tel("linkStatus"))
    names = {*book.texts(graph, iri, terms.ALIAS), *book.texts(graph, iri, tel("namedAs"))} - {label}
    return Node(
        iri=iri,
        label=label,
        type=local(book.needed(graph, iri, tel("mainType"))),
        types=tuple(local(kind) for kind in book.texts(graph, iri, terms.TYPE)),
        names=tuple(sorted(names)),
        link=local(link) if link else None,
    )


def _statement(book: _Book, graph: str, iri: str, release: ReleaseRecord) -> StatementRecord:
    status = book.text(graph, iri, tel("status"))
    quotes = sorted(_quote(book, graph, node) for node in book.texts(graph, iri, tel("evidence")))
    return StatementRecord(
        iri=iri,
        subject=_node(book, graph, book.needed(graph, iri, terms.SUBJECT)),
        predicate=local(book.needed(graph, iri, terms.PREDICATE)),
        object=_object(book, graph, iri),
        qualifiers=tuple(_qualifiers(book, graph, iri)),
        status=local(status) if status else None,
        date=book.text(graph, iri, tel("date")),
        earliest=_day(book.text(graph, iri, tel("earliest"))),
        latest=_day(book.text(graph, iri, tel("latest"))),
        confidence=float(book.needed(graph, iri, tel("confidence"))),
        rule=book.needed(graph, iri, tel("rule")),
        zone=local(book.needed(graph, iri, tel("zoneKind"))),
        asserted=book.needed(graph, iri, tel("asserted")) == "true",
        release=release,
        evidence=tuple(quotes),
        marks=tuple(sorted(_offsets(mark) for mark in book.texts(graph, iri, tel("marks")))),
    )


def _offsets(mark: str) -> tuple[int, int]:
    """The two numbers of a text fragment (RFC 5147)."""
    start, end = mark.rpartition("#char=")[2].split(",")
    return int(start), int(end)


def _object(book: _Book, graph: str, iri: str) -> Node | Value:
    term = next(iter(book.of(graph, iri).get(terms.OBJECT, [])), None)
    if isinstance(term, NamedNode):
        return _node(book, graph, term.value)
    stated = book.needed(graph, iri, terms.OBJECT)
    measured = (
        stated if isinstance(term, Literal) and term.datatype == terms.DECIMAL else book.text(graph, iri, tel("bitsPerSecond"))
    )
    return Value(
        text=stated,
        number=Decimal(measured) if measured else None,
        earliest=_day(book.text(graph, iri, tel("objectEarliest"))),
        latest=_day(book.text(graph, iri, tel("objectLatest"))),
    )


def _qualifiers(book: _Book, graph: str, iri: str) -> Iterable[tuple[str, Node | str]]:
    for name, qualifier in sorted(vocabulary().qualifiers.items()):
        if name not in ("status", "date"):
            for value in book.texts(graph, iri, tel(name)):
                yield name, _node(book, graph, value) if qualifier.range else value


def _quote(book: _Book, graph: str, iri: str) -> Quote:
    return Quote(
        start=int(book.needed(graph, iri, tel("start"))),
        end=int(book.needed(graph, iri, tel("end"))),
        text=book.text(graph, iri, tel("quote")),
        zone=local(book.needed(graph, iri, tel("zoneKind"))),
    )


def _day(stated: str | None) -> date | None:
    return date.fromisoformat(stated) if stated else None
