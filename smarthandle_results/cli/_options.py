"""Options that several commands share → their values."""

import argparse
import os
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from smarthandle_results.batch import Input, Reading, Reason, Search, find_inputs, to_printable

STDIN: Final = "-"


def find_all_inputs(
    options: argparse.Namespace, *, skipped: Iterable[Path] = (), subtitles: bool = False
) -> tuple[Input, ...]:
    """Find the inputs that the arguments and `--files-from` name, and print what a search left out.

    Raises what `list_arguments` raises, and what `find_inputs` does.
    """
    return find_inputs(
        list_arguments(options), skipped=skipped, subtitles=subtitles, on_search=make_search_listener(options)
    )


def list_arguments(options: argparse.Namespace) -> list[str]:
    """List the files, folders and globs that the arguments and `--files-from` name.

    Raises `ValueError` if nothing is named, and for standard input that is closed or named for two uses.
    """
    listed = _read_names(options.files_from)
    names = [*options.inputs, *listed]
    if not names and options.files_from is None:
        raise ValueError("expected an input, got none")
    if options.files_from == STDIN and STDIN in names:
        raise ValueError("expected standard input once, got it for both the list of files and bodies")
    if STDIN in names:
        _open_stdin()
    if options.files_from is not None and not listed:
        print_error(f"{options.files_from}: no files are listed")
    return names


def make_search_listener(options: argparse.Namespace) -> Callable[[Search], None]:
    """Return what prints which files a search left out."""
    is_quiet = getattr(options, "quiet", False)
    return lambda search: _print_search(search, quiet=is_quiet)


def print_error(message: str) -> None:
    """Print a message to standard error, unless that is closed. No file name in it can control a terminal."""
    if sys.stderr is not None:
        sys.stderr.write(f"smarthandle-results: {to_printable(message)}\n")


@contextmanager
def name_output(name: str) -> Generator[None]:
    """Add the name of the output to an error without a file name, such as that of a full disk."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = name
        raise


def _print_search(search: Search, *, quiet: bool) -> None:
    if not search.files:
        print_error(f"{search.argument}: no input found")
    elif quiet:
        return
    for left_out in search.left_out:
        more = left_out.count - len(left_out.names)
        names = ", ".join(left_out.names) + f" and {more} more" * bool(more)
        print_error(f"not looked at ({_REASONS[left_out.reason]}): {names}")


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


_REASONS: Final = {
    Reason.SUFFIX: "suffix",
    Reason.NO_REGULAR_FILE: "no regular file",
    Reason.HIDDEN: "hidden",
    Reason.EARLIER_TABLE: "table of an earlier run",
}
_WIDE_ENCODINGS: Final = {
    BOM_UTF32_LE: "utf-32",
    BOM_UTF32_BE: "utf-32",
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
}
"""The encodings that a byte order mark announces. That of UTF-32 may begin as that of UTF-16 does: it comes first."""
