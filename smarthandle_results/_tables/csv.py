"""Rows → CSV as in RFC 4180, but with LF: null is an empty cell, empty text is `""`, a nested value is its JSON text.

A bool is `true` or `false`. A spreadsheet reads text that begins with `=`, `+`, `-`, `@`, TAB or CR as a formula. An
apostrophe is put before such text, and before text that begins with an apostrophe: a program that reads the file drops
one leading apostrophe.
"""

from collections.abc import Iterable, Sequence
from itertools import repeat
from types import NoneType
from typing import Final

from attrs import AttrsInstance, astuple

from smarthandle_results._tables.cells import dump_json, to_scalar
from smarthandle_results._tables.rows import ROWS_AT_ONCE, Repeated, Rows, list_columns


def to_csv(rows: Iterable[AttrsInstance]) -> bytes:
    """Write rows as lines of CSV, without the header."""
    if isinstance(rows, Rows):
        return b"".join([_write_some(rows.columns, start) for start in range(0, len(rows), ROWS_AT_ONCE)])
    return b"".join([to_csv_line(astuple(row, recurse=False)) for row in rows])


def _write_some(columns: Iterable[Sequence[object]], start: int) -> bytes:
    """Write the rows from `start` on, as many as are written at once."""
    cells = (_write_column(column, column[start : start + ROWS_AT_ONCE]) for column in columns)
    return _encode(map(",".join, zip(*cells, strict=True)))


def to_csv_header(row_type: type[AttrsInstance]) -> bytes:
    """Write the line with the names of the columns."""
    return to_csv_line((*list_columns(row_type),))


def to_csv_line(cells: tuple[object, ...]) -> bytes:
    """Write one line."""
    return _encode([",".join(map(_write_cell, cells))])


def _encode(lines: Iterable[str]) -> bytes:
    return "\n".join([*lines, ""]).encode(errors="replace")


def _write_column(column: Sequence[object], cells: Sequence[object]) -> Iterable[str]:
    """Write some cells of a column, at least one."""
    if isinstance(column, Repeated):
        return repeat(_write_cell(cells[0]), len(cells))
    if {*map(type, cells)} <= {int, bool, NoneType}:  # these are written as in JSON, but for null
        return dump_json([*cells])[1:-1].decode().replace("null", "").split(",")
    return map(_write_cell, cells)


def _write_cell(value: object) -> str:
    if value is None:
        return ""
    scalar = value if type(value) is str else to_scalar(value)
    if not isinstance(scalar, str):
        return str(scalar).lower() if type(scalar) is bool else str(scalar)
    text = f"'{scalar}" if scalar.startswith(_FORMULA) else scalar
    needs_quotes = not text or "," in text or '"' in text or "\n" in text or "\r" in text
    return '"' + text.replace('"', '""') + '"' if needs_quotes else text


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
