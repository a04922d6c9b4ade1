"""What a release shows about the sense of its names: sentences, identifiers, neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from telegrapher.linking.rules import Rules
from telegrapher.model import Extraction, Literal, Mention, Referent, Span, fold
from telegrapher.reference import Entry

__all__ = ["Sense", "clean_ticker", "clean_website"]

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")


def clean_ticker(value: str, exchanges: Mapping[str, str]) -> str:
    """A ticker as the tables write it: `EXCHANGE:SYMBOL`; the value itself if it has no exchange."""
    exchange, colon, symbol = value.partition(":")
    if not colon:
        return value.strip().upper()
    code = exchanges.get(fold(exchange), exchange.strip().upper())
    return f"{code}:{symbol.strip().upper()}"


def clean_website(value: str) -> str:
    """The host of an address, without scheme, `www.`, path or sign of an e-mail."""
    host = re.sub(r"^https?://", "", value.strip().casefold()).rpartition("@")[2].partition("/")[0]
    return host.removeprefix("www.")


@dataclass(frozen=True)
class Sense:
    """One extraction, laid open for questions about the sense of its names."""

    extraction: Extraction
    rules: Rules
    linked: dict[str, Entry] = field(default_factory=dict)
    """Reference entries of referents linked so far (filled by the linker, organisations first)."""

    def hints(self, referent: Referent, name: str) -> tuple[str, ...]:
        """The values of a hint of the referent."""
        return tuple(value for hint, value in referent.hints if hint == name)

    def identifiers(self, referent: Referent) -> tuple[tuple[str, str], ...]:
        """Tickers and websites that the text gives the referent: pairs of column and value, sorted."""
        said = {(column, value) for column in ("ticker", "website") for value in self.hints(referent, column)}
        for statement in self.extraction.statements:
            column = self.rules.identifying.get(statement.predicate)
            if column and statement.subject == referent.key and isinstance(statement.object, Literal):
                said.add((column, statement.object.value))
        return tuple(sorted({(column, self._clean(column, value)) for column, value in said}))

    def field_says(self, referent: Referent, kind: str) -> bool:
        """Whether a sentence that names the referent speaks of the field, and nothing right after a mention shows another sense.

        A thing of a kind that is named in lists is also of the field if another of its type is named in the sentence.
        """
        mentions = self._mentions.get(referent.key, ())
        if any(self._next_word(mention) in self.rules.other_sense for mention in mentions):
            return False
        words = self.rules.field_words.get(kind, frozenset())
        listed = kind in self.rules.listed
        return any(_holds(self._around(one), words) or (listed and self._fellow(one, referent.type)) for one in mentions)

    def _fellow(self, mention: Mention, type_name: str) -> bool:
        span = _sentence(self.extraction.release.text, mention.span)
        others = (one for one in self.extraction.mentions if one.key != mention.key and one.span in span)
        return any(self.extraction.referents[one.key].type == type_name for one in others if one.key in self.extraction.referents)

    def names_beside(self, referent: Referent) -> frozenset[str]:
        """Folded words and pairs of words in the sentences that name the referent, its own name left out."""
        found: set[str] = set()
        for mention in self._mentions.get(referent.key, ()):
            found |= _grams(self._around(mention))
        return frozenset(found)

    def after(self, referent: Referent) -> Iterator[str]:
        """What stands right after each mention of the referent, to the end of its line."""
        text = self.extraction.release.text
        for mention in self._mentions.get(referent.key, ()):
            end = text.find("\n", mention.span.end)
            yield text[mention.span.end : end if end >= 0 else len(text)]

    @property
    def neighbours(self) -> tuple[Entry, ...]:
        """Entries of the release's referents linked so far."""
        return tuple(self.linked.values())

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.extraction.mentions:
            found.setdefault(mention.key, []).append(mention)
        return {key: tuple(some) for key, some in found.items()}

    def _clean(self, column: str, value: str) -> str:
        return clean_ticker(value, self.rules.exchanges) if column == "ticker" else clean_website(value)

    def _next_word(self, mention: Mention) -> str:
        following = re.match(r"\s(\w+)", self.extraction.release.text[mention.span.end :][:40])
        return fold(following.group(1)) if following else ""

    def _around(self, mention: Mention) -> str:
        """The sentence of a mention without the mention, so that a name is no evidence for itself."""
        text = self.extraction.release.text
        span = _sentence(text, mention.span)
        return f"{text[span.start : mention.span.start]} {text[mention.span.end : span.end]}"


def _sentence(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    newline = text.find("\n", span.end)
    end = newline if newline >= 0 else len(text)
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop.end() <= span.start:
            start = stop.end()
        elif stop.start() >= span.end:
            end = stop.start() + 1
            break
    return Span(start, end)


def _grams(text: str) -> set[str]:
    words = fold(text).split()
    return {*words, *map(" ".join, pairwise(words))}


def _holds(text: str, phrases: frozenset[str]) -> bool:
    return not phrases.isdisjoint(_grams(text))
