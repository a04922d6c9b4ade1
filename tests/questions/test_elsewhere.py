"""The same answers from a server, from rdflib, and on the releases that ship with the project."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import rdflib
from questions.asked import answer, every

from telegrapher import create
from telegrapher.api import Graph
from telegrapher.questions import Names, ask, behind, entity_names, questions, sentences
from telegrapher.store import Remote, Store

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
RELEASES = Path(__file__).parents[2] / "data" / "releases"

SILENT = {"contradictions", "delays", "displaced", "events", "shared-cables", "speakers"}
"""Questions whose examples the sample releases do not answer: none contradicts another,
tells of a change, names a trade show or quotes anybody."""


@pytest.fixture(scope="module")
def names(world: Store) -> Names:
    return entity_names(world)


@pytest.fixture(scope="module")
def endpoint(world: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a real server on what the world's store holds."""
    if not OXIGRAPH.exists():
        pytest.skip("the oxigraph server is not installed")
    place = tmp_path_factory.mktemp("served") / "store"
    shutil.copytree(world._current_snapshot(), place)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(OXIGRAPH), "serve-read-only", "--location", str(place), "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.kill()
        server.wait()


def test_an_endpoint_gives_the_same_rows(world: Store, names: Names, endpoint: str) -> None:
    with Remote(endpoint) as remote:
        assert entity_names(remote) == names
        for one in questions().values():
            assert remote.run(one.bind({})) == world.run(one.bind({})), one.name
        for name, case in every("ask"):
            assert answer(remote, name, case, names) == answer(world, name, case, names), (name, case)


def test_the_command_asks_an_endpoint(endpoint: str) -> None:
    command = [sys.executable, "-m", "telegrapher", "ask", "deployments", "--vendor", "Old Photonics", "--lineage", "-f", "csv"]
    done = subprocess.run([*command, "--endpoint", endpoint], capture_output=True, text=True, timeout=60, check=True)
    assert [line.split(",")[:3] for line in done.stdout.splitlines()[1:]] == [["Nordwave", "P7", "Photonia"]]


@pytest.fixture(scope="module")
def dataset(world: Store) -> rdflib.Dataset:
    """All graphs of the world, private ones too, for an engine that shares nothing with ours."""
    data = rdflib.Dataset()
    data.parse(data="".join(f"{quad} .\n" for quad in world.quads()), format="nquads")
    return data


def parts(rows: Iterable[Iterable[object]]) -> list[tuple[tuple[str, ...], ...]]:
    """Rows in an order of their own; names joined by commas have none."""
    return sorted(tuple(tuple(sorted(("" if term is None else str(term)).split(", "))) for term in row) for row in rows)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize("name", sorted(set(questions()) - {"paths"}))  # takes rdflib four seconds
def test_rdflib_gives_the_same_rows(name: str, world: Store, dataset: rdflib.Dataset) -> None:
    text = questions()[name].bind({})
    assert parts(dataset.query(text)) == parts(world.run(text))  # type: ignore[arg-type]


# -- the releases that ship with the project


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with create(tmp_path_factory.mktemp("samples") / "samples.kg") as graph:
        assert not graph.add(RELEASES, jobs=1).failures
        yield graph


def test_the_examples_in_the_headers_mean_something(samples: Graph) -> None:
    names = samples.names()
    dumb = set()
    for one in questions().values():
        for parameter in one.parameters:
            if not ask(samples.store, one, {parameter.name: parameter.example}, names=names):
                dumb.add(one.name)
        if not samples.ask(one.name):
            dumb.add(one.name)
    assert dumb <= SILENT


def test_reference_knowledge_came_along(samples: Graph) -> None:
    rows = [tuple(map(str, row)) for row in samples.ask("history", company="TE SubCom", on="2012-01-01")]
    assert [row[1] for row in rows] == ["TE SubCom"]
    assert samples.ask("deployments-by-parent", parent="Nokia", carrier="BICS")
    assert not samples.ask("deployments-by-parent", parent="Nokia", carrier="BICS", on="2020-01-01")
    assert samples.check() == ()


SHOWN = {
    "deployments-by-parent": ("parentName", "vendorName", "carrierName", "productName", "status", "released"),
    "cable-vendors": ("vendorName", "cableName", "layer", "segment"),
    "cable-suppliers": ("cableName", "layer", "vendorName"),
    "shared-consortia": ("oneName", "otherName"),
    "offices": ("companyName", "placeName", "kind", "released"),
    "offices-by-city": ("placeName",),
    "shared-awards": ("oneName", "otherName", "awardName"),
    "history": ("companyName", "since"),
}
"""What a person takes for the same row twice, in the questions that stand for what the graph is good for."""


@pytest.mark.parametrize("name", SHOWN)
def test_each_row_rests_on_words_or_a_source_and_stands_once(samples: Graph, name: str) -> None:
    found = samples.ask(name)
    rows = [dict(zip(found.columns, row, strict=True)) for row in found]
    told = sentences(samples.store, found)
    assert rows
    for row in rows:
        words = [line for one in behind(row.get("statement")) for line in told[one]]
        assert words or row.get("source"), row
    keys = [tuple(str(row[column]) for column in SHOWN[name]) for row in rows]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    if name.startswith("shared"):
        pairs = [frozenset((str(row["oneName"]), str(row["otherName"]), str(row.get("awardName")))) for row in rows]
        assert len(pairs) == len(set(pairs))


def test_answers_on_the_sample_releases(samples: Graph) -> None:
    """What the texts say, read by a person; names of things that the tables may rename are asked for by what stays."""

    def column(name: str, wanted: str, **values: str) -> list[str]:
        found = samples.ask(name, **values)
        return [str(row[found.columns.index(wanted)]) for row in found]

    assert column("deployments-by-parent", "parentName", carrier="BICS") == ["Nokia", "Nokia"]
    assert column("deployments-by-parent", "parentName", carrier="BICS", on="2014-06-01") == ["Infinera", "Infinera"]
    assert column("cable-vendors", "vendorName", cable="Curie") == ["TE SubCom"]
    assert column("cable-vendors", "status", cable="Curie") == ["planned"]
    assert column("offices", "placeName", company="BICS", type="regional") == ["Bern", "Dubai", "New York", "Singapore"]
    assert column("offices-by-city", "companyNames", place="Cape Town") == ["BICS (representation), Liquid Telecom (data-centre)"]
    assert column("shared-awards", "otherName", one="BICS") == ["Infinera"]
    assert column("history", "calledName", company="SubCom", on="2012-01-01") == ["TE SubCom"]
    assert column("history", "parentName", company="Infinera", on="2025-03-01") == ["Nokia"]
    assert column("history", "topName", company="Infinera", on="2014-05-20") == ["Infinera"]
