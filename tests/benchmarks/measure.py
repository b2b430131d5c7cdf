"""Times several tasks side by side, so that what disturbs the machine disturbs all of them alike.

A benchmark that makes many files removes them at the very end. For five minutes after many files are removed, ext4 may
take ten times as long to make a new one, since it passes over their numbers (`recently_deleted` in its `ialloc.c`). So
let five minutes pass between two runs of such a benchmark, or give it a file system of its own (TMPDIR).
"""

import gc
from collections.abc import Callable, Iterable, Mapping
from statistics import median
from time import process_time_ns
from typing import TypeAlias

Task: TypeAlias = Callable[[], object]
Limit: TypeAlias = tuple[str, float, float]
"""What is measured, its value, and the most that it should be."""


def measure(tasks: Mapping[str, Task], rounds: int) -> dict[str, float]:
    """Run each task once a round, and give each its median processor time in nanoseconds.

    Garbage collection is on, as users have it; none of the others' garbage is there. A task is run twice and timed the
    second time, when caches and memory are as in a loop over many bodies.
    """
    times: dict[str, list[int]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            gc.collect()
            task()
            start = process_time_ns()
            task()
            times[name].append(process_time_ns() - start)
    return {name: median(spent) for name, spent in times.items()}


def print_limits(rows: Iterable[Limit]) -> None:
    """Print what was measured, and whether each limit holds."""
    print("\n| limit | | measured | |\n|---|---|---|---|")
    for name, value, limit in rows:
        print(f"| {name} | ≤ {limit:g} | {value:.2f} | {'holds' if value <= limit else 'does not hold'} |")
