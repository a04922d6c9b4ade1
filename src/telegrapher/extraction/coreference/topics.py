"""What a sentence is about that opens with somebody else: who is owned, not who owns; who is spoken of, not who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from telegrapher.extraction.coreference.expressions import rules
from telegrapher.extraction.page import Page
from telegrapher.model import Found, Mention, Span

__all__ = ["only_owners", "spoken_of"]

_SHARE = r"(?:[\d.,]+ ?(?:percent|per cent|pct|%)|(?:a|the) (?:third|quarter|half|remainder|rest|balance|remaining [\d.,]+))"
_PARTED = re.compile(rf" (?:has|holds|owns|have|hold|own|with|keeps?|retains?)(?: another| a further| the remaining)? {_SHARE}")
"""A share that somebody holds; of what is told before if nothing named follows "of"."""
_OF_WHAT = re.compile(
    r"(?:percent|per cent|pct|%|stakes?|shares?|interests?|shareholdings?|holdings?|third|quarter|half|majority|control"
    r"|shareholders?|owners?|investors?|backers?|stockholders?)(?: of the (?:shares|stock|capital|equity))? (?:of|in) (?:the )?$"
)
_NAMED = re.compile(r"(?:The )?[A-Z][^,;:()]{1,60}(?:, [^;:()]{1,60},)?")
_ANY_OF = re.compile(r" (?:of|in) (?:the )?[A-Z]")


@cache
def _reports() -> re.Pattern[str]:
    verbs = "|".join(rules().data["reporting"])
    return re.compile(rf",? (?:has |also |today |then |further ){{0,2}}(?:{verbs})(?: today| yesterday| also)? that (?:the )?")


_DOES = re.compile(
    r" (?:(?:also|already|now|currently) )?(?:will|has|is|was|had|would|can|could|is to|offers?|serves?|employs?|operates?|runs?"
    r"|plans?|expects?)\b"
)
_ACCORDING = re.compile(r"According to (?:the )?$")
_OPENING = re.compile(r"(?:The |Both |Today,? |Also,? )?")
_JOINT = re.compile(r"(?: \([^()]*\))?(?:, [^,;:()]{3,80})?(?:,| and|, and| as well as|, as well as)(?: the)? ")
_PLURAL = re.compile(
    r"(?: \([^()]*\))?(?:,[^,;:]{3,80},)? (?:\w+ly |also |both |all |now |already |each )*"
    r"(?!(?:is|was|has|said|says|plans|today)\b)[a-z]"
)
_LEAST = 3
"""Organisations of a sentence that tells of a row of owners: two of them, and who is owned."""


def only_owners(page: Page, named: Sequence[Mention]) -> bool:
    """Whether a sentence only names who holds the rest of something told before: "Acme has 21 percent, and Zeta the other 20"."""
    text = page.release.text
    sentence = page.sentence_at(named[0].span.start)
    if sentence is None or not (held := _PARTED.search(text, sentence.span.start, sentence.span.end)):
        return False
    opened = text[sentence.span.start : held.start()]
    return bool(_NAMED.fullmatch(opened)) and not _ANY_OF.search(text, held.end(), sentence.span.end)


def spoken_of(page: Page, named: Sequence[Mention]) -> Mention | None:
    """The one of the organisations named in a sentence that it is about, where that is not the first; `None` where the wording
    tells nothing."""
    text = page.release.text
    if len(named) < 2 or (sentence := page.sentence_at(named[0].span.start)) is None:
        return None
    return _owned(text, sentence.span, named) or _reported(text, sentence.span, named) or _beside_row(text, sentence.span, named)


def _beside_row(text: str, sentence: Span, named: Sequence[Mention]) -> Mention | None:
    """Who is told of beside a row of subjects: of "A and B have joined C", "the company" after it can only mean C."""
    if not _OPENING.fullmatch(text, sentence.start, named[0].span.start):
        return None
    size = 1
    while size < len(named) and _JOINT.fullmatch(text, named[size - 1].span.end, named[size].span.start):
        size += 1
    row = {m.key for m in named[:size]}
    others = [m for m in named[size:] if m.key not in row]
    if len(row) < 2 or len({m.key for m in others}) != 1 or not _PLURAL.match(text, named[size - 1].span.end):
        return None
    return others[0]


def _owned(text: str, sentence: Span, named: Sequence[Mention]) -> Mention | None:
    if len({m.key for m in named}) < _LEAST and not _continued(text, sentence):
        return None
    owned = [m for m in named if _OF_WHAT.search(text, max(sentence.start, m.span.start - 60), m.span.start)]
    return owned[0] if len({m.key for m in owned}) == 1 else None


def _continued(text: str, sentence: Span) -> bool:
    """Whether the next sentence goes on with who else holds shares."""
    end = text.find("\n", sentence.end)
    behind = text[sentence.end : end if end > 0 else sentence.end + 120]
    return bool(re.match(r"\s*[A-Z][\w&.' -]{1,50}?" + _PARTED.pattern + r"(?! (?:of|in) (?:the )?[A-Z])", behind))


def _reported(text: str, sentence: Span, named: Sequence[Mention]) -> Mention | None:
    first, second = named[:2]
    if first.key == second.key or second.found is Found.REFERENCE:
        return None
    between = text[first.span.end : second.span.start]
    fronted = _ACCORDING.fullmatch(text[sentence.start : first.span.start]) and between == ", "
    if not (fronted or _reports().fullmatch(between)) or not _DOES.match(text, second.span.end):
        return None
    clause = text[second.span.end : sentence.end]
    return None if re.search(r"\b(?:its|it|their|them)\b", clause) and not fronted else second
