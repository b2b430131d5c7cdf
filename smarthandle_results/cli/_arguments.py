"""What may stand on the command line, and the help that says so."""

import argparse
import re
from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeAlias

from smarthandle_results import __version__
from smarthandle_results.cli._examples import EXAMPLES

DEFAULT_OUTPUTS: Final = "srt,vtt,copies,usage,cues,jobs"
Commands: TypeAlias = Callable[..., argparse.ArgumentParser]

_EPILOG: Final = """\
exit codes:
  0    nothing was bad (failed and unfinished jobs are recorded, and no errors), or nothing was found by check
  1    some bodies could not be read, and the output says where and why, or check found something
  2    wrong usage, an input that is not there, or files that cannot be written
  130  interrupted: the same convert with --resume goes on
  141  nobody reads the output on
  143  terminated, as 130
"""
_QUARANTINE: Final = """\
put each bad body, byte for byte, into a file there; not what was never held whole: a body that was passed over for its
size, a file that cannot be read
"""


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of all commands."""
    parser = _Parser(
        prog="smarthandle-results",
        description="Turns GetSmartHandleJob response bodies into subtitles, copy lists and usage records.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {__version__}", help="print the version and leave"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND").add_parser
    _add_convert(commands)
    _add_inspect(commands)
    _add_check(commands)
    _add_stats(commands)
    _add_schema(commands)
    _add_completion(commands)
    return parser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error("".join(char if char.isprintable() or char == "\n" else "?" for char in message))


def _add_convert(commands: Commands) -> None:
    parser = _add_command(commands, "convert", "write subtitles and tables")
    _add_inputs(parser)
    where = parser.add_argument_group("where to").add_mutually_exclusive_group(required=True)
    where.add_argument("--out", metavar="DIR", help="the folder to write to; made if it is not there")
    where.add_argument(
        "-o",
        metavar="FILE",
        dest="file",
        help="write the one table of --to, in the format that the file's suffix tells; - is standard output; errors go "
        "to standard error",
    )
    what = parser.add_argument_group("what to write")
    what.add_argument(
        "--to",
        metavar="NAMES",
        default=DEFAULT_OUTPUTS,
        help="of srt, vtt, and the tables copies, usage, cues, jobs, errors, by commas; a table with .jsonl, .csv or "
        ".parquet, the first two perhaps with .gz or .zst, is of that format; default: %(default)s",
    )
    what.add_argument(
        "--name",
        metavar="TEMPLATE",
        default="{job_id}",
        help="the subtitle files' names, with {job_id}, {job_type}, {state}, {title}, {user_id}, {media_id}, {date} or "
        "{shard}, one of 256 folders; default: %(default)s",
    )
    _add_profile(
        what,
        "what subtitle files are shaped to",
        "auto, which picks one by the script, or none to leave cues as they are",
    )
    what.add_argument("--bom", action="store_true", help="begin .srt files with a byte order mark")
    what.add_argument("--crlf", action="store_true", help="end lines of .srt files with CR LF")
    _add_keep(what)
    faults = parser.add_argument_group("faults and stops")
    faults.add_argument("--quarantine", metavar="DIR", help=_QUARANTINE)
    faults.add_argument(
        "--max-errors",
        metavar="N",
        type=_positive,
        help="stop once N bodies were bad, at the end of a chunk "
        "(some 4 MB of bodies, whatever -j is), and write what was read until then",
    )
    faults.add_argument("--resume", action="store_true", help="go on where an interrupted run of the same command was")
    _add_run(parser)


def _add_inspect(commands: Commands) -> None:
    parser = _add_command(commands, "inspect", "show what bodies hold")
    _add_inputs(parser)
    parser.add_argument("--json", action="store_true", help="a line of JSON for each body")


def _add_check(commands: Commands) -> None:
    parser = _add_command(commands, "check", "judge cues by a profile")
    _add_inputs(parser)
    _add_profile(parser, "what cues are held against", "or auto, which picks one by the script")
    parser.add_argument("--json", action="store_true", help="a line of JSON for each finding")


def _add_profile(parser: Any, what: str, others: str) -> None:  # noqa: ANN401 - a parser or a group
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default="auto",
        help=f"{what}: netflix-en, -ja, -ko, -latin, -zh, {others}; default: %(default)s",
    )


def _add_stats(commands: Commands) -> None:
    parser = _add_command(commands, "stats", "add up jobs, speech, copies and tokens")
    _add_inputs(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one object of JSON: counts, totals, failures, repairs")
    form.add_argument("--csv", action="store_true", help="the totals as CSV")
    _add_keep(parser)
    _add_run(parser)


def _add_schema(commands: Commands) -> None:
    parser = _add_command(commands, "schema", "print the tables' columns and types")
    parser.add_argument("table", metavar="TABLE", nargs="?", help="copies, usage, cues, jobs or errors; default: all")
    parser.add_argument("--json", action="store_true", help="an object of JSON: tables, columns, types")


def _add_completion(commands: Commands) -> None:
    parser = _add_command(commands, "completion", "print a script that makes a shell complete this command")
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell")


def _add_command(commands: Commands, name: str, summary: str) -> argparse.ArgumentParser:
    return commands(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=EXAMPLES[name],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs",
        metavar="IN",
        nargs="*",
        help="a file, a folder and all below it, a glob, or - for standard input: JSON, arrays, JSON Lines, XML, plain "
        "or .gz or .zst, or Parquet",
    )
    parser.add_argument("--files-from", metavar="FILE", help="read more inputs, one a line or after NULs; - is stdin")
    parser.add_argument("--log-lines", action="store_true", help="take the JSON out of lines that begin otherwise")
    parser.add_argument("--body-column", metavar="NAME", default="body", help="Parquet's column; default: %(default)s")
    parser.add_argument(
        "--max-body",
        metavar="SIZE",
        type=_size,
        default="64M",
        help="refuse larger bodies: bytes, or with K, M or G; default: %(default)s",
    )


def _add_keep(parser: Any) -> None:  # noqa: ANN401 - a parser or a group
    parser.add_argument(
        "--keep",
        choices=("last", "polls"),
        default="last",
        help="of a job that was polled again and again, the last state (default) or every poll",
    )


def _add_run(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument_group("how to run")
    run.add_argument("-j", metavar="N", dest="workers", type=_positive, help="processes; default: one for each CPU")
    run.add_argument("--quiet", action="store_true", help="print nothing but what is wrong")


def _positive(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,8}", text):
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, got {text!r}")
    return int(text)


def _size(text: str) -> int:
    match = re.fullmatch(r"([1-9]\d{0,11})([KMG]?)", text, re.IGNORECASE)
    if not match:
        raise argparse.ArgumentTypeError(f"expected a size such as 64M, got {text!r}")
    return int(match[1]) << {"": 0, "K": 10, "M": 20, "G": 30}[match[2].upper()]
