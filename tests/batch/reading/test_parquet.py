"""Bodies in a column of a Parquet file are what they are in a column of an engine."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from helpers.command import read_rows

from smarthandle_results.batch import Folder, Input, Plan, Recipe, convert, inspect_inputs, read_outputs
from smarthandle_results.batch._reading.bodies import list_bodies
from smarthandle_results.batch._reading.buffer import Span, SpanKind
from smarthandle_results.batch._reading.chunks import Reading
from smarthandle_results.batch._reading.parquet import split_parquet

pytestmark = pytest.mark.engines
pa: Any = pytest.importorskip("pyarrow", reason="needs the extra parquet")
pq: Any = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")

from smarthandle_results import arrow  # noqa: E402 - needs the extra

XML = (
    '<?xml version="1.0" encoding="%s"?><GetSmartHandleJobResponse><State>Finished</State><JobResult><AiResult>'
    '[{"content":"你好，世界","from":0,"to":1.5}]</AiResult></JobResult></GetSmartHandleJobResponse>'
)
JSON = '{"State":"Failed","UserData":"<%s>"}'


def write_column(path: Path, bodies: list[Any], kind: Any) -> str:
    """Write a Parquet file of one column of bodies."""
    pq.write_table(pa.table({"body": pa.array(bodies, kind)}), path)
    return str(path)


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
