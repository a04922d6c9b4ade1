"""Products under their makers' names."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.model import Mention, Referent
from telegrapher.reference.entry import iri_of
from telegrapher.reference.reference import Reference

__all__ = ["with_listed_makers", "with_makers"]


def with_makers(scene: Scene, mentions: Sequence[Mention], referents: dict[str, Referent]) -> dict[str, Referent]:
    """Products are also known by their maker's name before their own ("Cisco 8000"); a bare number is known by nothing else."""
    made = dict(referents)
    for maker, product in itertools.pairwise(mentions):
        gap = scene.release.text[maker.span.end : product.span.start]
        if maker.type not in ORGANIZATIONS or product.type not in {"Product", "Service"} or gap.strip("®™ ") or not gap:
            continue
        item = made[product.key]
        both = f"{maker.text} {product.text}"
        if item.name.isdigit():
            item = replace(item, name=both, aliases=(item.name, *item.aliases))
        elif both not in (item.name, *item.aliases):
            item = replace(item, aliases=(*item.aliases, both))
        made[product.key] = item
    return made


def with_listed_makers(referents: dict[str, Referent], reference: Reference) -> dict[str, Referent]:
    """Products that a table knows, with a hint of who makes them by that table."""
    made = dict(referents)
    for key, one in referents.items():
        entry = reference.by_iri(one.candidates[0]) if one.type == "Product" and one.candidates else None
        makers = [("maker", iri_of("organization", maker)) for maker in entry.values("vendor")] if entry else []
        if makers:
            made[key] = replace(one, hints=(*one.hints, *makers))
    return made
