"""Types and arrays of the input's columns → those whose values Arrow can repeat: the same ones, or the nearest.

Arrow has no kernel that repeats the values of these, wherever they stand in a column; all other types stay as they are:

    string_view, binary_view                      large_string, large_binary
    run_end_encoded<T>                            T, one value for each row
    dictionary<T>, list<T>, struct<T>, map<T> ... the same type of the nearest T
    JSON, opaque types, as of DuckDB              the same type, stored as the nearest T
    other extension types, stored as T            the nearest T alone
    union                                         refused, for older versions of Arrow repeat other values than its own

They hold the same values. Views become large types, since their texts together may exceed 2 GiB.
"""

# pyright: standard, reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyarrow has no type annotations, and makes the functions of `compute` when it is imported.

from collections.abc import Callable
from operator import is_
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc


def to_plain_type(kind: pa.DataType) -> pa.DataType:
    """Return the nearest type whose values Arrow can repeat: the very same object, if that is the type itself.

    >>> import pyarrow as pa
    >>> str(to_plain_type(pa.list_(pa.string_view())))
    'list<item: large_string>'

    Raises `TypeError` for a union, or what contains one.
    """
    if kind.id in _PLAIN_VIEWS:
        return _PLAIN_VIEWS[kind.id]
    if pa.types.is_run_end_encoded(kind):
        return to_plain_type(kind.value_type)
    if pa.types.is_union(kind):
        raise TypeError("a union")
    fields = _list_fields(kind)
    kinds = [field.type for field in fields]
    plain_kinds = list(map(to_plain_type, kinds))
    # By identity, since to Arrow dictionaries of different extension types may be equal.
    if all(map(is_, kinds, plain_kinds)):
        return kind
    if isinstance(kind, pa.BaseExtensionType):
        make = _EXTENSION_MAKERS.get(type(kind))
        return make(kind, *plain_kinds) if make else plain_kinds[0]
    return _MAKERS[kind.id](kind, *(field.with_type(plain) for field, plain in zip(fields, plain_kinds, strict=True)))


def to_plain_array(column: pa.Array) -> pa.Array:
    """Return a column with the type that `to_plain_type` returns for its own; without copying, if that is the same."""
    old = column.type
    kind = to_plain_type(old)
    if kind is old:
        return column
    if old.id in _PLAIN_VIEWS:
        return column.cast(kind)
    if pa.types.is_run_end_encoded(old):
        return to_plain_array(column.values).take(number_runs(column))
    if isinstance(old, pa.BaseExtensionType):
        storage = to_plain_array(column.storage)
        return pa.ExtensionArray.from_storage(kind, storage) if type(old) in _EXTENSION_MAKERS else storage
    return _replace_values(column, kind)


def number_runs(column: pa.Array) -> pa.Array:
    """Return the number of each row's run, so that a run-end encoded column is its values at these numbers.

    >>> import pyarrow as pa
    >>> number_runs(pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["a", "b"]))).to_pylist()
    [0, 0, 1]
    """
    numbers = pa.array(range(len(column.run_ends)), pa.int64())
    numbered = pa.RunEndEncodedArray.from_arrays(column.run_ends, numbers)
    return pc.run_end_decode(numbered.slice(column.offset, len(column)))


def _replace_values(column: pa.Array, kind: pa.DataType) -> pa.Array:
    """Return a dictionary, struct or list array of another type, whose values are plain."""
    if pa.types.is_dictionary(kind):
        values = to_plain_array(column.dictionary)
        return pa.DictionaryArray.from_arrays(column.indices, values, ordered=kind.ordered)
    if pa.types.is_struct(kind):
        columns = [to_plain_array(column.field(place)) for place in range(kind.num_fields)]
        # Without a mask if it would be empty: the pairs of a map must have none.
        return pa.StructArray.from_arrays(columns, fields=[*kind], mask=column.is_null() if column.null_count else None)
    # Which of the values are whose stays as it is.
    buffers = column.buffers()[: kind.num_buffers]
    values = to_plain_array(column.values)
    return pa.Array.from_buffers(kind, len(column), buffers, offset=column.offset, children=[values])


def _list_fields(kind: pa.DataType) -> list[pa.Field]:
    """List what a type consists of, if it has other types in it."""
    if isinstance(kind, pa.BaseExtensionType):
        return [pa.field("storage", kind.storage_type)]
    if pa.types.is_dictionary(kind):
        return [pa.field("values", kind.value_type)]
    if pa.types.is_map(kind):
        return [kind.key_field, kind.item_field]
    return [kind.field(place) for place in range(kind.num_fields)] if pa.types.is_nested(kind) else []


# By the numbers of types, since a type that an extension defines may have no hash.
_PLAIN_VIEWS: Final = {pa.string_view().id: pa.large_string(), pa.binary_view().id: pa.large_binary()}

_MAKERS: Final[dict[int, Callable[..., pa.DataType]]] = {
    pa.lib.Type_DICTIONARY: lambda kind, values: pa.dictionary(kind.index_type, values.type, kind.ordered),
    pa.lib.Type_STRUCT: lambda _kind, *fields: pa.struct(fields),
    pa.lib.Type_LIST: lambda _kind, values: pa.list_(values),
    pa.lib.Type_LARGE_LIST: lambda _kind, values: pa.large_list(values),
    pa.lib.Type_FIXED_SIZE_LIST: lambda kind, values: pa.list_(values, kind.list_size),
    pa.lib.Type_LIST_VIEW: lambda _kind, values: pa.list_view(values),
    pa.lib.Type_LARGE_LIST_VIEW: lambda _kind, values: pa.large_list_view(values),
    pa.lib.Type_MAP: lambda kind, keys, items: pa.map_(keys, items, kind.keys_sorted),
}
"""How each type is made again of other fields."""

_EXTENSION_MAKERS: Final[dict[type, Callable[..., pa.DataType]]] = {
    pa.JsonType: lambda _kind, storage: pa.json_(storage),
    pa.OpaqueType: lambda kind, storage: pa.opaque(storage, kind.type_name, kind.vendor_name),
}
"""The extension types that views may be stored as, and how each is made again of another storage."""
