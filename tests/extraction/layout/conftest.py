from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from telegrapher.extraction.layout import read_layout
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Draft, Literal, Mention, Referent, Release, Span, Zone, ZoneKind, release_id

PUBLISHED = date(2026, 1, 14)
_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)(?:\|([^\[\]|]+))?\]")
_ZONE = re.compile(r"<(\w+)(?::([^<>]+))?>\n?")


def _unmarked(marked: str) -> tuple[str, list[tuple[int, str, str, str]]]:
    parts, names, upto, length = [], [], 0, 0
    for match in _MARK.finditer(marked):
        parts.append(marked[upto : match.start()])
        length += len(parts[-1])
        names.append((length, match[1], match[2], match[3] or match[1]))
        parts.append(match[1])
        length += len(match[1])
        upto = match.end()
    parts.append(marked[upto:])
    return "".join(parts), names


def _page(marked: str) -> Page:
    """A page from text with names marked `[name|Type]` or `[words|Type|name meant]` and zones opened by `<about:Owner>` lines."""
    pieces = _ZONE.split("<body>" + marked if not marked.startswith("<") else marked)[1:]
    text, zones, sentences, mentions = "", [], [], []
    for kind, owner, body in zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=True):
        plain, names = _unmarked(body)
        if not plain:
            continue
        start = len(text)
        zones.append(Zone(ZoneKind(kind), Span(start, start + len(plain)), owner))
        mentions += [(start + offset, *rest) for offset, *rest in names]
        for match in re.finditer(r"[^\n]+?(?:(?<=[a-z\])])[.!?](?= [A-Z])|(?=\n)|$)", plain):
            if match[0].strip():
                lead = len(match[0]) - len(match[0].lstrip())
                sentences.append(Sentence(Span(start + match.start() + lead, start + match.end()), ZoneKind(kind), owner))
        text += plain
    keys: dict[str, str] = {}
    referents: dict[str, Referent] = {}
    made = []
    for offset, words, kind, meant in mentions:
        key = keys.setdefault(meant, f"e{len(keys) + 1}")
        referents.setdefault(key, Referent(key, kind, meant, (words,) if words != meant else ()))
        made.append(Mention(Span(offset, offset + len(words)), words, kind, key))
    release = Release(release_id(text), "test", text, tuple(zones), published=PUBLISHED)
    return Page(release, tuple(sentences), tuple(sorted(made)), referents)


def _shown(page: Page, draft: Draft) -> str:
    def name(end: Mention | Literal | str | None) -> str:
        if end is None:
            return "RELEASE"
        if isinstance(end, Literal):
            return end.value
        return end if isinstance(end, str) else page.referents[end.key].name

    row = [name(draft.subject), draft.predicate, name(draft.object)]
    if draft.qualifiers:
        row.append("; ".join(f"{key}={name(value)}" for key, value in draft.qualifiers))
    return " | ".join(row)


@pytest.fixture
def page_of() -> Callable[[str], Page]:
    return _page


@pytest.fixture
def said() -> Callable[[str], set[str]]:
    """What the whole layout reader finds in marked text, as rows "subject | predicate | object | qualifier=value; ..."."""

    def read(marked: str) -> set[str]:
        page, drafts = read_layout(_page(marked))
        for draft in drafts:
            ends = [end for end in (draft.subject, draft.object) if isinstance(end, Mention)]
            assert all(any(end.span in span for span in draft.spans) for end in ends), draft
        return {_shown(page, draft) for draft in drafts}

    return read
