"""The child process that answers foreign queries on a snapshot; started by `isolation`, ended by it at any time.

It reads one JSON request a line (`path` of a store, `query`, `default` graphs, `bytes` allowed) and answers with frames: a letter,
the length in four bytes, the payload. `D` is a piece of the answer, `G` (triples) or `S` (solutions, truth value)
ends it, `E` is one line saying what went wrong.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from telegrapher.store.graphs import PREFIXES
from telegrapher.store.result import one_line

__all__ = ["main"]

_STACK: Final = 64 * 1024 * 1024
"""Bytes of stack for the engine, which recurses over the query; 8 MiB would be the default."""
_NEW_USER_AND_NETWORK: Final = 0x10000000 | 0x40000000


class _TooMuchError(Exception):
    """The answer is larger than allowed."""


class _Sink:
    """A stream that sends what is written to it as frames, up to a number of bytes."""

    def __init__(self, out: IO[bytes], limit: int) -> None:
        self._out = out
        self._left = limit
        self._buffer = bytearray()

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise _TooMuchError
        self._buffer += data
        if len(self._buffer) > 1 << 16:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._buffer:
            send(self._out, b"D", bytes(self._buffer))
            self._buffer.clear()


def send(out: IO[bytes], letter: bytes, payload: bytes = b"") -> None:
    """Write one frame."""
    out.write(letter + len(payload).to_bytes(4, "big") + payload)
    out.flush()


def confine() -> None:
    """Take from this process what a query does not need: core dumps, and the network (where the system allows that)."""
    if sys.platform == "win32":
        return
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_NEW_USER_AND_NETWORK)


def limit_memory(more: int) -> None:
    """Allow this process `more` bytes of address space beyond what it has now (where the system can say that)."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + more, now + more))


def answer(store: ox.Store, request: dict[str, Any], out: IO[bytes]) -> None:
    """Evaluate one request and send the frames of its answer."""
    sink = _Sink(out, request["bytes"])
    try:
        found = store.query(
            request["query"], prefixes=dict(PREFIXES), default_graph=[ox.NamedNode(graph) for graph in request["default"]]
        )
        if isinstance(found, ox.QueryTriples):
            found.serialize(cast("IO[bytes]", sink), ox.RdfFormat.N_TRIPLES)
        else:
            found.serialize(cast("IO[bytes]", sink), ox.QueryResultsFormat.JSON)
    except _TooMuchError:
        send(out, b"E", f"the answer is larger than {request['bytes'] >> 20} MB; narrow the query or add LIMIT".encode())
    except SyntaxError as error:
        send(out, b"E", f"the SPARQL is wrong: {one_line(str(error))}".encode())
    except (OSError, RuntimeError, ValueError, MemoryError) as error:
        send(out, b"E", f"the query failed: {one_line(str(error))}".encode())
    else:
        sink.flush()
        send(out, b"G" if isinstance(found, ox.QueryTriples) else b"S")


def serve(requests: IO[bytes], out: IO[bytes], memory: int) -> None:
    """Answer requests until there are no more; `memory` bytes are allowed beyond what the first opened store needs."""
    path, store, limited = "", None, False
    for line in requests:
        request = json.loads(line)
        if store is None or request["path"] != path:
            path, store = request["path"], ox.Store.read_only(request["path"])
        if not limited:
            limit_memory(memory)
            limited = True
        answer(store, request, out)


def main(arguments: list[str]) -> None:
    """Confine the process and serve standard input, on a thread with a large stack, as long as the parent lives."""
    parent = os.getppid()
    confine()
    threading.stack_size(_STACK)
    thread = threading.Thread(target=serve, args=(sys.stdin.buffer, sys.stdout.buffer, int(arguments[0])), daemon=True)
    thread.start()
    while thread.is_alive() and os.getppid() == parent:
        thread.join(1.0)
    os._exit(0)  # the engine cannot be stopped in any other way


if __name__ == "__main__":
    main(sys.argv[1:])
