"""The words that layouts turn on, read once from `data/rules/layout/words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from telegrapher.errors import RuleError
from telegrapher.rules import table

__all__ = ["Lexicon", "lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists of the layout rules; all lower case unless said otherwise.

    Attributes:
        classes: short class name ("org", "place") to the catalogue's types it stands for.
        exchanges: spelling of a stock exchange in a release to its code ("Nasdaq Global Select Market" to "NASDAQ").
        title_heads: nouns that make a phrase a job title ("director").
        title_starts: words a job title may begin with, beside its heads ("senior").
        title_stops: words that no job title holds ("said").
        regions: names of states and countries that follow a town ("california", "germany").
        contact_kinds: word of a contact label to the kind of contact.
        contact_labels: words that make a line a contact label without telling a kind.
        phone_labels: words that lead a phone number.
        site_stops: hosts (and their sub-domains) that are nobody's own website.
        name_stops: words that never stand in a person's name.
        office_kinds: words in or before an office noun to the kind of office, most telling first.
        planned: cues of a planned fact.
        denied: cues of a denied or merely possible fact.
        series_heads: words that a line leading a list of landing points, members ... holds, by predicate.
        labels: label of a definition line ("length") to the relation it states.
        now: dates that say no more than that a thing is news.
        addresses: what persons are addressed with ("dr").
        dangling: words with which no job title ends.
        city_states: towns that no region holds.
        line_nouns: nouns for a line at the end of its name, which may be left out.
        dependent: references that only go on about what was just named.
    """

    classes: Mapping[str, tuple[str, ...]]
    exchanges: Mapping[str, str]
    title_heads: frozenset[str]
    title_starts: frozenset[str]
    title_stops: frozenset[str]
    regions: frozenset[str]
    contact_kinds: Mapping[str, str]
    contact_labels: frozenset[str]
    phone_labels: frozenset[str]
    site_stops: tuple[str, ...]
    name_stops: frozenset[str]
    office_kinds: tuple[tuple[str, str], ...]
    planned: re.Pattern[str]
    denied: re.Pattern[str]
    series_heads: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    now: frozenset[str]
    addresses: frozenset[str]
    dangling: frozenset[str]
    city_states: frozenset[str]
    line_nouns: frozenset[str]
    dependent: frozenset[str]

    def is_org(self, kind: str) -> bool:
        """Whether a type of the catalogue is an organisation."""
        return kind in self.classes["org"]


def _phrases(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of `words` as whole words, longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE)


@cache
def lexicon() -> Lexicon:
    """The shipped word lists.

    Raises:
        RuleError: the file is missing or lacks a list.
    """
    try:
        return _build(table("layout/words"))
    except (KeyError, AttributeError, TypeError) as error:
        raise RuleError(f"a word list is missing or malformed: {error}", where="layout/words.yaml") from error


def _build(data: Mapping[str, object]) -> Lexicon:
    def words(name: str) -> frozenset[str]:
        return frozenset(str(word).casefold() for word in _list(data[name]))

    def turned(name: str) -> dict[str, str]:
        return {str(word).casefold(): key for key, group in _mapping(data[name]).items() for word in _list(group)}

    return Lexicon(
        classes={key: tuple(_list(group)) for key, group in _mapping(data["classes"]).items()},
        exchanges=turned("exchanges"),
        title_heads=words("title_heads"),
        title_starts=words("title_starts"),
        title_stops=words("title_stops"),
        regions=words("regions"),
        contact_kinds=turned("contact_kinds"),
        contact_labels=words("contact_labels"),
        phone_labels=words("phone_labels"),
        site_stops=tuple(_list(data["site_stops"])),
        name_stops=words("name_stops"),
        office_kinds=tuple(turned("office_kinds").items()),
        planned=_phrases(_list(data["planned"])),
        denied=_phrases(_list(data["denied"])),
        series_heads={key: tuple(_list(group)) for key, group in _mapping(data["series_heads"]).items()},
        labels=turned("labels"),
        now=words("now"),
        addresses=words("addresses"),
        dangling=words("dangling"),
        city_states=words("city_states"),
        line_nouns=words("line_nouns"),
        dependent=words("dependent"),
    )


def _list(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"no list of words: {value!r:.60}")
    return value


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"no mapping: {value!r:.60}")
    return value
