"""Measures the precision of every rule on the gold documents and writes the table that confidence is read from."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import telegrapher
from telegrapher.extraction.confidence import counts, write
from telegrapher.shipped import folder

GOLD = Path(__file__).parent / "gold"


def main() -> None:
    """Rewrite `data/rules/confidence.yaml`."""
    judged = [
        one
        for name in ("dev", "more", "newsroom", "trade", "wires", "regions", "plain")
        for one in telegrapher.evaluate(GOLD / name, setup=telegrapher.Setup(min_confidence=0)).judged
    ]
    table = counts((one.rule, one.right) for one in judged)
    write(folder("data") / "rules" / "confidence.yaml", table)
    print(f"{len(judged)} statements of {len(table)} rules")


if __name__ == "__main__":
    main()
