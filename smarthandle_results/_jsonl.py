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
    return b"".join(map(_dump, rows))


def _dump(row: AttrsInstance) -> bytes:
    names, take = _read_fields(type(row))
    item: dict[str, Any] = dict(zip(names, take(row), strict=True))
    try:
        return orjson.dumps(item, default=dict, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        return json.dumps(item, default=dict, allow_nan=False, separators=(",", ":")).encode() + b"\n"


@cache
def _read_fields(row_type: type[AttrsInstance]) -> tuple[tuple[str, ...], "attrgetter[Any]"]:
    names = tuple(field.name for field in fields(row_type))
    return names, attrgetter(*names)
