"""Bodies in a column of a Parquet file are what they are in a column of an engine."""

import pickle
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from helpers.command import read_rows

from smarthandle_results import PROFILES
from smarthandle_results.batch import Folder, Input, Plan, Recipe, check_inputs, convert, inspect_inputs, read_outputs
from smarthandle_results.batch._reading.bodies import list_bodies
from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.parquet import split_parquet

pytestmark = pytest.mark.engines
pa: Any = pytest.importorskip("pyarrow", reason="needs the extra parquet")
pq: Any = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")

from smarthandle_results import arrow  # noqa: E402 - needs the extra
from smarthandle_results.arrow._bodies import find_body_column  # noqa: E402 - likewise

XML = (
    '<?xml version="1.0" encoding="%s"?><GetSmartHandleJobResponse><State>Finished</State><JobResult><AiResult>'
    '[{"content":"你好，世界","from":0,"to":1.5}]</AiResult></JobResult></GetSmartHandleJobResponse>'
)
ADVICE = (
    "keep it as text, or make it JSON text with to_json in SQL, .map(json.dumps) in pandas, .struct.json_encode() in "
)
ADVICE += "Polars"
JSON = '{"State":"Failed","UserData":"<%s>"}'
ADVICE = (
    "keep it as text, or make it JSON text with "
    "to_json in SQL, .map(json.dumps) in pandas, .struct.json_encode() in Polars"
)


def write_column(path: Path, bodies: list[Any], kind: Any) -> str:
    """Write a Parquet file of one column of bodies."""
    pq.write_table(pa.table({"body": pa.array(bodies, kind)}), path)
    return str(path)


def read_column(path: str) -> list[tuple[SpanKind, bytes]]:
    """Return the kind and the bytes of each row."""
    return [(span.kind, span.data) for span in split_parquet(path, "body", max_body=1000)]


@pytest.mark.parametrize("encoding", ["GBK", "ISO-8859-1", "UTF-8"])
def test_xml_in_a_column_of_text(tmp_path: Path, encoding: str) -> None:
    """XML that is stored as text is text, whatever encoding it declares: `convert` finds the cues that engines find."""
    body = XML % encoding
    inputs = (Input(write_column(tmp_path / "in.parquet", [body], pa.string())),)
    convert(Plan(inputs=inputs, destination=Folder(tmp_path / "out"), recipe=Recipe(outputs=read_outputs(["cues"]))))
    [cue] = read_rows(tmp_path / "out/cues.jsonl")
    [row] = arrow.cues(pa.RecordBatch.from_pydict({"body": pa.array([body])})).to_pylist()
    assert "你好，世界" == cue["text"]
    assert row == {name: cue[name] for name in row}
    [inspection] = inspect_inputs(inputs, Reading())
    assert inspection.job is not None
    assert inspection.job.cues is not None
    assert ["你好，世界"] == [cue.text for cue in inspection.job.cues]


def test_a_bad_body_that_is_text(tmp_path: Path) -> None:
    """Its hash and its file in the quarantine are of the bytes that the column stores."""
    body = "<a>你好</a>"
    convert(
        Plan(
            inputs=(Input(write_column(tmp_path / "in.parquet", [body], pa.string())),),
            destination=Folder(tmp_path / "out"),
            recipe=Recipe(outputs=read_outputs(["errors"])),
            quarantine=tmp_path / "bad",
        )
    )
    [row] = read_rows(tmp_path / "out/errors.jsonl")
    assert sha256(body.encode()).hexdigest() == row["sha256"]
    assert [body.encode()] == [path.read_bytes() for path in (tmp_path / "bad").iterdir()]


@pytest.mark.parametrize("kind", ["string", "large_string", "dictionary", "binary"])
def test_kinds_of_columns(tmp_path: Path, kind: str) -> None:
    """Only XML in a column of text is text; the line is the row, and a body that is too large is refused there."""
    column = pa.dictionary(pa.int32(), pa.string()) if kind == "dictionary" else getattr(pa, kind)()
    bodies = [JSON % "a", XML % "GBK", None, JSON % ("a" * 1000)]
    values = [body.encode() if body and kind == "binary" else body for body in bodies]
    path = write_column(tmp_path / "in.parquet", values, column)
    spans = list(split_parquet(path, "body", max_body=500))
    text = SpanKind.BODY if kind == "binary" else SpanKind.TEXT
    assert [
        Span(SpanKind.BODY, path, None, 1, (JSON % "a").encode()),
        Span(text, path, None, 2, (XML % "GBK").encode()),
        Span(SpanKind.REFUSED, path, None, 3, message="expected a body, got null"),
        Span(SpanKind.REFUSED, path, None, 4, message="expected a body of at most 500 bytes, got more"),
    ] == spans
    [body] = list_bodies(spans[1])
    assert ((XML % "GBK").encode() if kind == "binary" else XML % "GBK") == body.text_or_bytes


ENCODED = [
    *(pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.uint32(), pa.large_string())),
    *(pa.string_view(), pa.json_(), pa.json_(pa.large_string()), pa.opaque(pa.string(), "json", "somebody")),
]


@pytest.mark.parametrize("kind", ENCODED, ids=str)
def test_encodings_of_text(tmp_path: Path, kind: Any) -> None:
    """Dictionaries, views and extension types, such as the logical type JSON, are the text that they stand for."""
    body = XML % "GBK"
    values = [body, None, JSON % "a", body, JSON % "a"]
    if isinstance(kind, pa.BaseExtensionType):
        column = pa.ExtensionArray.from_storage(kind, pa.array(values, kind.storage_type))
    else:
        column = pa.array(values, pa.string()).cast(kind)
    path = str(tmp_path / "in.parquet")
    try:
        pq.write_table(pa.table({"body": column}), path, row_group_size=2)
    except pa.ArrowNotImplementedError:
        pytest.skip("this version of Arrow does not write views")
    xml, json = (SpanKind.TEXT, body.encode()), (SpanKind.BODY, (JSON % "a").encode())
    assert [xml, (SpanKind.REFUSED, b""), json, xml, json] == read_column(path)


def test_json_that_an_engine_wrote(tmp_path: Path) -> None:
    """DuckDB's JSON is the logical type JSON; `convert` and `inspect` read it."""
    duckdb: Any = pytest.importorskip("duckdb")
    path = tmp_path / "in.parquet"
    connection = duckdb.connect()
    connection.execute("create table bodies (id int, body json)")
    connection.execute("insert into bodies values (1, ?), (2, ?)", [JSON % "a", JSON % "é"])
    connection.execute(f"copy bodies to '{path}' (format parquet)")
    inputs = (Input(str(path)),)
    convert(Plan(inputs=inputs, destination=Folder(tmp_path / "out"), recipe=Recipe(outputs=read_outputs(["jobs"]))))
    assert ["Failed", "Failed"] == [row["state"] for row in read_rows(tmp_path / "out/jobs.jsonl")]
    assert [True, True] == [inspection.job is not None for inspection in inspect_inputs(inputs, Reading())]
    assert [(JSON % "a").encode(), (JSON % "é").encode()] == [data for _, data in read_column(str(path))]


def test_categories_of_bodies(tmp_path: Path) -> None:
    """Polars writes them as a dictionary of views."""
    polars: Any = pytest.importorskip("polars")
    frame = polars.DataFrame({"body": polars.Series([JSON % "a", None, JSON % "a"], dtype=polars.Categorical)})
    frame.write_parquet(tmp_path / "in.parquet")
    same = (SpanKind.BODY, (JSON % "a").encode())
    assert [same, (SpanKind.REFUSED, b""), same] == read_column(str(tmp_path / "in.parquet"))


def test_other_columns_do_not_matter(tmp_path: Path) -> None:
    """Only the bodies are read, even of a name with dots."""
    table = pa.table({"a": [{"b": 1}], "a.body": [JSON % "a"], "c": [[None]]})
    pq.write_table(table, tmp_path / "in.parquet")
    [span] = split_parquet(str(tmp_path / "in.parquet"), "a.body", max_body=1000)
    assert (JSON % "a").encode() == span.data


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"JobId": "x"}, f"struct<JobId: string>; {ADVICE}"),
        (["x"], f"list<element: string>; {ADVICE}"),
        (1.5, "double"),
    ],
)
def test_a_column_of_no_bodies(tmp_path: Path, body: Any, kind: str) -> None:
    """One refused span names the column and its type, as the functions of an engine do."""
    pq.write_table(pa.table({"body": [body]}), tmp_path / "in.parquet")
    path = str(tmp_path / "in.parquet")
    message = f"expected text or bytes in the column 'body', got {kind}"
    assert [Span(SpanKind.REFUSED, path, None, 1, message=message)] == list(split_parquet(path, "body", max_body=9))
    with pytest.raises(TypeError) as caught:
        find_body_column(pq.read_schema(path), "body")
    assert message == str(caught.value)


def test_a_file_without_the_column(tmp_path: Path) -> None:
    """It is named, with the columns that it has; so is a file with two such columns."""
    path = str(tmp_path / "in.parquet")
    pq.write_table(pa.table({"id": [1], "raw": ["{}"]}), path)
    with pytest.raises(ValueError, match=r": expected a column named 'body'") as caught:
        next(split_parquet(path, "body", max_body=9))
    assert f"{path}: expected a column named 'body', got 'id', 'raw'; perhaps it is 'raw'" == str(caught.value)
    assert str(caught.value) == str(pickle.loads(pickle.dumps(caught.value)))
    pq.write_table(pa.table([["{}"], ["{}"]], names=["body", "body"]), path)
    with pytest.raises(ValueError, match=r": expected one column named 'body', got 2$"):
        next(split_parquet(path, "body", max_body=9))


def test_files_with_different_columns(tmp_path: Path) -> None:
    """One without the column is a row of errors, and all else is converted; where none has it, its name is wrong."""
    for name, column in (("a", "body"), ("b", "response")):
        pq.write_table(pa.table({column: [JSON % name]}), tmp_path / f"{name}.parquet")
    inputs = tuple(Input(str(tmp_path / f"{name}.parquet")) for name in "ab")
    plan = Plan(
        inputs=inputs,
        destination=Folder(tmp_path / "out"),
        recipe=Recipe(outputs=read_outputs(["jobs"])),
        reading=Reading(column="response"),
    )
    record = convert(plan)
    assert [inputs[1].name] == [row["source"] for row in read_rows(tmp_path / "out/jobs.jsonl")]
    message = "expected a column named 'response', got 'body'"
    [error] = read_rows(tmp_path / "out/errors.jsonl")
    assert (1, inputs[0].name, message) == (record.counts["bad"], error["source"], error["message"])
    faults = check_inputs(inputs, plan.reading, PROFILES["auto"])
    assert [(inputs[0].name, message)] == [(fault.source, fault.message) for fault in faults]
    with pytest.raises(ValueError, match=r"/a.parquet: expected a column named 'raw', got 'body'$"):
        convert(evolve(plan, reading=Reading(column="raw")))
    assert [inputs[1].name] == [row["source"] for row in read_rows(tmp_path / "out/jobs.jsonl")]
