"""Cables, legs and routes without a name: "a submarine cable between A and B", "its eastern leg", "Ring Three", "the Guam branch".

They are only kept if something is said of them (see `TENTATIVE`): a text is full of cables in general.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import yaml

from telegrapher.extraction.page import TENTATIVE, Page, Sentence
from telegrapher.model import Found, Mention, Referent, Span, ZoneKind, fold
from telegrapher.shipped import folder

__all__ = ["with_lines"]

_SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE, ZoneKind.CONTACT, ZoneKind.HEADLINE, ZoneKind.SUBHEAD})
_LINES = frozenset({"Cable", "Network"})
_OPEN = frozenset({"Organization", "Product", "Person", "Service", "Network", "Facility"})
_WORDS_BEFORE = 9
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_BACK = 3
"""Sentences after a cable's name within which "a cable" may be that one."""

_ENDS, _NEAR = 2, 12
"""Places at the ends of a route, and characters from the word that leads to them to the first of them."""

_FORWARD = 2
"""Sentences within which a cable that was spoken of without a name may get one."""


@dataclass(frozen=True, slots=True)
class _Rules:
    head: re.Pattern[str]
    follow: re.Pattern[str]
    numbered: re.Pattern[str]
    ranked: re.Pattern[str]
    ranks: Mapping[str, str]
    naming: re.Pattern[str]
    after: re.Pattern[str]
    called: re.Pattern[str]
    kinds: frozenset[str]
    sides: frozenset[str]
    pieces: frozenset[str]
    plain: frozenset[str]
    stops: frozenset[str]
    determiners: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase about a line: its determiner, the words before its head, and where its words and its head stand."""

    determiner: str
    words: tuple[str, ...]
    head: str
    span: Span
    head_span: Span


@cache
def _rules() -> _Rules:
    loaded = yaml.safe_load((folder("data") / "rules" / "coreference.yaml").read_text(encoding="utf-8"))
    data: Mapping[str, Any] = loaded["lines"]
    heads = "|".join(sorted((*data["plain"], *data["pieces"]), key=len, reverse=True))
    numbered, numbers = "|".join(data["numbered"]), "|".join(data["numbers"])
    other, kinds = "|".join(data["not_before"]), "|".join(data["kinds"])
    follow, long = "|".join(data["follow"]), r" of (?:about |some |over |more than |nearly )?[\d.,]+ ?(?:km|kilomet\w+|miles)"
    return _Rules(
        re.compile(rf"\b(?:{heads})\b(?![-\w]| (?:{other})\b)"),
        re.compile(rf"(?:{long})?,? (?:{follow})\b"),
        re.compile(rf"\b(?:{numbered}) (?:{numbers}|[1-9]\d?[A-Z]?|[A-H]|[IVX]{{1,4}})\b(?! [A-Z])"),
        re.compile(rf"\b(?P<rank>{'|'.join(data['ranks'])}) (?P<head>{numbered})\b(?! (?:{other})\b)", re.IGNORECASE),
        data["ranks"],
        re.compile(rf"(?:{'|'.join(data['naming'])}),? (?:the )?[“\"]?$"),
        re.compile(rf"\.?(?: (?:{kinds})){{0,2}} (?:cable system|cable|system|network|ring|backbone|link)\b(?! (?:{other})\b)"),
        re.compile(
            r"(?:,? (?:(?:which|that|to|has|been|is|was|will|be) ){0,3}(?P<called>called|named|known as|dubbed|christened)|,|:)"
            r"(?: the)? [“\"]?"
        ),
        frozenset(data["kinds"]),
        frozenset(data["sides"]),
        frozenset(data["pieces"]),
        frozenset(data["plain"]),
        frozenset(data["stops"]),
        frozenset(data["determiners"]),
    )


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
            for phrase in self._phrases(sentence):
                if self._named_beside(sentence, phrase, mentions):
                    continue
                self._take(number, sentence, phrase, mentions)
        left = [m for m in self.page.mentions if m not in self.gone]
        kept = [replace(m, key=key, type=self.referents[key].type) for m in left for key in [self.renamed.get(m.key, m.key)]]
        return self.page.with_mentions((*kept, *self.made), self.referents)

    def _phrases(self, sentence: Sentence) -> Iterator[_Phrase]:
        for match in _rules().head.finditer(self.text, sentence.span.start, sentence.span.end):
            found = self._back(sentence, match)
            if found is not None:
                yield found

    def _back(self, sentence: Sentence, match: re.Match[str]) -> _Phrase | None:
        """The phrase that ends in a head: back to its determiner, over words that may describe a line."""
        before = list(re.finditer(r"\S+", self.text[sentence.span.start : match.start()]))[-_WORDS_BEFORE:]
        words: list[str] = []
        start = match.start()
        for one in reversed(before):
            word = one[0].strip('“"(')
            low = word.lower()
            if low in _rules().determiners or word.endswith(("'s", "’s", "s'", "s’")):
                kept = low if low in _rules().determiners else "'s"
                return _Phrase(kept, tuple(reversed(words)), match[0], Span(start, match.end()), Span(*match.span()))
            if low in _rules().stops or not _describes(word):
                return None
            words.append(word.rstrip(","))
            start = sentence.span.start + one.start()
        return None

    def _take(self, number: int, sentence: Sentence, phrase: _Phrase, mentions: tuple[Mention, ...]) -> None:
        inside = [m for m in mentions if m.span.overlaps(phrase.span)]
        if any(self.page.type_of(m) not in ("Place", "Technology") for m in inside):
            return
        lower = {word.lower() for word in phrase.words}
        placed = any(m.span.end + 1 == phrase.head_span.start and self.page.type_of(m) == "Place" for m in inside)
        if _predicative(self.text, phrase, sentence) and not (placed and phrase.determiner not in _INDEFINITE):
            return
        sided = phrase.head in _rules().pieces and not lower.isdisjoint(_rules().sides)
        if sided or (placed and phrase.head in _rules().pieces):
            side = [word for word in phrase.words if word.lower() in _rules().sides]
            name = " ".join([*(side or [inside[-1].text]), phrase.head])
            self._mention(sentence, phrase, inside, name, piece=True)
        elif phrase.head in _rules().plain and self._is_new(number, sentence, phrase, mentions, placed=placed):
            words = [word for word in phrase.words if word.lower() in _rules().kinds or ("-" in word and not word[0].isdigit())]
            name = " ".join([*([inside[-1].text] if placed else []), *words, phrase.head])
            self._mention(sentence, phrase, inside, name, piece=False, known=self._named_later(number))

    def _named_beside(self, sentence: Sentence, phrase: _Phrase, mentions: tuple[Mention, ...]) -> bool:
        """Whether a name of an open kind follows at once, which then is a cable's: "a second cable, X,", "a cable called X"."""
        lower = {word.lower() for word in phrase.words}
        if phrase.head not in _rules().plain or not ("cable" in phrase.head or lower & _rules().kinds):
            return False
        before = next((m for m in mentions if phrase.determiner in _INDEFINITE and self._apposed(m, phrase)), None)
        if before is not None:
            return self._is_cable(before)
        after = _rules().called.match(self.text, phrase.span.end, sentence.span.end)
        name = next((m for m in mentions if after and m.span.start == after.end()), None)
        if after is None or name is None:
            return False
        closed = bool(re.match(r"[,.;)]| \(|$", self.text[name.span.end : name.span.end + 2]))
        return bool(closed or after["called"]) and self._is_cable(name)

    def _apposed(self, name: Mention, phrase: _Phrase) -> bool:
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

    def _is_new(self, number: int, sentence: Sentence, phrase: _Phrase, mentions: tuple[Mention, ...], *, placed: bool) -> bool:
        """Whether a phrase brings in a line that the text has not named."""
        if any(self.page.type_of(m) in _LINES and m.found is not Found.DESCRIPTION for m in mentions) or self._among(number):
            return False
        shaped = phrase.head in ("route", "link", "ring") and phrase.determiner == "the"
        kind = any(word.lower() in _rules().kinds for word in phrase.words)
        follows = bool(_rules().follow.match(self.text, phrase.span.end, sentence.span.end))
        long = bool(re.search(r"\d[\d.,]*(?:[ -]?(?:km|kilomet|mile))", " ".join(phrase.words)))
        if phrase.determiner not in _INDEFINITE:
            return placed or (((kind and (follows or long)) or (shaped and follows)) and not self._spoken_of(sentence))
        if follows or long:
            return kind or placed or long or phrase.head.startswith("cable")
        return kind and "cable" in phrase.head and not self._cables_near(number)

    def _among(self, number: int) -> bool:
        """Whether the sentences just before name cables, one of which may be meant."""
        return self._cables_near(number, 0) and len({m.key for m in self.page.mentions if self.page.type_of(m) == "Cable"}) > 1

    def _cables_near(self, number: int, forward: int = _BACK) -> bool:
        """Whether a cable is named in the sentences around one."""
        sentences = self.page.sentences[max(0, number - _BACK) : number + forward + 1]
        near = self.page.mentions_in(Span(sentences[0].span.start, sentences[-1].span.end))
        return any(self.page.type_of(m) == "Cable" for m in near)

    def _spoken_of(self, sentence: Sentence) -> bool:
        """Whether a line is named, or was brought in, before a sentence."""
        lines = (m for m in (*self.page.mentions, *self.made) if self.referents[m.key].type in _LINES)
        return any(m.span.start < sentence.span.start for m in lines)

    def _named_later(self, number: int) -> str | None:
        """The cable that a phrase without a name means: the only one of the text, or one that the next sentences name."""
        cables = [m for m in self.page.mentions if self.page.type_of(m) == "Cable"]
        if len({m.key for m in cables}) == 1:
            return cables[0].key
        for sentence in self.page.sentences[number : number + _FORWARD + 1]:
            for mention in cables:
                if mention.span in sentence.span and mention == min(cables):
                    before = self.text[sentence.span.start : mention.span.start]
                    if before.strip() in ("", "The", "“", '"') or _rules().naming.search(before):
                        return mention.key
        return None

    def _mention(
        self, sentence: Sentence, phrase: _Phrase, inside: list[Mention], name: str, *, piece: bool, known: str | None = None
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

    def _called_by_route(self, key: str, phrase: _Phrase, sentence: Sentence) -> None:
        """What leads from A to B may be called so: "cable between A and B", "A-B cable", with or without what describes it."""
        self._alias(key, " ".join((*phrase.words, phrase.head)))
        leads = _rules().follow.match(self.text, phrase.span.end, sentence.span.end)
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
            if self.page.type_of(mention) in _LINES and (after := _rules().after.match(self.text, mention.span.end)):
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
        key = f"l{sum(1 for one in self.referents if one.startswith('l')) + 1}"
        if piece:
            self.pieces.add(key)
        whole = self._whole(sentence) if piece else None
        hints = (TENTATIVE,) + ((("whole", whole),) if whole else ())
        self.referents[key] = Referent(key, "Cable", name, hints=hints)
        return key

    def _whole(self, sentence: Sentence) -> str | None:
        """The line to which a part spoken of in a sentence belongs: the last one named before, else the first after."""
        lines = [m for m in (*self.page.mentions, *self.made) if self.referents[m.key].type in _LINES and m.key not in self.pieces]
        before = [m for m in lines if m.span.start < sentence.span.end]
        if before:
            return max(before).key
        return min(lines).key if lines else None

    def _ranked(self, sentence: Sentence, mentions: tuple[Mention, ...]) -> None:
        for match in _rules().ranked.finditer(self.text, sentence.span.start, sentence.span.end):
            number = _rules().ranks[match["rank"].lower()]
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
        for match in _rules().numbered.finditer(self.text, sentence.span.start, sentence.span.end):
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


def _describes(word: str) -> bool:
    """Whether a word may stand between a determiner and a head: no mark behind it but the comma of "high-speed, ..."."""
    return bool(re.fullmatch(r"[\w$€£%&.,/'’–-]*\w,?", word)) and (not word.endswith(",") or "-" in word)


def _predicative(text: str, phrase: _Phrase, sentence: Sentence) -> bool:
    """Whether a phrase only says what something is, or is one of many: "is a submarine cable", "as a cable"."""
    before = text[max(sentence.span.start, phrase.span.start - 40) : phrase.span.start]
    return bool(
        re.search(
            r"\b(?:is|was|are|were|be|been|being|as|becomes?|became|of|for any|like|than) (?:also |now |only )?"
            r"(?:an?|the|one|another) $",
            before,
        )
    )
