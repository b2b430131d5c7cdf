"""A body → its rows in a table: what every engine runs.

Every body has one row in `jobs` or, if it is bad, one row in `errors` and then none in any other table. A job without a
result is not bad: its only row is the one in `jobs`. A body is also bad if engines could not hold its rows: if it is
larger than 256 MiB, or has integers of over 2^53, up to which a float column is exact.
"""

from typing import Any, Final, Literal, TypeAlias

from attrs import AttrsInstance

from smarthandle_results._decoding.decode import decode_response
from smarthandle_results._errors import DecodeError, Problem
from smarthandle_results._models import Copies, Response
from smarthandle_results._subtitles.milliseconds import CLEAR_MS as CLEAR_MS  # noqa: PLC0414 - engines need it
from smarthandle_results._tables.job import Job, decode_parts, join_job
from smarthandle_results._tables.rows import (
    JOB_TABLES,
    ErrorRow,
    JobRow,
    Rows,
    UsageRow,
    to_copy_rows,
    to_cue_rows,
    to_error_row,
    to_job_row,
    to_usage_row,
)

TableName: TypeAlias = Literal["cues", "copies", "usage", "jobs", "errors"]


def flatten_body(table: TableName, body: bytes | str | None) -> Rows[Any]:
    """Return a body's rows in a table, none if it has none. Raises nothing: None means no body, which is bad."""
    try:
        response = _decode_body(body)
        result, usage = decode_parts(response)
    except DecodeError as error:
        return Rows.of(ErrorRow, [to_error_row(error, body)]) if table == "errors" else _NO_ROWS[table]
    match table:  # not a dict of functions of a Job: only the first two need its cues, and they take long
        case "cues":
            return to_cue_rows(join_job(response, result, usage))
        case "jobs":
            return Rows.of(JobRow, [to_job_row(join_job(response, result, usage))])
        case "copies" if isinstance(result, Copies):
            return to_copy_rows(Job(response, result))
        case "usage" if usage:
            return Rows.of(UsageRow, filter(None, [to_usage_row(Job(response, usage=usage))]))
        case _:
            return _NO_ROWS[table]


def _decode_body(body: bytes | str | None) -> Response:
    if body is None:
        raise DecodeError((Problem(".", "expected a body, got null"),))
    if len(body) > MAX_BODY_SIZE:
        raise DecodeError((Problem(".", "expected a body of at most 256 MiB, got a larger one"),))
    return decode_response(body)


MAX_BODY_SIZE: Final = 256 * 2**20
"""No text grows more than fivefold when it is decoded, so that the columns of one body stay below 2 GiB, the limit of
Arrow's strings."""

ROW_TYPES: Final[dict[str, type[AttrsInstance]]] = {**JOB_TABLES, "errors": ErrorRow}
"""The tables of engines, and the class of their rows."""

_NO_ROWS: Final = {table: Rows.of(row_type, ()) for table, row_type in ROW_TYPES.items()}
