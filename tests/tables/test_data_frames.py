"""Rows as pandas and Polars make frames of them, with nothing between."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from attrs import AttrsInstance, fields
from helpers.bodies import make_body

from smarthandle_results import (
    Cue,
    Rows,
    check,
    decode_copies,
    decode_job,
    decode_response,
    to_copy_rows,
    to_cue_rows,
    to_job_row,
    to_media_rows,
    to_payload_rows,
    to_usage_row,
)
from smarthandle_results._tables.row_types import JOB_TABLES, CueRow
from smarthandle_results._tables.rows import list_columns

pytestmark = pytest.mark.engines

SPEECH = make_body([{"content": "你好", "from": 0, "to": 1.5, "speaker": 1}, {"content": "b", "from": 2, "to": 3}])
JOB = decode_job(decode_response(SPEECH))
COPIES = decode_job(
    decode_response(
        {
            "State": "Finished",
            "SmartJobInfo": {"JobType": "TextGenerate"},
            "JobResult": {
                "AiResult": json.dumps(["a", {"content": "b", "n": [1]}]),
                "Usage": '{"total_tokens":5,"x":{"y":1}}',
            },
        }
    )
)
TABLES: dict[str, Callable[[], Any]] = {
    "cues": lambda: to_cue_rows(JOB),
    "list of cues": lambda: [*to_cue_rows(JOB)],
    "payloads": lambda: to_payload_rows(JOB),
    "copies": lambda: to_copy_rows(COPIES),
    "usage": lambda: [to_usage_row(COPIES)],
    "jobs": lambda: [to_job_row(JOB), to_job_row(COPIES)],
    "media": lambda: to_media_rows(decode_job(decode_response({"State": "Finished", "JobResult": {"MediaId": "m"}}))),
    "cues of subtitles": lambda: JOB.cues,
    "transcript": lambda: JOB.result,
    "copies of a result": lambda: decode_copies('["a", {"content": "b"}]'),
    "findings": lambda: check([Cue(0, 10, "a" * 90)], "auto"),
}


@pytest.fixture(params=["pandas", "polars"])
def frames(request: pytest.FixtureRequest) -> Any:
    """Return each library that makes frames."""
    return pytest.importorskip(request.param)


@pytest.mark.parametrize("table", TABLES)
def test_a_column_for_each_field(frames: Any, table: str) -> None:
    """In their order, with their values: never one column of objects."""
    rows = TABLES[table]()
    frame = frames.DataFrame(rows)
    names = [field.name for field in fields(type(rows[0]))]
    assert names == [*frame.columns]
    assert len(rows) == len(frame)
    for name in set(names) - {"fields", "other_counts", "extra"}:
        values = [getattr(row, name) for row in rows]
        assert values == [None if value is None or value != value else value for value in frame[name]]  # noqa: PLR0124


def test_objects_are_plain_data(frames: Any) -> None:
    """A dict for pandas, a struct for Polars."""
    frame = frames.DataFrame([to_usage_row(COPIES)])
    assert [{"x": {"y": 1}}] == [*frame["other_counts"]]


def test_a_table_without_rows_has_columns_as_a_dict(frames: Any) -> None:
    """A frame made of no rows has none, since nothing says which."""
    assert [*list_columns(CueRow)] == [*frames.DataFrame(Rows.of(CueRow, ()).to_dict()).columns]
    assert [] == [*frames.DataFrame(Rows.of(CueRow, ())).columns]


@pytest.mark.parametrize("row_type", JOB_TABLES.values(), ids=JOB_TABLES)
def test_columns_of_no_rows_have_types(frames: Any, row_type: type[AttrsInstance]) -> None:
    """A frame of no rows joins one of some, in which no column changes its type."""
    full = Rows.of(row_type, [row for make in TABLES.values() for row in make() or () if type(row) is row_type])
    empty, whole = (make_frame(frames, rows) for rows in (Rows.of(row_type, ()), full))
    assert [*list_columns(row_type)] == [*empty.columns]
    assert [*empty.dtypes] == [*whole.dtypes] == [*frames.concat([empty, whole]).dtypes]
    assert "object" not in {str(kind) for kind in whole.dtypes}


def make_frame(frames: Any, rows: Rows[Any]) -> Any:
    """Make a frame with the types of its rows, as the cookbook does."""
    if frames.__name__ == "polars":
        return frames.DataFrame(rows.to_dict(), schema=rows.types)
    kinds = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
    return frames.DataFrame(rows.to_dict()).astype({name: kinds[kind] for name, kind in rows.types.items()})


def test_columns_in_arrow() -> None:
    """A schema of `arrow` gives them their types."""
    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    from smarthandle_results import arrow  # noqa: PLC0415 - after the check for pyarrow

    for rows in (to_cue_rows(JOB), Rows.of(CueRow, ())):
        table = pa.table(rows.to_dict(), schema=arrow.SCHEMAS["cues"])
        assert (len(rows), arrow.SCHEMAS["cues"]) == (table.num_rows, table.schema)


def test_every_table_is_tried() -> None:
    """Each that jobs have rows in; a pair is like these."""
    assert JOB_TABLES.keys() - {"pairs"} <= TABLES.keys()
