"""Rows as bytes of JSON Lines → a Parquet file of one fixed schema.

Needs pyarrow, the extra `parquet`. Files repeat byte for byte within one version of it.
"""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final, final

import orjson
from attrs import AttrsInstance

from smarthandle_results._extras import import_extra
from smarthandle_results._tables.cells import to_scalar

ROW_GROUP_BYTES: Final = 1 << 23
"""How many bytes of JSON make a row group, 8 MB: a row group is built in memory as a whole, so that this bounds it."""


@final
class ParquetFile:
    """Collects rows, and writes a row group whenever there are enough of them."""

    def __init__(self, writer: Any, schema: Any) -> None:  # noqa: ANN401 - pyarrow has no types
        self._writer = writer
        self._schema = schema
        self._rows: list[dict[str, object]] = []
        self._bytes = 0

    def write(self, lines: bytes) -> None:
        """Add rows, which are lines of JSON."""
        for line in lines.splitlines():
            self._rows.append(orjson.loads(line))
            self._bytes += len(line)
            if self._bytes >= ROW_GROUP_BYTES:
                self.flush()

    def flush(self) -> None:
        """Write the rows that were added since the last row group."""
        if not self._rows:
            return
        arrow = import_extra("pyarrow", "parquet", "Parquet")
        arrays = [arrow.array([to_scalar(row[field.name]) for row in self._rows], field.type) for field in self._schema]
        self._writer.write_table(arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()
        self._bytes = 0


@contextmanager
def open_parquet(row_type: type[AttrsInstance], file: BinaryIO) -> Generator[ParquetFile]:
    """Open a table for its rows. Raises `MissingPackageError`."""
    parquet = import_extra("pyarrow.parquet", "parquet", "Parquet")
    from smarthandle_results.arrow._schemas import make_schema  # noqa: PLC0415 - it imports pyarrow, which is there now

    schema = make_schema(row_type)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        table = ParquetFile(writer, schema)
        yield table
        table.flush()
