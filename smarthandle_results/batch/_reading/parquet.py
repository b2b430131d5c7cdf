"""A column of bodies in a Parquet file → spans, one for each row. Needs pyarrow, the extra `parquet`."""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from collections.abc import Iterator
from typing import Final

from smarthandle_results._extras import import_extra
from smarthandle_results.batch._reading.buffer import Span, SpanKind, describe_too_large

READ_ROWS: Final = 64
"""How many rows are read at once. They are in memory together, so few, since one body may have many MB."""


_BUFFER_BYTES: Final = 1 << 20
"""How much of a column is read ahead. pyarrow's own default reads a whole row group ahead."""


class ColumnError(ValueError):
    """A file in which not just one column has the name that was asked for; `reason` says which columns it has."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def split_parquet(path: str, column: str, *, max_body: int) -> Iterator[Span]:
    """Make a span of each row of a column of text or bytes; a span's line is its row, counted from 1.

    A file that is not Parquet, and a column of another type, are a refused span, and so are damaged pages, at the row
    where they begin. Raises `OSError`, `MissingPackageError`, and `ColumnError` unless one column has the name.
    """
    arrow = import_extra("pyarrow", "parquet", "Parquet")
    from smarthandle_results.arrow._bodies import find_body_column, read_bodies  # noqa: PLC0415 - needs the extra

    try:
        parquet = import_extra("pyarrow.parquet", "parquet", "Parquet")
        file = parquet.ParquetFile(path, buffer_size=_BUFFER_BYTES, pre_buffer=False)
    except (arrow.ArrowException, OSError) as error:  # damaged metadata is one or the other
        if isinstance(error, OSError) and error.errno:
            raise
        yield _refuse(path, 1, "expected Parquet, got something else or a part of it")
        return
    try:
        find_body_column(file.schema_arrow, column)
    except TypeError as error:
        yield _refuse(path, 1, str(error))
        return
    except ValueError as error:
        raise ColumnError(path, str(error)) from error
    batches = file.iter_batches(READ_ROWS, columns=[column])
    row = 0
    try:
        for row, body in enumerate((body for batch in batches for body in read_bodies(batch.column(0))), start=1):
            yield _make_span(body, path, row, max_body)
    except (arrow.ArrowException, OSError):  # pages that cannot be unpacked are one or the other
        yield _refuse(path, row + 1, "expected whole Parquet pages, got damaged ones")


def _make_span(body: str | bytes | None, path: str, row: int, max_body: int) -> Span:
    if body is None:
        return _refuse(path, row, "expected a body, got null")
    data = body.encode() if isinstance(body, str) else body
    if len(data) > max_body:
        return _refuse(path, row, describe_too_large(max_body))
    return Span(SpanKind.TEXT if isinstance(body, str) else SpanKind.BODY, path, None, row, data)


def _refuse(path: str, row: int, message: str) -> Span:
    return Span(SpanKind.REFUSED, path, None, row, message=message)
