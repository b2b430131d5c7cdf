"""What the fuzzer runs: bytes in, and any exception out is a finding, since a `SmartHandleError` is caught here.

Time and memory are bounded by the input's size: the fuzzer limits both for each input, and what is written is measured
here against what was read.
"""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Final, TypeAlias, TypeVar

from helpers.places import BODIES, SOUND

from smarthandle_results import (
    Copies,
    DecodeError,
    Job,
    JobType,
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
        assert decode_srt(written) == cues
        assert decode_srt(written + written) == to_cues([*cues, *cues])
        assert from_pysrt(to_pysrt(cues)) == cues
    time = SimpleNamespace(ordinal=len(data))
    item = SimpleNamespace(start=time, end=time, text=data.decode(errors="surrogateescape"), position="")
    cues = _call(from_pysrt, [item])
    assert cues is None or cues == to_cues(list(cues))


def run_vtt(data: bytes) -> None:
    """Decode the input as a WebVTT file, and write what was read."""
    cues = _call(decode_vtt, data)
    if cues is not None:
        assert decode_vtt(to_vtt(cues)) == cues


def run_json(data: bytes) -> None:
    """Decode the input as a timeline and as a file of Bilibili, and write what was read."""
    cues = _call(decode_timeline, data)
    if cues is not None:
        made = to_timeline_clips(cues)
        assert cues.duration_ms >= EXACT_MS or decode_timeline(made) == cues
    cues = _call(decode_bcc, data)
    if cues is not None:
        text = to_bcc(cues)
        assert cues.duration_ms >= EXACT_MS or decode_bcc(text) == cues


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


def _list_outputs(suffix: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(SOUND.glob(f"*/expected.{suffix}"))]


_JOB_TYPES: Final = (*map(str, JobType), "Unheard")
_CORPUS: Final = Path(__file__).with_name("corpus")
_SEEDS: Final[dict[str, Callable[[], list[bytes]]]] = {
    "body": _list_bodies,
    "payload": _list_payloads,
    "srt": lambda: _list_outputs("srt"),
    "vtt": lambda: _list_outputs("vtt"),
    "json": _list_json,
}
TARGETS: Final[dict[str, Target]] = {
    "body": run_body,
    "payload": run_payload,
    "srt": run_srt,
    "vtt": run_vtt,
    "json": run_json,
}
