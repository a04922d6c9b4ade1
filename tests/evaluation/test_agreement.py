"""`telegrapher.evaluation` and the stand-alone scorer of the gold set give the same figures, on good and on spoilt output."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from telegrapher.errors import InputError
from telegrapher.evaluation import evaluate, gold_documents

GOLD = Path(__file__).parents[2] / "benchmarks" / "gold"


def annotations() -> list[dict[str, Any]]:
    return [annotation for _, annotation in gold_documents(GOLD / "dev")]


def spoil(annotation: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    entities = [dict(one) for one in annotation["entities"] if rng.random() < 0.85]
    for one in entities:
        one["type"] = "Organization" if rng.random() < 0.1 else one["type"]
        one["name"] = "X" + one["name"] if rng.random() < 0.1 else one["name"] + " Inc."
    entities.append({"id": "bogus", "type": "Vendor", "name": "Bogus Optics"})
    known = {one["id"] for one in entities} | {"RELEASE"}
    statements = []
    for one in annotation["statements"]:
        if one["s"] not in known or (isinstance(one["o"], str) and one["o"] not in known) or rng.random() < 0.15:
            continue
        spoilt = dict(one)
        if rng.random() < 0.15 and isinstance(one["o"], str):
            spoilt["o"] = "bogus"
        if rng.random() < 0.1:
            spoilt["p"] = "owns"
        if rng.random() < 0.2:
            spoilt["q"] = dict.fromkeys(one.get("q", {}), "nonsense")
        spoilt["evidence"] = [{"start": 0, "end": 3, "text": "abc" if rng.random() < 0.5 else "xyz"}]
        statements.append(spoilt)
    return {"id": annotation["id"], "text": "abc", "entities": entities, "statements": statements}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_figures_equal_those_of_the_scorer(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    gold = annotations()
    output = [spoil(one, rng) for one in gold if rng.random() < 0.95]
    file = tmp_path / "output.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in output), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, GOLD / "score.py", GOLD / "dev", file, "--json"], capture_output=True, text=True, check=True
    )
    theirs = json.loads(run.stdout)
    ours = evaluate(gold, output)
    assert theirs["documents"] == ours.documents
    assert theirs["missing"] == list(ours.missing)
    for name, score in ours.measures.items():
        figures = (round(score.precision, 4), round(score.recall, 4), round(score.f1, 4))
        assert figures == tuple(theirs[name].values()), name
    assert 0.3 < ours.measures["statement"].precision < 0.95


def test_gold_against_itself_is_perfect_but_for_one_name_that_legal_suffixes_hide() -> None:
    gold = annotations()
    scores = evaluate(gold, gold)
    assert scores.measures["type"].f1 == 1
    assert scores.measures["qualifier"].f1 == 1
    # "NTT" and "NTT Corp" are two things in one document and the same name once the suffix is dropped.
    assert {(one.document, one.what.split(" | ")[0]) for one in scores.differences} == {("a07", "NTT Corp")}


def test_folder_without_annotations_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \*\.gold\.json"):
        list(gold_documents(tmp_path))


def test_annotation_without_document_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "x.gold.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="no document beside"):
        list(gold_documents(tmp_path))
