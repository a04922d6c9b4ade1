"""The whole road on one screen: read, extract, link, write down, check, keep."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path

from telegrapher import rdf
from telegrapher._version import __version__
from telegrapher.errors import ModelError, TelegrapherError
from telegrapher.extraction import STAGES, Extractor
from telegrapher.extraction.confidence import least
from telegrapher.linking import link
from telegrapher.model import Extraction, Linked, Release
from telegrapher.modelling import Model, ModelExtractor
from telegrapher.reading import Failure, language_name, read_path, read_stream
from telegrapher.reference import Reference, fingerprint, layered, nothing
from telegrapher.store import Change, Store
from telegrapher.store.graphs import REFERENCE
from telegrapher.store.refusal import Refused, refuse
from telegrapher.workers import side_by_side

__all__ = ["Failure", "Outcome", "Run", "Setup", "extractions", "keep", "know", "read", "road"]

_SERIAL = 24
"""Up to so many releases one process is faster: each further one must load the language model first."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How releases are read.

    Attributes:
        reference: folder of reference tables of your own, laid over those that ship with the package; `None` for the shipped
            ones alone, `"none"` for nothing but the text.
        stages: parts of extraction that take part.
        min_confidence: statements below are left out; by default those of rules measured to be wrong more often than right.
        model: a language model that reads beside the rules, or alone.
    """

    reference: Path | str | None = None
    stages: tuple[str, ...] = STAGES
    min_confidence: float = field(default_factory=least)
    model: Model | None = None

    def extractor(self) -> Extractor:
        """The extractor of the rules that this describes."""
        return Extractor(self.knowledge(), stages=frozenset(self.stages))

    def reader(self) -> Extractor | ModelExtractor:
        """What releases are read with: the rules, and the model if there is one."""
        return ModelExtractor(self.extractor(), self.model) if self.model else self.extractor()

    def knowledge(self) -> Reference:
        """The reference tables that this describes."""
        return nothing() if self.reference == "none" else layered(self.folder)

    @property
    def folder(self) -> Path | None:
        """Where tables of one's own are, if there are any."""
        return None if self.reference in (None, "none") else Path(self.reference)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one release: how the graph changed, how much was said, what shapes refused, what was not read as it should."""

    release: Release
    change: Change
    statements: int
    entities: int
    refused: tuple[Refused, ...] = ()
    warnings: tuple[str, ...] = ()


def read(sources: Iterable[Path | str]) -> Iterator[Release | Failure]:
    """Releases of files, folders and archives; `-` is standard input. What cannot be read is a `Failure`, and the others go on."""
    for source in sources:
        if str(source) == "-":
            yield from read_stream(sys.stdin.buffer)
        elif Path(source).exists():
            yield from read_path(Path(source))
        else:
            yield Failure(str(source), "no such file or folder")


def extractions(found: Iterable[Release | Failure], setup: Setup, *, jobs: int | None = None) -> Iterator[Extraction | Failure]:
    """What releases say, in their order.

    Args:
        found: releases and failures, as `read` gives them; failures pass through.
        setup: how to read.
        jobs: processes; by default one for each core, or this one alone for a few releases.
    """
    for linked in road(found, setup, jobs=jobs):
        yield linked if isinstance(linked, Failure) else linked.extraction


def road(found: Iterable[Release | Failure], setup: Setup, *, jobs: int | None = None) -> Iterator[Linked | Failure]:
    """Releases to linked extractions, in their order; arguments as in `extractions`."""
    if setup.model:
        setup.model.check()
    stream = iter(found)
    first = list(islice(stream, _SERIAL + 1))
    processes = jobs or (1 if len(first) <= _SERIAL else os.cpu_count() or 1)
    whole = chain(first, stream)
    if processes == 1:
        yield from map(_Worker(setup), whole)
    else:
        yield from side_by_side(whole, partial(_Worker, setup), processes, lost=_lost)


def _lost(one: Release | Failure) -> Failure:
    """A release whose reading ended the process that did it."""
    if isinstance(one, Failure):
        return one
    return Failure(one.name, "the process that read it was ended by the system (out of memory?); split it, or use fewer --jobs")


class _Worker:
    """An extractor with its reference; made once a process."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.extractor = setup.reader()

    def __call__(self, release: Release | Failure) -> Linked | Failure:
        if isinstance(release, Failure):
            return release
        if release.language != "en":
            return Failure(release.name, f"looks like {language_name(release.language)}; only English is read")
        try:
            return self._linked(release)
        except ModelError as error:
            return Failure(release.name, str(error))
        except TelegrapherError:
            raise
        except Exception as error:  # noqa: BLE001  a mistake of ours over one release must not cost the others
            return Failure.mistake(error, release.name)

    def _linked(self, release: Release) -> Linked:
        extraction = self.extractor.extract(release)
        if self.setup.min_confidence:
            extraction = _sure(extraction, self.setup.min_confidence)
        return link(extraction, self.extractor.reference)


def _sure(extraction: Extraction, least: float) -> Extraction:
    kept = tuple(one for one in extraction.statements if one.confidence >= least)
    return replace(extraction, statements=kept)


@dataclass(frozen=True, slots=True)
class Run:
    """One act of reading: when it began and what decided about its outcome, for the graph of runs, the one place with a clock."""

    started: datetime
    settings: tuple[tuple[str, str], ...] = ()

    @classmethod
    def now(cls, setup: Setup) -> Run:
        """The run that begins now."""
        shown = {
            "reference": str(setup.reference or "shipped"),
            "stages": " ".join(setup.stages),
            "least": str(setup.min_confidence),
        }
        if setup.model:
            shown["model"] = f"{setup.model.name}{' alone' if setup.model.only else ''}"
        return cls(datetime.now(UTC), tuple(sorted(shown.items())))


def know(store: Store, setup: Setup) -> None:
    """Bring the graph of reference up to the tables that releases are read with; quick if it is already.

    A reading with no tables leaves it as it is.

    Raises:
        StoreError: the graph cannot be written.
    """
    if setup.reference == "none":
        return
    digest = f"{__version__} {fingerprint(setup.folder)}"
    if rdf.reference_digest(store.quads(REFERENCE)) != digest:
        store.put_graph(REFERENCE, rdf.reference_quads(setup.knowledge(), digest))


def keep(store: Store, linked: Linked, run: Run) -> Outcome:
    """One release into the graph: to quads, through the shapes, in one transaction.

    Raises:
        StoreError: the graph cannot be written.
    """
    quads, refused = refuse(rdf.quads(linked))
    facts = rdf.facts_of(quads)
    record = rdf.run(linked.extraction.release.id, version=__version__, started=run.started, settings=dict(run.settings))
    change = store.put(linked.extraction.release, (*quads, *record), (*facts, *rdf.infer(facts)))
    said = len(linked.extraction.statements) - len(refused)
    return Outcome(linked.extraction.release, change, said, len(linked.entities), refused, linked.extraction.warnings)
