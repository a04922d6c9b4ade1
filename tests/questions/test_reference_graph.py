"""What the tables say, as quads: nothing lost, nothing invented, in the graph once and only when it has changed."""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from questions.conftest import reference

from telegrapher import create, rdf
from telegrapher.model import RESOURCES
from telegrapher.pipeline import Setup, know
from telegrapher.reference import load, nothing
from telegrapher.reference.eras import eras
from telegrapher.reference.tables import TABLES
from telegrapher.store import Store
from telegrapher.store.graphs import REFERENCE

ORG = RESOURCES + "organization/"


def triples(quads: tuple[ox.Quad, ...]) -> set[tuple[str, str, str]]:
    return {(quad.subject.value, quad.predicate.value.rpartition("/")[2], quad.object.value) for quad in quads}


def has(quads: tuple[ox.Quad, ...], subject: str, predicate: str, value: str) -> bool:
    return any(s.endswith("/" + subject) and p.endswith(predicate) and v.endswith(value) for s, p, v in triples(quads))


@pytest.fixture(scope="module")
def quads() -> tuple[ox.Quad, ...]:
    return rdf.reference_quads(reference(), "one")


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("organization/nordwave", "location", "place/no"),
        ("organization/nordwave", "#altLabel", "Nordwave Networks"),
        ("organization/deepsea-works", "#subsidiaryOf", "organization/gigantel"),
        ("organization/nordwave", "#owns", "cable/blue-arc"),
        ("organization/westcom", "#owns", "cable/red-line"),
        ("organization/deepsea-works", "#builds", "cable/blue-arc"),
        ("organization/lumitron", "#offers", "product/lx-9"),
        ("product/lx-9", "#partOf", "product/lx"),
        ("cable/blue-arc", "#landsAt", "place/harbour-city"),
        ("cable/blue-arc", "#lengthKm", "1000"),
        ("place/harbour-city", "containedInPlace", "place/no"),
        ("place/harbour-city", "wgs84_pos#lat", "60.1"),
        ("technology/otn-switching", "#broader", "technology/otn"),
        ("technology/otn", "#definition", "a way to wrap signals"),
        ("event/2020-q4-lumitron", "startDate", "2020-10-01"),
        ("event/2020-q4-lumitron", "endDate", "2020-12-31"),
        ("event/2020-q4-lumitron", "resultingOrganization", "organization/gigantel"),
        ("organization/old-photonics", "isReplacedBy", "organization/photonia"),
        ("organization/lumitron/era/2020-10-01", "transitiveSubOrganizationOf", "organization/gigantel"),
        ("organization/lumitron/era/first", "endDate", "2020-09-30"),
    ],
)
def test_a_cell_becomes_a_triple(quads, subject, predicate, value) -> None:
    assert has(quads, subject, predicate, value)


def test_what_is_not_said_is_not_there(quads) -> None:
    assert not has(quads, "organization/lumitron", "isReplacedBy", "")
    assert not has(quads, "organization/lumitron/era/first", "#subsidiaryOf", "")
    assert not has(quads, "cable/red-line", "#lengthKm", "")


def test_all_stands_in_one_graph_sorted_and_without_nameless_nodes(quads) -> None:
    assert {quad.graph_name.value for quad in quads} == {REFERENCE}
    assert list(quads) == sorted(set(quads), key=str)
    assert not any(isinstance(end, ox.BlankNode) for quad in quads for end in (quad.subject, quad.object))
    assert quads == rdf.reference_quads(reference(), "one")


def test_the_digest_can_be_read_back(quads) -> None:
    assert rdf.reference_digest(quads) == "one"
    assert rdf.reference_digest(rdf.reference_quads(reference())) == ""


def test_every_column_of_every_table_is_said() -> None:
    """Each filled cell of the shipped tables leaves its value, or the thing that it names, in the graph."""
    known = load()
    quads = rdf.reference_quads(known)
    said: dict[str, set[str]] = {}
    for quad in quads:
        said.setdefault(quad.subject.value, set()).add(quad.object.value)
        if isinstance(quad.object, ox.NamedNode):
            said.setdefault(quad.object.value, set()).add(quad.subject.value)
    labels = {quad.subject.value: quad.object.value for quad in quads if quad.predicate.value.endswith("#label")}
    seen = set()
    for entry in known.entries:
        for fact in known.entry_facts(entry):
            if fact.column == "roles":
                continue
            seen.add(fact.column)
            near = said[entry.iri] | {labels.get(iri, "") for iri in said[entry.iri]}
            assert (fact.target or fact.value) in near or fact.column in ("length_km", "lat", "lon"), fact
    own = {"id", "name", "aliases", "needs_context", "source", "checked", "roles", "to"}
    assert {column for table in TABLES for column in table.columns} - own <= seen


def test_shipped_tables_take_less_than_a_second(tmp_path: Path) -> None:
    load()
    with Store.create(tmp_path / "a.kg") as store:
        start = time.process_time()
        know(store, Setup())
        first = time.process_time() - start
        start = time.process_time()
        know(store, Setup())
        again = time.process_time() - start
        assert sum(1 for _ in store.quads(REFERENCE)) > 10_000
    assert first < 3  # about 0.8 s; a busy machine gets some slack
    assert again < first / 5


def test_a_graph_takes_up_tables_that_have_changed(tmp_path: Path) -> None:
    header = (
        "id,name,aliases,roles,country,headquarters,ticker,website,parent,founded,ended,identifiers,needs_context,source,checked\n"
    )
    own = tmp_path / "own"
    own.mkdir()
    rows = own / "organisations.csv"
    ask = "SELECT ?n { GRAPH <%s> { <%sharbour-tel> <http://www.w3.org/2000/01/rdf-schema#label> ?n } }" % (REFERENCE, ORG)  # noqa: UP031
    with create(tmp_path / "a.kg") as graph:
        know(graph.store, Setup(reference="none"))
        assert not list(graph.store.quads(REFERENCE))
        for name in ("Harbour Tel", "Harbour Telecom"):
            rows.write_text(f"{header}harbour-tel,{name},,Carrier,,,,,,,,,,https://c.example,2026-01-31\n", encoding="utf-8")
            know(graph.store, Setup(reference=own))
            assert [str(row[0]) for row in graph.store.run(ask)] == [name]
            assert graph.store.run(f"ASK {{ GRAPH <{REFERENCE}> {{ <{ORG}nokia> ?p ?o }} }}").truth
        know(graph.store, Setup())
        assert graph.store.run(ask).rows == ()


def test_reference_stays_out_of_exports(world: Store) -> None:
    from telegrapher.store.export import exported_graphs

    assert REFERENCE in world.graphs()
    assert REFERENCE not in exported_graphs(world)


# -- eras


def test_eras_follow_each_other_without_gap() -> None:
    known = load()
    before = None
    for era in eras(known.lineage):
        assert not (era.start and era.end) or era.start <= era.end
        if before and before.iri == era.iri:
            assert era.start and before.end
            assert (era.start - before.end).days == 1
            assert (before.named, before.parent, before.top) != (era.named, era.parent, era.top)
        else:
            assert era.start is None
            assert before is None or before.end is None
        before = era


@pytest.mark.parametrize(
    ("iri", "day", "top"),
    [("te-subcom", "2020-01-01", "cerberus"), ("coriant", "2019-01-01", "infinera"), ("coriant", "2025-06-01", "nokia")],
)
def test_eras_of_shipped_companies(iri, day, top) -> None:
    (era,) = (
        era
        for era in eras(load().lineage)
        if era.iri == ORG + iri and (not era.start or era.start.isoformat() <= day) and (not era.end or day <= era.end.isoformat())
    )
    assert era.top == ORG + top


def test_nothing_has_no_eras() -> None:
    assert list(eras(nothing().lineage)) == []


def test_readers_of_statements_do_not_pass_through_it(world: Store) -> None:
    told = set(world.told())
    assert REFERENCE not in {quad.graph_name.value for quad in told}
    assert rdf.statements(told) == rdf.statements(world.quads())
    assert rdf.nodes(world.told(contacts=False)) == rdf.nodes(world.quads())
