"""What the store costs over the bare engine, as ratios of medians taken side by side in one run.

    python benchmarks/store.py [RELEASES]

Each pair alternates, so that a busy machine slows both; differences under 1.5 mean little.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "store"))

from conftest import Sample, sample

from telegrapher.store import Store
from telegrapher.store.graphs import DEFAULT, release_graph
from telegrapher.store.transaction import _data

LOOKUP = """PREFIX tel: <https://w3id.org/telegrapher/ontology#>
SELECT ?carrier ?product { ?carrier tel:customerOf ?vendor ; tel:deploys ?product . ?vendor rdfs:label "Vendor 3" }"""
LOOKUP = LOOKUP.replace("SELECT", "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT", 1)


def release(number: int, version: int = 0) -> Sample:
    deals = [(f"Carrier {(number * 7 + k) % 97}", f"Vendor {(number + k) % 13}", f"P-{(number * 3 + k) % 41}") for k in range(4)]
    return sample(f"r{number}", *deals, extra=f"Version {version} of {number}.")


def milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def compare(name: str, ours: Callable[[int], object], bare: Callable[[int], object], rounds: int = 60) -> None:
    pairs = [(milliseconds(lambda n=n: ours(n)), milliseconds(lambda n=n: bare(n))) for n in range(rounds)]  # type: ignore[misc]
    left, right = (statistics.median(side) for side in zip(*pairs[5:], strict=True))
    print(f"{name:<46} {left:8.2f} ms  {right:8.2f} ms  ratio {left / right:6.2f}")


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "net.kg") as store:
        bare = ox.Store(str(Path(folder) / "bare"))
        started = time.perf_counter()
        samples = [release(number) for number in range(count)]
        made = time.perf_counter()
        for one in samples:
            store.put(one.release, one.quads, one.facts)
        put = time.perf_counter()
        for one in samples:
            bare.extend([*one.quads, *one.facts])
        done = time.perf_counter()
        quads = sum(len(one.quads) + len(one.facts) for one in samples)
        print(f"{count} releases, {quads} quads, made in {made - started:.1f} s")
        print(f"all put in {put - made:.1f} s, bare extend {done - put:.1f} s, ratio {(put - made) / (done - put):.2f}")
        print(f"{'':<46} {'ours':>11}  {'bare':>11}")

        new = [release(n, 1) for n in range(60)]
        replace = [
            f"DROP SILENT GRAPH <{release_graph(samples[n].release.id)}>; INSERT DATA {{ {_data({*new[n].quads, *new[n].facts})} }}"
            for n in range(60)
        ]
        compare(
            "replace one release (files synced)",
            lambda n: store.put(new[n].release, new[n].quads, new[n].facts),
            lambda n: bare.update(replace[n]),
        )
        compare(
            "add it again unchanged",
            lambda n: store.put(new[n].release, new[n].quads, new[n].facts),
            lambda n: bare.update(replace[n]),
        )

        default = [ox.NamedNode(graph) for graph in DEFAULT]
        raw = lambda _: [tuple(row) for row in store._ox.query(LOOKUP, default_graph=default)]  # noqa: E731
        assert len(store.run(LOOKUP)) == len(raw(0)) == len(store.query(LOOKUP))
        compare(f"own query, {len(raw(0))} rows", lambda _: store.run(LOOKUP), raw)
        compare("foreign query (guard, other process)", lambda _: store.query(LOOKUP), raw)
        store._ox.flush()
        compare(
            "open for reading beside the writer, look up",
            lambda _: look(store.path),
            lambda _: bare_look(store.path, raw),
            rounds=25,
        )


def look(path: Path) -> None:
    with Store.open(path, read_only=True) as reader:
        reader.run(LOOKUP)


def bare_look(path: Path, raw: Callable[[int], object]) -> None:
    reader = ox.Store.read_only(str(path / "store"))
    list(reader.query(LOOKUP, default_graph=[ox.NamedNode(graph) for graph in DEFAULT]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
