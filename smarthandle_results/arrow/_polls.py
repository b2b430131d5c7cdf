"""Batches of bodies → which poll of each job counts, and the rows of those that do.

Strategy: Of the polls of one job the one with the highest stage and then time counts, and the last of equal ones. A
body that is bad, or whose job's id is missing or masked, has no key, and counts in any case. The last row may be a
later poll of the first row's job, so that no row is sure to be kept before all are read. So all batches are held, as
they are and without copying, with the best poll so far of each key, and a byte for each row that says whether it is
kept. A poll that is no worse than the best so far takes its place:

    row   key    stage, time    kept
    0     a      1, 09:00       1, and 0 from row 2 on
    1     null   4, 08:00       1
    2     a      4, 10:00       1
    3     a      3, 11:00       0
"""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from smarthandle_results import DecodeError, Response, decode_response, to_poll_key, to_poll_rank
from smarthandle_results.arrow._batches import find_bodies
from smarthandle_results.arrow._bodies import read_bodies
from smarthandle_results.arrow._plain_types import to_plain_array

POLLS_SCHEMA: Final = pa.schema([("poll_key", pa.string()), ("poll_stage", pa.int64()), ("poll_time", pa.string())])
"""The columns that `polls` returns: a key or null, a stage from 0 to 4, a `ModifiedTime` or ""."""


def rank_bodies(batch: pa.RecordBatch, body: str) -> pa.RecordBatch:
    """Return the key and the rank of each body. Raises as `find_bodies` does."""
    polls = [*_list_polls(batch, body)]
    columns = zip(*polls, strict=True) if polls else ((), (), ())
    return pa.RecordBatch.from_arrays(list(map(pa.array, columns, POLLS_SCHEMA.types)), schema=POLLS_SCHEMA)


def keep_latest(batches: Iterable[pa.RecordBatch], schema: pa.Schema, body: str) -> Iterator[pa.RecordBatch]:
    """Yield, after all batches have been read, the rows of each that count, which may be none.

    `schema` is what `to_plain_schema` returns for that of the batches.
    """
    held: list[pa.RecordBatch] = []
    best: dict[str, tuple[int, str, int]] = {}
    is_kept = bytearray()
    for batch in batches:
        held.append(batch)
        for key, stage, time in _list_polls(batch, body):
            row = len(is_kept)
            earlier = None if key is None else best.get(key)
            is_best = earlier is None or (stage, time) >= earlier[:2]
            is_kept.append(is_best)
            if key is not None and is_best:
                best[key] = (stage, time, row)
                if earlier is not None:
                    is_kept[earlier[2]] = False
    held.reverse()  # so that what has been yielded is held no longer
    start = 0
    while held:
        batch = held.pop()
        yield _take_rows(batch, schema, is_kept[start : start + batch.num_rows])
        start += batch.num_rows


def _take_rows(batch: pa.RecordBatch, schema: pa.Schema, is_kept: bytearray) -> pa.RecordBatch:
    columns = list(map(to_plain_array, batch.columns))
    if not all(is_kept):
        rows = pa.array([row for row, flag in enumerate(is_kept) if flag], pa.int64())
        columns = [column.take(rows) for column in columns]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _list_polls(batch: pa.RecordBatch, body: str) -> Iterator[tuple[str | None, int, str]]:
    return map(_rank, read_bodies(find_bodies(batch, body)))


def _rank(raw: bytes | str | None) -> tuple[str | None, int, str]:
    try:
        response = Response() if raw is None else decode_response(raw)
    except DecodeError:
        response = Response()
    return to_poll_key(response), *to_poll_rank(response)
