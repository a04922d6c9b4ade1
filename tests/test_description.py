from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher import rdf
from telegrapher.rdf import terms
from telegrapher.rdf.terms import tel
from telegrapher.store.graphs import known_graph
from telegrapher.store.shapes import check_shapes

PREFIXES = (
    "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/> "
)
WHOLE = "<https://w3id.org/telegrapher/id/dataset>"
NOON = datetime.datetime(2024, 5, 6, 12, 0, 7, 99, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))


@pytest.fixture(scope="module")
def quads() -> tuple[ox.Quad, ...]:
    said = tuple(ox.parse((Path(__file__).parent / "ontology" / "good.trig").read_bytes(), format=ox.RdfFormat.TRIG))
    return (*said, *rdf.facts_of(said))


def ask(quads: tuple[ox.Quad, ...], pattern: str) -> bool:
    store = ox.Store()
    store.extend(quads)
    return bool(store.query(f"{PREFIXES} ASK {{ GRAPH {rdf.DESCRIPTION} {{ {pattern} }} }}"))


def test_description_counts(quads: tuple[ox.Quad, ...]) -> None:
    found = rdf.description(quads, title="Test", version="1.2")
    counted = [quad for quad in quads if quad.graph_name != terms.CONTACTS]
    assert len(counted) < len(quads)
    assert ask(
        found, f"{WHOLE} a void:Dataset, dcat:Dataset ; dcterms:title 'Test' ; void:triples {len(counted)} ; void:documents 1"
    )
    assert ask(found, f"{WHOLE} void:classPartition [ void:class {tel('Organization')} ; void:entities 2 ]")
    deploys = sum(quad.predicate == tel("deploys") for quad in counted)
    assert deploys == 1
    assert ask(found, f"{WHOLE} void:propertyPartition [ void:property {tel('deploys')} ; void:triples {deploys} ]")
    facts = sum(quad.graph_name == terms.FACTS for quad in quads)
    assert ask(found, f"{WHOLE} void:subset {terms.FACTS} . {terms.FACTS} void:triples {facts}")
    assert ask(found, f"{WHOLE} dcterms:temporal [ dcat:startDate ?day ; dcat:endDate ?day ]")
    assert not ask(found, f"{WHOLE} void:propertyPartition [ void:property {tel('phone')} ]")


def test_description_is_stable_and_does_not_count_itself(quads: tuple[ox.Quad, ...]) -> None:
    found = rdf.description(quads, title="Test", version="1.2")
    assert rdf.description([*reversed(quads), *found], title="Test", version="1.2") == found
    assert known_graph(rdf.DESCRIPTION.value)
    assert not any(isinstance(term, ox.BlankNode) for quad in found for term in (quad.subject, quad.object))


def test_empty_graph_is_described_too() -> None:
    found = rdf.description([], title="Nothing", version="1")
    assert ask(found, f"{WHOLE} void:triples 0")
    assert not ask(found, f"{WHOLE} dcterms:temporal ?period")


def test_run_is_recorded_in_its_own_graph() -> None:
    found = rdf.run("00112233445566aa", version="1.2", started=NOON, settings={"reference": "none", "jobs": "2"})
    assert {quad.graph_name for quad in found} == {terms.RUNS}
    assert check_shapes(found) == ()
    values = {quad.object.value for quad in found if isinstance(quad.object, ox.Literal)}
    assert values == {"1.2", "2024-05-06T10:00:07Z", "reference: none", "jobs: 2"}
    other = rdf.run("ffeeddccbbaa9988", version="1.2", started=NOON, settings={"jobs": "2", "reference": "none"})
    assert {quad.subject for quad in found} & {quad.subject for quad in other}
    with pytest.raises(ValueError, match="time zone"):
        rdf.run("00112233445566aa", version="1", started=datetime.datetime(2024, 5, 6))


def test_malformed_run_is_seen() -> None:
    found = [
        quad for quad in rdf.run("00112233445566aa", version="1.2", started=NOON) if "softwareVersion" not in quad.predicate.value
    ]
    assert {one.message for one in check_shapes(found)} == {"a run names the version of the program"}
