"""The options of `check` → findings, like a linter's, on standard output."""

import argparse
import sys

from smarthandle_results.batch import check_inputs, find_profile
from smarthandle_results.cli._options import find_all_inputs, make_reading


def run(options: argparse.Namespace) -> int:
    """Print the findings, and return 0, or 1 if there are any."""
    profile = find_profile(options.profile)
    if profile is None:
        raise ValueError("expected a profile to check against, got none")
    is_found = False
    for fault in check_inputs(find_all_inputs(options, subtitles=True), make_reading(options), profile):
        is_found = True
        line = fault.to_json() if options.json else f"{fault}\n".encode(errors="backslashreplace")
        sys.stdout.buffer.write(line)
    sys.stdout.flush()
    return 1 if is_found else 0
