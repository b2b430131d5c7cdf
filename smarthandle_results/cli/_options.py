"""Options that several commands share → the values that they stand for."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from smarthandle_results import PROFILES, Profile
from smarthandle_results.batch import Input, Reading, find_inputs


def find_all_inputs(
    options: argparse.Namespace, *, skipped: Iterable[Path] = (), subtitles: bool = False
) -> tuple[Input, ...]:
    """Find the inputs that were named, and those of `--files-from`. Raises `ValueError` if there is no name at all."""
    names = [*options.inputs, *_read_names(options.files_from)]
    if not names and options.files_from is None:
        raise ValueError("expected an input, got none")
    return find_inputs(names, skipped=skipped, subtitles=subtitles)


def make_reading(options: argparse.Namespace) -> Reading:
    """Say how to read."""
    return Reading(max_body=options.max_body, log_lines=options.log_lines, column=options.body_column)


def read_profile(name: str) -> Profile | None:
    """Find a profile; None for `none`. Raises `ValueError` for a name that is none."""
    if name != "none" and name not in PROFILES:
        raise ValueError(f"expected a profile among {', '.join(PROFILES)} and none, got {name!r}")
    return PROFILES.get(name)


def count_workers(options: argparse.Namespace) -> int:
    """Say how many processes there may be."""
    if options.workers is not None:
        return int(options.workers)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read_names(path: str | None) -> list[str]:
    if path is None:
        return []
    data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(name) for name in names if name]
