"""Narrow questions stay quick in a large graph: what is asked for is found by index, not by reading everything.

Times are compared within one run, with the reading of all statements of the same graph.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest
from questions.asked import every

from telegrapher.model import RESOURCES
from telegrapher.questions import Names, entity_names, question, questions
from telegrapher.store import Result, Store, Term
from telegrapher.store.graphs import DEFAULT, REFERENCE, is_release_graph

COPIES = 100
"""Makes 200,000 quads of the invented world."""
READ_ALL = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?subject ?predicate ?object { GRAPH ?release { ?one rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object } }
"""
_THING = re.compile(
    f"<({re.escape(RESOURCES)}(?:organization|product|technology|place|cable|network|facility|award|person|release|statement)/[^/>]+)"
)


class Large:
    """A store in memory that answers like one on disk."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def run(self, text: str) -> Result:
        return Result.evaluate(self.store, text, [ox.NamedNode(graph) for graph in DEFAULT])


@pytest.fixture(scope="module")
def large(world: Store) -> Iterator[Large]:
    store = ox.Store()
    lines = "".join(f"{quad} .\n" for quad in world.quads() if quad.graph_name.value != REFERENCE)
    for number in range(COPIES):
        store.bulk_load(_THING.sub(rf"<\g<1>-{number}", lines).encode(), format=ox.RdfFormat.N_QUADS)
    store.bulk_extend(world.quads(REFERENCE))
    assert len(store) > 200_000
    yield Large(store)


@pytest.fixture(scope="module")
def names(world: Store) -> Names:
    return entity_names(world)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


@pytest.fixture(scope="module")
def reading_all(large: Large) -> float:
    return seconds(lambda: large.run(READ_ALL))


def narrow() -> Iterator[tuple[str, str, str]]:
    """Question, parameter and value, once for every parameter that is an entity."""
    seen = set()
    for what in ("ask", "empty"):
        for name, case in every(what):
            for parameter, value in case.items():
                if question(name).parameter(parameter).kind == "entity" and (name, parameter) not in seen:
                    seen.add((name, parameter))
                    yield name, parameter, value


@pytest.mark.parametrize(("name", "parameter", "value"), [*narrow()])
def test_a_narrow_question_reads_little(
    name: str, parameter: str, value: str, large: Large, names: Names, reading_all: float
) -> None:
    one = question(name)
    asked = [f"{iri}-7" for iri in names.find(value, one.parameter(parameter).of)]
    text = one.bind({parameter: [Term(iri, "iri") for iri in asked]})
    for _ in range(3):
        if seconds(lambda: large.run(text)) < reading_all / 3:
            return
        reading_all = seconds(lambda: large.run(READ_ALL), 1)  # the machine may have become busy since
    pytest.fail(f"takes more than a third of reading all statements ({reading_all:.3f} s)")


def test_an_open_question_does_not_grow_out_of_hand(large: Large, reading_all: float) -> None:
    slow = {one.name: seconds(lambda: large.run(one.bind({})), 1) / reading_all for one in questions().values()}  # noqa: B023 (called at once)
    assert max(slow.values()) < 20, slow


def test_a_copy_answers_like_the_original(large: Large, world: Store, names: Names) -> None:
    """Otherwise the test above would time questions that find nothing."""
    one = question("deployments")
    (vendor,) = names.find("Lumitron", "Vendor")
    copied = large.run(one.bind({"vendor": [Term(f"{vendor}-7", "iri")]}))
    assert [row[:7] for row in copied] == [row[:7] for row in world.run(one.bind({"vendor": [Term(vendor, "iri")]}))]
    assert copied.rows


def test_release_graphs_are_copied_whole(large: Large, world: Store) -> None:
    count = sum(is_release_graph(graph.value) for graph in large.store.named_graphs() if isinstance(graph, ox.NamedNode))
    assert count == COPIES * len(world.releases())
