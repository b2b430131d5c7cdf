"""The options of `convert` → a plan, its run, and one line that says what was done."""

import argparse
import sys
from pathlib import Path

from smarthandle_results.batch import (
    Destination,
    Folder,
    OneTable,
    Plan,
    Recipe,
    Record,
    convert,
    convert_to_file,
    read_outputs,
)
from smarthandle_results.cli._options import count_workers, find_all_inputs, make_reading, read_profile
from smarthandle_results.cli._progress import open_progress


def run(options: argparse.Namespace) -> int:
    """Convert, and return 0, or 1 if any body was bad."""
    plan = _make_plan(options)
    with open_progress(plan.inputs, quiet=options.quiet) as report:
        if options.file == "-":
            record = convert_to_file(plan, sys.stdout.buffer, report=report)
            sys.stdout.flush()
        elif options.file and _is_stream(Path(options.file)):
            with Path(options.file).open("wb") as file:
                record = convert_to_file(plan, file, report=report)
        else:
            record = convert(plan, resume=options.resume, report=report)
    if not options.quiet:
        _tell(plan, record)
    return 1 if record.counts["bad"] else 0


def _make_plan(options: argparse.Namespace) -> Plan:
    outputs = read_outputs(options.to.split(","))
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


def _is_stream(path: Path) -> bool:
    """Tell a device or a pipe, which nothing may be moved upon, from a file."""
    return path.exists() and not path.is_file()


def _tell(plan: Plan, record: Record) -> None:
    where = f" (see {plan.destination.locate_errors(plan.recipe.outputs)})" if record.counts["bad"] else ""
    sys.stderr.write(f"{record}{where}\n")
