"""Deeds that are denied, discussed, wished, supposed or given up: every deed under every cue, and words that are no cues."""

from collections.abc import Iterator

import pytest

from telegrapher.extraction import Extractor
from telegrapher.extraction.assembly import assemble
from telegrapher.extraction.frames.marked import page_of
from telegrapher.model import Literal, Statement
from telegrapher.reference import nothing
from telegrapher.rules import read_table, table_path

DENIALS = read_table(table_path("doubt").parents[2] / "tests" / "extraction" / "denials.yaml")
FORMS = ("do", "does", "did", "done", "doing")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(nothing())


def _statements(extractor: Extractor, text: str) -> Iterator[tuple[Statement, str]]:
    page, drafts, refused = extractor.drafts(page_of(text))
    for one in assemble(page, drafts, refused).statements:
        names = [
            page.referents[end].name if end in page.referents else end for end in (one.subject, one.object) if isinstance(end, str)
        ]
        value = [one.object.value] if isinstance(one.object, Literal) else []
        yield one, " | ".join([names[0], one.predicate, *names[1:], *value])


@pytest.mark.parametrize("cue", DENIALS["cues"])
def test_no_deed_is_told_under_a_cue(extractor: Extractor, cue: str) -> None:
    told = []
    for deed in DENIALS["deeds"]:
        text = cue.format(who=deed["who"], rest=deed["rest"], **dict(zip(FORMS, deed["verb"], strict=True)))
        for one, said in _statements(extractor, text):
            if one.predicate == deed["relation"] and dict(one.qualifiers).get("status") not in DENIALS["news"]:
                told.append((said, one.rule))
    assert told == []


@pytest.mark.parametrize("deed", DENIALS["deeds"], ids=lambda deed: f"{deed['relation']}-{deed['verb'][0]}")
def test_the_deed_is_told_without_a_cue(extractor: Extractor, deed: dict[str, str]) -> None:
    text = f"{deed['who']} {deed['verb'][2]} {deed['rest']}."
    assert deed["relation"] in {one.predicate for one, _ in _statements(extractor, text)}


@pytest.mark.parametrize("case", DENIALS["told"], ids=lambda case: case["text"])
def test_what_is_no_cue_denies_nothing(extractor: Extractor, case: dict[str, str]) -> None:
    assert set(case["says"]) <= {said for _, said in _statements(extractor, case["text"])}
