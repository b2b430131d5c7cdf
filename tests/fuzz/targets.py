"""What the fuzzer runs: bytes in, and any exception out is a finding, since a `SmartHandleError` is caught here.

Time and memory are bounded by the input's size: the fuzzer limits both for each input, and what is written is measured
here against what was read.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Final, NamedTuple, TypeAlias, TypeVar
from unittest.mock import patch
from zlib import crc32

from helpers.command import read_rows
from helpers.outcomes import make_outcome
from helpers.places import BODIES, SOUND

from smarthandle_results import (
    Copies,
    DecodeError,
    Job,
    JobType,
    Problem,
    Response,
    SmartHandleError,
    decode_bcc,
    decode_copies,
    decode_editing_config,
    decode_job,
    decode_job_parameters,
    decode_response,
    decode_result,
    decode_srt,
    decode_timeline,
    decode_transcript,
    decode_usage,
    decode_user_data,
    decode_vtt,
    find_transcript,
    from_pysrt,
    to_bcc,
    to_copy_rows,
    to_cue_rows,
    to_cues,
    to_job_row,
    to_jsonl,
    to_note,
    to_pysrt,
    to_srt,
    to_timeline_clips,
    to_usage_row,
    to_vtt,
)
from smarthandle_results.batch import Reading, Recipe, convert_files, read_outputs
from smarthandle_results.batch._body import BadPlace, Outcome, Place, Status
from smarthandle_results.batch._reading.bodies import Body
from smarthandle_results.batch._reading.buffer import READ_BYTES, Span, SpanKind
from smarthandle_results.batch._reading.decoding import decode_bodies
from smarthandle_results.batch._reading.scan import BETWEEN_MARKS, BYTE_ORDER_MARK
from smarthandle_results.batch._reading.split import split_stream
from smarthandle_results.batch._reading.streams import Stream

ArgumentT = TypeVar("ArgumentT")
ValueT = TypeVar("ValueT")
Target: TypeAlias = Callable[[bytes], None]

EXACT_MS: Final = 10**15
"""Floats have the decimals of the seconds of earlier times."""

LONGEST: Final = 16_384
"""Inputs of more bytes find nothing that shorter ones do not."""


def run_body(data: bytes) -> None:
    """Decode the input as a response body, and use what it contains."""
    response = _call(decode_response, data)
    if response:
        _use_response(response, len(data))


def run_payload(data: bytes) -> None:
    """Decode the input, after a first byte that chooses the job type, as each text that a body may contain."""
    job_type = _JOB_TYPES[data[0] % len(_JOB_TYPES)] if data else None
    text = data[1:].decode(errors="surrogateescape")
    strings = dict.fromkeys(("UserData", "Output", "ErrorMessage"), text)
    info = {"JobType": job_type, "EditingConfig": text, "InputConfig": {"JobParameters": text}}
    result = {"AiResult": text, "Usage": text, "MediaId": text}
    for body in (
        {"State": "Finished", "JobResult": result, "SmartJobInfo": info},
        {"State": "Finished", **strings, "SmartJobInfo": info},
    ):
        _use_response(decode_response(body), len(data))
    for decode in (decode_transcript, decode_copies, decode_usage):
        _call(decode, text)


def run_srt(data: bytes) -> None:
    """Decode the input as a SubRip file, alone and twice over, and as the text of an item of pysrt."""
    cues = _call(decode_srt, data)
    if cues is not None:
        written = to_srt(cues)
        assert cues == decode_srt(written)
        assert to_cues([*cues, *cues]) == decode_srt(written + written)
        assert cues == from_pysrt(to_pysrt(cues))
    time = SimpleNamespace(ordinal=len(data))
    item = SimpleNamespace(start=time, end=time, text=data.decode(errors="surrogateescape"), position="")
    cues = _call(from_pysrt, [item])
    assert cues is None or cues == to_cues(list(cues))


def run_vtt(data: bytes) -> None:
    """Decode the input as a WebVTT file, and write what was read."""
    cues = _call(decode_vtt, data)
    if cues is not None:
        assert cues == decode_vtt(to_vtt(cues))


def run_json(data: bytes) -> None:
    """Decode the input as a timeline and as a file of Bilibili, and write what was read."""
    cues = _call(decode_timeline, data)
    if cues is not None:
        made = to_timeline_clips(cues)
        assert cues.duration_ms >= EXACT_MS or cues == decode_timeline(made)
    cues = _call(decode_bcc, data)
    if cues is not None:
        text = to_bcc(cues)
        assert cues.duration_ms >= EXACT_MS or cues == decode_bcc(text)


def run_convert(data: bytes) -> None:
    """Convert the input, after a first byte that chooses how, as a part of a file that begins and ends with a job.

    What is in no body is only what may stand between bodies. Each body is a row of jobs or one of errors, and so is
    each line that is a job by itself. The first job is found, and the last is unless it is in what is reported as bad.
    One input in 100 is read by the command's own way, from a file to tables, whose rows are as many.
    """
    choice = data[0] if data else 0
    form = _FORMS[choice % len(_FORMS)]
    reading = Reading(max_body=_SMALL_BODY if choice & 64 else LONGEST * 2, log_lines=form.is_log)
    text = form.head + data[1:] + form.tail
    size = _SMALL_READ if choice & 128 else READ_BYTES
    with patch(_READING + "buffer.READ_BYTES", size), patch(_READING + "split.READ_BYTES", size):
        spans = [*_split(text, reading)]
    made = [(span, *found) for span in spans for found in _make_outcomes(span, reading)]
    if not form.is_log:
        _check_nothing_is_between(text, spans, [body for _, body, _ in made if body])
    jobs = Counter(_read_job_id(outcome.contents[0]) for _, _, outcome in made if outcome.contents[0])
    bad = [outcome for _, _, outcome in made if outcome.entry.status == Status.BAD]
    assert [1] * len(bad) == [outcome.contents[1].count(b"\n") for outcome in bad]
    assert len(made) == jobs.total() + len(bad)
    if form.has_lines:
        lines = (line for line in text.split(b"\n") if len(line) <= reading.max_body)
        wanted: Counter[str | None] = Counter(filter(None, map(_find_job_id, lines)))
        assert wanted <= jobs, wanted - jobs
    assert not form.head or jobs["first"]
    is_refused = any(not outcome.bad_body for outcome in bad)
    assert not form.tail or jobs["last"] or is_refused or any(b'"last"' in outcome.bad_body for outcome in bad)
    if crc32(data) % 100 == 0:
        _convert(text, reading, jobs, len(bad))


def list_seeds(target: str) -> list[bytes]:
    """List what the fuzzer starts from: the samples, and what earlier runs found."""
    return [*_SEEDS[target](), *read_corpus(target)]


def read_corpus(target: str) -> list[bytes]:
    """Read what is kept of earlier runs: an input a line, in hexadecimal."""
    return [bytes.fromhex(line) for line in (_CORPUS / f"{target}.hex").read_text().splitlines()]


def write_corpus(target: str, inputs: list[bytes]) -> None:
    """Keep inputs, the shortest first."""
    lines = sorted({data.hex() for data in inputs}, key=lambda line: (len(line), line))
    (_CORPUS / f"{target}.hex").write_text("".join(f"{line}\n" for line in lines))


def _call(function: Callable[[ArgumentT], ValueT], argument: ArgumentT) -> ValueT | None:
    try:
        return function(argument)
    except SmartHandleError as exc:
        error = exc
    assert str(error)
    assert not isinstance(error, DecodeError) or len(error.problems) <= 1000
    return None


def _split(text: bytes, reading: Reading) -> Iterator[Span]:
    file = BytesIO(text)
    return split_stream(Stream(file, file), "in.json", max_body=reading.max_body, log_lines=reading.log_lines)


def _make_outcomes(span: Span, reading: Reading) -> Iterator[tuple[Body | None, Outcome]]:
    """Make what becomes of each body of a span, each alone."""
    if span.kind is SpanKind.REFUSED:
        yield None, _RECIPE.make_bad(DecodeError((Problem(".", span.message),)), None, _PLACE)
        return
    for body, made in decode_bodies(
        span, reading, lambda body, line: make_outcome(body, _RECIPE, Place("in.json", line))
    ):
        yield body, _RECIPE.make_bad(made, body.data, _PLACE) if isinstance(made, DecodeError) else made


def _check_nothing_is_between(text: bytes, spans: list[Span], bodies: list[Body]) -> None:
    """Check that each byte is in a body, or may stand between bodies, or is where a span was refused."""
    places = [(body.byte_offset or 0, body.data) for body in bodies]
    places += [(span.byte_offset or 0, b"") for span in spans if span.kind is SpanKind.REFUSED]
    position, is_refused = 0, False
    for start, data in [*sorted(places), (len(text), b"")]:
        between = text[position:start].replace(BYTE_ORDER_MARK, b"").strip(BETWEEN_MARKS + b"[]{")
        assert is_refused or not between, (position, start)
        assert text.startswith(data, start)
        position, is_refused = start + len(data), not data


def _find_job_id(line: bytes) -> str | None:
    """Find the id of the job that a line is by itself."""
    with suppress(SmartHandleError):
        return decode_job(decode_response(line)).response.job_id if line.startswith(b"{") else None
    return None


def _read_job_id(row: bytes) -> str | None:
    job_id: str | None = json.loads(row)["job_id"]
    return job_id


def _convert(text: bytes, reading: Reading, jobs: "Counter[str | None]", bad: int) -> None:
    """Convert a file by the command's own way, and compare its tables with what is known of them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.json").write_bytes(text)
        record = convert_files(
            folder / "in.json",
            folder / "out",
            to="srt,vtt,jobs,cues,copies,usage,pairs,media,payloads,errors",
            keep="polls",
            quarantine=folder / "bad",
            max_body=reading.max_body,
            log_lines=reading.log_lines,
        )
        rows = read_rows(folder / "out/jobs.jsonl")
        assert bad == len(read_rows(folder / "out/errors.jsonl")) == record.counts["bad"]
        assert jobs == Counter(row["job_id"] for row in rows)
        assert jobs.total() + bad == record.counts["inputs"]


def _use_response(response: Response, size: int) -> None:
    hash(response)
    for decode in (decode_editing_config, decode_job_parameters, decode_user_data):
        _call(decode, response)
    usage = _call(decode_usage, response)
    job = _call(decode_job, response)
    rows = [to_job_row(job) if job else None, to_usage_row(Job(response, usage=usage))]
    result = _call(decode_result, response)
    hash(result)
    written = [to_jsonl(row for row in rows if row)]
    if isinstance(result, Copies):
        written.append(to_jsonl(_call(lambda copies: to_copy_rows(Job(response, copies)), result) or ()))
    transcript = find_transcript(result) if result is not None else None
    if transcript is not None:
        cues = to_cues(transcript)
        srt, vtt = to_srt(cues), to_vtt(cues, note=to_note(response))
        assert decode_srt(srt) == cues
        assert decode_vtt(vtt) == cues
        written += [to_jsonl(to_cue_rows(Job(response), cues)), srt.encode(), vtt.encode()]
    # Each cue and copy has a row that repeats the job's ids and times.
    assert sum(map(len, written)) < 1000 * (size + 1000)


def _list_bodies() -> list[bytes]:
    return [path.read_bytes() for path in BODIES]


def _list_payloads() -> list[bytes]:
    seeds: list[bytes] = []
    for body in _list_bodies():
        response = _call(decode_response, body)
        if response:
            info, result = response.smart_job_info, response.job_result
            number = _JOB_TYPES.index(info.job_type or "") if info.job_type in _JOB_TYPES else len(JobType)
            texts = (result.ai_result, result.usage, response.output, response.user_data, info.editing_config)
            seeds += [bytes([number]) + text.encode(errors="surrogatepass") for text in texts if text]
    return seeds


def _list_json() -> list[bytes]:
    files = [decode_srt(data) for data in _list_outputs("srt")]
    timelines = [json.dumps(to_timeline_clips(cues), ensure_ascii=False).encode() for cues in files]
    return timelines + [to_bcc(cues).encode() for cues in files]


def _list_files() -> list[bytes]:
    return [bytes([choice]) + body for body in _list_bodies() for choice in range(len(_FORMS))]


def _list_outputs(suffix: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(SOUND.glob(f"*/expected.{suffix}"))]


_JOB_TYPES: Final = (*map(str, JobType), "Unheard")


class _Form(NamedTuple):
    """What stands before and after the input in a file, and how the file is read.

    `has_lines` says that each line is looked at by itself.
    """

    head: bytes = b""
    tail: bytes = b""
    has_lines: bool = False
    is_log: bool = False


_FIRST, _LAST = (b'{"State":"Executing","JobId":"%b"}' % name for name in (b"first", b"last"))
_FORMS: Final = (
    _Form(_FIRST + b"\n", b"\n" + _LAST, has_lines=True),
    _Form(b"INFO " + _FIRST + b"\n", b"\nINFO " + _LAST, has_lines=True, is_log=True),
    _Form(b"[" + _FIRST + b",", b"," + _LAST + b"]"),
    _Form(_FIRST.replace(b",", b",\n") + b"\n", b"\n" + _LAST.replace(b",", b",\n")),
    _Form(),
)
_SMALL_BODY: Final = 200
_SMALL_READ: Final = 16
_READING: Final = "smarthandle_results.batch._reading."
_RECIPE: Final = Recipe(outputs=read_outputs(["jobs", "errors"]))
_PLACE: Final = BadPlace("in.json", 1, 0)
_CORPUS: Final = Path(__file__).with_name("corpus")
_SEEDS: Final[dict[str, Callable[[], list[bytes]]]] = {
    "body": _list_bodies,
    "payload": _list_payloads,
    "srt": lambda: _list_outputs("srt"),
    "vtt": lambda: _list_outputs("vtt"),
    "json": _list_json,
    "convert": _list_files,
}
TARGETS: Final[dict[str, Target]] = {
    "body": run_body,
    "payload": run_payload,
    "srt": run_srt,
    "vtt": run_vtt,
    "json": run_json,
    "convert": run_convert,
}
