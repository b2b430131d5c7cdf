"""A column of response bodies → the body of each row, for all that reads Arrow or Parquet."""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

import re
from collections.abc import Iterator
from typing import Final

import pyarrow as pa

from smarthandle_results.arrow._plain_types import number_runs


def find_body_column(schema: pa.Schema, body: str) -> int:
    """Return the place of the column of bodies.

    >>> import pyarrow as pa
    >>> find_body_column(pa.schema([("id", pa.int64()), ("body", pa.string())]), "body")
    1

    Raises `ValueError` if no column, or more than one, is named `body`, and `TypeError` if it cannot contain bodies.
    """
    places = schema.get_all_field_indices(body)
    if not places:
        raise ValueError(f"expected a column named {body!r}, got {_describe_columns(schema)}")
    if len(places) > 1:
        raise ValueError(f"expected one column named {body!r}, got {len(places)}")
    kind = schema.field(places[0]).type
    if not holds_bodies(kind):
        # What an engine made of JSON is not what the service sent: keys and the forms of numbers are lost.
        hint = "; keep it as text, or make it JSON text with to_json" if pa.types.is_nested(_name_values(kind)) else ""
        raise TypeError(f"expected text or bytes in the column {body!r}, got {name_type(kind)}{hint}")
    return int(places[0])


def holds_bodies(kind: pa.DataType) -> bool:
    """Return whether a column of a type can contain bodies: text, binary or null; plain, large or view.

    Also any of these in a dictionary, in runs, or as the storage of an extension type, such as JSON.
    """
    return _name_values(kind) in _BODY_TYPES


def name_type(kind: pa.DataType) -> str:
    """Name a type, by its beginning if it has many fields."""
    name = str(kind)
    return name if len(name) <= _NAME_LENGTH else f"{name[:_NAME_LENGTH]}..."


def read_bodies(column: pa.Array) -> Iterator[bytes | str | None]:
    """Yield each row's body, None for null: XML in a column of text as str, everything else as bytes.

    So an encoding that text declares, which is not the encoding of an Arrow column, is ignored. Text that is not UTF-8,
    which Arrow does not check, stays bytes. The column's type is one that `holds_bodies`.
    """
    is_text = _name_values(column.type) in _TEXT_TYPES
    for data in _read_values(column):
        # Only XML, since decoding JSON from bytes costs half as much as from str.
        yield _to_text(data) if is_text and data is not None and _XML.match(data) else data


def _read_values(column: pa.Array) -> Iterator[bytes | None]:
    """Yield the bytes of each row, copying no other value of a dictionary or a run."""
    values, rows = column, None
    while _name_inner(values.type) is not None:
        if isinstance(values.type, pa.BaseExtensionType):
            values = values.storage
            continue
        is_dictionary = pa.types.is_dictionary(values.type)
        numbers = values.indices if is_dictionary else number_runs(values)
        rows = numbers if rows is None else numbers.take(rows)
        values = values.dictionary if is_dictionary else values.values
    values = values.cast(pa.large_binary())
    if rows is None:
        yield from (value.as_py() for value in values)
    else:
        yield from (None if row is None else values[row].as_py() for row in rows.to_pylist())


def _describe_columns(schema: pa.Schema) -> str:
    """Say which columns there are, and which one may be meant, if there is one."""
    if not schema.names:
        return "no columns"
    names = ", ".join(map(repr, schema.names[:_MAX_NAMES])) + (", ..." if len(schema) > _MAX_NAMES else "")
    texts = [field.name for field in schema if holds_bodies(field.type) and not pa.types.is_null(field.type)]
    likely = texts if len(texts) == 1 else [name for name in texts if _LIKELY_NAME.search(name)]
    return names + (f"; perhaps it is {likely[0]!r}" if len(likely) == 1 < len(schema) else "")


def _to_text(data: bytes) -> bytes | str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def _name_values(kind: pa.DataType) -> pa.DataType:
    """Return the type of the values, whatever they are encoded as or are an extension of."""
    while (inner := _name_inner(kind)) is not None:
        kind = inner
    return kind


def _name_inner(kind: pa.DataType) -> pa.DataType | None:
    if isinstance(kind, pa.BaseExtensionType):
        return kind.storage_type
    return kind.value_type if pa.types.is_dictionary(kind) or pa.types.is_run_end_encoded(kind) else None


_TEXT_TYPES: Final = {pa.string(), pa.large_string(), pa.string_view()}
_BODY_TYPES: Final = {*_TEXT_TYPES, pa.binary(), pa.large_binary(), pa.binary_view(), pa.null()}
_XML: Final = re.compile(rb"(\xef\xbb\xbf)?\s*<")
_LIKELY_NAME: Final = re.compile("body|content|json|message|payload|raw|response|result|value", re.IGNORECASE)
"""What columns of bodies are often named, should more than one have text."""

_MAX_NAMES: Final = 20
"""How many columns a message names."""

_NAME_LENGTH: Final = 100
