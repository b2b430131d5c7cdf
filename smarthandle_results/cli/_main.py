"""Arguments → exit code."""

import argparse
import os
import signal
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import FrameType
from typing import Final

from smarthandle_results.cli._arguments import make_parser

USAGE: Final = 2
INTERRUPTED: Final = 128 + signal.SIGINT
BROKEN_PIPE: Final = 141  # what a shell says of a program that SIGPIPE ended, which Windows has not
TERMINATED: Final = 128 + signal.SIGTERM


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    0: nothing was bad, 1: something was, 2: wrong usage or I/O, 130: interrupted, 141: nobody reads on, 143:
    terminated.
    """
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return USAGE
    try:
        # Each command is imported when it is asked for, so that --version and --help start quickly.
        command = import_module(f"smarthandle_results.cli._{options.command}")
        _check_stdout(options)
        with _take_termination():
            code: int = command.run(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains as it ends
        return BROKEN_PIPE
    except OSError as error:
        _complain(f"{error.filename}: {error.strerror or error}" if error.filename else str(error.strerror or error))
    except (ValueError, RuntimeError) as error:
        _complain(str(error))
    except KeyboardInterrupt as error:
        is_resumable = options.command == "convert" and "-" not in {options.file, *options.inputs}
        hint = ": the same command with --resume goes on" if is_resumable else ""
        is_terminated = isinstance(error, _TerminatedError)
        _complain(f"{'terminated' if is_terminated else 'interrupted'}{hint}")
        return TERMINATED if is_terminated else INTERRUPTED
    else:
        return code
    return USAGE


class _TerminatedError(KeyboardInterrupt):
    """SIGTERM, which ends a run just as Ctrl-C does, temporary files and all."""


@contextmanager
def _take_termination() -> Generator[None]:
    if signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:  # who runs this in a process of its own has one already
        yield
        return
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _terminate(_: int, __: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # `timeout` sends two; the second would break off the clearing up
    raise _TerminatedError


def _check_stdout(options: argparse.Namespace) -> None:
    if sys.stdout is None and (options.command != "convert" or options.file == "-"):
        raise ValueError("expected standard output, got one that is closed")


def _complain(message: str) -> None:
    from smarthandle_results.cli._options import complain  # noqa: PLC0415 - needed only where something went wrong

    complain(message)
