"""Rows → CSV as in RFC 4180, but with LF: null is an empty cell, empty text is `""`, a nested value is its JSON text.

A bool is `true` or `false`. A spreadsheet reads text that begins with `=`, `+`, `-`, `@`, TAB or CR as a formula. An
apostrophe is put before such text, and before text that begins with an apostrophe: a program that reads the file drops
one leading apostrophe.
"""

from collections.abc import Iterable
from typing import Final

from attrs import AttrsInstance, astuple

from smarthandle_results._tables.cells import to_scalar
from smarthandle_results._tables.rows import Rows, list_columns


def to_csv(rows: Iterable[AttrsInstance]) -> bytes:
    """Write rows as lines of CSV, without the header."""
    lines = zip(*rows.columns, strict=True) if isinstance(rows, Rows) else (astuple(row, recurse=False) for row in rows)
    return b"".join(map(to_csv_line, lines))


def to_csv_header(row_type: type[AttrsInstance]) -> bytes:
    """Write the line with the names of the columns."""
    return to_csv_line((*list_columns(row_type),))


def to_csv_line(cells: tuple[object, ...]) -> bytes:
    """Write one line."""
    return (",".join(map(_write_cell, cells)) + "\n").encode(errors="replace")


def _write_cell(value: object) -> str:
    if value is None:
        return ""
    scalar = to_scalar(value)
    if not isinstance(scalar, str):
        return str(scalar).lower() if type(scalar) is bool else str(scalar)
    text = f"'{scalar}" if scalar.startswith(_FORMULA) else scalar
    return '"' + text.replace('"', '""') + '"' if not text or any(map(text.__contains__, _QUOTED)) else text


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_QUOTED: Final = ',"\r\n'
