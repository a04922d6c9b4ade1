"""Cables, legs and routes without a name: "a submarine cable between A and B", "its eastern leg", "Ring Three", "the Guam branch".

They are only kept if something is said of them (see `TENTATIVE`): a text is full of cables in general.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from telegrapher.extraction.coreference.owned import (
    cable_named_like,
    explained,
    named_owner,
    of_its_owner,
    possessed,
    refers,
    tells_of_sea,
)
from telegrapher.extraction.coreference.phrases import Phrase, line_words, phrases, predicative
from telegrapher.extraction.page import SILENT, TENTATIVE, Page, Sentence
from telegrapher.model import Found, Mention, Referent, Span, ZoneKind, fold

__all__ = ["with_lines"]

_SILENT = SILENT | {ZoneKind.HEADLINE, ZoneKind.SUBHEAD}
_LINES = frozenset({"Cable", "Network"})
_OPEN = frozenset({"Organization", "Product", "Person", "Service", "Network", "Facility"})
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_BACK = 3
"""Sentences after a cable's name within which "a cable" may be that one."""

_ENDS, _NEAR = 2, 12
"""Places at the ends of a route, and characters from the word that leads to them to the first of them."""

_BARE = frozenset({"route", "link"})
"""Nouns that alone name no line unless the text comes back to it: a text is full of routes and links."""

_FORWARD = 2
"""Sentences within which a cable that was spoken of without a name may get one."""


def with_lines(page: Page) -> Page:
    """The page with mentions of the lines that its text tells of without naming them."""
    return _Finder(page).found()


class _Finder:
    """Goes through a page once; lives for one call."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.release.text
        self.referents = dict(page.referents)
        self.made: list[Mention] = []
        self.gone: set[Mention] = set()
        self.keys: dict[str, str] = {}
        self.pieces: set[str] = set()
        self.renamed: dict[str, str] = {}
        self.wet = tells_of_sea(self.text)
        self.owned: dict[str, str] = {}
        self.cables = tuple(m for m in page.mentions if page.type_of(m) == "Cable")
        self.count = sum(1 for one in self.referents if one.startswith("l"))

    def found(self) -> Page:
        """The page with what the text tells of."""
        self._fuller()
        for number, sentence in enumerate(self.page.sentences):
            if sentence.zone in _SILENT:
                if sentence.zone is ZoneKind.HEADLINE:
                    self._ranked(sentence, self.page.mentions_in(sentence.span))
                continue
            mentions = self.page.mentions_in(sentence.span)
            self._numbered(sentence, mentions)
            for phrase in phrases(self.text, sentence):
                if self._named_beside(sentence, phrase, mentions):
                    continue
                self._take(number, sentence, phrase, mentions)
        left = [m for m in self.page.mentions if m not in self.gone]
        kept = [replace(m, key=key, type=self.referents[key].type) for m in left for key in [self.renamed.get(m.key, m.key)]]
        return self.page.with_mentions((*kept, *self.made), self.referents)

    def _take(self, number: int, sentence: Sentence, phrase: Phrase, mentions: tuple[Mention, ...]) -> None:
        inside = [m for m in mentions if m.span.overlaps(phrase.span)]
        if any(self.page.type_of(m) not in ("Place", "Technology") for m in inside):
            return
        lower = {word.lower() for word in phrase.words}
        placed = any(m.span.end + 1 == phrase.head_span.start and self.page.type_of(m) == "Place" for m in inside)
        if predicative(self.text, phrase, sentence) and not (placed and phrase.determiner not in _INDEFINITE):
            return
        named = {word.lower() for m in inside if self.page.type_of(m) == "Place" for word in m.text.split()}
        sided = phrase.head in line_words().pieces and not (lower - named).isdisjoint(line_words().sides)
        if sided or (placed and phrase.head in line_words().pieces):
            side = [word for word in phrase.words if word.lower() in line_words().sides - named]
            name = " ".join([*(side or [inside[-1].text]), phrase.head])
            self._mention(sentence, phrase, inside, name, piece=True)
        elif possessed(phrase, wet=self.wet) and not inside and self._somebodys(number, sentence, phrase, mentions):
            return
        elif phrase.head in line_words().plain and self._is_new(number, sentence, phrase, mentions, placed=placed):
            words = [word for word in phrase.words if word.lower() in line_words().kinds or ("-" in word and not word[0].isdigit())]
            if (
                not words
                and not placed
                and phrase.head in _BARE
                and not self._taken_up(phrase)
                and self._named_later(number) is None
            ):
                return
            name = " ".join([*([inside[-1].text] if placed else []), *words, phrase.head])
            known = self._named_later(number)
            if known and phrase.head in _BARE and not words and self._first_named_far_behind(number, known):
                return
            self._mention(sentence, phrase, inside, name, piece=False, known=known)

    def _first_named_far_behind(self, number: int, key: str) -> bool:
        """Whether a cable comes into the text only long after a sentence, which then speaks of another line."""
        upto = self.page.sentences[min(number + _FORWARD, len(self.page.sentences) - 1)].span.end
        return all(m.span.start > upto for m in self.cables if m.key == key)

    def _somebodys(self, number: int, sentence: Sentence, phrase: Phrase, mentions: tuple[Mention, ...]) -> bool:
        """Takes a phrase as the cable of its owner, where one is told ("X's cable system", "its cable"); whether it is."""
        owner = named_owner(self.page, phrase, mentions)
        if owner is None and not refers(self.text, phrase):
            return False
        body = self.referents[owner.key] if owner else None
        if body and (body.type == "Consortium" or (body.type == "Vendor" and body.candidates)):
            return False
        if phrase.determiner == "the" and self.text[: phrase.span.start].endswith((", the ", ", The ")):
            known = explained(self.page, phrase, mentions)
            if known is None:
                return False
        else:
            known = self.owned.get(body.key) or cable_named_like(body, self.referents) if body else None
        if known is None and (body is None or set(self.owned) == {""}) and len(set(self.owned.values())) == 1:
            known = next(iter(self.owned.values()))
        known = known or (None if owner and self._of_a_stranger(owner, phrase) else self._named_later(number))
        name = " ".join([*(word for word in phrase.words if word.lower() in line_words().kinds), phrase.head])
        at = fold(name) if body is None else fold(f"{body.key} {name}")
        key = known or self.keys.get(at) or self._new(name, sentence, piece=False)
        self.keys.setdefault(at, key)
        self.owned[body.key if body else ""] = key
        self._alias(key, name)
        if body is not None:
            self.referents[key] = of_its_owner(self.referents[key], body)
        self.made.append(Mention(phrase.span, self.text[phrase.span.start : phrase.span.end], "Cable", key, Found.DESCRIPTION))
        return True

    def _of_a_stranger(self, owner: Mention, phrase: Phrase) -> bool:
        """Whether somebody has a cable whom the text names here for the first time, long after its own cable: it is another."""
        if phrase.span.end > owner.span.start or not self.cables or self.cables[0].span.start > phrase.span.start:
            return False
        return all(one.span.start >= owner.span.start for one in self.page.mentions if one.key == owner.key)

    def _taken_up(self, phrase: Phrase) -> bool:
        """Whether the text comes back to what a phrase brings in: "a route", then "the route"."""
        return bool(re.search(rf"\b[Tt]h(?:e|is) (?:new )?{phrase.head}\b", self.text[phrase.span.end :]))

    def _named_beside(self, sentence: Sentence, phrase: Phrase, mentions: tuple[Mention, ...]) -> bool:
        """Whether a name of an open kind follows at once, which then is a cable's: "a second cable, X,", "a cable called X"."""
        lower = {word.lower() for word in phrase.words}
        if phrase.head not in line_words().plain or not ("cable" in phrase.head or lower & line_words().kinds):
            return False
        before = next((m for m in mentions if phrase.determiner in _INDEFINITE and self._apposed(m, phrase)), None)
        if before is not None:
            return self._is_cable(before)
        after = line_words().called.match(self.text, phrase.span.end, sentence.span.end)
        name = next((m for m in mentions if after and m.span.start == after.end()), None)
        if after is None or name is None:
            return False
        closed = bool(re.match(r"[,.;)]| \(|$", self.text[name.span.end : name.span.end + 2]))
        return bool(closed or after["called"]) and self._is_cable(name)

    def _apposed(self, name: Mention, phrase: Phrase) -> bool:
        """Whether a phrase explains a name: "X, a 900 km cable", "X (XC), a cable"."""
        between = self.text[name.span.end : phrase.span.start]
        return bool(re.fullmatch(r"(?: \([\w .,-]{1,40}\))?, (?:an?|another|one) ", between))

    def _is_cable(self, name: Mention) -> bool:
        """Makes a cable of a name of an open type; whether it is one."""
        one = self.referents[name.key]
        if one.type == "Cable":
            return True
        if one.candidates or one.type not in _OPEN:
            return False
        self.referents[name.key] = replace(one, type="Cable")
        return True

    def _is_new(self, number: int, sentence: Sentence, phrase: Phrase, mentions: tuple[Mention, ...], *, placed: bool) -> bool:
        """Whether a phrase brings in a line that the text has not named."""
        if any(self.page.type_of(m) in _LINES and m.found is not Found.DESCRIPTION for m in mentions) or self._among(number):
            return False
        shaped = phrase.head in ("route", "link", "ring") and phrase.determiner == "the"
        kind = any(word.lower() in line_words().kinds for word in phrase.words)
        follows = bool(line_words().follow.match(self.text, phrase.span.end, sentence.span.end))
        long = bool(re.search(r"\d[\d.,]*(?:[ -]?(?:km|kilomet|mile))", " ".join(phrase.words)))
        if phrase.determiner not in _INDEFINITE:
            return placed or (((kind and (follows or long)) or (shaped and follows)) and not self._spoken_of(sentence))
        if follows or long:
            return kind or placed or long or phrase.head.startswith("cable")
        return kind and "cable" in phrase.head and not self._cables_near(number)

    def _among(self, number: int) -> bool:
        """Whether the sentences just before name cables, one of which may be meant."""
        return self._cables_near(number, 0) and any(m.key != self.cables[0].key for m in self.cables)

    def _cables_near(self, number: int, forward: int = _BACK) -> bool:
        """Whether a cable is named in the sentences around one."""
        sentences = self.page.sentences[max(0, number - _BACK) : number + forward + 1]
        near = self.page.mentions_in(Span(sentences[0].span.start, sentences[-1].span.end))
        return any(self.page.type_of(m) == "Cable" for m in near)

    def _spoken_of(self, sentence: Sentence) -> bool:
        """Whether a line is named, or was brought in, before a sentence."""
        lines = (m for m in chain(self.page.mentions, self.made) if self.referents[m.key].type in _LINES)
        return any(m.span.start < sentence.span.start for m in lines)

    def _named_later(self, number: int) -> str | None:
        """The cable that a phrase without a name means: the only one of the text, or one that the next sentences name."""
        cables = self.cables
        if cables and all(m.key == cables[0].key for m in cables):
            return cables[0].key
        for sentence in self.page.sentences[number : number + _FORWARD + 1]:
            for mention in cables[:1]:  # the first of the text
                if mention.span in sentence.span:
                    before = self.text[sentence.span.start : mention.span.start]
                    if before.strip() in ("", "The", "“", '"') or line_words().naming.search(before):
                        return mention.key
        return None

    def _mention(
        self, sentence: Sentence, phrase: Phrase, inside: list[Mention], name: str, *, piece: bool, known: str | None = None
    ) -> None:
        at = fold(name)
        key = known or self.keys.get(at) or self._new(name, sentence, piece=piece)
        self.keys.setdefault(at, key)
        figures = [
            one.end()
            for one in re.finditer(
                r"\S*\d\S*(?: (?:km|miles?|kilomet\w+))?(?: long)?\s", self.text[phrase.span.start : phrase.span.end]
            )
        ]
        first = phrase.span.start + (figures[-1] if figures else 0)
        self.gone.update(m for m in inside if m.span.start >= first)
        if any(m.span.overlaps(Span(first, phrase.span.end)) and m not in self.gone for m in inside):
            first = phrase.head_span.start
        span = Span(first, phrase.span.end)
        found = Found.REFERENCE if known else Found.DESCRIPTION
        self.made.append(Mention(span, self.text[span.start : span.end], self.referents[key].type, key, found))
        if not known:
            self._called_by_route(key, phrase, sentence)

    def _called_by_route(self, key: str, phrase: Phrase, sentence: Sentence) -> None:
        """What leads from A to B may be called so: "cable between A and B", "A-B cable", with or without what describes it."""
        self._alias(key, " ".join((*phrase.words, phrase.head)))
        leads = line_words().follow.match(self.text, phrase.span.end, sentence.span.end)
        ends = [
            m for m in self.page.mentions_in(sentence.span) if m.span.start >= phrase.span.end and self.page.type_of(m) == "Place"
        ]
        if not leads or len(ends) < _ENDS or ends[0].span.start - leads.end() > _NEAR:
            return
        one, two = ends[0].text, ends[1].text
        for noun in dict.fromkeys((phrase.head, self.referents[key].name)):
            self._alias(key, f"{noun} between {one} and {two}")
            self._alias(key, f"{noun} from {one} to {two}")
        self._alias(key, f"{one}-{two} {phrase.head}")
        self._alias(key, f"{one} to {two} {phrase.head}")

    def _fuller(self) -> None:
        """Names with the nouns behind them are names, too: "Japan-U.S. cable", "pan-Asia submarine cable system"."""
        for mention in self.page.mentions:
            if self.page.type_of(mention) in _LINES and (after := line_words().after.match(self.text, mention.span.end)):
                self._alias(mention.key, mention.text.removeprefix("The ") + after[0].lstrip("."))
                self._shortened(mention.key, after.end())

    def _shortened(self, key: str, at: int) -> None:
        """The short form in brackets behind such a noun is one of its names: "the X cable (XC-1)"."""
        short = re.compile(r" \((?:the )?[“\"]?").match(self.text, at)
        named = [m for m in self.page.mentions if short and m.span.start == short.end()]
        if not named or self.text[named[0].span.end : named[0].span.end + 1] not in (")", "”", '"'):
            return
        one = self.referents[named[0].key]
        if one.key != key and not one.candidates and one.type in _OPEN | {"Cable"} and named[0].text.isupper():
            self._alias(key, named[0].text)
            self.renamed[one.key] = key

    def _alias(self, key: str, form: str) -> None:
        one = self.referents[key]
        if form not in (one.name, *one.aliases):
            self.referents[key] = replace(one, aliases=(*one.aliases, form))

    def _new(self, name: str, sentence: Sentence, *, piece: bool) -> str:
        self.count += 1
        key = f"l{self.count}"
        if piece:
            self.pieces.add(key)
        whole = self._whole(sentence) if piece and not self._is_whole(name) else None
        hints = (TENTATIVE,) + ((("whole", whole),) if whole else ())
        self.referents[key] = Referent(key, self._sort(name, piece=piece), name, hints=hints)
        return key

    def _sort(self, name: str, *, piece: bool) -> str:
        """Whether a line without a name is a cable or a network: a fibre route is a network, if the text names no cable."""
        *kinds, head = name.lower().split()
        told = not line_words().dry.isdisjoint(kinds) or (piece and self._is_whole(name))
        dry = head in line_words().dry_heads and told and line_words().wet.isdisjoint(kinds)
        return "Network" if dry and not self.cables else "Cable"

    def _is_whole(self, name: str) -> bool:
        """Whether a line is one of its own though a place tells it apart: a ring or route, with no side and no number."""
        *words, head = name.lower().split()
        sided = all(word in line_words().sides for word in words) or any(word.isdigit() for word in words)
        return head in line_words().dry_heads and not sided and words[-1:] != [] and not self.cables

    def _whole(self, sentence: Sentence) -> str | None:
        """The line to which a part spoken of in a sentence belongs: the last one named before, else the first after."""
        lines = [m for m in (*self.page.mentions, *self.made) if self.referents[m.key].type in _LINES and m.key not in self.pieces]
        before = [m for m in lines if m.span.start < sentence.span.end]
        if before:
            return max(before).key
        return min(lines).key if lines else None

    def _ranked(self, sentence: Sentence, mentions: tuple[Mention, ...]) -> None:
        for match in line_words().ranked.finditer(self.text, sentence.span.start, sentence.span.end):
            number = line_words().ranks[match["rank"].lower()]
            name = f"{match['head'].capitalize()} {number}"
            span = Span(*match.span())
            if fold(name) in self.keys or re.search(rf"\b{name}\b", self.text):
                self.gone.update(m for m in mentions if m.span.overlaps(span))
                key = self.keys.get(fold(name)) or self._new(name, sentence, piece=True)
                self.keys[fold(name)] = key
                self.made.append(Mention(span, match[0], "Cable", key, Found.REFERENCE))

    def _numbered(self, sentence: Sentence, mentions: tuple[Mention, ...]) -> None:
        """ "Ring Three", "Segment 2B", with the name of the whole before it ("Circe Ring Three"); "the third ring"."""
        self._ranked(sentence, mentions)
        for match in line_words().numbered.finditer(self.text, sentence.span.start, sentence.span.end):
            span = Span(*match.span())
            if any(m.span.overlaps(span) for m in mentions):
                continue
            at = fold(match[0])
            key = self.keys.get(at) or self._new(match[0], sentence, piece=True)
            self.keys[at] = key
            named = re.search(r"([A-Z]\w+) $", self.text[sentence.span.start : span.start])
            if named and any(named[1] in one.name.split() for one in self.referents.values() if one.type in _LINES):
                span = Span(span.start - len(named[0]), span.end)
                self.gone.update(m for m in mentions if m.span.overlaps(span))
            self.made.append(Mention(span, self.text[span.start : span.end], "Cable", key, Found.DESCRIPTION))
