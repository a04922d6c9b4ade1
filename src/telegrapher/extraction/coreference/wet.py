"""Rings and links described as somebody's that lie in the sea: what lands or is called a submarine one is a cable."""

from __future__ import annotations

import re
from dataclasses import replace

from telegrapher.extraction.coreference.phrases import line_words
from telegrapher.extraction.page import Page
from telegrapher.model import Found, Referent

__all__ = ["with_wet_lines"]

_HEADS = frozenset({"ring", "loop", "route", "link", "trunk", "system", "segment"})
"""Nouns of lines that may lie on land or in the sea; a "network" is none."""

_LANDS = re.compile(
    r"[^.;]{0,60}?\b(?:(?:lands|landed|landing|will land) (?:in|at)|comes? ashore|landing (?:points|stations) (?:in|at|of))\b"
)


def with_wet_lines(page: Page) -> Page:
    """The page with such rings as cables.

    Args:
        page: with networks found; those named outright are left as they are.
    """
    described = {m.key for m in page.mentions if m.found is Found.DESCRIPTION and m.type == "Network"}
    wet = {key for key in described if _is_wet(page, page.referents[key])}
    if not wet:
        return page
    referents = {key: replace(one, type="Cable") if key in wet else one for key, one in page.referents.items()}
    mentions = tuple(replace(m, type="Cable") if m.key in wet else m for m in page.mentions)
    return page.with_mentions(mentions, referents)


def _is_wet(page: Page, one: Referent) -> bool:
    head = one.name.rsplit(" ", 1)[-1].lower()
    if head not in _HEADS:
        return False
    if any(_LANDS.match(page.release.text, m.span.end) for m in page.mentions if m.key == one.key):
        return True
    alike = [other for other in page.referents.values() if other.type in ("Network", "Cable") and other.name.lower().endswith(head)]
    called = re.search(rf"\b(?:{'|'.join(line_words().wet)}) (?:cable )?{head}\b", page.release.text, re.IGNORECASE)
    return len(alike) == 1 and called is not None
