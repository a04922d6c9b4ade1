"""How fast releases are read and taken apart, beside a stock language pipeline in the same run.

Prints ratios and, for orientation, absolute figures: the machine may be busy, ratios hold.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from telegrapher import pipeline
from telegrapher.model import Release
from telegrapher.reading import Failure, read_bytes

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "benchmarks" / "gold" / "dev"
ROUNDS = 3


def releases() -> list[Release]:
    """The documents of the gold set, read."""
    found = pipeline.read(sorted(path for path in GOLD.iterdir() if not path.name.endswith(".gold.json")))
    return [one for one in found if not isinstance(one, Failure)]


def best(run: Callable[[], object]) -> float:
    """Seconds of the fastest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def many(documents: list[Release], count: int) -> Iterator[Release]:
    """Different texts, so that nothing is remembered from the last."""
    for index in range(count):
        one = documents[index % len(documents)]
        (fresh,) = read_bytes(f"{one.text}\n\nReference {index}\n".encode(), name=f"{one.name}-{index}", media_type="text/plain")
        yield fresh


def stock_pipeline() -> Any:
    """The small English pipeline, whole, as it comes."""
    import spacy

    from telegrapher.extraction.language import MODELS

    return spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))


def cold_start() -> float:
    """Seconds of `telegrapher extract` on one file, from nothing."""
    file = ROOT / "data" / "releases" / "2018-01-google-curie-subcom.txt"
    command = [sys.executable, "-m", "telegrapher", "extract", str(file)]
    return best(lambda: subprocess.run(command, capture_output=True, check=True))


def main() -> None:
    """Print the table."""
    documents = releases()
    words = sum(len(one.text.split()) for one in documents) / len(documents)
    extractor = pipeline.Setup().extractor()
    extractor.extract(documents[0])

    stock = stock_pipeline()
    ours = best(lambda: [extractor.extract(one) for one in documents]) / len(documents)
    theirs = best(lambda: list(stock.pipe(one.text for one in documents))) / len(documents)
    print(f"{len(documents)} releases of {words:.0f} words on average, one core")
    print(f"  ours           {1 / ours:7.1f} releases/s")
    print(f"  stock pipeline {1 / theirs:7.1f} releases/s   ours is {theirs / ours:.1f} times as fast")
    print(f"  peak memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")

    batch = list(many(documents, 240))
    serial = best(lambda: list(pipeline.road(batch, pipeline.Setup(), jobs=1)))
    double = best(lambda: list(pipeline.road(batch, pipeline.Setup(), jobs=2)))
    print(f"  two processes  {len(batch) / double:7.1f} releases/s, start included; {serial / double:.2f} times one process")

    short, long = documents[0].text, "\n\n".join([documents[0].text] * 40)
    parts = best(lambda: [extractor.extract(read_bytes(short.encode(), name=str(i))[0]) for i in range(40)])
    whole = best(lambda: extractor.extract(read_bytes(long.encode(), name="long")[0]))
    print(f"  one text forty times as long: {whole / parts:.2f} times the sum of its parts")
    print(f"  cold start of extract on one file: {cold_start():.1f} s")


if __name__ == "__main__":
    main()
