"""Spark DataFrames of bodies → DataFrames of a table's rows, by `mapInArrow`. Needs pyspark, pandas and pyarrow.

The body column is string or binary: `spark.read.text` makes one named `value`, with a body from each line. The
DataFrame's other columns come after the table's, as in `smarthandle_results.arrow`. A bad body does not fail a task: it
is a row of `errors`. Only `latest` shuffles.

A stream has tables like any other DataFrame, but no `latest`, which belongs in a function for `foreachBatch`.

Workers need the driver's minor version of Python (`PYSPARK_PYTHON`), and this package installed.
"""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from smarthandle_results._extras import require_extra

with require_extra("spark", "smarthandle_results.spark"):
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame, Window, functions as sql
    from pyspark.sql.types import (
        BooleanType,
        DataType,
        DoubleType,
        LongType,
        NullType,
        StringType,
        StructField,
        StructType,
    )

    from smarthandle_results import Profile, arrow
    from smarthandle_results._shown import quote_name
    from smarthandle_results._tables.flatten import make_change, require_table
    from smarthandle_results._wanted import describe
    from smarthandle_results.arrow._bodies import explain_body_column, explain_body_type
    from smarthandle_results.arrow._schemas import rename_columns
    from smarthandle_results.arrow._sources import require_name

__all__ = [
    "copies",
    "cues",
    "errors",
    "jobs",
    "latest",
    "media",
    "pairs",
    "payloads",
    "subtitles",
    "to_spark_schema",
    "usage",
]


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name[-2:] == "__")})


def cues(df: DataFrame, body: str = "body", *, profile: Profile | str | None = None, offset_ms: int = 0) -> DataFrame:
    """Return a row for each cue; times are whole milliseconds, `cue_index` counts from 1 in each body.

    Cues are as the job gave them, or moved by `offset_ms`, as `to_cues` moves them, and then laid out by a `profile`,
    as `shape` does: `cues(df, profile="auto")`.

    Raises `ValueError` if no column, or more than one, is named `body`, or a name has a dot or a backtick, `TypeError`
    if the body has neither text nor bytes, and `KeyError` for the name of no profile.
    """
    return _map(df, "cues", body, profile, offset_ms)


def subtitles(
    df: DataFrame, body: str = "body", *, profile: Profile | str | None = None, offset_ms: int = 0
) -> DataFrame:
    """Return a row for each job that has cues: its SubRip, its WebVTT and its plain text.

    `profile` and `offset_ms` are those of `cues`. Raises as `cues` does.
    """
    return _map(df, "subtitles", body, profile, offset_ms)


def copies(df: DataFrame, body: str = "body") -> DataFrame:
    """Return a row for each copy; `fields` is JSON text. Raises as `cues` does."""
    return _map(df, "copies", body)


def usage(df: DataFrame, body: str = "body") -> DataFrame:
    """Return a row for each job's token usage; `other_counts` is JSON text. Raises as `cues` does."""
    return _map(df, "usage", body)


def pairs(df: DataFrame, body: str = "body") -> DataFrame:
    """Return a row for each text pair of a translation; `extra` is JSON text. Raises as `cues` does."""
    return _map(df, "pairs", body)


def media(df: DataFrame, body: str = "body") -> DataFrame:
    """Return a row for each id and URL that a result holds, with its role. Raises as `cues` does."""
    return _map(df, "media", body)


def payloads(df: DataFrame, body: str = "body") -> DataFrame:
    """Return a row for each text that has no column in another table, with its form. Raises as `cues` does."""
    return _map(df, "payloads", body)


def jobs(df: DataFrame, body: str = "body") -> DataFrame:
    """Return a row for each job, in any state. Raises as `cues` does."""
    return _map(df, "jobs", body)


def errors(df: DataFrame, body: str = "body") -> DataFrame:
    """Return a row for each bad body: its first problem, how many it has, and its SHA-256. Raises as `cues` does."""
    return _map(df, "errors", body)


def latest(df: DataFrame, body: str = "body", order: Column | str | None = None) -> DataFrame:
    """Keep each job's poll that counts: of the last stage, among these the last by `ModifiedTime`, then by `order`.

    `order` is a column or its name, of which the highest value counts. Without `order` it is the one that Spark reads
    last, and Spark guarantees no order between files. Bodies that are bad, or whose id is missing or masked, are all
    kept. This shuffles, by job id, one body of each job from each task.

    Raises as `cues` does, `ValueError` if `order` names an unknown column, and `TypeError` if it is not a column.
    """
    _require_body(df, body)
    place_of_equals = _read_order(df, order)
    key, stage, time, place = rename_columns(df.columns, [*arrow.POLLS_SCHEMA.names, "poll_place"])
    schema = StructType([*df.schema, *_to_fields((key, stage, time), arrow.POLLS_SCHEMA.types)])
    ranked = df.mapInArrow(partial(_rank, body=body, names=[key, stage, time]), schema).withColumn(
        place, sql.monotonically_increasing_id()
    )
    # A row without a key gets its own, which no other row has, since keys contain no `*`.
    job = sql.coalesce(sql.col(key), sql.concat(sql.lit("*"), sql.col(place).cast("string")))
    ranks = [sql.col(stage), sql.col(time), *place_of_equals, sql.col(place)]
    window = Window.partitionBy(job).orderBy(*(rank.desc() for rank in ranks))
    best = ranked.withColumn(place, sql.row_number().over(window)).where(sql.col(place) == 1)
    return best.drop(key, stage, time, place)


def to_spark_schema(table: arrow.TableName, schema: StructType, body: str = "body") -> StructType:
    """Return the schema of a table's rows: the columns of its Arrow schema, then the input's other columns.

    It is what a function of your own for `mapInArrow` needs, such as one that calls `arrow.stream`.

    Raises `ValueError` for a name that is no table's, and as `cues` does.
    """
    require_table(table, "the schema of a DataFrame")
    if not isinstance(schema, StructType):  # pyright: ignore[reportUnnecessaryIsInstance]
        hint = ": pass its schema" if hasattr(schema, "schema") else ""
        raise TypeError(f"expected the schema of a DataFrame, got {describe(schema)}{hint}")
    _require_columns(schema, body)
    own = _to_fields(arrow.SCHEMAS[table].names, arrow.SCHEMAS[table].types)
    passed = [field for field in schema if field.name != body]
    names = rename_columns([field.name for field in own], [field.name for field in passed])
    renamed = [StructField(name, field.dataType, field.nullable) for name, field in zip(names, passed, strict=True)]
    return StructType([*own, *renamed])


def _map(
    df: DataFrame,
    table: arrow.TableName,
    body: str,
    profile: Profile | str | None = None,
    offset_ms: int = 0,
) -> DataFrame:
    _require_body(df, body)
    make_change(table, profile, offset_ms)  # a wrong one is refused here, and not in a task
    convert = partial(arrow.stream, table, body=body, profile=profile, offset_ms=offset_ms)
    return df.mapInArrow(convert, to_spark_schema(table, df.schema, body))


def _require_body(df: DataFrame, body: str) -> None:
    if not hasattr(df, "mapInArrow"):
        hint = "smarthandle_results.arrow accepts data frames of others"
        raise TypeError(f"expected a DataFrame of Spark, got {describe(df)}: {hint}")
    _require_columns(df.schema, body)


def _require_columns(schema: StructType, body: str) -> None:
    require_name(body)
    kinds = {field.name: field.dataType for field in schema}
    if schema.names.count(body) != 1:
        texts = [name for name in schema.names if kinds[name].typeName() in _TEXT_TYPES]
        message = explain_body_column(schema.names, texts, body, _READ_AS_TEXT)
        hint = f"; pass body={quote_name(texts[0])}" if texts and len(schema.names) == 1 else ""
        if "." in body and isinstance(kinds.get(body.partition(".")[0]), StructType):
            hint = f"; make it a column with select({quote_name(body)})"
        raise ValueError(f"{message}{hint}")
    unread = next((name for name in schema.names if {*name} & {*".`"}), None)
    if unread is not None:
        raise ValueError(
            f"expected names of columns without a dot or a backtick, as mapInArrow does, got {quote_name(unread)}: "
            "rename it with withColumnRenamed"
        )
    name = kinds[body].typeName()
    if name not in _TEXT_TYPES and not isinstance(kinds[body], NullType):
        is_nested = name in _PARSED_TYPES
        raise TypeError(explain_body_type(kinds[body].simpleString(), body, is_nested=is_nested))


def _read_order(df: DataFrame, order: Column | str | None) -> list[Column]:
    if order is None:
        return []
    if isinstance(order, str):
        if order not in df.columns:
            raise ValueError(f"expected the name of a column as order, got {quote_name(order)}")
        return [sql.col(f"`{order}`")]
    if not callable(getattr(order, "desc", None)):  # the class of a column depends on Spark's version
        raise TypeError(f"expected a column or its name as order, got {describe(order)}")
    if _SORT_ORDER.search(str(order)):
        raise TypeError("expected a column as order, got one with a sort order: the highest value counts in any case")
    return [order]


def _rank(batches: Iterable[pa.RecordBatch], body: str, names: list[str]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        polls = arrow.polls(batch, body)
        # Spark reads columns by their place, but fails if two have one name.
        yield pa.RecordBatch.from_arrays([*batch.columns, *polls.columns], names=[*batch.schema.names, *names])


def _to_fields(names: Iterable[str], types: Iterable[pa.DataType]) -> list[StructField]:
    return [StructField(name, _SPARK_TYPES[kind]) for name, kind in zip(names, types, strict=True)]


_SPARK_TYPES: Final[dict[pa.DataType, DataType]] = {
    pa.string(): StringType(),
    pa.int64(): LongType(),
    pa.float64(): DoubleType(),
    pa.bool_(): BooleanType(),
}

# By name, since older versions of Spark do not have all of them.
_TEXT_TYPES: Final = frozenset({"string", "binary", "char", "varchar"})
_PARSED_TYPES: Final = frozenset({"struct", "array", "map", "variant"})

_SORT_ORDER: Final = re.compile(r" (ASC|DESC) NULLS (FIRST|LAST)'>$")
"""How the text of a column ends that `desc()` and the like have made."""

_READ_AS_TEXT: Final = "read them with spark.read.text, and pass body='value'"
"""What to do in place of `spark.read.json`."""
