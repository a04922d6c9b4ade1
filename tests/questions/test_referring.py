"""The commands unlinked, reference check and reference add, run for real."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from telegrapher.reference.tables import TABLES
from telegrapher.store import Store

HEADER = ",".join(TABLES[0].columns)


def telegrapher(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "telegrapher", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def graph(world: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world in a folder that another process can open."""
    place = tmp_path_factory.mktemp("cli") / "world.kg"
    shutil.copytree(world.path, place, ignore=shutil.ignore_patterns("store", "LOCK", "snapshots"))
    Store.rebuild(place).close()
    return place


def test_unlinked_names_come_by_frequency(graph: Path) -> None:
    done = telegrapher("unlinked", "-g", graph, "-n", 2)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["    3  Cork  (Place, new)", "    3  Eastel  (Carrier, new)"]
    found = json.loads(telegrapher("unlinked", "-g", graph, "--type", "Organization", "--json").stdout)
    assert [(one["name"], one["link"], one["releases"]) for one in found] == [("Smallco", "new", 3), ("Spark", "ambiguous", 1)]


def test_unlinked_names_become_rows(graph: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(telegrapher("unlinked", "-g", graph, "--csv", "organisations").stdout)))
    assert [(row["id"], row["roles"]) for row in rows] == [
        ("eastel", "Carrier"),
        ("fibre-weekly", "AwardBody"),
        ("harbour-fund", "Investor"),
        ("smallco", "Organization"),
        ("spark", "Organization"),
    ]
    done = telegrapher("unlinked", "-g", graph, "--csv", "products")
    assert [line.split(",")[0] for line in done.stdout.splitlines()[1:]] == ["glowbox", "lightbox", "p7"], "families are known"
    assert "no table is called 'firms'" in telegrapher("unlinked", "-g", graph, "--csv", "firms").stderr


def test_rows_are_checked_and_taken(graph: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(f"{HEADER}\nharbour-fund,Harbour Fund,,Investor,,,,,,,,,,,\n", encoding="utf-8")
    done = telegrapher("reference", "check", table)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == ["mine.csv:2: checked is empty", "mine.csv:2: source is empty"]

    refused = telegrapher("reference", "add", table, "--reference", tmp_path / "own")
    assert refused.returncode == 1
    assert refused.stderr.startswith("telegrapher: mine.csv:2: checked is empty")
    assert not (tmp_path / "own").exists()

    table.write_text(f"{HEADER}\nharbour-fund,Harbour Fund,,Investor,,,,,,,,,,https://a.example,2026-01-31\n", encoding="utf-8")
    assert (telegrapher("reference", "check", table).stdout, telegrapher("reference", "check", table).returncode) == ("", 0)
    done = telegrapher("reference", "add", table, "--reference", tmp_path / "own")
    assert done.stdout == f"{tmp_path / 'own' / 'organisations.csv'}: 1 added, 0 replaced\n"


def test_bad_input_is_one_line(tmp_path: Path) -> None:
    for args, message in (
        (("reference", "check", tmp_path / "none.csv"), "no such file or folder"),
        (("reference", "add", tmp_path), "no reference table here"),
        (("unlinked", "-g", tmp_path / "none.kg"), "there is no graph at"),
    ):
        done = telegrapher(*args)
        assert done.returncode == 1
        assert message in done.stderr
        assert len(done.stderr.splitlines()) == 1
