"""Tasks → their results in order, by as many processes as there may be.

Processes are spawned, so that they share nothing, and end by themselves when the one that started them is gone.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sized
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import Final, TypeVar, final

Task = TypeVar("Task", bound=Sized)
Done = TypeVar("Done")

AHEAD: Final = 2
"""Tasks that wait for each process."""
AHEAD_BYTES: Final = 1 << 25
"""Bytes of tasks that were taken and are not done: no other is handed on while there are more."""


@final
class Workers:
    """Some processes, or none of them for one worker, or as long as there is but one task."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def map(self, function: Callable[[Task], Done], tasks: Iterable[Task]) -> Generator[Done]:
        """Run a function on each task and yield the results in order; a few tasks are taken ahead.

        A task's length is what it takes of the memory, in bytes.
        """
        waiting = iter(tasks)
        if self._count == 1:
            yield from map(function, waiting)
            return
        first = deque(islice(waiting, 2))
        if len(first) < 2:  # noqa: PLR2004 - one task
            yield from map(function, first)
            return
        pool = self._start()
        futures: deque[tuple[Future[Done], int]] = deque()
        held = 0
        try:
            while first:
                task = first.popleft()
                size = len(task)
                while futures and (len(futures) > AHEAD * self._count or held + size > AHEAD_BYTES):
                    future, done = futures.popleft()
                    held -= done
                    yield future.result()
                with _hold_interrupts():
                    futures.append((pool.submit(function, task), size))
                held += size
                del task  # the pool lets go of it once it is done
                first.extend(islice(waiting, not first))
            while futures:
                yield futures.popleft()[0].result()
        finally:
            wait(future for future, _ in futures if not future.cancel())

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_begin)
        return self._pool


@contextmanager
def _hold_interrupts() -> Generator[None]:
    """Let a process that may be started here be born deaf to Ctrl-C and SIGTERM: both are for its parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _begin() -> None:
    """Leave Ctrl-C and a group's SIGTERM to the process that started this one, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        os.setpgrp()  # or SIGTERM to the whole group, as from `timeout`, breaks the pool while it is being closed
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # forgets the one that may wait
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
