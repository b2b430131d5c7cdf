"""A table → the Arrow schema of its batches: the table's own columns, then the other columns of the input."""

# pyright: standard, reportMissingTypeStubs=false
# pyarrow has no type annotations.

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, final, get_args

import pyarrow as pa
from attrs import AttrsInstance

from smarthandle_results._shown import quote_name
from smarthandle_results._tables.flatten import ROW_TYPES, TableName, require_table
from smarthandle_results._tables.rows import list_columns
from smarthandle_results.arrow._bodies import find_body_column, name_type
from smarthandle_results.arrow._plain_types import to_plain_type


def make_schema(row_type: type[AttrsInstance]) -> pa.Schema:
    """Return the schema of a table's own columns. All may be null, since not every engine supports others."""
    return pa.schema([(name, _COLUMN_TYPES[kind]) for name, kind in list_columns(row_type).items()])


def to_schema(table: TableName, schema: pa.Schema, body: str = "body") -> pa.Schema:
    """Return the schema of a table's batches from the input's schema, as engines need it before there are rows.

    The input's columns keep their types, except for those whose values Arrow cannot repeat: views, which become large
    strings and binary, and run ends, which become plain values, also inside other types.

    Raises `ValueError` for a name that is no table's, `ValueError` and `TypeError` as `find_body_column` does, and
    `TypeError` for a column with a union.
    """
    require_table(table)
    place = find_body_column(schema, body)
    own = SCHEMAS[table]
    passed = [field for number, field in enumerate(schema) if number != place]
    names = rename_columns(own.names, [field.name for field in passed])
    return pa.schema([*own, *map(_name_field, passed, names)])


def to_plain_schema(schema: pa.Schema) -> pa.Schema:
    """Return an input's schema with the types that its columns have in the batches of a table.

    Raises `TypeError` for a column with a union.
    """
    return pa.schema(map(_name_field, schema, schema.names))


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
    try:
        kind = to_plain_type(field.type)
    except TypeError as error:
        message = f"expected no union in the column {quote_name(field.name)}, got {name_type(field.type)}"
        raise TypeError(f"{message}; cast it to another type, or leave it out") from error
    return pa.field(name, kind, field.nullable, field.metadata)


_COLUMN_TYPES: Final = {
    "string": pa.string(),
    "json": pa.string(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
}


@final
class _Schemas(dict[TableName, pa.Schema]):
    """The schemas, by the names of tables; a `KeyError` for another name lists these."""

    def __missing__(self, name: str) -> pa.Schema:
        try:
            require_table(name)
        except (TypeError, ValueError) as error:
            raise KeyError(str(error)) from error
        raise KeyError(name)


SCHEMAS: Final[Mapping[TableName, pa.Schema]] = _Schemas(
    (table, make_schema(ROW_TYPES[table])) for table in get_args(TableName)
)
"""The columns that each table's batches begin with.

The command's tables of `jobs` and `errors` also say in which file and line a body was: here that is what the input's
other columns are for, which follow these.
"""
