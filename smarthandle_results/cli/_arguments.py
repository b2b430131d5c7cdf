"""The arguments of each command, and their help."""

import argparse
import re
import sys
import textwrap
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from string import Template
from typing import Any, Final, NoReturn

from smarthandle_results import __version__
from smarthandle_results.cli._examples import EXAMPLES
from smarthandle_results.cli._terminal import find_columns

_EPILOG: Final = """\
exit codes:
  0    all was read (failed and unfinished jobs are recorded, and are not
       errors), or check found nothing
  1    some responses could not be read, and the output says where and why, or
       check found something; 0 with --exit-zero
  2    wrong usage, nothing to read, or files that cannot be written
  129  the terminal was closed; --resume continues as after 130
  130  interrupted: the same convert with --resume continues
  141  the reader of the output went away
  143  terminated; --resume continues as after 130
"""
_UNKNOWN: Final = "unrecognized arguments: "
_NAMES: Final = re.compile(r"\$[a-z]")
_QUARANTINE: Final = """\
copy each response that could not be read, byte for byte, to a file in this folder, named after its input and line;
except those that are empty, and those that were never read as a whole: those skipped because of their size, and files
that cannot be read
"""


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read arguments. Ends the process after printing help or the version, and for wrong usage."""
    parser = make_parser()
    name = next(iter(arguments), "")
    if name and not name.startswith("-") and name not in _COMMANDS:
        parser.error(f"expected a command among {', '.join(_COMMANDS)}, got {name}{guess(name, _COMMANDS)}")
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        parser.exit(2)
    return options


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(
        prog="smarthandle-results",
        description="Turns GetSmartHandleJob response bodies into subtitles, copy lists and usage records.",
        epilog=_EPILOG,
    )
    parser.add_argument(
        "-V", "--version", action="version", version=f"%(prog)s {__version__}", help="print the version and exit"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (summary, add_arguments) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.", epilog=EXAMPLES[name])
        command.set_defaults(command=name)
        add_arguments(command)
    return parser


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Fits into the terminal, and into 80 columns, and breaks lines between words alone."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=22, width=find_columns())

    def _get_help_string(self, action: argparse.Action) -> str:
        return _name_forms(action.help or "")

    def _split_lines(self, text: str, width: int) -> list[str]:
        return _wrap(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = (
            " ".join(_name_forms(paragraph).split()) if _NAMES.search(paragraph) else paragraph  # its lines were others
            for paragraph in text.split("\n\n")
        )
        lines = (line for given in "\n\n".join(paragraphs).splitlines() for line in _wrap(given, width) or [""])
        return "\n".join(f"{indent}{line}" for line in lines)


def _name_forms(text: str) -> str:
    """Fill in the names of the subtitle forms, which are known only once all of `batch` is loaded."""
    if not _NAMES.search(text):
        return text
    from smarthandle_results.batch import SUBTITLE_FORMS  # noqa: PLC0415 - other help needs none of it

    forms = SUBTITLE_FORMS.values()
    marked = [form.suffix for form in forms if form.accepts_marks]
    return Template(text).substitute(
        names=", ".join(SUBTITLE_FORMS),
        optional_names=_list_words([form.name for form in forms if not form.is_default], "and"),
        suffixes=_list_words([form.suffix for form in forms], "or"),
        crlf_suffixes=_list_words(marked, "and"),
        bom_suffixes=_list_words([*marked, ".csv"], "and"),
        read_suffixes=_list_words([form.suffix for form in forms if form.decode], "and"),
    )


def _list_words(words: Sequence[str], conjunction: str) -> str:
    *others, last = words
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def _wrap(text: str, width: int) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip()))
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as argparse has them
        super().__init__(formatter_class=_Formatter, allow_abbrev=False, **options)

    def parse_known_args(  # pyright: ignore[reportIncompatibleMethodOverride] - it has overloads
        self,
        args: Any = None,  # noqa: ANN401 - likewise
        namespace: Any = None,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Refuse unknown options before all else is looked at: a required one may be there, but misspelled."""
        if self.get_default("command") is not None:
            self._check_options(args)
        options, others = super().parse_known_args(args, namespace)
        for action in self._actions:
            value = getattr(options, action.dest, None)
            if action.option_strings and "" in (value if isinstance(value, list) else [value]):
                self.error(f"expected a value for {action.option_strings[-1]}, got an empty one")
        return options, others

    def _check_options(self, arguments: Sequence[str]) -> None:
        known = self._option_string_actions
        for argument in arguments:
            name = argument.partition("=")[0]
            if argument == "--":
                return
            is_option = (name.startswith("--") and " " not in name) or re.fullmatch("-[A-Za-z]", name)
            if is_option and name not in known:
                alias = name.lower() if name.lower() in known else _ALIASES.get(name.lower())
                alias = alias if alias in known else _ALIASES.get(alias or "")
                hint = f": did you mean {alias}?" if alias in known else guess(name, known)
                self.error(f"unknown option {name}{_hint_at_files([argument]) or hint}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - as argparse has it
        choices = [*(action.choices or ())]
        if choices and value not in choices:
            name = next(iter(action.option_strings), action.metavar or action.dest)
            self.error(f"expected {_list_words(choices, 'or')} for {name}, got {value}{guess(value, choices)}")

    def error(self, message: str) -> NoReturn:
        if message.startswith(_UNKNOWN):
            message += _hint_at_files(message.removeprefix(_UNKNOWN).split())
        text = f"{self.prog}: {''.join(char if char.isprintable() else '?' for char in message)}"
        hint = f"{self.prog} --help lists what there is"
        if sys.stderr is not None and sys.stderr.isatty():
            text, hint = ("\n    ".join(_wrap(line, find_columns() - 4)) for line in (text, hint))
        self.exit(2, f"{text}\n{hint}\n")


def _hint_at_files(names: Sequence[str]) -> str:
    """Say how to name a file whose name begins as an option does, if one of the names is that of a file."""
    return next((f": write ./{name} for the file" for name in names if Path(name).exists()), "")


class _Once(argparse.Action):
    """Refuses a second value, of which either would be lost in silence."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,  # noqa: ANN401 - as argparse has it
        option_string: str | None = None,
    ) -> None:
        earlier = getattr(namespace, self.dest)
        if earlier is not None:
            parser.error(f"expected {option_string} once, got {earlier} and {values}")
        setattr(namespace, self.dest, values)


def guess(name: str, known: Any) -> str:  # noqa: ANN401 - any names
    """Name the known name that is most like another, or that it begins, if any is."""
    longer = [other for other in known if len(name) > len("--x") and other.startswith(name)]
    matches = longer[:1] or get_close_matches(name, [*known], 1, 0.75)
    return "".join(f": did you mean {match}?" for match in matches)


def _add_convert(parser: argparse.ArgumentParser) -> None:
    _add_inputs(parser)
    group = parser.add_argument_group("where to write")
    where = group.add_mutually_exclusive_group()
    where.add_argument(
        "--out", metavar="DIR", action=_Once, help="the folder to write to; created if it does not exist"
    )
    where.add_argument(
        "-o",
        metavar="FILE",
        dest="file",
        action=_Once,
        help="write one output to this file: the subtitles of one job, by its suffix $suffixes, or a table, by its "
        "name, such as usage.csv, or by --to; - is standard output",
    )
    group.add_argument(
        "--overwrite",
        action="store_true",
        help="replace even what may be lost: in a folder, results of inputs that this run does not have, tables that "
        "no run wrote there, subtitle files that were changed by hand; with -o, a file that is there and is not as "
        "this run writes it",
    )
    what = parser.add_argument_group("what to write")
    what.add_argument(
        "--to",
        metavar="NAMES",
        action="append",
        help="the outputs, separated by commas or each with its own --to: $names, and the tables copies, usage, "
        "cues, pairs, media, payloads, jobs, errors; a table may have the suffix of its format, .jsonl (if it has "
        "none), .csv, .parquet or .xlsx, and the first two may be followed by .gz or .zst; default: all but "
        "$optional_names",
    )
    what.add_argument(
        "--name",
        metavar="TEMPLATE",
        help="the names of subtitle files without suffix, a template with {source}, which is the input's path below "
        "its folder, {stem}, its last part, {input_stem}, the name of the job's video, {job_id}, {job_type}, {state}, "
        "{title}, {user_id}, {media_id}, {date} or {shard}, which is one of 256 folders; default: {source} for a file "
        "of one body, else {job_id}",
    )
    _add_profile(
        what,
        "none",
        "the profile that subtitle files are laid out by",
        "auto, which chooses one by the script, or none to leave cues as the job gave them",
    )
    what.add_argument(
        "--words",
        metavar="NAME",
        default="builtin",
        help="with a profile, what finds the words and phrases that no line is to tear, in languages without spaces: "
        "builtin, for Chinese and Japanese, or with the extra words rjieba, for Chinese, budoux, or icu, which alone "
        "breaks Thai, Lao, Khmer and Burmese; default: %(default)s",
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
        help="start $bom_suffixes files with a byte order mark, as Excel needs it to read CSV as UTF-8",
    )
    what.add_argument("--crlf", action="store_true", help="end lines of $crlf_suffixes files with CR LF")
    what.add_argument(
        "--style",
        metavar="NAME",
        choices=("landscape", "portrait"),
        type=str.lower,
        default="landscape",
        help="how .ass and .timeline.json files look: landscape (default), or portrait, for videos that are higher "
        "than wide",
    )
    _add_keep(what)
    faults = parser.add_argument_group("faults and stops")
    faults.add_argument("--quarantine", metavar="DIR", help=_QUARANTINE)
    faults.add_argument(
        "--max-errors",
        metavar="N",
        type=_positive,
        help="stop after N responses that could not be read, at the end of a chunk "
        "(at most about 4 MB, whatever -j is), and write what was read until then",
    )
    _add_exit_zero(faults)
    faults.add_argument("--resume", action="store_true", help="continue an interrupted run of the same command")
    run = _add_run(parser)
    run.add_argument(
        "--verbose", action="store_true", help="name each file written, and each response that is not read"
    )
    run.add_argument(
        "--dry-run", action="store_true", help="read all, print the names of the files to write, and write none"
    )


def _add_inspect(parser: argparse.ArgumentParser) -> None:
    _add_inputs(parser)
    parser.add_argument("--all", action="store_true", help="show all of each response, not the first lines or a line")
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each response")
    parser.add_argument("--quiet", action="store_true", help="do not say which files were not looked at")
    _add_exit_zero(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_inputs(parser)
    _add_profile(parser, "auto", "the profile to check cues against", "or auto, which chooses one by the script")
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each finding")
    parser.add_argument("--quiet", action="store_true", help="print the findings alone, and no totals")
    _add_exit_zero(parser)


def _add_profile(parser: Any, default: str, what: str, others: str) -> None:  # noqa: ANN401 - a parser or a group
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default=default,
        help=f"{what}: netflix-en, -ja, -ko, -latin, -th, -zh, {others}; default: %(default)s",
    )


def _add_stats(parser: argparse.ArgumentParser) -> None:
    _add_inputs(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object: counts, totals, failures, repairs")
    form.add_argument("--csv", action="store_true", help="print the totals as CSV")
    _add_keep(parser)
    _add_exit_zero(parser)
    _add_run(parser)


def _add_report(parser: argparse.ArgumentParser) -> None:
    _add_inputs(parser)
    where = parser.add_argument_group("where to write")
    where.add_argument(
        "-o",
        metavar="FILE",
        dest="file",
        action=_Once,
        required=True,
        help="write the page to this file, whose name ends in .html or .htm and which is replaced if it exists; - is "
        "standard output",
    )
    what = parser.add_argument_group("what to show")
    _add_profile(
        what,
        "auto",
        "the profile that cues are judged and laid out by",
        "auto, which chooses one by the script, or none to judge no cues",
    )
    what.add_argument(
        "--only",
        metavar="KINDS",
        action="append",
        help="list only jobs of these kinds, separated by commas: bad, failed, unfinished, findings, repairs, notes; "
        "what is added up is of all",
    )
    what.add_argument("--limit", metavar="N", type=_positive, help="list at most N jobs; what is added up is of all")
    _add_keep(what)
    _add_exit_zero(parser)
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
        "XML, each also as .gz or .zst; or Parquet, which has to be named. In folders .json, .jsonl, .ndjson and .xml "
        "are read; what is named is read whatever its suffix",
    )
    read = parser.add_argument_group("what to read")
    read.add_argument(
        "--files-from",
        metavar="FILE",
        help="read more inputs from a list, one per line or separated by NUL; - is standard input",
    )
    read.add_argument(
        "--log-lines",
        action="store_true",
        help="extract the JSON from log lines, which have other text around it, and read .log in folders too; inputs "
        "that are JSON or XML are read as without this option",
    )
    read.add_argument(
        "--body-column",
        metavar="NAME",
        help="where each record has its response: a column of Parquet (default: body), or a key of JSON objects, in "
        "which it is text or an object; hit._source is a key in a key",
    )
    read.add_argument(
        "--max-body",
        metavar="SIZE",
        type=_size,
        default="64M",
        help="reject larger responses: bytes, or a number with K, M or G; default: %(default)s",
    )


def _add_keep(parser: Any) -> None:  # noqa: ANN401 - a parser or a group
    parser.add_argument(
        "--keep",
        choices=("last", "polls"),
        default="last",
        help="keep only the last poll of a job that was polled several times (default), or all its polls",
    )


def _add_exit_zero(parser: Any) -> None:  # noqa: ANN401 - a parser or a group
    parser.add_argument("--exit-zero", action="store_true", help="end with 0 in place of 1")


def _add_run(parser: argparse.ArgumentParser) -> Any:  # noqa: ANN401 - a group, whose class is not public
    run = parser.add_argument_group("how to run")
    run.add_argument(
        "-j", metavar="N", dest="workers", type=_positive, help="the number of processes; default: one for each CPU"
    )
    run.add_argument("--quiet", action="store_true", help="print only what is wrong")
    return run


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
    "inspect": ("show what responses contain", _add_inspect),
    "check": ("check cues against a profile", _add_check),
    "stats": ("add up jobs, speech, copies and tokens", _add_stats),
    "report": ("make a page of jobs to look at", _add_report),
    "schema": ("print the tables' columns and types", _add_schema),
    "completion": ("print a script with which a shell completes this command", _add_completion),
}
"""Each command with what it does, and the function that adds its arguments."""

_ALIASES: Final = {
    "--out": "-o",
    "--output": "--out",
    "--filter": "--only",
    "--max": "--limit",
    "--outdir": "--out",
    "--output-dir": "--out",
    "--dir": "--out",
    "--directory": "--out",
    "--folder": "--out",
    "--dest": "--out",
    "--format": "--to",
    "--type": "--to",
    "--formats": "--to",
    "--jobs": "-j",
    "--workers": "-j",
    "--processes": "-j",
    "--threads": "-j",
    "--silent": "--quiet",
    "--force": "--overwrite",
    "--continue": "--resume",
    "--column": "--body-column",
    "--shift": "--offset-ms",
    "--offset": "--offset-ms",
    "--delay": "--offset-ms",
    "--dryrun": "--dry-run",
    "--preview": "--dry-run",
    "--template": "--name",
    "-q": "--quiet",
    "-s": "--quiet",
    "-v": "--verbose",
    "-n": "--dry-run",
    "-f": "--overwrite",
    "-p": "--profile",
    "-t": "--to",
}
"""What other programs call some options, or other commands. A hint is given only where the option exists."""
