"""A body → its rows in a table."""

import json
from hashlib import sha256
from typing import Any, get_args

import pytest
from attrs import fields
from helpers.bodies import make_body
from helpers.places import BODIES as PATHS, SOUND
from helpers.tables import JSON_COLUMNS

from smarthandle_results import (
    PROFILES,
    DecodeError,
    Job,
    Profile,
    Response,
    decode_job,
    decode_response,
    shape,
    to_cue_rows,
    to_cues,
    to_job_row,
    to_jsonl,
    to_srt,
    to_text,
    to_vtt,
)
from smarthandle_results._tables.flatten import (
    MAX_BODY_SIZE,
    ROW_TYPES,
    TableName,
    flatten_body,
    make_change,
    require_table,
)
from smarthandle_results._tables.job import MAX_INTEGER

BODIES = {path.parent.name: path.read_bytes() for path in PATHS if path.suffix == ".json"}
TOO_LARGE = "expected integers of at most 53 bits, got a larger one"
TABLES: list[TableName] = ["cues", "copies", "usage", "pairs", "media", "payloads", "jobs"]


def read_rows(table: TableName, body: bytes | str | None) -> list[dict[str, object]]:
    """Make a dict of each row, with objects as JSON text."""
    names = [field.name for field in fields(ROW_TYPES[table])]
    columns = flatten_body(table, body).scalar_columns
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def find_error(body: bytes | str | None) -> tuple[object, ...]:
    """Return the path, message and number of problems of a bad body, which has no row but the one among the errors."""
    tables: list[TableName] = [*TABLES, "subtitles"]
    assert {table: [] for table in tables} == {table: read_rows(table, body) for table in tables}
    [row] = read_rows("errors", body)
    return row["path"], row["message"], row["problem_count"]


def decodes(body: bytes) -> bool:
    """Return whether a body is good."""
    try:
        decode_job(decode_response(body))
    except DecodeError:
        return False
    return True


@pytest.mark.parametrize("profile", [None, "netflix-zh", PROFILES["auto"]])
@pytest.mark.parametrize("offset_ms", [0, 2000, -60_000])
def test_rows_of_changed_cues(profile: Profile | str | None, offset_ms: int) -> None:
    """They are moved, then laid out, in the tables that are made of cues; other tables and jobs stay as they are."""
    body = BODIES["asr-chinese"]
    job = decode_job(decode_response(body))
    moved = to_cues(job.cues or (), offset_ms=offset_ms)
    cues = moved if profile is None else shape(moved, profile)
    change = make_change("cues", profile, offset_ms)
    assert (profile is None and not offset_ms) == (change is None)
    assert to_cue_rows(job, cues) == flatten_body("cues", body, change)
    subtitles = [row.srt for row in flatten_body("subtitles", body, change)]
    assert ([to_srt(cues)] if cues else []) == subtitles
    assert flatten_body("jobs", body) == flatten_body("jobs", body, change)
    assert 0 == len(flatten_body("cues", BODIES["failed"], change))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("jobs", "auto"), ValueError, "a table of cues for a profile or an offset, 'cues' or 'subtitles', got 'jobs'"),
        (("cues", None, 2**53 + 1), ValueError, "an offset_ms of at most 53 bits, got a larger one"),
        (("cues", None, -(2**53) - 1), ValueError, "an offset_ms of at most 53 bits, got a larger one"),
        (("cues", None, 1.5), TypeError, "int as offset_ms, got float"),
        (("cues", 5), TypeError, "a Profile or the name of a preset, got int: PROFILES has the presets"),
    ],
)
def test_changes_that_cannot_be_made(arguments: Any, error: type[Exception], message: str) -> None:
    """They are refused before there is a body."""
    with pytest.raises(error) as caught:
        make_change(*arguments)
    assert f"expected {message}" == str(caught.value)
    assert make_change("jobs") is None
    assert make_change("cues", None, 2**53) is not None


def test_there_are_samples() -> None:
    """Some are good, and some are bad."""
    assert {True, False} == {decodes(body) for body in BODIES.values()}


@pytest.mark.parametrize("case", [case for case, body in BODIES.items() if decodes(body)])
@pytest.mark.parametrize("table", TABLES)
def test_samples(case: str, table: TableName) -> None:
    """A sample has the rows that its JSON Lines have, with objects as JSON text, and no error."""
    path = SOUND / case / f"expected.{table}"
    expected = [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []
    given = read_rows(table, BODIES[case])
    for row in given:
        row |= {key: json.loads(value) for key, value in row.items() if key in JSON_COLUMNS and isinstance(value, str)}
    assert expected == given
    assert [] == read_rows("errors", BODIES[case])


@pytest.mark.parametrize("case", [case for case, body in BODIES.items() if decodes(body)])
def test_subtitles_of_samples(case: str) -> None:
    """A sample has the row of what the functions of each format write, and none if it has no cues."""
    job = decode_job(decode_response(BODIES[case]))
    row = {"job_id": job.response.job_id}
    row |= {"srt": to_srt(job.cues or ()), "vtt": to_vtt(job.cues or ()), "text": to_text(job.cues or ())}
    assert ([row] if job.cues else []) == read_rows("subtitles", BODIES[case])


def test_subtitles() -> None:
    """Each text is a whole file's, for a job that has cues."""
    cues = [{"content": "a & b", "from": 0, "to": 1}, {"content": "中", "from": 3600, "to": 3601.5}]
    [row] = read_rows("subtitles", make_body(cues, JobId="x"))
    assert {
        "job_id": "x",
        "srt": "1\n00:00:00,000 --> 00:00:01,000\na & b\n\n2\n01:00:00,000 --> 01:00:01,500\n中\n\n",
        "vtt": "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na &amp; b\n\n01:00:00.000 --> 01:00:01.500\n中\n\n",
        "text": "a & b\n\n中\n",
    } == row


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("polls", "'polls'"),
        ("cue", "'cue'; perhaps it is 'cues'"),
        ("Cues", "'Cues'; perhaps it is 'cues'"),
        ("subtitle ", "'subtitle '; perhaps it is 'subtitles'"),
        ("JOB", "'JOB'; perhaps it is 'jobs'"),
        ("payload", "'payload'; perhaps it is 'payloads'"),
        ("transcript", "'transcript'"),
        ("", "''"),
        ("secret " * 20, "text of 140 characters"),
    ],
)
def test_a_name_of_no_table(name: Any, said: str) -> None:
    """The names are listed, and the one that may be meant."""
    with pytest.raises(ValueError, match=r"^expected") as caught:
        require_table(name)
    names = "'cues', 'subtitles', 'copies', 'usage', 'pairs', 'media', 'payloads', 'jobs', 'errors'"
    assert f"expected a table, one of {names}, got {said}" == str(caught.value)


@pytest.mark.parametrize(("value", "said"), [(None, "None"), (["secret"], "list"), (dict, "the class dict")])
def test_no_name_of_a_table(value: Any, said: str) -> None:
    """What may be the source or a body is named by its type, and never written."""
    with pytest.raises(TypeError) as caught:
        require_table(value)
    assert f"expected the name of a table first, then the source, got {said}" == str(caught.value)


def test_every_table_has_its_name() -> None:
    """Its rows have a class, and bad bodies none but the errors."""
    for name in ROW_TYPES:
        require_table(name)
    assert [*get_args(TableName)] == sorted(ROW_TYPES, key=[*get_args(TableName)].index)


@pytest.mark.parametrize("case", [case for case, body in BODIES.items() if not decodes(body)])
def test_bad_samples(case: str) -> None:
    """A bad body is one row of the errors: its first problem, how many it has, and its digest."""
    body = BODIES[case]
    with pytest.raises(DecodeError) as caught:
        decode_job(decode_response(body))
    problems = caught.value.problems
    assert (problems[0].path, problems[0].message, len(problems)) == find_error(body)
    assert sha256(body).hexdigest() == read_rows("errors", body)[0]["sha256"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (None, "expected a body, got null"),
        (make_body([{"content": "a", "from": 0, "to": MAX_INTEGER // 1000 + 1}]), TOO_LARGE),
        (make_body([{"content": "a", "from": -(2**62), "to": 2**62}]), TOO_LARGE),
        (make_body(JobResult={"Usage": f'{{"total_tokens":{MAX_INTEGER + 1}}}'}), TOO_LARGE),
        (make_body(SmartJobInfo={"OutputConfig": {"Width": 2**63}}), TOO_LARGE),
    ],
)
def test_what_engines_cannot_hold(body: bytes | str | None, message: str) -> None:
    """Such a body is bad, though each part of it decodes."""
    assert (".", message, 1) == find_error(body)


@pytest.mark.parametrize("size", [2**44, 2**53 - 1, 2**53 + 1])
def test_only_times_of_cues_count(size: int) -> None:
    """A blank segment makes no cue, so that its times do no harm; those of a cue may have 53 bits."""
    blank = make_body([{"content": " ", "begin_time": 0, "end_time": 2**60}])
    assert [] == read_rows("errors", blank)
    segment = make_body([{"content": "a", "begin_time": 0, "end_time": size}])
    assert [size > MAX_INTEGER, size <= MAX_INTEGER] == [
        bool(read_rows("errors", segment)),
        bool(read_rows("cues", segment)),
    ]


def test_a_body_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body may have 256 MiB and no more."""
    assert 256 * 2**20 == MAX_BODY_SIZE
    body = b'{"State":"Failed"}'
    monkeypatch.setattr("smarthandle_results._tables.flatten.MAX_BODY_SIZE", len(body))
    assert 0 == len(flatten_body("errors", body))
    assert (".", "expected a body of at most 256 MiB, got a larger one", 1) == find_error(body + b" ")


def test_a_broken_part_makes_the_whole_body_bad() -> None:
    """A body whose usage is broken has no rows of cues: it is only a row of the errors."""
    body = make_body([{"content": "a", "from": 0, "to": 1}], JobId="x")
    broken = json.loads(body)
    broken["JobResult"]["Usage"] = "[]"
    assert (".JobResult.Usage | fromjson", "expected object, got array", 1) == find_error(json.dumps(broken))


def test_a_broken_request_matters_to_copies_only() -> None:
    """Rows of copies have columns from the request; other results do not need a good one."""
    info = {"JobType": "TextGenerate", "EditingConfig": "["}
    assert ".SmartJobInfo.EditingConfig" == find_error(make_body(["a"], SmartJobInfo=info))[0]
    body = make_body([{"content": "a", "from": 0, "to": 1}], SmartJobInfo=info | {"JobType": "ASR"})
    assert [] == read_rows("errors", body)


def test_a_lone_surrogate_never_gets_in() -> None:
    """JSON that escapes half a character is not JSON, in the body or in the payload."""
    assert "." == find_error('{"State":"Finished","JobId":"\\ud800"}')[0]
    assert ".JobResult.AiResult" == find_error(make_body('["\\ud800"]', "TextGenerate"))[0]


def test_text_and_bytes_are_the_same() -> None:
    """A body as text has the digest of its UTF-8."""
    assert flatten_body("errors", "中") == flatten_body("errors", "中".encode())


def test_jobs_of_all_states_are_rows() -> None:
    """A job that failed, or is not finished, is a row of the jobs and of no other table."""
    body = b'{"State":"Failed"}'
    assert [json.loads(to_jsonl([to_job_row(Job(Response(state="Failed")))]))] == read_rows("jobs", body)
    others: list[TableName] = ["cues", "subtitles", "copies", "usage", "pairs", "media", "payloads", "errors"]
    assert [[]] * 8 == [read_rows(table, body) for table in others]


def test_a_transcript_may_make_no_cues() -> None:
    """No segments, or only blank ones, make no rows and no error."""
    for payload in ([], [{"content": " ", "from": 0, "to": 1}]):
        tables: list[TableName] = ["cues", "subtitles", "errors"]
        assert [[], [], []] == [read_rows(table, make_body(payload)) for table in tables]


@pytest.mark.parametrize(("start", "end"), [(9_007_199_254_741, 1), (1, 9_007_199_254_741)])
def test_a_time_that_engines_cannot_hold(start: int, end: int) -> None:
    """Whether it is the start or the end."""
    body = make_body([{"content": "x", "from": start, "to": end}])
    assert (".", TOO_LARGE, 1) == find_error(body)


def test_integers_up_to_the_limit_are_good() -> None:
    """With a transcript whose times are at the limit too."""
    width = {"JobType": "ASR", "OutputConfig": {"Width": MAX_INTEGER}}
    cue = {"content": "x", "from": 0, "to": 9_007_199_254_740}
    [row] = read_rows("jobs", make_body([cue], SmartJobInfo=width))
    assert (MAX_INTEGER, 9_007_199_254_740_000) == (row["output_width"], row["duration_ms"])
    far = {"JobType": "ASR", "OutputConfig": {"Width": MAX_INTEGER + 1}}
    assert (".", TOO_LARGE, 1) == find_error(make_body([{**cue, "from": 9_007_199_254_740}], SmartJobInfo=far))


def test_half_a_character_in_text_is_reported() -> None:
    """The digest is that of its bytes, with half of the character encoded alone."""
    body = make_body([]).replace("Finished", "\ud800")
    [row] = read_rows("errors", body)
    assert sha256(body.encode(errors="surrogatepass")).hexdigest() == row["sha256"]
