"""The options of `completion` → a script for a shell, on standard output."""

import argparse
import sys

from smarthandle_results._extras import import_extra
from smarthandle_results.cli._arguments import make_parser


def run(options: argparse.Namespace) -> int:
    """Print the script. Raises `MissingPackageError` without the extra `cli`."""
    shtab = import_extra("shtab", "cli", "completion")
    sys.stdout.write(f"{shtab.complete(make_parser(), options.shell)}\n")
    return 0
