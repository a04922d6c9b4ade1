"""A graph that is opened: what goes in, what is asked, what is seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from telegrapher.api.values import EXPORTS, Added, EntityPage, Stats
from telegrapher.errors import StoreError, UnknownNameError

if TYPE_CHECKING:
    import rdflib

    from telegrapher.analysis import Network
    from telegrapher.importing import Imported
    from telegrapher.model import Release
    from telegrapher.pipeline import Failure, Outcome, Setup
    from telegrapher.questions import Names, Source, Unlinked
    from telegrapher.rdf import Node, StatementRecord
    from telegrapher.store import Result, Store

__all__ = ["Graph"]


class Graph:
    """A knowledge graph; made by `create` or `open_graph`, closed by `close` or as a context manager."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._names: Names | None = None

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the folder free."""
        self.store.close()

    # -- in

    def add(
        self,
        *sources: Path | str,
        setup: Setup | None = None,
        jobs: int | None = None,
        on_each: Callable[[Outcome | Failure], None] | None = None,
    ) -> Added:
        """Read releases into the graph; one already there is left alone, a changed one of the same name is replaced.

        Args:
            sources: files, folders, archives; `-` for standard input.
            setup: reference, stages, least confidence.
            jobs: processes for reading; the graph has one writer.
            on_each: called after each release, for progress.

        Raises:
            StoreError: the graph cannot be written. What was added before stays.
        """
        from telegrapher import pipeline

        outcomes: list[Outcome] = []
        failures: list[Failure] = []
        setup = setup or pipeline.Setup()
        run = pipeline.Run.now(setup)
        for linked in pipeline.road(pipeline.read(sources), setup, jobs=jobs):
            if isinstance(linked, pipeline.Failure):
                failures.append(linked)
                result: Outcome | Failure = linked
            else:
                result = pipeline.keep(self.store, linked, run)
                outcomes.append(result)
            if on_each:
                on_each(result)
        if outcomes:
            pipeline.know(self.store, setup or pipeline.Setup())
        self._names = None
        return Added(tuple(outcomes), tuple(failures))

    def remove(self, name: str) -> None:
        """Take a release out by its name, with every fact that only it supports.

        Raises:
            UnknownNameError: no release has that name.
        """
        self.store.remove(name)
        self._names = None

    def import_cable_map(self, path: Path | str, *, setup: Setup | None = None, retrieved: str = "") -> Imported:
        """Bring the public JSON files of the submarine cable map into a graph of their own, linked to the reference tables.

        What was brought before is replaced. The map is CC BY-NC-SA: mind that if you pass the graph on.

        Args:
            path: a folder with files of the map, at any depth, or one file.
            setup: whose reference to link to.
            retrieved: ISO day on which the files were fetched, kept with them.

        Raises:
            InputError: no such files, or broken ones; then nothing is changed.
            StoreError: the graph cannot be written.
        """
        from telegrapher import importing, pipeline

        reference = (setup or pipeline.Setup()).knowledge()
        harvest = importing.read_cable_map(Path(path), reference, retrieved=importing.day(retrieved))
        return importing.bring(self.store, harvest, reference)

    def import_wikidata(
        self,
        source: Source,
        *,
        groups: Sequence[str] = (),
        limit: int | None = None,
        setup: Setup | None = None,
        retrieved: str = "",
    ) -> Imported:
        """Bring organisations and cables of Wikidata into a graph of their own, linked to the reference tables.

        What was brought before is replaced.

        Args:
            source: what to ask: `telegrapher.wikidata(contact)`, or `telegrapher.wikidata_files(path)`.
            groups: `cables`, `companies`, `vendors` or `CLASS:TYPE`; by default those things whose number the reference has.
            limit: members of each group that are taken at most.
            setup: whose reference to link to.
            retrieved: ISO day on which it was asked, kept with it.

        Raises:
            EndpointError: the source failed; then nothing is changed, and a cache keeps what was answered.
            UnknownNameError: no such group.
            StoreError: the graph cannot be written.
        """
        from telegrapher import importing, pipeline

        reference = (setup or pipeline.Setup()).knowledge()
        day = importing.day(retrieved)
        harvest = importing.read_wikidata(source, reference, groups=groups, limit=limit, retrieved=day)
        return importing.bring(self.store, harvest, reference)

    def forget_import(self, name: str) -> None:
        """Take out what was brought from a source (`cable-map`, `wikidata`).

        Raises:
            UnknownNameError: nothing was imported under that name.
        """
        from telegrapher import importing

        importing.forget(self.store, name)

    # -- out

    def releases(self) -> tuple[Release, ...]:
        """The releases, as read, in order of name."""
        return tuple(self.store.release(entry.name) for entry in sorted(self.store.releases(), key=lambda entry: entry.name))

    def statements(
        self, *, about: str | None = None, relation: str | None = None, min_confidence: float = 0.0, contacts: bool = True
    ) -> tuple[StatementRecord, ...]:
        """Statements with their words, by release and place in its text.

        Args:
            about: name or address of a thing that is one of the ends.
            relation: local name of a relation.
            min_confidence: 0 to 1.
            contacts: whether phone numbers, e-mail addresses and the words that give them away go along.

        Raises:
            UnknownNameError: nothing is called so.
        """
        from telegrapher import rdf

        ends = set(self.names().find(about)) if about else None
        found = rdf.statements(self.store.told(contacts=contacts))
        return tuple(
            one
            for one in found
            if one.confidence >= min_confidence
            and (relation is None or one.predicate == relation)
            and (ends is None or one.subject.iri in ends or getattr(one.object, "iri", None) in ends)
        )

    def entities(self, kind: str | None = None) -> tuple[Node, ...]:
        """The things of the graph, by address; those of a type if one is given (`Carrier`, `Cable` ...)."""
        from telegrapher import rdf

        return tuple(one for one in rdf.nodes(self.store.told(contacts=False)) if kind is None or kind in one.types)

    def names(self) -> Names:
        """The names by which things can be asked for."""
        from telegrapher.questions import entity_names

        if self._names is None:
            self._names = entity_names(self.store)
        return self._names

    def show(self, name: str) -> tuple[EntityPage, ...]:
        """All that is said about what is called so; several pages if several things share the name.

        Raises:
            UnknownNameError: nothing is called so; near names are suggested.
        """
        nodes = {node.iri: node for node in self.entities()}
        said = self.statements(about=name)
        pages = []
        known = self.names().find(name)
        if nodes.keys().isdisjoint(known):
            raise UnknownNameError(f"no release speaks of {name!r}; only the reference tables know it")
        for iri in filter(nodes.__contains__, known):
            own = tuple(one for one in said if one.subject.iri == iri or getattr(one.object, "iri", None) == iri)
            pages.append(EntityPage(nodes[iri], own))
        return tuple(pages)

    def ask(self, question: str, *, lineage: bool = False, **values: str) -> Result:
        """The answer to a competency question, for instance `ask("deployments", vendor="Infinera")`.

        With `lineage` a company is taken together with those that it carries on, and those that carry it on.

        Raises:
            UnknownNameError: no such question, parameter or name.
            QueryError: a value of the wrong form.
        """
        from telegrapher import questions

        asked = questions.question(question)
        return questions.ask(self.store, asked, values, names=self.names() if values else None, lineage=lineage)

    def unlinked(self) -> tuple[Unlinked, ...]:
        """Names that reference knowledge does not know, or knows several of, or only a family; the most used first."""
        from telegrapher import questions

        return questions.unlinked(self.store)

    def sparql(self, text: str) -> Result:
        """The answer to a query of your own, in a process of its own: what reaches out or would not end is refused.

        Raises:
            QueryError: the query is wrong, refused, or took too long.
        """
        return self.store.query(text)

    def stats(self) -> Stats:
        """How much is in the graph."""
        from collections import Counter

        from telegrapher import importing, rdf

        said = rdf.statements(self.store.told())
        things = Counter(node.type for node in self.entities())
        relations = Counter(one.predicate for one in said)
        return Stats(
            releases=len(self.store.releases()),
            statements=len(said),
            asserted=sum(one.asserted for one in said),
            things=dict(sorted(things.items())),
            relations=dict(sorted(relations.items())),
            imports=importing.imports(self.store),
        )

    # -- seen and analysed

    def network(
        self,
        *,
        relations: Iterable[str] | None = None,
        planned: bool = True,
        min_confidence: float = 0.0,
        until: date | None = None,
        contacts: bool = False,
    ) -> Network:
        """The graph as a networkx `MultiDiGraph`; see `telegrapher.analysis.network`. Contact details stay out unless asked for."""
        from telegrapher import analysis

        said = self.statements(contacts=contacts)
        return analysis.network(said, relations=relations, planned=planned, min_confidence=min_confidence, until=until)

    def draw(
        self, output: Path | str, *, title: str | None = None, around: str | None = None, hops: int = 2, min_confidence: float = 0.0
    ) -> Path:
        """An interactive picture as one HTML file that needs no network.

        Args:
            output: file to write.
            title: heading; the name of the graph if none is given.
            around: name of a thing; only its surroundings are drawn.
            hops: how far around.
            min_confidence: statements below are left out.

        Raises:
            UnknownNameError: nothing is called so.
            StoreError: the file cannot be written.
        """
        from telegrapher import drawing
        from telegrapher.store.files import write_atomically

        centre = self.names().find(around)[0] if around else None
        view = drawing.compose(
            self.network(min_confidence=min_confidence), title=title or self.store.path.stem, around=centre, hops=hops
        )
        try:
            write_atomically(Path(output), drawing.page(view).encode("utf-8"))
        except OSError as error:
            raise StoreError(f"cannot write {output}: {error.strerror or error}") from error
        return Path(output)

    def export(self, form: str, stream: IO[bytes], *, private: bool = False, imports: Collection[str] = ()) -> None:
        """Write the graph as TriG, N-Quads, Turtle (facts alone), JSON-LD, GraphML, or CSV of its statements.

        Args:
            form: one of `EXPORTS`.
            stream: binary stream to write to.
            private: also contacts of persons and, where the format has graphs, the reference knowledge.
            imports: names of sources of others that go along, where the format has graphs; mind their licences.

        Raises:
            UnknownNameError: no such format, or nothing was imported under one of these names.
        """
        from telegrapher import analysis
        from telegrapher.store.export import export

        if form not in EXPORTS:
            raise UnknownNameError(f"no format {form!r}; there are {', '.join(EXPORTS)}")
        if form == "graphml":
            stream.write(analysis.graphml(self.network(contacts=private)).encode("utf-8"))
        elif form == "csv":
            stream.write(analysis.edges_csv(self.network(contacts=private)).encode("utf-8"))
        else:
            export(self.store, stream, form, private=private, imports=imports)

    def describe(
        self, form: str, stream: IO[bytes], *, title: str | None = None, licence: str | None = None, private: bool = False
    ) -> None:
        """Write a description of the graph in VoID and DCAT: licence, vocabularies, counts, what each named graph is for.

        Args:
            form: `turtle`, `nquads` or `jsonld`.
            stream: binary stream to write to.
            title: name of the graph, for people; a general one by default.
            licence: address of the licence that you publish it under; Apache 2.0 by default.
            private: describe the reference knowledge, too.

        Raises:
            StoreError: no such format, or the licence is no address.
        """
        from telegrapher.store.export import describe

        describe(self.store, stream, form, title=title, licence=licence, private=private)

    def check(self) -> tuple[Any, ...]:
        """What is wrong: manifest, evidence against the texts, facts against statements, shapes. Empty if all is well."""
        from telegrapher.store.check import check

        return check(self.store)

    def to_rdflib(self) -> rdflib.Dataset:
        """The whole graph as an rdflib `Dataset`, in memory."""
        from telegrapher.store.view import as_dataset

        return as_dataset(self.store)
