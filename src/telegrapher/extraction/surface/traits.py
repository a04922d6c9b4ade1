"""What things are made of and can do, told by the order of names and words: techniques, rates, families, renewed lines.

A parse ties "built around OTN, the X9 ..." or "the X9, an OTN switch" to its thing only where it gets every comma right. Between a
thing, a word of using and a technique there is seldom anything else that could use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from telegrapher.extraction.page import SILENT, Page, Sentence
from telegrapher.extraction.surface.items import Item, forms_of, items_of
from telegrapher.extraction.surface.kinds import read_kinds
from telegrapher.extraction.surface.makers import product_rows
from telegrapher.extraction.surface.supply.rules import taken_back
from telegrapher.extraction.values import find_rates
from telegrapher.model import Draft, Found, Literal, Mention
from telegrapher.rules import rule_set

__all__ = ["read_traits"]

_THINGS = frozenset({"Product", "Service", "Network", "Cable"})
_LINES = frozenset({"Network", "Cable"})
_FAR = 12
"""Items over which a thing may reach to what it uses."""
_BESIDE = 6
"""Words that may stand between a comma behind a thing and the technique of what it is."""
_BELONGING = frozenset({"belong", "belongs", "member", "members", "part", "parts", "form", "are", "is"})
_NEAR = 4
"""Words between a piece and what it stands in."""


@dataclass(frozen=True, slots=True)
class _Words:
    uses: frozenset[str]
    filler: frozenset[str]
    closes: frozenset[str]
    never: frozenset[str]
    apart: frozenset[str]
    rate_cues: frozenset[str]
    rate_of: frozenset[str]
    rate_bars: frozenset[str]
    rate_reach: int
    families: frozenset[str]
    joins_family: frozenset[str]
    inside: frozenset[str]
    holds: frozenset[str]
    pieces: frozenset[str]
    renews: frozenset[str]


@cache
def _words() -> _Words:
    return rule_set(_Words, "surface/traits")


def read_traits(page: Page, drafts: Iterable[Draft] = ()) -> tuple[Draft, ...]:
    """What the words beside things tell of them, sentence by sentence.

    Args:
        page: with mentions, references resolved.
        drafts: what is found already: who builds which line.
    """
    built = {
        (draft.subject.key, draft.object.key)
        for draft in drafts
        if draft.predicate == "builds" and draft.subject is not None and isinstance(draft.object, Mention)
    }
    found: list[Draft] = []
    for sentence in page.sentences:
        if sentence.zone in SILENT or not any(page.type_of(m) in _THINGS for m in page.mentions_in(sentence.span)):
            continue
        line = _Line(page, sentence, items_of(page, sentence))
        for read in (line.techniques, line.beside, line.rates, line.families, line.insides):
            found.extend(read())
        found.extend(line.renewed(built))
    return (*found, *_called_alike(page), *read_kinds(page))


def _called_alike(page: Page) -> Iterator[Draft]:
    """Models that bear the name of their family: "the Quill series" and "the Quill 40"."""
    families: dict[str, tuple[str, Mention]] = {}
    first: dict[str, Mention] = {}
    for mention in page.mentions:
        if page.type_of(mention) != "Product" or mention.found is Found.REFERENCE:
            continue
        first.setdefault(mention.key, mention)
        rest = page.release.text[mention.span.end : mention.span.end + 24].lower().split()
        words = mention.text.split()
        if words[-1].lower() in _words().families and len(words) > 1:
            families.setdefault(mention.key, (" ".join(words[:-1]), mention))
        elif rest and rest[0].strip(",.;:") in _words().families - {"line", "platform"}:
            families.setdefault(mention.key, (mention.text, mention))
    for key, one in first.items():
        for whole, (bare, family) in families.items():
            sentence = page.sentence_at(one.span.start)
            if key != whole and sentence is not None and _is_model_of(one.text, bare):
                yield Draft(one, "partOf", family, (sentence.span,), "called-like-family")


def _is_model_of(name: str, family: str) -> bool:
    """Whether a name is a family's with more behind, or with other figures: "Quill 40" of "Quill", "V610" of "V600"."""
    low, bare = name.lower(), family.lower().rstrip("-")
    if low == bare:
        return False
    if low.startswith(bare):
        return bool(re.match(r"[-\s]?\w*\d", low[len(bare) :])) or low[len(bare)] in " -"
    stem = re.sub(r"\d0+$", "", bare)
    return stem != bare and bool(re.fullmatch(re.escape(stem) + r"\d+\w*", low)) if len(stem) > 2 else False


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence being read."""

    page: Page
    sentence: Sentence
    items: tuple[Item, ...]

    def techniques(self) -> Iterator[Draft]:
        """A thing, a word of using, and techniques; or a word of using, techniques, a comma and the thing."""
        for at, item in enumerate(self.items):
            if item.mention is not None or item.word not in _words().uses or self._denied(at):
                continue
            row = tuple(self._row(at + 1))
            if not row:
                continue
            thing = self._thing_before(at) or (self._thing_behind(row[-1]) if at < 2 else None)
            if thing is not None:
                for index in row:
                    yield self._draft(thing, "usesTechnology", self.items[index].mention, "technique-told")

    def beside(self) -> Iterator[Draft]:
        """What a thing is: "X9, a small OTN switch"."""
        for at, item in enumerate(self.items[:-2]):
            if item.mention is None or self.page.type_of(item.mention) not in _THINGS:
                continue
            if self.items[at + 1].word != "," or self.items[at + 2].word not in ("a", "an", "its", "the"):
                continue
            for index in range(at + 3, min(len(self.items), at + 3 + _BESIDE)):
                one = self.items[index]
                if one.mention is not None and self.page.type_of(one.mention) == "Technology":
                    yield self._draft(item.mention, "usesTechnology", one.mention, "technique-beside")
                elif one.mention is not None or not one.is_plain or one.word in _words().closes or one.word in _words().never:
                    break

    def rates(self) -> Iterator[Draft]:
        """Rates near a word of capacity, in a sentence about one thing."""
        named = [item.mention for item in self.items if item.mention is not None and self.page.type_of(item.mention) in _THINGS]
        things = {one.key: one for one in named if one.found is not Found.REFERENCE or self.page.type_of(one) in _LINES}
        words = {item.word for item in self.items}
        if len(things) != 1 or len({one.key for one in named}) != 1 or not words.isdisjoint(_words().rate_bars | _words().never):
            return
        thing = next(iter(things.values()))
        text = self.page.release.text
        for value in find_rates(text, within=self.sentence.span):
            behind = text[value.span.end : self.sentence.span.end].split()[:2]
            before = text[self.sentence.span.start : value.span.start].lower().replace(",", " ").split()
            other = {word.lower().strip(",.;") for word in behind} & _words().rate_of
            if not other and not _words().rate_cues.isdisjoint(before[-_words().rate_reach :]):
                yield Draft(thing, "capacity", Literal(value.value, value.span), (self.sentence.span,), "rate-told")

    def families(self) -> Iterator[Draft]:
        """Products of a sentence that tells of joining the one family it names."""
        named = [(i, item.mention) for i, item in enumerate(self.items) if item.mention and self._is(item.mention, "Product")]
        whole = [one for i, one in named if self._told_family(i)]
        cues = [i for i, item in enumerate(self.items) if item.mention is None and item.word in _words().joins_family]
        if len({one.key for one in whole}) != 1 or not cues or all(self._denied(i) for i in cues):
            return
        if any(whole[0] in row for row in product_rows(self.page, self.items)):
            return
        clause = self._clause_of_members()
        for at, one in named:
            if one.key != whole[0].key and at in clause and not self._told_family(at):
                yield self._draft(one, "partOf", whole[0], "family-joined")

    def _clause_of_members(self) -> range:
        """The items among which the members of a family are named: of "to which A belongs" and "of which A is one" only that
        clause."""
        words = [item.word if item.mention is None else "" for item in self.items]
        which = next((i for i, word in enumerate(words) if word == "which" and i and words[i - 1] in ("of", "to")), -1)
        if which < 0:
            return range(len(words))
        return range(which, next((i for i in range(which, len(words)) if words[i] in _BELONGING), len(words)))

    def insides(self) -> Iterator[Draft]:
        """A product inside another: "the A shelf, fitted with B transponders", "B cards in the A"."""
        named = [i for i, item in enumerate(self.items) if item.mention and self._is(item.mention, "Product")]
        for first, second in pairwise(named):
            between = [item.word for item in self.items[first + 1 : second]]
            one, two = self.items[first].mention, self.items[second].mention
            if one is None or two is None or one.key == two.key or len(between) > 2 * _NEAR or ";" in between:
                continue
            piece = _words().pieces
            behind = {item.word for item in self.items[second + 1 : second + 4]}
            if not _words().holds.isdisjoint(between) and not piece.isdisjoint(behind):
                yield self._draft(two, "partOf", one, "stands-inside")
            elif not _words().inside.isdisjoint(between) and not piece.isdisjoint(between):
                yield self._draft(one, "partOf", two, "stands-inside")

    def renewed(self, built: set[tuple[str, str]]) -> Iterator[Draft]:
        """The one maker and the one line of a sentence that tells of renewal."""
        named = [item.mention for item in self.items if item.mention is not None]
        makers = {m.key: m for m in named if self._is(m, "Vendor")}
        lines = {m.key: m for m in named if self.page.type_of(m) in _LINES}
        words = forms_of(self.items)
        cues = [i for i, item in enumerate(self.items) if item.mention is None and item.word in _words().renews]
        if len(makers) != 1 or len(lines) != 1 or all(taken_back(self.items, words, i) for i in cues):
            return
        maker, line = next(iter(makers.values())), next(iter(lines.values()))
        if (maker.key, line.key) not in built:
            yield self._draft(maker, "upgrades", line, "line-renewed")

    def _is(self, mention: Mention, kind: str) -> bool:
        return self.page.type_of(mention) == kind

    def _denied(self, at: int) -> bool:
        return any(item.word in _words().never for item in self.items[max(0, at - 5) : at])

    def _row(self, at: int) -> Iterator[int]:
        """Indices of the techniques that follow, as long as nothing but fillers stand between."""
        for index in range(at, len(self.items)):
            item = self.items[index]
            if item.mention is not None and self._is(item.mention, "Technology"):
                yield index
            elif item.mention is not None or item.word not in _words().filler:
                return

    def _thing_before(self, at: int) -> Mention | None:
        """The last thing before `at`, unless another name, a mark or another thing's clause stands between."""
        for index in range(at - 1, max(-1, at - 1 - _FAR), -1):
            item = self.items[index]
            if item.mention is not None and self.page.type_of(item.mention) in _THINGS:
                return item.mention
            if item.mention is not None and not self._is(item.mention, "Technology"):
                return None
            if item.mention is None and item.word in _words().apart:
                return None
        return None

    def _thing_behind(self, at: int) -> Mention | None:
        """The thing of the clause behind a comma: "built around OTN, X's X9"."""
        rest = self.items[at + 1 : at + 3 + _BESIDE]
        comma = next((i for i, item in enumerate(rest) if item.word == ","), None)
        if comma is None or comma > 2:
            return None
        for item in rest[comma + 1 :]:
            if item.mention is not None and self.page.type_of(item.mention) in _THINGS:
                return item.mention
            if item.mention is None and item.word in _words().closes:
                return None
        return None

    def _told_family(self, at: int) -> bool:
        """Whether a family's noun stands in or right behind a product's name."""
        mention = self.items[at].mention
        behind = [item.word for item in self.items[at + 1 : at + 3]]
        inside = mention is not None and mention.text.lower().split()[-1] in _words().families - {"platform"}
        return inside or not (_words().families - {"platform"}).isdisjoint(behind[:1] if behind[:1] != ["product"] else behind)

    def _draft(self, subject: Mention, predicate: str, end: Mention | None, rule: str) -> Draft:
        if end is None:
            raise ValueError(f"{rule} names no other end")
        return Draft(subject, predicate, end, (self.sentence.span,), rule)
