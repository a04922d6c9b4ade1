"""What each stage of extraction is worth on the gold set: one row with all on, one with each stage off, one without reference."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import telegrapher
from telegrapher.evaluation import Scores
from telegrapher.extraction import STAGES

GOLD = Path(__file__).parent / "gold" / "dev"


def row(name: str, scores: Scores) -> str:
    """One line of a Markdown table."""
    statement, entity = scores.measures["statement"], scores.measures["entity"]
    kind, qualifier = scores.measures["type"], scores.measures["qualifier"]
    figures = (statement.precision, statement.recall, statement.f1, entity.f1, kind.precision, qualifier.f1)
    return f"| {name} | " + " | ".join(f"{value:.3f}" for value in figures) + " |"


def main() -> None:
    """Print the table."""
    print("| | statements P | R | F1 | entities F1 | types | qualifiers F1 |")
    print("|---|---|---|---|---|---|---|")
    print(row("everything on", telegrapher.evaluate(GOLD)))
    for stage in STAGES:
        kept = tuple(one for one in STAGES if one != stage)
        print(row(f"without {stage}", telegrapher.evaluate(GOLD, setup=telegrapher.Setup(stages=kept))))
    print(row("nothing but the text (`--reference none`)", telegrapher.evaluate(GOLD, setup=telegrapher.Setup(reference="none"))))


if __name__ == "__main__":
    main()
