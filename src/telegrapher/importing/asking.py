"""Questions to a source, one after the other: what was answered before comes from the cache, the rest is asked for politely."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from telegrapher.errors import EndpointError
from telegrapher.questions import Source
from telegrapher.store import Result
from telegrapher.store.files import write_atomically
from telegrapher.store.formats import to_json
from telegrapher.store.result import from_json

__all__ = ["Asker", "Cache", "Waiting"]


@dataclass(slots=True)
class Waiting:
    """What waits, up to a sum: a source that is always busy must not hold a program for ever.

    Attributes:
        total: seconds that are waited in all.
        sleep: what waits.
        jitter: what share of a wait, from 0 to 1, is added to it, so that many programs do not come back at once.
        spent: seconds waited so far.
    """

    total: float
    sleep: Callable[[float], None] = field(default=time.sleep)
    jitter: Callable[[], float] = field(default=random.random)
    spent: float = 0.0

    def __call__(self, seconds: float) -> None:
        """Wait.

        Raises:
            EndpointError: all waits together would be longer than `total`.
        """
        if self.spent + seconds > self.total:
            what = f"the source is too busy: {self.spent:.0f} s were waited, and it wants {seconds:.0f} s more"
            raise EndpointError(f"{what}; try again later, a cache keeps what was answered")
        self.spent += seconds
        self.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers, one file of SPARQL JSON each, named by what was asked of whom. No clock, no password, no contact.

    Attributes:
        folder: where they are; made when the first is kept.
        whom: address of the source.
    """

    folder: Path
    whom: str

    def find(self, text: str) -> Result | None:
        """The answer to a query, if it is there.

        Raises:
            EndpointError: it is there, but damaged.
        """
        path = self._path(text)
        try:
            return from_json(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise EndpointError(f"the kept answer {path} is damaged; delete it") from error

    def keep(self, text: str, answer: Result) -> None:
        """Keep an answer, wholly or not at all.

        Raises:
            EndpointError: the folder cannot be written to.
        """
        path = self._path(text)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, to_json(answer).encode())
        except OSError as error:
            raise EndpointError(f"the answer cannot be kept in {self.folder}: {error.strerror or error}") from error

    def _path(self, text: str) -> Path:
        key = hashlib.sha256(f"{self.whom}\0{text}".encode()).hexdigest()
        return self.folder / key[:2] / f"{key}.json"


@dataclass(slots=True)
class Asker:
    """Asks a source; counts what was asked and what was known.

    Attributes:
        source: what answers; `None` to ask nobody and take the cache alone.
        cache: answers of before; `None` for none.
        refresh: whether they are asked for anew (and kept).
        pause: what waits between two questions to the source.
        asked: how many questions went to the source.
        known: how many were answered from the cache.
    """

    source: Source | None
    cache: Cache | None = None
    refresh: bool = False
    pause: Callable[[], None] = field(default=lambda: None)
    asked: int = 0
    known: int = 0

    def run(self, text: str) -> Result:
        """The answer to a query.

        Raises:
            EndpointError: the source failed, or may not be asked and the cache has no answer.
            QueryError: the source says that the query is wrong.
        """
        if self.cache and not self.refresh and (found := self.cache.find(text)) is not None:
            self.known += 1
            return found
        if self.source is None:
            where = f"the cache {self.cache.folder}" if self.cache else "no cache"
            raise EndpointError(f"{where} has no answer to a question, and offline nobody is asked; run once without --offline")
        if self.asked:
            self.pause()
        self.asked += 1
        answer = self.source.run(text)
        if self.cache:
            self.cache.keep(text, answer)
        return answer
