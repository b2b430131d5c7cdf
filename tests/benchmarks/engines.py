"""An archive → the table of cues in each engine, on two cores: bodies a second, and how time grows from 1x to 8x data.

python tests/benchmarks/engines.py [MB of 1x]

From Parquet to Parquet, by the recipes of samples/engines; each engine is started, and has converted some bodies,
before the clock runs. Plain pyarrow, Polars and DuckDB run Python on one core, Spark and Ray on two.
"""

import logging
import os
import runpy
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.archive import make_archive

from smarthandle_results import arrow
from smarthandle_results.arrow._schemas import to_schema

SAMPLES: Final = Path(__file__).parent.parent.parent / "samples" / "engines"
CORES: Final = {"pyarrow": 1, "polars": 1, "duckdb": 1, "ray": 2, "spark": 2}


def write_archive(path: str, size: int) -> int:
    """Write an archive of about `size` bytes of bodies, 500 in a row group, and return how many there are."""
    schema = pa.schema([("body", pa.binary())])
    bodies, count = make_archive(size), 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while part := list(islice(bodies, 500)):
            writer.write_table(pa.table([pa.array(part, pa.binary())], schema=schema))
            count += len(part)
    return count


def convert_by_pyarrow(table: arrow.TableName, archive: str, out: str) -> None:
    """Stream the archive through plain pyarrow."""
    file = pq.ParquetFile(archive)
    with pq.ParquetWriter(out, to_schema(table, file.schema_arrow)) as writer:
        for batch in arrow.stream(table, file.iter_batches(500)):
            writer.write_batch(batch)


def open_engines() -> Iterator[tuple[str, Callable[[Any, str, str], None]]]:
    """Start each engine when its turn comes."""
    yield "pyarrow", convert_by_pyarrow
    for engine in ("polars", "duckdb"):
        yield engine, _take_recipe(engine)
    import ray  # noqa: PLC0415 - started when its turn comes

    ray.init(num_cpus=2, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield "ray", _take_recipe("ray")
    ray.shutdown()
    from pyspark.sql import SparkSession  # noqa: PLC0415

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    options: dict[str, Any] = {"spark.ui.enabled": "false", "spark.sql.files.maxPartitionBytes": "1m"}
    session = SparkSession.builder.master("local[2]").config(map=options).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    from smarthandle_results import spark  # noqa: PLC0415

    yield "spark", lambda _, archive, out: spark.cues(session.read.parquet(archive)).write.parquet(out)
    yield "spark, latest", lambda _, archive, out: spark.latest(session.read.parquet(archive)).write.parquet(out)
    session.stop()


def _take_recipe(engine: str) -> Callable[[Any, str, str], None]:
    main: Callable[[Any, str, str], None] = runpy.run_path(str(SAMPLES / f"{engine}_table.py"))["main"]
    return main


def main(size: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        sizes = {"warm": 1_000_000, "1x": size, "8x": size * 8}
        counts = {name: write_archive(f"{folder}/{name}.parquet", value) for name, value in sizes.items()}
        for engine, convert in open_engines():
            _, first, last = (
                _measure(convert, f"{folder}/{name}.parquet", f"{folder}/{engine}-{name}") for name in sizes
            )
            rate = counts["8x"] / last / CORES[engine.partition(",")[0]]
            growth = f"1x {first:5.1f} s, 8x {last:5.1f} s, {last / first:4.1f} times"
            speed = f"{rate:5.0f} bodies/s and core, {size * 8 / counts['8x'] * rate / 1e6:3.0f} MB/s and core"
            print(f"{engine:14} {growth}; {speed}", flush=True)


def _measure(convert: Callable[[Any, str, str], None], archive: str, out: str) -> float:
    start = perf_counter()
    convert("cues", archive, out)
    return perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) * 1_000_000 if len(sys.argv) > 1 else 25_000_000)
