"""The options of `inspect` → what the responses contain, on standard output."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from smarthandle_results.batch import (
    Inspection,
    inspect_inputs,
    to_inspection_json,
    to_inspection_line,
    to_inspection_text,
)
from smarthandle_results.cli._options import find_all_inputs, make_reading
from smarthandle_results.cli._terminal import find_columns

MAX_LINES: Final = 10
"""How many cues, copies, repairs and problems a page shows without `--all`."""


def run(options: argparse.Namespace) -> int:
    """Print what each response contains, and return 0, or 1 if any of them has a problem."""
    is_bad = False
    for output, has_problems in _write(inspect_inputs(find_all_inputs(options), make_reading(options)), options):
        is_bad = is_bad or has_problems
        sys.stdout.buffer.write(output)
    sys.stdout.flush()
    return 1 if is_bad else 0


def _write(inspections: Iterable[Inspection], options: argparse.Namespace) -> Iterator[tuple[bytes, bool]]:
    """Write each inspection, as lines of JSON, as pages, or, if there are several, as lines."""
    remaining = iter(inspections)
    first = [*islice(remaining, 2)]
    is_page = options.all or len(first) == 1
    columns = find_columns()
    line_columns = columns if sys.stdout.isatty() else None  # in a pipe a program, or grep, wants the whole path
    for inspection in chain(first, remaining):
        if options.json:
            output = to_inspection_json(inspection)
        else:
            text = (
                to_inspection_text(inspection, columns=columns, most=None if options.all else MAX_LINES)
                if is_page
                else to_inspection_line(inspection, line_columns)
            )
            output = text.encode(errors="backslashreplace")
        yield output, bool(inspection.problems)
