"""Foreign queries on a real graph: answers, limits, and a caller that survives everything."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from telegrapher.errors import QueryError
from telegrapher.store import Store
from telegrapher.store.guard import Caps
from telegrapher.store.isolation import Limits

A = ("Nordwave", "Lumitron", "LX-9")
B = ("Southlink", "Lumitron", "LX-9")
NO_CAPS = Caps(size=1 << 20, nesting=1 << 20, patterns=1 << 20, operators=1 << 20, clauses=1 << 20)
ALL = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"


@pytest.fixture
def full(store, add):
    add(store, "one", A, B)
    return store


def test_both_ways_give_the_same_answer(full):
    for query in (
        ALL,
        "ASK { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "SELECT ?x ?n { VALUES ?n { 1.50 'a'@en true } OPTIONAL { ?x <urn:none> ?n } } ORDER BY ?n",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    ):
        assert full.query(query) == full.run(query)
    assert full.query("ASK { <urn:a> ?p ?o }").truth is False


def test_the_usual_prefixes_are_known_and_can_be_overruled(full):
    query = "SELECT ?s ?o { ?s tel:deploys ?o } ORDER BY ?s"
    declared = "PREFIX tel: <https://w3id.org/telegrapher/ontology#> " + query
    assert full.query(query) == full.run(query) == full.run(declared)
    assert len(full.run(query)) == 2
    assert not full.run("PREFIX tel: <urn:other#> " + query)


def test_answers_follow_the_writer(full, add):
    before = len(full.query(ALL))
    add(full, "two", ("Eastnet", "Photonia", "P7"))
    assert len(full.query(ALL)) == len(full.run(ALL)) > before


def test_a_reader_answers_too(full):
    with Store.open(full.path, read_only=True) as reader:
        assert reader.query(ALL) == full.run(ALL)
    assert (full.path / "snapshots").exists() is False


def test_wrong_sparql_is_one_line(full):
    for ask in (full.query, full.run):
        with pytest.raises(QueryError, match=r"the SPARQL is wrong: error at 1:\d+") as caught:
            ask("SELECT * { ?s ?p }")
        assert "\n" not in str(caught.value)
        with pytest.raises(QueryError):
            ask("SELECT * { ?s nobody:knows ?o }")


def test_a_query_that_takes_too_long_is_ended(full):
    product = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(9))
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"longer than 0\.7 s"):
        full.query(f"SELECT (COUNT(*) AS ?n) {{ {product} }}", limits=Limits(seconds=0.7))
    assert time.monotonic() - start < 10
    assert full.query("ASK { ?s ?p ?o }").truth


def test_a_query_that_eats_memory_is_ended(full):
    limits = Limits(seconds=60, memory=200 << 20)
    assert full.query("ASK { ?s ?p ?o }", limits=limits).truth
    product = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(8))
    with pytest.raises(QueryError, match="memory"):
        full.query(f"SELECT * {{ {product} }} ORDER BY ?o1 ?o2 ?o3", limits=limits)
    assert full.query("ASK { ?s ?p ?o }").truth


def test_an_answer_that_is_too_large_is_ended(full):
    product = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6))
    with pytest.raises(QueryError, match="larger than 1 MB"):
        full.query(f"SELECT * {{ {product} }}", limits=Limits(size=1 << 20))
    assert full.query("ASK { ?s ?p ?o }").truth


def test_the_caller_survives_what_the_guard_would_have_stopped(full):
    """The second wall: without caps the child dies, or is ended, and the next query is answered."""
    shapes = (
        "SELECT * { BIND(" + "STR(" * 60000 + "1" + ")" * 60000 + " AS ?x) }",
        "SELECT * {" + "".join(f"?a{n} ?b ?a{n + 1}." for n in range(250)) + "}",
    )
    for shape in shapes:
        with pytest.raises(QueryError, match=r"memory|longer than"):
            full.query(shape, limits=replace(Limits(seconds=3), caps=NO_CAPS))
        assert full.query("ASK { ?s ?p ?o }").truth


def test_the_largest_queries_that_pass_the_guard_do_not_end_the_child(full):
    caps = Caps()
    shapes = (
        "SELECT * { BIND(" + "STR(" * (caps.nesting - 2) + "1" + ")" * (caps.nesting - 2) + " AS ?x) }",
        "SELECT * { BIND(" + "+".join(["1"] * caps.operators) + " AS ?x) }",
        "SELECT * { FILTER(" + "||".join(["1=2"] * (caps.operators // 2)) + ") }",
        "SELECT * " + "{" * caps.nesting + "}" * caps.nesting,
        "SELECT * {" + "UNION".join(["{}"] * (caps.clauses + 1)) + "}",
        "SELECT * {" + "".join(f"BIND(1 AS ?a{n})" for n in range(caps.clauses)) + "}",
        "SELECT * { ?s " + "|".join(["a"] * (caps.patterns + 1)) + " ?o }",
        "SELECT * { VALUES ?s { " + "<urn:a> " * 7000 + "} ?s ?p ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (" + ",".join(map(str, range(9000))) + ")) }",
    )
    child = None
    for shape in shapes:
        full.query(shape, limits=Limits(seconds=20))
        child = child or full._engine._child
        assert full._engine._child is child


def test_a_store_that_nobody_closes_leaves_nothing_behind(full):
    reader = Store.open(full.path, read_only=True)
    reader.query("ASK { ?s ?p ?o }")
    child = reader._engine._child
    assert child is not None
    assert len(list((full.path / "snapshots").iterdir())) == 1
    del reader
    gc.collect()
    assert child.poll() is not None
    assert not (full.path / "snapshots").exists()


def test_closing_ends_a_running_query(full):
    product = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(9))
    reader = Store.open(full.path, read_only=True)
    end = threading.Timer(0.4, reader.close)
    end.start()
    start = time.monotonic()
    with pytest.raises(QueryError):
        reader.query(f"SELECT (COUNT(*) AS ?n) {{ {product} }}")
    end.join()
    assert time.monotonic() - start < 15


def test_a_child_ends_with_its_parent(full, tmp_path):
    script = """
import sys, threading
from telegrapher.store import Store
reader = Store.open(sys.argv[1], read_only=True)
reader.query("ASK { ?s ?p ?o }")
print(reader._engine._child.pid, flush=True)
reader.query("SELECT (COUNT(*) AS ?n) {" + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(9)) + "}")
"""
    parent = subprocess.Popen([sys.executable, "-c", script, str(full.path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    for _ in range(400):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the child goes on")
