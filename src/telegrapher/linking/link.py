"""Referents to entities: known ones through the ladder, places by geography, new ones by content; never by guess."""

from __future__ import annotations

from collections.abc import Iterable

from telegrapher.linking.fresh import Fresh, kind_of
from telegrapher.linking.geography import Geography
from telegrapher.linking.ladder import Choice, Ladder
from telegrapher.linking.rules import rules
from telegrapher.linking.sense import Sense
from telegrapher.model import Entity, Extraction, Link, Linked, Referent
from telegrapher.reference import Entry, Reference

__all__ = ["link"]

_ORDER = ("organization", "place", "cable", "technology", "product", "service", "event", "facility", "network", "award", "person")
"""What others lean on comes first: makers before products, owners before networks, employers before people."""


def link(extraction: Extraction, reference: Reference) -> Linked:
    """The entity that each referent of an extraction means.

    Known things get the address of their reference entry, with how it was reached (`Link`); a bare family name gets the family.
    What the reference does not know gets an address made from its content; what it may know but the text leaves open is
    `Link.AMBIGUOUS`, for this release alone.

    Args:
        extraction: what was read out of one release.
        reference: curated knowledge; `telegrapher.reference.nothing()` makes everything new.

    Returns:
        The extraction with one entity for each key of its referents.
    """
    linker = _Linker(extraction, reference)
    for referent in sorted(extraction.referents.values(), key=linker.turn):
        linker.take(referent)
    return Linked(extraction, {key: linker.entities[key] for key in extraction.referents})


class _Linker:
    def __init__(self, extraction: Extraction, reference: Reference) -> None:
        self.entities: dict[str, Entity] = {}
        self._sense = Sense(extraction, rules())
        self._ladder = Ladder(reference, rules())
        self._geography = Geography(reference, rules())
        self._fresh = Fresh(reference, self._sense, self.entities)
        self._reference = reference
        self._apart = _set_apart(extraction)

    def turn(self, referent: Referent) -> tuple[int, bool, str]:
        """When a referent's turn comes; countries before cities, wholes before what is only told of as a part of them."""
        kind = kind_of(referent.type)
        if self._sense.hints(referent, "whole"):
            return len(_ORDER), False, referent.key
        return _ORDER.index(kind), kind == "place" and not self._geography.is_area(referent.name), referent.key

    def take(self, referent: Referent) -> None:
        """Links one referent, given those taken before.

        Two that the text relates to each other ("X is controlled by X Group") are not one, whatever the reference calls them:
        the one that its name shows less surely is a thing of its own.
        """
        entity = self._entity(referent)
        for other in self._apart.get(referent.key, ()):
            if other.key in self.entities and self.entities[other.key].iri == entity.iri:
                if _surer(self.entities[other.key], other, entity, referent):
                    entity = self._fresh.named(referent, self._sense.identifiers(referent))
                else:
                    self._keep(other, self._fresh.named(other, self._sense.identifiers(other)))
        self._keep(referent, entity)

    def _keep(self, referent: Referent, entity: Entity) -> None:
        self.entities[referent.key] = entity
        if entry := self._reference.by_iri(entity.iri):
            self._sense.linked[referent.key] = entry
        else:
            self._sense.linked.pop(referent.key, None)

    def _entity(self, referent: Referent) -> Entity:
        kind = kind_of(referent.type)
        if kind == "place":
            return self._geography.place(referent, self._sense)
        if kind == "person":
            return self._fresh.person(referent)
        if kind == "award":
            return self._fresh.award(referent, self._ladder)
        if self._is_unnamed(referent):
            return self._fresh.unnamed(referent)
        if kind in {"network", "facility"}:
            return self._fresh.owned(referent)
        return self._chosen(referent, self._ladder.climb(referent, self._sense))

    def _is_unnamed(self, referent: Referent) -> bool:
        """Whether a text tells of a thing without a name: another release may tell of another by the same words."""
        if self._sense.hints(referent, "line"):
            return True
        known = referent.candidates or self._sense.hints(referent, "owner") or referent.type == "Technology"
        return referent.name.islower() and not known

    def _chosen(self, referent: Referent, choice: Choice) -> Entity:
        identifiers = self._sense.identifiers(referent)
        if choice.entry:
            return _known(referent, choice.entry, choice.link, identifiers)
        if choice.link is Link.AMBIGUOUS:
            return self._fresh.doubtful(referent)
        return self._fresh.named(referent, identifiers)


def _set_apart(extraction: Extraction) -> dict[str, tuple[Referent, ...]]:
    """The referents to which statements relate each referent, by key."""
    found: dict[str, dict[str, Referent]] = {}
    for statement in extraction.statements:
        pair = (statement.subject, statement.object)
        for one, other in (pair, pair[::-1]):
            if isinstance(one, str) and isinstance(other, str) and other in extraction.referents:
                found.setdefault(one, {})[other] = extraction.referents[other]
    return {key: tuple(others.values()) for key, others in found.items()}


def _surer(entity: Entity, referent: Referent, other: Entity, rival: Referent) -> bool:
    """Whether the first referent is more surely its entity than its rival is."""
    sure = list(Link)
    return (sure.index(entity.link), referent.name != entity.name) <= (sure.index(other.link), rival.name != other.name)


def _known(referent: Referent, entry: Entry, how: Link, said: Iterable[tuple[str, str]]) -> Entity:
    """The entity of a reference entry: its name, with the roles and forms that the text adds."""
    roles = (*entry.types, *((referent.type,) if referent.type != "Organization" else ()))
    forms = (form for form in (*entry.aliases, referent.name, *referent.aliases) if form != entry.name)
    own = ((column, value) for column in ("ticker", "website", "identifiers") for value in entry.values(column))
    identifiers = sorted({_identifier(*pair) for pair in (*own, *said)})
    return Entity(
        iri=entry.iri,
        type=entry.type,
        name=entry.name,
        types=tuple(dict.fromkeys(roles)),
        aliases=tuple(dict.fromkeys(forms)),
        identifiers=tuple(identifiers),
        link=how,
    )


def _identifier(column: str, value: str) -> tuple[str, str]:
    if column != "identifiers":
        return column, value
    scheme, _, number = value.partition(":")
    return scheme, number
