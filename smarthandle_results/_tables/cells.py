"""A value → its JSON text, as the cells of tables and the lines of JSON Lines contain it."""

import json

import orjson

from smarthandle_results._decoding.json_text import is_object


def to_scalar(value: object) -> object:
    """Return a cell's value as tables without nested values have it: an object or an array becomes its JSON text."""
    return to_json_text(value) if is_object(value) or type(value) in {list, tuple} else value


def to_json_text(value: object) -> str:
    """Write a JSON value, or one of lists and dicts, as compact text."""
    return dump_json(value).decode()


def dump_json(value: object) -> bytes:
    """Write a JSON value as compact UTF-8, or as JSON escapes if it has a lone surrogate, which UTF-8 cannot encode."""
    try:
        return orjson.dumps(value, default=dict)
    except orjson.JSONEncodeError:  # an integer over 64 bits, a lone surrogate, a deep value
        text = json.dumps(value, default=dict, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, default=dict, separators=(",", ":")).encode()
