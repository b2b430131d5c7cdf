"""Spark DataFrames of bodies → DataFrames of rows, on two cores."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from helpers.bodies import make_body
from helpers.places import SAMPLES
from helpers.polls import LATEST, POLLS, make_poll

pytestmark = pytest.mark.engines
pytest.importorskip("pyspark", reason="needs the extra engines")

import pyarrow as pa  # noqa: E402 - likewise
from pyspark.sql import functions as sql  # noqa: E402 - after the check for pyspark

from smarthandle_results import PROFILES, Profile, arrow, spark as engine  # noqa: E402
from smarthandle_results._wanted import describe  # noqa: E402 - likewise
from smarthandle_results.arrow._schemas import to_schema  # noqa: E402 - likewise

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
CUE = {"content": "a", "from": 0, "to": 1}
RECIPE = SAMPLES / "engines" / "spark_table.py"


@pytest.mark.parametrize("table", FUNCTIONS)
def test_the_schema_is_arrows(spark: Any, archive: Path, table: Any) -> None:
    """Spark binds columns by their place and checks nothing: names, order and types are Arrow's."""
    bodies = spark.read.parquet(str(archive))
    empty = bodies.limit(0).toArrow()
    made = FUNCTIONS[table](bodies)
    assert engine.to_spark_schema(table, bodies.schema) == made.schema
    assert to_schema(table, empty.schema).names == made.schema.names
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
    """A string column under any name is a body column; there must be one of it."""
    bodies = spark.createDataFrame([('{"State":"Failed","JobId":"x"}',)], ["raw answer"])
    assert ["x"] == [row.job_id for row in engine.jobs(bodies, "raw answer").collect()]
    with pytest.raises(ValueError, match=r"^expected one column named 'body', got 2$"):
        engine.cues(bodies.select(bodies["raw answer"].alias("body"), bodies["raw answer"].alias("body")))


NESTED = "keep it as text, or make it JSON text with to_json"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("'a' value", "'value'; pass body='value'"),
        ("binary('a') content", "'content'; pass body='content'"),
        ("1 id", "'id'"),
        ("1 id, 'a' raw", "'id', 'raw'; perhaps it is 'raw'"),
        ("'a' path, 'b' Body", "'path', 'Body'; perhaps it is 'Body'"),
        ("'a' day, 'b' value", "'day', 'value'; perhaps it is 'value'"),
        ("'a' day, 'b' hour", "'day', 'hour'"),
    ],
)
def test_a_missing_column(spark: Any, columns: str, said: str) -> None:
    """The columns are listed before any task begins, and the one that may be meant."""
    bodies = spark.sql(f"select {columns}")
    for function in (*FUNCTIONS.values(), engine.latest):
        with pytest.raises(ValueError, match=r"^expected") as caught:
            function(bodies)
        assert f"expected a column named 'body', got {said}" == str(caught.value)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("1", "int"),
        ("current_date()", "date"),
        ("named_struct('JobId', 'x')", f"struct<JobId:string>; {NESTED}"),
        ("array('x')", f"array<string>; {NESTED}"),
        ("map('JobId', 'x')", f"map<string,string>; {NESTED}"),
    ],
)
def test_a_column_of_no_bodies(spark: Any, column: str, said: str) -> None:
    """Its type is said before any task begins, and what to do if Spark has parsed the bodies."""
    bodies = spark.sql(f"select {column} body")
    for function in (*FUNCTIONS.values(), engine.latest):
        with pytest.raises(TypeError) as caught:
            function(bodies)
        assert f"expected text or bytes in the column 'body', got {said}" == str(caught.value)


def test_how_spark_reads_files(spark: Any, tmp_path: Path) -> None:
    """What `read.text` reads has bodies in `value`; of what `read.json` reads they are gone, which the error says."""
    (tmp_path / "bodies.jsonl").write_text(f"{make_body([CUE], JobId='x')}\n", "utf-8")
    path = str(tmp_path / "bodies.jsonl")
    assert ["a"] == [row.text for row in engine.cues(spark.read.text(path), "value").collect()]
    with pytest.raises(
        ValueError, match=r"^expected a column named 'body', got 'JobId', 'JobResult'.*value'$"
    ) as caught:
        engine.cues(spark.read.json(path))
    hint = "; these are the keys of bodies that were parsed: read them with spark.read.text, and pass body='value'"
    assert str(caught.value).endswith(hint)


def test_a_column_of_nothing(spark: Any) -> None:
    """A column that never held a body has the type void: each row is an error."""
    [row] = engine.errors(spark.sql("select null body")).collect()
    assert "expected a body, got null" == row.message


@pytest.mark.parametrize("value", [None, "bodies.parquet", pa.table({"body": ["{}"]})], ids=["None", "str", "Table"])
def test_a_frame_of_another_engine(value: Any) -> None:
    """It is named, and so is the module that accepts it."""
    hint = "smarthandle_results.arrow accepts data frames of others"
    for function in (*FUNCTIONS.values(), engine.latest):
        with pytest.raises(TypeError) as caught:
            function(value)
        assert f"expected a DataFrame of Spark, got {describe(value)}: {hint}" == str(caught.value)


def test_a_name_of_no_table(spark: Any) -> None:
    """The names are listed."""
    schema = spark.sql("select '{}' body").schema
    with pytest.raises(ValueError, match=r"^expected a table, one of 'cues', .*'errors', got 'cue'; perhaps .*'cues'$"):
        engine.to_spark_schema("cue", schema)  # type: ignore[arg-type]


def test_a_schema_that_is_none(spark: Any) -> None:
    """What a function of one's own for `mapInArrow` needs is refused at once if it is of nothing, and never written."""
    bodies = spark.sql("select '{}' body")
    text: Any = "body string"
    cues: Any = "cues"
    calls: list[tuple[Callable[[], Any], str]] = [
        (
            lambda: engine.to_spark_schema("cues", bodies),
            "expected the schema of a DataFrame, got DataFrame: pass its schema",
        ),
        (lambda: engine.to_spark_schema("cues", text), "expected the schema of a DataFrame, got str"),
        (
            lambda: engine.to_spark_schema(bodies.schema, cues),
            "expected the name of a table first, then the schema of a DataFrame, got StructType",
        ),
    ]
    for call, error in calls:
        with pytest.raises(TypeError) as caught:
            call()
        assert error == str(caught.value)
    with pytest.raises(ValueError, match=r"^expected a column named 'value', got 'body'; pass body='body'$"):
        engine.to_spark_schema("cues", bodies.schema, "value")


@pytest.mark.parametrize("name", ["a.b", "`a`"])
def test_names_that_spark_cannot_resolve(spark: Any, name: str) -> None:
    """They are refused, as Spark itself fails for them, with what to do."""
    bodies = spark.createDataFrame([("{}", 1)], ["body", name])
    for function in (*FUNCTIONS.values(), engine.latest):
        with pytest.raises(ValueError, match=r"^expected names of columns without a dot") as caught:
            function(bodies)
        assert str(caught.value).endswith(f", got {name!r}: rename it with withColumnRenamed")
    assert 1 == engine.errors(bodies.withColumnRenamed(name, "c d")).count()


def test_the_body_is_named(spark: Any) -> None:
    """By text, and a field of a column is no column."""
    bodies = spark.sql("select named_struct('body', '{}') p")
    column: Any = sql.col("p")
    for function in (*FUNCTIONS.values(), engine.latest):
        with pytest.raises(TypeError, match=r"^expected the name of a column as body, got Column$"):
            function(bodies, column)
        with pytest.raises(
            ValueError, match=r"^expected a column named 'p.body', got 'p'; make it .* select\('p.body'\)$"
        ):
            function(bodies, "p.body")
    assert 1 == engine.errors(bodies.select("p.body")).count()


def test_arrow_refuses_a_frame_of_spark(spark: Any) -> None:
    """It would be brought to the driver."""
    with pytest.raises(TypeError, match=r", got DataFrame: smarthandle_results.spark has the functions for it$"):
        arrow.cues(spark.sql("select '{}' body, current_timestamp() time"))


def test_subtitles(spark: Any) -> None:
    """A row for each job that has cues."""
    bodies = spark.createDataFrame([(make_body([CUE], JobId="x"), 1), ('{"State":"Failed"}', 2)], ["body", "day"])
    [row] = engine.subtitles(bodies).collect()
    srt, vtt = "1\n00:00:00,000 --> 00:00:01,000\na\n\n", "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na\n\n"
    assert {"job_id": "x", "srt": srt, "vtt": vtt, "text": "a\n", "day": 1} == row.asDict()


@pytest.mark.parametrize("profile", ["netflix-zh", evolve(PROFILES["netflix-zh"], line_width=12)])
def test_cues_are_moved_and_laid_out(spark: Any, profile: Profile | str) -> None:
    """In the tasks, as `arrow` does; a wrong profile is refused before there are any."""
    body = make_body([{"content": "我们现在就出发去那里看看，然后再说。", "from": 1, "to": 5}])
    bodies = spark.createDataFrame([(body,)], ["body"])
    batch = pa.record_batch({"body": [body]})
    for table in ("cues", "subtitles"):
        rows = getattr(engine, table)(bodies, profile=profile, offset_ms=-500).collect()
        expected = getattr(arrow, table)(batch, profile=profile, offset_ms=-500)
        assert expected.to_pylist() == [row.asDict() for row in rows]
    with pytest.raises(KeyError, match="expected the name of a profile"):
        engine.cues(bodies, profile="netflix")


def test_latest(spark: Any) -> None:
    """Of each job's polls the one of the last stage is kept, then the last modified, then the last in order."""
    bodies = [make_poll(*poll) for poll in POLLS] + ["bad", None, "bad", None]
    rows = [(place, body, "p") for place, body in enumerate(bodies)]
    df = (
        spark.createDataFrame(rows, ["poll_place", "body", "poll_key"])
        .repartition(1)
        .sortWithinPartitions("poll_place")
    )
    latest = engine.latest(df)
    assert df.schema == latest.schema
    assert [*LATEST, *range(10, 14)] == sorted(row.poll_place for row in latest.collect())
    ordered = engine.latest(df, order=-sql.col("poll_place"))
    assert [2, 4, *range(6, 14)] == sorted(row.poll_place for row in ordered.collect())
    named = engine.latest(df.withColumn("polled at", -sql.col("poll_place")), order="polled at")
    assert [2, 4, *range(6, 14)] == sorted(row.poll_place for row in named.collect())
    plain = arrow.latest(pa.RecordBatch.from_pydict({"body": bodies, "row": [*range(14)]}))
    assert [*LATEST, *range(10, 14)] == plain.column("row").to_pylist()


def test_no_order(spark: Any) -> None:
    """It is refused before any task begins."""
    df = spark.createDataFrame([("{}", 1)], ["body", "polled_at"])
    with pytest.raises(ValueError, match=r"^expected the name of a column as order, got 'polled'$"):
        engine.latest(df, order="polled")
    with pytest.raises(TypeError, match=r"^expected a column or its name as order, got int$"):
        engine.latest(df, order=1)  # type: ignore[arg-type]
    for order in (sql.col("polled_at").desc(), sql.asc_nulls_last("polled_at")):
        with pytest.raises(TypeError, match=r"^expected a column as order, got one with a sort order: the highest"):
            engine.latest(df, order=order)


def test_polls_change_no_table(spark: Any, archive: Path) -> None:
    """An archive in which each job was polled three times makes the tables of the last polls."""
    last = spark.read.parquet(str(archive)).where("row % 10 > 1")
    earlier = last.where("row % 20 <> 10").withColumn("body", _rewind("body"))
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
