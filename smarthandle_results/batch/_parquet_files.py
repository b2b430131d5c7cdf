"""Bodies in a Parquet column → spans, and rows' bytes as JSON Lines → a Parquet file of one fixed schema.

Needs pyarrow, the extra `parquet`. Files repeat byte for byte within one version of it.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, BinaryIO, Final, final

import orjson
from attrs import AttrsInstance

from smarthandle_results._tables.jsonl import to_json_text
from smarthandle_results._tables.rows import list_columns
from smarthandle_results.batch._reading.buffer import Span, SpanKind, describe_too_large
from smarthandle_results.batch._reading.streams import MissingPackageError

ROW_GROUP_BYTES: Final = 1 << 23
READ_ROWS: Final = 64


@final
class ParquetSink:
    """Takes lines of JSON, and writes a row group whenever there are enough."""

    def __init__(self, writer: Any, schema: Any) -> None:  # noqa: ANN401 - pyarrow tells no types
        self._writer = writer
        self._schema = schema
        self._rows: list[dict[str, object]] = []
        self._size = 0

    def write(self, lines: bytes) -> None:
        """Add rows."""
        for line in lines.splitlines():
            self._rows.append(orjson.loads(line))
            self._size += len(line)
            if self._size >= ROW_GROUP_BYTES:
                self.flush()

    @property
    def holds_rows(self) -> bool:
        """Tell whether rows wait to be written."""
        return bool(self._rows)

    def flush(self) -> None:
        """Write the rows that wait."""
        arrow = _import_arrow()
        arrays = [arrow.array([_to_cell(row[field.name]) for row in self._rows], field.type) for field in self._schema]
        self._writer.write_table(arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()
        self._size = 0


@contextmanager
def open_parquet(row_type: type[AttrsInstance], file: BinaryIO) -> Generator[ParquetSink]:
    """Open a table for its rows. Raises `MissingPackageError`."""
    arrow = _import_arrow()
    types = {"string": arrow.string(), "json": arrow.string(), "int64": arrow.int64(), "double": arrow.float64()}
    schema = arrow.schema([(name, types[kind]) for name, kind in list_columns(row_type).items()])
    with import_module("pyarrow.parquet").ParquetWriter(file, schema, compression="zstd") as writer:
        sink = ParquetSink(writer, schema)
        yield sink
        if sink.holds_rows:
            sink.flush()


def split_parquet(path: str, column: str, *, max_body: int) -> Iterator[Span]:
    """Take the bodies of a column of text or bytes; a span's line is its row, counted from 1.

    What is no Parquet, or no column of text or bytes, is a refused span, at the row where it shows. Raises `OSError`,
    `MissingPackageError`, and `ValueError` for a file without such a column.
    """
    arrow = _import_arrow()
    try:
        file = import_module("pyarrow.parquet").ParquetFile(path)
    except arrow.ArrowException:
        yield Span(SpanKind.REFUSED, path, None, 1, message="expected Parquet, got something else or a part of it")
        return
    names = file.schema_arrow.names
    if column not in names:
        raise ValueError(f"{path}: expected a column {column!r}, got {', '.join(names)}")
    kind = file.schema_arrow.field(names.index(column)).type
    if not _holds_bodies(arrow.types, kind):
        message = f"expected text or bytes in the column {column!r}, got {kind}"
        yield Span(SpanKind.REFUSED, path, None, 1, message=message)
        return
    yield from _make_spans(file.iter_batches(READ_ROWS, columns=[column]), path, max_body)


def _make_spans(batches: Iterator[Any], path: str, max_body: int) -> Iterator[Span]:
    arrow = _import_arrow()
    row = 1
    while True:
        try:
            batch = next(batches, None)
        except (arrow.ArrowException, OSError):  # pages that cannot be unpacked are one or the other
            yield Span(SpanKind.REFUSED, path, None, row, message="expected whole Parquet pages, got damaged ones")
            return
        if batch is None:
            return
        # As bytes: a string column is not checked, and may hold what is no UTF-8.
        for cell in batch.column(0).cast(arrow.large_binary()).to_pylist():
            yield _make_span(cell, path, row, max_body)
            row += 1


def _make_span(cell: bytes | None, path: str, row: int, max_body: int) -> Span:
    if cell is None:
        return Span(SpanKind.REFUSED, path, None, row, message="expected a body, got null")
    if len(cell) > max_body:
        return Span(SpanKind.REFUSED, path, None, row, message=describe_too_large(max_body))
    return Span(SpanKind.BODY, path, None, row, cell)


def _holds_bodies(types: Any, kind: Any) -> bool:  # noqa: ANN401 - pyarrow tells no types
    if types.is_dictionary(kind):
        kind = kind.value_type
    views = types.is_string_view(kind) or types.is_binary_view(kind) if hasattr(types, "is_string_view") else False
    plain = types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind) or types.is_large_binary(kind)
    return bool(views or plain or types.is_null(kind))


def _to_cell(value: Any) -> object:  # noqa: ANN401 - a JSON value
    return to_json_text(value) if isinstance(value, Mapping) else value


def _import_arrow() -> Any:  # noqa: ANN401 - pyarrow tells no types
    try:
        return import_module("pyarrow")
    except ImportError as error:
        raise MissingPackageError("Parquet needs an extra: pip install 'smarthandle-results[parquet]'") from error
