"""The options of `convert` → a plan, its run, and a summary of what was done."""

import argparse
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from smarthandle_results.batch import (
    BadBody,
    Destination,
    Folder,
    OneTable,
    Plan,
    Recipe,
    Search,
    convert,
    convert_to_file,
    list_tables,
    preview,
    read_outputs,
    to_printable,
)
from smarthandle_results.cli._arguments import DEFAULT_OUTPUTS
from smarthandle_results.cli._options import (
    count_workers,
    find_all_inputs,
    find_profile,
    make_reading,
    name_output,
    print_error,
)
from smarthandle_results.cli._progress import open_progress
from smarthandle_results.cli._summary import print_causes, print_summary


def run(options: argparse.Namespace) -> int:
    """Convert, or say what would be written, and return 0, or 1 if any body was bad."""
    _check_destination(options)
    searches: list[Search] = []
    plan = _make_plan(options, searches.append)
    is_stream = bool(options.file) and (options.file == STDOUT or _is_stream(Path(options.file)))
    if options.resume and is_stream:
        raise ValueError(f"expected a file or a folder to resume with, got {_name_output(options)}")
    on_event = _make_listener(options)
    with (
        name_output(_name_output(options)),
        open_progress(plan.inputs, quiet=options.quiet or options.verbose) as on_progress,
    ):
        if options.dry_run:
            record = preview(plan, on_progress=on_progress, on_event=on_event)
        elif options.file == STDOUT:
            record = convert_to_file(plan, sys.stdout.buffer, on_progress=on_progress, on_event=on_event)
        elif is_stream:
            with Path(options.file).open("wb") as file:
                record = convert_to_file(plan, file, on_progress=on_progress, on_event=on_event)
        else:
            record = convert(plan, resume=options.resume, on_progress=on_progress, on_event=on_event)
    if sys.stdout is not None:
        sys.stdout.flush()
    if options.quiet:
        print_causes(plan, record)
    else:
        print_summary(plan, record, searches, is_preview=options.dry_run)
    return 1 if record.counts["bad"] else 0


def _make_listener(options: argparse.Namespace) -> Callable[[Path | BadBody], None] | None:
    """Return what names each file, on standard output for a preview, and with `--verbose` each bad body."""

    def print_event(event: Path | BadBody) -> None:
        if isinstance(event, BadBody):
            if options.verbose:
                print_error(event.describe())
        elif options.dry_run:
            sys.stdout.write(f"{to_printable(str(event))}\n")
        else:
            print_error(f"wrote {event}")

    return print_event if options.verbose or options.dry_run else None


def _check_destination(options: argparse.Namespace) -> None:
    """Raise `ValueError` for a folder that is a file, and for a file that is a folder or is meant to be one."""
    if options.out is not None:
        found = next((path for path in (Path(options.out), *Path(options.out).parents) if path.exists()), None)
        if found is not None and not found.is_dir():
            raise ValueError(f"expected a folder for --out, got the file {found}")
        return
    if options.file != STDOUT and (Path(options.file).is_dir() or options.file.endswith(os.sep)):
        raise ValueError(f"expected a file for -o, got the folder {options.file}: did you mean --out {options.file}?")
    is_plain = options.to in {None, DEFAULT_OUTPUTS} and not Path(options.file).suffix
    if is_plain and options.file != STDOUT and not Path(options.file).exists():
        raise ValueError(
            f"expected a file with a suffix for -o, got {options.file}: did you mean --out {options.file}?"
        )


def _make_plan(options: argparse.Namespace, on_search: Callable[[Search], object]) -> Plan:
    outputs = read_outputs(_add_suffix([name.strip() for name in options.to.split(",")], options.file))
    destination: Destination = Folder(Path(options.out)) if options.out else OneTable(Path(options.file))
    quarantine = Path(options.quarantine) if options.quarantine else None
    profile = find_profile(options.profile)
    if options.extend_last and profile is None:
        raise ValueError("expected a profile that --extend-last is for, got none")
    return Plan(
        inputs=find_all_inputs(
            options, skipped=[*destination.skipped_folders, *([quarantine] if quarantine else [])], on_search=on_search
        ),
        destination=destination,
        recipe=Recipe(
            outputs=outputs,
            name=options.name,
            profile=profile,
            extend_last=options.extend_last,
            bom=options.bom,
            crlf=options.crlf,
        ),
        reading=make_reading(options),
        keep_polls=options.keep == "polls",
        quarantine=quarantine,
        max_errors=options.max_errors,
        workers=count_workers(options),
    )


def _name_output(options: argparse.Namespace) -> str:
    name = options.out or options.file
    return "standard output" if name == STDOUT else str(name)


def _add_suffix(names: list[str], file: str | None) -> list[str]:
    """Add the suffix of the file of `-o`, its format and its compression, to the name of the one table.

    Raises `ValueError` for a table that has another suffix already.
    """
    match = None if file is None else _SUFFIX.search(file)
    table = next((name for name in names if name.partition(".")[0] != "errors"), names[0])
    name, _, own_suffix = table.partition(".")
    if match is None or name not in list_tables():
        return names
    suffix = match[0] if match["format"] or match["packed"] else f".jsonl{match[0]}"
    if own_suffix and not f".{own_suffix}".endswith(match[0]):
        raise ValueError(f"expected {name}{suffix} for {to_printable(str(file))}, got {table}")
    return [other if other != table or own_suffix else f"{name}{suffix}" for other in names]


def _is_stream(path: Path) -> bool:
    """Return whether a path is a device or a pipe, which a finished file cannot replace."""
    return path.exists() and not path.is_file()


STDOUT: Final = "-"
_SUFFIX: Final = re.compile(r"(?P<format>\.jsonl|\.csv|\.parquet)\Z|(?P<packed>\.jsonl|\.csv)?(\.gz|\.zst)\Z")
