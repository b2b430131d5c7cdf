"""A column of response bodies → the body of each row, for all that reads Arrow or Parquet."""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

import re
from collections.abc import Iterator
from typing import Final

import pyarrow as pa


def holds_bodies(kind: pa.DataType) -> bool:
    """Return whether a column of a type can contain bodies: text, binary or null; plain, large, view or dictionary."""
    return _name_values(kind) in _BODY_TYPES


def read_bodies(column: pa.Array) -> Iterator[bytes | str | None]:
    """Yield each row's body, None for null: XML in a column of text as str, everything else as bytes.

    So an encoding that text declares, which is not the encoding of an Arrow column, is ignored. Text that is not UTF-8,
    which Arrow does not check, stays bytes. The column's type is one that `holds_bodies`.
    """
    is_text = _name_values(column.type) in _TEXT_TYPES
    for value in column.cast(pa.large_binary()):
        data = value.as_py()
        # Only XML, since decoding JSON from bytes costs half as much as from str.
        yield _to_text(data) if is_text and data is not None and _XML.match(data) else data


def _to_text(data: bytes) -> bytes | str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def _name_values(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


_TEXT_TYPES: Final = {pa.string(), pa.large_string(), pa.string_view()}
_BODY_TYPES: Final = {*_TEXT_TYPES, pa.binary(), pa.large_binary(), pa.binary_view(), pa.null()}
_XML: Final = re.compile(rb"(\xef\xbb\xbf)?\s*<")
