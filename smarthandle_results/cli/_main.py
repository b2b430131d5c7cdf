"""Arguments → exit code."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from smarthandle_results.cli._arguments import read_arguments
from smarthandle_results.cli._stopping import INTERRUPTED, TerminatedError, catch_signals, say

BAD: Final = 1
USAGE: Final = 2
BROKEN_PIPE: Final = 141  # as a shell reports a program that SIGPIPE ended; Windows does not have that signal


def run(arguments: Sequence[str] | None) -> int:
    """Run the command with its arguments, or with those of the process, and return its exit code."""
    options = read_arguments(sys.argv[1:] if arguments is None else arguments)

    def print_end(code: int) -> None:
        say(f"smarthandle-results: {_describe_end(options, code)}\n")

    try:
        # A command is imported when it is run, so that --version and --help start quickly. An exception in the middle
        # of it, as Ctrl-C would be, can crash the process, so that signals are caught only then.
        command = import_module(f"smarthandle_results.cli._{options.command}")
        _check_stdout(options)
        with catch_signals(print_end, is_program=arguments is None):
            code: int = command.run(options)
            if sys.stdout is not None:
                sys.stdout.flush()  # a Ctrl-C from here on ends the process at once
    except BrokenPipeError:
        # Or Python prints an error at its end, when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return BROKEN_PIPE
    except OSError as error:
        _print_error(f"{error.filename}: {error.strerror or error}" if error.filename else str(error.strerror or error))
    except MemoryError:
        _print_error(f"there is not enough memory, of which one process (-j 1) needs the least{_hint(options)}")
    except (ValueError, RuntimeError) as error:
        _print_error(f"{error}{_hint(options) * _is_of_workers(error)}")
    except KeyboardInterrupt as error:
        code = error.code if isinstance(error, TerminatedError) else INTERRUPTED
        print_end(code)
        if arguments is None:
            os._exit(code)  # all is cleaned up; what Python does at the end of a process may take another second
        return code
    else:
        return 0 if code == BAD and getattr(options, "exit_zero", False) else code
    return USAGE


def _check_stdout(options: Namespace) -> None:
    if sys.stdout is None and (options.command != "convert" or options.file == "-" or options.dry_run):
        raise ValueError("expected standard output, got one that is closed")


def _describe_end(options: Namespace, code: int) -> str:
    return f"{'interrupted' if code == INTERRUPTED else 'terminated'}{_hint(options)}"


def _hint(options: Namespace) -> str:
    is_resumable = options.command == "convert" and "-" not in {options.file, *options.inputs} and not options.dry_run
    if not is_resumable:
        return ""
    return f": the same command with --resume goes on{_name_work(options.file)}"


def _name_work(file: str | None) -> str:
    """Name the folder that a stopped run has left beside the file that it was to write; a folder has its own inside."""
    from smarthandle_results.batch import OneFile  # noqa: PLC0415 - it takes long, and the command has imported it

    work = None if file is None else OneFile(Path(file)).work
    return "" if work is None or not work.is_dir() else f", from what is done in {work}"


def _is_of_workers(error: Exception) -> bool:
    from smarthandle_results.batch import WorkerError  # noqa: PLC0415 - it takes long, and a command has imported it

    return isinstance(error, WorkerError)


def _print_error(message: str) -> None:
    from smarthandle_results.cli._options import print_error  # noqa: PLC0415 - it imports all of `batch`

    print_error(message)
