"""Polars: a Parquet archive of bodies → one table, as Parquet.

python polars_table.py cues archive.parquet cues.parquet
"""

import sys

import polars as pl
import pyarrow as pa

from smarthandle_results import arrow


def main(table: arrow.TableName, archive: str, out: str) -> None:
    """Convert the archive a slice at a time, so that only a slice of it is in memory."""
    schema = arrow.to_schema(table, pl.scan_parquet(archive).limit(0).collect().to_arrow().schema)

    def convert(frame: pl.DataFrame) -> pl.DataFrame:
        batches = arrow.stream(table, frame.to_arrow().to_batches())
        return pl.DataFrame(pa.Table.from_batches(batches, schema))

    columns = pl.DataFrame(schema.empty_table()).schema
    bodies = pl.scan_parquet(archive)
    bodies.map_batches(convert, schema=columns, streamable=True).sink_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
