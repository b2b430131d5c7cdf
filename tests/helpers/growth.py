"""How the time and the memory of work grow with its size."""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
from typing import Final, TypeAlias, TypeVar

InputT = TypeVar("InputT")
Make: TypeAlias = Callable[[int], InputT]
Work: TypeAlias = Callable[[InputT], object]

STEPS: Final = (1, 2, 4, 8)
MOST: Final = 32
"""How many times as much the largest may need as the smallest: linear work needs 8 times, quadratic work 64.

The rest is for the processor's caches, for how lists and dicts grow, and for what else a busy machine does: 24 times
has been seen of linear work there.
"""
LEAST_S: Final = 0.01
LEAST_BYTES: Final = 1 << 18
"""Work that needs no more than these, at its largest, says nothing about growth."""
SMALLEST_S: Final = 0.0015
"""What the smallest size has to take: enough to be measured, and eight times as much is soon done."""
LONGEST_S: Final = 0.005
"""What its input may take to be made: work that takes less than that hardly depends on it."""
LARGEST: Final = 1 << 15
TRIES: Final = 8


def check_growth(make: Make[InputT], work: Work[InputT], size: int = 0) -> None:
    """Check that neither time nor memory grows faster than the input that is made of a size, from some size on.

    Without a size it is the smallest that takes long enough. Other programs may slow this one down: the least of some
    times is what the work needs. Memory is that of Python's objects; it is always the same, and slow to measure, so it
    is looked at from half the size on.
    """
    size = size or _find_size(make, work)
    first, last = make(size), make(size * STEPS[-1])
    least, most = measure_time(work, first), measure_time(work, last)
    for _ in range(TRIES):
        if most <= max(MOST * least, LEAST_S):
            break
        most = min(most, measure_time(work, last))
    else:
        times = [measure_time(work, make(size * step)) for step in STEPS]
        raise AssertionError(f"seconds at sizes from {size} on: {times}")
    peaks = [measure_memory(work, make(size * step // 2)) for step in (STEPS[0], STEPS[-1])]
    if peaks[-1] > max(MOST * peaks[0], LEAST_BYTES):
        peaks = [measure_memory(work, make(size * step // 2)) for step in STEPS]
        raise AssertionError(f"bytes at sizes from {size // 2} on: {peaks}")


def measure_time(work: Work[InputT], value: InputT) -> float:
    """Measure the seconds of processor time that work takes, without the collection of garbage."""
    with _no_garbage():
        start = process_time()
        work(value)
        return process_time() - start


def measure_memory(work: Work[InputT], value: InputT) -> int:
    """Measure the most bytes that work has at once."""
    with _no_garbage():
        tracemalloc.start()
        try:
            work(value)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


@contextmanager
def _no_garbage() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _find_size(make: Make[InputT], work: Work[InputT]) -> int:
    size = 8
    work(make(size))  # what is loaded when it is first used is
    while size < LARGEST:
        start = process_time()
        value = make(size)
        made = process_time()
        work(value)
        if made - start > LONGEST_S or process_time() - made > SMALLEST_S:
            break
        size *= 2
    return size
