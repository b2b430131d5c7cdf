"""What functions say of a value that they cannot use: what it is, and which function makes what is wanted."""

import io
import json
import mmap
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType, SimpleNamespace
from typing import Any, cast

import pytest
from helpers.bodies import make_body

from smarthandle_results import (
    PROFILES,
    Avatar,
    Copies,
    Cue,
    DecodeError,
    Job,
    MediaOnly,
    NoTranscriptError,
    Problem,
    Response,
    Result,
    Segment,
    SmartHandleError,
    Speech,
    Transcript,
    Translation,
    Unrecognized,
    Usage,
    UsageRow,
    check,
    choose_profile,
    count_too_wide,
    decode_bcc,
    decode_copies,
    decode_editing_config,
    decode_job,
    decode_job_parameters,
    decode_response,
    decode_result,
    decode_result_or_none,
    decode_srt,
    decode_timeline,
    decode_transcript,
    decode_usage,
    decode_user_data,
    decode_vtt,
    find_media,
    find_transcript,
    from_pysrt,
    shape,
    to_bcc,
    to_copy_rows,
    to_cue_rows,
    to_cues,
    to_hls_segments,
    to_job_row,
    to_jsonl,
    to_media_rows,
    to_note,
    to_pair_rows,
    to_payload_rows,
    to_poll_key,
    to_poll_rank,
    to_pysrt,
    to_srt,
    to_text,
    to_timeline_clips,
    to_usage_row,
    to_vtt,
    translate,
)
from smarthandle_results._wanted import describe

BODY = make_body([{"content": "Hello.", "from": 0, "to": 1.5}], JobId="a").encode()
RESPONSE = decode_response(BODY)
JOB = decode_job(RESPONSE)
TRANSCRIPT = Transcript((0,), (1.5,), ("Hello.",))
CUES = [Cue(0, 1500, "Hello.")]
RESULTS = (TRANSCRIPT, Speech(), Copies(), Avatar(), Translation(), MediaOnly(), Unrecognized("a"))
DECODED = (*RESULTS, to_cues(CUES), to_cue_rows(JOB))
PATH = Path("b.json")

WRITERS: dict[str, Callable[[Any], object]] = {
    "to_cues": to_cues,
    "to_srt": to_srt,
    "to_vtt": to_vtt,
    "to_text": to_text,
    "to_bcc": to_bcc,
    "to_timeline_clips": to_timeline_clips,
    "to_pysrt": lambda source: [item.text for item in to_pysrt(source)],
    "to_hls_segments": lambda source: [*to_hls_segments(source, segment_ms=1000)],
    "shape": lambda source: shape(source, "auto"),
    "check": lambda source: check(source, "auto"),
    "choose_profile": choose_profile,
    "count_too_wide": lambda source: count_too_wide(source, "auto"),
    "translate": lambda source: translate(source, Translation()),
    "to_cue_rows": lambda source: to_cue_rows(JOB, source),
}


def read_lines() -> Iterator[str]:
    """Yield what a file of lines would."""
    yield "a line"


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("result", [TRANSCRIPT, Speech(transcript=TRANSCRIPT), Avatar(transcript=TRANSCRIPT)])
def test_whatever_has_a_transcript_is_one(write: Callable[[Any], object], result: object) -> None:
    """A result with a transcript is as good as its cues."""
    assert write(CUES) == write(result) == write(iter(CUES))


@pytest.mark.parametrize("write", [write for name, write in WRITERS.items() if name != "to_cue_rows"])
@pytest.mark.parametrize(
    ("source", "got"),
    [
        (None, "None: a job without a result, or without a transcript, has no cues"),
        (Speech(media_id="m"), "Speech: this result has no transcript"),
        (Avatar(), "Avatar: this result has no transcript"),
        (Copies(("a",)), "Copies: this result has no transcript"),
        (Translation(), "Translation: this result has no transcript"),
        (MediaOnly(), "MediaOnly: this result has no transcript"),
        (Unrecognized("a"), "Unrecognized: this result has no transcript"),
        (RESPONSE, "Response: decode_result gives its result"),
        (JOB, "Job: pass job.cues"),
        ({"JobId": "a"}, "dict: decode_response and decode_result make a result from a body"),
        ("text", "str: decode_srt and decode_vtt read a subtitle file, and decode_transcript a payload of cues"),
        (b"", "bytes: decode_srt and decode_vtt read a subtitle file, and decode_transcript a payload of cues"),
        (PATH, "PosixPath: no function opens a file: pass what is in it to decode_srt or decode_vtt"),
        (io.StringIO("a"), "StringIO: no function opens a file: pass what is in it to decode_srt or decode_vtt"),
        (CUES[0], "Cue: pass cues in a list"),
        (5, "int: to_cues makes them from a transcript or from Cue values"),
        (Cue, "the class Cue: to_cues makes them from a transcript or from Cue values"),
    ],
    ids=lambda value: describe(value) if not isinstance(value, str) else "",
)
def test_what_has_no_cues(write: Callable[[Any], object], source: object, got: str) -> None:
    """Each function that accepts cues says the same."""
    with pytest.raises(TypeError) as caught:
        write(source)
    assert f"expected a transcript, a result that has one, or cues, got {got}" == str(caught.value)
    depends_on_the_job = source is None or isinstance(source, Result)
    assert (
        depends_on_the_job == isinstance(caught.value, SmartHandleError) == isinstance(caught.value, NoTranscriptError)
    )


@pytest.mark.parametrize("result", [Copies(), None])
def test_an_error_for_a_result_without_a_transcript(result: Copies | None) -> None:
    """It says which result it was, and pickles; `find_transcript` says so before."""
    assert find_transcript(result) is None
    with pytest.raises(NoTranscriptError) as caught:
        to_srt(result)  # type: ignore[arg-type]
    name = None if result is None else "Copies"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (name, name, str(caught.value)) == (caught.value.result, again.result, str(again))


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ([(0, 1, "x")], "expected a Cue at index 0, got tuple: Cue(start_ms, end_ms, text) makes one"),
        ([*CUES, None], "expected a Cue at index 1, got None: Cue(start_ms, end_ms, text) makes one"),
        ([Segment(0, 1, "x")], "expected a Cue at index 0, got Segment: pass the Transcript itself"),
        ([{"start_ms": 0}], "expected a Cue at index 0, got dict: Cue(start_ms, end_ms, text) makes one"),
        (read_lines(), "expected a Cue at index 0, got str: Cue(start_ms, end_ms, text) makes one"),
    ],
    ids=["tuple", "None", "Segment", "dict", "str"],
)
def test_what_is_no_cue(write: Callable[[Any], object], source: object, message: str) -> None:
    """The error gives the index of the first item that is not a cue."""
    if isinstance(source, Iterator):
        source = read_lines()  # one for each function
    with pytest.raises(TypeError) as caught:
        write(source)
    assert message == str(caught.value)


def test_rows_of_cues_are_cues() -> None:
    """Whatever has the times and the text of a cue."""
    rows: tuple[Any, Any] = (to_cue_rows(JOB), [SimpleNamespace(start_ms=0, end_ms=1500, text="Hello.")])
    assert to_srt(CUES) == to_srt(rows[0]) == to_srt(rows[1])


@pytest.mark.parametrize(
    "function",
    [
        decode_result,
        decode_result_or_none,
        decode_job,
        decode_editing_config,
        decode_job_parameters,
        decode_user_data,
        find_media,
        to_note,
        to_poll_key,
        to_poll_rank,
    ],
)
@pytest.mark.parametrize(
    ("value", "got"),
    [
        (BODY, "bytes: decode_response makes one from a body"),
        (BODY.decode(), "str: decode_response makes one from a body"),
        (json.loads(BODY), "dict: decode_response makes one from a body"),
        (None, "None: decode_response makes one from a body"),
        (PATH, "PosixPath: decode_response makes one from a body"),
        (JOB, "Job: pass job.response"),
        (Response, "the class Response: decode_response makes one from a body"),
        *((value, f"{describe(value)}: it is decoded already") for value in DECODED),
    ],
    ids=["bytes", "str", "dict", "None", "path", "job", "class", *map(describe, DECODED)],
)
def test_what_is_no_response(function: Callable[[Any], object], value: object, got: str) -> None:
    """Each function that accepts a response says which function makes one."""
    with pytest.raises(TypeError) as caught:
        function(value)
    assert f"expected a Response, got {got}" == str(caught.value)


@pytest.mark.parametrize(
    "function",
    [to_cue_rows, to_copy_rows, to_pair_rows, to_media_rows, to_payload_rows, to_usage_row, to_job_row],
)
@pytest.mark.parametrize(
    ("value", "got"),
    [
        (RESPONSE, "Response: decode_job makes one from it"),
        (TRANSCRIPT, "Transcript: decode_job(decode_response(body)) makes one"),
        (None, "None: decode_job(decode_response(body)) makes one"),
        (BODY, "bytes: decode_job(decode_response(body)) makes one"),
    ],
    ids=["response", "result", "None", "bytes"],
)
def test_what_is_no_job(function: Callable[[Any], object], value: object, got: str) -> None:
    """Rows are made of jobs alone."""
    with pytest.raises(TypeError) as caught:
        function(value)
    assert f"expected a Job, got {got}" == str(caught.value)


def test_a_job_without_usage_has_no_row() -> None:
    """And a list with that row in it says so."""
    assert to_usage_row(JOB) is None
    row = to_usage_row(Job(RESPONSE, usage=Usage(5)))
    assert isinstance(row, UsageRow)
    for rows, message in (
        (None, "expected rows, got None: a job without usage has no row of usage"),
        (row, "expected rows, got UsageRow: pass rows in a list"),
        (JOB, "expected rows, got Job: to_cue_rows and the like make them"),
        (RESPONSE, "expected rows, got Response: to_cue_rows and the like make them from a Job"),
        ("[]", "expected rows, got str: pass rows in a list"),
        ({}, "expected rows, got dict: pass rows in a list"),
        ([row, None], "expected a row at index 1, got None: a job without usage has no row of usage: leave it out"),
        ([{"job_id": 1}], "expected a row at index 0, got dict: to_job_row and the like make one"),
        ([5], "expected a row at index 0, got int: to_job_row and the like make one"),
        ([RESPONSE], "expected a row at index 0, got Response: decode_job and to_job_row make one"),
        ([row, JOB], "expected a row at index 1, got Job: to_job_row and the like make one"),
    ):
        with pytest.raises(TypeError) as caught:
            to_jsonl(rows)  # type: ignore[arg-type]
        assert message == str(caught.value)


class SdkModel:
    """What an SDK of the service returns, or the body in it."""

    def __init__(self, values: Any) -> None:
        """Keep what `to_map` returns."""
        self.values = values

    def to_map(self) -> Any:
        """Return it as a map."""
        return self.values


@pytest.mark.parametrize(
    "body",
    [
        SdkModel(json.loads(BODY)),
        SdkModel({"headers": {}, "statusCode": 200, "body": json.loads(BODY)}),
        bytearray(BODY),
        memoryview(BODY),
        memoryview(b"\xef\xbb\xbf" + BODY),
        memoryview(b"".join(bytes([byte, 0]) for byte in BODY))[::2],
    ],
    ids=["body", "response", "bytearray", "memoryview", "byte order mark", "every other byte"],
)
def test_bodies_of_other_types(body: Any) -> None:
    """An SDK's values, and whatever is like bytes."""
    assert ("a", TRANSCRIPT) == (decode_response(body).job_id, decode_result(decode_response(body)))


def test_a_body_that_is_mapped_into_memory() -> None:
    """What is like bytes need not be named for it."""
    with TemporaryFile() as file:
        file.write(BODY)
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            assert "a" == decode_response(mapped).job_id  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "got"),
    [
        (PATH, "PosixPath: no function opens a file: pass what is in it"),
        (io.BytesIO(BODY), "BytesIO: no function opens a file: pass what is in it"),
        (io.StringIO(BODY.decode()), "StringIO: no function opens a file: pass what is in it"),
        ([json.loads(BODY)], "list: decode each of its items"),
        ((BODY,), "tuple: decode each of its items"),
        (None, "None: there is nothing to decode"),
        (RESPONSE, "Response: it is decoded already"),
        (JOB, "Job: it is decoded already"),
        *((value, f"{describe(value)}: it is decoded already") for value in DECODED),
        (SdkModel, "the class SdkModel: pass what GetSmartHandleJob answered"),
        (SimpleNamespace(to_map={}), "SimpleNamespace: pass what GetSmartHandleJob answered"),
        (5, "int: pass what GetSmartHandleJob answered"),
    ],
    ids=lambda value: describe(value) if not isinstance(value, str) else "",
)
def test_what_is_no_body(body: Any, got: str) -> None:
    """A mistake in a program: no file is opened."""
    with pytest.raises(TypeError) as caught:
        decode_response(body)
    assert f"expected bytes, str, a mapping or an object with to_map(), got {got}" == str(caught.value)


@pytest.mark.parametrize("name", ["b.json", "/data/jobs/a b.JSON", "jobs\\a.jsonl", "./x.xml"])
def test_the_name_of_a_file_is_no_body(name: str) -> None:
    """It is refused with a hint, and never opened."""
    with pytest.raises(DecodeError, match=r"got the name of a file: pass what is in it$"):
        decode_response(name)


@pytest.mark.parametrize("values", [None, [], "text", 5])
def test_an_sdk_whose_map_is_none(values: object) -> None:
    """What it returns is a body or not, as any value."""
    with pytest.raises(DecodeError):
        decode_response(SdkModel(values))


WHOLE_BODY = "expected a Usage payload, got a whole body: pass it to decode_response"


@pytest.mark.parametrize(
    "body",
    [
        {"JobId": "a", "State": "Finished", "JobResult": {"Usage": '{"total_tokens": 200}'}},
        {"jobId": "a", "state": "Finished", "jobResult": {"usage": '{"total_tokens": 200}'}},
        {"headers": {}, "statusCode": 200, "body": {"State": "Finished"}},
        {"AiResult": "[]", "Usage": '{"total_tokens": 200}'},
        {"usage": '{"total_tokens": 200}'},
        {"RequestId": "r", "State": "Failed"},
    ],
    ids=["body", "camel case", "envelope", "JobResult", "JobResult with usage alone", "failed"],
)
def test_the_usage_of_a_whole_body_is_refused(body: object) -> None:
    """It would be a usage without tokens."""
    for given in (json.dumps(body), json.dumps(body).encode(), body):
        with pytest.raises(DecodeError) as caught:
            decode_usage(cast("str", given))
        assert (Problem(".", WHOLE_BODY),) == caught.value.problems


def test_a_usage_of_other_counts_is_read() -> None:
    """Not every payload has the total."""
    usage = decode_usage('{"input_tokens": 5, "output_tokens": 7, "usage": {"a": 1}}')
    assert Usage(None, {"input_tokens": 5, "output_tokens": 7, "usage": {"a": 1}}) == usage  # type: ignore[arg-type]
    assert 1 == (decode_usage('{"total_tokens": 1, "usage": "2", "body": 3}') or Usage(0)).total_tokens


@pytest.mark.parametrize(
    ("function", "value", "message"),
    [
        (decode_usage, Usage(5), "Usage: it is decoded already"),
        (decode_usage, TRANSCRIPT, "Transcript: it is decoded already"),
        (decode_usage, JOB, "Job: it is job.usage"),
        (decode_usage, PATH, "PosixPath: no function opens a file: pass what is in it"),
        (decode_usage, None, "None: decode_response makes one from a body"),
        (decode_transcript, TRANSCRIPT, "Transcript: it is decoded already"),
        (decode_transcript, {1, 2}, "set: it is the ai_result of a JobResult, or the output of a Response"),
        (decode_copies, Copies(), "Copies: it is decoded already"),
        (decode_copies, RESPONSE, "Response: decode_result decodes its payload"),
        (decode_copies, PATH, "PosixPath: no function opens a file: pass what is in it"),
        (decode_copies, None, "None: it is the ai_result of a JobResult, or the output of a Response"),
        (decode_srt, PATH, "PosixPath: no function opens a file: pass what is in it"),
        (decode_vtt, io.StringIO(""), "StringIO: no function opens a file: pass what is in it"),
        (decode_vtt, CUES, "list: to_srt and to_vtt write one"),
        (decode_bcc, PATH, "PosixPath: no function opens a file: pass what is in it"),
        (decode_bcc, io.StringIO(""), "StringIO: no function opens a file: pass what is in it"),
        (decode_bcc, [], "list: pass the object that has its body"),
        (decode_bcc, None, "None: to_bcc writes one"),
        (decode_timeline, PATH, "PosixPath: no function opens a file: pass what is in it"),
        (decode_timeline, [{"SubtitleTrackClips": []}], "list: pass the object that has its SubtitleTracks"),
        (decode_timeline, None, "None: to_timeline_clips makes a part of one"),
        (
            lambda value: to_timeline_clips(CUES, style=value),
            {"font_size": 40},
            "dict: TIMELINE_STYLES has the presets",
        ),
        (find_transcript, RESPONSE, "Response: decode_result gives its result"),
        (find_transcript, JOB, "Job: pass job.result"),
        (find_transcript, to_cues(CUES), "Cues: decode_result gives the result of a Response"),
        (from_pysrt, "1", "str: to_pysrt makes one from cues"),
        (from_pysrt, 5, "int: to_pysrt makes one from cues"),
        (from_pysrt, CUES, "Cue: to_pysrt makes them from cues"),
        (lambda value: translate(CUES, value), RESPONSE, "Response: decode_result gives its result"),
        (lambda value: translate(CUES, value), JOB, "Job: pass job.result"),
        (lambda value: translate(CUES, value), "en", "str: decode_result gives that of a VideoTranslation job"),
        (lambda value: shape(CUES, value), None, "None: PROFILES has the presets"),
        (lambda value: check(CUES, value), {"line_width": 16}, "dict: PROFILES has the presets"),
        (lambda value: count_too_wide([], value), 5, "int: PROFILES has the presets"),
    ],
)
def test_what_other_functions_want(function: Callable[[Any], object], value: Any, message: str) -> None:
    """The same sentence everywhere: what is wanted, what it got, and what to do."""
    with pytest.raises(TypeError) as caught:
        function(value)
    wanted, got = str(caught.value).split(", got ")
    assert message == got
    assert wanted.startswith("expected ")


PAYLOADS: dict[str, tuple[Callable[[Any], object], Any]] = {
    "transcript": (decode_transcript, [{"content": "你好", "from": 0, "to": 1.5}]),
    "transcript in an object": (decode_transcript, {"details": [{"content": "a", "from": 0, "to": 1}], "id": 5}),
    "copies": (decode_copies, ["a", {"content": "b", "tags": ["x", None]}]),
    "copies of text": (decode_copies, "Fresh every day."),
    "usage": (decode_usage, {"total_tokens": 5, "model": "m"}),
}


@pytest.mark.parametrize(("decode", "value"), PAYLOADS.values(), ids=PAYLOADS)
def test_payloads_of_other_types(decode: Callable[[Any], object], value: Any) -> None:
    """Text, whatever is like bytes, with a byte order mark or without, and the JSON value that is in it."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    expected = decode(text)
    assert expected
    data = text.encode()
    for given in (value, data, bytearray(data), memoryview(data), b"\xef\xbb\xbf" + data, f"\ufeff{text}"):
        assert expected == decode(given)


def test_values_of_other_types() -> None:
    """What a JSON parser or an SDK makes: tuples and mappings of other classes too."""
    item = MappingProxyType({"content": "a", "from": 0, "to": 1})
    assert decode_transcript((item,)) == decode_transcript([dict(item)])
    with pytest.raises(DecodeError) as caught:
        decode_transcript([{"content": "a", "from": float("nan"), "to": {1}}])
    messages = ["expected number, got a number of more than 64 bits", "expected JSON value, got set"]
    assert messages == [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize("decode", [decode_transcript, decode_copies, decode_usage])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('["你好"]'.encode("gbk"), "and text that looks like GBK: convert it with iconv -f GBK -t UTF-8"),
        (
            '["a"]'.encode("utf-16-le"),
            "expected text in UTF-8, got UTF-16LE: convert it with iconv -f UTF-16LE -t UTF-8",
        ),
        (
            "\ufeff[5]".encode("utf-16-le"),
            "expected text in UTF-8, got UTF-16LE: convert it with iconv -f UTF-16LE -t UTF-8",
        ),
    ],
    ids=["GBK", "UTF-16", "byte order mark"],
)
def test_payloads_in_other_encodings(decode: Callable[[Any], object], data: bytes, message: str) -> None:
    """They are refused by name, as bodies are."""
    with pytest.raises(DecodeError) as caught:
        decode(data)
    assert str(caught.value).endswith(message)


def test_subtitle_files_of_other_types() -> None:
    """Whatever is like bytes is a file."""
    srt, vtt = to_srt(CUES).encode(), to_vtt(CUES).encode()
    for kind in (bytes, bytearray, memoryview):
        assert to_cues(CUES) == decode_srt(kind(srt)) == decode_vtt(kind(vtt))


def test_a_note_is_text() -> None:
    """A response in its place is refused."""
    with pytest.raises(TypeError, match=r"^expected str as note, got Response$"):
        to_vtt(CUES, note=RESPONSE)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["netflix-zh", "Netflix-ZH", "NETFLIX-ZH"])
def test_a_profile_by_its_name(name: str) -> None:
    """Upper and lower case alike, wherever a profile is accepted."""
    cues = [Cue(0, 4500, "我们现在就出发去那里看看，然后再说。")]
    profile = PROFILES["netflix-zh"]
    assert shape(cues, profile) == shape(cues, name)
    assert check(cues, profile) == check(cues, name)
    assert 1 == count_too_wide(cues, profile) == count_too_wide(cues, name)
    assert PROFILES[name] is PROFILES["netflix-zh"] is PROFILES.get(name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("netflix", "'netflix'"),
        ("netflix_zh", "'netflix_zh'; perhaps it is 'netflix-zh'"),
        ("netflx-en", "'netflx-en'; perhaps it is 'netflix-en'"),
        ("", "''"),
        (" auto", "' auto'; perhaps it is 'auto'"),
        ("secret " * 20, "text of 140 characters"),
    ],
)
def test_an_unknown_profile_lists_the_others(name: str, said: str) -> None:
    """In a KeyError, as a mapping raises."""
    choices = "auto, netflix-en, netflix-ja, netflix-ko, netflix-latin, netflix-th, netflix-zh"
    for look_up in (lambda: PROFILES[name], lambda: shape([], name), lambda: check([], name)):
        with pytest.raises(KeyError) as caught:
            look_up()
        assert (f"expected the name of a profile ({choices}), got {said}",) == caught.value.args
    with pytest.raises(KeyError, match="got Cues"):
        PROFILES[cast("str", to_cues([Cue(0, 1, "secret")]))]
    assert (None, False, False) == (PROFILES.get(name), name in PROFILES, cast("str", 5) in PROFILES)
    assert (7, f"<profiles: {choices}>") == (len(PROFILES), repr(PROFILES))
