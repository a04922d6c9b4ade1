"""What was imported is kept apart from what releases say, and from what is passed on."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import telegrapher
from telegrapher.cli import main
from telegrapher.errors import UnknownNameError
from telegrapher.questions import questions

SAMPLES = Path(__file__).parents[2] / "data" / "imports"
RELEASES = Path(__file__).parents[2] / "data" / "releases"
MARKS = (b"cable-map", b"wikidata-", b"Gullnet")


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    """The same releases without and with imports."""
    place = tmp_path_factory.mktemp("twins")
    names = ("2018-01-havfrue-contract.md", "2014-05-20-bics-infinera-award.txt")
    with telegrapher.create(place / "plain.kg") as graph:
        graph.add(*(RELEASES / name for name in names), jobs=1)
    shutil.copytree(place / "plain.kg", place / "both.kg")
    with telegrapher.create(place / "plain.kg") as plain, telegrapher.create(place / "both.kg") as both:
        both.import_cable_map(SAMPLES / "cable-map")
        both.import_wikidata(telegrapher.wikidata_files(SAMPLES / "wikidata.ttl"), groups=("cables", "companies"))
        yield plain, both


def exported(graph, form: str, **more: object) -> bytes:
    stream = io.BytesIO()
    graph.export(form, stream, **more)
    return stream.getvalue()


@pytest.mark.parametrize("name", sorted(questions()))
def test_no_question_sees_imports(twins, name):
    plain, both = twins
    assert both.ask(name) == plain.ask(name)


def test_a_query_without_graph_sees_no_imports(twins):
    plain, both = twins
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    assert both.sparql(query) == plain.sparql(query)
    asked = (
        "SELECT ?l { GRAPH <https://w3id.org/telegrapher/id/graph/import/wikidata> { ?s rdfs:label ?l FILTER(?l = 'Gullnet') } }"
    )
    assert len(both.sparql(asked)) == 1


def test_names_and_things_are_those_of_releases(twins):
    plain, both = twins
    assert both.entities() == plain.entities()
    assert both.names() == plain.names()
    assert both.unlinked() == plain.unlinked()
    assert {**both.stats().things, **both.stats().relations} == {**plain.stats().things, **plain.stats().relations}
    with pytest.raises(UnknownNameError):
        both.show("Gullnet")


@pytest.mark.parametrize("form", telegrapher.api.EXPORTS)
@pytest.mark.parametrize("private", [False, True])
def test_no_export_has_imports_unless_asked_for(twins, form, private):
    _, both = twins
    body = exported(both, form, private=private)
    assert body
    assert not any(mark in body for mark in MARKS)


@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld"])
def test_imports_go_along_by_name(twins, form):
    plain, both = twins
    one = exported(both, form, imports=("wikidata",))
    assert b"Gullnet" in one
    assert b"https://creativecommons.org/publicdomain/zero/1.0/" in one
    assert b"cable-map" not in one
    assert b"by-nc-sa" in exported(both, form, imports=("wikidata", "cable-map"))
    assert exported(both, form) == exported(both, form)
    with pytest.raises(UnknownNameError, match="nothing was imported as 'atlas'; there is cable-map, wikidata"):
        exported(both, form, imports=("atlas",))
    with pytest.raises(UnknownNameError, match="there is no import"):
        exported(plain, form, imports=("wikidata",))


def test_rdflib_gets_no_imports(twins):
    _, both = twins
    assert not any("import" in str(name.identifier) for name in both.to_rdflib().graphs())


def test_removing_releases_leaves_imports(tmp_path):
    with telegrapher.create(tmp_path / "a.kg") as graph:
        graph.add(RELEASES / "2018-01-google-curie-subcom.txt", jobs=1, setup=telegrapher.Setup(stages=("gazetteer", "shapes")))
        graph.import_cable_map(SAMPLES / "cable-map")
        graph.remove("2018-01-google-curie-subcom")
        assert graph.stats().imports[0].things == 17
        assert graph.check() == ()
    with telegrapher.open_graph(tmp_path / "a.kg") as graph:  # a reader, on its own copy
        assert [one.name for one in graph.stats().imports] == ["cable-map"]


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: object
    out: str
    err: str


@pytest.fixture
def run(capsys) -> Callable[..., Ran]:
    def command(*words: object) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return Ran(ended.value.code, said.out, said.err)

    return command


def test_the_command_line_does_the_same(run, tmp_path):
    graph = tmp_path / "a.kg"
    found = run("reference", "import", "cable-map", SAMPLES / "cable-map", "-g", graph, "--retrieved", "2026-10-02")
    assert found.status == 0
    assert found.out.startswith("cable-map: added; 17 things, ")
    assert "www.tern.example" in found.err
    found = run("reference", "import", "wikidata", "-g", graph, "--from", SAMPLES / "wikidata.ttl", "--group", "cables", "--json")
    assert json.loads(found.out)["change"] == "added"
    told = run("stats", "-g", graph).out.splitlines()
    assert told[-2].startswith("imported cable-map (as of 2026-10-01, fetched 2026-10-02): 17 things, ")
    assert told[-1].startswith("imported wikidata (as of 2026-10-02): ")
    assert "CC BY-NC-SA" in told[-2]
    for more, there in (((), False), (("--private",), False), (("--imported", "cable-map"), True)):
        run("export", "nquads", "-g", graph, "-o", tmp_path / "out.nq", *more)
        assert ("Gull Arc" in (tmp_path / "out.nq").read_text(encoding="utf-8")) is there
    assert run("reference", "forget", "cable-map", "-g", graph).out == "cable-map removed\n"
    assert "cable-map" not in run("stats", "-g", graph).out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("cable-map", "nowhere"), "no such file or folder"),
        (("wikidata",), "no contact is given; Wikimedia asks for"),
        (("wikidata", "--contact", "me"), "'me' is no contact"),
        (("wikidata", "--contact", "me@gull.example", "--endpoint", "ftp://gull.example"), "is no endpoint"),
        (("wikidata", "--offline", "--cache", "none"), "offline nobody is asked"),
        (("wikidata", "--from", str(SAMPLES / "wikidata.ttl"), "--group", "ships"), "no group 'ships'"),
    ],
)
def test_failures_are_one_line(run, tmp_path, monkeypatch, words, message):
    monkeypatch.chdir(tmp_path)
    found = run("reference", "import", *words)
    assert (found.status, found.out, found.err.count("\n")) == (1, "", 1)
    assert message in found.err


def test_tables_are_checked_and_added_from_python(tmp_path):
    table = tmp_path / "organisations.csv"
    header = (
        "id,name,aliases,roles,country,headquarters,ticker,website,parent,founded,ended,identifiers,needs_context,source,checked"
    )
    table.write_text(f"{header}\ngullnet,Gullnet,,Carrier,NO,,,,,,,,,https://gullnet.example,2026-11-01\n")
    assert telegrapher.check_tables(table) == ()
    (merged,) = telegrapher.add_tables(table, tmp_path / "mine")
    assert (merged.file, merged.added, merged.replaced) == ("organisations.csv", 1, 0)
    table.write_text(f"{header}\ngullnet,Gullnet,,Ship,NO,,,,,,,,,https://gullnet.example,2026-11-01\n")
    assert [problem.line for problem in telegrapher.check_tables(table)] == [2]
