"""Rows as bytes of JSON Lines → a spreadsheet of one sheet, whose text is text: no formula, no link, no number.

Needs XlsxWriter, the extra `xlsx`. Files repeat byte for byte within one version of it, and rows are on disk until the
end, so that memory does not grow with them.
"""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias, final

import orjson
from attrs import AttrsInstance

from smarthandle_results._extras import import_extra
from smarthandle_results._tables.cells import to_scalar
from smarthandle_results._tables.rows import list_columns

CutListener: TypeAlias = Callable[[str], object]

MAX_ROWS: Final = (1 << 20) - 1
"""How many rows a sheet has below the names of the columns."""

MAX_TEXT: Final = 32767
"""How many UTF-16 units a cell may have."""


@final
class XlsxFile:
    """A sheet to which rows are added; `on_cut` is called with the place of each cell that cannot hold all its text."""

    def __init__(
        self,
        sheet: Any,  # noqa: ANN401 - no types
        table: str,
        row_type: type[AttrsInstance],
        on_cut: CutListener,
    ) -> None:
        self._on_cut = on_cut
        self._sheet = sheet
        self._table = table
        self._columns = [*list_columns(row_type)]
        self._count = 0

    def write(self, lines: bytes) -> None:
        """Add rows, which are lines of JSON. Raises `ValueError` for more of them than a sheet can hold."""
        for line in lines.splitlines():
            if self._count == MAX_ROWS:
                raise ValueError(
                    f"expected at most {MAX_ROWS:,} rows for {self._table}.xlsx, got more: "
                    f"write {self._table}.csv, .jsonl or .parquet instead"
                )
            self._count += 1
            row = orjson.loads(line)
            for index, column in enumerate(self._columns):
                self._write_cell(index, column, to_scalar(row[column]))

    def _write_cell(self, index: int, column: str, value: object) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(self._count, index, value)
        elif isinstance(value, int | float) and _is_exact(value):
            self._sheet.write_number(self._count, index, value)
        elif value is not None and self._sheet.write_string(self._count, index, _quote(str(value))):
            self._sheet.write_string(self._count, index, _cut(str(value)))
            self._on_cut(f"{self._table}.xlsx row {self._count + 1} {column}")


@contextmanager
def open_xlsx(
    table: str,
    row_type: type[AttrsInstance],
    file: BinaryIO,
    folder: Path,
    on_cut: CutListener = lambda _: None,
) -> Generator[XlsxFile]:
    """Open a table for its rows, which are in `folder` until the end. Raises `MissingPackageError` and `ValueError`."""
    xlsx = import_extra("xlsxwriter", "xlsx", "a spreadsheet")
    errors = import_extra("xlsxwriter.exceptions", "xlsx", "a spreadsheet")
    book = xlsx.Workbook(_FailingOnce(file), {"constant_memory": True, "tmpdir": str(folder)})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet(table)
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for index, column in enumerate(list_columns(row_type)):
        sheet.write_string(0, index, column, bold)
    with closing(sheet.row_data_fh):  # which stays open if the table does not come to its end
        yield XlsxFile(sheet, table, row_type, on_cut)
        try:
            book.close()
        except errors.FileCreateError as error:
            raise error.args[0] from error  # the OSError that it was made from
        except errors.FileSizeError as error:
            message = f"expected at most 4 GB of {table}.xlsx, got more: write {table}.csv or .parquet instead"
            raise ValueError(message) from error


@final
class _FailingOnce:
    """A file that raises its first error alone: a `ZipFile` tries again when it is collected, which would print one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._has_failed = False

    def write(self, data: bytes) -> int:
        return self._call(lambda: self._file.write(data))

    def seek(self, offset: int) -> int:
        return self._call(lambda: self._file.seek(offset))

    def tell(self) -> int:
        return self._call(self._file.tell)

    def flush(self) -> None:
        self._call(lambda: self._file.flush() or 0)

    def _call(self, function: Callable[[], int]) -> int:
        if self._has_failed:
            return 0
        try:
            return function()
        except OSError:
            self._has_failed = True
            raise


def _is_exact(value: float) -> bool:
    """Return whether a number is one that a spreadsheet shows and keeps as it is: it has 15 digits."""
    return float(f"{value:.15G}") == value


def _cut(text: str) -> str:
    """Cut text to what a cell can hold, and mark that with an ellipsis."""
    return text.encode("utf-16-le")[: 2 * (MAX_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def _quote(text: str) -> str:
    """Keep XlsxWriter from writing text in a rich string's tags, which it takes for one, as if it were XML."""
    is_like_rich = text.startswith("<r>") and text.endswith("</r>")
    return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>' if is_like_rich else text


_CREATED: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""When every file was made, by what it says itself: the first day that the parts of one can have."""
