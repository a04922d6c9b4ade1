"""Small releases of the genre's kinds, by invented companies: what they say is found, and nothing that they do not say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from telegrapher.extraction import Extractor
from telegrapher.model import RELEASE, Extraction, Literal, Statement, fold
from telegrapher.reading import read_bytes
from telegrapher.reference import nothing

FILES = sorted((Path(__file__).parent / "genre").glob("*.yaml"))


def read(case: dict[str, Any], name: str) -> Extraction:
    (release,) = read_bytes(case["text"].encode(), name=f"{name}.txt", media_type="text/plain")
    return Extractor(nothing()).extract(release)


def names(extraction: Extraction, end: str | Literal) -> set[str]:
    if isinstance(end, Literal):
        return {f"={fold(end.value)}"}
    if end == RELEASE:
        return {fold(RELEASE)}
    one = extraction.referents[end]
    found = {fold(name) for name in (one.name, *one.aliases)}
    return found | {name.removesuffix("s") for name in found}


def wanted(text: str) -> set[str]:
    return {f"={fold(name[1:])}" if name.startswith("=") else fold(name).removesuffix("s") for name in text.split(", ")} | {
        fold(text)
    }


def says(extraction: Extraction, statement: Statement, row: str, *, qualified: bool = True) -> bool:
    subject, predicate, other, *more = row.removesuffix(" ?").split(" | ")
    if statement.predicate != predicate:
        return False
    ends = (statement.subject, statement.object)
    turned = ends[::-1] if predicate in ("partnersWith", "mergesWith") else ends
    said = [f"{key}={value}" for key, value in statement.qualifiers]
    return (not qualified or set(more) <= set(said)) and any(
        names(extraction, one) & wanted(subject) and names(extraction, two) & wanted(other) for one, two in (ends, turned)
    )


def shown(extraction: Extraction, statement: Statement) -> str:
    ends = [
        end.value if isinstance(end, Literal) else end if end == RELEASE else extraction.referents[end].name
        for end in (statement.subject, statement.object)
    ]
    return f"{ends[0]} | {statement.predicate} | {ends[1]} | {dict(statement.qualifiers)} | {statement.rule}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_release_of_the_genre(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    extraction = read(case, path.stem)
    rows: list[str] = case["statements"]
    wrong = [one for one in extraction.statements if not any(says(extraction, one, row, qualified=False) for row in rows)]
    sure = [row for row in rows if not row.endswith(" ?")]
    missed = [row for row in sure if not any(says(extraction, one, row) for one in extraction.statements)]
    assert not wrong, [shown(extraction, one) for one in wrong]
    assert 1 - len(missed) / len(sure) >= case["recall"], missed
