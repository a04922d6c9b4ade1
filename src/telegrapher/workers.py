"""Work done by several processes, in order; what ends the process that works at it does not stop the rest."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

__all__ = ["side_by_side"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_WINDOW = 64
"""Items under way at once: keeps all cores busy while this process reads and writes, and memory flat."""


def side_by_side(
    items: Iterable[Item],
    make: Callable[[], Callable[[Item], Result]],
    processes: int,
    *,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """Results of items, in their order: always some ahead of what is asked for, so that nobody waits.

    Args:
        items: what to work at; must survive pickling, as must `make` and the results.
        make: gives the function that does the work; called once in each process.
        processes: how many.
        lost: the result of an item that twice ended the process that worked at it, the second time alone (a process that the
            system ends for want of memory, say).

    Raises:
        Exception: whatever `make` or its function raises.
    """
    crew = _Crew(make, processes)
    under_way: deque[tuple[Item, Future[Result] | None]] = deque()
    try:
        for item in items:
            under_way.append((item, crew.begun(item)))
            if len(under_way) == _WINDOW:
                yield crew.finished(*under_way.popleft(), lost)
        while under_way:
            yield crew.finished(*under_way.popleft(), lost)
    finally:
        crew.dismiss()


class _Crew(Generic[Item, Result]):
    """Processes at work, and one more for what was under way when one of them was ended."""

    def __init__(self, make: Callable[[], Callable[[Item], Result]], processes: int) -> None:
        self._make = make
        self._processes = processes
        self._many = self._pool(processes)
        self._alone: ProcessPoolExecutor | None = None

    def begun(self, item: Item) -> Future[Result] | None:
        """The item's future; `None` if the processes are gone."""
        try:
            return self._many.submit(_work, item)
        except BrokenProcessPool:
            return None

    def finished(self, item: Item, future: Future[Result] | None, lost: Callable[[Item], Result]) -> Result:
        """The item's result, by itself in a process if the one that had it is gone."""
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            pass
        if self.begun_again():
            self._many = self._pool(self._processes)
        self._alone = self._alone or self._pool(1)
        again: Future[Result] = self._alone.submit(_work, item)
        try:
            return again.result()
        except BrokenProcessPool:
            self._alone = None
            return lost(item)

    def begun_again(self) -> bool:
        """Whether the processes are gone, so that new ones are needed."""
        try:
            self._many.submit(int).cancel()
        except BrokenProcessPool:
            return True
        return False

    def dismiss(self) -> None:
        """Ends all processes; what nobody asked for any more is not begun."""
        for pool in (self._many, self._alone):
            if pool is not None:
                pool.shutdown(cancel_futures=True)

    def _pool(self, processes: int) -> ProcessPoolExecutor:
        # spawn, not fork: the parent may hold a store with threads of its own.
        return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(self._make,))


_making: list[Callable[[], Callable[[Any], Any]]] = []
_working: list[Callable[[Any], Any]] = []


def _begin(make: Callable[[], Callable[[Any], Any]]) -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _making[:] = [make]


def _work(item: Any) -> Any:
    if not _working:  # made at the first item: what goes wrong here is told as the error that it is
        _working.append(_making[0]())
    return _working[0](item)
