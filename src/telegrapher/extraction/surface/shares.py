"""Who holds which share of a firm that is named once: in a row of owners, or in the sentence before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.page import SILENT, Page, Sentence
from telegrapher.model import Draft, Found, Mention
from telegrapher.rules import rule_set

__all__ = ["read_shares"]

_BEFORE = 70
"""Letters before a firm in which a share of it is told."""
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Words:
    needs: tuple[str, ...]
    kinds: frozenset[str]
    share: str
    rest: str
    holding: str
    owned_of: str
    owned_by: str
    bars: str


@cache
def _words() -> _Words:
    return rule_set(_Words, "surface/shares")


@dataclass(frozen=True, slots=True)
class _Patterns:
    held: re.Pattern[str]
    left: re.Pattern[str]
    of: re.Pattern[str]
    by: re.Pattern[str]
    bars: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = _words()
    aside = r"(?: \([^()\d]*\))?(?:, [^,;:()\d]{3,60},)?"
    end = r"(?=[.,;)]| and | while |$)"
    return _Patterns(
        re.compile(rf"{aside} {words.holding} (?:{words.share}|{words.rest}){end}"),
        re.compile(rf"{aside} (?:with |holding |having )?(?:{words.share}|{words.rest}){end}"),
        re.compile(words.owned_of),
        re.compile(words.owned_by),
        re.compile(words.bars),
    )


def read_shares(page: Page) -> tuple[Draft, ...]:
    """Owners of a share each in a firm that the sentence, or the one before, tells to be owned.

    Args:
        page: with mentions, references resolved.
    """
    drafts: list[Draft] = []
    told: Mention | None = None
    for sentence in page.sentences:
        text = page.release.quote(sentence.span)
        if sentence.zone in SILENT or not any(word in text for word in _words().needs) or _patterns().bars.search(text):
            told = None
            continue
        named = [m for m in page.mentions_in(sentence.span) if page.type_of(m) in _words().kinds]
        owned = _owned(page, sentence, named)
        if owned is not None or (told is not None and _opens(page, sentence, named)):
            told = owned or told
            drafts.extend(_held(page, sentence, named, told))
        else:
            told = None
    return tuple(drafts)


def _owned(page: Page, sentence: Sentence, named: Sequence[Mention]) -> Mention | None:
    """The one firm of a sentence of which somebody holds a share."""
    text, patterns = page.release.text, _patterns()
    found = {
        m.key: m
        for m in named
        if patterns.of.search(text, max(sentence.span.start, m.span.start - _BEFORE), m.span.start)
        or patterns.by.match(text, m.span.end, sentence.span.end)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _opens(page: Page, sentence: Sentence, named: Sequence[Mention]) -> bool:
    """Whether a sentence opens with somebody who holds a share of what is not named in it."""
    return bool(named) and named[0].span.start <= sentence.span.start + len("The ") and _is_owner(page, sentence, named[0])


def _is_owner(page: Page, sentence: Sentence, one: Mention) -> bool:
    return bool(_patterns().held.match(page.release.text, one.span.end, sentence.span.end))


def _held(page: Page, sentence: Sentence, named: Sequence[Mention], owned: Mention | None) -> Iterator[Draft]:
    """Who holds a share of it, in a sentence in which somebody is told to with a verb."""
    patterns, text = _patterns(), page.release.text
    others = [m for m in named if owned is not None and m.key != owned.key and m.found is not Found.REFERENCE]
    for one in others:
        left = patterns.left.match(text, one.span.end, sentence.span.end) and len(others) >= _LEAST
        if owned is not None and (left or _is_owner(page, sentence, one)):
            yield Draft(one, "investsIn", owned, (sentence.span,), "shares-parted")
