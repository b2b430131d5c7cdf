"""An archive → the table of cues in each engine, on two cores: MB a second and core, and growth from 1x to 8x data.

python tests/benchmarks/engines.py [MB of 1x] [engine ...]

From Parquet to Parquet, by the recipes of samples/engines; each engine is started, and has converted some bodies,
before anything is measured. A core is one that works: what is measured is the processor time of this process and of
all that it has started, the engine's own included, so that a busy machine and idle workers do not count.

"nothing done" is the engine without us: the same archive in, as many rows and bytes out, and a function that gives
back rows that were made before. It bounds what any conversion in Python can reach there.

With nothing done Spark 4.3 takes 82 % of the processor time that it takes with us (12.0 of 14.6 s, 200 MB), and Ray
2.60 76 % (5.2 of 6.8 s): 0.31 and 0.76 of plain pyarrow's rate, before there is any conversion.

Where the time of Spark is, of 24 MB from Parquet to Parquet in a warm session: 81 % in the JVM, which reads, copies
to Python and back, and writes; 10 % in our conversion, 0.38 s, no more than plain pyarrow takes with its reading; the
rest in the workers' own reading and writing. Until it is warm the JVM takes four times as long: in a session in which
each way has run often, 96 MB take 3.4 s with us and 2.8 with nothing done. Batches of 16 MiB, the default of `stream`,
are best there: with 4 MiB all takes 4 % longer, with 1 MiB 7 %, with 256 KiB 13 %. Each worker imports us and converts
its first bodies once, in about a second: short jobs are mostly that. Keep workers (the default of
`spark.python.worker.reuse`), give them large partitions, and measure a long job.
"""

import logging
import os
import runpy
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.archive import make_archive
from measure import Limit, print_limits

from smarthandle_results import arrow
from smarthandle_results.arrow._schemas import to_schema

SAMPLES: Final = Path(__file__).parent.parent.parent / "samples" / "engines"
ENGINES: Final = ("pyarrow", "polars", "duckdb", "ray", "spark")

Convert: TypeAlias = Callable[[Any, str, str], None]


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


def open_engines(names: Iterable[str] = ENGINES) -> Iterator[tuple[str, Convert]]:
    """Start each engine when its turn comes."""
    for name in names:
        if name in _OPENERS:
            yield from _OPENERS[name]()
        else:
            yield name, convert_by_pyarrow if name == "pyarrow" else _take_recipe(name)


def _open_ray() -> Iterator[tuple[str, Convert]]:
    import ray  # noqa: PLC0415 - started when its turn comes

    ray.init(num_cpus=2, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)

    def do_nothing(_: str, archive: str, out: str) -> None:
        rows, bodies = make_rows()

        def give_back(batch: pa.Table) -> Iterator[pa.Table]:
            yield rows.schema.empty_table()  # Ray needs a schema even if there are no rows.
            for _ in range(len(batch) // bodies):
                yield rows

        made = ray.data.read_parquet(archive).map_batches(give_back, batch_size=1000, batch_format="pyarrow")
        made.write_parquet(out)

    yield "ray", _take_recipe("ray")
    yield "ray, nothing done", do_nothing
    ray.shutdown()


def _open_spark() -> Iterator[tuple[str, Convert]]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - started when its turn comes

    from smarthandle_results import spark  # noqa: PLC0415

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    options: dict[str, Any] = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.files.maxPartitionBytes": "1m",
    }
    session = SparkSession.builder.master("local[2]").config(map=options).getOrCreate()
    session.sparkContext.setLogLevel("OFF")

    def do_nothing(_: str, archive: str, out: str) -> None:
        rows, bodies = make_rows()

        def give_back(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in batches:
                for _ in range(len(batch) // bodies):
                    yield from rows.to_batches()

        bodies_frame = session.read.parquet(archive)
        bodies_frame.mapInArrow(give_back, spark.to_spark_schema("cues", bodies_frame.schema)).write.parquet(out)

    yield "spark", lambda _, archive, out: spark.cues(session.read.parquet(archive)).write.parquet(out)
    yield "spark, nothing done", do_nothing
    yield "spark, latest", lambda _, archive, out: spark.latest(session.read.parquet(archive)).write.parquet(out)
    session.stop()


_PACKAGES: Final = {"spark": "pyspark"}
_OPENERS: Final = {"ray": _open_ray, "spark": _open_spark}


def make_rows() -> tuple[pa.Table, int]:
    """Make the cues of some bodies, and return how many bodies these are."""
    bodies = [*islice(make_archive(sys.maxsize), 100)]
    return arrow.cues(pa.table({"body": pa.array(bodies, pa.binary())})).read_all().combine_chunks(), len(bodies)


def _take_recipe(engine: str) -> Convert:
    main: Convert = runpy.run_path(str(SAMPLES / f"{engine}_table.py"))["main"]
    return main


def measure_limits(size: int, names: Iterable[str] = ENGINES) -> list[Limit]:
    """Print the table, and return each limit's name, what was measured, and the limit."""
    rates: dict[str, float] = {}
    limits: list[Limit] = []
    print("| engine | 1x, s of processor time | 8x | MB/s and core | x plain pyarrow |\n|---|---|---|---|---|")
    with TemporaryDirectory() as folder:
        sizes = {"warm": 1_000_000, "1x": size, "8x": size * 8}
        for name, value in sizes.items():
            write_archive(f"{folder}/{name}.parquet", value)
        for engine, convert in open_engines(names):
            _, first, last = (
                _measure(convert, f"{folder}/{name}.parquet", f"{folder}/{engine}-{name}") for name in sizes
            )
            rates[engine] = size * 8 / last / 1e6
            ratio = rates[engine] / rates["pyarrow"]
            name = f"{engine} {version(_PACKAGES.get(engine, engine))}" if engine in ENGINES else engine
            print(f"| {name} | {first:.1f} | {last:.1f} | {rates[engine]:.0f} | {ratio:.2f} |", flush=True)
            limits.append((f"{engine}: time at 8x / (8 x time at 1x)", last / first / 8, 1.2))
    shared = [engine for engine in ("ray", "spark") if engine in rates]
    return limits + [(f"plain pyarrow's rate / {name}'s", rates["pyarrow"] / rates[name], 1 / 0.35) for name in shared]


def _measure(convert: Convert, archive: str, out: str) -> float:
    """Return the seconds of processor time that all processes took together."""
    start = _read_times()
    convert("cues", archive, out)
    end = _read_times()
    return sum(max(0, spent - start.get(process, 0)) for process, spent in end.items())


def _read_times() -> dict[int, float]:
    """Return the seconds that each process of this one's took, with those of its children that have ended."""
    times, parents = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(") ")[2].split()
        except OSError:  # it has ended
            continue
        process = int(path.parent.name)
        parents[process] = int(fields[1])
        times[process] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    own = {os.getpid()}
    while found := {process for process, parent in parents.items() if parent in own} - own:
        own |= found
    return {process: times[process] for process in own}


def main() -> None:
    """Print the table and the limits."""
    size = int(sys.argv[1]) * 1_000_000 if len(sys.argv) > 1 else 25_000_000
    print_limits(measure_limits(size, sys.argv[2:] or ENGINES))


if __name__ == "__main__":
    main()
