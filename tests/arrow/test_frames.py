"""Columns as Polars, DuckDB and pandas hand them over: bodies of their types are read, others passed through."""

from typing import Any

import pytest
from helpers.bodies import make_body

pytestmark = pytest.mark.engines
pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")

from smarthandle_results import arrow  # noqa: E402 - after the check for pyarrow
from smarthandle_results.arrow._schemas import to_schema  # noqa: E402 - likewise

CUES = make_body([{"content": "a", "from": 0, "to": 1}, {"content": "b", "from": 1, "to": 2}], JobId="x")
ROWS = [0, 0, 2, 2]
"""The rows of the input that the rows of the cues come from, if its second body is null."""


def assert_passed_through(batch: Any) -> Any:
    """Check that the rows have the values of the input, and return them."""
    made = arrow.cues(batch)
    assert ["a", "b", "a", "b"] == made.column("text").to_pylist()
    assert to_schema("cues", batch.schema) == made.schema
    for name in set(batch.schema.names) - {"body"}:
        values = batch.column(name).to_pylist()
        assert [values[row] for row in ROWS] == made.column(name).to_pylist(), name
    return made


@pytest.mark.parametrize("level", ["oldest", "newest"])
@pytest.mark.parametrize("kind", ["String", "Categorical", "Binary"])
def test_a_frame_of_polars(level: str, kind: str) -> None:
    """Texts are views at its newest level, also in categories, lists and structs; Polars has the same types back."""
    polars: Any = pytest.importorskip("polars")
    categories = polars.Categorical
    frame = polars.DataFrame(
        {
            "body": polars.Series([CUES, None, CUES]).cast(polars.String).cast(getattr(polars, kind)),
            "note": ["a" * 20, None, ""],
            "word": polars.Series(["u", None, "v"], dtype=categories),
            "level": polars.Series(["low", "high", None], dtype=polars.Enum(["low", "high"])),
            "tags": [["a", None], None, []],
            "words": polars.Series([["u"], None, ["v", "u"]], dtype=polars.List(categories)),
            "pair": polars.Series([["a", "b"], None, ["c", None]], dtype=polars.Array(polars.String, 2)),
            "object": [{"a": "x", "b": b"y"}, None, {"a": None, "b": b""}],
            "price": polars.Series(["1.50", None, "2"]).cast(polars.Decimal(38, 2)),
            "raw": [b"\xff" * 20, None, b""],
            "nothing": polars.Series([None] * 3, dtype=polars.Null),
        }
    )
    [batch] = frame.to_arrow(compat_level=getattr(polars.CompatLevel, level)()).to_batches()
    made = assert_passed_through(batch)
    columns = polars.DataFrame(pa.Table.from_batches([made])).schema
    assert {name: frame.schema[name] for name in frame.columns[1:]} == {
        name: columns[name] for name in frame.columns[1:]
    }
    first = made.schema.names[: made.schema.names.index("words")]
    assert first == polars.DataFrame(made.select(first).schema.empty_table()).columns


VIEWS = [
    "set produce_arrow_string_view = true",
    "set arrow_output_list_view = true",
    "set arrow_output_version = '1.5'",
]
DUCKDB = (
    "create table bodies (body json, id uuid, large hugeint, level enum('low', 'high'), span interval,"
    " labels map(varchar, varchar), tags varchar[], pair varchar[2], note json, bits bit, hour timetz,"
    " nested struct(a varchar, b varchar[])[])"
)
INSERT = (
    "insert into bodies values (?, '2f1a5ed0-a9b8-71ee-8047-e7f6c5696302', 170141183460469231731687303715884105727,"
    " 'low', interval 3 month, map {'a': 'b'}, ['x', null], ['x', 'y'], '[1]', '101', '12:00:00+02',"
    " [{'a': 'x', 'b': ['y']}, null])"
)


@pytest.mark.parametrize(
    ("settings", "note"),
    [
        ([], "string"),
        (["set arrow_lossless_conversion = true"], "extension<arrow.json>"),
        (VIEWS, "string_view"),
        ([*VIEWS, "set arrow_lossless_conversion = true"], "extension<arrow.json>"),
    ],
)
def test_a_relation_of_duckdb(settings: list[str], note: str) -> None:
    """JSON and UUID are extension types if nothing may be lost, and texts and lists views if so wished."""
    duckdb: Any = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    for statement in (*settings, DUCKDB):
        connection.execute(statement)
    for body in (CUES, None, CUES):
        connection.execute(INSERT, [body])
    [batch] = connection.sql("select * from bodies").to_arrow_reader(10)
    assert note == str(batch.schema.field("note").type)
    made = assert_passed_through(batch)
    names = ", ".join(batch.schema.names[1:])
    before, after = (connection.from_arrow(pa.Table.from_batches([part])) for part in (batch, made))
    assert {*map(str, before.project(names).fetchall())} == {*map(str, after.project(names).fetchall())}


def test_a_union_of_duckdb() -> None:
    """It is refused, by name; cast to another type, the column is passed through."""
    duckdb: Any = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.execute("create table bodies (body varchar, either union(number int, word varchar))")
    for body in (CUES, None, CUES):
        connection.execute("insert into bodies values (?, 1)", [body])
    [batch] = connection.sql("select * from bodies").to_arrow_reader(10)
    with pytest.raises(TypeError, match=r"^expected no union in the column 'either', got sparse_union<.*leave it out$"):
        arrow.cues(batch)
    [batch] = connection.sql("select body, either::varchar as either from bodies").to_arrow_reader(10)
    assert_passed_through(batch)


def test_a_frame_of_pandas() -> None:
    """Categories are dictionaries, also of bodies; intervals and periods are extension types of pandas' own."""
    pandas: Any = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "body": pandas.Categorical([CUES, None, CUES]),
            "word": pandas.Categorical(["u", "v", None], ordered=True),
            "number": pandas.Categorical([1, None, 2]),
            "range": pandas.interval_range(0, 3),
            "month": pandas.period_range("2024-01", periods=3, freq="M"),
            "delay": pandas.to_timedelta([1, None, 3], unit="s"),
            "note": pandas.Series(["a", None, "c"], dtype="string"),
            "tags": [["a"], None, []],
        }
    )
    made = assert_passed_through(pa.RecordBatch.from_pandas(frame))
    names = ["word", "number", "range", "month", "delay"]
    pandas.testing.assert_frame_equal(frame[names].iloc[ROWS].reset_index(drop=True), made.select(names).to_pandas())
