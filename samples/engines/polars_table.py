"""Polars: a Parquet archive of bodies → one table of every poll, as Parquet.

python polars_table.py cues archive.parquet cues.parquet
"""

import sys

import polars as pl

from smarthandle_results import arrow


def main(table: arrow.TableName, archive: str, out: str) -> None:
    """Convert the archive a slice at a time, so that only a slice of it is in memory.

    A slice does not know the polls of others, so that every poll is converted. Of an archive that fits into memory,
    `pl.DataFrame(arrow.latest(bodies.collect()))` has each job's last one.
    """

    def convert(bodies: pl.DataFrame) -> pl.DataFrame:
        return pl.DataFrame(arrow.stream(table, bodies))

    bodies = pl.scan_parquet(archive)
    columns = convert(bodies.limit(0).collect()).schema
    bodies.map_batches(convert, schema=columns, streamable=True).sink_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
