"""The questions and the ontology speak the same language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from telegrapher.shipped import folder
from telegrapher.vocabulary import Vocabulary, vocabulary


def questions() -> list[Path]:
    return sorted(folder("queries").glob("*.rq"))


@pytest.mark.parametrize("path", questions(), ids=lambda path: path.stem)
def test_question_uses_declared_terms_and_codes(path: Path) -> None:
    text = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
    terms: Vocabulary = vocabulary()
    assert not set(re.findall(r"\btel:(\w+)", text)) - set(terms.labels)
    for scheme in terms.codes:
        assert not set(re.findall(rf"(?<![\w-]){scheme}:([\w-]+)", text)) - set(terms.codes[scheme])
        assert not set(re.findall(rf"/id/{scheme}/([\w-]+)", text)) - set(terms.codes[scheme])
