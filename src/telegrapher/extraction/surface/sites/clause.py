"""Of whom or of which line a word beside a row of places tells something."""

from __future__ import annotations

from dataclasses import dataclass

from telegrapher.extraction.frames.topics import topic
from telegrapher.extraction.page import Page, Sentence
from telegrapher.extraction.surface.items import Item
from telegrapher.extraction.surface.sites.rules import SiteRule, site_words
from telegrapher.extraction.surface.tables import possessives
from telegrapher.model import Found, Mention

__all__ = ["Clause", "Group"]

_OPENING = 9
"""Words between a cue and the first place of its row, at most."""
_BEHIND, _NEAR_BEHIND = 20, 6
"""Words between a row that opens its sentence and whose it is, at most."""
_JOINED_WITHIN = 3
"""Words between a name behind a preposition and what "and" joins to the deed before it, at most."""
_BEFORE_NOUN = 5
"""Words between a possessor and the noun of what he has, at most."""


@dataclass(frozen=True, slots=True)
class Group:
    """A row of places: where its first and last stand, and its places without those that only locate others."""

    first: int
    last: int
    places: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence as words and names, in which subjects are sought."""

    page: Page
    sentence: Sentence
    items: tuple[Item, ...]

    def subjects(self, rule: SiteRule, group: Group, at: int) -> tuple[Mention, ...]:
        """Of what the cue at an index tells that a row of places is its: a line, or organisations."""
        if rule.predicate in ("connects", "landsAt"):
            one = self.line(rule, group, at)
            return (one,) if one is not None else ()
        if owner := self.possessor(rule, at):
            return (owner,)
        return self.doers(rule, group, at)

    def fits(self, rule: SiteRule, at: int) -> Mention | None:
        """The name at an index, if a rule may be about it."""
        mention = self.items[at].mention if 0 <= at < len(self.items) else None
        return mention if mention is not None and self.page.type_of(mention) in rule.subject else None

    def line(self, rule: SiteRule, group: Group, at: int) -> Mention | None:
        """The line of which a cue tells: named last before it, or behind a row that opens the sentence, or spoken of before."""
        for index in range(at, -1, -1):
            found = self.fits(rule, index)
            if found is not None and not self.only_led_to(index, at):
                return found
            if self.parts(index):
                return None
        return self.behind(rule, group, at) or self.spoken_of(rule, at)

    def only_led_to(self, index: int, at: int) -> bool:
        """Whether a name belongs to what "and" joins a cue to: "is made from the old A cable and links B with C"."""
        led = next((i for i in range(index - 1, max(-1, index - 4), -1) if self.word(i) in site_words().preposed), None)
        return (
            self.word(at - 1) == "and" and at - index <= _JOINED_WITHIN and led is not None and self.word(led) not in ("and", "&")
        )

    def parts(self, index: int) -> bool:
        """Whether a name or mark parts what stands before it from what stands behind: an organisation that does something."""
        mention = self.items[index].mention
        if mention is not None and self.is_body(mention):
            return self.word(index - 1) not in site_words().preposed | site_words().relative
        return self.items[index].word in (";", ":")

    def spoken_of(self, rule: SiteRule, at: int) -> Mention | None:
        """The line that "the system" or "its loop" means by what was named before."""
        near = range(max(0, at - _OPENING), at + 1)
        bodies = any(item.mention is not None and self.is_body(item.mention) for item in self.items[:at])
        lined = any(self.items[i].word in site_words().lines and self.word(i - 1) in site_words().certain for i in near)
        if bodies or not (lined or (rule.predicate == "landsAt" and self.word(at) in site_words().landed)):
            return None
        lines = topic(self.page, self.sentence, rule.subject, within=True)
        return lines[0] if lines else None

    def is_body(self, mention: Mention) -> bool:
        """Whether a name is of somebody who may do something: an organisation or a person."""
        return self.page.type_of(mention) in site_words().bodies or self.page.type_of(mention) == "Person"

    def word(self, at: int) -> str:
        """The word at an index; none outside the sentence."""
        return self.items[at].word if 0 <= at < len(self.items) else ""

    def behind(self, rule: SiteRule, group: Group, at: int) -> Mention | None:
        """What is spoken of behind a row that opens its sentence: "With offices in A and B, X sells"."""
        if any(item.mention is not None and item.mention.found is not Found.REFERENCE for item in self.items[: group.first]):
            return None
        if self.word(group.last + 1) != "," or at > _BEFORE_NOUN:
            return None
        for index in range(group.last + 2, min(len(self.items), group.last + 2 + _BEHIND)):
            if found := self.fits(rule, index):
                near = index - group.last <= _NEAR_BEHIND or self.word(index - 1) == ","
                return found if near else None
        return None

    def possessor(self, rule: SiteRule, at: int) -> Mention | None:
        """Whose a noun is: "X's office", "its office", "the offices of X"."""
        behind = at + 2 + (self.word(at + 2) == "the")
        if self.word(at + 1) == "of" and (owner := self.fits(rule, behind)):
            return owner
        for index in range(at - 1, max(-1, at - 2 - _BEFORE_NOUN), -1):
            mention = self.items[index].mention
            if mention is not None:
                owned = mention.text.lower() in possessives() or self.word(index + 1) in ("'s", "'")
                return self.fits(rule, index) if owned else None
            if not self.items[index].is_plain and self.items[index].word not in ("'s", "'"):
                return None
        return None

    def doers(self, rule: SiteRule, group: Group, at: int) -> tuple[Mention, ...]:
        """Who has, does or serves: of the organisations before the cue those that no preposition governs."""
        words = site_words()
        if rule.predicate == "hasOfficeIn" and not words.towards.isdisjoint(item.word for item in self.items[max(0, at - 4) : at]):
            return ()
        named = [i for i in range(at) if self.fits(rule, i) and self.word(i - 1) not in words.preposed and self.word(i + 1) != "'s"]
        if named:
            relative = [i for i in named if {self.word(i + 1), self.word(i + 2)} & words.relative]
            keys = {mention.key: mention for i in (relative[-1:] or named) if (mention := self.fits(rule, i)) is not None}
            return tuple(keys.values()) if len(keys) == 1 else ()
        if any(item.mention is not None and self.is_body(item.mention) for item in self.items[:at]):
            return ()
        if found := self.behind(rule, group, at):
            return (found,)
        end = next((i for i in range(group.last, len(self.items)) if self.items[i].word == ";"), len(self.items))
        if rule.predicate != "hasOfficeIn" or any(
            item.mention is not None and self.is_body(item.mention) for item in self.items[:end]
        ):
            return ()
        return tuple(one for one in topic(self.page, self.sentence, rule.subject, within=False) if not self.governed(one))

    def governed(self, mention: Mention) -> bool:
        """Whether a preposition stands before a name of a sentence before, so that the text is about another: "supplied by X"."""
        before = self.page.release.text[max(0, mention.span.start - 24) : mention.span.start].lower().split()
        return bool(before) and before[-1] in site_words().preposed
