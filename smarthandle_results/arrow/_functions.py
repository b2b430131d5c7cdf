"""The functions that every engine runs, one for each table, and the stream that makes batches of a bounded size."""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from smarthandle_results import DecodeError, Response, decode_response, to_poll_key, to_poll_rank
from smarthandle_results._tables.flatten import TableName
from smarthandle_results.arrow._batches import find_bodies, make_batches, make_empty_batch
from smarthandle_results.arrow._bodies import read_bodies

MAX_BATCH_BYTES: Final = 16 * 2**20
"""About how many bytes an output batch has at most: no column comes near 2 GiB, the limit of the `string` type."""

POLLS_SCHEMA: Final = pa.schema([("poll_key", pa.string()), ("poll_stage", pa.int64()), ("poll_time", pa.string())])
"""The columns that `polls` returns: a key or null, a stage from 0 to 4, a `ModifiedTime` or ""."""


def cues(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    r"""Return a row for each cue; times are whole milliseconds, `cue_index` counts from 1 in each body.

    >>> import pyarrow as pa
    >>> body = '{"JobId":"a","State":"Finished","SmartJobInfo":{"JobType":"ASR"},"JobResult":{"AiResult":"%s"}}'
    >>> payload = r'[{\"content\":\"Hello\",\"from\":0,\"to\":1.5}]'
    >>> cues(pa.RecordBatch.from_pydict({"body": [body % payload], "day": ["May 6"]})).to_pylist()[0]
    {'job_id': 'a', 'media_id': None, 'cue_index': 1, 'start_ms': 0, 'end_ms': 1500, 'text': 'Hello', 'day': 'May 6'}

    Raises `ValueError` if no column, or more than one, is named `body`, `TypeError` if it has neither text nor bytes
    or another column has a union, and pyarrow's `ArrowInvalid` if a column of the result would exceed 2 GiB, in which
    case use `stream`.
    """
    return _concat("cues", batch, body)


def copies(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Return a row for each copy; `fields` is JSON text. Raises as `cues` does."""
    return _concat("copies", batch, body)


def usage(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Return a row for each job's token usage; `other_counts` is JSON text. Raises as `cues` does."""
    return _concat("usage", batch, body)


def pairs(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Return a row for each text pair of a translation; `extra` is JSON text. Raises as `cues` does."""
    return _concat("pairs", batch, body)


def media(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Return a row for each id and URL that a result holds, with its role. Raises as `cues` does."""
    return _concat("media", batch, body)


def payloads(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Return a row for each text that has no column in another table, with its form. Raises as `cues` does."""
    return _concat("payloads", batch, body)


def jobs(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Return a row for each job, in any state. Raises as `cues` does."""
    return _concat("jobs", batch, body)


def errors(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Return a row for each bad body: its first problem, how many it has, and its SHA-256. Raises as `cues` does."""
    return _concat("errors", batch, body)


def polls(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Return a row for each body, good or bad, that says which poll of a job counts, without any other columns.

    Of the rows with the same `poll_key` the one with the highest (`poll_stage`, `poll_time`) counts, and the last of
    equal ones. A row whose key is null counts in any case: the job's id is missing or masked, or the body is bad.
    `POLLS_SCHEMA` has the types: the key is a string, the stage int64, the time a string of UTC, whose order is that of
    time.

    Raises `ValueError` and `TypeError` as `cues` does.
    """
    ranks = [_rank(raw) for raw in read_bodies(find_bodies(batch, body))]
    columns = zip(*ranks, strict=True) if ranks else ((), (), ())
    return pa.RecordBatch.from_arrays(list(map(pa.array, columns, POLLS_SCHEMA.types)), schema=POLLS_SCHEMA)


def stream(
    table: TableName, batches: Iterable[pa.RecordBatch], body: str = "body", *, max_bytes: int = MAX_BATCH_BYTES
) -> Iterator[pa.RecordBatch]:
    """Yield a table's rows of many batches, in batches of about `max_bytes` bytes at most.

    Together the rows are those that the function of the table's name returns for each batch; no output batch is empty.
    Raises `ValueError` and `TypeError` as `cues` does.
    """
    for batch in batches:
        yield from make_batches(table, batch, body, max_bytes)


def _concat(table: TableName, batch: pa.RecordBatch, body: str) -> pa.RecordBatch:
    batches = [*make_batches(table, batch, body, MAX_BATCH_BYTES)]
    return pa.concat_batches(batches) if batches else make_empty_batch(table, batch, body)


def _rank(raw: bytes | str | None) -> tuple[str | None, int, str]:
    try:
        response = Response() if raw is None else decode_response(raw)
    except DecodeError:
        response = Response()
    return to_poll_key(response), *to_poll_rank(response)
