"""Mentions, references and what they lead to."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from telegrapher.explaining.values import Name, Thing
from telegrapher.extraction.coreference.spotting import spot
from telegrapher.extraction.page import SILENT, Page, Sentence
from telegrapher.model import Found, Linked, Mention, Span
from telegrapher.vocabulary import vocabulary

__all__ = ["Names", "things"]


def things(linked: Linked) -> tuple[Thing, ...]:
    """What the mentions of an extraction name, in order of the text, each with where it leads."""
    extraction = linked.extraction
    often = Counter(mention.key for mention in extraction.mentions)
    order = dict.fromkeys([*(mention.key for mention in extraction.mentions), *extraction.referents])
    found = []
    for key in order:
        referent, entity = extraction.referents[key], linked.entities[key]
        hints = tuple((name, _named(linked, value)) for name, value in referent.hints)
        label = vocabulary().types[referent.type].label
        found.append(
            Thing(
                key,
                referent.type,
                label,
                referent.name,
                referent.aliases,
                str(entity.link),
                entity.name,
                entity.iri,
                hints,
                often[key],
            )
        )
    return tuple(found)


def _named(linked: Linked, value: str) -> str:
    referent = linked.extraction.referents.get(value)
    return referent.name if referent else value


@dataclass(frozen=True, slots=True)
class Names:
    """Tells the names in a sentence of one page; made by `of`.

    Attributes:
        page: with its references resolved.
        named: by key, which mentions name a thing by name.
    """

    page: Page
    named: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, page: Page) -> Names:
        """The names of a page."""
        places: dict[str, list[int]] = {}
        for index, mention in enumerate(page.mentions):
            if mention.found is not Found.REFERENCE:
                places.setdefault(mention.key, []).append(index)
        return cls(page, {key: tuple(found) for key, found in places.items()})

    def within(self, sentence: Sentence) -> tuple[Name, ...]:
        """The mentions of a sentence, references resolved with where they lead."""
        return tuple(self._name(mention) for mention in self.page.mentions_in(sentence.span))

    def _name(self, mention: Mention) -> Name:
        plain = Name(mention.span, mention.text, mention.key, str(mention.found))
        if mention.found is not Found.REFERENCE:
            return plain
        places = self.named.get(mention.key, ())
        before = bisect_right(places, mention.span.start, key=lambda index: self.page.mentions[index].span.start)
        if not places:
            return plain
        source = self.page.mentions[places[max(0, before - 1)]].span
        return Name(mention.span, mention.text, mention.key, str(mention.found), source, self._number(source))

    def _number(self, span: Span) -> int:
        return bisect_right(self.page.sentences, span.start, key=lambda sentence: sentence.span.start)

    def open(self, sentence: Sentence) -> tuple[Name, ...]:
        """Words of a sentence that may refer to something, and were left open; none where nothing refers."""
        if sentence.zone in SILENT:
            return ()
        found = spot(self.page, self.page.referents, sentence, self.page.mentions_in(sentence.span))
        return tuple(Name(span, self.page.release.quote(span), "", "") for span, _, _ in found)
