"""Who or what is meant: an entity of the graph, known from reference data or newly found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from telegrapher.model.statement import Extraction

__all__ = ["Entity", "Link", "Linked"]


class Link(StrEnum):
    """How a name came to its entity, surest first."""

    IDENTIFIER = "identifier"
    EXACT = "exact"
    ALIAS = "alias"
    NORMALISED = "normalised"
    ACRONYM = "acronym"
    CONTEXT = "context"
    FAMILY = "family"
    NEW = "new"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with an address of its own.

    Attributes:
        iri: under `https://w3id.org/telegrapher/id/`.
        type: most specific type of the catalogue.
        name: preferred name.
        types: all types it holds (roles side by side), `type` included.
        aliases: other names.
        identifiers: pairs of scheme and value, for instance `("ticker", "NASDAQ:INFN")`.
        link: how it was reached from this text; `NEW` if reference data does not know it.
    """

    iri: str
    type: str
    name: str
    types: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    link: Link = Link.NEW


@dataclass(frozen=True, slots=True)
class Linked:
    """An extraction with the entity that each of its referents means (key to entity)."""

    extraction: Extraction
    entities: Mapping[str, Entity]
