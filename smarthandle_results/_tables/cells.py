"""A value → its JSON text, as the cells of tables and the lines of JSON Lines contain it."""

from smarthandle_results._decoding.json_text import (
    dump_json as dump_json,  # noqa: PLC0414 - for those who write cells
    is_object,
    to_json_text as to_json_text,  # noqa: PLC0414 - likewise
)


def to_scalar(value: object) -> object:
    """Return a cell's value as tables without nested values have it: an object or an array becomes its JSON text."""
    return to_json_text(value) if is_object(value) or type(value) in {list, tuple} else value
