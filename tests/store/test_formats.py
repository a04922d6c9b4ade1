"""Answers as text."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from telegrapher.errors import QueryError
from telegrapher.store import Result, Term
from telegrapher.store.formats import FORMATS, to_csv, to_table, to_tsv, write

TEL = "https://w3id.org/telegrapher/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RESULT = Result(
    ("who", "what"),
    (
        (Term(TEL + "Vendor", "iri"), Term('=HYPERLINK("x")')),
        (Term("urn:a", "iri"), Term("-5", datatype=XSD + "integer")),
        (None, Term('caf\u00e9\t"q"\\\nline', language="fr")),
        (Term("\u6d77\u5e95\u30b1\u30fc\u30d6\u30eb"), Term("x" * 80)),
    ),
)


def test_a_table_is_aligned_and_safe_for_terminals():
    text = to_table(RESULT)
    lines = text.splitlines()
    assert lines[0].split() == ["who", "what"]
    assert lines[2].startswith("tel:Vendor")
    assert lines[-1].endswith("…")
    assert len(lines) == 6
    assert to_table(Result(("a",), ((Term("\x1b[31mred\x07"),),))).splitlines()[-1] == " [31mred"


def test_csv_runs_no_formula_but_keeps_numbers():
    rows = list(csv.reader(io.StringIO(to_csv(RESULT))))
    assert rows[0] == ["who", "what"]
    assert rows[1] == [TEL + "Vendor", '\'=HYPERLINK("x")']
    assert rows[2] == ["urn:a", "-5"]
    raw = list(csv.reader(io.StringIO(to_csv(RESULT, raw=True))))
    assert raw[1][1] == '=HYPERLINK("x")'
    for start in "=+-@\t\r":
        assert to_csv(Result(("a",), ((Term(start + "cmd"),),))).splitlines()[1].lstrip('"').startswith("'")


def test_tsv_and_json_lose_nothing():
    for text, form in ((to_tsv(RESULT), ox.QueryResultsFormat.TSV), (write(RESULT, "json"), ox.QueryResultsFormat.JSON)):
        assert Result.of(ox.parse_query_results(text, format=form)) == RESULT
    assert json.loads(write(RESULT, "json"))["head"]["vars"] == ["who", "what"]


def test_turtle_comes_from_triples_only(store, add):
    add(store, "one", ("Nordwave", "Lumitron", "LX-9"))
    found = store.run("CONSTRUCT WHERE { ?s ?p ?o }")
    text = write(found, "turtle")
    assert "tel:deploys" in text
    assert {str(quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)} == {
        str(quad.triple) for quad in store.quads("https://w3id.org/telegrapher/id/graph/facts")
    }
    with pytest.raises(QueryError, match="CONSTRUCT"):
        write(RESULT, "turtle")
    with pytest.raises(QueryError, match="choose one of table, csv"):
        write(RESULT, "docx")


def test_truth_is_written_in_every_tabular_format():
    yes = Result((), (), truth=True)
    assert [write(yes, form) for form in FORMATS if form != "turtle"] == [
        "yes\n",
        "truth\ntrue\n",
        "?truth\ntrue\n",
        '{"head": {}, "boolean": true}\n',
    ]


def test_an_empty_answer_still_names_its_columns():
    empty = Result(("a", "b"), ())
    assert [write(empty, form).splitlines()[0] for form in ("table", "csv", "tsv")] == ["a  b", "a,b", "?a\t?b"]
    assert json.loads(write(empty, "json"))["results"]["bindings"] == []


def test_values_are_plain():
    assert not Result((), (), truth=False)
    assert not Result(("a",), ())
    assert bool(RESULT)
    assert len(list(RESULT)) == len(RESULT) == 4
    assert str(Term.of(ox.Literal("a", language="en"))) == "a"
    assert Term.of(ox.BlankNode("b")) == Term("b", "blank")
