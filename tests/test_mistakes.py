"""A mistake of ours over one document costs that document, and is told; the others go on."""

from __future__ import annotations

import json
import operator
import os
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from telegrapher import pipeline
from telegrapher.cli import cli
from telegrapher.errors import RuleError
from telegrapher.extraction import Extractor
from telegrapher.model import Linked, Release
from telegrapher.reading import Failure, intake
from telegrapher.workers import side_by_side

SETUP = pipeline.Setup(reference="none", stages=("shapes",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        text = f"BERGEN -- Nordhaven Telecom Inc. opened its office number {number} in Bergen last week, the company said."
        (tmp_path / f"r{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def _broken_over(name: str, whole):
    def one(first, *rest, **options):
        release = first if isinstance(first, Release) else rest[0] if rest and isinstance(rest[0], Release) else None
        if name in (options.get("name"), release and release.name):
            raise KeyError("no such rule")
        return whole(first, *rest, **options)

    return one


def _told(found: list[Release | Linked | Failure]) -> list[tuple[str, bool]]:
    return [(one.where, "KeyError" in one.reason and "KeyError" in one.trace) for one in found if isinstance(one, Failure)]


def test_reading_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "compose", _broken_over("r1", intake.compose))
    found = list(intake.read_path(folder))
    assert [one.name for one in found if isinstance(one, Release)] == ["r0", "r2"]
    assert _told(found) == [(str(folder / "r1.txt"), True)]


def test_extraction_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Extractor, "extract", _broken_over("r1", Extractor.extract))
    found = list(pipeline.road(intake.read_path(folder), SETUP))
    assert [one.extraction.release.name for one in found if isinstance(one, Linked)] == ["r0", "r2"]
    assert _told(found) == [("r1", True)]


def test_explaining_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Extractor, "read", _broken_over("r1", Extractor.read))
    answer = CliRunner().invoke(cli, ["explain", "--reference", "none", str(folder)], standalone_mode=False)
    assert answer.return_value == 1
    assert "r0" in answer.output
    assert "r2" in answer.output
    assert "telegrapher: r1: a mistake in telegrapher" in answer.stderr
    assert "Traceback" in answer.stderr


def test_an_error_on_purpose_is_not_hidden(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuleError("no YAML", where="frames.yaml")

    monkeypatch.setattr(Extractor, "extract", refuse)
    with pytest.raises(RuleError):
        list(pipeline.road(intake.read_path(folder), SETUP))


# What is worked at must be found by new processes, which know no tests: calls of the standard library do.
_CALLER = partial(partial, operator.call)
_END = partial(os._exit, 9)  # as the system does where memory runs out


def test_a_process_that_is_ended_costs_one_item() -> None:
    items = [_END if number == 7 else partial(pow, number, 2) for number in range(40)]
    results = list(side_by_side(items, _CALLER, 2, lost=lambda _: -1))
    assert results == [-1 if number == 7 else number**2 for number in range(40)]


def test_an_error_in_a_process_is_told_as_it_is() -> None:
    with pytest.raises(json.JSONDecodeError):
        list(side_by_side(["1", "2"], partial(json.loads, "{"), 2, lost=lambda _: None))
