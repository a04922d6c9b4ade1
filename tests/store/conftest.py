"""A small invented world: releases with quads in the documented shape, and a graph in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher.model import Release, Span, Zone, ZoneKind, digest, entity_iri, release_id
from telegrapher.store import Change, Store
from telegrapher.store.graphs import CONTACTS, FACTS, release_graph

TEL = "https://w3id.org/telegrapher/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


@dataclass(frozen=True, slots=True)
class Sample:
    """A release and the quads an extractor would make of it."""

    release: Release
    quads: tuple[ox.Quad, ...]
    facts: tuple[ox.Quad, ...]


def sample(name: str, *deals: tuple[str, str, str], extra: str = "") -> Sample:
    """A release that says of each deal: carrier, vendor, product."""
    sentences = [f"{carrier} deploys {product} from {vendor}." for carrier, vendor, product in deals]
    text = "\n".join(["Invented news", *sentences, *([extra] if extra else [])])
    identity = release_id(text)
    release = Release(
        id=identity,
        name=name,
        text=text,
        zones=(Zone(ZoneKind.BODY, Span(0, len(text))),),
        title="Invented news",
        digest=digest(text),
    )
    graph = node(release_graph(identity))
    quads = [
        ox.Quad(graph, node(RDF + "type"), node(TEL + "Release"), graph),
        ox.Quad(graph, node(RDFS + "label"), ox.Literal(name), graph),
    ]
    facts = []
    for sentence, (carrier, vendor, product) in zip(sentences, deals, strict=True):
        start = text.index(sentence)
        subject, thing, maker = (
            node(entity_iri("organization", carrier)),
            node(entity_iri("product", product)),
            node(entity_iri("organization", vendor)),
        )
        for s, p, o in ((subject, "deploys", thing), (subject, "customerOf", maker)):
            statement = node(f"https://w3id.org/telegrapher/id/statement/{digest(identity, s.value, p, o.value)}")
            pairs = [
                (RDF + "type", node(TEL + "Statement")),
                (RDF + "subject", s),
                (RDF + "predicate", node(TEL + p)),
                (RDF + "object", o),
                (TEL + "quote", ox.Literal(sentence)),
                (TEL + "start", ox.Literal(str(start), datatype=node(XSD + "integer"))),
                (TEL + "end", ox.Literal(str(start + len(sentence)), datatype=node(XSD + "integer"))),
                (TEL + "confidence", ox.Literal("0.90", datatype=node(XSD + "decimal"))),
            ]
            quads += [ox.Quad(statement, node(key), value, graph) for key, value in pairs]
            facts.append(ox.Quad(s, node(TEL + p), o, node(FACTS)))
        facts += [
            ox.Quad(n, node(RDFS + "label"), ox.Literal(label), node(FACTS))
            for n, label in ((subject, carrier), (maker, vendor), (thing, product))
        ]
        quads.append(ox.Quad(subject, node("http://xmlns.com/foaf/0.1/phone"), node(f"tel:+10000{len(carrier)}"), node(CONTACTS)))
    return Sample(release, tuple(quads), tuple(facts))


@pytest.fixture
def make() -> Callable[..., Sample]:
    return sample


@pytest.fixture
def add() -> Callable[..., Change]:
    def put(store: Store, name: str, *deals: tuple[str, str, str], extra: str = "") -> Change:
        one = sample(name, *deals, extra=extra)
        return store.put(one.release, one.quads, one.facts)

    return put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "net.kg") as made:
        yield made
