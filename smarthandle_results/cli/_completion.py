"""The options of `completion` → a script for a shell, on standard output."""

import argparse
import sys
from typing import Any, cast

from smarthandle_results import PROFILES
from smarthandle_results._extras import import_extra
from smarthandle_results.batch import SUBTITLE_FORMS, list_tables
from smarthandle_results.batch._words import WORDS
from smarthandle_results.cli._arguments import make_parser


def run(options: argparse.Namespace) -> int:
    """Print the script. Raises `MissingPackageError` without the extra `cli`."""
    shtab = import_extra("shtab", "cli", "completion")
    parser = make_parser()
    _add_values(parser, {"IN": shtab.FILE, "FILE": shtab.FILE, "DIR": shtab.DIRECTORY})
    sys.stdout.write(f"{shtab.complete(parser, options.shell)}\n")
    return 0


def _add_values(parser: argparse.ArgumentParser, paths: dict[str, Any]) -> None:
    """Say of each option what it may have for its value: paths, or the names that are checked only when it runs."""
    tables = [*list_tables()]
    names: dict[str, list[str]] = {
        "profile": [*PROFILES, "none"],
        "words": [*WORDS],
        "to": [*SUBTITLE_FORMS, *tables],
        "table": tables,
    }
    for action in parser._actions:  # noqa: SLF001 - as the library that makes the script has to read them
        choices: Any = action.choices
        if isinstance(choices, dict):  # the commands, each with a parser of its own
            for command in cast("dict[str, argparse.ArgumentParser]", choices).values():
                _add_values(command, paths)
        elif action.dest in names:
            action.choices = names[action.dest]
        elif action.metavar in paths:
            action.complete = paths[str(action.metavar)]  # type: ignore[attr-defined]
