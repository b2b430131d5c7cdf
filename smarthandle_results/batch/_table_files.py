"""Rows' bytes of each part, in order → table files: JSON Lines, CSV or Parquet, as they are or compressed.

The bytes repeat: a gzip file holds no time and no name.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, final

from smarthandle_results._tables.csv import to_csv_header
from smarthandle_results.batch._files import open_file
from smarthandle_results.batch._outputs import TABLES, Output
from smarthandle_results.batch._parts import Part
from smarthandle_results.batch._polls import SUPERSEDED
from smarthandle_results.batch._reading.streams import import_zstd


@final
class Tables:
    """Open tables; each is written to its end or not there."""

    def __init__(self, sinks: Mapping[int, Any]) -> None:
        self._sinks = sinks

    def append(self, part: Part, numbers: Sequence[int]) -> None:
        """Add the rows of a part's bodies, but for those that are superseded."""
        for index, sink in self._sinks.items():
            if SUPERSEDED not in numbers:
                sink.write(part.read_section(index))
            else:
                contents = zip(numbers, part.list_contents(index), strict=True)
                sink.write(b"".join(content for number, content in contents if number != SUPERSEDED))


@contextmanager
def open_tables(outputs: Sequence[Output], locate: Callable[[Output], Path | BinaryIO]) -> Generator[Tables]:
    """Open the tables among the outputs where `locate` says; a part's section has the index of its output."""
    with ExitStack() as stack:
        yield Tables(
            {
                index: stack.enter_context(_open_table(output, locate(output)))
                for index, output in enumerate(outputs)
                if output.is_table
            }
        )


@contextmanager
def _open_table(output: Output, place: Path | BinaryIO) -> Generator[Any]:
    with ExitStack() as stack:
        file = stack.enter_context(open_file(place)) if isinstance(place, Path) else place
        kind, _, compression = output.suffix[1:].partition(".")
        if kind == "parquet":
            from smarthandle_results.batch._parquet_files import open_parquet  # noqa: PLC0415 - an extra

            yield stack.enter_context(open_parquet(TABLES[output.name], file))
            return
        if compression:
            file = stack.enter_context(_COMPRESSORS[compression](file))
        if kind == "csv":
            file.write(to_csv_header(TABLES[output.name]))
        yield file


def _open_gzip(file: BinaryIO) -> Any:  # noqa: ANN401 - a file of a kind of its own
    import gzip  # noqa: PLC0415 - few need it

    return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)


def _open_zstd(file: BinaryIO) -> Any:  # noqa: ANN401 - likewise
    return import_zstd().ZstdFile(file, mode="wb")


_COMPRESSORS: Final[dict[str, Callable[[BinaryIO], Any]]] = {"gz": _open_gzip, "zst": _open_zstd}
