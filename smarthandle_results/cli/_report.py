"""The options of `report` → a page in a file, and a summary of what is in it."""

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from smarthandle_results._printable import to_printable
from smarthandle_results._shown import show_count
from smarthandle_results.batch import find_profile
from smarthandle_results.batch._convert_files import is_stream
from smarthandle_results.cli._options import count_workers, describe_output_errors, find_all_inputs, make_reading
from smarthandle_results.cli._progress import open_progress
from smarthandle_results.cli._summary import describe_counts, print_causes, print_lines
from smarthandle_results.report import ReportPlan, Selection, Sums, write_report, write_report_to_file


def run(options: argparse.Namespace) -> int:
    """Write the page, and return 0, or 1 if any body was bad."""
    _check_file(options.file)
    selection = Selection(only=_list_kinds(options.only), limit=options.limit)
    plan = ReportPlan(
        inputs=find_all_inputs(options),
        path=Path(options.file),
        profile=find_profile(options.profile),
        selection=selection,
        reading=make_reading(options),
        keep_polls=options.keep == "polls",
        workers=count_workers(options),
    )
    name = "standard output" if options.file == STDOUT else to_printable(options.file)
    with describe_output_errors(name), open_progress(plan.inputs, quiet=options.quiet) as on_progress:
        if options.file == STDOUT:
            sums = write_report_to_file(plan, sys.stdout.buffer, on_progress=on_progress)
            sys.stdout.flush()
        elif is_stream(options.file):
            with Path(options.file).open("wb") as file:
                sums = write_report_to_file(plan, file, on_progress=on_progress)
        else:
            sums = write_report(plan, on_progress=on_progress)
    record = sums.stats.record
    print_causes(None, record)
    if not options.quiet:
        files = show_count(len(plan.inputs), "file")
        print_lines([("bold", f"{show_count(record.counts['inputs'], 'response')} in {files} → {name}")])
        print_lines([("green" if line == 0 else "", f"  {text}") for line, text in enumerate(_describe(sums, plan))])
    return 1 if record.counts["bad"] else 0


def _describe(sums: Sums, plan: ReportPlan) -> list[str]:
    """Say what is in the page, and what became of the bodies."""
    shown = [f"{show_count(sums.listed, 'entry', 'entries')} listed"]
    if plan.profile is not None:
        found = show_count(sums.findings.total(), "finding")
        shown.append(f"{found} by {plan.profile.name}, {sums.after.total():,} once laid out")
    return [" · ".join(shown), describe_counts(sums.stats.record)]


def _check_file(file: str) -> None:
    """Raise `ValueError` for a folder, and for the name of another kind of file, which the page would replace."""
    if is_stream(file):
        return
    if Path(file).is_dir() or file.endswith(os.sep):
        raise ValueError(f"expected a file for -o, got the folder {to_printable(file)}")
    if Path(file).suffix.lower() not in {".html", ".htm"}:
        raise ValueError(f"expected a name for -o that ends in .html or .htm, got {to_printable(file)}")


def _list_kinds(texts: list[str] | None) -> tuple[str, ...]:
    names = (part.strip().lower() for text in texts or () for part in text.split(","))
    return tuple(dict.fromkeys(filter(None, names)))


STDOUT: Final = "-"
