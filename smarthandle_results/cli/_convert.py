"""The options of `convert` → a plan, its run, and a summary of what was done."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from smarthandle_results._printable import to_printable
from smarthandle_results.batch import (
    BadBody,
    Change,
    FileChange,
    Plan,
    Reason,
    Search,
    convert,
    convert_to_file,
    is_output_name,
    make_plan,
    preview,
)
from smarthandle_results.batch._convert_files import is_stream
from smarthandle_results.cli._options import (
    count_workers,
    describe_output_errors,
    list_arguments,
    make_search_listener,
    print_error,
)
from smarthandle_results.cli._progress import open_progress
from smarthandle_results.cli._summary import print_causes, print_summary


def run(options: argparse.Namespace) -> int:
    """Convert, or say what would be written, and return 0, or 1 if any body was bad."""
    _check_destination(options)
    searches: list[Search] = []
    plan = _make_plan(options, searches.append)
    is_to_stream = bool(options.file) and is_stream(options.file)
    if options.resume and is_to_stream:
        raise ValueError(f"expected a file or a folder to resume with, got {_name_output(options)}")
    on_event = _make_listener(options)
    is_listing = options.verbose or (options.dry_run and _is_on_terminal())
    with (
        describe_output_errors(_name_output(options)),
        open_progress(plan.inputs, quiet=options.quiet or is_listing) as on_progress,  # no bar among the names
    ):
        if options.dry_run:
            record = preview(plan, resume=options.resume, on_progress=on_progress, on_event=on_event)
        elif options.file == STDOUT:
            record = convert_to_file(plan, sys.stdout.buffer, on_progress=on_progress, on_event=on_event)
        elif is_to_stream:
            with Path(options.file).open("wb") as file:
                record = convert_to_file(plan, file, on_progress=on_progress, on_event=on_event)
        else:
            record = convert(plan, resume=options.resume, on_progress=on_progress, on_event=on_event)
    if sys.stdout is not None:
        sys.stdout.flush()
    if options.quiet:
        print_causes(plan, record)
    else:
        print_summary(plan, record, searches, is_preview=options.dry_run, is_resumed=options.resume)
    return 1 if record.counts["bad"] else 0


def _is_on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _make_listener(options: argparse.Namespace) -> Callable[[FileChange | BadBody], None] | None:
    """Return what names each file to write for a preview, on standard output, and with `--verbose` all that happens."""

    def print_event(event: FileChange | BadBody) -> None:
        if isinstance(event, BadBody):
            if options.verbose:
                print_error(event.describe())
        elif options.dry_run and event.change is Change.WRITTEN:
            sys.stdout.write(f"{to_printable(str(event.path))}\n")
        elif options.verbose:
            done = "wrote" if event.change is Change.WRITTEN else event.change
            print_error(f"{'to be ' if options.dry_run else ''}{done} {event.path}")

    return print_event if options.verbose or options.dry_run else None


def _print_left_out(_: Reason, name: str) -> None:
    print_error(f"not looked at: {name}")


def _check_destination(options: argparse.Namespace) -> None:
    """Raise `ValueError` for a folder that is a file, for what is meant to be the other of the two, and for neither."""
    if options.out is None and options.file is None:
        meant = next((name for name in options.inputs[1:] if is_output_name(name) and not Path(name).exists()), None)
        hint = f": did you mean -o {meant}?" if meant else ""
        raise ValueError(f"expected --out with a folder, or -o with a file, to write to, got neither{hint}")
    if options.out is not None:
        if is_output_name(options.out) and not Path(options.out).exists():
            raise ValueError(
                f"expected a folder for --out, got the name of a file, {options.out}: did you mean -o {options.out}?"
            )
        found = next((path for path in (Path(options.out), *Path(options.out).parents) if path.exists()), None)
        if found is not None and not found.is_dir():
            raise ValueError(f"expected a folder for --out, got the file {found}")
        return
    if options.file != STDOUT and (Path(options.file).is_dir() or options.file.endswith(os.sep)):
        raise ValueError(f"expected a file for -o, got the folder {options.file}: did you mean --out {options.file}?")
    if Path(options.file).name.startswith(".") and is_output_name(f"x{Path(options.file).name}"):
        raise ValueError(f"expected a file with a name before its suffix for -o, got {options.file}")
    is_plain = options.to is None and not Path(options.file).suffix
    if is_plain and options.file != STDOUT and not Path(options.file).exists():
        raise ValueError(
            f"expected a file with a suffix for -o, got {options.file}: did you mean --out {options.file}?"
        )


def _make_plan(options: argparse.Namespace, on_search: Callable[[Search], object]) -> Plan:
    return make_plan(
        list_arguments(options),
        options.out,
        file=options.file,
        to=options.to,
        name=options.name,
        profile=options.profile,
        words=options.words,
        extend_last=options.extend_last,
        offset_ms=options.offset_ms,
        bom=options.bom,
        crlf=options.crlf,
        style=options.style,
        keep=options.keep,
        quarantine=options.quarantine,
        max_errors=options.max_errors,
        overwrite=options.overwrite,
        log_lines=options.log_lines,
        body_column=options.body_column,
        max_body=options.max_body,
        workers=count_workers(options),
        on_search=make_search_listener(options, on_search),
        on_left_out=_print_left_out if options.verbose else lambda _, __: None,
    )


def _name_output(options: argparse.Namespace) -> str:
    name = options.out or options.file
    return "standard output" if name == STDOUT else str(name)


STDOUT: Final = "-"
