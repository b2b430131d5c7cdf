"""What turns record batches of bodies into record batches of rows. Needs pyarrow.

Output batches are bounded: what a piece of a body's rows takes is reckoned before it is put to the others.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow tells no types, and makes the functions of `compute` when it is imported.

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Final, get_args

import pyarrow as pa
import pyarrow.compute as pc

from smarthandle_results._rows import list_columns
from smarthandle_results._tables import ROW_TYPES, Columns, Same, TableName, read_columns


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
    pieces: list[tuple[int, Columns]] = []
    held = 0
    for row, raw in enumerate(read_bodies(batch, body)):
        for piece, size in _divide(read_columns(table, raw), len(raw or b""), sizes[row], max_bytes):
            if pieces and held + size > max_bytes:
                yield _build(schema, pieces, passed)
                pieces, held = [], 0
            pieces.append((row, piece))
            held += size
    if pieces:
        yield _build(schema, pieces, passed)


def _divide(columns: Columns, body_size: int, passed_size: int, max_bytes: int) -> Iterator[tuple[Columns, int]]:
    """Cut a body's columns into pieces of about `max_bytes`, each with its size.

    Texts that differ are together no longer than the body; what is repeated in every row is not bounded so.
    """
    if not columns:
        return
    count = len(columns[0])
    row_size = passed_size + sum(map(_measure_first, columns))
    step = max(1, max_bytes // row_size)
    if count <= step:
        yield columns, body_size + count * row_size
        return
    for start in range(0, count, step):
        piece = tuple(column[start : start + step] for column in columns)
        yield piece, body_size + len(piece[0]) * row_size


def _measure_first(column: Sequence[object] | Same) -> int:
    value = column.value if isinstance(column, Same) else column[0]
    return len(value.encode()) if isinstance(value, str) else 8


def _build(schema: pa.Schema, pieces: Sequence[tuple[int, Columns]], passed: Sequence[pa.Array]) -> pa.RecordBatch:
    rows, columns = zip(*pieces, strict=True)
    ends = pa.array(accumulate(len(column[0]) for column in columns), pa.int32())

    def spread(values: pa.Array) -> pa.Array:
        """Repeat what each body has once for each of its rows."""
        return pc.run_end_decode(pa.RunEndEncodedArray.from_arrays(ends, values))

    own = [
        spread(pa.array([part.value for part in parts], kind))
        if isinstance(parts[0], Same)
        else pa.array(list(chain.from_iterable(parts)), kind)
        for kind, *parts in zip(schema.types, *columns, strict=False)
    ]
    places = spread(pa.array(rows, pa.int64()))
    return pa.RecordBatch.from_arrays([*own, *(column.take(places) for column in passed)], schema=schema)


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
_XML: Final = re.compile(rb"(\xef\xbb\xbf)?\s*<")
_COLUMN_TYPES: Final = {"string": pa.string(), "json": pa.string(), "int64": pa.int64(), "double": pa.float64()}

SCHEMAS: Final[Mapping[TableName, pa.Schema]] = {
    table: pa.schema([(name, _COLUMN_TYPES[kind]) for name, kind in list_columns(ROW_TYPES[table]).items()])
    for table in get_args(TableName)
}
"""The columns that each table begins with. All may be null, for not every engine tells columns that may not."""
