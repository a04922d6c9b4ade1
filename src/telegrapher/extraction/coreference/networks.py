"""Networks described as somebody's: "its metro network", "the network that X runs", "runs 900 miles of fibre"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from telegrapher.extraction.coreference.background import organisations
from telegrapher.extraction.coreference.expressions import rules, without_figures
from telegrapher.extraction.coreference.memory import Memory
from telegrapher.extraction.coreference.owned import is_wet
from telegrapher.extraction.coreference.spotting import HELD_WITHIN
from telegrapher.extraction.names import describe_network
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Found, Mention, Referent, Span, fold

__all__ = ["Networks"]

_CARRIER = frozenset({"Carrier"})

_OPERATORS = frozenset({"Carrier", "ContentProvider", "DataCenterOperator"})

_RELATIVE_THAT = re.compile(r" (?:that|which) ")

_LINES = frozenset({"Cable", "Network"})

_BY = (" by ", " by the ")

_FOR_ITS = re.compile(r",? (?:for|in|on|across|throughout|within|over|into|to \w+)(?: use (?:in|on|across))? ")
"""From who acts to what is its own, in the passive: "by X for its", "by X to extend its"."""

_PARTLY = re.compile(
    r"\b(?:two|three|four|five|some|several|many|few|most|each|any|either|both|none|number|parts?) of (?:the )?$"
    r"|\b(?:not|no longer|never|former|ex-|would-be|once)(?: (?:an?|the))? $",
    re.IGNORECASE,
)
"""Before "its networks": an uncertain one of several is told of; before "the operator of a network": none."""
_GENERATION = re.compile(r"[2-6]G", re.IGNORECASE)

_UNITS = frozenset({"mile", "miles", "km", "kilometer", "kilometre", "route"})


def _is_bare_route(match: re.Match[str]) -> bool:
    """Whether only figures describe a route: "a 215-mile route" is no network of its own."""
    words = [word for word in match["between"].lower().split() if not word[0].isdigit()]
    return match["head"].lower() in ("route", "routes") and set(words) <= {"new", "further", "additional", "second", "third"}


class Networks:
    """Finds the owner of a described network and gives the network its name; lives for one page.

    Attributes:
        memory: what was named so far.
        speaker: who "we" is at a place of a sentence.
    """

    def __init__(self, page: Page, memory: Memory, speaker: Callable[[Sentence, Span], str | None]) -> None:
        self.page = page
        self.memory = memory
        self.speaker = speaker

    def described(self, sentence: Sentence, span: Span, match: re.Match[str], named: list[Mention]) -> Mention | None:
        """The network that the words of a match describe, if its owner is plain."""
        if "noun" not in match.groupdict() and self._explains_line(match.start("between"), named):
            return None
        owner = self._owner(sentence, span, match, named)
        if owner is None or self.memory.supplies(owner):
            return None
        if _is_bare_route(match) or _PARTLY.search(self.page.release.text[max(0, match.start() - 16) : match.start()]):
            return None
        head = "fiber network" if match.re is rules().fibred else match["head"].lower()
        if " one of the" in match[0].lower():
            head = head.removesuffix("s")
        key = self._key(owner, "" if match.re is rules().fibred else match["between"], head)
        span = without_figures(self.page.release.text, span)
        return Mention(span, self.page.release.quote(span), self.memory.referents[key].type, key, Found.DESCRIPTION)

    def _owner(self, sentence: Sentence, span: Span, match: re.Match[str], named: list[Mention]) -> str | None:
        """Whose network the words of a match are about."""
        bodies = organisations() - {"AwardBody"}
        noun = match.groupdict().get("noun", "")
        if noun == "":
            leading = match.re is rules().fibred and match[0][:5].lower() == "with "
            held = match.re is rules().held or rules().held_by.match(self.page.release.text, span.end)
            return self._keeper(span, named, bodies, after=bool(held or leading))
        if noun is not None:
            means = rules().nouns[noun.lower()]
            types = (means.types | means.otherwise) & bodies
            return self.memory.owner(sentence, types) or self.memory.nearest(span, types, 4, named, firsts=True)
        word = match[1].lower()
        if word in ("our", "whose"):
            return self.speaker(sentence, span) if word == "our" else self._keeper(span, named, bodies, after=False)
        if word == "their":
            return None
        if agent := self._agent(span, named, bodies):
            return agent
        near = self.memory.owner(sentence, bodies) or self.memory.nearest(span, bodies, 3, named, firsts=True, barring="suppliers")
        selling = near is not None and self.memory.referents[near].type == "Vendor"
        return (self._operator(span, named) if selling else None) or near

    def _agent(self, span: Span, named: list[Mention], bodies: frozenset[str]) -> str | None:
        """Who did what is told in the passive right before "its network": "chosen by X for its backbone"."""
        text = self.page.release.text
        before = max((m for m in named if m.span.end <= span.start), key=lambda m: m.span.end, default=None)
        if before is None or self.memory.referents[before.key].type not in bodies or not text[: before.span.start].endswith(_BY):
            return None
        return before.key if _FOR_ITS.fullmatch(text[before.span.end : span.start]) else None

    def _operator(self, span: Span, named: list[Mention]) -> str | None:
        """The operator named last before a network where the subject is a vendor: "X said that Y is to extend its network"."""
        before = [m for m in sorted(named) if m.span.end <= span.start]
        return next((m.key for m in reversed(before) if self.memory.referents[m.key].type in _OPERATORS), None)

    def _explains_line(self, start: int, named: list[Mention]) -> bool:
        """Whether a description only explains the line named before its comma: "X, the network that Y runs"."""
        before = re.search(r"(?:, | \()(?:an?|the|one of the) $", self.page.release.text[:start][-16:])
        ends = start - len(before[0]) if before else -1
        return any(m.span.end == ends and self.memory.referents[m.key].type in _LINES for m in named)

    def bare(self, sentence: Sentence, span: Span, match: re.Match[str], named: list[Mention]) -> Mention | None:
        """ "The network" of which something is told as of a line, where no network is known: that of the carrier nearest before."""
        between = set(match[2].lower().replace(",", " ").split())
        if between & set(rules().data["network"]["not_bare"]) or any(map(str.isdigit, match[2])):
            return None
        if not rules().told.match(self.page.release.text, match.end(), sentence.span.end):
            return None
        owner = self.memory.owner(sentence, _CARRIER) or self.memory.nearest(span, _CARRIER, 3, named, firsts=True)
        if owner is None:
            return None
        key = self._key(owner, match[2], match[3].lower())
        return Mention(span, self.page.release.quote(span), self.memory.referents[key].type, key, Found.DESCRIPTION)

    def _keeper(self, span: Span, named: list[Mention], bodies: frozenset[str], *, after: bool) -> str | None:
        """Who keeps a network: named last before "owns a network", or right after "network owned by"."""
        fit = [m for m in sorted(named) if self.memory.referents[m.key].type in bodies]
        text = self.page.release.text
        if after:
            near = next((m for m in fit if 0 < m.span.start - span.end < HELD_WITHIN), None)
            keeps = near and (not _RELATIVE_THAT.match(text, span.end) or rules().keeping.match(text, near.span.end))
            return near.key if near is not None and keeps else None
        if rules().for_others.match(text, span.end):
            return None
        before = [m for m in fit if m.span.end <= span.start]
        own = [m for m in before if not self._is_within(m, before)]
        return next((m.key for m in reversed(own or before)), None)

    def _is_within(self, name: Mention, others: list[Mention]) -> bool:
        """Whether a name only belongs to what explains another: "X, a venture of Y and Z, owns a network"."""
        text = self.page.release.text
        words = text[: name.span.start][-8:].split()
        if words[-1:] == ["of"]:
            return True
        joined = [m for m in others if m.span.end < name.span.start and text[m.span.end : name.span.start] in (" and ", ", ")]
        return bool(joined) and text[: joined[-1].span.start].endswith(" of ")

    def _key(self, owner: str, between: str, head: str) -> str:
        """Key of the network that an owner is said to have: known under a like description, or new."""
        words = between.replace(",", " ").split()
        last = max(
            (i for i, word in enumerate(words) if any(map(str.isdigit, word)) and not _GENERATION.fullmatch(word)), default=-1
        )
        words = [word for word in words[last + 1 :] if word.lower() not in _UNITS]
        raw = " ".join([*words, head])
        name = describe_network(self.memory.referents[owner].name, [*words, head])
        descriptor = name[len(self.memory.referents[owner].name) + 1 :]
        owned = [r for r in self.memory.referents.values() if r.type in _LINES and ("owner", owner) in r.hints and not is_wet(r)]
        for referent in owned:
            if fold(referent.name).endswith(fold(descriptor)):
                self._alias(referent, descriptor)
                return referent.key
        if descriptor == head and len(owned) == 1:
            return owned[0].key
        key = f"n{sum(1 for k in self.memory.referents if k.startswith('n')) + 1}"
        plain = () if owned else (f"{self.memory.referents[owner].name} network",)
        aliases = tuple(
            dict.fromkeys(
                form for form in (descriptor, raw, f"{self.memory.referents[owner].name} {raw}", *plain) if form not in (name, head)
            )
        )
        self.memory.referents[key] = Referent(key, "Network", name, aliases, (), (("owner", owner),))
        return key

    def _alias(self, referent: Referent, form: str) -> None:
        if form != referent.name and form not in referent.aliases:
            self.memory.referents[referent.key] = replace(referent, aliases=(*referent.aliases, form))
