"""The command `smarthandle-results`: arguments in, exit code out; no logic of its own.

Nothing but signals is imported before the command runs, so that Ctrl-C ends it quietly from the first moment on.
"""

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    0: nothing was bad, 1: something was, 2: wrong usage or a failed read or write, 129: the terminal was closed, 130:
    interrupted, 141: the reader of the output went away, 143: terminated.

    Without `arguments`, which are those of the process then, it is all that the process does: Ctrl-C ends it from here
    on without a traceback.
    """
    is_program = arguments is None
    if is_program and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _exit_at_once)
    from smarthandle_results.cli._main import run  # noqa: PLC0415 - it takes longer than all before

    return run(arguments)


def _exit_at_once(number: int, _: FrameType | None) -> None:
    with suppress(OSError):  # standard error may be closed
        os.write(2, b"smarthandle-results: interrupted\n")
    os._exit(128 + number)
