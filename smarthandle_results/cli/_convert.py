"""The options of `convert` → a plan, its run, and one line that says what was done."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from smarthandle_results.batch import Destination, Folder, OneTable, Plan, Recipe, Record, convert, read_outputs
from smarthandle_results.cli._options import count_workers, find_all_inputs, make_reading
from smarthandle_results.cli._progress import open_progress


def run(options: argparse.Namespace) -> int:
    """Convert, and return 0, or 1 if any body was bad."""
    if options.file == "-":
        with tempfile.TemporaryDirectory(prefix="smarthandle-results-") as folder:
            path = Path(folder, "table")
            record = _convert(options, OneTable(path))
            with path.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.flush()
    else:
        record = _convert(options, Folder(Path(options.out)) if options.out else OneTable(Path(options.file)))
    return 1 if record.counts["bad"] else 0


def _convert(options: argparse.Namespace, destination: Destination) -> Record:
    outputs = read_outputs(options.to.split(","))
    if isinstance(destination, OneTable) and (len(outputs) != 2 or not outputs[0].is_table):  # noqa: PLR2004 - and errors
        raise ValueError("expected one table in --to, which is what -o writes")
    quarantine = Path(options.quarantine) if options.quarantine else None
    plan = Plan(
        inputs=find_all_inputs(options, skipped=[path for path in (destination.folder_to_skip, quarantine) if path]),
        destination=destination,
        recipe=Recipe(outputs=outputs, name=options.name, bom=options.bom, crlf=options.crlf),
        reading=make_reading(options),
        keep_polls=options.keep == "polls",
        quarantine=quarantine,
        max_errors=options.max_errors,
        workers=count_workers(options),
    )
    with open_progress(plan.inputs, quiet=options.quiet) as report:
        record = convert(plan, resume=options.resume, report=report)
    if not options.quiet:
        where = f" (see {destination.locate_errors(outputs)})" if record.counts["bad"] else ""
        sys.stderr.write(f"{record}{where}\n")
    return record
