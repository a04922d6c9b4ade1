"""The invented world of `world.yaml` as a graph, by the road that every release takes after it was linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from telegrapher import rdf
from telegrapher.linking.fresh import kind_of
from telegrapher.model import (
    RELEASE,
    RESOURCES,
    Entity,
    Extraction,
    Link,
    Linked,
    Literal,
    Referent,
    Release,
    Span,
    Statement,
    Zone,
    ZoneKind,
    entity_iri,
    release_id,
)
from telegrapher.reference import Entry, Event, Reference
from telegrapher.store import Store
from telegrapher.store.graphs import REFERENCE
from telegrapher.store.refusal import refuse
from telegrapher.vocabulary import vocabulary

HERE = Path(__file__).parent
WORLD: Mapping[str, Any] = yaml.safe_load((HERE / "world.yaml").read_text(encoding="utf-8"))
_OWN = ("id", "name", "type", "kind", "aliases")


def reference() -> Reference:
    """The tables of the invented world."""
    entries = []
    for row in WORLD["reference"]:
        cells = {column: tuple(value.split("|")) for column, value in row.items() if column not in _OWN}
        iri = f"{RESOURCES}{row.get('kind', 'organization')}/{row['id']}"
        aliases = tuple(row["aliases"].split("|")) if "aliases" in row else ()
        entries.append(Entry(iri, row["type"], (row["type"],), row["name"], aliases, attributes=cells, source="https://a.example"))
    return Reference(tuple(entries), tuple(map(_event, WORLD["events"])))


def _event(row: Mapping[str, str]) -> Event:
    ends = (tuple(f"{RESOURCES}organization/{one}" for one in row[side].split("|")) for side in ("from", "to"))
    iri = f"{RESOURCES}event/{row['date']}-{row['from']}".casefold()
    return Event(iri, row["date"], row["kind"], *ends, note=row.get("note", ""), source="https://b.example")


_KNOWN = {entry.name: entry for entry in reference().entries}


class _Told:
    """One release of the world, taken apart."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.named = tuple(told.get("names", ()))
        self.parts = [self._parts(line) for line in told["says"]]
        sentences = [f"{line.replace('|', '–')}." for line in told["says"]]
        text = "\n".join([told["title"], *sentences])
        zones = [Zone(ZoneKind.HEADLINE, Span(0, len(told["title"]))), Zone(ZoneKind.BODY, Span(len(told["title"]) + 1, len(text)))]
        for (_, _, _, more), sentence in zip(self.parts, sentences, strict=True):
            if owner := more.get("said by"):
                zones.append(Zone(ZoneKind.QUOTE, Span(text.index(sentence), text.index(sentence) + len(sentence)), owner))
        published = told.get("published")
        self.release = Release(release_id(text), told["name"], text, tuple(zones), title=told["title"], published=published)
        self.spans = [Span(text.index(sentence), text.index(sentence) + len(sentence)) for sentence in sentences]

    def _parts(self, line: str) -> tuple[str, str, str, dict[str, str]]:
        said, _, rest = line.partition(" | ")
        relation = next(word for word in said.split() if word in vocabulary().relations)
        subject, _, other = said.partition(f" {relation} ")
        return subject, relation, other, dict(pair.split(": ", 1) for pair in rest.split("; ") if pair)

    def linked(self) -> Linked:
        """The release as linking would hand it on."""
        names = {RELEASE, *self.named}
        statements = []
        for (subject, relation, other, more), span in zip(self.parts, self.spans, strict=True):
            literal = vocabulary().relation(relation).literal
            names |= {subject, *(() if literal else (other,)), *(more[key] for key in ("supplier", "on", "place") if key in more)}
            confidence = float(more.get("confidence", "0.9"))
            qualifiers = tuple((key, value) for key, value in more.items() if key not in ("said by", "confidence"))
            end = Literal(other) if literal else other
            evidence = self.release.evidence(span)
            statements.append(Statement(subject, relation, end, qualifiers, evidence, confidence, f"by-hand-{relation}"))
        keys = sorted(names - {RELEASE})
        entities = {key: self._entity(key) for key in keys}
        referents = {key: Referent(key, entities[key].type, key) for key in keys}
        return Linked(Extraction(self.release, referents, (), tuple(statements)), entities)

    def _entity(self, name: str) -> Entity:
        if entry := _KNOWN.get(name):
            return Entity(
                entry.iri,
                entry.type,
                entry.name,
                entry.types,
                entry.aliases,
                (),
                Link.FAMILY if name in WORLD["family"] else Link.EXACT,
            )
        kind = WORLD["types"][name]
        if name in WORLD["ambiguous"]:
            return Entity(entity_iri(kind_of(kind), name, self.release.id), kind, name, (kind,), (), (), Link.AMBIGUOUS)
        employers = (other for subject, relation, other, _ in self.parts if subject == name and relation == "worksFor")
        scope = (next(employers, self.release.id),) if kind == "Person" else ()
        return Entity(entity_iri(kind_of(kind), name, *scope), kind, name, (kind,))


def fill(store: Store) -> None:
    """Put the world into a store."""
    for told in WORLD["releases"]:
        linked = _Told(told).linked()
        quads, refused = refuse(rdf.quads(linked))
        assert not refused, refused
        facts = rdf.facts_of(quads)
        store.put(linked.extraction.release, quads, (*facts, *rdf.infer(facts)))
    store.put_graph(REFERENCE, rdf.reference_quads(reference(), "invented"))


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the invented world in it."""
    with Store.create(tmp_path_factory.mktemp("world") / "world.kg") as store:
        fill(store)
        yield store
