"""The names in `--to` → outputs: subtitle files, and tables whose suffix says their format and compression."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, final

from attrs import AttrsInstance, field, fields, frozen, make_class

from smarthandle_results import JobRow as _JobRow, to_jsonl
from smarthandle_results._printable import to_printable
from smarthandle_results._shown import quote_name
from smarthandle_results._tables.cells import dump_json
from smarthandle_results._tables.csv import to_csv, to_csv_line
from smarthandle_results._tables.row_types import JOB_TABLES
from smarthandle_results._tables.rows import list_columns
from smarthandle_results.batch._forms import SUBTITLE_FORMS, find_form


@final
@frozen(kw_only=True)
class ErrorRow:
    """A body that could not be converted: where it is, what is wrong with it, and which body it was.

    `source` is the input's path as it was given or found, `-` for standard input. `line` counts from 1 and
    `byte_offset` from 0, both in the uncompressed text of the input; in Parquet `line` counts the rows, and
    `byte_offset` is None. `path` is a jq filter that reads the place from the body, and `message` a plain sentence;
    both describe the first problem, and `problem_count` is the number of problems. `sha256` is that of the body's
    bytes, None where they could not all be read.

    An engine's table of errors has the last four columns alone: the archive's own columns, which it passes through, say
    which body it was.
    """

    source: str
    line: int
    byte_offset: int | None
    path: str
    message: str
    problem_count: int
    sha256: str | None


JobRow: Final[type[AttrsInstance]] = make_class(
    "JobRow",
    {
        "source": field(type=str),
        "line": field(type=int),
        **{column.name: field(type=column.type) for column in fields(_JobRow)},
        "subtitle": field(type=str),
    },
    frozen=True,
    kw_only=True,
)
"""A job as engines have it, and where it is: `source` and `line` of its body, as in `ErrorRow`, and `subtitle`, the
path of its subtitle files below the folder that was written to, without suffix; null for none."""


@final
@frozen
class Output:
    """A kind of output: its name, and its suffix, such as `.srt` or `.csv.gz`."""

    name: str
    suffix: str

    @property
    def is_table(self) -> bool:
        """Whether it is a table, not subtitle files."""
        return self.name in TABLES

    @property
    def row_format(self) -> str:
        """The format in which its rows are kept one by one: `csv`, or `jsonl`, from which the others are made."""
        return "csv" if self.suffix.startswith(".csv") else "jsonl"

    @property
    def compression(self) -> str:
        """The suffix of its compression: `.gz`, `.zst` or none."""
        return next((suffix for suffix in (".gz", ".zst") if self.suffix.endswith(suffix)), "")

    def to_bytes(self, rows: Iterable[AttrsInstance]) -> bytes:
        """Write rows in the format of the table."""
        return to_csv(rows) if self.row_format == "csv" else to_jsonl(rows)

    def rename_subtitle(self, row: bytes, name: str | None, new_name: str | None) -> bytes:
        r"""Replace the name of the subtitle files, which is the last cell of a row of `jobs`.

        >>> Output("jobs", ".csv").rename_subtitle(b"in.jsonl,1,a\n", "a", "a~2")
        b'in.jsonl,1,a~2\n'
        """
        return row.removesuffix(self._end_row(name)) + self._end_row(new_name)

    def _end_row(self, name: str | None) -> bytes:
        return to_csv_line((name,)) if self.row_format == "csv" else dump_json(name) + b"}\n"


TABLES: Final[dict[str, type[AttrsInstance]]] = {**JOB_TABLES, "jobs": JobRow, "errors": ErrorRow}
"""The tables, and the class of their rows: its fields, in order, are the columns."""

_TABLE_SUFFIX: Final = r"(\.jsonl|\.csv)(\.gz|\.zst)?|\.parquet|\.xlsx"
_TABLE_SUFFIXES: Final = ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "csv.gz", "csv.zst", "parquet", "xlsx")
_TABLE: Final = re.compile(rf"(?P<name>[a-z]+)(?P<suffix>{_TABLE_SUFFIX})?")
_FORM_SUFFIXES: Final = [form.suffix for form in SUBTITLE_FORMS.values()]
_FILE_SUFFIX: Final = re.compile(rf"({'|'.join(map(re.escape, _FORM_SUFFIXES))}|{_TABLE_SUFFIX})$", re.IGNORECASE)

TABLE_SUFFIXES: Final = ".parquet, .xlsx, .jsonl or .csv, the last two also with .gz or .zst"


def list_tables() -> dict[str, dict[str, str]]:
    """List all tables with their columns and the type of each: `string`, `int64`, `double`, `bool` or `json`."""
    return {name: dict(list_columns(row_type)) for name, row_type in TABLES.items()}


def read_outputs(names: Iterable[str]) -> tuple[Output, ...]:
    """Read names such as `srt`, `cues` or `cues.csv.gz`, in any case; the table of errors is always among the outputs.

    >>> [output.name + output.suffix for output in read_outputs(["cues.csv"])]
    ['cues.csv', 'errors.jsonl']

    Raises `ValueError` for an unknown name, and for a table in two formats.
    """
    outputs = _read_outputs(names)
    has_errors = any(output.name == "errors" for output in outputs)
    return outputs if has_errors else (*outputs, Output("errors", ".jsonl"))


def read_file_outputs(file: str, names: Iterable[str], *, is_stream: bool) -> tuple[Output, ...]:
    """Read what goes into one file: the output that its name says, or the one among `names`, as its suffix says.

    The name of a stream, such as standard output, says nothing. The table of errors is among the outputs only if it is
    among the names.

    >>> [output.name + output.suffix for output in read_file_outputs("day/usage.csv", [], is_stream=False)]
    ['usage.csv']
    >>> [output.name + output.suffix for output in read_file_outputs("x.csv", ["usage"], is_stream=False)]
    ['usage.csv']

    Raises `ValueError` for a file whose name does not say what is to be written, and for an output in another format.
    """
    names = [name.strip().lower() for name in names if name.strip()]
    suffix = "" if is_stream else _find_suffix(file)
    if not names:
        names = [_name_output(file, suffix)]
    name = next((name for name in names if name.partition(".")[0] != "errors"), names[0])
    table, _, own_suffix = name.partition(".")
    form = find_form(suffix)
    if suffix and table in TABLES and not own_suffix and form is None:
        names[names.index(name)] = f"{table}{suffix}"
    outputs = _read_outputs(names)
    output = next((output for output in outputs if output.name != "errors"), outputs[0])
    if suffix and suffix != output.suffix:
        wanted = form.name if form else f"{table}{suffix}" if output.is_table else f"a table as {suffix}"
        raise ValueError(f"expected {wanted} for {to_printable(file)}, got {name}")
    return outputs


def is_output_name(file: str) -> bool:
    """Return whether a name is a file's of one output: with such a suffix, and with something in front of it.

    >>> [is_output_name(name) for name in ("day/usage.csv", "Talk.SRT", "subs", "day/.csv")]
    [True, True, False, False]
    """
    match = _FILE_SUFFIX.search(file)
    return match is not None and file[: match.start()][-1:] not in {"", "/", "\\"}


def _read_outputs(names: Iterable[str]) -> tuple[Output, ...]:
    outputs = (*dict.fromkeys(_read_output(name.strip().lower()) for name in names if name.strip()),)
    kinds = [output.name for output in outputs]
    twice = next((name for name in kinds if kinds.count(name) > 1), None)
    if twice:
        raise ValueError(f"expected each table in one format, got {twice} in two")
    return outputs


def _find_suffix(file: str) -> str:
    match = _FILE_SUFFIX.search(file)
    if match is None:
        raise ValueError(
            f"expected a file that ends with {', '.join(_FORM_SUFFIXES)}, {TABLE_SUFFIXES}, got {to_printable(file)}: "
            "for a folder use --out"
        )
    return match[0].lower()


def _name_output(file: str, suffix: str) -> str:
    """Name the output that a file is called after: `srt` for `talk.srt`, `usage.csv` for `usage.csv`."""
    if not suffix:
        raise ValueError("expected --to with what to write to a stream, such as srt or cues.csv")
    form = find_form(suffix)
    if form:
        return form.name
    table = re.split(r"[\\/]", file)[-1].lower().removesuffix(suffix)
    if table not in TABLES:
        raise ValueError(
            f"expected --to with the table for {to_printable(file)}, or a file that is called after one of "
            f"{', '.join(TABLES)}"
        )
    return f"{table}{suffix}"


def _read_output(name: str) -> Output:
    if name in SUBTITLE_FORMS:
        return Output(name, SUBTITLE_FORMS[name].suffix)
    match = _TABLE.fullmatch(name)
    if match and match["name"] in TABLES:
        return Output(match["name"], match["suffix"] or ".jsonl")
    known = ", ".join((*SUBTITLE_FORMS, *TABLES))
    raise ValueError(
        f"expected an output among {known}, a table perhaps with {TABLE_SUFFIXES}, got {quote_name(name)}{_guess(name)}"
    )


def _guess(name: str) -> str:
    """Say which output was meant, as far as that can be told."""
    words = name.split()
    if len(words) > 1 and all(_is_output(word) for word in words):
        return f": did you mean {','.join(words)}, with commas?"
    kind, _, suffix = name.partition(".")
    likeness = 0.6 if len(kind) == len("srt") else 0.75  # of three letters that change places two are alike
    meant = _ALIASES.get(kind) or next(iter(get_close_matches(kind, [*SUBTITLE_FORMS, *TABLES], 1, likeness)), "")
    if meant in TABLES and suffix:
        meant += f".{next(iter(get_close_matches(suffix, _TABLE_SUFFIXES, 1, 0.7)), 'csv')}"
    return f": did you mean {meant}?" if meant else ""


def _is_output(name: str) -> bool:
    match = _TABLE.fullmatch(name)
    return name in SUBTITLE_FORMS or (match is not None and match["name"] in TABLES)


_ALIASES: Final = {
    "text": "txt",
    "plain": "txt",
    "webvtt": "vtt",
    "subrip": "srt",
    "markdown": "md",
    "ssa": "ass",
    "tokens": "usage",
    "urls": "media",
    "translations": "pairs",
}
"""What others call some outputs."""
