"""Record batches of bodies → record batches of rows."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import fields
from helpers.bodies import make_body
from hypothesis import given, strategies as st

from smarthandle_results import Cue
from smarthandle_results._tables.flatten import ROW_TYPES

pytestmark = pytest.mark.engines
pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")

from smarthandle_results import arrow  # noqa: E402 - after the check for pyarrow

FUNCTIONS = {
    "cues": arrow.cues,
    "copies": arrow.copies,
    "usage": arrow.usage,
    "pairs": arrow.pairs,
    "media": arrow.media,
    "payloads": arrow.payloads,
    "jobs": arrow.jobs,
    "errors": arrow.errors,
}
CUES = make_body([{"content": "a", "from": 0, "to": 1}, {"content": "中", "from": 1, "to": 2.5}], JobId="x")
COPIES = make_body(["one", {"text": "two", "n": [1.5, None]}], "TextGenerate", JobId="y")
TRANSLATION = make_body(
    {
        "EditingProjectId": "p",
        "TranslatedTextArray": [{"Source": "你好", "Target": "Hello"}, {"Source": "a", "Target": "b", "n": [1.5]}],
        "VideoTranslationAiResultMap": {"en": {"MediaURL": "v", "Size": 5}},
        "Chapters": ["中"],
    },
    "VideoTranslation",
    JobId="z",
)


def make_batch(*bodies: str | None, **columns: Any) -> Any:
    """Make a batch of bodies and other columns."""
    return pa.RecordBatch.from_pydict({"body": pa.array(bodies, pa.string()), **columns})


def test_columns_are_the_fields_of_the_rows() -> None:
    """Same names, same order; text and objects are strings, integers int64, tokens float64; `string` everywhere."""
    assert {*ROW_TYPES} == {*arrow.SCHEMAS}
    for table, schema in arrow.SCHEMAS.items():
        assert [field.name for field in fields(ROW_TYPES[table])] == schema.names
    assert "path: string\nmessage: string\nproblem_count: int64\nsha256: string" == str(arrow.SCHEMAS["errors"])
    numbers = {
        name: str(kind) for schema in arrow.SCHEMAS.values() for name, kind in _columns(schema) if kind != "string"
    }
    assert {
        "copy_count": "int64",
        "copy_index": "int64",
        "cue_count": "int64",
        "cue_index": "int64",
        "duration_ms": "int64",
        "end_ms": "int64",
        "item_index": "int64",
        "media_count": "int64",
        "output_height": "int64",
        "output_width": "int64",
        "pair_count": "int64",
        "pair_index": "int64",
        "payload_count": "int64",
        "problem_count": "int64",
        "start_ms": "int64",
        "total_tokens": "double",
    } == numbers


def _columns(schema: Any) -> Iterator[tuple[str, Any]]:
    return zip(schema.names, schema.types, strict=True)


def test_cues() -> None:
    """There is a row for each cue, in whole milliseconds and counted from 1."""
    assert [
        {"job_id": "x", "media_id": None, "cue_index": 1, "start_ms": 0, "end_ms": 1000, "text": "a"},
        {"job_id": "x", "media_id": None, "cue_index": 2, "start_ms": 1000, "end_ms": 2500, "text": "中"},
    ] == arrow.cues(make_batch(CUES, COPIES)).to_pylist()


def test_copies() -> None:
    """There is a row for each copy; all of an object is JSON text."""
    rows = arrow.copies(make_batch(CUES, COPIES)).to_pylist()
    assert [
        ("y", 1, "one", None),
        ("y", 2, "two", '{"text":"two","n":[1.5,null]}'),
    ] == [(row["job_id"], row["copy_index"], row["text"], row["fields"]) for row in rows]


def test_usage() -> None:
    """Tokens are numbers, other counts JSON text."""
    body = make_body(JobResult={"Usage": '{"total_tokens":200,"n":1}'})
    [row] = arrow.usage(make_batch(CUES, body)).to_pylist()
    assert (200.0, '{"n":1}') == (row["total_tokens"], row["other_counts"])


def test_a_translation_is_in_three_tables() -> None:
    """Its sentences, its ids and URLs, and the rest as JSON text."""
    batch = make_batch(CUES, TRANSLATION, COPIES, TRANSLATION)
    pairs = [("z", 1, "你好", "Hello", None), ("z", 2, "a", "b", '{"n":[1.5]}')]
    assert pairs * 2 == [tuple(row.values()) for row in arrow.pairs(batch).to_pylist()]
    media = [("z", "editing_project", None, "p", None), ("z", "translated_video", "en", None, "v")]
    assert media * 2 == [tuple(row.values()) for row in arrow.media(batch).to_pylist()]
    payloads = [("z", "translation", None, '{"Chapters":["中"]}'), ("z", "translated_media", 1, '{"Size":5}')]
    assert payloads * 2 == [tuple(row.values()) for row in arrow.payloads(batch).to_pylist()]


def test_jobs_and_errors_are_all_bodies() -> None:
    """Every body is a row of one or the other, with the other columns of the input."""
    batch = make_batch(CUES, None, "", '{"State":"Failed"}', row=[1, 2, 3, 4])
    assert [1, 4] == arrow.jobs(batch).column("row").to_pylist()
    assert [2, 3] == arrow.errors(batch).column("row").to_pylist()


@pytest.mark.parametrize("table", FUNCTIONS)
@pytest.mark.parametrize("batch", [make_batch(), make_batch(None, row=[1]).slice(1), make_batch(CUES), make_batch("")])
def test_the_schema_is_known_before_the_rows(table: Any, batch: Any) -> None:
    """It follows from the input's schema, whatever the rows."""
    assert arrow.to_schema(table, batch.schema) == FUNCTIONS[table](batch).schema


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "binary", "large_binary", "binary_view"])
def test_types_of_the_body(kind: str) -> None:
    """Strings and binary, plain, large and view, make the same rows."""
    bodies = [CUES, None, COPIES, "", "\ufeff <GetSmartHandleJobResponse><State>中</State></GetSmartHandleJobResponse>"]
    batch = make_batch(*bodies)
    other = pa.record_batch([batch.column("body").cast(getattr(pa, kind)())], names=["body"])
    for table in FUNCTIONS.values():
        assert table(batch) == table(other)


def test_text_that_declares_an_encoding() -> None:
    """XML in a string column is text, whatever encoding it declares; in a binary column the declaration counts."""
    xml = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    xml += "<GetSmartHandleJobResponse><State>Failed</State><JobId>é</JobId></GetSmartHandleJobResponse>"
    text, binary = make_batch(xml), pa.record_batch([pa.array([xml.encode("latin-1")])], names=["body"])
    assert arrow.jobs(text) == arrow.jobs(binary)
    assert ["é"] == arrow.jobs(text).column("job_id").to_pylist()


def test_a_column_of_nothing() -> None:
    """A column that never held a body has the type null, as Ray makes it: each row is an error."""
    batch = pa.record_batch([pa.nulls(2)], names=["body"])
    assert ["expected a body, got null"] * 2 == arrow.errors(batch).column("message").to_pylist()
    assert 0 == arrow.cues(batch).num_rows


def test_bodies_of_a_column() -> None:
    """XML in a text column is text, anything else bytes; text that is not UTF-8 stays as it is."""
    values = ["{}", None, " <a/>", "\ufeff<é/>"]
    column = pa.array(values)
    assert [b"{}", None, " <a/>", "\ufeff<é/>"] == [*arrow.read_bodies(column)]
    raw = [None if value is None else value.encode() for value in values]
    assert raw == [*arrow.read_bodies(pa.array(raw))]
    latin = "<é/>".encode("latin-1")
    offsets = pa.py_buffer(bytes((0, 0, 0, 0, len(latin), 0, 0, 0)))
    assert [latin] == [*arrow.read_bodies(pa.StringArray.from_buffers(1, offsets, pa.py_buffer(latin)))]


def test_a_dictionary_of_bodies() -> None:
    """Engines make such columns from repeated values; their bodies are read like any other."""
    batch = make_batch(CUES, None, CUES)
    repeated = pa.record_batch([batch.column("body").dictionary_encode()], names=["body"])
    assert arrow.cues(batch) == arrow.cues(repeated)
    assert [*arrow.read_bodies(batch.column("body"))] == [*arrow.read_bodies(repeated.column("body"))]


def test_types_that_hold_bodies() -> None:
    """Text, binary and nothing do; numbers and nested values do not."""
    good = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()]
    good += [pa.null(), pa.dictionary(pa.int32(), pa.string())]
    bad = [pa.int64(), pa.list_(pa.string()), pa.dictionary(pa.int32(), pa.int64()), pa.binary(4)]
    assert [True] * len(good) + [False] * len(bad) == [arrow.holds_bodies(kind) for kind in (*good, *bad)]


def test_a_schema_of_any_rows() -> None:
    """Tables beyond those of engines have their columns by the same types."""
    names = ["start_ms", "end_ms", "text"]
    assert pa.schema(list(zip(names, (pa.int64(), pa.int64(), pa.string()), strict=True))) == arrow.make_schema(Cue)


def test_strings_that_are_not_utf_8() -> None:
    """Arrow does not check the bytes of a string column: such a body is bad."""
    column = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\3\0\0\0"), pa.py_buffer(b'"\xff"'))
    assert 1 == arrow.errors(pa.record_batch([column], names=["body"])).num_rows


def test_the_body_has_a_column_of_its_own() -> None:
    """A missing column, two of them, or one of another type are the caller's mistakes."""
    with pytest.raises(ValueError, match=r"^expected one column named 'text', got 0$"):
        arrow.cues(make_batch(CUES), "text")
    twice = pa.record_batch([pa.array([CUES])] * 2, names=["body", "body"])
    with pytest.raises(ValueError, match=r"^expected one column named 'body', got 2$"):
        arrow.cues(twice)
    with pytest.raises(TypeError, match=r"^expected strings or binary in the column 'row', got int64$"):
        arrow.cues(make_batch(CUES, row=[1]), "row")


def test_columns_named_like_ours() -> None:
    """They are repeated as `source_...`, in upper or lower case, and no name is used twice."""
    columns = {"text": ["p"], "Job_ID": [1], "source_text": [2.5], "body_": [None]}
    made = arrow.cues(make_batch(CUES, **columns))
    names = ["source_source_text", "source_Job_ID", "source_text", "body_"]
    assert [*arrow.SCHEMAS["cues"].names, *names] == made.schema.names
    assert ["p", 1, 2.5, None] == [made.column(name)[1].as_py() for name in names]
    assert ["x", "中"] == [made.column(name)[1].as_py() for name in ("job_id", "text")]


@given(st.lists(st.sampled_from(["a", "A", "b", "source_a", "source_b", "SOURCE_A", "c"])))
def test_renamed_columns_have_free_names(names: list[str]) -> None:
    """No name is used twice, in upper or lower case, and a column whose name is free keeps it."""
    free = arrow.rename_columns(["a", "b"], names)
    lower = [name.lower() for name in free]
    assert len({*lower, "a", "b"}) == len(names) + 2
    assert ["c"] * ("c" in names) == [new for new, name in zip(free, names, strict=True) if name == "c"][:1]


def test_any_type_is_passed_through() -> None:
    """Nested, dictionary and view columns, and nulls, are repeated in every row of their body."""
    columns = {
        "tags": pa.array([["a", "b"], None]),
        "map": pa.array([[("k", 1)], None], pa.map_(pa.string(), pa.int64())),
        "at": pa.array([0, None], pa.timestamp("us", "UTC")),
        "kind": pa.array(["d", None]).dictionary_encode(),
        "view": pa.array(["v", None], pa.string_view()),
        "nothing": pa.nulls(2),
    }
    made = arrow.cues(make_batch(CUES, CUES, **columns))
    for name, column in columns.items():
        assert column.to_pylist() == made.column(name).to_pylist()[1:3]
        assert column.type == made.column(name).type or name == "view"


@pytest.mark.parametrize("table", FUNCTIONS)
@given(st.lists(st.sampled_from([CUES, COPIES, TRANSLATION, None, "", "[]"]), max_size=8), st.integers(1, 400))
def test_a_stream_is_the_batch_divided(table: Any, bodies: list[str | None], max_bytes: int) -> None:
    """However small its batches, a stream has the same rows in the same order, and no empty batch."""
    batch = make_batch(*bodies, row=list(range(len(bodies))))
    made = list(arrow.stream(table, [batch.slice(0, 3), batch.slice(3)], max_bytes=max_bytes))
    assert all(part.num_rows for part in made)
    whole = FUNCTIONS[table](batch)
    assert whole.to_pylist() == [row for part in made for row in part.to_pylist()]


def test_no_column_grows_beyond_its_bound() -> None:
    """Values that every row repeats, such as a long id or the input's, divide even one body's rows."""
    cues = [{"content": f"{index}" * 10, "from": index, "to": index + 1} for index in range(1000)]
    body = make_body(cues, JobId="i" * 5000)
    batch = make_batch(body, CUES, note=["n" * 2000, None], tags=[["t" * 100] * 20, None])
    made = list(arrow.stream("cues", [batch], max_bytes=2**20))
    sizes = [column.nbytes for part in made for column in part.columns]
    assert max(sizes) <= 2**20 < sum(sizes)
    assert [*range(1, 1001), 1, 2] == [index for part in made for index in part.column("cue_index").to_pylist()]


def test_polls() -> None:
    """Each body has its key and rank, in order; one that identifies nothing, or is bad, has no key."""
    info = {"ModifiedTime": "2024-01-01T00:00:00Z"}
    polls = [{"JobId": "x", "State": "Executing", "SmartJobInfo": info}, {"JobId": "*", "State": "Finished"}]
    assert [
        {"poll_key": "x", "poll_stage": 2, "poll_time": "2024-01-01T00:00:00Z"},
        {"poll_key": None, "poll_stage": 4, "poll_time": ""},
        {"poll_key": None, "poll_stage": 0, "poll_time": ""},
        {"poll_key": None, "poll_stage": 0, "poll_time": ""},
    ] == arrow.polls(make_batch(*map(json.dumps, polls), None, "")).to_pylist()
    assert (arrow.polls(make_batch()).num_rows, arrow.polls(make_batch()).schema) == (0, arrow.POLLS_SCHEMA)
