"""Rows → JSON Lines: UTF-8, one object a line, its keys in the order of the row's fields."""

import json
from collections.abc import Iterable
from functools import cache
from operator import attrgetter
from typing import Any

import orjson
from attrs import AttrsInstance, fields


def to_jsonl(rows: Iterable[AttrsInstance]) -> bytes:
    """Write rows as JSON Lines; non-ASCII text stands as it is, each line ends with LF, and no rows give b"".

    Text with a lone surrogate, which UTF-8 cannot hold, makes a line of JSON escapes.
    """
    lines = bytearray()  # what orjson returns holds on to memory far beyond its length
    for row in rows:
        names, take = _read_fields(type(row))
        lines += _dump(dict(zip(names, take(row), strict=True)))
        lines += b"\n"
    return bytes(lines)


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


@cache
def _read_fields(row_type: type[AttrsInstance]) -> tuple[tuple[str, ...], "attrgetter[Any]"]:
    names = tuple(field.name for field in fields(row_type))
    return names, attrgetter(*names)
