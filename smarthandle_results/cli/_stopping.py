"""Ctrl-C, SIGTERM and SIGHUP → the end of a command, at once and without a traceback.

Strategy:

- The first Ctrl-C says so, and raises `KeyboardInterrupt`, on which the command ends its worker processes and removes
  its temporary files. That takes some milliseconds: what workers write is whole or not there, so that they can be ended
  at any moment.
- A second one ends the process at once, and so does an alarm if the first has not ended it after a while, whatever it
  was doing: waiting for a slow disk, or in code that swallows exceptions, such as a destructor.
- SIGTERM and SIGHUP, from a terminal that is closed, do the same, without a word at first: there may be nobody to read
  it. Under `nohup` SIGHUP is ignored, and stays so.
- After the first signal the handlers stay, so that nothing interrupts the end of the process.
"""

import os
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

MAX_STOPPING_S: Final = 0.8
"""How long the end of a command may take: with the end of the process it is less than a second."""

INTERRUPTED: Final = 128 + signal.SIGINT


class TerminatedError(KeyboardInterrupt):
    """SIGTERM or SIGHUP, which end a run as Ctrl-C does: temporary files are removed. `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def catch_signals(on_late: Callable[[int], object], *, is_program: bool) -> Generator[None]:
    """Let Ctrl-C, SIGTERM and SIGHUP end what is in the `with` block, by a `KeyboardInterrupt` or a `TerminatedError`.

    If that takes too long, `on_late` is called with the exit code, and the process ends. A handler that a program has
    set is left alone; one that is set here is removed at the end, unless nothing comes after (`is_program`).
    """
    before = {number: signal.getsignal(number) for number in _SIGNALS if _is_free(number, is_program=is_program)}

    def stop(number: int, _: FrameType | None) -> None:
        def end(second: int, frame: FrameType | None) -> None:
            if second == signal.SIGINT:
                on_late(128 + number)
            _end(second, frame)

        for other in before:
            signal.signal(other, end)
        _set_alarm(lambda: on_late(128 + number), 128 + number)
        if number != signal.SIGINT:
            raise TerminatedError(128 + number)
        say("stopping…\n")
        raise KeyboardInterrupt

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        is_stopped = any(signal.getsignal(number) is not stop for number in before)
        if not (is_program and is_stopped):
            for number, handler in before.items():
                signal.signal(number, _end if is_program and number == signal.SIGINT else handler)
            if is_stopped:
                _stop_alarm()


def _is_free(number: int, *, is_program: bool) -> bool:
    """Say whether to set another handler of a signal: not where a program has one, or it is to be ignored."""
    handler = signal.getsignal(number)
    if number == signal.SIGINT and is_program:
        return handler != signal.SIG_IGN
    return handler in {signal.SIG_DFL, signal.default_int_handler}


def _end(number: int, _: FrameType | None) -> None:
    if number == signal.SIGINT:  # `timeout` sends SIGTERM twice; the second must not interrupt the cleaning up
        os._exit(INTERRUPTED)


def _set_alarm(on_late: Callable[[], object], code: int) -> None:
    if not hasattr(signal, "setitimer"):  # pragma: no cover - Windows
        return

    def end_late(_: int, __: FrameType | None) -> None:
        with suppress(Exception):
            on_late()
        os._exit(code)

    signal.signal(signal.SIGALRM, end_late)
    signal.setitimer(signal.ITIMER_REAL, MAX_STOPPING_S)


def _stop_alarm() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def say(text: str) -> None:
    """Write to standard error without its buffer, whose lock the interrupted code may hold, and without an import.

    On a terminal the line that the cursor is in is cleared, and the cursor shown, in case a bar is on that line.
    """
    with suppress(OSError, AttributeError, ValueError):
        number = sys.stderr.fileno()
        os.write(number, (_find_restoring(number) + text).encode(sys.stderr.encoding or "utf-8", "replace"))


def _find_restoring(number: int) -> str:
    if not os.isatty(number):
        return ""
    return "\r" if os.environ.get("TERM", "dumb") == "dumb" else "\r\x1b[K\x1b[?25h"


_SIGNALS: Final = tuple(
    number
    for name in ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    if (number := getattr(signal, name, None)) is not None
)
