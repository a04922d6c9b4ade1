"""The figures that the project promises for its development set, with and without the reference tables; every document is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import telegrapher

DEV = Path(__file__).parents[2] / "benchmarks" / "gold" / "dev"


@pytest.mark.parametrize(
    ("reference", "least"),
    [
        (None, {"statement": (0.88, 0.82), "entity": (0.0, 0.92), "type": (0.96, 0.0), "qualifier": (0.0, 0.85)}),
        ("none", {"statement": (0.0, 0.70), "entity": (0.0, 0.86), "type": (0.88, 0.0)}),
    ],
)
def test_figures_of_the_development_set(reference: str | None, least: dict[str, tuple[float, float]]) -> None:
    scores = telegrapher.evaluate(DEV, setup=telegrapher.Setup(reference=reference))
    assert scores.missing == ()
    assert scores.measures["evidence"].precision == 1
    for name, (precision, f1) in least.items():
        assert scores.measures[name].precision >= precision, name
        assert scores.measures[name].f1 >= f1, name
