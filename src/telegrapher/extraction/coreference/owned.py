"""Cables that a text calls by their owner alone: "Telco's subsea cable system", "its submarine cable", "the cable of Telco"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from telegrapher.extraction.coreference.background import organisations
from telegrapher.extraction.coreference.phrases import Phrase, line_words
from telegrapher.extraction.page import TENTATIVE, Page
from telegrapher.model import Mention, Referent, fold

__all__ = ["cable_named_like", "explained", "is_wet", "named_owner", "of_its_owner", "possessed", "refers", "tells_of_sea"]

_OWNING = frozenset({"its", "our", "their"})
"""Determiners that say whose a cable is."""

_BODIES = re.compile(r"\b[Tt](?:he|his) (?:company|carrier|operator|provider|group|firm|telco|wholesaler)['’]s $")


_KEEPS = re.compile(
    r",? (?:which |that |(?:also|now|currently|already|today) )*(?:owns|operates|runs|maintains|manages|controls)"
    r"(?: and (?:operates|owns|runs|maintains|manages))? an? "
)
_GAPS = {"'s": re.compile(r"['’]s? (?:own )?"), "whose": re.compile(r",? whose "), "a": _KEEPS, "an": _KEEPS}
"""What stands between an owner and his cable, by its determiner."""


def tells_of_sea(text: str) -> bool:
    """Whether a text speaks of cables in the sea, so that a bare "cable system" is one."""
    low = text.lower()
    return any(word in low for word in line_words().wet)


def possessed(phrase: Phrase, *, wet: bool) -> bool:
    """Whether a phrase speaks of the cable that somebody has: one in the sea, and not a further one.

    Args:
        phrase: the noun phrase.
        wet: whether the text speaks of cables in the sea.
    """
    lower = {word.lower() for word in (*phrase.words, *phrase.head.split())}
    if not lower.isdisjoint(line_words().further) or any(map(str.isdigit, "".join(phrase.words))):
        return False
    cable = lower & {"cable", "system"}
    return bool(cable) and (not lower.isdisjoint(line_words().wet) or (wet and "cable" in lower))


def refers(text: str, phrase: Phrase) -> bool:
    """Whether a phrase says by a reference whose the cable is: "its cable", "the company's cable"."""
    if phrase.determiner == "'s":
        return _BODIES.search(text, max(0, phrase.span.start - 20), phrase.span.start) is not None
    return phrase.determiner in _OWNING


def named_owner(page: Page, phrase: Phrase, mentions: tuple[Mention, ...]) -> Mention | None:
    """The organisation that is named as whose a cable is: right before the phrase ("X's cable", "X, whose cable"), or behind it."""
    text, bodies = page.release.text, organisations()
    bearers = [m for m in mentions if page.type_of(m) in bodies]
    if phrase.determiner in _GAPS:
        gap = _GAPS[phrase.determiner]
        return next((m for m in bearers if gap.fullmatch(text, m.span.end, phrase.span.start)), None)
    behind = re.compile(r" of (?:the )?").match(text, phrase.span.end)
    return next((m for m in bearers if behind and m.span.start == behind.end()), None)


def explained(page: Page, phrase: Phrase, mentions: tuple[Mention, ...]) -> str | None:
    """The key of the cable named before a comma, which a phrase only explains: "X (XC), the cable system of Telco"."""
    gap = re.compile(r"(?: \([^()]{1,40}\)|\))?, the ", re.IGNORECASE)
    return next(
        (m.key for m in mentions if m.type == "Cable" and gap.fullmatch(page.release.text, m.span.end, phrase.span.start)), None
    )


def is_wet(one: Referent) -> bool:
    """Whether a line is a cable or system in the sea, and so not what else is called somebody's network."""
    return one.type == "Cable" and one.name.rsplit(" ", 1)[-1].lower() in {"cable", "system"}


def cable_named_like(owner: Referent, referents: Mapping[str, Referent]) -> str | None:
    """The key of the cable that is called like its owner ("the Boreal cable" of "Boreal Telecom")."""
    words = fold(owner.name).split()
    for key, one in referents.items():
        name = fold(one.name).split()
        if one.type == "Cable" and name and words[: len(name)] == name:
            return key
    return None


def of_its_owner(one: Referent, owner: Referent) -> Referent:
    """A cable without a name as its owner's: it is called by both, and known to be his."""
    if any(name == "owner" for name, _ in one.hints):
        return one
    hints = (*one.hints, ("owner", owner.key))
    if TENTATIVE not in one.hints or owner.name.lower() in one.name.lower():
        return replace(one, hints=hints)
    plain = one.name
    forms = [plain, *one.aliases, f"{owner.name} cable", f"{owner.name} cable system", f"{owner.name} system"]
    called = [f"{alias} {plain}" for alias in owner.aliases]
    return replace(one, name=f"{owner.name} {plain}", aliases=tuple(dict.fromkeys([*forms, *called])), hints=hints)
