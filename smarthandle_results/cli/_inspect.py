"""The options of `inspect` → what the bodies contain, on standard output."""

import argparse
import sys

from smarthandle_results.batch import inspect_inputs, to_inspection_json, to_inspection_text
from smarthandle_results.cli._options import find_all_inputs, make_reading


def run(options: argparse.Namespace) -> int:
    """Print what each body contains, and return 0, or 1 if any of them has a problem."""
    is_bad = False
    for inspection in inspect_inputs(find_all_inputs(options), make_reading(options)):
        is_bad = is_bad or bool(inspection.problems)
        if options.json:
            sys.stdout.buffer.write(to_inspection_json(inspection))
        else:
            sys.stdout.buffer.write(to_inspection_text(inspection).encode(errors="backslashreplace"))
    sys.stdout.flush()
    return 1 if is_bad else 0
