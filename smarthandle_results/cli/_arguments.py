"""What may stand on the command line, and the help that says so."""

import argparse
import sys
from collections.abc import Callable
from typing import Any, Final, TypeAlias

DEFAULT: Final = "srt,vtt,copies,usage,cues,jobs"
Commands: TypeAlias = Callable[..., argparse.ArgumentParser]

EPILOG: Final = """\
exit codes:
  0    every body was converted (failed and unfinished jobs are recorded, not errors)
  1    some bodies were not: the table of errors says where and why
  2    wrong usage, or files that cannot be read or written
  130  interrupted
"""

CONVERT_EXAMPLES: Final = """\
examples:
  smarthandle-results convert bodies/ --out out
  smarthandle-results convert 'archive/*.jsonl.gz' --out out --to srt,usage
  aliyun ice GetSmartHandleJob --JobId ID | smarthandle-results convert - --out out

Subtitles are named by JobId, with _ for what a file system may not hold and ~2, ~3 where jobs share a name.
"""

INSPECT_EXAMPLES: Final = """\
examples:
  smarthandle-results inspect body.json
  smarthandle-results inspect archive.jsonl --json | jq .state
"""


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="smarthandle-results",
        description="Turns GetSmartHandleJob response bodies into subtitles, copy lists and usage records.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_PrintVersion, nargs=0, help="print the version and leave")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND").add_parser
    _add_convert(commands)
    _add_inspect(commands)
    return parser


class _PrintVersion(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> None:  # noqa: ANN401 - argparse's own
        from importlib.metadata import version  # noqa: PLC0415 - of no use to the commands

        sys.stdout.write(f"{parser.prog} {version(parser.prog)}\n")
        parser.exit()


def _add_convert(commands: Commands) -> None:
    parser = _add_command(commands, "convert", "write subtitles and tables", CONVERT_EXAMPLES)
    _add_inputs(parser)
    parser.add_argument("--out", metavar="DIR", required=True, help="the folder to write to; made if it is not there")
    parser.add_argument("--to", metavar="NAMES", default=DEFAULT, help="what to write, by commas; default: %(default)s")
    parser.add_argument("--bom", action="store_true", help="begin .srt files with a byte order mark")
    parser.add_argument("--crlf", action="store_true", help="end lines of .srt files with CR LF")


def _add_inspect(commands: Commands) -> None:
    parser = _add_command(commands, "inspect", "show what bodies hold", INSPECT_EXAMPLES)
    _add_inputs(parser)
    parser.add_argument("--json", action="store_true", help="a line of JSON for each body")


def _add_command(commands: Commands, name: str, summary: str, examples: str) -> argparse.ArgumentParser:
    return commands(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs", metavar="IN", nargs="+", help="a file, a folder (and all below it), a glob, or - for standard input"
    )
