"""Tasks → their results in order, from a pool of processes.

Strategy:

- Operations: `map` a function over tasks that an iterator makes, and yield the results in the order of the tasks, each
  as soon as it and all before it are there. A pool maps twice in a run: chunks to parts, and parts to subtitle files.
- Goals: as many processes at work as there may be; a bounded memory, however many and however large the tasks are; no
  process where one task is all there is; and, however the run ends, no process that goes on without it.
- Plan: the tasks in flight (handed to the pool, and their results not yet yielded) are in a queue in their order.
  Before another is handed over, the oldest result is awaited for as long as there are too many in flight, or too many
  bytes. Since results are yielded in between, the caller also sets the pace. When the caller stops early or fails,
  what has not begun is cancelled, and what has begun is awaited when the pool ends: after that nobody writes into the
  run's folder. Ctrl-C is not to wait for seconds, so that it kills the processes: what they write is whole or absent.
- Processes are spawned, not forked. A forked one would inherit what is open here: the lock of the run's folder, which
  it would keep after the run's end, and the database of polls. Spawned ones are also alike on every system. They
  take longer to start, so they are started only once there are two tasks, and while they do, the process of the pool
  does the first task itself: on a busy machine they need seconds, in which nobody would see that anything goes on.
  While they start, all signals but SIGKILL are blocked in them, and so it is SIGKILL that ends them.
- Ctrl-C, `timeout` and a terminal that is closed signal the whole group of processes. The process that runs the pool
  is to end the run in order, and for that its workers have to stay. So they are born with these signals blocked, then
  ignore SIGINT and leave the group. SIGTERM or SIGHUP sent to a worker alone ends it, as usual.
- If the process that runs the pool is killed, its workers get no message. So each has a thread that waits for the
  end of its parent and then ends the worker. Otherwise it would wait for its next task for ever, or write a part while
  a resumed run does the same.

Worked through, with two processes: tasks of 4 MB (the usual chunk) are handed over until five are in flight: two at
work, two to be taken up next, and one that may be finished; the first of all is done here then. Then the first result
is awaited and yielded before the sixth task goes out. Of tasks of 32 MB (a chunk of one large body) the second has to
wait for the result of the first: they are converted one by one, and no more than one more is in memory, the one that
waits.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, Final, Generic, Self, TypeVar, final

from attrs import frozen

TaskT = TypeVar("TaskT", bound=Sized)
ResultT = TypeVar("ResultT")

TASKS_AHEAD: Final = 2
"""How many tasks are in flight for each process: the one at work and the next, which is there when that is done."""

MAX_BYTES_IN_FLIGHT: Final = 1 << 25
"""How many bytes the tasks in flight have together, unless it is a single one: eight chunks of the usual 4 MB."""


class WorkerError(RuntimeError):
    """A worker process that ended before its work was done; the message says what may have ended it."""


@final
class WorkerPool:
    """A pool of processes, none of which is started for one worker, or before there are two tasks."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._context = _RememberingContext()
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            for process in self._context.started:
                process.kill()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def map(self, function: Callable[[TaskT], ResultT], tasks: Iterable[TaskT]) -> Generator[ResultT]:
        """Run a function on each task and yield the results in order. The length of a task is its size in bytes.

        Raises what the function raises, and `WorkerError`.
        """
        try:
            yield from self._map(function, iter(tasks))
        except BrokenProcessPool as error:
            raise WorkerError(
                "a worker process ended before its work was done: something killed it, or the system did since memory "
                "ran out, of which one process (-j 1) needs the least"
            ) from error

    def _map(self, function: Callable[[TaskT], ResultT], remaining: Iterator[TaskT]) -> Generator[ResultT]:
        if self._count == 1:
            yield from map(function, remaining)
            return
        waiting = deque(islice(remaining, 2))
        if len(waiting) < 2:  # noqa: PLR2004 - there are not two tasks
            yield from map(function, waiting)
            return
        is_starting = self._executor is None
        executor = self._start()
        in_flight: deque[tuple[Future[ResultT] | _OwnTask[ResultT], int]] = deque()
        bytes_in_flight = 0
        try:
            while waiting:
                task = waiting.popleft()
                size = len(task)
                while in_flight and (
                    len(in_flight) > TASKS_AHEAD * self._count or bytes_in_flight + size > MAX_BYTES_IN_FLIGHT
                ):
                    future, future_size = in_flight.popleft()
                    bytes_in_flight -= future_size
                    yield future.result()
                if is_starting:
                    in_flight.append((_OwnTask(partial(function, task)), size))
                    is_starting = False
                else:
                    with _block_signals():
                        in_flight.append((executor.submit(function, task), size))
                bytes_in_flight += size
                del task  # or it would stay in memory while the next one is made; the executor drops it when it is done
                waiting.extend(islice(remaining, not waiting))
            while in_flight:
                yield in_flight.popleft()[0].result()
        finally:
            for future, _ in in_flight:
                future.cancel()

    def _start(self) -> ProcessPoolExecutor:
        if self._executor is None:
            _start_tracker()
            self._executor = ProcessPoolExecutor(self._count, self._context, _begin)
        return self._executor


@final
@frozen
class _OwnTask(Generic[ResultT]):
    """A task that the process of the pool does itself, once its result is asked for."""

    result: Callable[[], ResultT]

    def cancel(self) -> None:
        """Do nothing: it has not begun."""


@final
class _RememberingContext(SpawnContext):
    """Spawns processes, and remembers them: an executor has no public way to end those that it started."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *arguments: Any, **options: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: ANN401, N802 - as its base has it
        process = SpawnProcess(*arguments, **options)
        self.started.append(process)
        return process


def _start_tracker() -> None:
    """Start the process that removes the pool's semaphores when this one ends at once, so that it says nothing of them.

    It would warn of what it is for. It is started with the options for warnings that this process has.
    """
    sys.warnoptions.append(_SILENCE)
    try:
        resource_tracker.ensure_running()
    finally:
        sys.warnoptions.remove(_SILENCE)


_ENDING: Final = frozenset({signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)})  # Windows has no SIGHUP
_SILENCE: Final = "ignore:resource_tracker:UserWarning"


@contextmanager
def _block_signals() -> Generator[None]:
    """Block what a whole group is sent, so that a process that is started here is born with it blocked."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *_ENDING})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _begin() -> None:
    """Leave Ctrl-C and a group's SIGTERM to the process that started this one, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        os.setpgrp()  # or SIGTERM to the whole group, as from `timeout`, breaks the pool while it is being closed
        for number in _ENDING:
            signal.signal(number, signal.SIG_IGN)  # which discards one that is pending
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
