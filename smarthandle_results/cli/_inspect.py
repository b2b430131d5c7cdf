"""The options of `inspect` → what the bodies hold, on standard output."""

import argparse
import sys

from smarthandle_results.batch import find_inputs, inspect_inputs, to_inspection_json, to_inspection_text


def run_inspect(options: argparse.Namespace) -> int:
    """Inspect, and return 0, or 1 if any body had a problem."""
    is_bad = False
    for inspection in inspect_inputs(find_inputs(options.inputs), max_body=64 << 20):
        is_bad = is_bad or bool(inspection.problems)
        if options.json:
            sys.stdout.buffer.write(to_inspection_json(inspection))
        else:
            sys.stdout.buffer.write(to_inspection_text(inspection).encode(errors="backslashreplace"))
    sys.stdout.flush()
    return 1 if is_bad else 0
