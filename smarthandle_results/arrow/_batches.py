"""What turns record batches of bodies into record batches of rows. Needs pyarrow.

Output batches are bounded: what a piece of a body's rows takes is reckoned before it is put to the others.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow tells no types, and makes the functions of `compute` when it is imported.

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby, takewhile
from operator import mul
from typing import Any, Final, TypeAlias, final, get_args

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from smarthandle_results._tables.flatten import ROW_TYPES, TableName, flatten_body
from smarthandle_results._tables.rows import Repeated, list_columns
from smarthandle_results.arrow._bulk.cues import Stretch, read_cues


def to_schema(table: TableName, schema: pa.Schema, body: str = "body") -> pa.Schema:
    """Make the schema of a table's batches from the input's: what engines ask for before there are rows."""
    own = SCHEMAS[table]
    passed = [field for field in schema if field.name != body]
    return pa.schema([*own, *map(_name_field, passed, free_names(own.names, [field.name for field in passed]))])


def free_names(taken: Iterable[str], names: Sequence[str]) -> list[str]:
    """Rename what is taken or stands there before, in whatever case: `source_` in front until the name is free."""
    used = {name.lower() for name in taken}
    known = used | {name.lower() for name in names}
    free: list[str] = []
    for name in names:
        new = name
        while new.lower() in (used if new == name else known):
            new = f"source_{new}"
        used.add(new.lower())
        known.add(new.lower())
        free.append(new)
    return free


def _name_field(field: pa.Field, name: str) -> pa.Field:
    return pa.field(name, _PLAIN_TYPES.get(field.type, field.type), field.nullable, field.metadata)


def make_batches(table: TableName, batch: pa.RecordBatch, body: str, max_bytes: int) -> Iterator[pa.RecordBatch]:
    """Make a table's rows of a batch of bodies, in batches of about `max_bytes` at most, none of them empty.

    Raises `ValueError` and `TypeError` for a column of bodies that is none: see `read_bodies`.
    """
    schema = to_schema(table, batch.schema, body)
    passed = [_plain(column) for column, name in zip(batch.columns, batch.schema.names, strict=True) if name != body]
    sizes = list(map(sum, zip(*map(_measure, passed), strict=True))) if passed else [0] * batch.num_rows
    bodies = zip(range(batch.num_rows), read_bodies(batch, body), sizes, strict=True)
    pieces: list[_Piece] = []
    held = 0
    for piece, size in chain.from_iterable(_read_run(table, run, max_bytes) for run in _make_runs(bodies)):
        if pieces and held + size > max_bytes:
            yield _build(schema, pieces, passed)
            pieces, held = [], 0
        pieces.append(piece)
        held += size
    if pieces:
        yield _build(schema, pieces, passed)


_Body: TypeAlias = tuple[int, bytes | str | None, int]
"""A body behind its place in the batch, and the bytes of what each of its rows repeats of the other columns."""


@final
@frozen
class _Piece:
    """Rows of one body or more: the places of these, how many rows each has, and the columns.

    A table's first columns may hold one value a body (`Same`): `ids`, with a value for each. The others are `columns`.
    """

    places: Sequence[int]
    counts: Sequence[int]
    ids: Sequence[Sequence[str | None]]
    columns: Sequence[Sequence[Any] | pa.Array]


def _make_runs(bodies: Iterable[_Body]) -> Iterator[list[_Body]]:
    run: list[_Body] = []
    size = 0
    for body in bodies:
        run.append(body)
        size += len(body[1] or b"")
        if size >= _RUN_BYTES:
            yield run
            run, size = [], 0
    yield run


def _read_run(table: TableName, run: Sequence[_Body], max_bytes: int) -> Iterator[tuple[_Piece, int]]:
    """Make the rows of some bodies in pieces of about `max_bytes`, each with its size; many bodies at once."""
    done = 0
    for stretch in read_cues([raw for _, raw, _ in run]) if table in _READ_AT_ONCE else ():
        yield from _read_singly(table, run[done : stretch.first], max_bytes)
        done = stretch.first + len(stretch.counts)
        if table == "cues":
            yield from _divide_stretch(stretch, run[stretch.first : done], max_bytes)
    yield from _read_singly(table, run[done:], max_bytes)


def _read_singly(table: TableName, bodies: Iterable[_Body], max_bytes: int) -> Iterator[tuple[_Piece, int]]:
    for body in bodies:
        rows = flatten_body(table, body[1])
        if rows:
            made = rows.scalar_columns
            ids = [[column.value] for column in takewhile(lambda column: isinstance(column, Repeated), made)]
            columns = [[*column] if isinstance(column, Repeated) else column for column in made[len(ids) :]]
            yield from _divide(_Piece([body[0]], [len(made[0])], ids, columns), body, max_bytes)


def _divide_stretch(stretch: Stretch, bodies: Sequence[_Body], max_bytes: int) -> Iterator[tuple[_Piece, int]]:
    """Take all of a stretch in one piece or, if that is too large, divide each body's rows."""
    ids = list(zip(*stretch.ids, strict=True))
    row_sizes = [
        body[2] + sum(map(_measure_value, values)) + 8 * len(stretch.columns)
        for body, values in zip(bodies, ids, strict=True)
    ]
    size = sum(len(body[1] or b"") for body in bodies) + sum(map(mul, stretch.counts, row_sizes))
    if size <= max_bytes:
        yield _Piece([place for place, *_ in bodies], stretch.counts, stretch.ids, stretch.columns), size
        return
    start = 0
    for body, values, count in zip(bodies, ids, stretch.counts, strict=True):
        columns = [column.slice(start, count) for column in stretch.columns]
        yield from _divide(_Piece([body[0]], [count], [[value] for value in values], columns), body, max_bytes)
        start += count


def _divide(piece: _Piece, body: _Body, max_bytes: int) -> Iterator[tuple[_Piece, int]]:
    """Cut a body's rows into pieces of about `max_bytes`, each with its size.

    Texts that differ are together no longer than the body; what is repeated in every row is not bounded so.
    """
    _, raw, passed_size = body
    body_size = len(raw or b"")
    [count] = piece.counts
    firsts = [values[0] for values in (*piece.ids, *piece.columns)]
    row_size = passed_size + sum(map(_measure_value, firsts))
    step = max(1, max_bytes // row_size)
    if count <= step:
        yield piece, body_size + count * row_size
        return
    for start in range(0, count, step):
        columns = [column[start : start + step] for column in piece.columns]
        yield _Piece(piece.places, [len(columns[0])], piece.ids, columns), body_size + len(columns[0]) * row_size


def _measure_value(value: object) -> int:
    plain = value.as_py() if isinstance(value, pa.Scalar) else value
    return len(plain.encode()) if isinstance(plain, str) else 8


def _build(schema: pa.Schema, pieces: Sequence[_Piece], passed: Sequence[pa.Array]) -> pa.RecordBatch:
    ends = pa.array(accumulate(chain.from_iterable(piece.counts for piece in pieces)), pa.int32())

    def spread(values: pa.Array) -> pa.Array:
        """Repeat what each body has once for each of its rows."""
        return pc.run_end_decode(pa.RunEndEncodedArray.from_arrays(ends, values))

    ids = map(chain.from_iterable, zip(*(piece.ids for piece in pieces), strict=True))
    columns = zip(*(piece.columns for piece in pieces), strict=True)
    kinds = iter(schema.types)
    own = [spread(pa.array(values, kind)) for values, kind in zip(ids, kinds, strict=False)]
    own += [_concat(parts, kind) for parts, kind in zip(columns, kinds, strict=False)]
    places = spread(pa.array(chain.from_iterable(piece.places for piece in pieces), pa.int64()))
    return pa.RecordBatch.from_arrays([*own, *(column.take(places) for column in passed)], schema=schema)


def _concat(parts: Iterable[Sequence[object] | pa.Array], kind: pa.DataType) -> pa.Array:
    """Make one array of arrays and of sequences of values."""
    arrays: list[pa.Array] = []
    for are_arrays, group in groupby(parts, key=lambda part: isinstance(part, pa.Array)):
        alike = list(group)
        arrays += alike if are_arrays else [pa.array(list(chain.from_iterable(alike)), kind)]
    return arrays[0] if len(arrays) == 1 else pa.concat_arrays(arrays)


def read_bodies(batch: pa.RecordBatch, body: str) -> Iterator[bytes | str | None]:
    """Take each row's body, as bytes unless it is XML in a column of strings; None is no body.

    Raises `ValueError` if no column, or more than one, is named `body`, and `TypeError` if it holds neither strings nor
    binary.
    """
    indices = batch.schema.get_all_field_indices(body)
    if len(indices) != 1:
        raise ValueError(f"expected one column named {body!r}, got {len(indices)}")
    column = batch.column(indices[0])
    if column.type not in _BODY_TYPES:
        raise TypeError(f"expected strings or binary in the column {body!r}, got {column.type}")
    is_text = column.type in _TEXT_TYPES
    for value in column.cast(pa.large_binary()):
        raw = value.as_py()
        # JSON is read from bytes at half the cost; XML as bytes would be read as its declaration says, not as UTF-8.
        yield raw.decode(errors="replace") if is_text and raw is not None and _XML.match(raw) else raw


def _measure(column: pa.Array) -> list[int]:
    """Tell the bytes of each value."""
    if column.type in _BODY_TYPES - {pa.null()}:
        lengths: list[int | None] = pc.binary_length(column).to_pylist()
        return [length or 0 for length in lengths]
    if pa.types.is_nested(column.type):
        return [column.slice(row, 1).nbytes for row in range(len(column))]
    return [16] * len(column)


def _plain(column: pa.Array) -> pa.Array:
    """Make a view column, which pyarrow cannot repeat values of, a plain one."""
    plain = _PLAIN_TYPES.get(column.type)
    return column.cast(plain) if plain else column


_PLAIN_TYPES: Final = {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}
_TEXT_TYPES: Final = {pa.string(), pa.large_string(), pa.string_view()}
_BODY_TYPES: Final = {*_TEXT_TYPES, pa.binary(), pa.large_binary(), pa.binary_view(), pa.null()}
_RUN_BYTES: Final = 8 * 2**20
_READ_AT_ONCE: Final = frozenset({"cues", "copies", "errors"})
"""The table of cues, and those in which a body that has cues has no rows."""

_XML: Final = re.compile(rb"(\xef\xbb\xbf)?\s*<")
_COLUMN_TYPES: Final = {"string": pa.string(), "json": pa.string(), "int64": pa.int64(), "double": pa.float64()}

SCHEMAS: Final[Mapping[TableName, pa.Schema]] = {
    table: pa.schema([(name, _COLUMN_TYPES[kind]) for name, kind in list_columns(ROW_TYPES[table]).items()])
    for table in get_args(TableName)
}
"""The columns that each table begins with. All may be null, for not every engine tells columns that may not."""
