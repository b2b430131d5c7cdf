"""The arguments of each command, and their help."""

import argparse
import re
from collections.abc import Callable
from typing import Any, Final, NoReturn

from smarthandle_results import __version__
from smarthandle_results.cli._examples import EXAMPLES

_EPILOG: Final = """\
exit codes:
  0    nothing was bad (failed and unfinished jobs are recorded, and are not errors), or check found nothing
  1    some bodies could not be read, and the output says where and why, or check found something
  2    wrong usage, an input that does not exist, or files that cannot be written
  130  interrupted: the same convert with --resume continues
  141  the reader of the output went away
  143  terminated; --resume continues as after 130
"""
_QUARANTINE: Final = """\
copy each bad body, byte for byte, to a file in this folder, except those that were never read as a whole: bodies that
were skipped because of their size, and files that cannot be read
"""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(
        prog="smarthandle-results",
        description="Turns GetSmartHandleJob response bodies into subtitles, copy lists and usage records.",
        epilog=_EPILOG,
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {__version__}", help="print the version and exit"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (summary, add_arguments) in _COMMANDS.items():
        description = f"{summary.capitalize()}."
        add_arguments(commands.add_parser(name, help=summary, description=description, epilog=EXAMPLES[name]))
    return parser


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as argparse has them
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        super().error("".join(char if char.isprintable() or char == "\n" else "?" for char in message))


def _add_convert(parser: argparse.ArgumentParser) -> None:
    _add_inputs(parser)
    group = parser.add_argument_group("where to write")
    where = group.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", metavar="DIR", help="the folder to write to; created if it does not exist")
    where.add_argument(
        "-o",
        metavar="FILE",
        dest="file",
        help="write one output to this file: the subtitles of one job, by its suffix .srt, .vtt or .txt, or a table, "
        "by its name, such as usage.csv, or by --to; - is standard output; errors are printed to standard error",
    )
    group.add_argument(
        "--overwrite",
        action="store_true",
        help="replace even what cannot be made again: results of other inputs in the folder, tables that no "
        "run wrote there, subtitle files that were changed by hand",
    )
    what = parser.add_argument_group("what to write")
    what.add_argument(
        "--to",
        metavar="NAMES",
        action="append",
        help="the outputs, separated by commas or each with its own --to: srt, vtt, txt, and the tables copies, usage, "
        "cues, pairs, media, payloads, jobs, errors; a table may have the suffix of its format, .jsonl (if it has "
        "none), .csv, .parquet or .xlsx, and the first two may be followed by .gz or .zst; default: all but txt",
    )
    what.add_argument(
        "--name",
        metavar="TEMPLATE",
        help="the names of subtitle files, a template with {source}, which is the input's path below its folder, "
        "{stem}, its last part, {input_stem}, the name of the job's video, {job_id}, {job_type}, {state}, {title}, "
        "{user_id}, {media_id}, {date} or {shard}, which is one of 256 folders; default: {source} for a file of one "
        "body, else {job_id}",
    )
    _add_profile(
        what,
        "none",
        "the profile that subtitle files are laid out by",
        "auto, which chooses one by the script, or none to leave cues as the job gave them",
    )
    what.add_argument(
        "--extend-last",
        action="store_true",
        help="with a profile, show the last cue for longer where it needs that, though no speech ends so late",
    )
    what.add_argument(
        "--offset-ms",
        metavar="N",
        type=_integer,
        default=0,
        help="show all cues N milliseconds later, or earlier if N is negative, in files and in the table",
    )
    what.add_argument(
        "--bom",
        action="store_true",
        help="start .srt, .txt and .csv files with a byte order mark, as Excel needs it to read CSV as UTF-8",
    )
    what.add_argument("--crlf", action="store_true", help="end lines of .srt and .txt files with CR LF")
    _add_keep(what)
    faults = parser.add_argument_group("faults and stops")
    faults.add_argument("--quarantine", metavar="DIR", help=_QUARANTINE)
    faults.add_argument(
        "--max-errors",
        metavar="N",
        type=_positive,
        help="stop after N bad bodies, at the end of a chunk "
        "(about 4 MB of bodies, whatever -j is), and write what was read until then",
    )
    faults.add_argument("--resume", action="store_true", help="continue an interrupted run of the same command")
    _add_run(parser)


def _add_inspect(parser: argparse.ArgumentParser) -> None:
    _add_inputs(parser)
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each body")


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_inputs(parser)
    _add_profile(parser, "auto", "the profile to check cues against", "or auto, which chooses one by the script")
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each finding")


def _add_profile(parser: Any, default: str, what: str, others: str) -> None:  # noqa: ANN401 - a parser or a group
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default=default,
        help=f"{what}: netflix-en, -ja, -ko, -latin, -zh, {others}; default: %(default)s",
    )


def _add_stats(parser: argparse.ArgumentParser) -> None:
    _add_inputs(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object: counts, totals, failures, repairs")
    form.add_argument("--csv", action="store_true", help="print the totals as CSV")
    _add_keep(parser)
    _add_run(parser)


def _add_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "table",
        metavar="TABLE",
        nargs="?",
        help="copies, usage, cues, pairs, media, payloads, jobs or errors; default: all",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object: tables, columns, types")


def _add_completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell")


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs",
        metavar="IN",
        nargs="*",
        help="a file, a folder with all folders in it, a glob, or - for standard input: JSON, arrays, JSON Lines or "
        "XML, each also as .gz or .zst, or Parquet",
    )
    parser.add_argument(
        "--files-from",
        metavar="FILE",
        help="read more inputs from a list, one per line or separated by NUL; - is standard input",
    )
    parser.add_argument(
        "--log-lines", action="store_true", help="extract the JSON from log lines, which have other text around it"
    )
    parser.add_argument(
        "--body-column",
        metavar="NAME",
        help="where each record has its body: a column of Parquet (default: body), or a key of JSON objects, in which "
        "it is text or an object; hit._source is a key in a key",
    )
    parser.add_argument(
        "--max-body",
        metavar="SIZE",
        type=_size,
        default="64M",
        help="reject larger bodies: bytes, or a number with K, M or G; default: %(default)s",
    )


def _add_keep(parser: Any) -> None:  # noqa: ANN401 - a parser or a group
    parser.add_argument(
        "--keep",
        choices=("last", "polls"),
        default="last",
        help="keep only the last poll of a job that was polled several times (default), or all its polls",
    )


def _add_run(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument_group("how to run")
    run.add_argument(
        "-j", metavar="N", dest="workers", type=_positive, help="the number of processes; default: one for each CPU"
    )
    run.add_argument("--quiet", action="store_true", help="print only what is wrong")


def _positive(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,8}", text):
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, got {text!r}")
    return int(text)


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,15}", text):
        raise argparse.ArgumentTypeError(f"expected a whole number, got {text!r}")
    return int(text)


def _size(text: str) -> int:
    match = re.fullmatch(r"([1-9]\d{0,11})([KMG]?)", text, re.IGNORECASE)
    if not match:
        raise argparse.ArgumentTypeError(f"expected a size such as 64M, got {text!r}")
    return int(match[1]) << {"": 0, "K": 10, "M": 20, "G": 30}[match[2].upper()]


_COMMANDS: Final[dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]] = {
    "convert": ("write subtitles and tables", _add_convert),
    "inspect": ("show what bodies contain", _add_inspect),
    "check": ("check cues against a profile", _add_check),
    "stats": ("add up jobs, speech, copies and tokens", _add_stats),
    "schema": ("print the tables' columns and types", _add_schema),
    "completion": ("print a script with which a shell completes this command", _add_completion),
}
"""Each command with what it does, and the function that adds its arguments."""
