"""The graph as a file and as rdflib objects."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher.errors import StoreError
from telegrapher.rdf import DESCRIPTION
from telegrapher.store import Store
from telegrapher.store.description import described
from telegrapher.store.export import EXPORTS, export, exported_graphs, save
from telegrapher.store.graphs import CONTACTS, FACTS, PRIVATE, REFERENCE
from telegrapher.store.shapes import check_shapes
from telegrapher.store.view import as_dataset, as_graph

A = ("Nordwave", "Lumitron", "LX-9")
B = ('S\u00fcdlink "K"\\', "Photonia\n", "P7")
C = ("Eastel", "Photonia", "P8")
WHOLE = "https://w3id.org/telegrapher/id/dataset"
FORMS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.fixture
def full(store, add):
    add(store, "one", A, B)
    add(store, "two", A)
    store.put_graph(
        REFERENCE, [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c", language="de"), ox.NamedNode(REFERENCE))]
    )
    return store


def text(store: Store, form: str, *, private: bool = False) -> bytes:
    out = io.BytesIO()
    export(store, out, form, private=private)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("private", [False, True])
def test_what_is_written_can_be_read_back_whole(full, form, private):
    quads = list(ox.parse(text(full, form, private=private), format=FORMS[form]))
    read = {str(quad) for quad in quads if quad.graph_name != DESCRIPTION}
    assert read == {str(quad) for quad in full.quads() if private or quad.graph_name.value not in PRIVATE}
    shown = {quad for quad in quads if quad.graph_name == DESCRIPTION}
    assert shown == set(described(full, exported_graphs(full, private=private)))
    assert (CONTACTS in str(read)) == (REFERENCE in str(read)) == private


def triples(store: Store, graph: str) -> int | None:
    """How many triples the description says that a graph has."""
    found = [quad for quad in described(store, exported_graphs(store)) if quad.subject.value == graph]
    return next((int(quad.object.value) for quad in found if quad.predicate.value.endswith("#triples")), None)


def test_a_description_is_in_step_with_what_is_added_and_removed(full, add):
    before = described(full, exported_graphs(full))
    assert check_shapes(before) == ()
    assert triples(full, FACTS) == len(list(full.quads(FACTS)))
    add(full, "three", C)
    assert check_shapes(described(full, exported_graphs(full))) == ()
    assert triples(full, FACTS) == len(list(full.quads(FACTS)))
    assert triples(full, WHOLE) == sum(1 for quad in full.quads() if quad.graph_name.value not in PRIVATE)
    full.remove("three")
    assert described(full, exported_graphs(full)) == before
    for entry in full.releases():
        full.remove(entry.name)
    assert triples(full, FACTS) is None
    assert check_shapes(described(full, exported_graphs(full))) == ()


def test_turtle_has_the_facts(full):
    read = {str(quad.triple) for quad in ox.parse(text(full, "turtle"), format=ox.RdfFormat.TURTLE)}
    assert read == {str(quad.triple) for quad in full.quads(FACTS)}


@pytest.mark.parametrize("form", EXPORTS)
def test_the_same_graph_gives_the_same_bytes(full, form, add, tmp_path):
    with Store.create(tmp_path / "other.kg") as other:
        other.put_graph(REFERENCE, list(full.quads(REFERENCE)))
        for name, deals in (("two", (B,)), ("one", (A, B)), ("two", (A,))):
            add(other, name, *deals)
        assert text(other, form, private=True) == text(full, form, private=True)


def test_bytes_do_not_hang_on_the_hash_seed(full, tmp_path):
    full.close()
    script = (
        "import sys; from pathlib import Path; from telegrapher.store import Store; from telegrapher.store.export import save\n"
    )
    script += "with Store.open(sys.argv[1], read_only=True) as s:\n  for f in ('trig', 'jsonld'): save(s, Path(sys.argv[2] + f), f)"
    seen = set()
    for seed in ("1", "2"):
        target = str(tmp_path / seed)
        subprocess.run(
            [sys.executable, "-c", script, str(full.path), target], check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        seen.add(Path(target + "trig").read_bytes() + Path(target + "jsonld").read_bytes())
    assert len(seen) == 1


def test_a_file_is_whole_or_not_there(full, tmp_path):
    save(full, tmp_path / "x.nq", "nquads")
    assert (tmp_path / "x.nq").read_bytes() == text(full, "nquads")
    for path, form in ((tmp_path / "none" / "x.nq", "nquads"), (tmp_path / "y.nq", "rdfxml")):
        with pytest.raises(StoreError) as caught:
            save(full, path, form)
        assert "\n" not in str(caught.value)
    save(full, tmp_path / "x.nq", "trig")
    full.close()
    with pytest.raises(StoreError, match="closed"):
        save(full, tmp_path / "x.nq", "nquads")
    assert b"@prefix" in (tmp_path / "x.nq").read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["x.nq"]


def test_rdflib_sees_the_same_triples(full):
    graph = as_graph(full)
    assert len(graph) == len(list(full.quads(FACTS)))
    assert {f"{s.n3()} {p.n3()} {o.n3()}" for s, p, o in graph if "\n" not in o} >= {
        str(quad.triple) for quad in full.quads(FACTS) if "customerOf" in str(quad)
    }
    dataset = as_dataset(full)
    named = {str(found.identifier): len(found) for found in dataset.graphs() if len(found)}
    assert named == {name: len(list(full.quads(name))) for name in full.graphs() if name not in PRIVATE}
    everything = as_dataset(full, private=True)
    lines = {f"{s.n3()} {p.n3()} {o.n3()} {g}" for g in map(str, full.graphs()) for s, p, o in everything.graph(g) if "\n" not in o}
    assert lines >= {
        f"{quad.triple} {quad.graph_name.value}" for quad in full.quads() if "^^" not in str(quad) and "\\n" not in str(quad)
    }
    assert [str(row.n) for row in graph.query("SELECT (COUNT(*) AS ?n) { ?s tel:deploys ?o }")] == ["2"]
