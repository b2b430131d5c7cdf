"""Record batches of bodies → record batches of rows."""

import json
import pickle
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from attrs import evolve, fields
from helpers.bodies import make_body
from helpers.polls import LATEST, POLLS, make_poll
from hypothesis import given, strategies as st

from smarthandle_results import (
    PROFILES,
    Cue,
    Profile,
    decode_job,
    decode_response,
    shape,
    to_cue_rows,
    to_cues,
    to_srt,
    to_vtt,
)
from smarthandle_results._tables.flatten import ROW_TYPES

pytestmark = pytest.mark.engines
pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")

from smarthandle_results import arrow  # noqa: E402 - after the check for pyarrow
from smarthandle_results.arrow._bodies import find_body_column, holds_bodies, read_bodies  # noqa: E402 - likewise
from smarthandle_results.arrow._schemas import make_schema, rename_columns, to_schema  # noqa: E402 - likewise

FUNCTIONS = {
    "cues": arrow.cues,
    "subtitles": arrow.subtitles,
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


class Unhashable(pa.ExtensionType):  # type: ignore[misc, name-defined]
    """An extension type like those that applications define: pyarrow gives them no hash."""

    def __init__(self, storage: Any) -> None:
        super().__init__(storage, "unhashable")

    def __arrow_ext_serialize__(self) -> bytes:
        return b""


def in_runs(column: Any) -> Any:
    """Encode each value as a run of its own, and the last as one that goes on after the end."""
    ends = [*range(1, len(column)), len(column) + 5]
    return pa.RunEndEncodedArray.from_arrays(pa.array(ends, pa.int32()), column).slice(0, len(column))


def in_long_runs(column: Any) -> Any:
    """Encode values as runs, equal ones that follow one another as one run."""
    values = column.to_pylist()
    ends = [row for row in range(1, len(values) + 1) if row == len(values) or values[row - 1] != values[row]]
    runs = pa.array([values[end - 1] for end in ends], column.type)
    return pa.RunEndEncodedArray.from_arrays(pa.array(ends, pa.int16()), runs)


def in_dictionary(column: Any) -> Any:
    """Encode values by their places, backwards, in a dictionary."""
    numbers = pa.array([*range(len(column))][::-1], pa.uint32())
    backwards = pa.array(column.to_pylist()[::-1], column.type)
    return pa.DictionaryArray.from_arrays(numbers, backwards)


def as_json(column: Any) -> Any:
    """Make an extension type of text or, for binary, another one, which nobody registered."""
    is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    kind = pa.json_(column.type) if is_text else pa.opaque(column.type, "json", "somebody")
    return pa.ExtensionArray.from_storage(kind, column)


def as_unhashable(column: Any) -> Any:
    """Make the extension type of an application."""
    return pa.ExtensionArray.from_storage(Unhashable(column.type), column)


def in_runs_of_a_dictionary(column: Any) -> Any:
    """Encode twice."""
    return in_runs(in_dictionary(column))


def as_json_in_a_dictionary(column: Any) -> Any:
    """Encode an extension type."""
    numbers = pa.array(range(len(column)), pa.int8())
    return pa.DictionaryArray.from_arrays(numbers, as_json(column))


def as_unhashable_in_runs(column: Any) -> Any:
    """Make an extension type of what is encoded."""
    return as_unhashable(in_runs(column))


ENCODINGS = [
    *(in_dictionary, in_runs, in_long_runs, as_json, as_unhashable),
    *(in_runs_of_a_dictionary, as_json_in_a_dictionary, as_unhashable_in_runs),
]


def make_batch(*bodies: str | None, **columns: Any) -> Any:
    """Make a batch of bodies and other columns."""
    return pa.RecordBatch.from_pydict({"body": pa.array(bodies, pa.string()), **columns})


def test_columns_are_the_fields_of_the_rows() -> None:
    """Same names, same order; text and objects are strings, integers int64, tokens float64, flags bool."""
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
        "ends_sentence": "bool",
        "gap_before_ms": "int64",
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
        {"job_id": "x", "media_id": None, "cue_index": 1, "start_ms": 0, "end_ms": 1000, "text": "a"}
        | {"gap_before_ms": None, "ends_sentence": False},
        {"job_id": "x", "media_id": None, "cue_index": 2, "start_ms": 1000, "end_ms": 2500, "text": "中"}
        | {"gap_before_ms": 0, "ends_sentence": False},
    ] == arrow.cues(make_batch(CUES, COPIES)).to_pylist()


def test_subtitles() -> None:
    """There is a row for each job that has cues, with each format as a text."""
    batch = make_batch(CUES, COPIES, None, '{"State":"Failed"}', CUES, row=[1, 2, 3, 4, 5])
    job = decode_job(decode_response(CUES))
    row = {"job_id": "x", "srt": to_srt(job.cues or ()), "vtt": to_vtt(job.cues or ()), "text": "a中\n"}
    assert [row | {"row": 1}, row | {"row": 5}] == arrow.subtitles(batch).to_pylist()


def test_the_texts_of_subtitles_divide_a_stream() -> None:
    """They are longer than those in the bodies, and counted as they are."""
    body = make_body([{"content": "&" * 1000, "from": 0, "to": 1}])
    made = list(arrow.stream("subtitles", [make_batch(*[body] * 20)], max_bytes=40_000))
    assert max(part.nbytes for part in made) <= 40_000
    assert 20 == sum(part.num_rows for part in made)


LONG = make_body(
    [
        {"content": "我们现在就出发去那里看看，然后再说。", "from": 0, "to": 1.5},
        {
            "content": "今年前三季度，公司销售额同比增长9.5%，期间的订单占全年的三分之一",
            "from": 1.5,
            "to": 9,
        },
    ],
    JobId="l",
)


@pytest.mark.parametrize("profile", [None, "auto", "Netflix-EN", evolve(PROFILES["netflix-zh"], line_width=12)])
@pytest.mark.parametrize("offset_ms", [0, 2000, -1200, -60_000])
def test_cues_are_moved_and_laid_out(profile: Profile | str | None, offset_ms: int) -> None:
    """As `to_cues` and `shape` do, in rows and in whole subtitles, from a batch, a table and a stream."""
    bodies = [CUES, LONG, COPIES, None, "", LONG]
    batch = make_batch(*bodies, row=[*range(6)])
    rows: list[dict[str, Any]] = []
    texts: list[tuple[str | None, int]] = []
    for row, body in enumerate(bodies):
        job = decode_job(decode_response(body)) if body else None
        if job and job.cues:
            moved = to_cues(job.cues, offset_ms=offset_ms)
            cues = moved if profile is None else shape(moved, profile)
            made = to_cue_rows(job, cues)
            rows += [{name: getattr(cue, name) for name in arrow.SCHEMAS["cues"].names} | {"row": row} for cue in made]
            texts += [(to_srt(cues), row)] if cues else []
    for source in (batch, pa.Table.from_batches([batch])):
        made = arrow.cues(source, profile=profile, offset_ms=offset_ms)
        assert rows == (made if source is batch else made.read_all()).to_pylist()
    streams = [
        arrow.stream(table, [batch], max_bytes=99, profile=profile, offset_ms=offset_ms)
        for table in ("cues", "subtitles")
    ]
    assert rows == streams[0].read_all().to_pylist()
    assert texts == [(row["srt"], row["row"]) for row in streams[1].read_all().to_pylist()]
    subtitles = arrow.subtitles(batch, profile=profile, offset_ms=offset_ms)
    assert texts == [(row["srt"], row["row"]) for row in subtitles.to_pylist()]
    assert (len(rows) > 0) == (offset_ms > -60_000)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"profile": "netflix"}, KeyError, "expected the name of a profile (auto, netflix-en, "),
        ({"profile": 5}, TypeError, "expected a Profile or the name of a preset, got int: PROFILES has the presets"),
        ({"offset_ms": 1.5}, TypeError, "expected int as offset_ms, got float"),
        ({"offset_ms": True}, TypeError, "expected int as offset_ms, got bool"),
        ({"offset_ms": 2**53 + 1}, ValueError, "expected an offset_ms of at most 53 bits, got a larger one"),
    ],
)
@pytest.mark.parametrize("source", [make_batch(CUES), [make_batch(CUES)], []], ids=["batch", "list", "nothing"])
def test_options_that_are_wrong(source: Any, options: Any, error: type[Exception], message: str) -> None:
    """They are refused before anything is read, whatever there is to read."""
    for call in (arrow.cues, arrow.subtitles, partial(arrow.stream, "cues")):
        with pytest.raises(error) as caught:
            call(source, **options)
        assert str(caught.value.args[0]).startswith(message)


def test_other_tables_have_no_layout() -> None:
    """Only cues can be moved and laid out."""
    message = "expected a table of cues for a profile or an offset, 'cues' or 'subtitles', got 'jobs'"
    for options in ({"profile": "auto"}, {"offset_ms": 1}):
        with pytest.raises(ValueError, match=f"^{message}$"):
            arrow.stream("jobs", [make_batch(CUES)], **options)


def test_the_largest_times_fit() -> None:
    """Times have at most 53 bits, and so has an offset: their sum fits into a column."""
    body = make_body([{"content": "a", "from": 0, "to": (2**53 - 1) // 1000}])
    [row] = arrow.cues(make_batch(body), offset_ms=2**53).to_pylist()
    assert (2**53, 2**53 + (2**53 - 1) // 1000 * 1000) == (row["start_ms"], row["end_ms"])


def test_a_schema_of_no_table() -> None:
    """The error lists the tables, as the functions do."""
    with pytest.raises(KeyError) as caught:
        arrow.SCHEMAS["cue"]  # type: ignore[index]
    names = "'cues', 'subtitles', 'copies', 'usage', 'pairs', 'media', 'payloads', 'jobs', 'errors'"
    assert (f"expected a table, one of {names}, got 'cue'; perhaps it is 'cues'",) == caught.value.args
    assert arrow.SCHEMAS.get("polls") is None  # type: ignore[call-overload]
    assert arrow.SCHEMAS == pickle.loads(pickle.dumps(arrow.SCHEMAS))


def test_a_name_of_no_table() -> None:
    """The names are listed, and the one that may be meant, whatever the source."""
    names = "'cues', 'subtitles', 'copies', 'usage', 'pairs', 'media', 'payloads', 'jobs', 'errors'"
    batch = make_batch(CUES)
    calls: list[Callable[[Any], Any]] = [
        lambda name: to_schema(name, batch.schema),
        *(partial(lambda source, name: arrow.stream(name, source), source) for source in (batch, [batch], [])),
    ]
    for name, said in (("polls", ""), ("Cue", "; perhaps it is 'cues'"), ("subtitel", "; perhaps it is 'subtitles'")):
        for call in calls:
            with pytest.raises(ValueError, match=r"^expected") as caught:
                call(name)
            assert f"expected a table, one of {names}, got {name!r}{said}" == str(caught.value)


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
    assert to_schema(table, batch.schema) == FUNCTIONS[table](batch).schema


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
    assert [b"{}", None, " <a/>", "\ufeff<é/>"] == [*read_bodies(column)]
    raw = [None if value is None else value.encode() for value in values]
    assert raw == [*read_bodies(pa.array(raw))]
    latin = "<é/>".encode("latin-1")
    offsets = pa.py_buffer(bytes((0, 0, 0, 0, len(latin), 0, 0, 0)))
    assert [latin] == [*read_bodies(pa.StringArray.from_buffers(1, offsets, pa.py_buffer(latin)))]


@pytest.mark.parametrize("values", [[], [None], [None, None], [b"", None, b"a"], [None, b"a", b""]])
@pytest.mark.parametrize("kind", ["string", "large_string", "binary", "large_binary"])
def test_columns_without_bodies(kind: str, values: list[bytes | None]) -> None:
    """A column may have no rows, or no bytes, or begin in the middle of another one."""
    column = pa.array([b"x", *values], pa.binary()).cast(getattr(pa, kind)())
    for same in (column, column.dictionary_encode()):
        assert values == [*read_bodies(same.slice(1))]
    assert [None] * 2 == [*read_bodies(pa.nulls(2))]


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "binary", "large_binary", "binary_view"])
@pytest.mark.parametrize("encode", ENCODINGS, ids=lambda encode: encode.__name__)
def test_encodings_of_bodies(encode: Any, kind: str) -> None:
    """Dictionaries, runs and extension types, in one another too, make the same rows as their values alone."""
    bodies = [CUES, CUES, None, COPIES, "<a>é</a>", CUES]
    plain = pa.array([body and body.encode() for body in bodies], pa.binary())
    if "string" in kind:
        plain = plain.cast(pa.string())
    column = encode(plain.cast(getattr(pa, kind)()))
    assert holds_bodies(column.type)
    assert [*read_bodies(plain)] == [*read_bodies(column)]
    assert [*read_bodies(plain.slice(1, 4))] == [*read_bodies(column.slice(1, 4))]
    for table in FUNCTIONS.values():
        same, other = ({"body": values, "row": range(6)} for values in (plain, column))
        assert table(pa.record_batch(same)).to_pylist() == table(pa.record_batch(other)).to_pylist()


@pytest.mark.parametrize("index", ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"])
def test_a_dictionary_of_any_index(index: str) -> None:
    """Bodies are found by it, and a row is null if it has no number or the number of a null."""
    numbers = pa.array([1, None, 0, 2, 1], getattr(pa, index)())
    column = pa.DictionaryArray.from_arrays(numbers, pa.array(["a", "b", None], pa.string_view()))
    assert [b"b", None, b"a", None, b"b"] == [*read_bodies(column)]


def test_only_used_values_are_read() -> None:
    """A dictionary may have the bodies of a whole file; a batch of it has a few rows."""
    column = pa.DictionaryArray.from_arrays(pa.array([2]), pa.array(["a", "b", "c"]))
    assert [b"c"] == [*read_bodies(column)]
    assert [] == [*read_bodies(column.slice(0, 0))]


def test_types_that_hold_bodies() -> None:
    """Text, binary and nothing do, however they are encoded; numbers and nested values do not."""
    good = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()]
    good += [pa.null(), pa.dictionary(pa.int32(), pa.string()), pa.json_(), pa.opaque(pa.binary(), "bson", "x")]
    good += [pa.run_end_encoded(pa.int16(), pa.dictionary(pa.int8(), pa.binary_view())), Unhashable(pa.string())]
    bad = [pa.int64(), pa.list_(pa.string()), pa.dictionary(pa.int32(), pa.int64()), pa.binary(4), pa.uuid()]
    bad += [pa.run_end_encoded(pa.int32(), pa.float64()), pa.map_(pa.string(), pa.string()), Unhashable(pa.struct([]))]
    assert [True] * len(good) + [False] * len(bad) == [holds_bodies(kind) for kind in (*good, *bad)]


def test_a_schema_of_any_rows() -> None:
    """Tables beyond those of engines have their columns by the same types."""
    names = ["start_ms", "end_ms", "text"]
    assert pa.schema(list(zip(names, (pa.int64(), pa.int64(), pa.string()), strict=True))) == make_schema(Cue)


def test_strings_that_are_not_utf_8() -> None:
    """Arrow does not check the bytes of a string column: such a body is bad."""
    column = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\3\0\0\0"), pa.py_buffer(b'"\xff"'))
    assert 1 == arrow.errors(pa.record_batch([column], names=["body"])).num_rows


TO_JSON = "to_json in SQL, .map(json.dumps) in pandas, .struct.json_encode() in Polars"
WIDE = pa.struct([(f"key{number}", pa.string()) for number in range(40)])
NO_BODIES = [
    (pa.int64(), "int64"),
    (pa.run_end_encoded(pa.int32(), pa.int64()), "run_end_encoded<run_ends: int32, values: int64>"),
    (pa.uuid(), "extension<arrow.uuid>"),
    (
        pa.struct([("JobId", pa.string())]),
        f"struct<JobId: string>; keep it as text, or make it JSON text with {TO_JSON}",
    ),
    (pa.list_(pa.string()), f"list<item: string>; keep it as text, or make it JSON text with {TO_JSON}"),
    (
        pa.map_(pa.string(), pa.string()),
        f"map<string, string>; keep it as text, or make it JSON text with {TO_JSON}",
    ),
    (WIDE, f"{str(WIDE)[:100]}...; keep it as text, or make it JSON text with {TO_JSON}"),
]
"""Types that cannot contain bodies, and what is said of each."""


@pytest.mark.parametrize(("kind", "said"), NO_BODIES)
def test_a_column_of_no_bodies(kind: Any, said: str) -> None:
    """Its name and type are said, and what to do if an engine has parsed the bodies."""
    schema = pa.schema([("day", pa.string()), ("body", kind)])
    with pytest.raises(TypeError) as caught:
        to_schema("cues", schema)
    assert f"expected text or bytes in the column 'body', got {said}" == str(caught.value)
    assert 0 == find_body_column(schema, "day")


def test_a_struct_of_rows() -> None:
    """What an engine made of JSON is refused before any row is made."""
    batch = pa.RecordBatch.from_pylist([{"body": json.loads(COPIES)}])
    for table in (*FUNCTIONS.values(), arrow.polls):
        with pytest.raises(TypeError, match=r"^expected text or bytes in the column 'body', got struct<.*in Polars$"):
            table(batch)


PARSED = "; these are the keys of bodies that were parsed: keep each body as text"
TEXT, NUMBER = pa.string(), pa.int64()
WRONG_NAMES: list[tuple[list[tuple[str, Any]], str]] = [
    ([], "no columns"),
    ([("raw", TEXT)], "'raw'"),
    ([("id", NUMBER), ("raw", pa.json_())], "'id', 'raw'; perhaps it is 'raw'"),
    ([("id", NUMBER), ("n", pa.null()), ("x", pa.binary_view())], "'id', 'n', 'x'; perhaps it is 'x'"),
    ([("id", TEXT), ("Response", TEXT)], "'id', 'Response'; perhaps it is 'Response'"),
    ([("id", TEXT), ("day", TEXT)], "'id', 'day'"),
    ([("content", TEXT), ("value", TEXT)], "'content', 'value'"),
    ([("id", NUMBER), ("body ", NUMBER)], "'id', 'body '"),
    ([("id", TEXT), ("Body", TEXT)], "'id', 'Body'; perhaps it is 'Body'"),
    ([("id", TEXT), (" BODY", pa.binary())], "'id', ' BODY'; perhaps it is ' BODY'"),
    ([("raw", TEXT), ("bodies", TEXT)], "'raw', 'bodies'; perhaps it is 'bodies'"),
    ([("Body", TEXT), ("BODY", TEXT)], "'Body', 'BODY'"),
    ([("JobId", TEXT), ("JobResult", pa.struct([("AiResult", TEXT)]))], f"'JobId', 'JobResult'{PARSED}"),
    ([("State", TEXT), ("SmartJobInfo", pa.map_(TEXT, TEXT))], f"'State', 'SmartJobInfo'{PARSED}"),
    ([("JobResult", pa.null()), ("body2", TEXT)], f"'JobResult', 'body2'{PARSED}"),
    ([("JobResult", TEXT), ("State", TEXT)], "'JobResult', 'State'; perhaps it is 'JobResult'"),
    ([(f"c{number}", NUMBER) for number in range(22)], ", ".join(f"'c{number}'" for number in range(20)) + ", ..."),
]
"""Columns without one named `body`, and what is said of them."""


@pytest.mark.parametrize(("columns", "said"), WRONG_NAMES)
def test_a_missing_column(columns: list[tuple[str, Any]], said: str) -> None:
    """The columns are listed, and the one that may be meant: spelled almost so, the only text, or of a likely name."""
    with pytest.raises(ValueError, match=r"^expected") as caught:
        to_schema("cues", pa.schema(columns))
    assert f"expected a column named 'body', got {said}" == str(caught.value)


def test_the_body_has_a_column_of_its_own() -> None:
    """A missing column and two of them are the caller's mistakes, as much for the rows as for their schema."""
    twice = pa.record_batch([pa.array([CUES])] * 2, names=["body", "body"])
    for table in (*FUNCTIONS.values(), arrow.polls):
        with pytest.raises(ValueError, match=r"^expected a column named 'text', got 'body'$"):
            table(make_batch(CUES), "text")
        with pytest.raises(ValueError, match=r"^expected one column named 'body', got 2$"):
            table(twice)


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
    free = rename_columns(["a", "b"], names)
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


UNION = pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(["a", "b"])])
DENSE = pa.UnionArray.from_dense(
    pa.array([0, 1], pa.int8()), pa.array([0, 0], pa.int32()), [pa.array([1]), pa.array(["a"])]
)


@pytest.mark.parametrize(
    ("column", "name"),
    [
        (UNION, "sparse_union<0: int64=0, 1: string=1>"),
        (DENSE, "dense_union<0: int64=0, 1: string=1>"),
        (pa.ListArray.from_arrays([0, 1, 2], UNION), "list<item: sparse_union<0: int64=0, 1: string=1>>"),
        (pa.StructArray.from_arrays([DENSE], ["a"]), "struct<a: dense_union<0: int64=0, 1: string=1>>"),
        (
            pa.RunEndEncodedArray.from_arrays(pa.array([1, 2], pa.int16()), UNION),
            "run_end_encoded<run_ends: int16, values: sparse_union<0: int64=0, 1: string=1>>",
        ),
    ],
)
def test_a_union_is_refused(column: Any, name: str) -> None:
    """Its column is named, for the schema and for the rows; without it, or for `polls`, the bodies are read."""
    batch = make_batch(CUES, None, mixed=column)
    message = f"expected no union in the column 'mixed', got {name}; cast it to another type, or leave it out"
    calls: list[Callable[[], Any]] = [partial(table, batch) for table in FUNCTIONS.values()]
    calls += [partial(to_schema, "cues", batch.schema), partial(arrow.stream, "cues", [batch])]
    calls += [partial(arrow.latest, source) for source in (batch, [batch])]
    for call in calls:
        with pytest.raises(TypeError) as caught:
            call()
        assert message == str(caught.value)
    assert 2 == arrow.polls(batch).num_rows


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


@pytest.mark.parametrize(
    "column",
    [
        pa.array([b"n" * 2000, None], pa.binary(2000)),
        pa.array(["n" * 2000, None], pa.json_()),
        pa.array([["n" * 2000], None], pa.list_(pa.string_view())),
        pa.RunEndEncodedArray.from_arrays(pa.array([1, 2], pa.int32()), pa.array(["n" * 2000, None])),
    ],
    ids=lambda column: str(column.type),
)
def test_values_of_any_type_are_counted(column: Any) -> None:
    """However long values are stored, their rows divide a stream: here all of them have about 2 MB."""
    body = make_body([{"content": "a", "from": index, "to": index + 1} for index in range(1000)])
    made = list(arrow.stream("cues", [make_batch(body, CUES, note=column)], max_bytes=2**18))
    assert max(part.num_rows for part in made) <= 2**18 // 2000


def test_a_dictionary_is_not_counted_for_each_row() -> None:
    """All rows have it in common, also inside of lists: a large one does not make the batches small."""
    words = pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array(["a" * 10**6, "b"]))
    columns = {"word": words, "words": pa.ListArray.from_arrays([0, 1, 2], words)}
    [made] = arrow.stream("cues", [make_batch(CUES, CUES, **columns)], max_bytes=10**4)
    assert 4 == made.num_rows


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


@pytest.mark.parametrize("size", [1, 3, 100])
def test_latest(size: int) -> None:
    """Of each job's polls one is kept, and all that identify no job, in order, with all columns; as Spark does."""
    bodies = [*(make_poll(*poll) for poll in POLLS), "bad", None, "bad", None]
    batch = make_batch(*bodies, poll_key=[*range(len(bodies))], text=["x"] * len(bodies))
    kept = arrow.latest(batch)
    assert pa.RecordBatch is type(kept)
    assert batch.take(pa.array([*LATEST, *range(10, 14)])).equals(kept)
    made = arrow.latest([batch.slice(start, size) for start in range(0, len(bodies), size)])
    assert [kept] == made.read_all().combine_chunks().to_batches()
    assert [6, 4] == [arrow.jobs(kept).num_rows, arrow.errors(kept).num_rows]


polls = st.tuples(
    st.sampled_from(["a", "b", "c", "***a", None]),
    st.sampled_from(["Created", "Executing", "Failed", "Finished"]),
    st.sampled_from([None, "2024-01-01T00:00:01Z", "2024-01-01T00:00:02Z"]),
)


@given(st.lists(polls, max_size=12), st.integers(1, 12))
def test_the_latest_are_those_of_the_ranks(drawn: list[tuple[str | None, str, str | None]], size: int) -> None:
    """However the polls are divided, those are kept that `polls` ranks first."""
    batch = make_batch(*(make_poll(*poll) for poll in drawn), row=[*range(len(drawn))])
    ranks = [tuple(rank.values()) for rank in arrow.polls(batch).to_pylist()]
    best = {key if key is not None else row: row for row, (key, *_) in sorted(enumerate(ranks), key=lambda i: i[1][1:])}
    made = arrow.latest([batch.slice(start, size) for start in range(0, len(drawn), size)] or [batch])
    assert sorted(best.values()) == [row for part in made for row in part.column("row").to_pylist()]
    assert sorted(best.values()) == arrow.latest(batch).column("row").to_pylist()


def test_the_latest_hold_their_columns_in_plain_types() -> None:
    """Those that the tables have, so that any column can be taken from; the body may be encoded too."""
    views = pa.array([CUES, CUES, COPIES], pa.string_view())
    batch = pa.record_batch({"body": views, "note": in_runs(pa.array(["a", "b", "c"]))})
    expected = {"body": [CUES, COPIES], "note": ["b", "c"]}
    assert (
        pa.table(expected, pa.schema([("body", pa.large_string()), ("note", pa.string())]))
        == arrow.latest(pa.Table.from_batches([batch])).read_all()
    )
    assert [CUES, COPIES] == arrow.latest(pa.record_batch({"body": in_dictionary(views)}))["body"].to_pylist()


def test_the_latest_are_known_at_the_end() -> None:
    """Nothing is read before someone asks; then all of it is, and given in batches, none of them empty."""
    read = list[int]()

    def list_batches() -> Iterator[Any]:
        for number in range(4):
            read.append(number)
            yield make_batch(CUES if number < 3 else COPIES)

    made = arrow.latest(list_batches())
    assert [0] == read
    assert [1, 1] == [batch.num_rows for batch in made]
    assert [0, 1, 2, 3] == read
