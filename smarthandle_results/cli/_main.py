"""Arguments → exit code."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from smarthandle_results.cli._arguments import make_parser

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
        # Each command is imported when it is asked for, so that --version and --help start quickly.
        code: int = import_module(f"smarthandle_results.cli._{options.command}").run(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains as it ends
    except OSError as error:
        _complain(f"{error.filename}: {error.strerror or error}" if error.filename else str(error.strerror or error))
    except (ValueError, RuntimeError) as error:
        _complain(str(error))
    except KeyboardInterrupt:
        hint = ": the same command with --resume goes on" if options.command == "convert" else ""
        _complain(f"interrupted{hint}")
        return INTERRUPTED
    else:
        return code
    return USAGE


def _complain(message: str) -> None:
    sys.stderr.write(f"smarthandle-results: {message}\n")
