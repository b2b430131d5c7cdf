"""DuckDB: a Parquet archive of bodies → one table, as Parquet.

python duckdb_table.py cues archive.parquet cues.parquet
"""

import sys

import duckdb

from smarthandle_results import arrow


def main(table: arrow.TableName, archive: str, out: str) -> None:
    """Stream the archive through the conversion: neither the archive nor the table is ever in memory as a whole.

    Reading and writing are two queries at the same time, and a connection has room for one: there are two.
    """
    bodies = duckdb.connect().read_parquet(archive).to_arrow_reader(1000)  # of itself DuckDB makes larger batches
    duckdb.connect().from_arrow(arrow.stream(table, bodies)).write_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
