from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher import rdf
from telegrapher.model import RESOURCES
from telegrapher.rdf import terms
from telegrapher.rdf.terms import tel
from telegrapher.store import graphs
from telegrapher.store.graphs import known_graph
from telegrapher.store.shapes import check_shapes, check_with_pyshacl

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
    found = rdf.description(quads, title="Test", licence="https://licence.example/", version="1.2")
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
    assert ask(
        found, f"{WHOLE} dcterms:license <https://licence.example/> ; dcterms:rights ?rights ; void:distinctObjects ?objects"
    )
    assert ask(found, f"{WHOLE} void:vocabulary <https://w3id.org/telegrapher/ontology> , <http://www.w3.org/2004/02/skos/core#>")
    assert ask(found, f"{WHOLE} void:subset <{WHOLE[1:-1]}/releases> . <{WHOLE[1:-1]}/releases> void:documents 1")
    assert ask(found, f"{terms.FACTS} dcterms:description ?purpose . FILTER(STRLEN(?purpose) > 20)")
    assert not ask(found, "?any void:sparqlEndpoint ?endpoint")


def test_description_is_stable_and_does_not_count_itself(quads: tuple[ox.Quad, ...]) -> None:
    found = rdf.description(quads, title="Test", version="1.2")
    assert rdf.description([*reversed(quads), *found], title="Test", version="1.2") == found
    assert known_graph(rdf.DESCRIPTION.value)
    assert not any(isinstance(term, ox.BlankNode) for quad in found for term in (quad.subject, quad.object))


def test_parts_of_one_name_in_two_vocabularies_stay_apart(quads: tuple[ox.Quad, ...]) -> None:
    kind = ox.NamedNode("http://purl.org/dc/terms/type")
    found = rdf.description([*quads, ox.Quad(ox.NamedNode("urn:x"), kind, ox.Literal("family"), terms.REFERENCE)], version="1")
    assert check_shapes(found) == check_with_pyshacl(found) == ()
    assert ask(found, f"{WHOLE} void:propertyPartition [ void:property {kind} ; void:triples 1 ]")


def test_every_graph_of_ours_has_a_purpose() -> None:
    node = ox.NamedNode("urn:x")
    names = [graph for graph in vars(graphs).values() if isinstance(graph, str) and graph.startswith(f"{RESOURCES}graph/")]
    names = [*names, graphs.import_graph("cable-map")]
    found = rdf.description([ox.Quad(node, terms.LABEL, ox.Literal("x"), ox.NamedNode(name)) for name in names], version="1")
    titles = {quad.object.value for quad in found if quad.predicate == terms.TITLE and "/graph/" in quad.subject.value}
    assert {"Facts", "Inferences", "Reference knowledge", "Runs", "Curation", "Imported: cable-map"} <= titles
    assert "Contacts" not in titles


def test_a_damaged_description_is_seen(quads: tuple[ox.Quad, ...]) -> None:
    found = rdf.description(quads, version="1.2")
    for predicate, message in (
        ("license", "a dataset has one licence, an address"),
        ("class", "a part by class names one class"),
        ("entities", "a part by class has one number of things"),
        ("property", "a part by property names one property"),
        ("description", "a described graph says what it is for"),
    ):
        damaged = [quad for quad in found if quad.predicate.value.rpartition("#")[2].rpartition("/")[2] != predicate]
        assert message in {one.message for one in check_shapes(damaged)} & {one.message for one in check_with_pyshacl(damaged)}


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
