"""How far a run is, on standard error: a bar on a terminal, if rich is there, and else a line every ten seconds."""

import sys
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final, final

from smarthandle_results.batch import Input, Progress

EVERY: Final = 10.0


@contextmanager
def open_progress(inputs: Iterable[Input], *, quiet: bool) -> Generator[Callable[[Progress], None]]:
    """Show how far a run is, until its end."""
    sizes = [source.size for source in inputs]
    meter = _Meter(None if None in sizes else sum(size or 0 for size in sizes))
    if quiet:
        yield meter.add
        return
    rich = _import_rich() if sys.stderr.isatty() else None
    if rich is None:
        yield _Lines(meter).report
        return
    console = import_module("rich.console").Console(stderr=True)
    columns = (rich.BarColumn(), rich.TextColumn("{task.description}"), rich.TimeRemainingColumn())
    # Without a thread of its own: the workers are started from this process.
    with rich.Progress(*columns, console=console, auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=meter.total)

        def report(progress: Progress) -> None:
            meter.add(progress)
            bar.update(task, completed=progress.read_bytes, description=meter.tell(), refresh=True)

        yield report


@final
class _Meter:
    def __init__(self, total: int | None) -> None:
        self.total = total
        self._start = time.monotonic()
        self._bodies = self._bad = self._bytes = 0

    def add(self, progress: Progress) -> None:
        self._bodies += progress.bodies
        self._bad += progress.bad
        self._bytes = progress.read_bytes

    def tell(self) -> str:
        speed = self._bytes / 1e6 / max(time.monotonic() - self._start, 1e-3)
        return f"{self._bodies} bodies, {speed:.1f} MB/s, {self._bad} errors"

    def tell_time_left(self) -> str:
        if not self.total or not self._bytes:
            return ""
        seconds = (time.monotonic() - self._start) * (self.total - self._bytes) / self._bytes
        return f", {100 * self._bytes // self.total}%, {seconds:.0f} s left"


@final
class _Lines:
    def __init__(self, meter: _Meter) -> None:
        self._meter = meter
        self._last = time.monotonic()

    def report(self, progress: Progress) -> None:
        self._meter.add(progress)
        if time.monotonic() - self._last >= EVERY:
            self._last = time.monotonic()
            sys.stderr.write(f"{self._meter.tell()}{self._meter.tell_time_left()}\n")


def _import_rich() -> Any:  # noqa: ANN401 - a module that need not be there
    try:
        return import_module("rich.progress")
    except ImportError:
        return None
