"""Rows → JSON Lines: UTF-8, one object a line, its keys in the order of the row's fields."""

import json
from collections.abc import Iterable
from functools import cache
from itertools import groupby, islice
from typing import Final

import orjson
from attrs import AttrsInstance, fields


def to_jsonl(rows: Iterable[AttrsInstance]) -> bytes:
    """Write rows as JSON Lines; non-ASCII text stands as it is, each line ends with LF, and no rows give b"".

    Text with a lone surrogate, which UTF-8 cannot hold, makes a line of JSON escapes.
    """
    lines = bytearray()  # what orjson returns holds on to memory far beyond its length
    for row_type, rows_alike in groupby(rows, type):
        names = _list_names(row_type)
        objects = ({name: getattr(row, name) for name in names} for row in rows_alike)
        while some := [*islice(objects, _MANY)]:
            lines += dump_lines(some)
    return bytes(lines)


def dump_lines(objects: list[dict[str, object]]) -> bytes:
    """Write at least one object, all of the same keys, as JSON Lines: all at once, if that can be taken apart."""
    seam = b"{%b:" % orjson.dumps(next(iter(objects[0]), ""))
    try:
        lines = orjson.dumps(objects, default=dict)[1:-1].replace(b"}," + seam, b"}\n" + seam) + b"\n"
    except orjson.JSONEncodeError:
        lines = b""
    # Quotes are escaped in strings, so that no seam is text; but a list of objects may hold one.
    if lines.count(b"\n") == len(objects):
        return lines
    return b"".join(_dump(item) + b"\n" for item in objects)


def to_json_text(value: object) -> str:
    """Write a JSON value, or one of lists and dicts, as compact text."""
    return _dump(value).decode()


def _dump(value: object) -> bytes:
    try:
        return orjson.dumps(value, default=dict)
    except orjson.JSONEncodeError:  # an integer over 64 bits, a lone surrogate, a deep value
        text = json.dumps(value, default=dict, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, default=dict, separators=(",", ":")).encode()


_MANY: Final = 1000
"""How many rows are objects at the same time."""


@cache
def _list_names(row_type: type[AttrsInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row_type))
