"""Marked sentences: "[Telco|Carrier] runs [it=Telco] ..." as a page, and statements as one line each; for examples and tests."""

from __future__ import annotations

import re
from collections.abc import Iterable

from telegrapher.errors import RuleError
from telegrapher.extraction.page import OPEN, Page, Sentence
from telegrapher.model import Draft, Found, Literal, Mention, Referent, Release, Span, ZoneKind, release_id

__all__ = ["lines", "page_of"]

_MARK = re.compile(r"\[([^\]|=]+)(?:\|(\w+)(\?)?)?(?:=([^\]]+))?\]")


def page_of(marked: str, zone: ZoneKind = ZoneKind.BODY) -> Page:
    """A page of one sentence a line, with the names that are marked in it.

    A line that begins with "# " is a headline.
    `[NAME|Type]` names a thing of a type (the type once is enough), `[NAME|Type?]` one whose type is open,
    `[the company=NAME]` refers to it.

    Raises:
        RuleError: a mark refers to a name that no mark gives a type.
    """
    types = {m[1]: m[2] for m in _MARK.finditer(marked) if m[2]}
    text, at = "", 0
    mentions: list[Mention] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        name = mark[4] or mark[1]
        if name not in types:
            raise RuleError(f"{name!r} has no type in this example", where=marked)
        span = Span(len(text), len(text) + len(mark[1]))
        found = Found.REFERENCE if mark[4] else Found.SHAPE
        mentions.append(Mention(span, mark[1], types[name], name, found))
        text, at = text + mark[1], mark.end()
    text += marked[at:]
    release = Release(release_id(text), "example", text)
    sentences, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = ZoneKind.HEADLINE if line.startswith("# ") else zone
            sentences.append(Sentence(Span(start, start + len(line)), kind))
        start += len(line) + 1
    unsure = {m[1] for m in _MARK.finditer(marked) if m[3]}
    hints = {name: _owner(name, kind, types) + ((OPEN,) if name in unsure else ()) for name, kind in types.items()}
    referents = {name: Referent(name, kind, name, hints=hints[name]) for name, kind in types.items()}
    return Page(release, tuple(sentences), tuple(mentions), referents)


def _owner(name: str, kind: str, types: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """A network called after another name is that one's."""
    return tuple(("owner", other) for other in types if kind == "Network" and name.startswith(f"{other} "))


def lines(drafts: Iterable[Draft]) -> tuple[str, ...]:
    """Drafts as `S | p | O | q=v | q=v`, sorted, each once."""
    return tuple(sorted({_line(draft) for draft in drafts}))


def _line(draft: Draft) -> str:
    end = draft.object.value if isinstance(draft.object, Literal) else draft.object.key
    qualifiers = [f"{k}={v.key if isinstance(v, Mention) else v}" for k, v in draft.qualifiers]
    return " | ".join([draft.subject.key if draft.subject else "RELEASE", draft.predicate, end, *qualifiers])
