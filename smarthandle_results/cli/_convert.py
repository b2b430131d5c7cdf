"""The options of `convert` → a plan, its run, and a line that says what was done."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from smarthandle_results import Profile
from smarthandle_results.batch import (
    Plan,
    Record,
    convert,
    convert_to_file,
    is_stream,
    make_plan,
    to_printable,
)
from smarthandle_results.cli._options import (
    count_workers,
    list_arguments,
    make_search_listener,
    name_output,
    print_error,
)
from smarthandle_results.cli._progress import open_progress


def run(options: argparse.Namespace) -> int:
    """Convert, and return 0, or 1 if any body was bad."""
    plan = _make_plan(options)
    is_to_stream = bool(options.file) and is_stream(options.file)
    if options.resume and is_to_stream:
        raise ValueError(f"expected a file or a folder to resume with, got {_name_output(options)}")
    with name_output(_name_output(options)), open_progress(plan.inputs, quiet=options.quiet) as on_progress:
        if options.file == STDOUT:
            record = convert_to_file(plan, sys.stdout.buffer, on_progress=on_progress)
            sys.stdout.flush()
        elif is_to_stream:
            with Path(options.file).open("wb") as file:
                record = convert_to_file(plan, file, on_progress=on_progress)
        else:
            record = convert(plan, resume=options.resume, on_progress=on_progress)
    if record.kept_count:
        print_error(_describe_kept(record, is_overwriting=options.overwrite))
    if not options.quiet:
        _print_summary(plan, record)
    elif record.is_stopped:
        print_error(f"stopped after {record.counts['bad']} errors: the rest was not read")
    return 1 if record.counts["bad"] else 0


def _make_plan(options: argparse.Namespace) -> Plan:
    return make_plan(
        list_arguments(options),
        options.out,
        file=options.file,
        to=options.to,
        name=options.name,
        profile=options.profile,
        extend_last=options.extend_last,
        offset_ms=options.offset_ms,
        bom=options.bom,
        crlf=options.crlf,
        keep=options.keep,
        quarantine=options.quarantine,
        max_errors=options.max_errors,
        overwrite=options.overwrite,
        log_lines=options.log_lines,
        body_column=options.body_column,
        max_body=options.max_body,
        workers=count_workers(options),
        on_search=make_search_listener(options),
    )


def _name_output(options: argparse.Namespace) -> str:
    name = options.out or options.file
    return "standard output" if name == STDOUT else str(name)


def _print_summary(plan: Plan, record: Record) -> None:
    places = plan.destination.place_outputs(plan.recipe.outputs)
    hints = {output.name: f" (see {to_printable(str(path or 'above'))})" for output, path in places.items()}
    sys.stderr.write(f"{record}{hints['errors'] if record.counts['bad'] else ''}\n")
    for line in _describe_layout(record.layout, plan.recipe.profile):
        sys.stderr.write(f"{line}\n")
    if record.unrecognized:
        sys.stderr.write(f"{_describe_unrecognized(record.unrecognized)}{hints.get('payloads', '')}\n")


def _describe_unrecognized(counts: Mapping[str, int]) -> str:
    """Say how many results are of an unknown form, and of which job types."""
    total = sum(counts.values())
    results = "1 result is" if total == 1 else f"{total} results are"
    job_types = ", ".join(f"{count} {to_printable(job_type)}" for job_type, count in counts.items())
    return f"{results} of an unknown form: {job_types}"


def _describe_kept(record: Record, *, is_overwriting: bool) -> str:
    """Name the files that were kept."""
    names = ", ".join(record.kept_files[:MAX_NAMES])
    more = f" and {record.kept_count - MAX_NAMES} more" * (record.kept_count > MAX_NAMES)
    hint = "" if is_overwriting else " (--overwrite replaces those that this run writes)"
    return f"kept, since they were written or changed by hand: {names}{more}{hint}"


def _describe_layout(layout: Mapping[str, int], profile: Profile | None) -> Iterator[str]:
    """Say what became of the cues, a line for each count that is not 0."""
    if count := layout["relaid"]:
        yield f"{_count_cues(count)} re-laid: merged, split or put on other lines"
    if count := layout["retimed"]:
        yield f"{_count_cues(count)} re-timed"
    if count := layout["too_wide"]:
        cues = "1 cue is" if count == 1 else f"{count} cues are"
        hint = f": --profile auto lays {'it' if count == 1 else 'them'} out" if profile is None else ""
        yield f"{cues} too wide for the screen{hint}"


def _count_cues(count: int) -> str:
    return "1 cue was" if count == 1 else f"{count} cues were"


STDOUT: Final = "-"
MAX_NAMES: Final = 3
"""How many of the files that were kept are named; `run.json` has more."""
