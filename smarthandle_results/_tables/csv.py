"""Rows → CSV, as RFC 4180 has it but with LF: null is an empty cell, empty text is `""`, a nested value is JSON text.

A spreadsheet takes text that begins with `=`, `+`, `-`, `@`, TAB or CR for a formula. Such text gets an apostrophe in
front, and so does text that begins with one: who reads the file as data drops one leading apostrophe from text.
"""

from collections.abc import Iterable
from typing import Final

from attrs import AttrsInstance, astuple, fields

from smarthandle_results._decoding.json_text import is_object
from smarthandle_results._tables.jsonl import to_json_text


def to_csv(rows: Iterable[AttrsInstance]) -> bytes:
    """Write rows as lines of CSV, without the header."""
    return b"".join(to_csv_line(astuple(row, recurse=False)) for row in rows)


def to_csv_header(row_type: type[AttrsInstance]) -> bytes:
    """Write the line that names the columns."""
    return to_csv_line(tuple(field.name for field in fields(row_type)))


def to_csv_line(cells: tuple[object, ...]) -> bytes:
    """Write one line."""
    return (",".join(map(_write_cell, cells)) + "\n").encode(errors="replace")


def _write_cell(value: object) -> str:
    if value is None:
        return ""
    if is_object(value):
        value = to_json_text(value)
    if not isinstance(value, str):
        return str(value)
    text = f"'{value}" if value.startswith(_FORMULA) else value
    return '"' + text.replace('"', '""') + '"' if not text or any(map(text.__contains__, _QUOTED)) else text


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_QUOTED: Final = ',"\r\n'
