"""The archive that every engine reads, and the tables that each must make from it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the archive as Parquet, with row groups as usual."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra engines")
    from archive import make_archive  # noqa: PLC0415 - it needs pyarrow

    path = tmp_path_factory.mktemp("archive") / "archive.parquet"
    parquet.write_table(make_archive(), path, row_group_size=400)
    return path


@pytest.fixture(scope="session")
def expected(archive: Path) -> dict[str, Any]:
    """Make every table by plain pyarrow."""
    import pyarrow as pa  # noqa: PLC0415 - likewise
    import pyarrow.parquet as pq  # noqa: PLC0415

    from smarthandle_results import arrow  # noqa: PLC0415

    batches = pq.read_table(archive).to_batches()
    return {name: pa.Table.from_batches(arrow.stream(name, batches)) for name in arrow.SCHEMAS}


@pytest.fixture(scope="session")
def assert_equal(expected: dict[str, Any]) -> Callable[[str, Any], None]:
    """Compare an engine's table with the expected one: names in order, and row by row after sorting."""

    def compare(name: str, made: Any) -> None:
        table = expected[name]
        keys = [("row", "ascending"), *((key, "ascending") for key in _KEYS.get(name, ()))]
        assert table.schema.names == made.schema.names
        assert table.sort_by(keys).equals(made.cast(table.schema).sort_by(keys))

    return compare


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Start Spark on two cores."""
    sql = pytest.importorskip("pyspark.sql", reason="needs the extra engines")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17 or later")
    options = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}
    session = sql.SparkSession.builder.master("local[2]").config(map=options).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


_KEYS = {
    "cues": ["cue_index"],
    "copies": ["copy_index"],
    "pairs": ["pair_index"],
    "media": ["role", "language"],
    "payloads": ["form", "item_index"],
}
"""The columns that tell a body's rows from one another."""
