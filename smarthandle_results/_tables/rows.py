"""Results → flat rows for tables. A row joins what the body says of a job with what was made of its result.

Every row type is one table; its fields, in order, are the table's columns. A `..._ms` column is whole milliseconds.
"""

from typing import Final, final, get_args

from attrs import AttrsInstance, fields, frozen

from smarthandle_results._decoding.payload import find_media
from smarthandle_results._decoding.request import decode_editing_config
from smarthandle_results._json import JsonObject
from smarthandle_results._models import (
    Copies,
    Cues,
    InputConfig,
    OutputConfig,
    Response,
    Result,
    Usage,
)
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._tables.job import decode_job
from smarthandle_results._tables.jsonl import to_json_text


@final
@frozen(kw_only=True)
class CueRow:
    """A cue of a job; `cue_index` counts from 1."""

    job_id: str | None
    media_id: str | None
    cue_index: int
    start_ms: int
    end_ms: int
    text: str


@final
@frozen(kw_only=True)
class CopyRow:
    """A generated copy of a job; `copy_index` counts from 1.

    `copy_type` and `keywords` are those of the request's `EditingConfig`, None where the body has none; keywords that
    are no text are JSON text. `fields` holds
    all of a copy that is an object, None for one that is text.
    """

    job_id: str | None
    copy_index: int
    text: str | None
    copy_type: str | None
    keywords: str | None
    title: str | None
    create_time: str | None
    user_data: str | None
    fields: JsonObject | None


@final
@frozen(kw_only=True)
class UsageRow:
    """A job's token usage; `other_counts` holds every other number of the payload, None if there is none."""

    job_id: str | None
    request_id: str | None
    job_type: str | None
    state: str | None
    title: str | None
    create_time: str | None
    modified_time: str | None
    total_tokens: int | float | None
    other_counts: JsonObject | None


@final
@frozen(kw_only=True)
class JobRow:
    """A job: the body's scalar fields but the payloads, and what its result amounts to.

    `cue_count` and `duration_ms`, the end of the last cue to end, are None for a result without a transcript,
    `copy_count` for one without copies. `media_id` and `media_url` may come from `Output`.
    """

    job_id: str | None
    request_id: str | None
    job_type: str | None
    state: str | None
    title: str | None
    description: str | None
    user_id: str | None
    create_time: str | None
    modified_time: str | None
    input_file: str | None
    input_keyword: str | None
    job_parameters: str | None
    editing_config: str | None
    output_bucket: str | None
    output_object: str | None
    output_media_url: str | None
    output_width: int | None
    output_height: int | None
    output_config: str | None
    media_id: str | None
    media_url: str | None
    user_data: str | None
    fe_extend: str | None
    error_code: str | None
    error_message: str | None
    cue_count: int | None
    copy_count: int | None
    duration_ms: int | None
    total_tokens: int | float | None


JOB_TABLES: Final[dict[str, type[AttrsInstance]]] = {
    "copies": CopyRow,
    "usage": UsageRow,
    "cues": CueRow,
    "jobs": JobRow,
}
"""The tables of sound jobs, and the class of their rows. Those of the command and of engines add one of errors each."""


def list_columns(row_type: type[AttrsInstance]) -> dict[str, str]:
    """List a table's columns, in order, with the type of each, which no data can change.

    `string`, `int64`, `double`, or `json`: an object, which is an object in JSON Lines and its JSON text elsewhere. Any
    value may be null.
    """
    return {field.name: _name_type(field.type) for field in fields(row_type)}


def _name_type(annotation: object) -> str:
    parts = get_args(annotation) or (annotation,)
    return next(name for part, name in _TYPES if part in parts)


_TYPES: Final = ((float, "double"), (int, "int64"), (str, "string"), (JsonObject, "json"))


def to_cue_rows(response: Response, cues: Cues) -> tuple[CueRow, ...]:
    """Make a row of each cue of a job."""
    media_id = find_media(response).media_id
    return tuple(
        CueRow(job_id=response.job_id, media_id=media_id, cue_index=index, start_ms=start, end_ms=end, text=text)
        for index, (start, end, text) in enumerate(zip(cues.starts_ms, cues.ends_ms, cues.texts, strict=True), start=1)
    )


def to_copy_rows(response: Response, copies: Copies) -> tuple[CopyRow, ...]:
    """Make a row of each copy of a job. Raises `DecodeError` if the request's `EditingConfig` is broken."""
    config = decode_editing_config(response)
    keywords = config.generate_config.get("keywords") if config and config.generate_config else None
    info = response.smart_job_info
    return tuple(
        CopyRow(
            job_id=response.job_id,
            copy_index=index,
            text=copy.text,
            copy_type=config.type if config else None,
            keywords=keywords if keywords is None or isinstance(keywords, str) else to_json_text(keywords),
            title=info.title,
            create_time=info.create_time,
            user_data=response.user_data,
            fields=copy.fields or None,
        )
        for index, copy in enumerate(copies, start=1)
    )


def to_usage_row(response: Response, usage: Usage) -> UsageRow:
    """Make a row of a job's token usage."""
    info = response.smart_job_info
    return UsageRow(
        job_id=response.job_id,
        request_id=response.request_id,
        job_type=info.job_type,
        state=response.state,
        title=info.title,
        create_time=info.create_time,
        modified_time=info.modified_time,
        total_tokens=usage.total_tokens,
        other_counts=usage.other_counts or None,
    )


def to_job_row(response: Response) -> JobRow:
    """Make a row of a job in any state.

    Raises `DecodeError` for a job that tables cannot hold: its payload, its usage or, of copies, its request is broken,
    or an integer is over 2^53.
    """
    job = decode_job(response)
    cues = None if job.transcript is None else to_cues(job.transcript)
    return join_job_row(response, job.result, cues, job.usage)


def join_job_row(response: Response, result: Result | None, cues: Cues | None, usage: Usage | None) -> JobRow:
    """Make a row of what was decoded of a job before."""
    info = response.smart_job_info
    source, target = info.input_config or InputConfig(), info.output_config or OutputConfig()
    media = find_media(response)
    return JobRow(
        job_id=response.job_id,
        request_id=response.request_id,
        job_type=info.job_type,
        state=response.state,
        title=info.title,
        description=info.description,
        user_id=info.user_id,
        create_time=info.create_time,
        modified_time=info.modified_time,
        input_file=source.input_file,
        input_keyword=source.keyword,
        job_parameters=source.job_parameters,
        editing_config=info.editing_config,
        output_bucket=target.bucket,
        output_object=target.object,
        output_media_url=target.media_url,
        output_width=target.width,
        output_height=target.height,
        output_config=target.text,
        media_id=media.media_id,
        media_url=media.media_url,
        user_data=response.user_data,
        fe_extend=response.fe_extend,
        error_code=response.error_code,
        error_message=response.error_message,
        cue_count=None if cues is None else len(cues),
        copy_count=len(result) if isinstance(result, Copies) else None,
        duration_ms=None if cues is None else max(cues.ends_ms, default=0),
        total_tokens=usage.total_tokens if usage else None,
    )
