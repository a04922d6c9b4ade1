"""Marked passages to extractions: what a reader would hand to the linker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from telegrapher.model import Extraction, Mention, Referent, Release, Span, release_id

_MARK = re.compile(r"\[\[([^\]]+)\]\]")


@dataclass(frozen=True)
class Passage:
    line: int
    extraction: Extraction
    meant: dict[str, str]


def passages(path: Path) -> Iterator[Passage]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            yield passage(line, number)


def passage(marked: str, number: int = 0) -> Passage:
    text, mentions, parts = "", [], []
    end = 0
    for mark in _MARK.finditer(marked):
        form, type_name, meant, *more = mark.group(1).split("|")
        text += marked[end : mark.start()]
        key = f"e{len(parts) + 1}"
        mentions.append(Mention(Span(len(text), len(text) + len(form)), form, type_name, key))
        parts.append((key, form, type_name, meant, [part.partition("=")[::2] for part in more]))
        text += form
        end = mark.end()
    text += marked[end:]
    keys = {form: key for key, form, *_ in parts}
    referents = {key: _referent(key, form, type_name, more, keys) for key, form, type_name, _, more in parts}
    release = Release(id=release_id(text), name=f"line-{number}", text=text, published=date(2024, 5, 20))
    return Passage(number, Extraction(release, referents, tuple(mentions), ()), {key: meant for key, _, _, meant, _ in parts})


def _referent(key: str, form: str, type_name: str, more: list[tuple[str, str]], keys: dict[str, str]) -> Referent:
    aliases = tuple(value for name, value in more if name == "also")
    hints = tuple(
        (name, keys.get(value, value) if name in {"owner", "employer", "whole"} else value)
        for name, value in more
        if name != "also"
    )
    return Referent(key, type_name, form, aliases, (), hints)
