"""A small invented world: releases with quads in the documented shape, and a graph in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher import rdf
from telegrapher.model import (
    Entity,
    Extraction,
    Linked,
    Mention,
    Referent,
    Release,
    Span,
    Statement,
    Zone,
    ZoneKind,
    digest,
    entity_iri,
    release_id,
)
from telegrapher.store import Change, Store

KINDS = {"Carrier": "organization", "Vendor": "organization", "Product": "product", "Person": "person"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A release and the quads that are made of it."""

    release: Release
    quads: tuple[ox.Quad, ...]
    facts: tuple[ox.Quad, ...]


def sample(name: str, *deals: tuple[str, str, str], extra: str = "") -> Sample:
    """A release that says of each deal (carrier, vendor, product) who deploys what of whom, and whom to call."""
    deal_lines = [f"{carrier} deploys {product} from {vendor}." for carrier, vendor, product in deals]
    contact_lines = [f"Ann {carrier} for {carrier}: +10 5550 {len(carrier):04d}" for carrier, _, _ in deals]
    text = "\n".join(["Invented news", *deal_lines, *contact_lines, *([extra] if extra else [])])
    release = Release(
        release_id(text),
        name,
        text,
        (Zone(ZoneKind.BODY, Span(0, len(text))),),
        title="Invented news",
        digest=digest(text, length=64),
    )
    statements, types = [], {}
    for (carrier, vendor, product), said, call in zip(deals, deal_lines, contact_lines, strict=True):
        types |= {carrier: "Carrier", vendor: "Vendor", product: "Product", f"Ann {carrier}": "Person"}
        words = release.evidence(Span(text.index(said), text.index(said) + len(said)))
        line = release.evidence(Span(text.index(call), text.index(call) + len(call)))
        statements += [
            Statement(carrier, "deploys", product, (("supplier", vendor),), words, 0.90, "test"),
            Statement(carrier, "customerOf", vendor, (), words, 0.80, "test"),
            Statement(
                f"Ann {carrier}", "contactFor", carrier, (("kind", "media"), ("phone", call.partition(": ")[2])), line, 1.0, "test"
            ),
        ]
    referents = {key: Referent(key, kind, key) for key, kind in types.items()}
    mentions = tuple(Mention(Span(text.index(key), text.index(key) + len(key)), key, kind, key) for key, kind in types.items())
    entities = {key: Entity(entity_iri(KINDS[kind], key), kind, key) for key, kind in types.items()}
    linked = Linked(Extraction(release, referents, mentions, tuple(statements)), entities)
    return Sample(release, rdf.quads(linked), rdf.facts(linked))


@pytest.fixture
def make() -> Callable[..., Sample]:
    return sample


@pytest.fixture
def add() -> Callable[..., Change]:
    def put(store: Store, name: str, *deals: tuple[str, str, str], extra: str = "") -> Change:
        one = sample(name, *deals, extra=extra)
        return store.put(one.release, one.quads, one.facts)

    return put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "net.kg") as made:
        yield made
