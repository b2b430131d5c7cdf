"""Options that several commands share → their values."""

import argparse
import os
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from errno import EACCES, EEXIST, ENOTDIR, EPERM, EROFS
from pathlib import Path
from select import select
from stat import S_ISFIFO, S_ISREG, S_ISSOCK
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from smarthandle_results._printable import to_printable, wrap
from smarthandle_results.batch import Input, Reading, Search, find_inputs
from smarthandle_results.batch._convert_files import check_found
from smarthandle_results.batch._destination import WORK_FOLDER
from smarthandle_results.cli._summary import describe_left_out
from smarthandle_results.cli._terminal import find_columns

if TYPE_CHECKING:
    from io import BufferedReader

STDIN: Final = "-"


def find_all_inputs(
    options: argparse.Namespace,
    *,
    skipped: Iterable[Path] = (),
    subtitles: bool = False,
    on_search: Callable[[Search], object] | None = None,
) -> tuple[Input, ...]:
    """Find the inputs that the arguments and `--files-from` name, and print what a search left out.

    Raises what `list_arguments` and `find_inputs` raise, and `ValueError` if nothing at all is found.
    """
    names = list_arguments(options)
    searches: list[Search] = []
    warn = make_search_listener(options, on_search)

    def listen(search: Search) -> None:
        searches.append(search)
        warn(search)

    inputs = find_inputs(names, skipped=skipped, subtitles=subtitles, logs=options.log_lines, on_search=listen)
    check_found(inputs, searches)
    return inputs


def list_arguments(options: argparse.Namespace) -> list[str]:
    """List the files, folders and globs that the arguments and `--files-from` name.

    Where none is named, standard input is one if something is sent to it. Raises `ValueError` if nothing is named, and
    for standard input that is closed or named for two uses.
    """
    listed = _read_names(options.files_from)
    if not options.inputs and options.files_from is None and _is_sent():
        options.inputs = [STDIN]
    names = [*options.inputs, *listed]
    if not names and options.files_from is None:
        raise ValueError("expected an input, got none: name a file or a folder, or - for standard input")
    if options.files_from == STDIN and STDIN in names:
        raise ValueError("expected standard input once, got it for both the list of files and bodies")
    if STDIN in names:
        _open_stdin()
    if options.files_from is not None and not listed:
        print_error(f"{options.files_from}: no files are listed")
    return names


def make_search_listener(
    options: argparse.Namespace, on_search: Callable[[Search], object] | None = None
) -> Callable[[Search], None]:
    """Return what warns of a search that found nothing; others are passed on, or it prints what they left out."""

    def listen(search: Search) -> None:
        if not search.files:
            print_error(f"{search.argument}: no input found")
        elif on_search is not None:
            on_search(search)
            return
        if not search.files or not getattr(options, "quiet", False):
            for line in describe_left_out([search]):
                print_error(line)

    return listen


def _is_sent() -> bool:
    """Return whether something is sent as standard input; a pipe is waited for, and a line says so."""
    if sys.stdin is None:
        return False
    try:
        status = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError):  # a program has replaced it
        return False
    if S_ISREG(status.st_mode):
        return status.st_size > 0
    if not (S_ISFIFO(status.st_mode) or S_ISSOCK(status.st_mode)):
        return False
    if os.name == "posix" and not select([sys.stdin], [], [], PATIENCE_S)[0]:
        print_error("reading standard input, since no input is named")
    return bool(cast("BufferedReader", sys.stdin.buffer).peek(1))


def print_error(message: str) -> None:
    """Print a message to standard error, unless that is closed. No file name in it can control a terminal."""
    if sys.stderr is not None:
        text = f"smarthandle-results: {to_printable(message)}"
        if sys.stderr.isatty():  # in a log a message is a line
            text = wrap(text, find_columns(), "    ")
        sys.stderr.write(f"{text}\n")


@contextmanager
def describe_output_errors(name: str) -> Generator[None]:
    """Name the output in an error without a file name, such as that of a full disk, and where nothing can be written.

    Raises `ValueError` for a folder in which the run cannot make its own.
    """
    try:
        yield
    except OSError as error:
        is_refused = error.errno in _REFUSALS and WORK_FOLDER in str(error.filename)
        if is_refused:
            raise ValueError(f"cannot write to {name}: {(error.strerror or '').lower()}") from error
        if error.filename is None:
            error.filename = name
        raise


def make_reading(options: argparse.Namespace) -> Reading:
    """Return how to read the inputs."""
    return Reading(max_body=options.max_body, log_lines=options.log_lines, column=options.body_column)


def count_workers(options: argparse.Namespace) -> int:
    """Return the number of processes: as the option says, or one for each CPU that this process may use."""
    if options.workers is not None:
        return int(options.workers)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _open_stdin() -> BinaryIO:
    if sys.stdin is None:
        raise ValueError("expected standard input, got one that is closed")
    return sys.stdin.buffer


def _read_names(path: str | None) -> list[str]:
    if path is None:
        return []
    data = _open_stdin().read() if path == STDIN else Path(path).read_bytes()
    encoding = next((name for mark, name in _WIDE_ENCODINGS.items() if data.startswith(mark)), None)
    if encoding is not None:
        try:
            # As UTF-8 it is the bytes that a file has as its name. A name may have half a pair of surrogates.
            data = data.decode(encoding, "surrogatepass").encode(errors="surrogatepass")
        except UnicodeDecodeError as error:
            raise ValueError(f"expected {encoding.upper()} in {to_printable(path)}, by its first bytes") from error
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    # Lists that were joined have a byte order mark at the start of each.
    return [os.fsdecode(name) for name in (name.removeprefix(BOM_UTF8) for name in names) if name]


PATIENCE_S: Final = 1.0
"""How long a pipe may be silent until a line says that it is waited for."""

_REFUSALS: Final = {EACCES, EPERM, EROFS, ENOTDIR, EEXIST}
_WIDE_ENCODINGS: Final = {
    BOM_UTF32_LE: "utf-32",
    BOM_UTF32_BE: "utf-32",
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
}
"""The encodings that a byte order mark announces. That of UTF-32 may begin as that of UTF-16 does: it comes first."""
