"""Each command once for real, and what happens with bad input: one clear line, the right exit status, nothing lost."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from telegrapher import __version__

ROOT = Path(__file__).parents[2]
RELEASES = ROOT / "data" / "releases"
SEED = RELEASES / "2014-05-20-bics-infinera-award.txt"
CURIE = RELEASES / "2018-01-google-curie-subcom.txt"

Run = Callable[..., subprocess.CompletedProcess[str]]


def telegrapher(*args: object, stdin: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "telegrapher", *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=cwd, timeout=120, check=False)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "telecom.kg"
    done = telegrapher("add", "-g", path, SEED, CURIE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 added" in done.stdout
    return path


def one_line(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode in (1, 2), done
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1 or done.returncode == 2, done.stderr
    for word in words:
        assert word in done.stderr


def test_version_and_help() -> None:
    assert telegrapher("--version").stdout.strip().endswith(__version__)
    text = telegrapher("--help").stdout
    for command in ("add", "extract", "explain", "ask", "sparql", "show", "draw", "stats", "export", "check", "remove", "evaluate"):
        assert f"  {command} " in text
        assert telegrapher(command, "--help").returncode == 0


def test_help_loads_nothing_heavy() -> None:
    heavy = {"spacy", "rdflib", "networkx", "pyvis", "numpy", "pyoxigraph", "lxml"}
    code = f"import sys, telegrapher.cli; print(sorted({heavy!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_adding_again_changes_nothing(graph: Path) -> None:
    done = telegrapher("add", "-g", graph, "--json", SEED)
    assert [row["change"] for row in json.loads(done.stdout)["releases"]] == ["unchanged"]


def test_a_changed_release_replaces_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text(SEED.read_text(encoding="utf-8"), encoding="utf-8")
    graph = tmp_path / "x.kg"
    telegrapher("add", "-g", graph, file)
    before = json.loads(telegrapher("stats", "-g", graph, "--json").stdout)
    file.write_text(CURIE.read_text(encoding="utf-8"), encoding="utf-8")
    assert "1 replaced" in telegrapher("add", "-g", graph, file).stdout
    after = json.loads(telegrapher("stats", "-g", graph, "--json").stdout)
    assert (before["releases"], after["releases"]) == (1, 1)
    assert "wonAward" in before["relations"]
    assert "wonAward" not in after["relations"]
    assert telegrapher("check", "-g", graph).returncode == 0
    assert telegrapher("remove", "-g", graph, "news").returncode == 0
    assert json.loads(telegrapher("stats", "-g", graph, "--json").stdout)["statements"] == 0


def test_extract_gives_the_form_of_gold_documents() -> None:
    done = telegrapher("extract", SEED, CURIE)
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in documents] == [SEED.stem, CURIE.stem]
    for one in documents:
        keys = {entity["id"] for entity in one["entities"]} | {"RELEASE"}
        for statement in one["statements"]:
            assert statement["s"] in keys
            assert isinstance(statement["o"], dict) or statement["o"] in keys
            assert all(one["text"][x["start"] : x["end"]] == x["text"] for x in statement["evidence"])


def test_extract_is_the_same_each_time() -> None:
    one, two = (
        subprocess.run(
            [sys.executable, "-m", "telegrapher", "extract", str(SEED)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    )
    assert one == two


def test_extract_reads_standard_input() -> None:
    done = telegrapher("extract", "-", stdin=CURIE.read_text(encoding="utf-8"))
    assert json.loads(done.stdout)["id"] == "stdin"


def test_ask_in_all_forms(graph: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(telegrapher("ask", "-g", graph, "deployments", "--vendor", "Infinera", "-f", "csv").stdout))
    )
    assert {row["carrierName"] for row in rows} == {"BICS"}
    assert "BICS" in telegrapher("ask", "-g", graph, "deployments", "--vendor=Infinera").stdout
    found = json.loads(telegrapher("ask", "-g", graph, "deployments", "-f", "json").stdout)
    assert "statement" in found["head"]["vars"]
    assert telegrapher("ask", "-g", graph, "deployments", "--carrier", "Google", "-f", "csv").stdout.count("\n") == 1
    told = telegrapher("ask", "-g", graph, "deployments", "--evidence").stdout
    assert "“" in told
    assert "2014-05-20" in told


def test_ask_lists_and_describes() -> None:
    assert "deployments" in telegrapher("ask").stdout
    assert "--vendor" in telegrapher("ask", "deployments", "--describe").stdout


def test_sparql_from_argument_file_and_standard_input(graph: Path, tmp_path: Path) -> None:
    query = "PREFIX tel: <https://w3id.org/telegrapher/ontology#> SELECT ?c WHERE { ?c a tel:Cable } ORDER BY ?c"
    file = tmp_path / "q.rq"
    file.write_text(query, encoding="utf-8")
    answers = {
        telegrapher("sparql", "-g", graph, query).stdout,
        telegrapher("sparql", "-g", graph, "--file", file).stdout,
        telegrapher("sparql", "-g", graph, "--file", "-", stdin=query).stdout,
    }
    assert len(answers) == 1
    assert "curie" in answers.pop()


def test_show_tells_sentences_from_either_side(graph: Path) -> None:
    text = telegrapher("show", "-g", graph, "infinera").stdout
    assert "has customer BICS" in text
    assert "“" in text
    pages = json.loads(telegrapher("show", "-g", graph, "Infinera", "--json").stdout)
    assert pages[0]["node"]["type"] == "Vendor"


def test_draw_writes_one_page(graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "graph.html"
    assert telegrapher("draw", "-g", graph, "-o", file, "--around", "Infinera", "--hops", "1").stdout.strip() == str(file)
    text = file.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "Infinera" in text


@pytest.mark.parametrize("form", ["trig", "nquads", "turtle", "jsonld", "graphml", "csv"])
def test_export_keeps_contacts_back(graph: Path, tmp_path: Path, form: str) -> None:
    done = telegrapher("export", form, "-g", graph)
    assert done.returncode == 0
    assert "Infinera" in done.stdout
    assert "595-8157" not in done.stdout
    file = tmp_path / "out"
    telegrapher("export", form, "-g", graph, "-o", file)
    assert file.read_text(encoding="utf-8") == done.stdout


def test_export_gives_contacts_on_request(graph: Path) -> None:
    assert "595-8157" in telegrapher("export", "nquads", "-g", graph, "--private").stdout


def test_check_says_that_all_is_well(graph: Path) -> None:
    done = telegrapher("check", "-g", graph)
    assert (done.returncode, done.stdout) == (0, "2 releases, all is well\n")


def test_evaluate_small_gold_folder(tmp_path: Path) -> None:
    gold = ROOT / "benchmarks" / "gold" / "dev"
    for name in ("a01.txt", "a01.gold.json"):
        (tmp_path / name).write_bytes((gold / name).read_bytes())
    figures = json.loads(telegrapher("evaluate", tmp_path, "--json").stdout)
    assert figures["documents"] == 1
    assert figures["evidence"]["p"] == 1
    assert 0.2 < figures["statement"]["f1"] <= 1


class TestBadInput:
    def test_files_that_cannot_be_read_do_not_stop_the_others(self, tmp_path: Path) -> None:
        (tmp_path / "a-empty.txt").write_bytes(b"")
        (tmp_path / "b-binary.txt").write_bytes(bytes(range(256)) * 40)
        (tmp_path / "c-bad.pdf").write_bytes(b"%PDF-1.7 nothing more")
        (tmp_path / "d-good.txt").write_text(CURIE.read_text(encoding="utf-8"), encoding="utf-8")
        done = telegrapher("add", "-g", tmp_path / "x.kg", *sorted(tmp_path.glob("?-*")), tmp_path / "none.txt")
        assert done.returncode == 1
        assert "1 added" in done.stdout
        assert "Traceback" not in done.stderr
        for name in ("a-empty", "b-binary", "c-bad", "none.txt"):
            assert sum(name in line for line in done.stderr.splitlines()) == 1, name
        assert telegrapher("check", "-g", tmp_path / "x.kg").returncode == 0

    def test_other_languages_are_said(self, tmp_path: Path) -> None:
        file = tmp_path / "de.txt"
        file.write_text(
            "Der Netzbetreiber hat heute mitgeteilt, dass er die neuen Anlagen nicht vor dem Ende des Jahres in Betrieb nimmt. "
            "Die Kunden werden es mit Freude lesen, und auch der Hersteller ist zufrieden mit dem, was er bisher gesehen hat.\n",
            encoding="utf-8",
        )
        done = telegrapher("extract", file)
        one_line(done, "German")

    def test_no_graph(self, tmp_path: Path) -> None:
        one_line(telegrapher("ask", "deployments", "-g", tmp_path / "none.kg"), "no graph", "telegrapher add")

    def test_folder_that_is_no_graph(self, tmp_path: Path) -> None:
        (tmp_path / "x.txt").write_text("x", encoding="utf-8")
        one_line(telegrapher("stats", "-g", tmp_path))
        one_line(telegrapher("add", "-g", tmp_path, CURIE))
        assert (tmp_path / "x.txt").read_text(encoding="utf-8") == "x"

    def test_unknown_entity(self, graph: Path) -> None:
        one_line(telegrapher("show", "-g", graph, "Infinnera"), "Infinnera", "did you mean Infinera")

    def test_unknown_question(self, graph: Path) -> None:
        one_line(telegrapher("ask", "-g", graph, "deploymints"), "did you mean deployments")

    def test_unknown_parameter(self, graph: Path) -> None:
        one_line(telegrapher("ask", "-g", graph, "deployments", "--colour", "red"), "colour", "vendor")

    def test_entity_of_another_type(self, graph: Path) -> None:
        one_line(telegrapher("ask", "-g", graph, "deployments", "--vendor", "Brussels"), "Brussels", "Place")

    def test_date_of_another_form(self, graph: Path) -> None:
        one_line(telegrapher("ask", "-g", graph, "releases", "--since", "yesterday"), "yesterday", "2014-05-20")

    def test_words_of_the_user_are_no_sparql(self, graph: Path) -> None:
        one_line(telegrapher("ask", "-g", graph, "deployments", "--vendor", '"} UNION { ?s ?p ?o'), "nothing here is called")

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT ?x WHERE {",
            "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "LOAD <file:///etc/hostname>",
            "SELECT * FROM <file:///etc/hostname> WHERE { ?s ?p ?o }",
            "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
            "SELECT (" + "STR(" * 1000 + "1" + ")" * 1000 + " AS ?x) WHERE {}",
        ],
        ids=["syntax", "service", "load", "from", "update", "nesting"],
    )
    def test_sparql_that_is_wrong_or_reaches_out(self, graph: Path, query: str) -> None:
        one_line(telegrapher("sparql", "-g", graph, query))

    def test_unknown_stage(self) -> None:
        one_line(telegrapher("extract", "--without", "magic", CURIE), "magic", "gazetteer")

    def test_unwritable_output(self, graph: Path, tmp_path: Path) -> None:
        one_line(telegrapher("draw", "-g", graph, "-o", tmp_path / "no" / "such" / "x.html"))
        one_line(telegrapher("export", "trig", "-g", graph, "-o", tmp_path / "no" / "such" / "x.trig"))

    def test_a_writer_is_named_while_readers_go_on(self, graph: Path) -> None:
        from telegrapher import create

        with create(graph):
            one_line(telegrapher("add", "-g", graph, CURIE), "another process")
            assert telegrapher("stats", "-g", graph).returncode == 0

    def test_no_gold_there(self, tmp_path: Path) -> None:
        one_line(telegrapher("evaluate", tmp_path), "gold.json")
