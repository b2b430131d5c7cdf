"""A body → its columns in a table: what every engine runs.

Columns are in the order of the table's row type; objects are JSON text. Every body is one row of `jobs` or, if it is
bad, one of `errors` and then of no other table. A job without a result is not bad, it has no rows but its own. Bad is
also what engines cannot hold: a body of over 256 MiB, and integers of over 2^53, where a float column is not exact.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any, Final, Literal, TypeAlias, final

from attrs import AttrsInstance, astuple, frozen

from smarthandle_results._decoding.decode import decode_response
from smarthandle_results._decoding.payload import find_media
from smarthandle_results._errors import DecodeError, Problem
from smarthandle_results._json import JsonObject
from smarthandle_results._models import Copies
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._tables.job import Job, decode_job
from smarthandle_results._tables.jsonl import to_json_text
from smarthandle_results._tables.rows import (
    JOB_TABLES,
    join_job_row,
    to_copy_rows,
    to_usage_row,
)

TableName: TypeAlias = Literal["cues", "copies", "usage", "jobs", "errors"]

Columns: TypeAlias = "tuple[Sequence[Any] | Same, ...]"
"""A body's rows in a table as columns, of equal length and in the table's order; () if it has none.

Which columns are a `Same` is the table's to say, not the body's: in `cues` the ids."""


@final
@frozen
class Same:
    """A column that holds one text, or null, in all of a body's rows."""

    value: str | None
    count: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, rows: slice) -> "Same":
        return Same(self.value, len(range(self.count)[rows]))


@final
@frozen(kw_only=True)
class ErrorRow:
    """A bad body: its first problem, how many there are, and the body's SHA-256, None where there is no body.

    Here a body stands in no file: what tells its place is passed through beside it. The command's table of errors has
    its source, line and byte offset besides (`smarthandle_results.batch.ErrorRow`).
    """

    path: str
    message: str
    problem_count: int
    sha256: str | None


def read_columns(table: TableName, body: bytes | str | None) -> Columns:
    """Make a body's columns in a table. Raises nothing: None is no body, and bad."""
    try:
        job = _decode(body)
    except DecodeError as error:
        return _tell(error, body) if table == "errors" else ()
    return _READERS[table](job)


def _decode(body: bytes | str | None) -> Job:
    if body is None:
        raise _refusal("expected a body, got null")
    if len(body) > MAX_BODY_SIZE:
        raise _refusal("expected a body of at most 256 MiB, got a larger one")
    return decode_job(decode_response(body))


def _refusal(message: str) -> DecodeError:
    return DecodeError((Problem(".", message),))


def _tell(error: DecodeError, body: bytes | str | None) -> Columns:
    first = error.problems[0]
    raw = body.encode(errors="surrogatepass") if isinstance(body, str) else body
    digest = None if raw is None else sha256(raw).hexdigest()
    row = ErrorRow(path=first.path, message=first.message, problem_count=len(error.problems), sha256=digest)
    return _turn([row])


def _read_cues(job: Job) -> Columns:
    cues = () if job.transcript is None else to_cues(job.transcript)
    if not cues:
        return ()
    count = len(cues)
    job_ids, media_ids = Same(job.response.job_id, count), Same(find_media(job.response).media_id, count)
    return job_ids, media_ids, range(1, count + 1), cues.starts_ms, cues.ends_ms, cues.texts


def _read_copies(job: Job) -> Columns:
    return _turn(to_copy_rows(job.response, job.result)) if isinstance(job.result, Copies) else ()


def _read_usage(job: Job) -> Columns:
    return _turn([to_usage_row(job.response, job.usage)]) if job.usage else ()


def _read_job(job: Job) -> Columns:
    cues = None if job.transcript is None else to_cues(job.transcript)
    return _turn([join_job_row(job.response, job.result, cues, job.usage)])


def _turn(rows: Iterable[AttrsInstance]) -> Columns:
    return tuple(zip(*(map(_to_scalar, astuple(row, recurse=False)) for row in rows), strict=True))


def _to_scalar(value: object) -> object:
    return to_json_text(value) if isinstance(value, JsonObject) else value


MAX_BODY_SIZE: Final = 256 * 2**20
"""No text grows fivefold on its way, so that the columns of one body stay below 2 GiB, where Arrow's strings end."""

ROW_TYPES: Final[dict[str, type[AttrsInstance]]] = {**JOB_TABLES, "errors": ErrorRow}
"""The tables, and the class of their rows: its fields, in order, are the columns."""

_READERS: Final[dict[TableName, Callable[[Job], Columns]]] = {
    "cues": _read_cues,
    "copies": _read_copies,
    "usage": _read_usage,
    "jobs": _read_job,
    "errors": lambda _: (),
}
