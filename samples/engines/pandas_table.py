"""pandas: a Parquet archive of bodies → one table of each job's last poll, as Parquet.

python pandas_table.py cues archive.parquet cues.parquet
"""

import sys

import pandas as pd

from smarthandle_results import arrow


def main(table: arrow.TableName, archive: str, out: str) -> None:
    """Convert a data frame, which has to fit into memory, as whatever `arrow.latest` chooses from does."""
    bodies = pd.read_parquet(archive, dtype_backend="pyarrow")  # which keeps numbers beside nulls as they are
    rows = arrow.stream(table, arrow.latest(bodies)).read_pandas(types_mapper=pd.ArrowDtype)
    rows.to_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
