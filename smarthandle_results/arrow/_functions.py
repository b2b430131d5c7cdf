"""The functions that every engine runs, a table each, and the stream that divides what they make."""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow tells no types.

from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from smarthandle_results import DecodeError, Response, decode_response, to_poll_key, to_poll_rank
from smarthandle_results._tables.flatten import TableName
from smarthandle_results.arrow._batches import make_batches, read_bodies, to_schema

MAX_BATCH_BYTES: Final = 16 * 2**20
"""What an output batch holds at most, about: no column comes near the 2 GiB where the `string` type ends."""

POLLS_SCHEMA: Final = pa.schema([("poll_key", pa.string()), ("poll_stage", pa.int64()), ("poll_time", pa.string())])
"""The columns that `polls` makes: a key or null, a stage from 0 to 4, a `ModifiedTime` or ""."""


def cues(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Make a row of each cue; times are whole milliseconds, `cue_index` counts from 1 in each body.

    Raises `ValueError` if no column, or more than one, is named `body`, `TypeError` if it holds neither strings nor
    binary, and pyarrow's `ArrowInvalid` if a column of the result would pass 2 GiB: `stream` divides it.
    """
    return _concat("cues", batch, body)


def copies(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Make a row of each copy; `fields` is JSON text. Raises as `cues` does."""
    return _concat("copies", batch, body)


def usage(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Make a row of each job's token usage; `other_counts` is JSON text. Raises as `cues` does."""
    return _concat("usage", batch, body)


def jobs(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Make a row of each job, in any state. Raises as `cues` does."""
    return _concat("jobs", batch, body)


def errors(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Make a row of each bad body: its first problem, how many there are, its SHA-256. Raises as `cues` does."""
    return _concat("errors", batch, body)


def polls(batch: pa.RecordBatch, body: str = "body") -> pa.RecordBatch:
    """Make a row of each body, good or bad, that tells which poll of a job counts, and no other columns.

    Of the rows with one `poll_key` the one with the highest (`poll_stage`, `poll_time`) counts, of equal ones the last.
    A row whose key is null, for its id is missing or masked or the body is bad, counts in any case. `POLLS_SCHEMA` has
    the types: the key is a string, the stage int64, the time a string, UTC text that sorts.

    Raises `ValueError` and `TypeError` as `cues` does.
    """
    ranks = [_rank(raw) for raw in read_bodies(batch, body)]
    columns = zip(*ranks, strict=True) if ranks else ((), (), ())
    return pa.RecordBatch.from_arrays(list(map(pa.array, columns, POLLS_SCHEMA.types)), schema=POLLS_SCHEMA)


def stream(
    table: TableName, batches: Iterable[pa.RecordBatch], body: str = "body", *, max_bytes: int = MAX_BATCH_BYTES
) -> Iterator[pa.RecordBatch]:
    """Make a table's rows of many batches, one after the other, in batches of about `max_bytes` bytes at most.

    The batches are those that the function of the table's name would give, divided and without empty ones. Raises
    `ValueError` and `TypeError` as `cues` does.
    """
    for batch in batches:
        yield from make_batches(table, batch, body, max_bytes)


def _concat(table: TableName, batch: pa.RecordBatch, body: str) -> pa.RecordBatch:
    empty = pa.RecordBatch.from_pylist([], to_schema(table, batch.schema, body))
    return pa.concat_batches([empty, *make_batches(table, batch, body, MAX_BATCH_BYTES)])


def _rank(raw: bytes | str | None) -> tuple[str | None, int, str]:
    try:
        response = Response() if raw is None else decode_response(raw)
    except DecodeError:
        response = Response()
    return to_poll_key(response), *to_poll_rank(response)
