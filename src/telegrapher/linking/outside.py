"""Things that a source of others describes, to entries of ours: the same ladder, without a text around the names.

A source about the field is sense enough for a name that is also a word ("Falcon" in a list of cables). A thing whose names lead to
two entries, a namesake in another country, and a place whose country is not told, stay open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from telegrapher.linking.geography import Geography
from telegrapher.linking.ladder import Ladder
from telegrapher.linking.rules import Rules, rules
from telegrapher.linking.sense import Sense, clean_ticker, clean_website
from telegrapher.model import Extraction, Link, Mention, Referent, Release, fold, release_id
from telegrapher.reference import Entry, Reference

__all__ = ["Match", "match"]

_HINTS = ("country", "admin1", "ticker", "website", "headquarters")
_UNKNOWN = (Link.NEW, Link.AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class Match:
    """How far a thing came: the rung, and the address of our entry; none if nobody of ours, or several, go by its names."""

    link: Link
    iri: str = ""


def match(entries: Iterable[Entry], reference: Reference) -> Mapping[str, Match]:
    """Entries of a source to ours, by identifier or by name, always within kind.

    Args:
        entries: organisations, cables, products, technologies and places of one source. Hints come from their columns `country`
            (ISO code), `admin1`, `ticker`, `website`, `headquarters`, `identifiers` ("wikidata:Q42").
        reference: what is ours.

    Returns:
        Address of each entry to its match. Where several entries of the source come to one of ours, only the surest is kept as
        sure as it is; the others are no more than `Link.NORMALISED`, since two things of a source are not one.
    """
    matcher = _Matcher(reference, rules())
    return _one_each({entry.iri: matcher.find(entry) for entry in entries})


class _Described(Sense):
    """The sense that a source itself gives: all of it is about the field."""

    def identifiers(self, referent: Referent) -> tuple[tuple[str, str], ...]:
        """Tickers and websites among the hints."""
        return tuple(hint for hint in referent.hints if hint[0] in ("ticker", "website"))

    def field_says(self, referent: Referent, kind: str) -> bool:
        """Always: the source is about the field."""
        return True

    def names_beside(self, referent: Referent) -> frozenset[str]:
        """The seat."""
        return frozenset(fold(value) for value in self.hints(referent, "headquarters"))


class _Matcher:
    def __init__(self, reference: Reference, found: Rules) -> None:
        self._reference = reference
        self._rules = found
        self._ladder = Ladder(reference, found)
        self._geography = Geography(reference, found)
        mentions: tuple[Mention, ...] = ()
        self._sense = _Described(Extraction(Release(release_id(""), "outside", ""), {}, mentions, ()), found)

    def find(self, entry: Entry) -> Match:
        for identifier in entry.values("identifiers"):
            if (same := self._reference.holding("identifiers", identifier)) and len(same) == 1:
                return Match(Link.IDENTIFIER, same[0].iri)
        referent = Referent(entry.iri, entry.type, entry.name, entry.aliases, hints=tuple(self._hints(entry)))
        if entry.type == "Place":
            return self._place(referent)
        choice = self._ladder.climb(referent, self._sense)
        if choice.entry is None:
            return Match(choice.link)
        if choice.link is not Link.IDENTIFIER and (self._others(referent, choice.entry) or _elsewhere(entry, choice.entry)):
            return Match(Link.AMBIGUOUS)
        return Match(choice.link, choice.entry.iri)

    def _place(self, referent: Referent) -> Match:
        """A place counts only if its country is told: there is a city of nearly every name somewhere."""
        if not self._sense.hints(referent, "country"):
            return Match(Link.AMBIGUOUS)
        found = self._geography.place(referent, self._sense)
        return Match(found.link, "" if found.link in _UNKNOWN else found.iri)

    def _others(self, referent: Referent, chosen: Entry) -> bool:
        """Whether another form of the thing is the name of another entry of that kind, and of that alone."""
        for form in (referent.name, *referent.aliases):
            owners = {entry.iri for entry in self._reference.exact(form) if entry.kind == chosen.kind}
            if owners and chosen.iri not in owners:
                return True
        return False

    def _hints(self, entry: Entry) -> list[tuple[str, str]]:
        clean = {"ticker": lambda value: clean_ticker(value, self._rules.exchanges), "website": clean_website}
        return [(column, clean.get(column, str)(value)) for column in _HINTS for value in entry.values(column)]


def _elsewhere(thing: Entry, ours: Entry) -> bool:
    """Whether both tell where they are at home, and not in the same country: namesakes, or a company and its subsidiary."""
    said, known = set(thing.values("country")), set(ours.values("country"))
    return bool(said and known) and said.isdisjoint(known)


def _one_each(found: Mapping[str, Match]) -> Mapping[str, Match]:
    """Of several things that came to one entry of ours, the surest keeps its rung, if it is surer than the next."""
    rank = {link: number for number, link in enumerate(Link)}
    claims: dict[str, list[str]] = {}
    for iri in sorted(found, key=lambda iri: (rank[found[iri].link], iri)):
        if found[iri].iri:
            claims.setdefault(found[iri].iri, []).append(iri)
    made = dict(found)
    for claimants in claims.values():
        links = [found[iri].link for iri in claimants]
        alone = len(claimants) == 1 or links[0] is not links[1]
        for iri in claimants[1 if alone else 0 :]:
            if rank[found[iri].link] < rank[Link.NORMALISED]:
                made[iri] = replace(found[iri], link=Link.NORMALISED)
    return made
