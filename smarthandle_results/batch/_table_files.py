"""The rows of each part, as bytes and in order → table files: JSON Lines, CSV or Parquet, perhaps compressed."""

import sys
from collections.abc import Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from smarthandle_results._tables.csv import to_csv_header
from smarthandle_results.batch._compression import open_compressed
from smarthandle_results.batch._files import open_file
from smarthandle_results.batch._outputs import TABLES, Output


@contextmanager
def open_tables(outputs: Iterable[Output], paths: Mapping[Output, Path | None]) -> Generator[dict[int, Any]]:
    """Open the tables among the outputs at their paths, each by the index of its section, for the bytes of its rows.

    Each is written to its end or not there. One whose path is None is printed to standard error.
    """
    with ExitStack() as stack:
        yield {
            index: stack.enter_context(_open_table(output, paths[output]))
            for index, output in enumerate(outputs)
            if output.is_table
        }


@contextmanager
def _open_table(output: Output, path: Path | None) -> Generator[Any]:
    with ExitStack() as stack:
        file: Any = sys.stderr.buffer if path is None else stack.enter_context(open_file(path))
        if output.suffix == ".parquet":
            from smarthandle_results.batch._parquet_files import open_parquet  # noqa: PLC0415 - an extra

            yield stack.enter_context(open_parquet(TABLES[output.name], file))
            return
        if output.compression:
            file = stack.enter_context(open_compressed(file, output.compression, "wb"))
        if output.row_format == "csv":
            file.write(to_csv_header(TABLES[output.name]))
        yield file
