"""Foreign queries in a process of their own, so that none can hang or end the caller."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from telegrapher.errors import QueryError
from telegrapher.store.guard import Caps
from telegrapher.store.result import Result

__all__ = ["Engine", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a foreign query may cost.

    Attributes:
        seconds: time to its whole answer.
        memory: bytes of address space that the process which answers it may take for that.
        size: bytes of the answer, as SPARQL JSON or N-Triples.
        caps: how large its text may be.
    """

    seconds: float = 30.0
    memory: int = 2 << 30
    size: int = 64 << 20
    caps: Caps = field(default_factory=Caps)


class Engine:
    """One child process that answers queries one after the other; started when needed, ended when a query exceeds its limits."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._memory = 0
        self._lock = threading.Lock()

    def ask(self, place: Callable[[], Path], text: str, default: Sequence[str], limits: Limits) -> Result:
        """Answer `text` on the store at `place()` (which nobody writes to); graphs `default` are seen where it names none.

        Raises:
            QueryError: the query is wrong, or exceeds a limit.
        """
        with self._lock:
            request = {"path": str(place()), "query": text, "default": list(default), "bytes": limits.size}
            child = self._running(limits.memory)
            late = threading.Event()
            timer = threading.Timer(limits.seconds, _end_late, (child, late))
            timer.daemon = True
            timer.start()
            try:
                letter, payload = _exchange(child, json.dumps(request).encode() + b"\n")
            finally:
                timer.cancel()
            if not letter:
                self._end()
        if not letter:
            raise QueryError(
                f"the query took longer than {limits.seconds:g} s; narrow it, or allow more time"
                if late.is_set()
                else "the query needs more memory than it may have; narrow it"
            )
        return _result(letter, payload)

    def close(self) -> None:
        """End the child, also while it answers."""
        child = self._child
        if child is not None:
            child.kill()
        with self._lock:
            self._end()

    def _running(self, memory: int) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._child.poll() is not None or self._memory != memory):
            self._end()
        if self._child is None:
            package = str(Path(__file__).resolve().parents[2])
            paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
            self._child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                [sys.executable, "-P", "-m", "telegrapher.store.worker", str(memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
            self._memory = memory
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for stream in (self._child.stdin, self._child.stdout):
                _close(stream)
            self._child = None


def _end_late(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _close(stream: object) -> None:
    try:
        stream.close()  # type: ignore[attr-defined]
    except OSError:  # what could not be sent any more
        return


def _exchange(child: subprocess.Popen[bytes], request: bytes) -> tuple[bytes, bytes]:
    """Send a request and collect its answer: the letter that ended it, and the payload; no letter if the child died."""
    assert child.stdin is not None and child.stdout is not None
    pieces = []
    try:
        child.stdin.write(request)
        child.stdin.flush()
        while True:
            head = child.stdout.read(5)
            if len(head) < 5:
                return b"", b""
            piece = child.stdout.read(int.from_bytes(head[1:], "big"))
            if head[:1] == b"E":
                return b"E", piece
            pieces.append(piece)
            if head[:1] != b"D":
                return head[:1], b"".join(pieces)
    except OSError:
        return b"", b""


def _result(letter: bytes, payload: bytes) -> Result:
    if letter == b"E":
        raise QueryError(payload.decode("utf-8", "replace"))
    if letter == b"G":
        return Result.of_triples(ox.parse(payload, format=ox.RdfFormat.N_TRIPLES))
    return Result.of(ox.parse_query_results(payload, format=ox.QueryResultsFormat.JSON))
