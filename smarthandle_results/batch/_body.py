"""One body's bytes → everything that is made of it: a pure function, which is all that a worker runs on a body."""

from collections import Counter
from hashlib import blake2b, sha256
from typing import Final, final

from attrs import Attribute, field, frozen

from smarthandle_results import (
    DecodeError,
    Profile,
    Response,
    Result,
    State,
    decode_response,
    shape,
    to_cues,
    to_poll_key,
    to_poll_rank,
)
from smarthandle_results._tables.job import decode_job
from smarthandle_results.batch._contents import Content, dump_rows, make_contents
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
    profile: Profile | None = None
    """What the subtitle files are shaped to; tables hold the cues as the job gave them."""
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


def convert_body(body: bytes, recipe: Recipe) -> Outcome:
    """Make all outputs of one body. Raises `DecodeError`, and then nothing is made of it but an error's row."""
    response = decode_response(body)
    job = decode_job(response)
    cues = None if job.transcript is None else to_cues(job.transcript)
    shown = cues
    if cues is not None and recipe.profile is not None and any(not output.is_table for output in recipe.outputs):
        shown = shape(cues, recipe.profile)
    content = Content(response, job.result, cues, shown, job.usage, bom=recipe.bom, crlf=recipe.crlf)
    stage, modified = to_poll_rank(response)
    return Outcome(
        status=_name_status(response, job.result),
        contents=make_contents(content, recipe.outputs),
        key=_hash_key(to_poll_key(response)),
        stage=stage,
        modified=modified,
        name=to_name(recipe.name, response) if cues is not None else None,
        repairs=Counter(str(repair.kind) for repair in shown.repairs) if shown is not None else {},
    )


def refuse_body(row: ErrorRow, recipe: Recipe) -> Outcome:
    """Make a row of the errors, and nothing else."""
    contents = tuple(dump_rows([row], output) if output.name == "errors" else b"" for output in recipe.outputs)
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


def _name_status(response: Response, result: Result | None) -> str:
    if response.state in {State.FAILED, State.CANCELLED}:
        return FAILED
    return CONVERTED if result is not None or response.state == State.FINISHED else UNFINISHED


def _hash_key(key: str | None) -> str | None:
    """Make keys of one length, so that what is kept of a poll has a bound."""
    return None if key is None else blake2b(key.encode(errors="replace"), digest_size=16).hexdigest()
