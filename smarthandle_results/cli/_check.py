"""The options of `check` → findings, like a linter's, and their total, on standard output."""

import argparse
import sys

from smarthandle_results._printable import wrap
from smarthandle_results.batch import CheckTotal, check_inputs, find_profile
from smarthandle_results.cli._options import find_all_inputs, make_reading
from smarthandle_results.cli._terminal import find_columns


def run(options: argparse.Namespace) -> int:
    """Print the findings, and return 0, or 1 if there are any."""
    profile = find_profile(options.profile)
    if profile is None:
        raise ValueError("expected a profile to check against, got none")
    # In a pipe a finding is a line, as programs that read linters expect it.
    columns = find_columns() if sys.stdout.isatty() else None
    total = CheckTotal()
    for fault in check_inputs(find_all_inputs(options, subtitles=True), make_reading(options), profile, total):
        line = fault.to_json() if options.json else f"{fault.to_text(columns)}\n".encode(errors="backslashreplace")
        sys.stdout.buffer.write(line)
    if not options.json and not options.quiet:
        for text in total.list_files():
            wrapped = wrap(text, columns, " " * 8) if columns else text
            sys.stdout.buffer.write(f"{wrapped}\n".encode(errors="backslashreplace"))
        sys.stdout.buffer.write(f"{wrap(str(total), columns, '    ') if columns else total}\n".encode())
    sys.stdout.flush()
    return 1 if total.findings else 0
