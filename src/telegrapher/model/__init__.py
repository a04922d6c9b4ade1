"""The values that flow through every room; frozen, checked at birth, standard library only."""

from telegrapher.model.entity import Entity, Link, Linked
from telegrapher.model.identity import RESOURCES, digest, entity_iri, fold, release_id, slug
from telegrapher.model.release import Evidence, Release, Span, Zone, ZoneKind
from telegrapher.model.statement import (
    RELEASE,
    Draft,
    Extraction,
    Found,
    Literal,
    Mention,
    Referent,
    Refusal,
    Statement,
)

__all__ = [
    "RELEASE",
    "RESOURCES",
    "Draft",
    "Entity",
    "Evidence",
    "Extraction",
    "Found",
    "Link",
    "Linked",
    "Literal",
    "Mention",
    "Referent",
    "Refusal",
    "Release",
    "Span",
    "Statement",
    "Zone",
    "ZoneKind",
    "digest",
    "entity_iri",
    "fold",
    "release_id",
    "slug",
]
