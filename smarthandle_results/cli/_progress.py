"""The progress of a run → standard error: a bar on a terminal if rich is installed, else a line every ten seconds."""

import sys
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import Any, Final, final

from smarthandle_results._extras import import_extra
from smarthandle_results._shown import show_count
from smarthandle_results.batch import Input, MissingPackageError, Progress
from smarthandle_results.cli._terminal import is_coloured

LINE_INTERVAL_S: Final = 10.0
"""The shortest time between two lines: they show that a run goes on, and are only a few hundred in an hour."""

BAR_COLUMNS: Final = 16
"""How wide the bar is: beside the numbers there is no room for more in 80 columns."""


@contextmanager
def open_progress(inputs: Iterable[Input], *, quiet: bool) -> Generator[Callable[[Progress], None]]:
    """Show the progress of a run until the end of the `with` block; the value is its `on_progress`."""
    if quiet or sys.stderr is None:
        yield lambda _: None
        return
    sizes = [source.stat_size() for source in inputs]
    meter = _Meter(None if None in sizes else sum(size or 0 for size in sizes))
    rich = _import_rich() if sys.stderr.isatty() else None
    if rich is None:
        yield _Lines(meter).add
        return
    console = import_extra("rich.console", "cli", "the bar").Console(stderr=True, no_color=not is_coloured(sys.stderr))
    # A spinner, and a clock: they show that something goes on, even while a large body is converted.
    columns = (
        rich.SpinnerColumn(),
        rich.BarColumn(bar_width=BAR_COLUMNS),
        rich.TextColumn("{task.description}"),
        rich.TimeElapsedColumn(),
        rich.TimeRemainingColumn(),
    )
    # Nothing is printed above the bar, so that standard output and error stay what they are: what is written to the
    # first would go to the second, and what says that a run is interrupted would have to pass through the bar.
    own = {"redirect_stdout": False, "redirect_stderr": False}
    with rich.Progress(*columns, console=console, transient=True, **own) as bar:
        task = bar.add_task("starting", total=meter.total)

        def update(progress: Progress) -> None:
            meter.add(progress)
            bar.update(task, completed=progress.read_bytes, description=meter.describe())

        yield update


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

    def describe(self) -> str:
        speed = self._bytes / 1e6 / max(time.monotonic() - self._start, 1e-3)
        read = f"{show_count(self._bodies, 'response')}, {speed:.1f} MB/s, {show_count(self._bad, 'error')}"
        return f"{read}, writing" if self._bytes == self.total else read  # all is read: the files come last

    def describe_time_left(self) -> str:
        if not self.total or not self._bytes:
            return ""
        seconds = (time.monotonic() - self._start) * (self.total - self._bytes) / self._bytes
        return f", {100 * self._bytes // self.total}%, {seconds:.0f} s left"


@final
class _Lines:
    def __init__(self, meter: _Meter) -> None:
        self._meter = meter
        self._last = time.monotonic()

    def add(self, progress: Progress) -> None:
        self._meter.add(progress)
        if time.monotonic() - self._last >= LINE_INTERVAL_S:
            self._last = time.monotonic()
            sys.stderr.write(f"{self._meter.describe()}{self._meter.describe_time_left()}\n")


def _import_rich() -> Any:  # noqa: ANN401 - a module, or None
    try:
        return import_extra("rich.progress", "cli", "the bar")
    except MissingPackageError:
        return None
