"""A table → the Arrow schema of its batches: the table's own columns, then the other columns of the input."""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, get_args

import pyarrow as pa
from attrs import AttrsInstance

from smarthandle_results._tables.flatten import ROW_TYPES, TableName
from smarthandle_results._tables.rows import list_columns


def make_schema(row_type: type[AttrsInstance]) -> pa.Schema:
    """Return the schema of a table's own columns. All may be null, since not every engine supports others."""
    return pa.schema([(name, _COLUMN_TYPES[kind]) for name, kind in list_columns(row_type).items()])


def to_schema(table: TableName, schema: pa.Schema, body: str = "body") -> pa.Schema:
    """Return the schema of a table's batches from the input's schema, as engines need it before there are rows."""
    own = SCHEMAS[table]
    passed = [field for field in schema if field.name != body]
    names = rename_columns(own.names, [field.name for field in passed])
    return pa.schema([*own, *map(_name_field, passed, names)])


def rename_columns(taken: Iterable[str], names: Sequence[str]) -> list[str]:
    """Rename each column whose name is taken, or occurs before, in upper or lower case, until the new name is free.

    A new name begins with `source_`, once or more often.

    >>> rename_columns(["text"], ["row", "Text", "row"])
    ['row', 'source_Text', 'source_row']
    """
    used = {name.lower() for name in taken}
    known = used | {name.lower() for name in names}
    free: list[str] = []
    for name in names:
        new = name
        while new.lower() in (used if new == name else known):
            new = f"source_{new}"
        used.add(new.lower())
        known.add(new.lower())
        free.append(new)
    return free


def _name_field(field: pa.Field, name: str) -> pa.Field:
    return pa.field(name, PLAIN_TYPES.get(field.type, field.type), field.nullable, field.metadata)


PLAIN_TYPES: Final = {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}
"""The types of view columns, whose values pyarrow cannot repeat, and those that they are converted to."""

_COLUMN_TYPES: Final = {"string": pa.string(), "json": pa.string(), "int64": pa.int64(), "double": pa.float64()}

SCHEMAS: Final[Mapping[TableName, pa.Schema]] = {table: make_schema(ROW_TYPES[table]) for table in get_args(TableName)}
"""The columns that each table's batches begin with."""
