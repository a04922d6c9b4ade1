"""Addresses for what the reference does not know: from content, so that the same thing in two releases is one thing.

Organisations, cables, products and the like go by their folded name; people by name and employer, never by name alone;
networks and facilities by owner and description; awards by series, category and year. No address here can be one of the reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from telegrapher.linking.ladder import Ladder
from telegrapher.linking.sense import Sense
from telegrapher.model import Entity, Link, Literal, Referent, Statement, entity_iri, fold
from telegrapher.reference import Entry, Reference, normal

__all__ = ["Fresh", "kind_of"]

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KINDS = {"Product": "product", "Service": "service", "Technology": "technology", "Cable": "cable", "Network": "network"}
_OTHERS = {"Facility": "facility", "Award": "award", "Person": "person", "Place": "place", "Event": "event"}


def kind_of(type_name: str) -> str:
    """The kind of address of a type of the catalogue; organisation roles share one."""
    return {**_KINDS, **_OTHERS}.get(type_name, "organization")


@dataclass(frozen=True, slots=True)
class Fresh:
    """New entities of one release; `entities` holds what has been linked so far (owners and employers first)."""

    reference: Reference
    sense: Sense
    entities: Mapping[str, Entity]

    def named(self, referent: Referent, identifiers: tuple[tuple[str, str], ...] = ()) -> Entity:
        """A thing that its name alone tells apart."""
        name = normal(referent.name) if kind_of(referent.type) == "organization" else referent.name
        return self._entity(referent, self._address(kind_of(referent.type), name), Link.NEW, identifiers)

    def doubtful(self, referent: Referent) -> Entity:
        """A thing that the reference may know, but the text does not say which: for this release alone."""
        iri = entity_iri(kind_of(referent.type), referent.name, self.sense.extraction.release.id)
        return self._entity(referent, iri, Link.AMBIGUOUS)

    def unnamed(self, referent: Referent) -> Entity:
        """A thing that is told of and not named ("a submarine cable", "Ring Three"): of its whole, or of this release alone."""
        whole = next((self.entities[key] for key in self.sense.hints(referent, "whole") if key in self.entities), None)
        scope = whole.iri if whole else self.sense.extraction.release.id
        return self._entity(referent, entity_iri(kind_of(referent.type), referent.name, scope), Link.NEW)

    def person(self, referent: Referent) -> Entity:
        """A person: by name and employer; of this release alone if no employer is said."""
        employer = self._first_other(referent, self.sense.rules.employer, "employer", as_subject=True)
        scope = employer.iri if employer else self.sense.extraction.release.id
        return self._entity(referent, entity_iri("person", referent.name, scope), Link.NEW)

    def owned(self, referent: Referent) -> Entity:
        """A network or facility: by owner and description; by name where it has a name of its own and no owner is said."""
        kind = kind_of(referent.type)
        owner = self._first_other(referent, self.sense.rules.owner, "owner", as_subject=False)
        if owner is None:
            return self._entity(referent, self._address(kind, referent.name), Link.NEW)
        described = _without(referent.name, (owner.name, *owner.aliases))
        return self._entity(referent, entity_iri(kind, f"{owner.name} {described}", owner.iri), Link.NEW)

    def award(self, referent: Referent, ladder: Ladder) -> Entity:
        """An award as given: by series, category and year; without a category, of this release alone."""
        release = self.sense.extraction.release
        series = self._series(referent, ladder)
        year = next(self._years(referent), str(release.published.year) if release.published else "")
        category = next(self._categories(referent), "")
        name = series.name if series else _YEAR.sub(" ", referent.name)
        scope = (series.iri if series else fold(name), fold(category), year or release.id)
        iri = entity_iri("award", name, *scope, *(() if category else (release.id,)))
        told = (("series", series.iri if series else ""), ("category", category), ("year", year))
        link = Link.EXACT if series else Link.NEW
        return self._entity(referent, iri, link, tuple(pair for pair in told if pair[1]))

    def _series(self, referent: Referent, ladder: Ladder) -> Entry | None:
        forms = (referent.name, *self.sense.hints(referent, "series"))
        for form in (*forms, *(" ".join(_YEAR.sub(" ", form).split()) for form in forms)):
            found = [entry for entry in self.reference.lookup(form) if entry.kind == "award"]
            if len(found) == 1:
                return found[0]
        return ladder.climb(referent, self.sense).entry

    def _years(self, referent: Referent) -> Iterator[str]:
        yield from self.sense.hints(referent, "year")
        yield from _YEAR.findall(" ".join((referent.name, *referent.aliases)))

    def _categories(self, referent: Referent) -> Iterator[str]:
        yield from self.sense.hints(referent, "category")
        for statement in self._statements("awardCategory"):
            if statement.subject == referent.key and isinstance(statement.object, Literal):
                yield statement.object.value

    def _first_other(self, referent: Referent, predicates: tuple[str, ...], hint: str, *, as_subject: bool) -> Entity | None:
        """The other end of the first statement of these kinds that the referent stands in, else the one that a hint names."""
        keys: list[tuple[bool, str]] = []
        for predicate in predicates:
            for one in self._statements(predicate):
                ends = (one.subject, one.object) if as_subject else (one.object, one.subject)
                if ends[0] == referent.key and isinstance(ends[1], str):
                    keys.append((one.status == "departed", ends[1]))
        ordered = [key for _, key in sorted(keys, key=lambda pair: pair[0])]
        found = (self.entities[key] for key in (*ordered, *self.sense.hints(referent, hint)) if key in self.entities)
        return next(found, None)

    def _statements(self, predicate: str) -> Iterator[Statement]:
        return (one for one in self.sense.extraction.statements if one.predicate == predicate)

    def _address(self, kind: str, name: str) -> str:
        iri = entity_iri(kind, name)
        return iri if self.reference.by_iri(iri) is None else entity_iri(kind, name, "unlisted")

    def _entity(self, referent: Referent, iri: str, link: Link, identifiers: tuple[tuple[str, str], ...] = ()) -> Entity:
        return Entity(iri, referent.type, referent.name, (referent.type,), referent.aliases, identifiers, link)


def _without(name: str, owners: tuple[str, ...]) -> str:
    """A description without the owner's name before it ("BICS' pan-European network")."""
    for owner in sorted(owners, key=len, reverse=True):
        if fold(name).startswith(fold(owner) + " "):
            return fold(name)[len(fold(owner)) + 1 :]
    return fold(name)
