"""The ladder from a name to an entry of the reference: identifier, exact, alias, normalised, acronym, context."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from telegrapher.linking.rules import Rules
from telegrapher.linking.sense import Sense
from telegrapher.model import Link, Referent, fold
from telegrapher.reference import Entry, Reference, bare, normal

__all__ = ["Choice", "Ladder"]

_SLIP = 0.92
"""Likeness of two full names from which on the difference is a slip of the pen (one letter in twelve)."""

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,7}")


@dataclass(frozen=True, slots=True)
class Choice:
    """How far a name came: an entry and the rung, or no entry and whether that is because several (or doubtful ones) were found."""

    link: Link
    entry: Entry | None = None


_UNKNOWN = Choice(Link.NEW)
_TIED = Choice(Link.AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Names to entries, always within the kinds that fit the referent's type."""

    reference: Reference
    rules: Rules

    def climb(self, referent: Referent, sense: Sense) -> Choice:
        """The entry that the referent means, by the surest rung that gives exactly one."""
        kinds = self.rules.kinds.get(referent.type, ())
        if found := self._by_identifier(referent, sense, kinds):
            return Choice(_family(found, Link.IDENTIFIER), found)
        doubtful = False
        for form in _own_forms(referent):
            for link, candidates in self._rungs(form, kinds):
                if not candidates:
                    continue
                choice = self._decide(referent, sense, candidates, form, link)
                if choice.entry:
                    return choice
                doubtful = doubtful or choice.link is Link.AMBIGUOUS
                break
        return _TIED if doubtful else _UNKNOWN

    def _rungs(self, form: str, kinds: tuple[str, ...]) -> Iterator[tuple[Link, tuple[Entry, ...]]]:
        reference = self.reference
        steps: tuple[tuple[Link, Callable[[str], tuple[Entry, ...]]], ...] = (
            (Link.EXACT, reference.named),
            (Link.ALIAS, reference.exact),
            (Link.NORMALISED, reference.folded),
            (Link.NORMALISED, reference.normalised),
            (Link.NORMALISED, lambda name: self._without_vendor(name, kinds)),
            (Link.NORMALISED, lambda name: self._without_tail(name, kinds)),
            (Link.NORMALISED, reference.squeezed),
            (Link.NORMALISED, reference.loosened),
            (Link.ACRONYM, lambda name: reference.initialled(name) if _ACRONYM.fullmatch(name) else ()),
        )
        for link, step in steps:
            yield link, _of(step(form), kinds)

    def _decide(self, referent: Referent, sense: Sense, candidates: tuple[Entry, ...], form: str, link: Link) -> Choice:
        """One among the candidates that a form of the referent found, if the text lets us."""
        left = tuple(entry for entry in candidates if not self._contradicted(referent, sense, entry, form))
        if not left:
            return _UNKNOWN
        if len(left) > 1:
            shown = tuple(entry for entry in left if self._shown(referent, sense, entry))
            return Choice(_family(shown[0], Link.CONTEXT), shown[0]) if len(shown) == 1 else _TIED
        entry = left[0]
        if link is not Link.ACRONYM and not self._needs_sense(entry, form):
            return Choice(_family(entry, link), entry)
        if self._shown(referent, sense, entry) or sense.field_says(referent, entry.kind):
            return Choice(_family(entry, link), entry)
        return _TIED

    def _needs_sense(self, entry: Entry, form: str) -> bool:
        """Whether the form, or what is left of it without legal form, is declared doubtful, and it is no undoubted name itself."""
        declared = {fold(one) for one in entry.needs_context}
        if fold(form) in {fold(name) for name in entry.names} - declared:
            return False
        return normal(form) in {normal(one) for one in entry.needs_context}

    def _shown(self, referent: Referent, sense: Sense, entry: Entry) -> bool:
        """Whether the text points to just this entry: by ticker, website, another name, country, headquarters or maker."""
        said = {(column, value.casefold()) for column, value in sense.identifiers(referent)}
        if any((column, value.casefold()) in said for column in ("ticker", "website") for value in entry.values(column)):
            return True
        if entry.first("country") and entry.first("country") in sense.hints(referent, "country"):
            return True
        return _vouched(referent, entry) or self._placed(referent, sense, entry)

    def _placed(self, referent: Referent, sense: Sense, entry: Entry) -> bool:
        if entry.kind in {"product", "service"}:
            return self._maker_present(sense, entry)
        if entry.kind != "organization":
            return False
        beside = sense.names_beside(referent)
        return any(fold(place) in beside for place in self._home(entry))

    def _home(self, entry: Entry) -> Iterator[str]:
        yield from entry.values("headquarters")
        country = self.reference.by_iri(f"{entry.iri.partition('organization/')[0]}place/{entry.first('country').casefold()}")
        if country and entry.first("country"):
            yield from country.names

    def _maker_present(self, sense: Sense, entry: Entry) -> bool:
        makers = {fact.target or fact.value for fact in self.reference.entry_facts(entry) if fact.column == "vendor"}
        return any(other.iri in makers or other.name in makers for other in sense.neighbours)

    def _contradicted(self, referent: Referent, sense: Sense, entry: Entry, form: str) -> bool:
        """Whether the text gives a doubtful name another ticker, or spells an acronym out otherwise."""
        tickers = {value for column, value in sense.identifiers(referent) if column == "ticker"}
        if tickers and entry.values("ticker") and self._needs_sense(entry, form) and tickers.isdisjoint(entry.values("ticker")):
            return True
        return _ACRONYM.fullmatch(form) is not None and _spelt_otherwise(referent, entry, form)

    def _by_identifier(self, referent: Referent, sense: Sense, kinds: tuple[str, ...]) -> Entry | None:
        if "organization" not in kinds:
            return None
        found: dict[str, Entry] = {}
        for column, value in sense.identifiers(referent):
            for entry in _of(self.reference.holding(column, value), kinds):
                if any(self._akin(form, name) for form in _own_forms(referent) for name in entry.names):
                    found[entry.iri] = entry
        return next(iter(found.values())) if len(found) == 1 else None

    def _akin(self, one: str, other: str) -> bool:
        """Whether two names differ at most by words that say little about a company."""
        first, second = bare(one).split(), bare(other).split()
        short, long = sorted((first, second), key=len)
        return bool(short) and long[: len(short)] == short and set(long[len(short) :]) <= self.rules.company_words

    def _without_tail(self, form: str, kinds: tuple[str, ...]) -> tuple[Entry, ...]:
        """Entries that differ from the form by a generic tail: "MAREA" and "Marea submarine cable"."""
        key = fold(form)
        for kind in kinds:
            tails = self.rules.tails.get(kind, ())
            shorter = (key[: -len(tail) - 1] for tail in tails if key.endswith(f" {tail}"))
            longer = (f"{key} {tail}" for tail in tails)
            for other in (*shorter, *longer):
                if found := self.reference.folded(other):
                    return found
        return ()

    def _without_vendor(self, form: str, kinds: tuple[str, ...]) -> tuple[Entry, ...]:
        """Products named after their maker: "Infinera DTN-X" is the DTN-X if that is Infinera's."""
        if not {"product", "service"} & set(kinds):
            return ()
        words = form.split()
        for count in range(1, min(4, len(words))):
            makers = {entry.iri for entry in _of(self.reference.exact(" ".join(words[:count])), ("organization",))}
            found = self.reference.folded(" ".join(words[count:])) if makers else ()
            if made := tuple(entry for entry in found if makers & {fact.target for fact in self.reference.entry_facts(entry)}):
                return made
        return ()


def _own_forms(referent: Referent) -> tuple[str, ...]:
    """The name, then those aliases that are no mere part of it: "Orange" does not speak for "Orange Wholesale Services"."""
    words = fold(referent.name).split()
    others = (alias for alias in referent.aliases if not set(fold(alias).split()) < set(words))
    return (referent.name, *others)


def _of(entries: Iterable[Entry], kinds: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.kind in kinds)


def _family(entry: Entry, link: Link) -> Link:
    return Link.FAMILY if entry.first("level") == "family" else link


def _vouched(referent: Referent, entry: Entry) -> bool:
    """Whether two forms of the referent are names of the entry, or one is its full name but for a slip."""
    forms = {normal(form) for form in _own_forms(referent)}
    if len(forms & {normal(name) for name in entry.names}) > 1:
        return True
    spelt = [form for form in (referent.name, *referent.aliases) if len(form.split()) > 2]
    return _spelt_alike(spelt, (name for name in entry.names if len(name.split()) > 2))


def _spelt_otherwise(referent: Referent, entry: Entry, acronym: str) -> bool:
    """Whether the text spells an acronym out in a way that is no name of the entry, though the entry's own spelling is known."""
    spelt = [form for form in (referent.name, *referent.aliases) if form != acronym and len(form.split()) > 1]
    known = [name for name in entry.names if len(name.split()) > 1]
    return bool(spelt and known) and not _spelt_alike(spelt, known)


def _spelt_alike(forms: Iterable[str], names: Iterable[str]) -> bool:
    """Whether one of the forms is one of the names but for a slip ("Europe Indian Gateway")."""
    pairs = ((normal(form), normal(name)) for form in forms for name in names)
    return any(SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SLIP for one, other in pairs)
