"""Tables of rules: what stands in them comes out as a dataclass says, and what does not fit is told with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from telegrapher.errors import RuleError
from telegrapher.rules import filled, read_table, table, table_path


@dataclass(frozen=True, slots=True)
class Patience:
    times: int
    longest: float


@dataclass(frozen=True, slots=True)
class Words:
    cues: frozenset[str]
    ordered: tuple[str, ...]
    weights: Mapping[str, float]
    kinds: Mapping[str, frozenset[str]]
    retry: Patience
    name: str
    loose: bool = False
    rest: Any = None


WHOLE: dict[str, Any] = {
    "cues": ["buy", "sell", "buy"],
    "ordered": ["b", "a"],
    "weights": {"near": 2, "far": 0.5},
    "kinds": {"lab": ["laboratory", "lab"]},
    "retry": {"times": 3, "longest": 60},
    "name": "deals",
    "examples": ["for another reader"],
}


def test_a_table_fills_a_dataclass() -> None:
    found = filled(Words, WHOLE | {"rest": [1, "x"]}, where="deals.yaml")
    assert found == Words(
        frozenset({"buy", "sell"}),
        ("b", "a"),
        {"near": 2.0, "far": 0.5},
        {"lab": frozenset({"laboratory", "lab"})},
        Patience(3, 60.0),
        "deals",
        rest=[1, "x"],
    )
    assert isinstance(found.retry.longest, float)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cues": "buy"}, "'cues' must be a list, is 'buy'"),
        ({"cues": ["buy", 5]}, "'cues' holds 5, which is no text; put it in quotes"),
        ({"kinds": {"lab": [True]}}, "'lab' of 'kinds' holds True"),
        ({"kinds": ["lab"]}, "'kinds' must be a mapping"),
        ({"weights": {"near": "much"}}, "'near' of 'weights' must be float, is 'much'"),
        ({"weights": {"near": True}}, "'near' of 'weights' must be float, is True"),
        ({"retry": {"times": 1.5, "longest": 1}}, "deals.yaml, 'retry': 'times' must be int, is 1.5"),
        ({"retry": {"times": 1}}, "deals.yaml, 'retry': has no entry 'longest'"),
        ({"loose": 1}, "'loose' must be bool, is 1"),
        ({"name": None}, "'name' must be str, is None"),
    ],
)
def test_what_does_not_fit_is_told(change: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError) as told:
        filled(Words, WHOLE | change, where="deals.yaml")
    assert message in str(told.value)
    assert str(told.value).startswith("deals.yaml")


def test_an_entry_that_is_missing_is_told() -> None:
    with pytest.raises(RuleError, match=r"deals\.yaml: has no entry 'ordered'"):
        filled(Words, {name: value for name, value in WHOLE.items() if name != "ordered"}, where="deals.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [("cues: [", "cannot be read: while parsing"), ("- buy", "must hold a mapping"), ("", "must hold a mapping")],
)
def test_a_file_that_holds_no_table_is_told_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "deals.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as told:
        read_table(path)
    assert str(told.value).startswith(f"{path}: {message}")
    assert "\n" not in str(told.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"deals\.yaml: cannot be read"):
        read_table(tmp_path / "deals.yaml")


def test_plain_tables_hold_nothing_but_texts(tmp_path: Path) -> None:
    path = tmp_path / "deals.yaml"
    path.write_text("cues: [no, on, 1, true]", encoding="utf-8")
    assert read_table(path, plain=True) == {"cues": ["no", "on", "1", "true"]}


def test_shipped_tables_are_read_once() -> None:
    assert table("surface/makers") is table("surface/makers")
    assert table_path("surface/makers").is_file()


def test_words_that_older_yaml_takes_for_truth_values_are_words(tmp_path: Path) -> None:
    path = tmp_path / "deals.yaml"
    path.write_text("cues: [no, on, off, yes, On, truest]\nloose: true\nstrict: false\nleast: 3", encoding="utf-8")
    assert read_table(path) == {"cues": ["no", "on", "off", "yes", "On", "truest"], "loose": True, "strict": False, "least": 3}
