"""The options of `convert` → a plan, its run, and one line that says what was done."""

import argparse
import sys
from pathlib import Path

from smarthandle_results.batch import Plan, Recipe, convert, find_inputs, read_outputs


def run_convert(options: argparse.Namespace) -> int:
    """Convert, and return 0, or 1 if any body was bad."""
    folder = Path(options.out)
    recipe = Recipe(outputs=read_outputs(options.to.split(",")), bom=options.bom, crlf=options.crlf)
    plan = Plan(inputs=find_inputs(options.inputs, skipped=[folder]), folder=folder, recipe=recipe)
    record = convert(plan)
    is_bad = record.counts["bad"] > 0
    errors = next(output for output in recipe.outputs if output.name == "errors")
    where = f" (see {folder / 'errors'}{errors.suffix})" if is_bad else ""
    sys.stderr.write(f"{record}{where}\n")
    return 1 if is_bad else 0
