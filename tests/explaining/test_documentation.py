"""The example of the documentation is what the command prints, apart from line numbers and figures."""

from __future__ import annotations

import re
from pathlib import Path

from explaining.texts import release_of

from telegrapher.explaining import as_text, explain
from telegrapher.extraction import Extractor
from telegrapher.reference import nothing

GUIDE = Path(__file__).parents[2] / "docs" / "explain.md"


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```text\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def plain(text: str) -> str:
    """Without what changes with every rule that is added: line numbers, confidence, further rules, those that came near."""
    text = re.sub(r"\n     why      rule .*(?:\n {14}.*)*", "", text)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"yaml:\d+(?:; confidence [\d.]+)?(?:; also by [\w.-]+ in \[\d+\])*", "yaml", text).strip()


def test_example_is_true() -> None:
    told = "\n".join(as_text(explain(release_of(block("release")), Extractor(nothing()))))
    assert plain(block("told")) in plain(told)
