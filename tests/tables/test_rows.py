"""Results → rows → JSON Lines."""

import json
import pickle
import tracemalloc
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest
from attrs import AttrsInstance, asdict, frozen, make_class
from helpers.bodies import make_body
from helpers.texts import nasty_texts
from hypothesis import given, strategies as st

from smarthandle_results import (
    Copies,
    Copy,
    CopyRow,
    Cue,
    CueRow,
    Cues,
    DecodeError,
    Job,
    JobRow,
    JsonObject,
    JsonValue,
    MediaOnly,
    PairRow,
    Problem,
    Rows,
    Usage,
    UsageRow,
    decode_job,
    decode_response,
    to_copy_rows,
    to_cue_rows,
    to_cues,
    to_job_row,
    to_jsonl,
    to_usage_row,
)
from smarthandle_results._tables.cells import to_json_text
from smarthandle_results._tables.csv import to_csv
from smarthandle_results._tables.jsonl import dump_rows
from smarthandle_results._tables.row_types import JOB_TABLES
from smarthandle_results._tables.rows import Repeated, list_columns, to_error_row

JSONL = "smarthandle_results._tables.jsonl"
CSV = "smarthandle_results._tables.csv"
INFO = {
    "JobType": "TextGenerate",
    "Title": "t",
    "CreateTime": "c",
    "ModifiedTime": "m",
    "EditingConfig": json.dumps({"Type": "Title", "GenerateConfig": json.dumps({"keywords": "cake"})}),
}
RESPONSE = decode_response(make_body(["a"], JobId="j", RequestId="r", UserData="u", SmartJobInfo=INFO))


def test_a_copy_row_joins_the_copy_with_what_was_requested() -> None:
    """Counted from 1; the fields of a copy that is an object stay together, so that none is mistaken for a column."""
    copies = Copies.of((Copy("a"), Copy("b", JsonObject({"text": "b", "title": "own"}))))
    shared = {
        "job_id": "j",
        "copy_type": "Title",
        "keywords": "cake",
        "title": "t",
        "create_time": "c",
        "user_data": "u",
    }
    assert tuple(to_copy_rows(Job(RESPONSE, copies))) == (
        CopyRow(copy_index=1, text="a", fields=None, **shared),
        CopyRow(copy_index=2, text="b", fields=JsonObject({"text": "b", "title": "own"}), **shared),
    )


def test_what_the_body_does_not_say_is_not_guessed() -> None:
    """A body may have no EditingConfig, or one without keywords."""
    for config in (None, "null", "{}", '{"GenerateConfig":"{}"}'):
        response = decode_response(make_body(["a"], SmartJobInfo={"EditingConfig": config}))
        [row] = to_copy_rows(Job(response, Copies(("a",))))
        assert (None, None) == (row.copy_type, row.keywords)


def test_keywords_that_are_not_text_are_json_text() -> None:
    """They are kept in a column of text."""
    config = json.dumps({"GenerateConfig": json.dumps({"keywords": ["新店", 3]})})
    response = decode_response(make_body(["a"], SmartJobInfo={"EditingConfig": config}))
    [row] = to_copy_rows(Job(response, Copies(("a",))))
    assert '["新店",3]' == row.keywords


def test_a_usage_row_keeps_every_count() -> None:
    """The total has its column; other numbers stay under their own keys."""
    shared = {"job_id": "j", "request_id": "r", "job_type": "TextGenerate", "state": "Finished", "title": "t"}
    times = {"create_time": "c", "modified_time": "m"}
    assert UsageRow(**shared, **times, total_tokens=200, other_counts=None) == to_usage_row(
        Job(RESPONSE, usage=Usage(200))
    )
    row = to_usage_row(Job(RESPONSE, usage=Usage(None, JsonObject({"x": 1}))))
    assert row
    assert (None, JsonObject({"x": 1})) == (row.total_tokens, row.other_counts)


def test_cue_rows_count_from_one() -> None:
    """There is a row for each cue, with the job's ids."""
    response = decode_response(make_body("[]", JobId="j", Output="0123456789abcdef"))
    assert (
        CueRow(
            job_id="j",
            media_id="0123456789abcdef",
            cue_index=1,
            start_ms=0,
            end_ms=5,
            text="a",
            gap_before_ms=None,
            ends_sentence=False,
        ),
        CueRow(
            job_id="j",
            media_id="0123456789abcdef",
            cue_index=2,
            start_ms=7,
            end_ms=9,
            text="Yes.",
            gap_before_ms=2,
            ends_sentence=True,
        ),
    ) == tuple(to_cue_rows(Job(response), to_cues([Cue(0, 5, "a"), Cue(7, 9, "Yes.")])))


def test_a_job_row_counts_what_the_result_contains() -> None:
    """Counts are None where they do not apply, and 0 where there is nothing to count."""

    def count(body: str) -> tuple[object, ...]:
        row = to_job_row(decode_job(decode_response(body)))
        return row.cue_count, row.copy_count, row.duration_ms, row.total_tokens

    cues = [{"content": "a", "from": 0, "to": 2}, {"content": "b", "from": 1, "to": 1.5}]
    assert (2, None, 2000, None) == count(make_body(cues))
    assert (0, None, 0, None) == count(make_body([]))
    assert (
        None,
        1,
        None,
        5,
    ) == count(make_body(None, "TextGenerate", JobResult={"AiResult": '["a"]', "Usage": '{"total_tokens":5}'}))
    assert (None, None, None, None) == count(make_body(cues, State="Failed"))


def test_a_job_row_has_the_bodys_scalar_fields() -> None:
    """Each in its column, None where the body has none."""
    row = to_job_row(decode_job(RESPONSE))
    given_fields = {
        "job_id": "j",
        "request_id": "r",
        "job_type": "TextGenerate",
        "state": "Finished",
        "title": "t",
        "create_time": "c",
        "modified_time": "m",
        "editing_config": INFO["EditingConfig"],
        "user_data": "u",
        "result": "Copies",
        "copy_count": 1,
        "media_count": 0,
        "payload_count": 0,
    }
    line = json.loads(to_jsonl([row]))
    assert given_fields == {name: value for name, value in line.items() if value is not None}
    assert [*line] == [attribute.name for attribute in JobRow.__attrs_attrs__]


def test_columns_have_types() -> None:
    """They are the row's fields, and each has one of the five types."""
    assert {
        "job_id": "string",
        "request_id": "string",
        "job_type": "string",
        "state": "string",
        "title": "string",
        "create_time": "string",
        "modified_time": "string",
        "total_tokens": "double",
        "other_counts": "json",
    } == list_columns(UsageRow)
    kinds = {kind for row_type in JOB_TABLES.values() for kind in list_columns(row_type).values()}
    assert {"string", "int64", "double", "bool", "json"} == kinds


def test_jsonl_is_one_object_a_line_in_the_order_of_the_fields() -> None:
    """UTF-8, non-ASCII text unescaped, LF after each line, and nothing if there are no rows."""
    row = PairRow(job_id=None, pair_index=1, source="中文\u2028\n", target="", extra=JsonObject({"x": True}))
    line = '{"job_id":null,"pair_index":1,"source":"中文\u2028\\n","target":"","extra":{"x":true}}\n'
    assert line.encode() * 2 == to_jsonl([row, row])
    assert b"" == to_jsonl([])


json_numbers = st.integers(-(2**80), 2**80) | st.floats(allow_nan=False, allow_infinity=False)


@given(st.text(), json_numbers, st.lists(st.sampled_from(["\ud800", "a", "\U0001f600"])).map("".join))
def test_jsonl_reads_back_as_the_same_values(text: str, number: float, odd_text: str) -> None:
    """Long integers and lone surrogates included."""
    fields = JsonObject({"n": number, "t": (odd_text, JsonObject({text: True}))})
    copies = Copies.of((Copy(text, fields), Copy(odd_text)))
    first, second = (json.loads(line) for line in to_jsonl(to_copy_rows(Job(RESPONSE, copies))).split(b"\n")[:-1])
    assert {"n": number, "t": [odd_text, {text: True}]} == first["fields"]
    assert (text, odd_text, None) == (first["text"], second["text"], second["fields"])


seams = st.sampled_from([JsonObject({"job_id": 1}), JsonObject({"a": '},{"job_id":'}), "},{", 2**64, "\ud800", None])


@given(st.lists(st.recursive(seams, lambda values: st.lists(values).map(tuple)), max_size=5))
def test_rows_that_are_written_at_once_are_as_if_written_alone(values: list[JsonValue]) -> None:
    """Even if a value contains what is between rows, or is one that the quick way cannot write."""
    rows = to_copy_rows(Job(RESPONSE, Copies.of(Copy("},{", JsonObject({"v": value})) for value in values)))
    alone = (to_json_text(asdict(row, recurse=False)).encode() for row in rows)
    assert b"".join(line + b"\n" for line in alone) == to_jsonl(rows)


def test_rows_of_many_kinds_keep_their_order() -> None:
    """However many of one type follow one another."""
    job = to_job_row(decode_job(RESPONSE))
    rows: list[AttrsInstance] = [job, *to_copy_rows(Job(RESPONSE, Copies(("a",) * 1001))), job]
    assert [to_jsonl([row]) for row in rows] == to_jsonl(rows).splitlines(keepends=True)


def test_jsonl_is_compact_whatever_its_values() -> None:
    """An integer over 64 bits or half a character does not change the rest."""

    def write(fields: JsonObject) -> str:
        [row] = to_copy_rows(Job(RESPONSE, Copies.of((Copy(None, fields),))))
        return to_jsonl([row]).decode().partition('"fields":')[2]

    assert '{"a":1180591620717411303424,"b":["中"]}}\n' == write(JsonObject({"a": 2**70, "b": ("中",)}))
    assert '{"a":"\\ud800","b":["\\u4e2d"]}}\n' == write(JsonObject({"a": "\ud800", "b": ("中",)}))


def test_a_job_row_has_its_media_and_its_request() -> None:
    """Each in a column of its own."""
    info = {
        "Description": "d",
        "UserId": 5,
        "InputConfig": {"InputFile": "f", "JobParameters": "p", "Keyword": "k"},
        "OutputConfig": {"Bucket": "b", "Object": "o", "MediaUrl": "u", "Width": 1, "Height": 2},
    }
    result = {"MediaId": "m", "MediaUrl": "v"}
    fields = {"ErrorCode": "c", "ErrorMessage": "e", "FEExtend": "x"}
    body = {"State": "Failed", "JobResult": result, "SmartJobInfo": info, **fields}
    row = json.loads(to_jsonl([to_job_row(decode_job(decode_response(body)))]))
    assert {
        "state": "Failed",
        "description": "d",
        "user_id": "5",
        "input_file": "f",
        "input_keyword": "k",
        "job_parameters": "p",
        "output_bucket": "b",
        "output_object": "o",
        "output_media_url": "u",
        "output_width": 1,
        "output_height": 2,
        "media_id": "m",
        "media_url": "v",
        "error_code": "c",
        "error_message": "e",
        "fe_extend": "x",
        "media_count": 1,
        "payload_count": 0,
    } == {name: value for name, value in row.items() if value is not None}


CUE_ROWS = to_cue_rows(Job(RESPONSE), to_cues([Cue(0, 5, "a"), Cue(5, 9, "b"), Cue(9, 11, "c")]))


def test_rows_are_a_sequence_over_columns() -> None:
    """A row is built when someone asks for it; a slice is a tuple of rows."""
    first, second, third = CUE_ROWS
    assert (2, "b", 0, False) == (second.cue_index, second.text, second.gap_before_ms, second.ends_sentence)
    assert CUE_ROWS[1] == second
    assert (first, third) == CUE_ROWS[::2]
    assert CUE_ROWS[-1] == third
    with pytest.raises(IndexError):
        CUE_ROWS[3]


def test_rows_are_equal_if_their_rows_are() -> None:
    """However their columns are kept; so are the hashes, and a pickle is as good as the original."""
    other = Rows.of(CueRow, [*CUE_ROWS])
    assert CUE_ROWS == other == pickle.loads(pickle.dumps(CUE_ROWS))
    assert hash(CUE_ROWS) == hash(other)
    assert CUE_ROWS != Rows.of(CueRow, CUE_ROWS[:2])
    assert "Rows(3 rows, CueRow(job_id='j', cue_index=1, start_ms=0, end_ms=5, text=…)" == repr(other)
    assert "Rows(0 rows, CueRow)" == repr(Rows.of(CueRow, ()))


def test_a_row_alone_may_have_what_utf_8_has_not() -> None:
    """A lone surrogate is an escape of JSON, as it is among many rows."""
    values: dict[str, Any] = {**dict.fromkeys(list_columns(CopyRow)), "text": "\ud800"}
    assert "\ud800" == json.loads(to_jsonl([CopyRow(**values)]))["text"]


def test_rows_of_other_classes_have_their_fields() -> None:
    """And no more, whatever is beside them in a dict, nor less: a data class may hide what an attrs class has."""

    @frozen(slots=False)
    class Own:
        a: int = 1
        _b: int = 2

    row = dataclass(init=False, repr=False, eq=False)(Own)()
    vars(row)["total"] = 3
    assert b'{"a":1,"_b":2}\n' == to_jsonl([row])


def test_no_rows_have_their_columns() -> None:
    """A table without rows is a table."""
    assert Rows.of(CueRow, []) == to_cue_rows(Job(RESPONSE)) == to_cue_rows(Job(RESPONSE), Cues())
    assert {name: [] for name in list_columns(CueRow)} == Rows.of(CueRow, ()).to_dict()
    assert b"" == to_jsonl(Rows.of(CueRow, ()))
    assert () == tuple(to_copy_rows(Job(RESPONSE))) == tuple(to_copy_rows(Job(RESPONSE, MediaOnly())))
    assert to_usage_row(Job(RESPONSE)) is None


def test_columns_of_unequal_length_are_not_rows() -> None:
    """Nor are columns that are not one for each field."""
    with pytest.raises(ValueError, match=r"^expected columns of equal length$"):
        Rows(Cue, ((1, 2), (3, 4), ("a",)))
    with pytest.raises(ValueError, match=r"^expected 3 columns, got 2$"):
        Rows(Cue, ((1, 2), (3, 4)))


def test_data_frames_get_json_text() -> None:
    """Each column is a list under its name, and an object its JSON text."""
    rows = to_copy_rows(Job(RESPONSE, Copies.of((Copy("a"), Copy("b", JsonObject({"n": (1, "中")}))))))
    columns = rows.to_dict()
    assert [*list_columns(CopyRow)] == [*columns]
    assert (["j", "j"], [1, 2], [None, '{"n":[1,"中"]}']) == (
        columns["job_id"],
        columns["copy_index"],
        columns["fields"],
    )


@given(
    st.lists(st.tuples(nasty_texts, nasty_texts | st.none(), st.integers() | st.booleans())), nasty_texts | st.none()
)
def test_columns_are_written_as_their_rows(values: list[tuple[str, str | None, int]], job_id: str | None) -> None:
    """Both speeds write the same bytes, whatever the values."""
    texts, medias, numbers = zip(*values, strict=True) if values else ((), (), ())
    shared = Repeated.of(job_id, len(values)) if values else ()
    flags = [number is True for number in numbers]
    rows = Rows(CueRow, (shared, medias, range(len(values)), numbers, [*numbers], texts, [*medias], flags))
    with patch(f"{JSONL}.MANY_ROWS", 1), patch(f"{JSONL}.ROWS_AT_ONCE", 2):
        assert dump_rows(rows) == to_jsonl(tuple(rows)) == to_jsonl(rows)
    with patch(f"{CSV}.ROWS_AT_ONCE", 2):
        assert to_csv(tuple(rows)) == to_csv(rows)


@given(st.lists(st.floats() | st.integers(), min_size=1), seams.map(lambda value: JsonObject({"a": value})))
def test_numbers_and_objects_are_written_as_in_their_rows(numbers: list[float], counts: JsonObject) -> None:
    """A float that is not a number is null, and an object is compact."""
    usages = [to_usage_row(Job(RESPONSE, usage=Usage(number, counts))) for number in numbers]
    rows = Rows.of(UsageRow, [row for row in usages if row])
    with patch(f"{JSONL}.MANY_ROWS", 1):
        assert dump_rows(rows) == to_jsonl(tuple(rows)) == to_jsonl(rows)


def test_an_error_row_has_the_first_problem() -> None:
    """And it counts all of them, listed or not; no body has no digest."""
    error = DecodeError((Problem(".a", "expected string, got number"), Problem(".b", "x")), unlisted=5)
    row = to_error_row(error, "中")
    assert (".a", "expected string, got number", 7) == (row.path, row.message, row.problem_count)
    assert (to_error_row(error, "中".encode()).sha256, None) == (row.sha256, to_error_row(error, None).sha256)


@frozen
class Nested:
    """A row of a caller's own, with values that contain others, and a private field."""

    number: int
    tags: list[str]
    counts: dict[str, int]
    _secret: str = ""


@pytest.mark.parametrize("count", [1, 8, 20])
@pytest.mark.parametrize("tags", [[], ["a"], ["a", "b"]])
def test_rows_of_a_callers_own_type_are_written_as_one_by_one(count: int, tags: list[str]) -> None:
    """A list or a mapping is JSON however the rows are written; private fields are read by their alias."""
    row = Nested(1, tags, {"x": 2}, "s")
    rows = Rows.of(Nested, [row] * count)
    assert {"number": "int64", "tags": "json", "counts": "json", "_secret": "string"} == list_columns(Nested)
    assert to_jsonl([row] * count) == to_jsonl(rows)
    assert to_csv([row] * count) == to_csv(rows)
    assert (row, *[row] * (count - 1)) == tuple(rows)
    assert [json.dumps(tags, separators=(",", ":"))] * count == rows.to_dict()["tags"]


@pytest.mark.parametrize("value", [("x",), ("x", "y"), {"a": 1}, [], None, "", "\x7f", "a\x7fb"])
def test_a_value_of_another_type_breaks_no_line(value: Any) -> None:
    """Rows that a caller built may have anything in their columns."""
    rows = Rows(Cue, ((0,) * 24, (1,) * 24, (value, "b") * 12))
    lines = [json.loads(line) for line in to_jsonl(rows).splitlines()]
    assert [json.loads(json.dumps(value)), "b"] * 12 == [line["text"] for line in lines]


def test_long_texts_take_little_memory() -> None:
    """Whatever they are full of, and at any length."""
    peaks: dict[tuple[str, int], float] = {}
    for character in "\x7fa":
        for size in (100_000, 300_000):
            rows = Rows.of(Cue, [Cue(0, 1, character * size)] * 20)
            tracemalloc.start()
            written = to_jsonl(rows)
            peaks[character, size] = tracemalloc.get_traced_memory()[1] / len(written)
            tracemalloc.stop()
            assert written == dump_rows(rows)
    assert peaks["\x7f", 100_000] <= peaks["a", 100_000]
    assert peaks["a", 300_000] < 6


MANY: dict[str, Rows[Any]] = {
    "cues": to_cue_rows(Job(RESPONSE), to_cues([Cue(n, n + 1, f'%b "{n}"') for n in range(24)])),
    "copies": to_copy_rows(Job(RESPONSE, Copies(("a", None, "100 %") * 8))),
    "copies of objects": to_copy_rows(
        Job(RESPONSE, Copies.of([Copy("a", JsonObject({"n": (1, 2)})), Copy(None)] * 12))
    ),
    "pairs": Rows.of(
        PairRow, [PairRow(job_id="%s", pair_index=n, source="a", target="b", extra=None) for n in range(24)]
    ),
    "one value": Rows(Cue, tuple(Repeated.of(value, 24) for value in (0, 1, "%"))),
}


@pytest.mark.parametrize("rows", MANY.values(), ids=MANY)
def test_many_rows_are_written_by_columns(rows: Rows[Any]) -> None:
    """The way of few rows, which would write the same in twice the time, is not needed."""
    expected = dump_rows(rows)
    with patch(f"{JSONL}.dump_rows", side_effect=AssertionError):
        assert expected == to_jsonl(rows)


def test_rows_without_a_value_of_their_own_are_lines() -> None:
    """Each line is the same."""
    rows = Rows(Cue, tuple(Repeated.of(value, 20) for value in (0, 1, "a")))
    assert b'{"start_ms":0,"end_ms":1,"text":"a"}\n' * 20 == dump_rows(rows) == to_jsonl(rows)


@pytest.mark.parametrize("numbers", [range(24), range(5, 29), range(-4, 20), range(0, 48, 2), range(24, 0, -1)])
def test_numbers_that_count_are_written_as_others(numbers: range) -> None:
    """From wherever they do, and up or down."""
    rows = Rows(Cue, (numbers, (*numbers,), ("a",) * 24))
    with patch(f"{JSONL}.ROWS_AT_ONCE", 4):
        assert dump_rows(rows) == to_jsonl(rows)
    assert dump_rows(rows) == to_jsonl(rows)


def test_rows_have_columns() -> None:
    """A type without fields has no rows to tell apart."""
    with pytest.raises(ValueError, match=r"^expected a row type with fields, got one without$"):
        Rows.of(make_class("Empty", []), [])


def test_cells_have_the_types_of_their_columns() -> None:
    """They are those of the cells in `to_dict`, whether there are rows or none; JSON is text."""
    some, none = (make_body(copies, "TextGenerate") for copies in ([{"text": "a", "n": 1}], []))
    rows, empty = (to_copy_rows(decode_job(decode_response(body))) for body in (some, none))
    cells = {name: column[0] for name, column in rows.to_dict().items() if column[0] is not None}
    assert {name: type(cell) for name, cell in cells.items()} == {name: empty.types[name] for name in cells}
    assert empty.types == rows.types


def test_the_cues_of_a_call_take_the_place_of_the_jobs_own() -> None:
    """Also if they are none: what was filtered away does not come back."""
    job = decode_job(decode_response(make_body([{"content": "a", "from": 0, "to": 1}])))
    assert 1 == len(to_cue_rows(job))
    assert () == tuple(to_cue_rows(job, Cues()))
    assert ["b"] == [row.text for row in to_cue_rows(job, to_cues([Cue(0, 1, "b")]))]


@pytest.mark.parametrize(
    ("row_type", "rows", "message"),
    [
        (UsageRow, [None], "a UsageRow at index 0, got None: a job without usage has no row of usage: leave it out"),
        (CueRow, [*CUE_ROWS, Job(RESPONSE)], "a CueRow at index 3, got Job: to_job_row and the like make one"),
        (CueRow, [CUE_ROWS], "a CueRow at index 0, got Rows: pass its rows, or the Rows themselves to to_jsonl"),
        (CueRow, 5, "rows, got int: pass rows in a list"),
        (int, [1], "a class of rows, got the class int: it is CueRow, CopyRow and the like"),
        ("CueRow", [], "a class of rows, got str: it is CueRow, CopyRow and the like"),
    ],
)
def test_rows_are_of_one_type(row_type: Any, rows: Any, message: str) -> None:
    """What is no such row is named with its index."""
    with pytest.raises(TypeError, match=f"^expected {message}$"):
        Rows.of(row_type, rows)
