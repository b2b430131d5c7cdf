"""The bytes of one body → the bytes of each of its outputs: a pure function, and all that a worker does with a body."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from hashlib import blake2b
from typing import Final, final

from attrs import AttrsInstance, field, frozen

from smarthandle_results import (
    Copies,
    Cues,
    Job,
    Profile,
    State,
    decode_job,
    decode_response,
    shape,
    to_copy_rows,
    to_cue_rows,
    to_job_row,
    to_note,
    to_poll_key,
    to_poll_rank,
    to_srt,
    to_usage_row,
    to_vtt,
)
from smarthandle_results.batch._names import check_template, to_name
from smarthandle_results.batch._outputs import Output


@final
@frozen(kw_only=True)
class Recipe:
    """What to make from each body: the `outputs`, and how subtitle files are named, shaped and written.

    `name` is the template of their names. They are shaped to `profile`, unless it is None; tables have the cues as the
    job gave them. `bom` and `crlf` concern SubRip alone. Raises `ValueError` for a template that names no file.
    """

    outputs: tuple[Output, ...]
    name: str = field(default="{job_id}", validator=lambda _, __, template: check_template(template))
    profile: Profile | None = None
    bom: bool = False
    crlf: bool = False


class Status(StrEnum):
    """What became of a body, in the order of `run.json`; superseded are the earlier polls of a job."""

    CONVERTED = "converted"
    UNFINISHED = "unfinished"
    FAILED = "failed"
    SUPERSEDED = "superseded"
    BAD = "bad"


@final
@frozen
class Entry:
    """What the rest of a run needs to know of a body that was converted.

    Bodies of one `poll_key` are polls of one job (None: a job of its own), and the greatest `poll_stage` and then
    `poll_time` is the last. `name` is that of the subtitle files, None if there are none. `repairs` counts by kind.
    """

    status: str
    poll_key: str | None = None
    poll_stage: int = 0
    poll_time: str = ""
    name: str | None = None
    repairs: dict[str, int] = field(factory=dict[str, int])


@final
@frozen(kw_only=True)
class Outcome:
    """What was made from a body: its entry, the bytes of each output in the recipe's order, and, if bad, its own."""

    entry: Entry
    contents: tuple[bytes, ...] = field(repr=False)
    bad_body: bytes = field(default=b"", repr=False)


def make_outcome(body: bytes | str | Mapping[str, object], recipe: Recipe) -> Outcome:
    """Make all outputs of a body. Raises `DecodeError` for a bad body."""
    response = decode_response(body)
    job = decode_job(response)
    subtitles = _shape(job.cues, recipe)
    poll_stage, poll_time = to_poll_rank(response)
    entry = Entry(
        status=_find_status(job),
        poll_key=_hash_key(to_poll_key(response)),
        poll_stage=poll_stage,
        poll_time=poll_time,
        name=to_name(recipe.name, response) if job.cues is not None else None,
        repairs=Counter(str(repair.kind) for repair in subtitles.repairs) if subtitles is not None else {},
    )
    contents = (
        _write_table(job, output) if output.is_table else _write_subtitles(job, subtitles, output, recipe)
        for output in recipe.outputs
    )
    return Outcome(entry=entry, contents=tuple(contents))


def _shape(cues: Cues | None, recipe: Recipe) -> Cues | None:
    if cues is None or recipe.profile is None or all(output.is_table for output in recipe.outputs):
        return cues
    return shape(cues, recipe.profile)


def _find_status(job: Job) -> Status:
    if job.response.state in {State.FAILED, State.CANCELLED}:
        return Status.FAILED
    is_converted = job.result is not None or job.response.state == State.FINISHED
    return Status.CONVERTED if is_converted else Status.UNFINISHED


def _hash_key(key: str | None) -> str | None:
    """Make keys of one length, so that what is kept of a poll has a bound."""
    return None if key is None else blake2b(key.encode(errors="replace"), digest_size=16).hexdigest()


def _write_subtitles(job: Job, cues: Cues | None, output: Output, recipe: Recipe) -> bytes:
    if cues is None:
        return b""
    if output.name == "srt":
        return to_srt(cues, bom=recipe.bom, crlf=recipe.crlf).encode()
    return to_vtt(cues, note=to_note(job.response)).encode()


def _write_table(job: Job, output: Output) -> bytes:
    rows = _TABLE_ROWS[output.name](job)
    return output.to_bytes(rows) if rows else b""


_TABLE_ROWS: Final[dict[str, Callable[[Job], Collection[AttrsInstance]]]] = {
    "copies": lambda job: to_copy_rows(job) if isinstance(job.result, Copies) else (),
    "usage": lambda job: [row] if (row := to_usage_row(job)) else (),
    "cues": lambda job: to_cue_rows(job) if job.cues else (),
    "jobs": lambda job: [to_job_row(job)],
    "errors": lambda _: (),
}
"""Each returns a job's rows in a table: `()` if it has none, as most jobs have in most tables.

Making and writing an empty `Rows` would take 6 of the 200 µs that a small body takes.
"""
