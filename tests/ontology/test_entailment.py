"""What follows from the facts is in its own graph, all of it and nothing else, whatever was added, changed and removed before.

The judge is the ontology itself: the rules of OWL 2 RL (prp-inv1, prp-inv2, prp-symp, prp-spo1, cax-sco, prp-dom, prp-rng) as
SPARQL over its Turtle, run until nothing new comes. It shares no code with the store.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from questions.conftest import WORLD, _Told

from telegrapher import rdf
from telegrapher.shipped import folder
from telegrapher.store import Store
from telegrapher.store.graphs import FACTS, INFERRED
from telegrapher.store.refusal import refuse

PREFIXES = """
PREFIX tel: <https://w3id.org/telegrapher/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
OURS = 'FILTER(STRSTARTS(STR(?q), "https://w3id.org/telegrapher/ontology#"))'
RULES = {
    "prp-inv1": f"INSERT {{ ?y ?q ?x }} WHERE {{ ?p owl:inverseOf ?q . ?x ?p ?y {OURS} FILTER(ISIRI(?y)) }}",
    "prp-inv2": f"INSERT {{ ?y ?q ?x }} WHERE {{ ?q owl:inverseOf ?p . ?x ?p ?y {OURS} FILTER(ISIRI(?y)) }}",
    "prp-symp": f"INSERT {{ ?y ?q ?x }} WHERE {{ ?q a owl:SymmetricProperty . ?x ?q ?y {OURS} }}",
    "prp-spo1": f"INSERT {{ ?x ?q ?y }} WHERE {{ ?p rdfs:subPropertyOf ?q . ?x ?p ?y {OURS} }}",
}
TYPES = {
    "cax-sco": f"INSERT {{ ?x a ?q }} WHERE {{ ?c rdfs:subClassOf ?q . ?x a ?c {OURS} }}",
    "prp-dom": f"INSERT {{ ?x a ?q }} WHERE {{ ?p rdfs:domain ?q . ?x ?p ?y {OURS} }}",
    "prp-rng": f"INSERT {{ ?y a ?q }} WHERE {{ ?p rdfs:range ?q . ?x ?p ?y {OURS} FILTER(ISIRI(?y)) }}",
}
SCHEMA = ("usage", "codeList", "valueKind")


def followed(facts: list[ox.Quad], rules: dict[str, str]) -> set[str]:
    """What the rules add to facts, as lines."""
    judge = ox.Store()
    judge.load((folder("ontology") / "telegrapher.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    before = {str(quad.triple) for quad in judge}
    judge.extend(ox.Quad(*quad.triple) for quad in facts)
    size = -1
    while size != len(judge):
        size = len(judge)
        for rule in rules.values():
            judge.update(PREFIXES + rule)
    given = {str(quad.triple) for quad in facts}
    found = {str(quad.triple) for quad in judge if str(quad.subject).startswith("<https://w3id.org/telegrapher/id/")}
    return {line for line in found - given - before if not any(f"#{name}>" in line for name in SCHEMA)}


def inferred(store: Store) -> set[str]:
    return {str(quad.triple) for quad in store.quads(INFERRED)}


def put(store: Store, told: dict[str, object]) -> None:
    linked = _Told(told).linked()
    quads, refused = refuse(rdf.quads(linked))
    assert not refused
    facts = rdf.facts_of(quads)
    store.put(linked.extraction.release, quads, (*facts, *rdf.infer(facts)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "world.kg") as made:
        yield made


def right(store: Store) -> bool:
    facts = list(store.quads(FACTS))
    return inferred(store) == followed(facts, RULES) and not followed(facts, TYPES)


def test_the_whole_world_and_every_rule_has_work(store: Store) -> None:
    for told in WORLD["releases"]:
        put(store, told)
    facts = list(store.quads(FACTS))
    assert inferred(store) == followed(facts, RULES)
    assert followed(facts, TYPES) == set(), "types are complete: sub-types, domains and ranges add none"
    for name in RULES:
        assert followed(facts, {name: RULES[name]}), name
    untyped = [quad for quad in facts if not str(quad.object).endswith("#Organization>")]
    assert followed(untyped, TYPES), "a type that lacks would be seen"


@pytest.mark.parametrize("seed", range(4))
def test_nothing_goes_stale_whatever_comes_and_goes(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    releases = {told["name"]: told for told in WORLD["releases"]}
    for _ in range(14):
        name = chance.choice(sorted(releases))
        there = {entry.name for entry in store.releases()}
        if name in there and chance.random() < 0.5:
            store.remove(name)
        else:
            lines = releases[name]["says"]
            kept = [line for line in lines if chance.random() < 0.7] or lines[:1]
            put(store, {**releases[name], "says": kept})
        assert right(store)
    for entry in store.releases():
        store.remove(entry.name)
    assert inferred(store) == set()
    assert list(store.quads(FACTS)) == []


def test_what_was_made_again_from_files_is_the_same(store: Store, tmp_path: Path) -> None:
    for told in WORLD["releases"]:
        put(store, told)
    store.remove("three")
    before = inferred(store)
    store.close()
    with Store.rebuild(store.path) as again:
        assert inferred(again) == before
        assert right(again)
