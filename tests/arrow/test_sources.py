"""Whatever has Arrow's data → rows: every kind of source, and what is said of anything else."""

from collections.abc import Callable, Iterator
from functools import partial
from traceback import format_exception
from typing import Any

import pytest
from helpers.bodies import make_body

pytestmark = pytest.mark.engines
pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")

import pyarrow.compute as pc  # noqa: E402 - after the check for pyarrow
import pyarrow.dataset as ds  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from smarthandle_results import arrow  # noqa: E402
from smarthandle_results._wanted import describe  # noqa: E402

CUES = make_body([{"content": "a", "from": 0, "to": 1}, {"content": "b", "from": 1, "to": 2}], JobId="x")
DATA = {"body": [CUES, None, "[]", CUES], "row": [1, 2, 3, 4]}
BATCH = pa.record_batch(DATA)
TABLE = pa.Table.from_batches([BATCH.slice(0, 1), BATCH.slice(1)])
FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{table: getattr(arrow, table) for table in arrow.SCHEMAS},
    "polls": arrow.polls,
    "latest": arrow.latest,
}


class Array:
    """One batch of another library."""

    def __init__(self, batch: Any) -> None:
        self.batch = batch

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        return self.batch.__arrow_c_array__(requested_schema)


class Stream:
    """Any number of batches of another library."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.table.__arrow_c_stream__(requested_schema)


def make_frame(module: str) -> Any:
    """Make a data frame of an engine, or skip."""
    return pytest.importorskip(module, reason="needs the extra engines").DataFrame(DATA)


def make_relation() -> Any:
    """Make a relation of DuckDB, or skip."""
    duckdb: Any = pytest.importorskip("duckdb", reason="needs the extra engines")
    return duckdb.connect().from_arrow(TABLE)


BATCHES: dict[str, Callable[[], Any]] = {
    "a batch": lambda: BATCH,
    "a slice": lambda: pa.concat_batches([BATCH, BATCH]).slice(4),
    "structs": BATCH.to_struct_array,
    "a slice of structs": lambda: pa.concat_batches([BATCH, BATCH]).to_struct_array().slice(4),
    "a batch of another library": lambda: Array(BATCH),
}
STREAMS: dict[str, Callable[[], Any]] = {
    "a table": lambda: TABLE,
    "a reader": TABLE.to_reader,
    "a list": TABLE.to_batches,
    "an iterator": lambda: iter(TABLE.to_batches()),
    "a tuple of tables": lambda: (TABLE.slice(0, 2), TABLE.slice(2)),
    "structs": TABLE.to_struct_array,
    "a slice of structs": lambda: pa.concat_tables([TABLE, TABLE]).to_struct_array().slice(4),
    "a table of another library": lambda: Stream(TABLE),
    "batches and streams of another library": lambda: [Array(BATCH.slice(0, 1)), Stream(TABLE.slice(1))],
    "a frame of pandas": lambda: make_frame("pandas"),
    "a frame of Polars": lambda: make_frame("polars"),
    "structs of Polars": lambda: make_frame("polars").to_struct("bodies"),
    "a dataset": lambda: ds.dataset(TABLE),
    "a fragment": lambda: next(iter(ds.dataset([BATCH]).get_fragments())),
    "a scanner": lambda: ds.dataset(TABLE).scanner(),
    "tables, the first without batches": lambda: (TABLE.slice(0, 0), TABLE),
    "frames of Polars": lambda: [make_frame("polars")[:3], make_frame("polars")[3:]],
    "a relation of DuckDB": make_relation,
}


@pytest.mark.parametrize("table", FUNCTIONS)
@pytest.mark.parametrize("source", BATCHES)
def test_one_batch_makes_one(table: str, source: str) -> None:
    """A source that is one batch, or one array, has its rows in one batch."""
    made = FUNCTIONS[table](BATCHES[source]())
    assert pa.RecordBatch is type(made)
    assert FUNCTIONS[table](BATCH).equals(made)


@pytest.mark.parametrize("table", FUNCTIONS)
@pytest.mark.parametrize("source", STREAMS)
def test_any_other_makes_a_reader(table: str, source: str) -> None:
    """It has the rows of the batch, and its schema before they are read."""
    made = FUNCTIONS[table](STREAMS[source]())
    assert isinstance(made, pa.RecordBatchReader)
    batch = FUNCTIONS[table](BATCH)
    if table == "latest":  # whose columns are the source's own, and those of Polars have other types
        assert batch.schema.names == made.schema.names
    else:
        assert batch.schema.equals(made.schema)
    assert batch.to_pylist() == made.read_all().to_pylist()


@pytest.mark.parametrize("source", [*BATCHES.values(), *STREAMS.values()])
def test_a_stream_makes_a_reader(source: Callable[[], Any]) -> None:
    """Also of one batch."""
    made = arrow.stream("cues", source(), max_bytes=1)
    assert isinstance(made, pa.RecordBatchReader)
    assert [1, 1, 1, 1] == [batch.num_rows for batch in made]


def test_structs_that_are_null_are_bodies_that_are_null() -> None:
    """In one array and in chunks, whose nulls no batch can have."""
    structs = pa.array([{"body": CUES, "row": 1}, None, {"body": None, "row": 3}])
    assert [None, 3] == arrow.errors(structs).column("row").to_pylist()
    assert [None, 3] == arrow.errors(pa.chunked_array([structs])).read_all().column("row").to_pylist()


@pytest.mark.parametrize("table", FUNCTIONS)
def test_no_batches_at_all(table: str) -> None:
    """An iterable without any has no columns to repeat: the schema is the table's own."""
    others = {"polls": arrow.POLLS_SCHEMA, "latest": pa.schema([("body", pa.null())])}
    schema = others.get(table) or arrow.SCHEMAS[table]  # type: ignore[index]
    made = FUNCTIONS[table]([])
    assert (schema, 0) == (made.schema, made.read_all().num_rows)


@pytest.mark.parametrize("table", FUNCTIONS)
def test_a_table_without_rows_has_its_columns(table: str) -> None:
    """They are repeated, whatever the rows: of a table, of an iterable of them, and of what a filter leaves."""
    nothing = ds.dataset(TABLE).scanner(filter=pc.field("row") > 4)
    for source in (TABLE.slice(0, 0), [TABLE.schema.empty_table()], [pa.table(DATA).slice(0, 0)] * 2, nothing):
        made = FUNCTIONS[table](source)
        assert FUNCTIONS[table](BATCH).schema == made.schema
        assert 0 == made.read_all().num_rows


def test_a_reader_is_read_as_its_rows_are() -> None:
    """No more of an endless source than is asked for, and one batch of an iterable for its schema."""
    read: list[int] = []

    def make_batches() -> Iterator[Any]:
        while True:
            read.append(len(read))
            yield BATCH

    for function, first in ((arrow.cues, 4), (arrow.polls, 4)):
        read.clear()
        made = function(make_batches())
        assert [0] == read
        assert first == made.read_next_batch().num_rows
        assert [0] == read
        assert first == made.read_next_batch().num_rows
        assert [0, 1] == read


def test_readers_go_on_into_other_engines() -> None:
    """Polars, DuckDB and pandas read the rows as they are."""
    polars: Any = pytest.importorskip("polars", reason="needs the extra engines")
    duckdb: Any = pytest.importorskip("duckdb", reason="needs the extra engines")
    assert ["a", "b", "a", "b"] == polars.DataFrame(arrow.cues(TABLE))["text"].to_list()
    assert [(4,)] == duckdb.connect().from_arrow(arrow.cues(TABLE)).aggregate("count(text)").fetchall()
    assert [1, 1, 4, 4] == arrow.cues(make_frame("pandas")).read_pandas()["row"].to_list()


def test_the_index_of_pandas_is_a_column() -> None:
    """If it has values of its own, each row of a body has that of its body."""
    frame = make_frame("pandas").set_index(make_frame("pandas")["row"].map("r{}".format).rename("key"))
    assert ["r1", "r1", "r4", "r4"] == arrow.cues(frame).read_all().column("key").to_pylist()


EXPECTED = (
    "expected a record batch, a table, a dataset, a data frame or anything else with __arrow_c_array__ or "
    "__arrow_c_stream__, or an iterable of these, got"
)
BODIES = "pa.table({'body': bodies}) makes one of bodies, pq.ParquetFile(path).iter_batches(1000) of a file"
ALONE = "pass the table that it is in"


def list_other_sources(folder: Any) -> list[tuple[Any, str]]:
    """List what is no source, and what is said of it."""
    pq.write_table(TABLE, folder / "archive.parquet")
    return [
        (None, f"None: {BODIES}"),
        (5, f"int: {BODIES}"),
        ("archive.parquet", f"str: {BODIES}"),
        (folder, f"{type(folder).__name__}: {BODIES}"),
        (CUES.encode(), f"bytes: {BODIES}"),
        ([CUES], f"list of str: {BODIES}"),
        (iter([CUES.encode()]), f"list_iterator of bytes: {BODIES}"),
        ([None], f"list of None: {BODIES}"),
        ([[BATCH]], f"list of list: {BODIES}"),
        (
            {"body": [CUES]},
            "dict of str: pa.table makes one of columns, and Ray passes tables by batch_format='pyarrow'",
        ),
        ([{"body": CUES}], "list of dict: pa.Table.from_pylist makes one of rows"),
        (BATCH.schema, f"Schema of Field: {BODIES}"),
        (pq.ParquetFile(folder / "archive.parquet"), "ParquetFile: its iter_batches() makes one"),
        (BATCH["body"], f"one column, StringArray: {ALONE}"),
        (TABLE["body"], f"one column, StringArray: {ALONE}"),
        (Array(BATCH["body"]), f"one column, Array: {ALONE}"),
        (Stream(TABLE["body"]), f"one column, Stream: {ALONE}"),
        ([Stream(TABLE["row"])], f"one column, Stream: {ALONE}"),
    ]


def test_what_is_no_source(tmp_path: Any) -> None:
    """It is named, and what would make one of it, without a word of a body."""
    for source, said in list_other_sources(tmp_path):
        with pytest.raises(TypeError) as caught:
            arrow.jobs(source)
        assert f"{EXPECTED} {said}" == str(caught.value)


@pytest.mark.parametrize("function", [*FUNCTIONS.values(), lambda source: arrow.stream("cues", source)])
def test_no_function_accepts_anything_else(function: Callable[..., Any]) -> None:
    """Each says so when it is called, not when its rows are read."""
    for source in (5, [CUES], BATCH["body"], Stream(TABLE["body"])):
        with pytest.raises(TypeError, match=f"^{EXPECTED}"):
            function(source)
    with pytest.raises(ValueError, match=r"^expected a column named 'text', got 'body', 'row'; perhaps it is 'body'$"):
        FUNCTIONS["polls"](TABLE, "text")


def test_what_is_no_frame() -> None:
    """Frames that wait for their rows say how to make them, and a column of a frame is not the frame."""
    polars: Any = pytest.importorskip("polars", reason="needs the extra engines")
    with pytest.raises(TypeError) as caught:
        arrow.cues(polars.DataFrame(DATA).lazy())
    assert f"{EXPECTED} LazyFrame: its collect() makes one" == str(caught.value)
    with pytest.raises(TypeError) as caught:
        arrow.cues(polars.DataFrame(DATA)["body"])
    assert f"{EXPECTED} one column, Series: {ALONE}" == str(caught.value)


@pytest.mark.parametrize("bodies", [[1, "secret"], ["secret", 1], [b"secret", "secret", {"secret": 1}]])
def test_a_column_of_several_types(bodies: list[object]) -> None:
    """It is named, without the value at which pandas gave up."""
    with pytest.raises(TypeError) as caught:
        arrow.cues(make_pandas(bodies))
    assert "expected values of one type in the column 'body', got several" == str(caught.value)
    assert "secret" not in "".join(format_exception(caught.value))


def test_other_errors_of_a_stream_are_its_own() -> None:
    """What an engine cannot convert it says itself."""

    class Broken:
        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            raise pa.ArrowInvalid("no")

    with pytest.raises(pa.ArrowInvalid, match=r"^no$"):
        arrow.cues(Broken())


@pytest.mark.parametrize(
    ("method", "hint"),
    [
        ("mapInArrow", "smarthandle_results.spark has the functions for it"),
        ("map_partitions", "pass its map_partitions a function that converts one data frame"),
        (
            "iter_torch_batches",
            "pass its map_batches a function that converts one table, and batch_format='pyarrow'",
        ),
    ],
)
def test_what_would_be_collected(method: str, hint: str) -> None:
    """A frame of Spark or Dask, or a dataset of Ray: it is not brought to one place, even if it can be a stream."""
    kind: Any = type("Frame", (Stream,), {method: None})
    frame = kind(TABLE)
    functions: list[Callable[..., Any]] = [*FUNCTIONS.values(), partial(arrow.stream, "cues")]
    for function in functions:
        with pytest.raises(TypeError) as caught:
            function(frame)
        assert f"{EXPECTED} Frame: {hint}" == str(caught.value)


SECRET = "secret " * 20
CUES_NAME: Any = "cues"
UNION = pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array([1])])
NAMED = "expected a column named text of 140 characters"
CAST = "cast it to another type, or leave it out"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: arrow.stream(TABLE, CUES_NAME), "expected the name of a table first, then the source, got Table"),
        (
            lambda: arrow.stream(BATCH, CUES_NAME),
            "expected the name of a table first, then the source, got RecordBatch",
        ),
        (lambda: arrow.cues("body", TABLE), "expected the name of a column as body, got Table"),  # type: ignore[arg-type]
        (lambda: arrow.cues(TABLE, SECRET), f"{NAMED}, got 'body', 'row'; perhaps it is 'body'"),
        (lambda: arrow.cues(SECRET, SECRET), f"{EXPECTED} str: {BODIES}"),  # type: ignore[arg-type]
        (
            lambda: arrow.cues(pa.table({SECRET: ["x"], "n": [1]})),
            "expected a column named 'body', got text of 140 characters, 'n'; perhaps it is text of 140 characters",
        ),
        (
            lambda: arrow.cues(pa.table({"body": [CUES], SECRET: UNION})),
            f"expected no union in the column text of 140 characters, got {UNION.type}; {CAST}",
        ),
        (lambda: arrow.stream("cues", TABLE, max_bytes=0), "expected a number of bytes from 1 as max_bytes, got 0"),
        (lambda: arrow.stream("cues", TABLE, max_bytes="1"), "expected int as max_bytes, got str"),  # type: ignore[arg-type]
    ],
)
def test_no_error_quotes_a_body(call: Callable[[], Any], error: str) -> None:
    """Whatever is passed in the place of what: only a short text is written, for it may be a name."""
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert error == str(caught.value)


@pytest.mark.parametrize("module", ["pandas", "polars"])
def test_a_frame_in_the_place_of_a_name(module: str) -> None:
    """It is named by its type, and not compared with names."""
    with pytest.raises(TypeError, match=r"^expected the name of a table first, then the source, got DataFrame$"):
        arrow.stream(make_frame(module), CUES_NAME)


@pytest.mark.parametrize(
    ("other", "got"),
    [
        (pa.record_batch({"body": [CUES]}), "'body' string"),
        (BATCH.select(["row", "body"]), "'row' int64, 'body' string"),
        (pa.record_batch({"body": [CUES], "row": ["1"]}), "'body' string, 'row' string"),
        (pa.record_batch({"body": [CUES.encode()], "row": [1]}), "'body' binary, 'row' int64"),
        (pa.table({"body": [CUES], "row": [1.5]}), "'body' string, 'row' double"),
    ],
)
def test_batches_of_other_columns(other: Any, got: str) -> None:
    """They are refused, since pyarrow would read their memory as if it were the first batch's."""
    message = f"expected the columns of the first item in all of them, 'body' string, 'row' int64, got {got} in item 3"
    for function in (arrow.cues, arrow.jobs, arrow.polls):
        made = function([BATCH, BATCH, other])
        with pytest.raises(ValueError, match=r"^expected") as caught:
            made.read_all()
        assert message == str(caught.value)


def test_metadata_is_no_other_column() -> None:
    """Batches whose schemas differ in remarks are read together."""
    remarked = BATCH.replace_schema_metadata({"pandas": "{}"})
    assert 8 == arrow.cues([BATCH, remarked]).read_all().num_rows


def test_a_union_is_refused_before_any_row() -> None:
    """As it is for a batch."""
    union = pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array([1])])
    table = pa.table({"body": [CUES], "mixed": union})
    with pytest.raises(TypeError, match=r"^expected no union in the column 'mixed'"):
        arrow.cues(table)
    assert 1 == arrow.polls(table).read_all().num_rows


EMPTY: dict[str, Callable[[], Any]] = {
    "NaN": lambda: make_pandas([float("nan")] * 2),
    "integers": lambda: pa.record_batch({"body": pa.array([None, None], pa.int64())}),
    "a reader": lambda: pa.table({"body": pa.array([None, None], pa.float64())}).to_reader(),
    "batches": lambda: [pa.record_batch({"body": pa.array([None], pa.int8())})] * 2,
}


def make_pandas(bodies: Any, **columns: Any) -> Any:
    """Make a data frame of pandas, or skip."""
    pandas: Any = pytest.importorskip("pandas", reason="needs the extra engines")
    return pandas.DataFrame({"body": bodies, **columns})


@pytest.mark.parametrize("source", EMPTY.values(), ids=EMPTY)
def test_a_column_of_numbers_without_any(source: Callable[[], Any]) -> None:
    """So pandas and others type a column that never had a body: each row is one that is null."""
    made = arrow.errors(source())
    rows = (made if isinstance(made, pa.RecordBatch) else made.read_all()).to_pylist()
    assert ["expected a body, got null"] * 2 == [row["message"] for row in rows]
    ranks = arrow.polls(source())
    assert 2 == (ranks if isinstance(ranks, pa.RecordBatch) else ranks.read_all()).num_rows


def test_a_frame_without_rows() -> None:
    """It has the table's columns, whatever type its own have."""
    assert arrow.SCHEMAS["cues"] == arrow.cues(make_pandas([])).read_all().schema
    assert 0 == arrow.cues(pa.table({"body": pa.array([], pa.float64())})).read_all().num_rows


def test_numbers_are_no_bodies() -> None:
    """They are refused at once, or as they are read where the first batch had none."""
    message = "^expected text or bytes in the column 'body', got {}$"
    with pytest.raises(TypeError, match=message.format("double")):
        arrow.cues(make_pandas([1.0, None]))
    batches = [pa.record_batch({"body": pa.array([value], pa.int8())}) for value in (None, 1)]
    made = arrow.errors(iter(batches))
    with pytest.raises(TypeError, match=message.format("int8")):
        made.read_all()


@pytest.mark.parametrize("kind", [pa.Table, pa.RecordBatch, pa.RecordBatchReader])
def test_a_class_is_no_source(kind: Any) -> None:
    """What a method needs is missing: the mistake is named, not what follows from it."""
    for function in FUNCTIONS.values():
        with pytest.raises(TypeError, match=f"or an iterable of these, got the class {kind.__name__}: pa.table"):
            function(kind)


@pytest.mark.parametrize("source", [BATCH, TABLE, []], ids=["batch", "table", "nothing"])
@pytest.mark.parametrize("body", [0, None, b"body"])
def test_the_body_is_named(source: Any, body: Any) -> None:
    """A column is named by text."""
    for function in FUNCTIONS.values():
        with pytest.raises(TypeError) as caught:
            function(source, body=body)
        assert f"expected the name of a column as body, got {describe(body)}" == str(caught.value)


def test_the_index_of_a_frame() -> None:
    """One with a name is a column, also a range, which pandas itself would leave out; so is one that is no range."""
    frame = make_pandas([CUES, CUES], video=["v", "w"], rank=[5, 6])
    for index, column in (("video", ["v", "v", "w", "w"]), ("rank", [5, 5, 6, 6])):
        assert column == arrow.cues(frame.set_index(index)).read_all().column(index).to_pylist()
    both = arrow.cues(frame.set_index(["video", "rank"])).read_all()
    assert ["w", 6] == [both.column(name)[3].as_py() for name in ("video", "rank")]
    assert 4 == arrow.cues(frame.set_index("body")).read_all().num_rows
    named = frame.rename_axis("row")
    assert [0, 0, 1, 1] == arrow.cues(named).read_all().column("row").to_pylist()
    assert [1, 1] == arrow.cues(named[1:]).read_all().column("row").to_pylist()
    assert ["video", "rank"] == arrow.cues(frame).schema.names[-2:]


def test_a_reader_is_read_once() -> None:
    """A second time it is empty."""
    made = arrow.cues(TABLE)
    assert [4, 0] == [made.read_all().num_rows, made.read_all().num_rows]
