"""The company that a release tells of as a joint venture: what "the joint venture" means afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from telegrapher.extraction.coreference.background import organisations
from telegrapher.extraction.page import Page
from telegrapher.model import Mention, Referent

__all__ = ["venture"]

_BEFORE = re.compile(
    r"\b(?:joint[ -]venture|new (?:joint )?(?:company|firm|entity|venture)|JV)(?: company)?,?"
    r"(?: (?:to be |which (?:is|will be) |will be )?(?:called|named|known as|dubbed|christened))?,? [\"“]?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\"”)]?,? (?:(?:is |will be |was |as )?(?:a|an|the|their|its)|owned) (?:[\w/%-]+ ){0,3}?(?:joint[ -]venture|JV)\b",
    re.IGNORECASE,
)
_NEAR = 60


def venture(page: Page, referents: dict[str, Referent], before: Iterable[Mention]) -> str | None:
    """The last company named that the text calls a joint venture or a new company, if there is one."""
    text = page.release.text
    for mention in sorted(before, reverse=True):
        if referents[mention.key].type not in organisations() or not text[mention.span.start].isupper():
            continue
        behind = text[mention.span.end : mention.span.end + _NEAR]
        if _BEFORE.search(text[max(0, mention.span.start - _NEAR) : mention.span.start]) or _AFTER.match(
            re.sub(r"^ \([^()]{1,30}\)", "", behind)
        ):
            return mention.key
    return None
