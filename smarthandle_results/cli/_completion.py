"""The options of `completion` → a shell's script, on standard output."""

import argparse
import sys
from importlib import import_module

from smarthandle_results.cli._arguments import make_parser


def run(options: argparse.Namespace) -> int:
    """Print the script. Raises `RuntimeError` without the extra `cli`."""
    try:
        shtab = import_module("shtab")
    except ImportError as error:
        raise RuntimeError("completion needs an extra: pip install 'smarthandle-results[cli]'") from error
    sys.stdout.write(f"{shtab.complete(make_parser(), options.shell)}\n")
    return 0
