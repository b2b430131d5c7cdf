"""The names in `--to` → outputs: subtitle files, and tables whose suffix says their format and compression."""

import re
from collections.abc import Iterable
from typing import Final, final

from attrs import AttrsInstance, frozen

from smarthandle_results import to_jsonl
from smarthandle_results._tables.csv import to_csv
from smarthandle_results._tables.row_types import JOB_TABLES
from smarthandle_results._tables.rows import list_columns


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
        """The format in which its rows are kept one by one: `csv`, or `jsonl`, from which Parquet is made too."""
        return "csv" if self.suffix.startswith(".csv") else "jsonl"

    @property
    def compression(self) -> str:
        """The suffix of its compression: `.gz`, `.zst` or none."""
        return next((suffix for suffix in (".gz", ".zst") if self.suffix.endswith(suffix)), "")

    def to_bytes(self, rows: Iterable[AttrsInstance]) -> bytes:
        """Write rows in the format of the table."""
        return to_csv(rows) if self.row_format == "csv" else to_jsonl(rows)


SUBTITLES: Final = ("srt", "vtt")
TABLES: Final[dict[str, type[AttrsInstance]]] = {**JOB_TABLES, "errors": ErrorRow}
"""The tables, and the class of their rows: its fields, in order, are the columns."""

_TABLE: Final = re.compile(r"(?P<name>[a-z]+)(?P<suffix>\.(jsonl|csv)(\.gz|\.zst)?|\.parquet)?")


def list_tables() -> dict[str, dict[str, str]]:
    """List all tables with their columns and the type of each: `string`, `int64`, `double` or `json`."""
    return {name: dict(list_columns(row_type)) for name, row_type in TABLES.items()}


def read_outputs(names: Iterable[str]) -> tuple[Output, ...]:
    """Read names such as `srt`, `cues` or `cues.csv.gz`; the table of errors is always among the outputs.

    >>> [output.name + output.suffix for output in read_outputs(["cues.csv"])]
    ['cues.csv', 'errors.jsonl']

    Raises `ValueError` for an unknown name and for one that is there twice.
    """
    outputs = tuple(_read_output(name.strip()) for name in names if name.strip())
    if not any(output.name == "errors" for output in outputs):
        outputs += (Output("errors", ".jsonl"),)
    kinds = [output.name for output in outputs]
    twice = next((name for name in kinds if kinds.count(name) > 1), None)
    if twice:
        raise ValueError(f"expected each output once, got {twice} twice")
    return outputs


def _read_output(name: str) -> Output:
    if name in SUBTITLES:
        return Output(name, f".{name}")
    match = _TABLE.fullmatch(name)
    if match and match["name"] in TABLES:
        return Output(match["name"], match["suffix"] or ".jsonl")
    known = ", ".join((*SUBTITLES, *TABLES))
    raise ValueError(f"expected an output among {known}, a table perhaps with .jsonl, .csv or .parquet, got {name!r}")
