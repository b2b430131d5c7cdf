"""The options of `schema` → the tables' columns, on standard output."""

import argparse
import json
import sys

from smarthandle_results.batch import list_tables
from smarthandle_results.cli._arguments import guess


def run(options: argparse.Namespace) -> int:
    """Print the columns of one table or of all. Raises `ValueError` for an unknown table."""
    tables = list_tables()
    table = options.table and options.table.lower()
    if table is not None and table not in tables:
        raise ValueError(f"expected a table among {', '.join(tables)}, got {options.table!r}{guess(table, tables)}")
    chosen = {name: columns for name, columns in tables.items() if table in {None, name}}
    if options.json:
        sys.stdout.write(json.dumps(chosen, indent=2) + "\n")
        return 0
    for name, columns in chosen.items():
        lines = "".join(f"  {column:<18}{kind}\n" for column, kind in columns.items())
        sys.stdout.write(f"{name}\n{lines}")
    return 0
