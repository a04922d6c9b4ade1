"""A writer that is killed at any moment: what it acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from telegrapher.errors import StoreError
from telegrapher.store import Store
from telegrapher.store.check import check
from telegrapher.store.transaction import apply

TRIALS = 12
WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from conftest import sample
from telegrapher.errors import StoreError
from telegrapher.store import Store
seed = int(sys.argv[3])
with Store.open(sys.argv[1]) as store:
    print("open", flush=True)
    for number in range(100000):
        name, version = f"r{(number * 7 + seed) % 13}", seed * 100000 + number
        deals = [("Nordwave", "Lumitron", f"LX-{version % 5}"), (f"Carrier{version % 3}", "Photonia", "P7")][: 1 + version % 2]
        one = sample(name, *deals, extra=f"Version {version}.")
        if number % 11 == 10:
            victim = store.releases()[0].name
            print("try", victim, flush=True)
            store.remove(victim)
            print("gone", victim, flush=True)
        print("try", name, flush=True)
        store.put(one.release, one.quads, one.facts)
        print("put", name, one.release.id, flush=True)
"""


@pytest.mark.slow
def test_killed_writers_lose_nothing_and_leave_nothing_half(tmp_path):
    path = tmp_path / "net.kg"
    Store.create(path).close()
    chance = random.Random(20140520)
    seen: dict[str, str] = {}
    acknowledged = 0
    for seed in range(TRIALS):
        lines = run_and_kill(path, tmp_path / "out", seed, chance)
        expected, under_way = after(seen, lines)
        acknowledged += len(lines) // 2
        with Store.open(path, read_only=True) as reader:
            seen = {entry.name: entry.release_id for entry in reader.releases()}
            assert check(reader, shapes=False) == ()
        wrong = {name for name in seen.keys() | expected.keys() if seen.get(name) != expected.get(name)}
        assert wrong <= under_way
        with Store.open(path) as store:
            assert {entry.name: entry.release_id for entry in store.releases()} == seen
            assert check(store, shapes=False) == ()
    assert acknowledged >= TRIALS


def run_and_kill(path: Path, log: Path, seed: int, chance: random.Random) -> list[list[str]]:
    """Start a writer, kill it after some changes and at any moment of the next, and give what it said, word by word."""
    with log.open("w") as out:
        command = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent), str(seed)]
        writer = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        changes = chance.randint(1, 25)
        while log.read_text().count("put") < changes:
            assert writer.poll() is None
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.03))
        writer.kill()
        writer.wait()
    return [line.split() for line in log.read_text().split("\n")[1:-1]]


def after(before: dict[str, str], lines: list[list[str]]) -> tuple[dict[str, str], set[str]]:
    """What was acknowledged in the end, and the name of the change that was under way."""
    known, under_way = dict(before), set()
    for line in lines:
        if line[0] == "try":
            under_way = {line[1]}
        elif line[0] == "put":
            known[line[1]], under_way = line[2], set()
        else:
            under_way = set()
            del known[line[1]]
    return known, under_way


def test_readers_see_a_whole_graph_while_a_writer_works(tmp_path):
    path, log = tmp_path / "net.kg", tmp_path / "out"
    Store.create(path).close()
    with log.open("w") as out:
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent), "1"], stdout=out, stderr=subprocess.DEVNULL
        )
        try:
            while "put" not in log.read_text():
                time.sleep(0.02)
            for _ in range(6):
                said = [line.split() for line in log.read_text().split("\n")[1:-1]]
                with Store.open(path, read_only=True) as reader:
                    assert check(reader, shapes=False) == ()
                    assert reader.query("ASK { ?s ?p ?o }").truth
                    assert len(reader.releases()) >= min(len(said) // 2, 12) - 1
            assert writer.poll() is None
        finally:
            writer.kill()
            writer.wait()


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("change", ["add", "replace", "remove", "move"])
def test_a_stop_between_manifest_and_store_is_finished_at_the_next_opening(tmp_path, add, monkeypatch, change):
    """The one moment when the two differ: the manifest has the change, the store has not."""
    path = tmp_path / "net.kg"
    a, b = ("Nordwave", "Lumitron", "LX-9"), ("Southlink", "Photonia", "P7")
    store = Store.create(path)
    add(store, "one", a)
    add(store, "two", b)
    before = {str(quad) for quad in store._ox}
    monkeypatch.setattr("telegrapher.store.editing.apply", interrupted)
    with pytest.raises(KeyboardInterrupt):
        if change == "remove":
            store.remove("one")
        else:
            add(store, {"add": "three", "replace": "one", "move": "two"}[change], *([a, b] if change != "move" else [a]))
    monkeypatch.setattr("telegrapher.store.editing.apply", apply)
    with pytest.raises(StoreError, match="open it again"):
        add(store, "four", a)
    store.close()
    with Store.open(path, read_only=True) as reader:
        assert len(reader.repaired) == (2 if change == "replace" else 1)
        finished = {str(quad) for quad in reader._ox}
        assert finished != before
        assert check(reader) == ()
    with Store.open(path) as again:
        assert {str(quad) for quad in again._ox} == finished
        assert check(again) == ()
    with Store.open(path) as again:
        assert again.repaired == ()


def test_a_disk_that_refuses_leaves_the_graph_as_it_was(store, add, monkeypatch):
    add(store, "one", ("Nordwave", "Lumitron", "LX-9"))
    before, releases = {str(quad) for quad in store._ox}, store.releases()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for place in (
        "telegrapher.store.editing.apply",
        "telegrapher.store.folder.write_atomically",
        "telegrapher.store.manifest.os.fsync",
    ):
        monkeypatch.setattr(place, full)
        for deal in (("Southlink", "Photonia", "P7"), ("Nordwave", "Lumitron", "LX-9")):
            with pytest.raises(StoreError, match="No space left"):
                add(store, "one", deal, extra="More.")
        monkeypatch.undo()
        assert {str(quad) for quad in store._ox} == before
        assert store.releases() == releases
        assert check(store) == ()
    add(store, "one", ("Southlink", "Photonia", "P7"))
    assert check(store) == ()
    path = store.path
    store.close()
    with Store.open(path) as again:
        assert check(again) == ()
        assert again.repaired == ()
