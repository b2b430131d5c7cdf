"""Arguments → exit code."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Final

from smarthandle_results.cli._arguments import make_parser

CONVERTED: Final = 0
NOT_ALL: Final = 1
USAGE: Final = 2
INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 all converted, 1 not all, 2 wrong usage or I/O, 130 interrupted."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return USAGE
    try:
        return _COMMANDS[options.command](options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains as it ends
    except OSError as error:
        _complain(f"{error.filename or 'input or output'}: {error.strerror or error}")
    except (ValueError, RuntimeError) as error:
        _complain(str(error))
    except KeyboardInterrupt:
        _complain("interrupted")
        return INTERRUPTED
    return USAGE


def _complain(message: str) -> None:
    sys.stderr.write(f"smarthandle-results: {message}\n")


def _convert(options: argparse.Namespace) -> int:
    from smarthandle_results.cli._convert import run_convert  # noqa: PLC0415 - start-up

    return run_convert(options)


def _inspect(options: argparse.Namespace) -> int:
    from smarthandle_results.cli._inspect import run_inspect  # noqa: PLC0415 - start-up

    return run_inspect(options)


_COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {"convert": _convert, "inspect": _inspect}
