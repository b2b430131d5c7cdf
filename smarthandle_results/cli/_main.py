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
BROKEN_PIPE: Final = 141  # as a shell reports a program that SIGPIPE ended; Windows does not have that signal
TERMINATED: Final = 128 + signal.SIGTERM


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    0: nothing was bad, 1: something was, 2: wrong usage or a failed read or write, 130: interrupted, 141: the reader of
    the output went away, 143: terminated.
    """
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return USAGE
    try:
        # A command is imported when it is run, so that --version and --help start quickly.
        command = import_module(f"smarthandle_results.cli._{options.command}")
        _check_stdout(options)
        with _catch_termination():
            code: int = command.run(options)
    except BrokenPipeError:
        # Or Python prints an error at its end, when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        _print_error(f"{error.filename}: {error.strerror or error}" if error.filename else str(error.strerror or error))
    except (ValueError, RuntimeError) as error:
        _print_error(str(error))
    except KeyboardInterrupt as error:
        is_resumable = options.command == "convert" and "-" not in {options.file, *options.inputs}
        hint = ": the same command with --resume goes on" if is_resumable else ""
        is_terminated = isinstance(error, _TerminatedError)
        _print_error(f"{'terminated' if is_terminated else 'interrupted'}{hint}")
        return TERMINATED if is_terminated else INTERRUPTED
    else:
        return code
    return USAGE


class _TerminatedError(KeyboardInterrupt):
    """SIGTERM, which ends a run as Ctrl-C does: temporary files are removed."""


@contextmanager
def _catch_termination() -> Generator[None]:
    if signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:  # a program that calls `main` may have a handler
        yield
        return
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _terminate(_: int, __: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # `timeout` sends two; the second would interrupt the cleaning up
    raise _TerminatedError


def _check_stdout(options: argparse.Namespace) -> None:
    if sys.stdout is None and (options.command != "convert" or options.file == "-"):
        raise ValueError("expected standard output, got one that is closed")


def _print_error(message: str) -> None:
    from smarthandle_results.cli._options import print_error  # noqa: PLC0415 - it imports all of `batch`

    print_error(message)
