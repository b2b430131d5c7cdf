"""A body → its rows in a table: what every engine runs.

Every body has one row in `jobs` or, if it is bad, one row in `errors` and then none in any other table. A job without a
result is not bad: its only row is the one in `jobs`. A body is also bad if its rows do not fit into the columns of
engines: if it is larger than 256 MiB, or has integers of over 2^53, up to which a float column is exact.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, Literal, TypeAlias, get_args

from attrs import AttrsInstance

from smarthandle_results._decoding.decode import decode_response
from smarthandle_results._errors import DecodeError, Problem
from smarthandle_results._layout.cutting import (  # engines need them
    ABBREVIATIONS as ABBREVIATIONS,  # noqa: PLC0414
    LAST_MARKS as LAST_MARKS,  # noqa: PLC0414
    SENTENCE_ENDS as SENTENCE_ENDS,  # noqa: PLC0414
    list_sentence_ends as list_sentence_ends,  # noqa: PLC0414
)
from smarthandle_results._layout.profiles import Profile, resolve
from smarthandle_results._layout.shape import shape
from smarthandle_results._layout.text import to_text
from smarthandle_results._models import Cues
from smarthandle_results._shown import hint_at_name, quote_name
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._subtitles.milliseconds import CLEAR_MS as CLEAR_MS  # noqa: PLC0414 - engines need it
from smarthandle_results._subtitles.srt import to_srt
from smarthandle_results._subtitles.vtt import to_vtt
from smarthandle_results._tables.job import MAX_INTEGER, Job, decode_job
from smarthandle_results._tables.row_types import JOB_TABLES, ErrorRow, JobRow, SubtitleRow, UsageRow
from smarthandle_results._tables.rows import (
    Repeated,
    Rows,
    to_copy_rows,
    to_cue_rows,
    to_error_row,
    to_job_row,
    to_media_rows,
    to_pair_rows,
    to_payload_rows,
    to_usage_row,
)
from smarthandle_results._wanted import describe, require_type

TableName: TypeAlias = Literal["cues", "subtitles", "copies", "usage", "pairs", "media", "payloads", "jobs", "errors"]


def flatten_body(table: TableName, body: bytes | str | None, change: Callable[[Cues], Cues] | None = None) -> Rows[Any]:
    """Return a body's rows in a table, which may be none. Raises nothing: None stands for no body, which is bad.

    The rows of `cues` and of `subtitles` are made of what `change` makes of the job's cues.
    """
    try:
        job = _decode_body(body)
    except DecodeError as error:
        return Rows.of(ErrorRow, [to_error_row(error, body)]) if table == "errors" else _NO_ROWS[table]
    if change and job.cues and table in CUE_TABLES:
        return CUE_TABLES[table](job, change(job.cues))
    return _MAKERS[table](job)


def make_change(table: str, profile: Profile | str | None = None, offset_ms: int = 0) -> Callable[[Cues], Cues] | None:
    """Return the function that moves cues by an offset and then lays them out by a profile; None if it does neither.

    Raises `ValueError` for a table without cues of its own, and for an offset of over 2^53 ms; `KeyError` for an
    unknown name of a profile, and `TypeError` for what is no profile or no offset.
    """
    require_type("offset_ms", offset_ms, int)
    if abs(offset_ms) > MAX_INTEGER:
        raise ValueError("expected an offset_ms of at most 53 bits, got a larger one")
    if profile is None and not offset_ms:
        return None
    if table not in CUE_TABLES:
        raise ValueError(
            f"expected a table of cues for a profile or an offset, 'cues' or 'subtitles', got {quote_name(table)}"
        )
    if profile is not None:
        resolve(profile, ())
    return partial(_change_cues, profile=profile, offset_ms=offset_ms)


def _change_cues(cues: Cues, profile: Profile | str | None, offset_ms: int) -> Cues:
    moved = to_cues(cues, offset_ms=offset_ms)
    return moved if profile is None else shape(moved, profile)


def require_table(name: object, then: str = "the source") -> None:
    """Raise `ValueError` unless a name is a table's, and `TypeError` for what is no name, as `then` may come first.

    >>> require_table("cue")
    Traceback (most recent call last):
    ValueError: expected a table, one of 'cues', 'subtitles', 'copies', 'usage', 'pairs', 'media', 'payloads', 'jobs', \
'errors', got 'cue'; perhaps it is 'cues'
    """
    names = get_args(TableName)
    if not isinstance(name, str):
        raise TypeError(f"expected the name of a table first, then {then}, got {describe(name)}")
    if name not in names:
        listed = ", ".join(map(repr, names))
        raise ValueError(f"expected a table, one of {listed}, got {quote_name(name)}{hint_at_name(name, names)}")


def _decode_body(body: bytes | str | None) -> Job:
    if body is None:
        raise DecodeError((Problem(".", "expected a body, got null"),))
    if len(body) > MAX_BODY_SIZE:
        raise DecodeError((Problem(".", "expected a body of at most 256 MiB, got a larger one"),))
    return decode_job(decode_response(body))


def _make_usage_rows(job: Job) -> Rows[Any]:
    row = to_usage_row(job)
    return Rows.of(UsageRow, [row]) if row else _NO_ROWS["usage"]


def _make_subtitle_rows(job: Job, cues: Cues | None = None) -> Rows[Any]:
    cues = job.cues if cues is None else cues
    if not cues:
        return _NO_ROWS["subtitles"]
    texts = (job.response.job_id, to_srt(cues), to_vtt(cues), to_text(cues))
    # Repeated in its only row: what a row repeats is counted, and these texts are longer than those in the body.
    return Rows(SubtitleRow, tuple(Repeated.of(text, 1) for text in texts))


MAX_BODY_SIZE: Final = 256 * 2**20
"""No text grows more than fivefold when it is decoded, so that the columns of one body stay below 2 GiB, the limit of
Arrow's strings."""

ROW_TYPES: Final[dict[str, type[AttrsInstance]]] = {**JOB_TABLES, "subtitles": SubtitleRow, "errors": ErrorRow}
"""The tables of engines, and the class of their rows."""

_NO_ROWS: Final = {table: Rows.of(row_type, ()) for table, row_type in ROW_TYPES.items()}

CUE_TABLES: Final[dict[str, Callable[[Job, Cues | None], Rows[Any]]]] = {
    "cues": to_cue_rows,
    "subtitles": _make_subtitle_rows,
}
"""The tables whose rows are made of cues, which may be others than the job's own."""

_MAKERS: Final[dict[TableName, Callable[[Job], Rows[Any]]]] = {
    "cues": to_cue_rows,
    "subtitles": _make_subtitle_rows,
    "copies": to_copy_rows,
    "usage": _make_usage_rows,
    "pairs": to_pair_rows,
    "media": to_media_rows,
    "payloads": to_payload_rows,
    "jobs": lambda job: Rows.of(JobRow, [to_job_row(job)]),
    "errors": lambda _: _NO_ROWS["errors"],
}
