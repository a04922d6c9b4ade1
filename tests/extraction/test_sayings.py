"""Ways of saying a relation, read by all that stands behind the naming of things: plain, turned, in rows, by reference, and denied.

Each file is called after the relation of which its sentences say just these statements.
"""

from pathlib import Path

import pytest

from telegrapher.extraction import Extractor
from telegrapher.extraction.assembly import assemble
from telegrapher.extraction.frames.frame import Example, examples_in
from telegrapher.extraction.frames.marked import page_of
from telegrapher.model import Literal
from telegrapher.reference import load
from telegrapher.rules import read_table

SAYINGS = {path.stem: examples_in(read_table(path)) for path in sorted((Path(__file__).parent / "sayings").glob("*.yaml"))}
CASES = [(relation, example) for relation, examples in SAYINGS.items() for example in examples]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load())


def _read(extractor: Extractor, text: str, relation: str) -> list[str]:
    page, drafts, refused = extractor.drafts(page_of(text))
    found = set()
    for one in assemble(page, drafts, refused).statements:
        if one.predicate == relation:
            end = one.object.value if isinstance(one.object, Literal) else page.referents[one.object].name
            start = page.referents[one.subject].name if one.subject in page.referents else one.subject
            found.add(f"{start} | {relation} | {end}")
    return sorted(found)


@pytest.mark.parametrize(("relation", "example"), CASES, ids=[f"{r}-{SAYINGS[r].index(e)}" for r, e in CASES])
def test_saying(extractor: Extractor, relation: str, example: Example) -> None:
    assert _read(extractor, example.text, relation) == sorted(example.says)
