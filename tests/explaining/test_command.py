"""The command and the function: text, JSON, a page; failures in one line, the others told all the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from explaining.texts import GERMAN, NEWS

import telegrapher
from telegrapher import Setup
from telegrapher.cli import cli
from telegrapher.explaining import Explanation
from telegrapher.reading import Failure


def run(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "telegrapher", "explain", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def written(folder: Path) -> Path:
    (folder / "a-news.txt").write_text(NEWS, encoding="utf-8")
    (folder / "b-empty.txt").write_text("", encoding="utf-8")
    (folder / "c-german.txt").write_text(GERMAN, encoding="utf-8")
    return folder


def test_function(tmp_path: Path) -> None:
    found = list(telegrapher.explain(written(tmp_path), setup=Setup(reference="none")))
    assert [type(one) for one in found] == [Explanation, Failure, Explanation]


def test_text_and_failure(tmp_path: Path) -> None:
    done = run("--reference", "none", *sorted(written(tmp_path).iterdir()))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "b-empty" in done.stderr
    assert "[3] lead · yielding" in done.stdout
    assert "looks like German" in done.stdout


def test_json(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["explain", "--reference", "none", "--json", str(written(tmp_path) / "a-news.txt")])
    (one,) = json.loads(done.stdout)
    assert sum(one["counts"].values()) == len(one["lines"])
    assert {line["state"] for line in one["lines"]} == {"yielding", "read", "set-aside"}
    assert one["text"][one["lines"][0]["span"]["start"] : one["lines"][0]["span"]["end"]] == one["lines"][0]["text"]


def test_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = CliRunner().invoke(cli, ["explain", "--reference", "none", "--html", str(page), str(written(tmp_path) / "a-news.txt")])
    assert done.stdout == f"{page}\n"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_page_or_json_not_both(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["explain", "--html", "x.html", "--json", str(written(tmp_path) / "a-news.txt")])
    assert done.exit_code == 2
    assert "not both" in done.stderr


def test_no_page_without_a_release(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = CliRunner().invoke(cli, ["explain", "--reference", "none", "--html", str(page), str(tmp_path / "none.txt")])
    assert done.stderr.count("\n") == 1
    assert "no such file" in done.stderr
    assert not page.exists()
