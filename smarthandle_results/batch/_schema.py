"""The columns of the tables: their names, in order, and their types, which no data can change.

`string` and `json` are text in CSV and Parquet; `json` is an object in JSON Lines and its JSON text
elsewhere. Any value may be null.
"""

from typing import Final, get_args

from attrs import AttrsInstance, fields

from smarthandle_results import JsonObject
from smarthandle_results.batch._outputs import TABLES


def list_columns(row_type: type[AttrsInstance]) -> dict[str, str]:
    """List a table's columns with the type of each: `string`, `int64`, `double` or `json`."""
    return {field.name: _name_type(field.type) for field in fields(row_type)}


def list_tables() -> dict[str, dict[str, str]]:
    """List all tables with their columns."""
    return {name: list_columns(row_type) for name, row_type in TABLES.items()}


def _name_type(annotation: object) -> str:
    parts = get_args(annotation) or (annotation,)
    return next(name for part, name in _TYPES if part in parts)


_TYPES: Final = ((float, "double"), (int, "int64"), (str, "string"), (JsonObject, "json"))
