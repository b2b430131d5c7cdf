"""The pool of worker processes."""

import os
from collections.abc import Iterator

from smarthandle_results.batch._workers import MAX_BYTES_IN_FLIGHT, WorkerPool


def test_large_tasks() -> None:
    """Of large tasks no more are taken from the iterator than one that waits to be handed over."""
    taken = []

    def make() -> Iterator[bytes]:
        for number in range(5):
            taken.append(number)
            yield bytes(MAX_BYTES_IN_FLIGHT)

    with WorkerPool(2) as workers:
        done = workers.map(len, make())
        assert (MAX_BYTES_IN_FLIGHT, 2) == (next(done), len(taken))
        assert (MAX_BYTES_IN_FLIGHT, 3) == (next(done), len(taken))
        assert [MAX_BYTES_IN_FLIGHT] * 3 == [*done]


def test_the_first_task_waits_for_no_process() -> None:
    """While processes start, the process of the pool does the first task; the others are theirs."""
    with WorkerPool(2) as workers:
        first, *others = workers.map(find_process, [b""] * 9)
        assert (os.getpid(), False) == (first, os.getpid() in others)
        assert os.getpid() not in [*workers.map(find_process, [b""] * 9)]


def find_process(_: bytes) -> int:
    """Return the id of the process that runs this."""
    return os.getpid()
