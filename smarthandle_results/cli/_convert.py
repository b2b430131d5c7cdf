"""The options of `convert` → a plan, its run, and a line that says what was done."""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from smarthandle_results import Profile
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
    to_printable,
)
from smarthandle_results.cli._options import (
    count_workers,
    find_all_inputs,
    find_profile,
    make_reading,
    name_output,
    print_error,
)
from smarthandle_results.cli._progress import open_progress


def run(options: argparse.Namespace) -> int:
    """Convert, and return 0, or 1 if any body was bad."""
    plan = _make_plan(options)
    is_stream = bool(options.file) and (options.file == STDOUT or _is_stream(Path(options.file)))
    if options.resume and is_stream:
        raise ValueError(f"expected a file or a folder to resume with, got {_name_output(options)}")
    with name_output(_name_output(options)), open_progress(plan.inputs, quiet=options.quiet) as on_progress:
        if options.file == STDOUT:
            record = convert_to_file(plan, sys.stdout.buffer, on_progress=on_progress)
            sys.stdout.flush()
        elif is_stream:
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
    outputs = read_outputs(_add_suffix([name.strip() for name in options.to.split(",")], options.file))
    destination: Destination = Folder(Path(options.out)) if options.out else OneTable(Path(options.file))
    quarantine = Path(options.quarantine) if options.quarantine else None
    profile = find_profile(options.profile)
    if options.extend_last and profile is None:
        raise ValueError("expected a profile that --extend-last is for, got none")
    return Plan(
        inputs=find_all_inputs(options, skipped=[*destination.skipped_folders, *([quarantine] if quarantine else [])]),
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
        overwrite=options.overwrite,
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


def _print_summary(plan: Plan, record: Record) -> None:
    tables = plan.destination.place_tables(plan.recipe.outputs)
    hints = {output.name: f" (see {to_printable(str(path or 'above'))})" for output, path in tables.items()}
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
_SUFFIX: Final = re.compile(r"(?P<format>\.jsonl|\.csv|\.parquet)\Z|(?P<packed>\.jsonl|\.csv)?(\.gz|\.zst)\Z")
