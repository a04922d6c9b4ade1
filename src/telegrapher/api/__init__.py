"""The library's face: a graph that is opened, added to, asked, measured and drawn. Every verb of the command line is here.

import telegrapher

with telegrapher.create("news.kg") as graph:
    graph.add("releases/")
    for row in graph.ask("deployments", vendor="Infinera"):
        print(*row)
    graph.draw("news.html")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from telegrapher.api.graph import Graph
from telegrapher.api.publishing import ontology
from telegrapher.api.values import EXPORTS, Added, EntityPage, Stats

if TYPE_CHECKING:
    from telegrapher.evaluation import Scores
    from telegrapher.explaining import Explanation
    from telegrapher.model import Extraction
    from telegrapher.pipeline import Failure, Setup
    from telegrapher.questions import Source
    from telegrapher.reference import Merged, Problem

__all__ = [
    "EXPORTS",
    "Added",
    "EntityPage",
    "Graph",
    "Stats",
    "add_tables",
    "check_tables",
    "create",
    "evaluate",
    "explain",
    "extract",
    "ontology",
    "open_graph",
    "wikidata",
    "wikidata_files",
]


def create(path: Path | str) -> Graph:
    """A new, empty graph in a folder (by custom `NAME.kg`), or the one that is there already, open for writing.

    Raises:
        StoreError: the path is taken by something else, locked by another process, or cannot be written.
    """
    from telegrapher.store import Store

    place = Path(path)
    return Graph(Store.open(place) if place.exists() else Store.create(place))


def open_graph(path: Path | str, *, read_only: bool = True) -> Graph:
    """The graph in a folder. Readers work beside a writer and see the moment of their opening.

    Raises:
        StoreError: there is no graph, or another process is writing (only if not `read_only`).
    """
    from telegrapher.store import Store

    return Graph(Store.open(Path(path), read_only=read_only))


def extract(*sources: Path | str, setup: Setup | None = None, jobs: int | None = None) -> Iterator[Extraction | Failure]:
    """What releases say, without any graph.

    Args:
        sources: files, folders, archives; `-` for standard input.
        setup: reference, stages, least confidence.
        jobs: processes.
    """
    from telegrapher import pipeline

    return pipeline.extractions(pipeline.read(sources), setup or pipeline.Setup(), jobs=jobs)


def explain(*sources: Path | str, setup: Setup | None = None) -> Iterator[Explanation | Failure]:
    """How releases are read, sentence by sentence: names, references, rules, statements and refusals with their reasons.

    Args:
        sources: files, folders, archives; `-` for standard input.
        setup: reference, stages, least confidence.
    """
    from telegrapher import explaining, pipeline

    return explaining.explanations(pipeline.read(sources), setup or pipeline.Setup())


def evaluate(
    folder: Path | str, *, setup: Setup | None = None, jobs: int | None = None, on_each: Callable[..., object] = bool
) -> Scores:
    """Extraction of the documents of a gold folder against their annotations; the figures of the gold set's own scorer.

    `on_each` is called with the extraction, or the failure, of each document: for warnings.

    Raises:
        InputError: no annotation there, or a broken one.
    """
    from telegrapher import evaluation
    from telegrapher.pipeline import Failure

    documents = list(evaluation.gold_documents(Path(folder)))
    predicted = []
    for found in extract(*(path for path, _ in documents), setup=setup, jobs=jobs):
        on_each(found)
        if not isinstance(found, Failure):
            predicted.append(evaluation.as_document(found))
    return evaluation.evaluate([gold for _, gold in documents], predicted)


def check_tables(path: Path | str) -> tuple[Problem, ...]:
    """What is wrong with a reference table of your own, or with a folder of them; nothing if all is well.

    Raises:
        ReferenceDataError: no such file or folder, or no table.
    """
    from telegrapher.reference import check_own

    return check_own(Path(path))


def add_tables(path: Path | str, folder: Path | str) -> tuple[Merged, ...]:
    """Take a reference table, or a folder of tables, into your folder, which `Setup(reference=folder)` lays over the shipped ones.

    Raises:
        ReferenceDataError: something is wrong with the rows; then nothing is changed.
    """
    from telegrapher.reference import merge

    return merge(Path(path), Path(folder))


def wikidata(
    contact: str = "",
    *,
    endpoint: str = "",
    cache: Path | str | None = None,
    offline: bool = False,
    refresh: bool = False,
) -> Source:
    """Who answers for Wikidata, for `Graph.import_wikidata`: its query service, asked politely, behind a cache.

    Args:
        contact: e-mail or web address at which Wikimedia can reach you; needed unless `offline`.
        endpoint: another SPARQL endpoint with the same data.
        cache: folder of answers, so that an import that broke off goes on where it was.
        offline: take the cache alone.
        refresh: ask anew for what the cache has.

    Raises:
        InputError: no contact.
        EndpointError: the endpoint's address is none of http or https.
    """
    from telegrapher.importing import ask_wikidata

    return ask_wikidata(contact, endpoint=endpoint, cache=Path(cache) if cache else None, offline=offline, refresh=refresh)


def wikidata_files(path: Path | str) -> Source:
    """Wikidata from files that you have: RDF of its entities (Turtle, N-Triples), one file or a folder, read into memory.

    Raises:
        InputError: no such file or folder, or a broken one.
    """
    from telegrapher.store.extract import Extract

    return Extract(Path(path))
