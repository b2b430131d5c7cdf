"""The options of `convert` → a plan, its run, and one line that says what was done."""

import argparse
import re
import sys
from pathlib import Path
from typing import Final

from smarthandle_results.batch import (
    Destination,
    Folder,
    OneTable,
    Plan,
    Recipe,
    Record,
    convert,
    convert_to_file,
    list_tables,
    read_outputs,
    show,
)
from smarthandle_results.cli._options import (
    complain,
    count_workers,
    find_all_inputs,
    make_reading,
    name_output,
    read_profile,
)
from smarthandle_results.cli._progress import open_progress


def run(options: argparse.Namespace) -> int:
    """Convert, and return 0, or 1 if any body was bad."""
    plan = _make_plan(options)
    is_stream = bool(options.file) and (options.file == STDOUT or _is_stream(Path(options.file)))
    if options.resume and is_stream:
        raise ValueError(f"expected a file or a folder to resume with, got {_name_output(options)}")
    with name_output(_name_output(options)), open_progress(plan.inputs, quiet=options.quiet) as report:
        if options.file == STDOUT:
            record = convert_to_file(plan, sys.stdout.buffer, report=report)
            sys.stdout.flush()
        elif is_stream:
            with Path(options.file).open("wb") as file:
                record = convert_to_file(plan, file, report=report)
        else:
            record = convert(plan, resume=options.resume, report=report)
    if not options.quiet:
        _tell(plan, record)
    elif record.is_stopped:
        complain(f"stopped after {record.counts['bad']} errors: the rest was not read")
    return 1 if record.counts["bad"] else 0


def _make_plan(options: argparse.Namespace) -> Plan:
    outputs = read_outputs(_suit_file([name.strip() for name in options.to.split(",")], options.file))
    destination: Destination = Folder(Path(options.out)) if options.out else OneTable(Path(options.file))
    quarantine = Path(options.quarantine) if options.quarantine else None
    return Plan(
        inputs=find_all_inputs(options, skipped=[path for path in (destination.folder_to_skip, quarantine) if path]),
        destination=destination,
        recipe=Recipe(
            outputs=outputs,
            name=options.name,
            profile=read_profile(options.profile),
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


def _suit_file(names: list[str], file: str | None) -> list[str]:
    """Give the one table that `-o` writes the format and the compression that the file's name tells.

    Raises `ValueError` for a table whose own suffix tells others.
    """
    match = None if file is None else _SUFFIX.search(file)
    given = next((name for name in names if name.partition(".")[0] != "errors"), names[0])
    name, _, suffix = given.partition(".")
    if match is None or name not in list_tables():
        return names
    told = match[0] if match["format"] or match["packed"] else f".jsonl{match[0]}"
    if suffix and not f".{suffix}".endswith(match[0]):
        raise ValueError(f"expected {name}{told} for {show(str(file))}, got {given}")
    return [one if one != given or suffix else f"{name}{told}" for one in names]


def _is_stream(path: Path) -> bool:
    """Tell a device or a pipe, which nothing may be moved upon, from a file."""
    return path.exists() and not path.is_file()


def _tell(plan: Plan, record: Record) -> None:
    where = f" (see {show(plan.destination.locate_errors(plan.recipe.outputs))})" if record.counts["bad"] else ""
    sys.stderr.write(f"{record}{where}\n")


STDOUT: Final = "-"
_SUFFIX: Final = re.compile(r"(?P<format>\.jsonl|\.csv|\.parquet)$|(?P<packed>\.jsonl|\.csv)?(\.gz|\.zst)$")
