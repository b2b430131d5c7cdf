"""The functions that every engine runs, one for each table, and the stream that makes batches of a bounded size.

A source that is one batch gives one batch. Any other, which may be as long as an archive, gives a reader that converts
as it is read, so that little more than a batch of each is in memory.
"""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from typing import Final, TypeAlias

import pyarrow as pa

from smarthandle_results import Profile
from smarthandle_results._shown import quote_value
from smarthandle_results._tables.flatten import TableName, make_change, require_table
from smarthandle_results._wanted import require_type
from smarthandle_results.arrow._batches import make_batches, make_empty_batch
from smarthandle_results.arrow._bodies import find_body_column
from smarthandle_results.arrow._polls import POLLS_SCHEMA, keep_latest, rank_bodies
from smarthandle_results.arrow._schemas import SCHEMAS, to_plain_schema, to_schema
from smarthandle_results.arrow._sources import Source, open_batches, to_batch

Made: TypeAlias = pa.RecordBatch | pa.RecordBatchReader
"""What the functions return: a batch for a source that is one, a reader for any other."""

MAX_BATCH_BYTES: Final = 16 * 2**20
"""About how many bytes an output batch has at most: no column comes near 2 GiB, the limit of the `string` type."""


def cues(source: Source, body: str = "body", *, profile: Profile | str | None = None, offset_ms: int = 0) -> Made:
    r"""Return a row for each cue; times are whole milliseconds, `cue_index` counts from 1 in each body.

    Cues are as the job gave them, or moved by `offset_ms`, as `to_cues` moves them, and then laid out by a `profile`,
    as `shape` does: `cues(table, profile="auto")`.

    >>> import pyarrow as pa
    >>> body = '{"JobId":"a","State":"Finished","SmartJobInfo":{"JobType":"ASR"},"JobResult":{"AiResult":"%s"}}'
    >>> payload = r'[{\"content\":\"Hello\",\"from\":0,\"to\":1.5}]'
    >>> made = cues(pa.RecordBatch.from_pydict({"body": [body % payload], "day": ["May 6"]}))
    >>> made.select(["job_id", "cue_index", "start_ms", "end_ms", "text", "day"]).to_pylist()[0]
    {'job_id': 'a', 'cue_index': 1, 'start_ms': 0, 'end_ms': 1500, 'text': 'Hello', 'day': 'May 6'}
    >>> cues(pa.table({"body": [body % payload]})).read_all().column("text").to_pylist()
    ['Hello']

    Raises `ValueError` if no column, or more than one, is named `body`, `TypeError` if it has neither text nor bytes,
    another column has a union or `source` is nothing that has columns, `KeyError` for the name of no profile, and
    pyarrow's `ArrowInvalid` if a column of a
    batch of the result would exceed 2 GiB, in which case use `stream`. A reader raises as it is read what is wrong with
    a later batch.
    """
    return _convert("cues", source, body, profile, offset_ms)


def subtitles(source: Source, body: str = "body", *, profile: Profile | str | None = None, offset_ms: int = 0) -> Made:
    """Return a row for each job that has cues: its SubRip, its WebVTT and its plain text.

    `profile` and `offset_ms` are those of `cues`. Raises as `cues` does.
    """
    return _convert("subtitles", source, body, profile, offset_ms)


def copies(source: Source, body: str = "body") -> Made:
    """Return a row for each copy; `fields` is JSON text. Raises as `cues` does."""
    return _convert("copies", source, body)


def usage(source: Source, body: str = "body") -> Made:
    """Return a row for each job's token usage; `other_counts` is JSON text. Raises as `cues` does."""
    return _convert("usage", source, body)


def pairs(source: Source, body: str = "body") -> Made:
    """Return a row for each text pair of a translation; `extra` is JSON text. Raises as `cues` does."""
    return _convert("pairs", source, body)


def media(source: Source, body: str = "body") -> Made:
    """Return a row for each id and URL that a result holds, with its role. Raises as `cues` does."""
    return _convert("media", source, body)


def payloads(source: Source, body: str = "body") -> Made:
    """Return a row for each text that has no column in another table, with its form. Raises as `cues` does."""
    return _convert("payloads", source, body)


def jobs(source: Source, body: str = "body") -> Made:
    """Return a row for each job, in any state. Raises as `cues` does."""
    return _convert("jobs", source, body)


def errors(source: Source, body: str = "body") -> Made:
    """Return a row for each bad body: its first problem, how many it has, and its SHA-256. Raises as `cues` does."""
    return _convert("errors", source, body)


def polls(source: Source, body: str = "body") -> Made:
    """Return a row for each body, good or bad, that says which poll of a job counts, without any other columns.

    Of the rows with the same `poll_key` the one with the highest (`poll_stage`, `poll_time`) counts, and the last of
    equal ones. A row whose key is null counts in any case: the job's id is missing or masked, or the body is bad.
    `POLLS_SCHEMA` has the types: the key is a string, the stage int64, the time a string of UTC, whose order is that of
    time.

    Raises `ValueError` and `TypeError` as `cues` does.
    """
    batch = to_batch(source, body)
    if batch is not None:
        return rank_bodies(batch, body)
    batches = open_batches(source, body)
    if batches is None:
        return pa.RecordBatchReader.from_batches(POLLS_SCHEMA, ())
    find_body_column(batches.schema, body)
    return pa.RecordBatchReader.from_batches(POLLS_SCHEMA, (rank_bodies(batch, body) for batch in batches))


def latest(source: Source, body: str = "body") -> Made:
    r"""Return each job's poll that counts, a row with all of its columns, for the other functions: in order.

    Of a job's polls the one of the last stage counts, among these the last by `ModifiedTime`, and of equal ones the
    last in order. Bodies that are bad, or whose id is missing or masked, are all kept.

    >>> import pyarrow as pa
    >>> bodies = ['{"JobId":"a","State":"Created"}', '{"JobId":"b","State":"Failed"}', '{"JobId":"a","State":"Failed"}']
    >>> made = latest(pa.RecordBatch.from_pydict({"body": bodies, "row": [1, 2, 3]}))
    >>> made.column("row").to_pylist(), jobs(made).column("job_id").to_pylist()
    ([2, 3], ['b', 'a'])

    A later body may be of any job. So a reader reads all of the source before it gives a row, and the memory has to
    hold all bodies, which are not copied, and the id of every job. Of an archive that is larger, let an engine choose
    the rows by `polls`. Columns have the types that `cues` gives them, the body's too.

    Raises `ValueError` and `TypeError` as `cues` does.
    """
    batch = to_batch(source, body)
    if batch is not None:
        [made] = keep_latest([batch], to_plain_schema(batch.schema), body)
        return made
    batches = open_batches(source, body)
    if batches is None:
        return pa.RecordBatchReader.from_batches(pa.schema([(body, pa.null())]), ())
    find_body_column(batches.schema, body)
    schema = to_plain_schema(batches.schema)
    kept = (made for made in keep_latest(batches, schema, body) if made.num_rows)
    return pa.RecordBatchReader.from_batches(schema, kept)


def stream(  # noqa: PLR0913 - two arguments are those of two tables
    table: TableName,
    source: Source,
    body: str = "body",
    *,
    max_bytes: int = MAX_BATCH_BYTES,
    profile: Profile | str | None = None,
    offset_ms: int = 0,
) -> pa.RecordBatchReader:
    """Return a reader of a table's rows, in batches of about `max_bytes` bytes at most, none of them empty.

    The rows are those that the function of the table's name returns, which for most sources is such a reader. Only the
    tables of cues and of subtitles have a `profile` and an `offset_ms`.

    >>> import pyarrow as pa
    >>> bodies = pa.table({"body": ['{"JobId":"a","State":"Failed"}', "oops"]})
    >>> stream("errors", bodies).read_all().column("path").to_pylist()
    ['.']

    Raises as `cues` does, and `ValueError` for a name that is no table's, for a profile of another table, and for
    `max_bytes` below 1.
    """
    require_table(table)
    require_type("max_bytes", max_bytes, int)
    if max_bytes < 1:
        raise ValueError(f"expected a number of bytes from 1 as max_bytes, got {quote_value(max_bytes)}")
    change = make_change(table, profile, offset_ms)
    batches = open_batches(source, body)
    if batches is None:
        return pa.RecordBatchReader.from_batches(SCHEMAS[table], ())
    schema = to_schema(table, batches.schema, body)
    made = (made for batch in batches for made in make_batches(table, batch, body, max_bytes, change))
    return pa.RecordBatchReader.from_batches(schema, made)


def _convert(
    table: TableName, source: Source, body: str, profile: Profile | str | None = None, offset_ms: int = 0
) -> Made:
    batch = to_batch(source, body)
    if batch is None:
        return stream(table, source, body, profile=profile, offset_ms=offset_ms)
    batches = [*make_batches(table, batch, body, MAX_BATCH_BYTES, make_change(table, profile, offset_ms))]
    return pa.concat_batches(batches) if batches else make_empty_batch(table, batch, body)
