"""One real release comes out whole, by general rules, and nothing wrong with it; so does its re-told version."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import telegrapher
from telegrapher.model import RELEASE, Extraction, Literal, Statement, fold

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("TELEGRAPHER_SHARED", ROOT.parent / "shared"))
DOCUMENTS = {
    "original": SHARED / "seed" / "bics-infinera-2014-05-20.txt",
    "re-told": ROOT / "data" / "releases" / "2014-05-20-bics-infinera-award.txt",
}
EXPECTED: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=sorted(DOCUMENTS))
def extraction(request: pytest.FixtureRequest) -> Extraction:
    path = DOCUMENTS[request.param]
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    (found,) = telegrapher.extract(path, jobs=1)
    assert isinstance(found, Extraction)
    return found


def names(extraction: Extraction, key: str) -> set[str]:
    if key == RELEASE:
        return {RELEASE.casefold()}
    one = extraction.referents[key]
    found = {fold(name) for name in (one.name, *one.aliases)}
    return found | {name.removesuffix("s") for name in found}


def wanted_names(wanted: Any) -> set[str]:
    return {fold(one).removesuffix("s") for one in (wanted if isinstance(wanted, list) else [wanted])}


def is_end(extraction: Extraction, end: str | Literal, wanted: Any) -> bool:
    if isinstance(end, Literal):
        return isinstance(wanted, str) and wanted.startswith("=") and fold(end.value) == fold(wanted[1:])
    return bool(names(extraction, end) & (wanted_names(wanted) | {fold(str(wanted))}))


def has(extraction: Extraction, said: dict[str, str], key: str, wanted: Any) -> bool:
    value = said.get(key)
    if value is None:
        return False
    if key in ("supplier", "on"):
        return is_end(extraction, value, wanted)
    return str(wanted) in value


def matches(extraction: Extraction, statement: Statement, row: list[Any]) -> bool:
    subject, predicate, other, *rest = row
    said = dict(statement.qualifiers)
    return (
        statement.predicate == predicate
        and is_end(extraction, statement.subject, subject)
        and is_end(extraction, statement.object, other)
        and all(has(extraction, said, key, wanted) for key, wanted in (rest[0] if rest else {}).items())
    )


def shown(extraction: Extraction, statement: Statement) -> str:
    def name(end: str | Literal) -> str:
        if isinstance(end, Literal):
            return end.value
        return end if end == RELEASE else extraction.referents[end].name

    said = {key: name(value) if value in extraction.referents else value for key, value in statement.qualifiers}
    return f"{name(statement.subject)} | {statement.predicate} | {name(statement.object)} | {said} | {statement.rule}"


def test_publication_date(extraction: Extraction) -> None:
    assert extraction.release.published == EXPECTED["published"] == date(2014, 5, 20)


def test_types(extraction: Extraction) -> None:
    for name, kinds in EXPECTED["types"].items():
        found = {one.type for key, one in extraction.referents.items() if is_end(extraction, key, name)}
        assert found and found <= set(kinds if isinstance(kinds, list) else [kinds]), name


@pytest.mark.parametrize("row", EXPECTED["required"], ids=lambda row: "-".join(map(str, row[:3])))
def test_is_found(extraction: Extraction, row: list[Any]) -> None:
    same = [one for one in extraction.statements if matches(extraction, one, row[:3])]
    found = [one for one in same if matches(extraction, one, row)]
    assert len(found) == 1, [shown(extraction, one) for one in same]


def test_nothing_else_is_found(extraction: Extraction) -> None:
    allowed = [row[:3] for row in (*EXPECTED["required"], *EXPECTED["also"])]
    extra = [one for one in extraction.statements if not any(matches(extraction, one, row) for row in allowed)]
    assert not [shown(extraction, one) for one in extra]


def test_every_statement_has_its_words(extraction: Extraction) -> None:
    text = extraction.release.text
    for one in extraction.statements:
        assert one.evidence.quotes == tuple(text[span.start : span.end] for span in one.evidence.spans)
