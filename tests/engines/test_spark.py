"""Spark DataFrames of bodies → DataFrames of rows, on two cores."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.places import SAMPLES

pytestmark = pytest.mark.engines
pytest.importorskip("pyspark", reason="needs the extra engines")

from pyspark.sql import functions as sql  # noqa: E402 - after the check for pyspark

from smarthandle_results import arrow, spark as engine  # noqa: E402

FUNCTIONS = {
    "cues": engine.cues,
    "subtitles": engine.subtitles,
    "copies": engine.copies,
    "usage": engine.usage,
    "pairs": engine.pairs,
    "media": engine.media,
    "payloads": engine.payloads,
    "jobs": engine.jobs,
    "errors": engine.errors,
}
RECIPE = SAMPLES / "engines" / "spark_table.py"


@pytest.mark.parametrize("table", FUNCTIONS)
def test_the_schema_is_arrows(spark: Any, archive: Path, table: Any) -> None:
    """Spark binds columns by their place and checks nothing: names, order and types are Arrow's."""
    bodies = spark.read.parquet(str(archive))
    empty = bodies.limit(0).toArrow()
    made = FUNCTIONS[table](bodies)
    assert engine.to_spark_schema(table, bodies.schema) == made.schema
    assert arrow.to_schema(table, empty.schema).names == made.schema.names
    own = len(arrow.SCHEMAS[table])
    assert arrow.SCHEMAS[table].types == made.limit(0).toArrow().schema.types[:own]


@pytest.mark.parametrize("table", FUNCTIONS)
def test_tables(spark: Any, archive: Path, table: str, assert_equal: Callable[[str, Any], None]) -> None:
    """Spark makes the table that plain pyarrow makes, and no task fails."""
    assert_equal(table, FUNCTIONS[table](spark.read.parquet(str(archive)).repartition(4)).toArrow())


@pytest.mark.parametrize("settings", [{"useLargeVarTypes": "true"}, {"maxRecordsPerBatch": "7"}])
def test_settings_change_no_row(
    spark: Any, archive: Path, settings: dict[str, str], assert_equal: Callable[[str, Any], None]
) -> None:
    """Large strings and small batches make the same rows."""
    keys = {f"spark.sql.execution.arrow.{key}": value for key, value in settings.items()}
    before = {key: spark.conf.get(key) for key in keys}
    for key, value in keys.items():
        spark.conf.set(key, value)
    try:
        assert_equal("cues", engine.cues(spark.read.parquet(str(archive))).toArrow())
    finally:
        for key, value in before.items():
            spark.conf.set(key, value)


def test_the_body_may_be_text_of_another_name(spark: Any) -> None:
    """A string column under any name is a body column; there must be one."""
    bodies = spark.createDataFrame([('{"State":"Failed","JobId":"x"}',)], ["raw answer"])
    assert ["x"] == [row.job_id for row in engine.jobs(bodies, "raw answer").collect()]
    for function in (*FUNCTIONS.values(), engine.latest):
        with pytest.raises(ValueError, match=r"^expected one column named 'body', got 0$"):
            function(bodies)


def test_latest(spark: Any) -> None:
    """Of each job's polls the one of the last stage is kept, then the last modified, then the last in order."""
    polls = [
        ("a", "Executing", "2024-01-01T00:00:09Z"),
        ("a", "Finished", "2024-01-01T00:00:01Z"),
        ("a", "Finished", "2024-01-01T00:00:02Z"),
        ("a", "Created", None),
        ("b", "Executing", "2024-01-01T00:00:01Z"),
        ("b", "Executing", "2024-01-01T00:00:01Z"),
        ("****b", "Finished", None),
        ("****b", "Finished", None),
        (None, "Finished", None),
        (None, "Finished", None),
    ]
    bodies = [_poll(*poll) for poll in polls] + ["bad", None, "bad", None]
    rows = [(place, body, "p") for place, body in enumerate(bodies)]
    df = (
        spark.createDataFrame(rows, ["poll_place", "body", "poll_key"])
        .repartition(1)
        .sortWithinPartitions("poll_place")
    )
    latest = engine.latest(df)
    assert df.schema == latest.schema
    assert [2, 5, *range(6, 14)] == sorted(row.poll_place for row in latest.collect())
    ordered = engine.latest(df, order=-sql.col("poll_place"))
    assert [2, 4, *range(6, 14)] == sorted(row.poll_place for row in ordered.collect())


def _poll(job_id: str | None, state: str, modified_time: str | None) -> str:
    return json.dumps({"JobId": job_id, "State": state, "SmartJobInfo": {"ModifiedTime": modified_time}})


def test_polls_change_no_table(spark: Any, archive: Path) -> None:
    """An archive in which each job was polled three times makes the tables of the last polls."""
    last = spark.read.parquet(str(archive)).where("row % 10 > 1")
    earlier = last.where("row % 100 <> 50").withColumn("body", _rewind("body"))
    latest = engine.latest(earlier.union(last).union(earlier))
    assert last.count() == latest.count()
    assert 0 == engine.errors(latest).join(last, "row", "anti").count()
    assert engine.cues(last).count() == engine.cues(latest).count()


def _rewind(name: str) -> Any:
    return sql.regexp_replace(sql.col(name).cast("string"), '"State": "Finished"', '"State": "Created"').cast("binary")


@pytest.mark.usefixtures("spark")
def test_recipe(archive: Path, tmp_path: Path, assert_equal: Callable[[str, Any], None]) -> None:
    """The recipe keeps last polls, which here are all bodies, and makes the table."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - it is an extra

    out = tmp_path / "out"
    subprocess.run([sys.executable, str(RECIPE), "cues", str(archive), str(out)], check=True, capture_output=True)
    assert_equal("cues", pq.read_table(out))
