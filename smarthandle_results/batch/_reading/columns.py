"""A record that has a body under one of its keys → that body: what `--body-column` is for in JSON.

A column is named by its key, or by the keys on the way to it with dots between: `hit._source`. A key that has dots
itself is found first.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeGuard

import orjson

from smarthandle_results import DecodeError, Problem, decode_response
from smarthandle_results._shown import quote_name


def load_record(data: bytes) -> dict[str, Any] | None:
    """Parse a record; None for what is no JSON object."""
    try:
        value: object = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    return value if _is_object(value) else None


def has_column(record: Mapping[str, Any], name: str) -> bool:
    """Say whether a record has a column."""
    return _find_column(record, name) is not _MISSING


def read_column(data: bytes, name: str) -> bytes | str | Mapping[str, object]:
    """Return the body in a column of a record; what has no such column is returned as it is.

    Raises `DecodeError` for a column that is neither text nor an object.

    >>> read_column(b'{"hit": {"_source": "{}"}}', "hit._source")
    '{}'
    """
    record = load_record(data)
    value = _MISSING if record is None else _find_column(record, name)
    if value is _MISSING:
        return data
    if isinstance(value, str) or _is_object(value):
        return value
    got = "null" if value is None else "an array" if isinstance(value, list) else "a number or a boolean"
    raise DecodeError(
        (Problem(".", f"expected a body in the column {quote_name(name)}, as text or as an object, got {got}"),)
    )


def list_columns(record: Mapping[str, Any]) -> Iterator[str]:
    """List the columns of a record that are bodies, and those of the objects in it.

    >>> [*list_columns({"id": 1, "content": '{"State": "Finished", "JobResult": {}}'})]
    ['content']
    """
    for key, value in record.items():
        if is_body(value):
            yield key
        elif _is_object(value):
            yield from (f"{key}.{inner}" for inner, part in value.items() if is_body(part))


def _find_column(record: Mapping[str, Any], name: str) -> object:
    if name in record:
        return record[name]
    key, _, rest = name.partition(".")
    inner = record.get(key)
    return _find_column(inner, rest) if rest and _is_object(inner) else _MISSING


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_body(value: object) -> bool:
    """Say whether a value is a body: text or an object that decodes as one."""
    if not _is_object(value) and not (isinstance(value, str) and value.lstrip().startswith(("{", "<"))):
        return False
    try:
        decode_response(value)
    except DecodeError:
        return False
    return True


_MISSING: Final = object()
"""What a record has in a column that it does not have: null would be a value."""
