"""DuckDB: a Parquet archive of bodies → one table of each job's last poll, as Parquet.

python duckdb_table.py cues archive.parquet cues.parquet
"""

import sys

import duckdb

from smarthandle_results import arrow

LAST_POLLS = """
from (from archive positional join ranks select *, row_number() over () as place)
select * exclude (poll_key, poll_stage, poll_time, place)
qualify poll_key is null
or 1 = row_number() over (partition by poll_key order by poll_stage desc, poll_time desc, place desc)
"""


def main(table: arrow.TableName, path: str, out: str) -> None:
    """Stream the archive twice: to rank its polls, and then the last ones through the conversion.

    Neither the archive nor the table is ever in memory as a whole, for DuckDB sorts on disk what is too large. Reading
    and writing are two queries at the same time, and a connection has room for one: there are two.
    """
    connection = duckdb.connect()
    archive = connection.read_parquet(path)
    archive.create_view("archive")
    connection.register("ranks", arrow.polls(archive.to_arrow_reader(1000)).read_all())
    bodies = connection.sql(LAST_POLLS).to_arrow_reader(1000)  # of itself DuckDB makes larger batches
    duckdb.connect().from_arrow(arrow.stream(table, bodies)).write_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
