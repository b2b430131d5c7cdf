"""A column of response bodies → the body of each row, for all that reads Arrow or Parquet."""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Final

import pyarrow as pa

from smarthandle_results._shown import quote_name
from smarthandle_results.arrow._plain_types import number_runs


def find_body_column(schema: pa.Schema, body: str) -> int:
    """Return the place of the column of bodies.

    >>> import pyarrow as pa
    >>> find_body_column(pa.schema([("id", pa.int64()), ("body", pa.string())]), "body")
    1

    Raises `ValueError` if no column, or more than one, is named `body`, and `TypeError` if it cannot contain bodies.
    """
    places = schema.get_all_field_indices(body)
    if len(places) != 1:
        texts = [field.name for field in schema if holds_bodies(field.type) and not pa.types.is_null(field.type)]
        raise ValueError(explain_body_column(schema.names, texts, body))
    kind = schema.field(places[0]).type
    if not holds_bodies(kind):
        is_nested = pa.types.is_nested(_name_values(kind))
        raise TypeError(explain_body_type(str(kind), body, is_nested=is_nested, advice=_TO_JSON))
    return int(places[0])


def explain_body_column(
    names: Sequence[str], texts: Sequence[str], body: str, advice: str = "keep each body as text"
) -> str:
    """Say which columns there are in place of one named `body`, and which may be meant; `texts` are those of text.

    >>> explain_body_column(["id", "Body", "note"], ["Body", "note"], "body")
    "expected a column named 'body', got 'id', 'Body', 'note'; perhaps it is 'Body'"

    `advice` is what to do if the columns are the keys of bodies that somebody has parsed.
    """
    if body in names:
        return f"expected one column named {quote_name(body)}, got {names.count(body)}"
    listed = ", ".join(map(quote_name, names[:_MAX_NAMES])) + (", ..." if len(names) > _MAX_NAMES else "")
    likely = find_likely_column(texts, body)
    hint = f"; perhaps it is {quote_name(likely)}" if likely is not None and len(names) > 1 else ""
    if _PARSED_KEYS & {*names} - {*texts}:
        hint = f"; these are the keys of bodies that were parsed: {advice}"
    return f"expected a column named {quote_name(body)}, got {listed or 'no columns'}{hint}"


def explain_body_type(name: str, body: str, *, is_nested: bool, advice: str = "to_json") -> str:
    """Say which type the column of bodies has in place of text, and what to do if an engine has parsed them.

    >>> explain_body_type("map<string,string>", "body", is_nested=True)
    "expected text or bytes in the column 'body', got map<string,string>; keep it as text, or make it JSON text with \
to_json"

    `advice` is what makes JSON text.
    """
    # What an engine made of JSON is not what the service sent: keys and the forms of numbers are lost.
    hint = f"; keep it as text, or make it JSON text with {advice}" if is_nested else ""
    return f"expected text or bytes in the column {quote_name(body)}, got {_shorten(name)}{hint}"


def find_likely_column(texts: Sequence[str], body: str) -> str | None:
    """Return the column of text that `body` may mean: one spelled almost so, the only one, or one by its name."""
    near = get_close_matches(body.strip().lower(), [name.strip().lower() for name in texts])
    likely = [name for name in texts if name.strip().lower() in near[:1]]
    if not likely:
        likely = list(texts) if len(texts) == 1 else [name for name in texts if _LIKELY_NAME.search(name)]
    return likely[0] if len(likely) == 1 else None


def holds_bodies(kind: pa.DataType) -> bool:
    """Return whether a column of a type can contain bodies: text, binary or null; plain, large or view.

    Also any of these in a dictionary, in runs, or as the storage of an extension type, such as JSON.
    """
    return _name_values(kind) in _BODY_TYPES


def name_columns(schema: pa.Schema) -> str:
    """Name the first columns and their types."""
    listed = (f"{quote_name(name)} {name_type(kind)}" for name, kind in zip(schema.names, schema.types, strict=True))
    return ", ".join(islice(listed, _MAX_NAMES)) + (", ..." if len(schema) > _MAX_NAMES else "")


def name_type(kind: pa.DataType) -> str:
    """Name a type, by its beginning if it has many fields."""
    return _shorten(str(kind))


def read_bodies(column: pa.Array) -> Iterator[bytes | str | None]:
    """Yield each row's body, None for null, as `read_body` reads it. The column's type is one that `holds_bodies`."""
    is_text = holds_text(column.type)
    return (read_body(view, is_text=is_text) for view in view_bodies(column))


def read_body(view: memoryview | None, *, is_text: bool) -> bytes | str | None:
    """Copy a row's body: XML in a column of text to str, everything else to bytes; return None for null.

    So an encoding that text declares, which is not the encoding of an Arrow column, is ignored. Text that is not UTF-8,
    which Arrow does not check, stays bytes.
    """
    if view is None:
        return None
    data = bytes(view)
    # Only XML, since decoding JSON from bytes costs half as much as from str.
    return _to_text(data) if is_text and _XML.match(data) else data


def holds_text(kind: pa.DataType) -> bool:
    """Return whether a column of a type contains text, and not bytes, whatever it is encoded as."""
    return _name_values(kind) in _TEXT_TYPES


def view_bodies(column: pa.Array) -> list[memoryview | None]:
    """Return the bytes of each row, None for null, where the column has them: no body is copied.

    >>> [view and bytes(view) for view in view_bodies(pa.array(["{}", None]))]
    [b'{}', None]
    """
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
    _, offsets, data = values.buffers()
    bounds = memoryview(offsets or b"")[8 * values.offset : 8 * (values.offset + len(values) + 1)].cast("q")
    all_bytes = memoryview(data or b"")
    are_valid = values.is_valid() if rows is None else values.is_valid().take(rows)
    places = range(len(values)) if rows is None else rows.to_pylist()
    return [
        all_bytes[bounds[place] : bounds[place + 1]] if is_valid else None
        for place, is_valid in zip(places, are_valid.to_pylist(), strict=True)
    ]


def _shorten(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else f"{name[:_NAME_LENGTH]}..."


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

_PARSED_KEYS: Final = frozenset({"JobResult", "SmartJobInfo"})
"""The keys of a body whose values are objects: as columns without text they say that an engine has read JSON."""

_TO_JSON: Final = "to_json in SQL, .map(json.dumps) in pandas, .struct.json_encode() in Polars"
_MAX_NAMES: Final = 20
"""How many columns a message names."""

_NAME_LENGTH: Final = 100
