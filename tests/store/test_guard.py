"""Which foreign queries may pass, and that those which may not end quickly in one line."""

from __future__ import annotations

import time

import pytest

from telegrapher.errors import QueryError
from telegrapher.store.graphs import FACTS
from telegrapher.store.guard import check

PASS = [
    "SELECT * { ?s ?p ?o }",
    "ask{}",
    "PREFIX tel: <https://w3id.org/telegrapher/ontology#>\nSELECT ?s { ?s tel:deploys ?o . FILTER(?o != tel:SERVICE) }",
    "SELECT ?service ?load { ?service <urn:service> 'SERVICE <http://x>' } # SERVICE <http://x> {}",
    'SELECT * { ?s ?p """it\'s "SERVICE" <http://x> {"""@en }',
    "SELECT * { ?s tel:service/tel:load ?o }",
    "PREFIX g: <https://w3id.org/telegrapher/id/graph/> SELECT * FROM g:facts FROM NAMED g:runs { ?s ?p ?o }",
    f"SELECT * FROM <{FACTS}> {{ ?s ?p ?o }}",
    "SELECT * { ?s ?p ?o FILTER(?s<?p&&?o>?s) }",
    "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a ?t } } GROUP BY ?t HAVING(?n > 1.5e3) ORDER BY DESC(?n) LIMIT 5",
    "DESCRIBE <urn:a>",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "SELECT * { VALUES ?s { " + "<urn:a> " * 5000 + "} ?s ?p ?o }",
    "SELECT * { VALUES (?s ?o) { " + "(<urn:a> 1) " * 4000 + "} ?s ?p ?o }",
    "SELECT * { ?s ?p ?o FILTER(?o IN (" + ",".join(map(str, range(9000))) + ")) }",
    "SELECT * {" + " ".join(f"?s <urn:p{n}> ?o{n} ." for n in range(60)) + "}",
    "SELECT * { ?s ?p ?o } VALUES (?s) { (<urn:x>) }",
]

REACHING = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    "PREFIX x: <http://127.0.0.1:1/> SELECT * { ?s ?p ?o . SERVICE x:y {} }",
    "PREFIX x: <http://127.0.0.1:1/> SELECT * { ?s ?p true SERVICESILENTx:a {} }",
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:1/> {} }",
    "SELECT*{?s ?p 5SERVICE<http://127.0.0.1:1/>{}}",
    "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> {} } }",
    "SELECT * { ?s ?p '#' . SERVICE <http://127.0.0.1:1/#> {} }",
    "SELECT * { ?s ?p <urn:a#b> .SERVICE <http://127.0.0.1:1/>{} }",
    "LOAD <http://127.0.0.1:1/>",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX g: <http://127.0.0.1:1/> SELECT * FROM g:a { ?s ?p ?o }",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
]

WRONG = [
    "",
    "# nothing",
    'SELECT * { ?s ?p "open }',
    "SELECT * { ?s ?p ?o ) }",
    "SELECT * { ?s \\u0053ERVICE ?o }",
    "PREFIX a: <urn:a>",
    "hello",
]

SHAPES = {
    "nested calls": "SELECT * { BIND(" + "STR(" * 1000 + "1" + ")" * 1000 + " AS ?x) }",
    "nested groups": "SELECT * " + "{" * 4000 + "}" * 4000,
    "chain of BIND": "SELECT * {" + "".join(f"BIND(1 AS ?a{n})" for n in range(3900)) + "}",
    "brackets": "SELECT * { BIND(" + "(" * 8000 + "1" + ")" * 8000 + " AS ?x) }",
    "chain of UNION": "SELECT * {" + "UNION".join(["{}"] * 8000) + "}",
    "sum": "SELECT * { BIND(" + "+".join(["1"] * 8000) + " AS ?x) }",
    "alternatives": "SELECT * { FILTER(" + "||".join(["1"] * 16000) + ") }",
    "path alternatives": "SELECT * { ?s " + "|".join(["a"] * 16000) + " ?o }",
    "many patterns": "SELECT * {" + "".join(f"?a{n} ?b ?a{n + 1}." for n in range(250)) + "}",
    "chain of OPTIONAL": "SELECT * {" + "".join(f"OPTIONAL{{?a{n} ?b ?a{n + 1}}}" for n in range(250)) + "}",
    "long path": "SELECT * { ?s " + "/".join(["a"] * 1000) + " ?o }",
    "patterns without stops": "SELECT * {" + "".join(f"{{?a{n} ?b ?a{n + 1}}}" for n in range(250)) + "}",
    "long list": "SELECT * { ?s ?p (" + "1 " * 1000 + ") }",
    "patterns hidden in a list of values": "ASK { FILTER(1 IN (EXISTS {" + "?s ?p ?o. " * 300 + "})) }",
    "sum hidden in what looks like an IRI": "ASK { FILTER(?a<" + "+".join(["1"] * 8000) + ">2) }",
    "calls hidden in what looks like an IRI": "ASK { FILTER(?a<" + "x:f(" * 4000 + "1" + ")" * 4000 + ">2) }",
    "negations": "ASK { FILTER(" + "!" * 16000 + "true) }",
    "sub-queries": "SELECT * {" * 300 + "}" * 300,
    "nested terms": "ASK { ?s ?p " + "<<( ?s ?p " * 1000 + "1" + " )>>" * 1000 + " }",
    "size": "SELECT * { ?s ?p '" + "x" * 70000 + "' }",
}


@pytest.mark.parametrize("query", PASS, ids=range(len(PASS)))
def test_harmless_queries_pass(query):
    check(query)


@pytest.mark.parametrize("query", REACHING, ids=range(len(REACHING)))
def test_what_reaches_out_or_writes_is_refused(query):
    with pytest.raises(QueryError, match="refused"):
        check(query)


@pytest.mark.parametrize("query", WRONG, ids=range(len(WRONG)))
def test_what_is_no_query_is_refused(query):
    with pytest.raises(QueryError, match="wrong"):
        check(query)


@pytest.mark.parametrize("shape", SHAPES)
def test_odd_shapes_are_refused_quickly(shape):
    start = time.process_time()
    with pytest.raises(QueryError) as caught:
        check(SHAPES[shape])
    assert time.process_time() - start < 0.5
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_the_shape_tells_form_and_graphs():
    shape = check(f"SELECT * FROM <{FACTS}> {{ ?s ?p ?o }}")
    assert (shape.form, shape.dataset, shape.named_graphs) == ("select", True, False)
    assert check("ASK { GRAPH ?g { ?s ?p ?o } }").named_graphs
    assert not check("ASK { ?s ?p 'GRAPH' }").named_graphs
    assert check("PREFIX a: <urn:a> ASK { ?s a:b 'c:d', <e:f>, tel:g }").undeclared == {"tel"}
