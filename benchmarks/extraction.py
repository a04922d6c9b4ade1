"""How fast releases are read and taken apart, beside a stock language pipeline in the same run.

Figures of one process are of its own processor time, those of several of the clock; the machine may be busy, ratios hold.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from telegrapher import pipeline
from telegrapher.model import Release, ZoneKind
from telegrapher.reading import Failure, read_bytes

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "benchmarks" / "gold"
ONE = ROOT / "data" / "releases" / "2018-01-google-curie-subcom.txt"
ROUNDS = 5
START = 64
"""Releases after which processes are held to be at work."""


def releases(name: str) -> list[Release]:
    """The documents of a part of the gold set, read."""
    found = pipeline.read(sorted(path for path in (GOLD / name).iterdir() if not path.name.endswith(".gold.json")))
    return [one for one in found if not isinstance(one, Failure)]


def taken(run: Callable[[], object]) -> float:
    """Seconds of this process's time that something takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def stock_pipeline() -> Any:
    """The small English pipeline, whole, as it comes."""
    import spacy

    from telegrapher.extraction.language import MODELS

    return spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))


def one_core() -> None:
    """Ours and the stock pipeline by turns, so that whatever else the machine does meets both."""
    documents = releases("dev")
    words = sum(len(one.text.split()) for one in documents) / len(documents)
    extractor, stock = pipeline.Setup().extractor(), stock_pipeline()
    for other in releases("more"):  # everything is loaded then, and none of the documents was seen
        extractor.extract(other)
        stock(other.text)
    unseen = taken(lambda: [extractor.extract(one) for one in documents])
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(taken(lambda: [extractor.extract(one) for one in documents]))
        theirs.append(taken(lambda: list(stock.pipe(one.text for one in documents))))
    print(f"{len(documents)} releases of {words:.0f} words on average, one core")
    print(f"  ours            {len(documents) / min(ours):6.1f} releases/s, at first sight {len(documents) / unseen:.1f}")
    print(f"  stock pipeline  {len(documents) / min(theirs):6.1f} releases/s")
    print(f"  ours is {min(theirs) / min(ours):.2f} times as fast")


def many(documents: list[Release], count: int) -> Iterator[Release]:
    """Different texts."""
    for index in range(count):
        one = documents[index % len(documents)]
        (fresh,) = read_bytes(f"{one.text}\n\nReference {index}\n".encode(), name=f"{one.name}-{index}", media_type="text/plain")
        if isinstance(fresh, Release):
            yield fresh


def user(who: int) -> float:
    """User time of this process, or of those that it started and that ended."""
    return resource.getrusage(who).ru_utime


def flow(batch: Iterable[Release], jobs: int) -> tuple[float, float, float, float]:
    """Releases a second by the clock, all in all and once the processes are at work; user time here and in other processes."""
    here, there, start = user(resource.RUSAGE_SELF), user(resource.RUSAGE_CHILDREN), time.perf_counter()
    times = [time.perf_counter() for _ in pipeline.road(batch, pipeline.Setup(), jobs=jobs)]
    here, there = user(resource.RUSAGE_SELF) - here, user(resource.RUSAGE_CHILDREN) - there
    return len(times) / (times[-1] - start), (len(times) - START) / (times[-1] - times[START - 1]), here, there


def processes(count: int = 400) -> None:
    """One process and two."""
    batch = list(many(releases("dev"), count))
    one, one_running, alone, _ = flow(batch, 1)
    two, two_running, here, there = flow(batch, 2)
    print(f"two processes, {count} releases")
    print(f"  {two / one:.2f} times one process with their start, {two_running / one_running:.2f} times once they run")
    print(f"  user time {alone:.1f} s in one; {there:.1f} s in two with their start, {here:.1f} s in the one that feeds them")


def growth() -> None:
    """A long text beside its parts: running text only, since what follows the end of a release is not read."""
    parts = [
        "\n\n".join(one.quote(zone.span) for zone in one.zones if zone.kind in (ZoneKind.LEAD, ZoneKind.BODY))
        for one in releases("dev")
    ]
    extractor = pipeline.Setup().extractor()

    def read(text: str) -> None:
        for one in read_bytes(text.encode(), name="text.txt"):
            if isinstance(one, Release):
                extractor.extract(one)

    apart, whole = taken(lambda: [read(part) for part in parts]), taken(lambda: read("\n\n".join(parts)))
    print(f"one text {len(parts)} times as long: {whole / apart:.2f} times the sum of its parts")


def from_nothing() -> None:
    """Start and memory of the command line, with compiled modules kept as an installation keeps them."""
    with tempfile.TemporaryDirectory() as kept:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = kept

        def extract(what: Path) -> None:
            command = [sys.executable, "-m", "telegrapher", "extract", "--jobs", "1", str(what)]
            subprocess.run(command, capture_output=True, check=True, env=environment)

        times = []
        for _ in range(3):
            start = time.perf_counter()
            extract(ONE)
            times.append(time.perf_counter() - start)
        extract(GOLD / "dev")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"cold start of extract on one file: {min(times):.1f} s; peak memory over a folder: {memory:.0f} MB")


def main() -> None:
    """Print the table."""
    from_nothing()
    one_core()
    growth()
    processes()


if __name__ == "__main__":
    main()
