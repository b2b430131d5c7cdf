"""One body's bytes → everything that is made of it: a pure function, which is all that a worker runs on a body."""

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import blake2b, sha256
from typing import Final, final

import orjson
from attrs import Attribute, AttrsInstance, field, frozen

from smarthandle_results import (
    Copies,
    Cues,
    DecodeError,
    OutputConfig,
    Problem,
    Response,
    Result,
    State,
    Usage,
    decode_editing_config,
    decode_response,
    decode_result_or_none,
    decode_usage,
    find_transcript,
    join_job_row,
    to_copy_rows,
    to_cue_rows,
    to_cues,
    to_jsonl,
    to_note,
    to_poll_key,
    to_poll_rank,
    to_srt,
    to_usage_row,
    to_vtt,
)
from smarthandle_results.batch._csv import to_csv
from smarthandle_results.batch._names import check_template, to_name
from smarthandle_results.batch._outputs import ErrorRow, Output


def _check_name(_: "Recipe", __: "Attribute[str]", template: str) -> None:
    check_template(template)


@final
@frozen(kw_only=True)
class Recipe:
    """What to make of each body; `name` is the template of the subtitle files' names. Raises `ValueError` for it."""

    outputs: tuple[Output, ...]
    name: str = field(default="{job_id}", validator=_check_name)
    bom: bool = False
    crlf: bool = False


@final
@frozen(kw_only=True)
class Outcome:
    """What was made of a body: its `status`, the bytes of each output in the recipe's order, and what polls go by.

    `key` tells polls of one job apart from other jobs' (None: a job of its own), and `stage` and `modified` which poll
    is later. `name` is the subtitle files', None if there are none.
    """

    status: str
    contents: tuple[bytes, ...] = field(repr=False)
    key: str | None = None
    stage: int = 0
    modified: str = ""
    name: str | None = None
    repairs: dict[str, int] = field(factory=dict[str, int])


CONVERTED: Final = "converted"
UNFINISHED: Final = "unfinished"
FAILED: Final = "failed"
BAD: Final = "bad"
MAX_INTEGER: Final = 2**53


def convert_body(body: bytes, recipe: Recipe) -> Outcome:
    """Make all outputs of one body. Raises `DecodeError`, and then nothing is made of it but an error's row."""
    response = decode_response(body)
    result = decode_result_or_none(response)
    transcript = find_transcript(result) if result is not None else None
    cues = to_cues(transcript) if transcript is not None else None
    usage = decode_usage(response)
    if isinstance(result, Copies):
        decode_editing_config(response)  # a body is bad for all outputs or for none, whichever are asked for
    _check_integers(response, cues, usage)
    job = _Job(response, result, cues, usage, recipe)
    stage, modified = to_poll_rank(response)
    return Outcome(
        status=_name_status(response, result),
        contents=tuple(_MAKERS[output.name](job, output) for output in recipe.outputs),
        key=_hash_key(to_poll_key(response)),
        stage=stage,
        modified=modified,
        name=to_name(recipe.name, response) if cues is not None else None,
        repairs=Counter(str(repair.kind) for repair in cues.repairs) if cues is not None else {},
    )


def refuse_body(row: ErrorRow, recipe: Recipe) -> Outcome:
    """Make a row of the errors, and nothing else."""
    contents = tuple(_dump([row], output) if output.name == "errors" else b"" for output in recipe.outputs)
    return Outcome(status=BAD, contents=contents)


def explain(error: DecodeError, body: bytes, source: str, line: int, byte_offset: int | None) -> ErrorRow:
    """Make the row of a body that could not be decoded."""
    first = error.problems[0]
    return ErrorRow(
        source=source,
        line=line,
        byte_offset=byte_offset,
        path=first.path,
        message=first.message,
        problem_count=len(error.problems),
        sha256=sha256(body).hexdigest(),
    )


@final
@frozen
class _Job:
    response: Response
    result: Result | None
    cues: Cues | None
    usage: Usage | None
    recipe: Recipe


def _name_status(response: Response, result: Result | None) -> str:
    if response.state in {State.FAILED, State.CANCELLED}:
        return FAILED
    return CONVERTED if result is not None or response.state == State.FINISHED else UNFINISHED


def _check_integers(response: Response, cues: Cues | None, usage: Usage | None) -> None:
    """Refuse what a column of a table cannot hold exactly."""
    target = response.smart_job_info.output_config or OutputConfig()
    total = usage.total_tokens if usage else None
    latest = max(cues.ends_ms) if cues else None
    if any(abs(size or 0) > MAX_INTEGER for size in (target.width, target.height, total, latest)):
        raise DecodeError((Problem(".", "expected integers of at most 53 bits, got a larger one"),))


def _hash_key(key: str | None) -> str | None:
    """Make keys of one length, so that what is kept of a poll has a bound."""
    return None if key is None else blake2b(key.encode(errors="replace"), digest_size=16).hexdigest()


def _dump(rows: Iterable[AttrsInstance], output: Output) -> bytes:
    return to_csv(rows) if output.row_format == "csv" else to_jsonl(rows)


def _make_srt(job: _Job, _: Output) -> bytes:
    if job.cues is None:
        return b""
    return to_srt(job.cues, bom=job.recipe.bom, crlf=job.recipe.crlf).encode()


def _make_vtt(job: _Job, _: Output) -> bytes:
    return b"" if job.cues is None else to_vtt(job.cues, note=to_note(job.response)).encode()


def _make_cues(job: _Job, output: Output) -> bytes:
    if not job.cues:
        return b""
    if output.row_format == "csv":
        return _dump(to_cue_rows(job.response, job.cues), output)
    return dump_cues(job.response, job.cues)


def dump_cues(response: Response, cues: Cues) -> bytes:
    """Write what `to_jsonl` of `to_cue_rows` gives, in a fifth of the time: most of an archive is cues."""
    first = Cues(cues.starts_ms[:1], cues.ends_ms[:1], cues.texts[:1])
    [row] = to_cue_rows(response, first)
    columns = zip(cues.starts_ms, cues.ends_ms, cues.texts, strict=True)
    items = [
        {
            "job_id": row.job_id,
            "media_id": row.media_id,
            "cue_index": index,
            "start_ms": start,
            "end_ms": end,
            "text": text,
        }
        for index, (start, end, text) in enumerate(columns, start=1)
    ]
    # Quotes are escaped in strings, so that this is never text.
    return orjson.dumps(items)[1:-1].replace(b'},{"job_id":', b'}\n{"job_id":') + b"\n"


def _make_copies(job: _Job, output: Output) -> bytes:
    return _dump(to_copy_rows(job.response, job.result), output) if isinstance(job.result, Copies) else b""


def _make_usage(job: _Job, output: Output) -> bytes:
    return b"" if job.usage is None else _dump([to_usage_row(job.response, job.usage)], output)


def _make_jobs(job: _Job, output: Output) -> bytes:
    return _dump([join_job_row(job.response, job.result, job.cues, job.usage)], output)


def _make_nothing(_: _Job, __: Output) -> bytes:
    return b""


_MAKERS: Final[dict[str, Callable[[_Job, Output], bytes]]] = {
    "srt": _make_srt,
    "vtt": _make_vtt,
    "copies": _make_copies,
    "usage": _make_usage,
    "cues": _make_cues,
    "jobs": _make_jobs,
    "errors": _make_nothing,
}
