"""A record batch of bodies → record batches of a table's rows, none of them large.

Strategy: One operation: make a table's rows of a batch of bodies, in order, each with the input's other columns beside
it. The goals are that no output batch is much larger than `max_bytes`, whatever the input is, that none is empty, and
that little more than one output batch is in memory. Sizes must be reckoned before the rows are put together, for a
column of strings ends at 2 GiB.

1. Bodies are read in chunks of about 8 MiB: the bulk reader makes the cues of many of them at once, and `flatten_body`
   the rows of each one that it leaves.
2. What either makes is a piece: the rows of one body or of consecutive ones. Some of its columns have one value for
   each body (`_OncePerBody`), such as a job's id; the others have one for each row.
3. The size of a piece has two parts. Texts that differ from row to row are in the body, so that the body's length
   bounds them together. What every row repeats is not bounded so, namely the ids and the input's other columns: it is
   counted for each row, with eight bytes for each of the table's columns.
4. A piece that is too large is cut: into halves of its bodies, again and again, and a body's rows into as many as fit.
5. Pieces are collected until the next one would make the batch too large. Then a batch is built of them: values that
   bodies have once, and the numbers of the input's rows, are repeated by decoding runs, and the other columns joined.

With `max_bytes` 1000: body A of 300 bytes has 2 cues, and B of 500 bytes has 20. A row repeats an id of 26 bytes and,
from the input, a note of 10 bytes; with six columns that makes 26 + 10 + 6 * 8 = 84 bytes. A's piece has 300 + 2 * 84 =
468 bytes. B's rows are cut after every 1000 // 84 = 11, into pieces of 500 + 11 * 84 = 1424 and 500 + 9 * 84 = 1256
bytes. No two pieces fit into one batch, so that there are three. A batch is larger than `max_bytes` by no more than a
body, whose length is counted again for each of its pieces.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow has no type annotations, and makes the functions of `compute` when it is imported.

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby, repeat
from typing import Any, Final, TypeAlias, final

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from smarthandle_results import Cues
from smarthandle_results._tables.flatten import TableName, flatten_body
from smarthandle_results._tables.rows import Repeated
from smarthandle_results.arrow._bodies import find_body_column, holds_text, read_body, view_bodies
from smarthandle_results.arrow._bulk.cues import CueGroup, read_cues
from smarthandle_results.arrow._plain_types import to_plain_array
from smarthandle_results.arrow._schemas import SCHEMAS, to_schema

ChangeCues: TypeAlias = Callable[[Cues], Cues]
"""What is done to the cues of a body before rows are made of them."""


def make_batches(
    table: TableName, batch: pa.RecordBatch, body: str, max_bytes: int, change: ChangeCues | None = None
) -> Iterator[pa.RecordBatch]:
    """Yield a table's rows of a batch of bodies, in batches of about `max_bytes` at most, none of them empty.

    They are the rows of what `change` makes of the cues of each body.

    Raises `ValueError` and `TypeError` as `to_schema` does.
    """
    schema = to_schema(table, batch.schema, body)
    column = find_bodies(batch, body)
    passed = _pass_columns(batch, body)
    sizes = map(sum, zip(*map(_measure_column, passed), strict=True)) if passed else [0] * batch.num_rows
    bodies = map(_Body, range(batch.num_rows), view_bodies(column), repeat(holds_text(column.type)), sizes)
    pieces: list[_Piece] = []
    size_bytes = 0
    for piece in chain.from_iterable(_make_pieces(table, chunk, max_bytes, change) for chunk in _divide_bodies(bodies)):
        if pieces and size_bytes + piece.size_bytes > max_bytes:
            yield _build_batch(schema, pieces, passed)
            pieces, size_bytes = [], 0
        pieces.append(piece)
        size_bytes += piece.size_bytes
    if pieces:
        yield _build_batch(schema, pieces, passed)


def make_empty_batch(table: TableName, batch: pa.RecordBatch, body: str) -> pa.RecordBatch:
    """Return none of a table's rows, with the schema that they would have. Raises as `make_batches` does."""
    schema = to_schema(table, batch.schema, body)
    own = [pa.array([], kind) for kind in SCHEMAS[table].types]
    # Arrow cannot make an empty array of every type, but can cut one.
    passed = [column.slice(0, 0) for column in _pass_columns(batch, body)]
    return pa.RecordBatch.from_arrays([*own, *passed], schema=schema)


def find_bodies(batch: pa.RecordBatch, body: str) -> pa.Array:
    """Return a batch's column of bodies. Raises `ValueError` and `TypeError` as `find_body_column` does."""
    return batch.column(find_body_column(batch.schema, body))


def _pass_columns(batch: pa.RecordBatch, body: str) -> list[pa.Array]:
    """Return the input's other columns, in types whose values can be repeated."""
    return list(map(to_plain_array, batch.drop_columns([body]).columns))


@final
@frozen
class _Body:
    """A body, its row in the input, and the bytes that each of its rows repeats from the input's other columns."""

    row: int
    view: memoryview | None
    is_text: bool
    passed_bytes: int

    @property
    def size_bytes(self) -> int:
        return len(self.view or b"")


@final
@frozen
class _OncePerBody:
    """A column that has one value for each body of a piece."""

    values: Sequence[str | None]


_Column: TypeAlias = _OncePerBody | Sequence[Any] | pa.Array


@final
@frozen
class _Piece:
    """Rows of one body or more: the input's row of each, how many rows each has, the columns and their size."""

    rows: Sequence[int]
    counts: Sequence[int]
    columns: Sequence[_Column]
    size_bytes: int


def _divide_bodies(bodies: Iterable[_Body]) -> Iterator[list[_Body]]:
    chunk: list[_Body] = []
    size_bytes = 0
    for body in bodies:
        chunk.append(body)
        size_bytes += body.size_bytes
        if size_bytes >= _CHUNK_BYTES:
            yield chunk
            chunk, size_bytes = [], 0
    yield chunk


def _make_pieces(
    table: TableName, bodies: Sequence[_Body], max_bytes: int, change: ChangeCues | None
) -> Iterator[_Piece]:
    """Make the rows of some bodies, of as many at once as the bulk reader can, which changes no cue."""
    done = 0
    is_bulk = table in _TABLES_READ_AT_ONCE and change is None
    for group in read_cues([body.view for body in bodies]) if is_bulk else ():
        yield from _make_single_pieces(table, bodies[done : group.first], max_bytes)
        done = group.first + len(group.counts)
        if table == "cues":
            yield from _cut_group(group, bodies[group.first : done], max_bytes)
    yield from _make_single_pieces(table, bodies[done:], max_bytes, change)


def _make_single_pieces(
    table: TableName, bodies: Iterable[_Body], max_bytes: int, change: ChangeCues | None = None
) -> Iterator[_Piece]:
    for body in bodies:
        rows = flatten_body(table, read_body(body.view, is_text=body.is_text), change)
        columns = [_OncePerBody([part[0]]) if isinstance(part, Repeated) else part for part in rows.scalar_columns]
        yield from _cut_body(body, len(rows), columns, max_bytes)


def _cut_group(group: CueGroup, bodies: Sequence[_Body], max_bytes: int) -> Iterator[_Piece]:
    """Make one piece of a group or, if that is too large, pieces of each half of its bodies.

    By halves, not by single bodies: with two other columns beside the bodies a cue takes 573 ns, not 704.
    """
    columns = [*map(_OncePerBody, group.ids), *group.columns]
    parts = zip(bodies, group.counts, zip(*group.ids, strict=True), strict=True)
    size_bytes = sum(body.size_bytes + count * _measure_row(body, len(columns), ids) for body, count, ids in parts)
    if size_bytes <= max_bytes:
        yield _Piece([body.row for body in bodies], group.counts, columns, size_bytes)
    elif len(bodies) == 1:
        yield from _cut_body(bodies[0], group.counts[0], columns, max_bytes)
    else:
        middle = len(bodies) // 2
        for start, stop in ((0, middle), (middle, len(bodies))):
            yield from _cut_group(group.take(start, stop), bodies[start:stop], max_bytes)


def _cut_body(body: _Body, count: int, columns: Sequence[_Column], max_bytes: int) -> Iterator[_Piece]:
    """Cut one body's rows into pieces of about `max_bytes`; none if it has no rows."""
    repeated = (column.values[0] for column in columns if isinstance(column, _OncePerBody))
    row_bytes = _measure_row(body, len(columns), repeated)
    step = max(1, max_bytes // row_bytes)
    for start in range(0, count, step):
        rows = min(step, count - start)
        parts = [column if isinstance(column, _OncePerBody) else column[start : start + rows] for column in columns]
        yield _Piece([body.row], [rows], parts, body.size_bytes + rows * row_bytes)


def _measure_row(body: _Body, column_count: int, repeated: Iterable[str | None]) -> int:
    """Return the bytes that each row of a body has beyond the texts that are in the body once."""
    return body.passed_bytes + 8 * column_count + sum(len(value.encode()) for value in repeated if value)


def _build_batch(schema: pa.Schema, pieces: Sequence[_Piece], passed: Sequence[pa.Array]) -> pa.RecordBatch:
    ends = pa.array(accumulate(chain.from_iterable(piece.counts for piece in pieces)), pa.int32())

    def repeat_for_rows(values: Iterable[Any], kind: pa.DataType) -> pa.Array:
        return pc.run_end_decode(pa.RunEndEncodedArray.from_arrays(ends, pa.array(values, kind)))

    def build_column(parts: Sequence[Any], kind: pa.DataType) -> pa.Array:
        if isinstance(parts[0], _OncePerBody):  # and then so are the others, since the table decides
            return repeat_for_rows(chain.from_iterable(part.values for part in parts), kind)
        return _join(parts, kind)

    parts = zip(*(piece.columns for piece in pieces), strict=True)
    own = [build_column(column, kind) for column, kind in zip(parts, schema.types, strict=False)]
    rows = repeat_for_rows(chain.from_iterable(piece.rows for piece in pieces), pa.int64())
    return pa.RecordBatch.from_arrays([*own, *(column.take(rows) for column in passed)], schema=schema)


def _join(parts: Iterable[Sequence[object] | pa.Array], kind: pa.DataType) -> pa.Array:
    """Join arrays and sequences of values to one array."""
    arrays: list[pa.Array] = []
    for are_arrays, group in groupby(parts, key=lambda part: isinstance(part, pa.Array)):
        alike = list(group)
        arrays += alike if are_arrays else [pa.array(list(chain.from_iterable(alike)), kind)]
    return arrays[0] if len(arrays) == 1 else pa.concat_arrays(arrays)


def _measure_column(column: pa.Array) -> list[int]:
    """Return the bytes of each value."""
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return _measure_column(column.storage)
    if kind in _LENGTH_TYPES:
        lengths: list[int | None] = pc.binary_length(column).to_pylist()
        return [length or 0 for length in lengths]
    if pa.types.is_nested(kind):
        return _measure_nested(column)
    has_width = pa.types.is_fixed_size_binary(kind) or pa.types.is_decimal(kind)
    return [kind.byte_width if has_width else _FIXED_BYTES] * len(column)


def _measure_nested(column: pa.Array) -> list[int]:
    try:
        # What rows have in common, as dictionaries and the values of list views, is not repeated.
        shared = column.slice(0, 0).nbytes
        return [column.slice(row, 1).nbytes - shared for row in range(len(column))]
    except pa.ArrowTypeError:  # older versions of Arrow cannot measure a part of a list view
        return [column.get_total_buffer_size() // max(1, len(column))] * len(column)


_CHUNK_BYTES: Final = 8 * 2**20
"""About how many bytes of bodies are read at once: enough for the bulk reader to be fast, and little memory."""

_TABLES_READ_AT_ONCE: Final = frozenset({"cues", "copies", "pairs", "errors"})
"""The table of cues, and those in which a body that has cues has no rows."""

_LENGTH_TYPES: Final = {pa.string(), pa.large_string(), pa.binary(), pa.large_binary()}
"""The types whose values have lengths of their own; view columns are plain by now."""

_FIXED_BYTES: Final = 16
"""What a value of any other type is counted as: a number, a time and a place in a dictionary have no more bytes."""
