"""Whatever has Arrow's data → record batches: the one door for tables, readers, data frames and relations.

The Arrow PyCapsule interface is how programs hand columns to one another without copying. An object with
`__arrow_c_array__` is one batch, one with `__arrow_c_stream__` any number of them.

Source: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow has no type annotations, so that no class of it narrows another type.

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final, Protocol, TypeAlias, final, runtime_checkable

import pyarrow as pa
from attrs import frozen

from smarthandle_results._shown import quote_name
from smarthandle_results._wanted import describe
from smarthandle_results.arrow._bodies import find_body_column, name_columns


@runtime_checkable
class ArrowArray(Protocol):
    """One batch: a `RecordBatch` of any library, or an array of structs."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...  # noqa: ANN401 - a capsule


@runtime_checkable
class ArrowStream(Protocol):
    """Any number of batches: a table, a reader, a data frame of Polars or pandas, a relation of DuckDB."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...  # noqa: ANN401 - a capsule


@runtime_checkable
class ArrowScanner(Protocol):
    """Any number of batches that are yet to be read: a scanner of pyarrow, with its columns and its filter."""

    def to_reader(self) -> Any: ...  # noqa: ANN401 - a reader


@runtime_checkable
class ArrowDataset(Protocol):
    """Files that pyarrow reads as one table: a dataset, or a fragment of one."""

    def scanner(self, *args: Any, **kwargs: Any) -> Any: ...  # noqa: ANN401 - of options, a scanner


Source: TypeAlias = ArrowArray | ArrowStream | ArrowScanner | ArrowDataset | Iterable[ArrowArray | ArrowStream]
"""What the functions accept. The batches of an iterable have the same columns."""


def to_batch(source: Source, body: str) -> pa.RecordBatch | None:
    """Return a source that is one batch, None for one that may be many. Raises `TypeError` for a column alone.

    >>> import pyarrow as pa
    >>> to_batch(pa.array([{"body": "{}"}]), "body").column_names
    ['body']
    >>> to_batch(pa.table({"body": ["{}"]}), "body") is None
    True
    """
    require_name(body)
    batch = _read_array(source)
    return None if batch is None else _blank_numbers(batch, body)


def _read_array(source: Source) -> pa.RecordBatch | None:
    if isinstance(source, pa.RecordBatch):
        return source
    if isinstance(source, type) or not isinstance(source, ArrowArray):
        return None
    array = pa.array(source)
    if not pa.types.is_struct(array.type):
        raise _explain_column(source)
    # Not by import of a batch, which Arrow refuses for an array with nulls or of a slice.
    return pa.RecordBatch.from_struct_array(array)


def open_batches(source: Source, body: str) -> pa.RecordBatchReader | None:
    """Return a reader of all batches, which reads them as it is read itself; None for an iterable without any.

    Of an iterable the first item is opened at once, for its schema. Raises `TypeError` for anything that is no source,
    and for a column alone. Reading raises it too, and `ValueError` if batches have other columns than the first.
    """
    require_name(body)
    batches = _open_batches(source, body)
    if batches is None or batches.schema.get_field_index(body) < 0 or not _is_number(batches.schema.field(body).type):
        return batches
    return _blank_all_numbers(batches, body)


def _open_batches(source: Source, body: str) -> pa.RecordBatchReader | None:
    if isinstance(source, type):
        raise _explain(source, body)
    if isinstance(source, pa.RecordBatchReader):
        return source
    if any(hasattr(source, method) for method in _NO_SOURCES):
        raise _explain(source, body)
    # An array of structs may have nulls or be part of another, which a stream of batches may not.
    if isinstance(source, ArrowStream) and not isinstance(source, pa.RecordBatch | pa.ChunkedArray):
        return _open_stream(source)
    if isinstance(source, ArrowDataset):
        source = source.scanner(batch_size=_SCANNED_ROWS, batch_readahead=1, fragment_readahead=1)
    if isinstance(source, ArrowScanner):
        return source.to_reader()
    readers = _list_readers(source, body)
    first = next(readers, None)
    if first is None:
        return None
    return pa.RecordBatchReader.from_batches(first.schema, _require_same_columns(first, readers))


def _blank_numbers(batch: pa.RecordBatch, body: str) -> pa.RecordBatch:
    """Give a column of bodies without any the type of nulls, if it is one of numbers, as pandas makes it."""
    place = batch.schema.get_field_index(body)
    if place < 0 or not _is_number(batch.schema.field(place).type) or batch.column(place).null_count < batch.num_rows:
        return batch
    return batch.set_column(place, body, pa.nulls(batch.num_rows))


def _blank_all_numbers(batches: pa.RecordBatchReader, body: str) -> pa.RecordBatchReader:
    """Do so in each batch: the first decides, and a number in a later one is refused as it is read."""
    first = _blank_numbers(next(batches, pa.RecordBatch.from_pylist([], batches.schema)), body)

    def list_others() -> Iterator[pa.RecordBatch]:
        for batch in batches:
            blank = _blank_numbers(batch, body)
            find_body_column(blank.schema, body)
            yield blank

    return pa.RecordBatchReader.from_batches(first.schema, chain([first], list_others()))


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_floating(kind) or pa.types.is_integer(kind))


def require_name(body: object) -> None:
    """Raise `TypeError` for what is no name of a column."""
    if not isinstance(body, str):
        raise TypeError(f"expected the name of a column as body, got {describe(body)}")


def _show_index(source: Any) -> Any:  # noqa: ANN401 - a data frame, or any other stream
    """Return a frame of pandas with its index as a column: pandas itself leaves out one that is a named range."""
    index = getattr(source, "index", None)
    is_named_range = type(index).__name__ == "RangeIndex" and getattr(index, "name", None) is not None
    return source.reset_index() if is_named_range else source


def _open_stream(source: ArrowStream) -> pa.RecordBatchReader:
    try:
        stream = _Stream(_show_index(source).__arrow_c_stream__())
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        column = _CONVERSION.search(str(error))
        if column is None:
            raise
        # Not from the error, which quotes a value.
        raise TypeError(f"expected values of one type in the column {quote_name(column[1])}, got several") from None
    try:
        return pa.RecordBatchReader.from_stream(stream)
    except pa.ArrowInvalid as error:
        if "non-struct" in str(error):
            raise _explain_column(source) from error
        raise


@final
@frozen
class _Stream:
    """A stream that is there, so that only its schema can be wrong: a data frame converts its columns to make it."""

    capsule: Any

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:  # noqa: ANN401 - a capsule
        return self.capsule


def _list_readers(source: Any, body: str) -> Iterator[pa.RecordBatchReader]:  # noqa: ANN401 - what is no source is refused
    """Yield a reader of each item, which has columns even if it has no batches."""
    if isinstance(source, ArrowArray):
        yield _open_array(source)
        return
    if isinstance(source, str | bytes) or not isinstance(source, Iterable):
        raise _explain(source, body)
    items: Iterable[object] = source.chunks if isinstance(source, pa.ChunkedArray) else source
    for item in items:
        if isinstance(item, ArrowArray):
            yield _open_array(item)
        elif isinstance(item, ArrowStream):
            yield _open_stream(item)
        else:
            raise _explain(source, body, item)


def _open_array(source: ArrowArray) -> pa.RecordBatchReader:
    batch: Any = _read_array(source)
    return pa.RecordBatchReader.from_batches(batch.schema, [batch])


def _require_same_columns(
    first: pa.RecordBatchReader, others: Iterable[pa.RecordBatchReader]
) -> Iterator[pa.RecordBatch]:
    """Yield batches whose schemas are equal: pyarrow reads others as if they had the first's, whatever they hold."""
    for number, reader in enumerate(chain([first], others), start=1):
        if not reader.schema.equals(first.schema):
            expected, got = map(name_columns, (first.schema, reader.schema))
            raise ValueError(
                f"expected the columns of the first item in all of them, {expected}, got {got} in item {number}"
            )
        yield from reader


def _explain(source: object, body: str, *items: object) -> TypeError:
    """Say that a value, or an item in it, is not a source, and what would make one of it."""
    name = " of ".join(map(describe, (source, *items)))
    hints = (hint for method, hint in _HINTS.items() if hasattr(source, method) and not isinstance(source, type))
    if isinstance(source, Mapping):
        hint = "pa.table makes one of columns, and Ray passes tables by batch_format='pyarrow'"
    elif items and isinstance(items[0], Mapping):
        hint = "pa.Table.from_pylist makes one of rows"
    else:
        column = repr(body) if len(body) <= _NAME_LENGTH else "'body'"
        made = f"pa.table({{{column}: bodies}}) makes one of bodies"
        hint = next(hints, f"{made}, pq.ParquetFile(path).iter_batches(1000) of a file")
    return TypeError(f"expected {_EXPECTED}, got {name}: {hint}")


def _explain_column(source: object) -> TypeError:
    return TypeError(f"expected {_EXPECTED}, got one column, {type(source).__name__}: pass the table that it is in")


_EXPECTED: Final = (
    "a record batch, a table, a dataset, a data frame or anything else with __arrow_c_array__ or __arrow_c_stream__, "
    "or an iterable of these"
)

_NO_SOURCES: Final = {
    "mapInArrow": "smarthandle_results.spark has the functions for it",
    "map_partitions": "pass its map_partitions a function that converts one data frame",
    "iter_torch_batches": "pass its map_batches a function that converts one table, and batch_format='pyarrow'",
}
"""What to do about objects that have a method, even if they can be a stream, which would bring all of it to one place:
frames of Spark and Dask, and a dataset of Ray."""

_HINTS: Final = {
    **_NO_SOURCES,
    "iter_batches": "its iter_batches() makes one",
    "collect": "its collect() makes one",
}
"""Likewise about a Parquet file and a lazy frame."""

_SCANNED_ROWS: Final = 1000
"""How many rows of a dataset are read at once, since bodies may be long; a scanner of one's own has its own number."""

_NAME_LENGTH: Final = 60
_CONVERSION: Final = re.compile("Conversion failed for column (.+) with type")
"""What pyarrow says of a column of pandas that has values of several types."""
