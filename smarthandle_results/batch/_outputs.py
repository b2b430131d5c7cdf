"""The names in `--to` → outputs: subtitle files, and tables with a format and a compression by suffix."""

import re
from collections.abc import Iterable
from typing import Final, final

from attrs import AttrsInstance, frozen

from smarthandle_results._tables.rows import JOB_TABLES, list_columns


@final
@frozen(kw_only=True)
class ErrorRow:
    """A body that could not be converted: where it stands, what is wrong with it, and which it was.

    `source` is the input's path as it was given or found, `-` for standard input; `line` counts from 1 and
    `byte_offset` from 0, both in the text that a compressed input holds; in Parquet `line` counts the rows, and there
    is no offset. `path` is a jq filter that reads the place from the body, `message` a plain sentence; of several
    problems they tell the first, and `problem_count` how many there are. `sha256` is that of the body's bytes, None
    where they could not all be read.

    An engine's table of errors has the last four columns alone: there the archive's own columns, passed through, say
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
        """Tell a table from subtitle files."""
        return self.name in TABLES

    @property
    def row_format(self) -> str:
        """How rows are written one by one: `csv`, or `jsonl`, from which Parquet is made."""
        return "csv" if self.suffix.startswith(".csv") else "jsonl"


SUBTITLES: Final = ("srt", "vtt")
TABLES: Final[dict[str, type[AttrsInstance]]] = {**JOB_TABLES, "errors": ErrorRow}
"""The tables, and the class of their rows: its fields, in order, are the columns."""

_TABLE: Final = re.compile(r"(?P<name>[a-z]+)(?P<suffix>\.(jsonl|csv)(\.gz|\.zst)?|\.parquet)?")


def list_tables() -> dict[str, dict[str, str]]:
    """List all tables with their columns and the type of each: `string`, `int64`, `double` or `json`."""
    return {name: list_columns(row_type) for name, row_type in TABLES.items()}


def read_outputs(names: Iterable[str]) -> tuple[Output, ...]:
    """Read names such as `srt`, `cues` or `cues.csv.gz`; the table of errors is always among the outputs.

    Raises `ValueError` for a name that is none, or stands twice.
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
