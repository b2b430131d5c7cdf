"""The rows of each part, as bytes and in order → table files, or the subtitles of one job → the file of them."""

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from smarthandle_results._extras import import_extra
from smarthandle_results._tables.csv import to_csv_header
from smarthandle_results.batch._compression import import_compression, open_compressed
from smarthandle_results.batch._files import open_file
from smarthandle_results.batch._outputs import TABLES, Output


@contextmanager
def open_outputs(
    outputs: Iterable[Output],
    paths: Mapping[Output, Path | None],
    *,
    folder: Path,
    on_cut: Callable[[str], object],
    bom: bool = False,
) -> Generator[dict[int, Any]]:
    """Open the outputs that have paths, each by the index of its section, for the bytes of that.

    Each is written to its end or not there. One whose path is None is printed to standard error. `folder` is for
    temporary files, `on_cut` is called with the place of each cell of a spreadsheet that cannot hold all its text, and
    with `bom` CSV begins with a byte order mark.
    """
    with ExitStack() as stack:
        yield {
            index: stack.enter_context(_open_output(output, paths[output], folder, on_cut, bom=bom))
            for index, output in enumerate(outputs)
            if output in paths
        }


def import_packages(outputs: Iterable[Output]) -> None:
    """Import the packages that writing the outputs needs. Raises `MissingPackageError`."""
    for output in outputs:
        import_compression(output.compression)
        if output.suffix == ".parquet":
            import_extra("pyarrow.parquet", "parquet", "Parquet")
        if output.suffix == ".xlsx":
            import_extra("xlsxwriter", "xlsx", "a spreadsheet")


@contextmanager
def _open_output(
    output: Output, path: Path | None, folder: Path, on_cut: Callable[[str], object], *, bom: bool
) -> Generator[Any]:
    with ExitStack() as stack:
        file: Any = stack.enter_context(_open_stderr() if path is None else open_file(path))
        if output.suffix == ".parquet":
            from smarthandle_results.batch._parquet_files import open_parquet  # noqa: PLC0415 - an extra

            yield stack.enter_context(open_parquet(TABLES[output.name], file))
            return
        if output.suffix == ".xlsx":
            from smarthandle_results.batch._xlsx_files import open_xlsx  # noqa: PLC0415 - likewise

            yield stack.enter_context(open_xlsx(output.name, TABLES[output.name], file, folder, on_cut))
            return
        if output.compression:
            file = stack.enter_context(open_compressed(file, output.compression, "wb"))
        if output.row_format == "csv":
            file.write(BOM_UTF8 * bom + to_csv_header(TABLES[output.name]))
        yield file


@contextmanager
def _open_stderr() -> Generator[Any]:
    if sys.stderr is None:
        with open(os.devnull, "wb") as file:  # noqa: PTH123 - no path of a file
            yield file
    else:
        sys.stderr.flush()
        yield sys.stderr.buffer
        sys.stderr.buffer.flush()
