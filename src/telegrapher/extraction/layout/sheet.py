"""A page prepared for layout rules: its text with every name masked, and who a sentence is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypedDict, Unpack

from telegrapher.extraction.layout.index import Index, index_of, last_before
from telegrapher.extraction.layout.lexicon import Lexicon, lexicon
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Draft, Found, Literal, Mention, Span, Zone, ZoneKind, fold

__all__ = ["Sheet", "marks", "sheet_of"]

_POSSESSIVE = re.compile(r"its|our|their|whose", re.IGNORECASE)
_NEAR_START = 40
"""Code points: an organisation named so close to a sentence's start is what it is about."""

_FIRST_MARK = 0xE000

_OWNING = re.compile(r"['’]s? ")
_OWNED = re.compile(r"['’]s? (?:[\w-]+ ){0,3}$")
"""From whom something is to what it is: "X said Y's new operations in Ohio" tells of Y."""

_RELATIVE = re.compile(
    r"(?:['’]s)?(?: ?\([^()]{1,40}\))?, (?:which|who) (?:(?:also|already|now|currently|today|has|have|had|will|is|are|was) )*$"
)
"""From whom a relative clause tells something to what it tells: "X, chosen by Y, which also operates in Ohio"."""


_PREPOSED = re.compile(
    r"(?:^|[\s(])(?:of|by|from|with|to|for|at|in|on|than|about|including|like|unlike|such as|and its|into|across|over|via|through"
    r"|alongside|between) (?:the |its |an? )?$",
    re.IGNORECASE,
)


_ALSO = re.compile(r",? (?:and|or|as well as) (?:the )?")
_NEXT = re.compile(r", (?:the )?")
"""What leads to the last name of a row, and to one before that."""
_CLAUSE = re.compile(r"(?:['’]s)?(?: ?\([^()]{1,40}\))?,? (?:which|that|who)(?: [\w-]+){0,3} ?$")
"""A relative pronoun whose clause goes on at the end of the text: the name before it is what the clause is about."""
_BEHIND = re.compile(r",\s*(?:the )?$")
_PREDICATE = re.compile(
    r"(?: ?\([^()]{1,60}\))?(?:, [^,;]{3,100},)? (?:also |now |today )*(?:has|have|is|are|was|were|will|[a-z]{2,}(?:s|ed))\b"
)
"""What stands behind the subject of a clause: a finite verb."""
_CLAUSE_END = re.compile(r"(?:;|:|\w\w \w+, (?:and|but|while|whereas)) (?:the )?$")
_FRONTED = re.compile(r"(?:While|After|Although|Though|When|Whereas|As|Since|Because|Before|Once|At|In) [^;]{12,}")
_COMMA = re.compile(r"[^,] ?\w+, (?:the )?$")
_OTHERS = re.compile(r"\b(?:sister|rival|fellow|affiliated|associated|parent|competing) [a-z]+ (?:[a-z]+ ){0,2}$", re.IGNORECASE)


def is_dependent(mention: Mention) -> bool:
    """Whether a reference is a possessive, relative or reflexive pronoun, whose form patterns need to see."""
    return mention.found is Found.REFERENCE and mention.text.casefold() in lexicon().dependent


@cache
def marks() -> dict[str, str]:
    """Short class name to the private-use character that stands for every character of such a name in a masked text."""
    return {name: chr(_FIRST_MARK + index) for index, name in enumerate(lexicon().classes)}


@cache
def _kinds(names: tuple[str, ...]) -> frozenset[str]:
    """The types of some classes together."""
    return frozenset(kind for name in names for kind in lexicon().classes[name])


class More(TypedDict, total=False):
    """What a draft may hold beside its ends: qualifiers by name, and further spans of evidence."""

    qualifiers: Mapping[str, Mention | str]
    at: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and its mask.

    Attributes:
        page: what is read.
        mask: the release's text, as long as it, in which each character of a mention is the mark of its class.
        lexicon: the word lists.
        index: where each thing is mentioned.
        issuer: who alone issues the release, once that is known.
    """

    page: Page
    mask: str
    lexicon: Lexicon
    index: Index
    issuer: Mention | None = None

    @property
    def text(self) -> str:
        """The release's text."""
        return self.page.release.text

    def is_org(self, mention: Mention) -> bool:
        """Whether `mention` names an organisation."""
        return self.lexicon.is_org(self.page.type_of(mention))

    def of_class(self, span: Span, *names: str) -> tuple[Mention, ...]:
        """The mentions inside `span` whose type belongs to one of the named classes, in order."""
        kinds, referents = _kinds(names), self.page.referents
        return tuple([mention for mention in self.page.mentions_in(span) if referents[mention.key].type in kinds])

    def sentences_in(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that start inside `span`, in order."""
        found = self.page.sentences
        first = bisect_left(found, span.start, key=lambda sentence: sentence.span.start)
        last = bisect_left(found, span.end, key=lambda sentence: sentence.span.start)
        return found[first:last]

    def sentence_before(self, offset: int) -> Sentence | None:
        """The last sentence that starts before `offset`."""
        position = bisect_left(self.page.sentences, offset, key=lambda sentence: sentence.span.start)
        return self.page.sentences[position - 1] if position else None

    def around(self, *spans: Span) -> tuple[Span, ...]:
        """The sentences that hold `spans` (the span itself where none does): sorted, each once."""
        found = set()
        for span in spans:
            sentence = self.page.sentence_at(span.start)
            found.add(sentence.span if sentence else span)
        return tuple(sorted(found))

    def zone_of(self, offset: int) -> Zone | None:
        """The block zone that holds `offset`."""
        blocks = self.page.release.blocks
        index = bisect_right(blocks, offset, key=lambda zone: zone.span.start) - 1
        return blocks[index] if index >= 0 and offset < blocks[index].span.end else None

    def owner(self, zone: Zone | None) -> Mention | None:
        """The first mention, in the zone or anywhere before it, of the organisation that owns `zone`."""
        if zone is None or not zone.owner:
            return None
        wanted = fold(zone.owner)
        inside = [mention for mention in self.of_class(zone.span, "org") if fold(mention.text) == wanted]
        if inside:
            return inside[0]
        keys = self.index.by_name.get(wanted, ())
        named = sorted(mention for key in keys for mention in self.index.by_key.get(key, ()) if self.is_org(mention))
        here = [mention for mention in named if mention.span in zone.span]
        return next(iter(here or named), None)

    def topic(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        """The organisation that a sentence speaks of where `start..end` says something without a subject of its own.

        The first organisation named before `start` that no preposition governs; else the first after `end` that opens
        the main clause ("Headquartered in Oslo, X ..."); else the owner of an About block. A resolved "its" or "our" in
        the words themselves goes before all.
        """
        named = self.of_class(sentence.span, "org")
        whose = [mention for mention in named if _POSSESSIVE.fullmatch(mention.text) and start - 2 <= mention.span.start < end]
        if whose:
            return whose[0]
        orgs = [mention for mention in named if not is_dependent(mention)]
        before = [mention for mention in orgs if mention.span.end <= start]
        if before and ";" in self.text[before[-1].span.end : start] and (fronted := self._behind(orgs, end)):
            return fronted
        others = bool(_OTHERS.search(self.text[sentence.span.start : start]))
        lead = self._antecedent(sentence, before, start) or self._subject(sentence, before, start)
        if others or lead:
            return None if others else lead
        fronted = self._behind(orgs, end)
        if fronted or before:
            return fronted
        zone = self.zone_of(start)
        if zone is not None and zone.kind is ZoneKind.ABOUT:
            return self.owner(zone)
        return None if orgs else self._topic_before(sentence)

    def _behind(self, orgs: Sequence[Mention], end: int) -> Mention | None:
        """The first organisation after `end` that opens the main clause: "Headquartered in Oslo, X"."""
        behind = {one.key: one for one in reversed(orgs) if one.span.start >= end}
        first = (one for one in orgs if behind.get(one.key) is one)
        return next((one for one in first if _BEHIND.search(self.text[end : one.span.start])), None)

    def _antecedent(self, sentence: Sentence, before: Sequence[Mention], start: int) -> Mention | None:
        """The organisation right before the relative pronoun whose clause goes on at `start`: "of X, which has |offices in"."""
        found = _CLAUSE.search(self.text, sentence.span.start, start)
        named = self.page.mentions_in(Span(sentence.span.start, found.start())) if found else ()
        near = found is not None and bool(named) and not self.text[named[-1].span.end : found.start()].strip()
        return named[-1] if near and named[-1] in before else None

    def _subject(self, sentence: Sentence, before: Sequence[Mention], start: int) -> Mention | None:
        """Of the organisations before `start` the one whose something follows right there, or the first that no preposition
        governs, one that is told as the owner of something ("X's unit") after all others."""
        if before and _OWNED.match(self.text[before[-1].span.end : start] or self.text[start : start + 3]):
            return before[-1]
        if before and _RELATIVE.match(self.text[before[-1].span.end : start]):
            return before[-1]
        opening = [mention for mention in before[1:] if self._opens_clause(sentence, mention)]
        if opening:
            return opening[-1]
        for mention in sorted(before, key=lambda one: bool(_OWNING.match(self.text[one.span.end : one.span.end + 3]))):
            if mention not in self._governed(sentence, before):
                return mention
        return None

    def _opens_clause(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a name opens a clause of its own behind others: "A opened an office, and B has", "while A sells it, B is"."""
        lead, rest = self.text[sentence.span.start : mention.span.start], self.text[mention.span.end : sentence.span.end]
        if not _PREDICATE.match(rest):
            return False
        return bool(_CLAUSE_END.search(lead) or (_FRONTED.match(lead) and _COMMA.search(lead)))

    def _governed(self, sentence: Sentence, named: Sequence[Mention]) -> frozenset[Mention]:
        """Those behind a preposition, and those that stand in one row with them: "backed by X and Y"."""
        found: set[Mention] = set()
        for at, one in enumerate(named):
            joined = at > 0 and named[at - 1] in found and self._joined(named, at)
            if joined or _PREPOSED.search(self.text[max(sentence.span.start, one.span.start - 14) : one.span.start]):
                found.add(one)
        return frozenset(found)

    def _joined(self, named: Sequence[Mention], at: int) -> bool:
        """Whether a name goes on with the row of the one before it: "A and B", "A, B and C", but not "with A, B has"."""
        gaps = [self.text[one.span.end : two.span.start] for one, two in zip(named[at - 1 :], named[at:], strict=False)]
        joined = next((i for i, gap in enumerate(gaps) if not _NEXT.fullmatch(gap)), len(gaps))
        return joined < len(gaps) and bool(_ALSO.fullmatch(gaps[joined]))

    def _topic_before(self, sentence: Sentence) -> Mention | None:
        """The organisation that opens the sentence before, within the same paragraph, as its subject."""
        before = self.sentence_before(sentence.span.start)
        if before is None or before.zone is not sentence.zone or "\n" in self.text[before.span.end : sentence.span.start]:
            return None
        orgs = [mention for mention in self.of_class(before.span, "org") if not is_dependent(mention)]
        free = [mention for mention in orgs if mention not in self._governed(before, orgs)]
        return free[0] if free and free[0].span.start - before.span.start < _NEAR_START else None

    def cable(self, sentence: Sentence, start: int, end: int, *, networks: bool = False) -> Mention | None:
        """The cable (or, with `networks`, the cable or network) that a sentence means at `start..end`.

        The last named before, that of a consortium named in the sentence, the first named after; else the release's one cable.
        """
        found = self.of_class(sentence.span, *(("cable", "network") if networks else ("cable",)))
        before = [mention for mention in found if mention.span.end <= start]
        if before:
            return before[-1]
        inside = [mention for mention in found if mention.span.start < end]
        if inside:
            return inside[0]
        for body in self.of_class(sentence.span, "org"):
            if self.page.type_of(body) == "Consortium" and (owned := self._owned_by(body)):
                return owned
        if found:
            return found[0]
        return self.main_cable(start)

    def main_cable(self, start: int) -> Mention | None:
        """The cable that the release is about, as last mentioned before `start`, or as first mentioned."""
        mine = self.index.by_key[self.index.main] if self.index.main else ()
        return last_before(mine, start) or next(iter(mine), None)

    def _owned_by(self, body: Mention) -> Mention | None:
        """The cable whose name the consortium's name holds, as last mentioned before it."""
        known = self.page.referents[body.key]
        called = " " + " ".join(fold(name) for name in (known.name, *known.aliases)) + " "
        found = []
        for key in {mention.key for mention in self.index.cables}:
            cable = self.page.referents[key]
            if any(f" {_own_words(fold(name))} " in called for name in (cable.name, *cable.aliases)):
                mine = self.index.by_key[key]
                found.append(last_before(mine, body.span.end) or next(iter(mine), None))
        return max((mention for mention in found if mention is not None), default=None)

    def issuer_near(self, end: int) -> Mention | None:
        """The release's one issuer, by its last mention before `end`, else by the one that shows it."""
        return (last_before(self.index.by_key[self.issuer.key], end) or self.issuer) if self.issuer else None

    def award(self, sentence: Sentence, end: int) -> Mention | None:
        """The award that a sentence means: named in it, else the last one named before."""
        inside = self.of_class(sentence.span, "award")
        return inside[0] if inside else last_before(self.index.awards, end)

    def draft(self, subject: Mention | None, predicate: str, target: Mention | Literal, rule: str, **more: Unpack[More]) -> Draft:
        """A draft whose evidence is the sentences of both ends and of `at`; qualifiers without a value are dropped."""
        spans = [mention.span for mention in (subject, target) if mention is not None and mention.span is not None]
        qualifiers = more.get("qualifiers", {})
        kept = tuple((name, qualifiers[name]) for name in sorted(qualifiers) if qualifiers[name])
        return Draft(subject, predicate, target, self.around(*spans, *more.get("at", ())), f"layout.{rule}", kept)


def _own_words(name: str) -> str:
    """A cable's name without the noun at its end, which its consortium goes without ("manatua" of "manatua cable")."""
    words = name.split()
    while len(words) > 1 and words[-1] in lexicon().line_nouns:
        words.pop()
    return " ".join(words)


def sheet_of(page: Page) -> Sheet:
    """`page` with its names masked by class; names of other types stay as they are written."""
    known = lexicon()
    classes = {kind: name for name, kinds in known.classes.items() for kind in kinds}
    known_marks = marks()
    text = _plain(page.release.text)
    parts, upto = [], 0
    for mention in page.mentions:
        name = classes.get(page.type_of(mention))
        if name is None or mention.span.start < upto or is_dependent(mention):
            continue
        parts += [text[upto : mention.span.start], known_marks[name] * (mention.span.end - mention.span.start)]
        upto = mention.span.end
    parts.append(text[upto:])
    return Sheet(page, "".join(parts), known, index_of(page))


def _plain(text: str) -> str:
    """Text without private-use characters (each a blank) and with one form of apostrophe; its length is kept."""
    return re.sub("[\ue000-\uf8ff]", " ", text).replace("’", "'").replace("\u00a0", " ")
