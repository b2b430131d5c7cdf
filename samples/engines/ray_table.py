"""Ray Data: a Parquet archive of bodies → one table, as a folder of Parquet files.

python ray_table.py cues archive.parquet cues
"""

import sys
from collections.abc import Iterator

import pyarrow as pa
import ray

from smarthandle_results import arrow


def main(table: arrow.TableName, archive: str, out: str) -> None:
    """Convert a thousand bodies at a time, on all cores of the cluster."""

    def convert(bodies: pa.Table) -> Iterator[pa.Table]:
        rows = arrow.stream(table, bodies)
        yield rows.schema.empty_table()  # Ray needs a schema even if there are no rows.
        for batch in rows:
            yield pa.Table.from_batches([batch])

    bodies = ray.data.read_parquet(archive)
    bodies.map_batches(convert, batch_size=1000, batch_format="pyarrow").write_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
