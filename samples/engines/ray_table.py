"""Ray Data: a Parquet archive of bodies → one table of every poll, as a folder of Parquet files.

python ray_table.py cues archive.parquet cues
"""

import sys
from collections.abc import Iterator

import pyarrow as pa
import ray

from smarthandle_results import arrow


def main(table: arrow.TableName, archive: str, out: str) -> None:
    """Convert a thousand bodies at a time, on all cores of the cluster.

    They do not know the polls of others, so that every poll is converted. Of an archive that fits into memory,
    `ray.data.from_arrow(arrow.latest(pyarrow.dataset.dataset(archive)).read_all())` has each job's last one.
    """

    def convert(bodies: pa.Table) -> Iterator[pa.Table]:
        rows = arrow.stream(table, bodies)
        yield rows.schema.empty_table()  # Ray needs a schema even if there are no rows.
        for batch in rows:
            yield pa.Table.from_batches([batch])

    bodies = ray.data.read_parquet(archive)
    bodies.map_batches(convert, batch_size=1000, batch_format="pyarrow").write_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
