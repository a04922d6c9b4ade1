"""The model from the command line: add, extract, evaluate; with the key from the environment, or without the library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from modelling.conftest import GOOD, LANDING, TEXT, Server, reply, says

from telegrapher.cli import cli
from telegrapher.errors import TelegrapherError


def run(*args: object, **how: Any) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in args], **how)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "brenn.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rules_of(done: Result) -> set[str]:
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return {one["rule"] for one in json.loads(done.stdout)["statements"]}


def test_extract_beside_the_rules_and_alone(server: Server, file: Path, tmp_path: Path) -> None:
    server.script = [says(GOOD, LANDING)]
    how = ("--reference", "none", "--model", "tiny", "--model-url", server.url, "--model-cache", tmp_path / "answers")
    both = rules_of(run("extract", file, *how))
    assert any(" + model:tiny" in rule for rule in both)
    alone = run("extract", file, *how, "--model-only")
    assert all(rule.startswith("model:tiny") for rule in rules_of(alone))
    replayed = run("extract", file, "--reference", "none", "--model", "tiny", "--model-cache", tmp_path / "answers", "--model-only")
    assert replayed.stdout == alone.stdout
    assert len(server.requests) == 1


def test_add_keeps_the_release_though_the_model_fails(server: Server, file: Path, tmp_path: Path) -> None:
    server.script = [reply(b'{"error": {"message": "no such model"}}', 404)]
    graph = tmp_path / "x.kg"
    done = run("add", "-g", graph, file, "--reference", "none", "--model", "huge", "--endpoint-url", server.url)
    assert (done.exit_code, done.stdout.split(";")[0]) == (0, f"{graph}: 1 added")
    (line,) = done.stderr.splitlines()
    assert line.startswith("telegrapher: brenn: warning: model huge (text 0-")
    assert "no such model" in line
    listed = run("add", "-g", graph, file, "--json", "--reference", "none", "--model", "huge", "--endpoint-url", server.url)
    assert "no such model" in json.loads(listed.stdout)["releases"][0]["warnings"][0]


def test_a_model_alone_that_fails_is_a_failure(server: Server, file: Path, tmp_path: Path) -> None:
    server.script = [reply(b"{}", 401)]
    graph = tmp_path / "x.kg"
    done = run(
        "add",
        "-g",
        graph,
        file,
        "--reference",
        "none",
        "--model",
        "tiny",
        "--model-url",
        server.url,
        "--model-only",
        standalone_mode=False,
    )
    assert done.return_value == 1
    assert "nothing added" in done.stdout
    assert "brenn: model tiny (text 0-" in done.stderr
    assert "status 401" in done.stderr


def test_statements_of_a_model_pass_into_the_graph(server: Server, file: Path, tmp_path: Path) -> None:
    server.script = [says(GOOD, LANDING)]
    graph = tmp_path / "x.kg"
    run("add", "-g", graph, file, "--reference", "none", "--model", "tiny", "--model-url", server.url, "--model-only")
    query = "PREFIX tel: <https://w3id.org/telegrapher/ontology#> SELECT DISTINCT ?rule { GRAPH ?g { ?s tel:rule ?rule } }"
    rows = run("sparql", "-g", graph, query, "-f", "csv").stdout.split()
    assert "model:tiny" in rows
    assert run("check", "-g", graph).stdout == "1 releases, all is well\n"


def test_evaluate_says_what_was_not_read(server: Server, file: Path) -> None:
    gold: dict[str, Any] = {"id": "brenn", "text": TEXT, "entities": [], "statements": []}
    (file.parent / "brenn.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    server.script = [reply(b"{}", 404)]
    done = run("evaluate", file.parent, "--json", "--reference", "none", "--model", "tiny", "--model-url", server.url)
    assert json.loads(done.stdout)["documents"] == 1
    assert "telegrapher: brenn: warning: model tiny" in done.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--model-url", "http://localhost:1"), "--model-url needs --model NAME"),
        (("--model-only",), "--model-only needs --model NAME"),
        (("--model", "tiny"), "--model needs --model-url URL to ask at, --model-cache FOLDER to replay, or both"),
    ],
)
def test_options_that_do_not_go_together(file: Path, args: tuple[str, ...], words: str) -> None:
    done = run("extract", file, *args)
    assert done.exit_code == 2
    assert words in done.stderr


@pytest.mark.parametrize(
    ("url", "words"), [("localhost:1", "must start with http"), ("http://me:pw@localhost:1", "TELEGRAPHER_MODEL_KEY")]
)
def test_an_address_that_is_none_is_said_before_reading(file: Path, url: str, words: str) -> None:
    done = run("extract", file, "--model", "tiny", "--model-url", url)
    assert isinstance(done.exception, TelegrapherError)
    assert words in str(done.exception)


BLOCKED = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("httpx", "openai"):
            raise ImportError(name)
sys.meta_path.insert(0, Missing())
from telegrapher.cli import main
main(sys.argv[1:])
"""


def without_httpx(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BLOCKED, *map(str, args)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )


def test_without_the_extra(file: Path, tmp_path: Path, server: Server) -> None:
    missing = without_httpx("extract", file, "--model", "tiny", "--model-url", "http://localhost:1")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr == "telegrapher: asking a model needs httpx; install telegrapher[model]\n"
    server.script = [says(GOOD, LANDING)]
    # spaCy, which the rules need, happens to bring httpx; the model alone replays without either.
    how = ("--reference", "none", "--model", "tiny", "--model-cache", tmp_path / "answers", "--model-only")
    asked = run("extract", file, *how, "--model-url", server.url)
    replayed = without_httpx("extract", file, *how)
    assert (replayed.stdout, replayed.stderr) == (asked.stdout, "")


def test_rooms_load_without_httpx() -> None:
    code = "import sys, telegrapher.modelling, telegrapher.pipeline; print(sorted({'httpx', 'openai', 'spacy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
