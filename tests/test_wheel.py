"""The wheel carries what it needs and works away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    assert wheel.stat().st_size < 20_000_000
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_wheel_holds_ontology_data_queries_and_no_more(unpacked: Path) -> None:
    shipped = unpacked / "telegrapher" / "_shipped"
    for name in (
        "ontology/telegrapher.ttl",
        "data/reference/organisations.csv",
        "data/rules/drawing.yaml",
        "queries/deployments.rq",
    ):
        assert (shipped / name).is_file(), name
    assert (unpacked / "telegrapher" / "py.typed").is_file()
    assert not list(unpacked.rglob("*.gold.json"))
    assert not (shipped / "data" / "releases").exists()


def test_wheel_works_elsewhere(unpacked: Path, tmp_path: Path) -> None:
    release = tmp_path / "news.txt"
    text = (ROOT / "data" / "releases" / "2018-01-google-curie-subcom.txt").read_text(encoding="utf-8")
    release.write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    where = [sys.executable, "-c", "import telegrapher; print(telegrapher.__file__)"]
    assert str(unpacked) in subprocess.run(where, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path).stdout

    def run(*args: str) -> str:
        command = [sys.executable, "-m", "telegrapher", *args]
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path).stdout

    assert "1 added" in run("add", "news.txt")
    assert json.loads(run("stats", "--json"))["statements"] > 3
    run("draw", "-o", "page.html")
    assert "Curie" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "TE SubCom" in run("ask", "cable-vendors", "-f", "csv")
