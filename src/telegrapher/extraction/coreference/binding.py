"""Whom a clause keeps a reference from meaning, or makes it mean: subjects, several of them, and what they do to others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from telegrapher.extraction.coreference.expressions import rules
from telegrapher.extraction.page import Page
from telegrapher.model import Mention, Referent, Span

__all__ = ["ANOTHERS", "acted_on", "of_subject", "several"]

_JOINT = re.compile(r"[\"”'’).]{0,2}(?:,| and| as well as|, and|, as well as)(?: the| its)? ")
_HAVE = re.compile(
    r"[\"”'’).]{0,2},?(?: both| all| each| together| today| also| now| already| jointly| recently| have| are| were| will| use| run"
    r"| plan| want| expect| deploy| own| operate| buy){1,6} ",
)
_BOUND = re.compile(r"[\"”'’).]{0,2}(?: \w+ly| today| has| also| have)* (?P<verb>(?!is\b|was\b)\w+(?:ed|es|s)|made|put|gave|set) $")
_SHARES = re.compile(
    r"\b(?:are|is|were|was|be|been|become|became|remains?) (?:also |now |both |all |still |already )*"
    r"(?:among |(?:one|two|three|some|several) of |the |an? |its )*(?:[\w-]+ ){0,2}"
    r"(?:shareholders?|owners?|investors?|backers?|stockholders?|partners?|customers?|clients?|users?|subscribers?|suppliers?"
    r"|subsidiar(?:y|ies)|units?|members?|distributors?|resellers?|parents?|founders?|creditors?|rivals?|competitors?) "
    r"(?:of|in|to) $"
)
"""What makes those named before it others than "the company" behind it: "X and Y are among the owners of the company"."""

ANOTHERS = re.compile(r"\b(?:who|which|that|where|when|while|because|if|said|says)\b|[;:—–]")
"""Words behind which another clause begins."""


def several(page: Page, here: Sequence[Mention], span: Span) -> bool:
    """Whether all that is named before is one row of subjects of a verb in the plural: "A and B have deployed its ..."."""
    text = page.release.text
    ordered = sorted(here)
    if len(ordered) < 2 or len({m.key for m in ordered}) < 2:
        return False
    gaps = (text[one.span.end : two.span.start] for one, two in pairwise(ordered))
    if not all(_JOINT.fullmatch(gap) for gap in gaps):
        return False
    behind = text[ordered[-1].span.end : span.start]
    return bool(_HAVE.match(behind)) and not ANOTHERS.search(behind)


@cache
def _dealing() -> re.Pattern[str]:
    verbs = "|".join(rules().data["dealing"])
    return re.compile(rf"\b(?:{verbs})(?: (?:all|most|part|parts|control|half|shares|a stake|an interest|the rest)(?: of| in)?)? $")


def acted_on(page: Page, here: Sequence[Mention], span: Span) -> frozenset[str]:
    """The keys of who deals with, or owns, what is referred to, and so is another: "A will acquire the company"."""
    text = page.release.text
    if _SHARES.search(text, max(0, span.start - 60), span.start):
        return frozenset(m.key for m in here if m.span.end <= span.start)
    actor = max((m for m in here if m.span.end <= span.start), default=None, key=lambda m: m.span.end)
    if actor is None:
        return frozenset()
    between = text[actor.span.end : span.start]
    return frozenset((actor.key,)) if _dealing().search(between) and not ANOTHERS.search(between) else frozenset()


def of_subject(page: Page, here: Sequence[Mention], span: Span, referents: dict[str, Referent]) -> str | None:
    """Whose "its" is right behind a verb of which a name is the subject: "A announced its intention", "which A has in use for X,
    its service"."""
    text = page.release.text
    for mention in here:
        if mention.span.end <= span.start and mention.key in referents and _BOUND.fullmatch(text, mention.span.end, span.start):
            return mention.key
    last = max((m for m in here if m.span.end <= span.start), default=None, key=lambda m: m.span.end)
    if last is not None and last.key in referents and _RELATIVE.search(text, max(0, last.span.start - _LEAD), last.span.start):
        return last.key if _USES.fullmatch(text, last.span.end, span.start) else None
    return None


_LEAD = 12
_RELATIVE = re.compile(r"\b(?:which|that|where) (?:the )?$")
_USES = re.compile(r" (?:\w+ ){1,8}?(?:for|with|under|as|in|to|from|on) [^.;:()\n]{0,60}?(?:, )?")
"""A clause of its own subject up to an "its" inside it: "which A has in use for X, its"."""
