"""Spreadsheets as a class that is given rows."""

from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pytest

from smarthandle_results import Cue, CueRow, Job, Response, to_cue_rows, to_cues, to_jsonl
from smarthandle_results.batch import ErrorRow, MissingPackageError
from smarthandle_results.batch._xlsx_files import open_xlsx

NUMBERS = [0, -5, 1.5, 10**15 - 1, 2**53, 10**16 + 2, 0.1 + 0.2, 1e300]


def make_row(line: float) -> bytes:
    """Make a row with a number, as JSON."""
    row = ErrorRow(source="a", line=1, byte_offset=None, path=".", message="m", problem_count=1, sha256=None)
    return to_jsonl([row]).replace(b'"line":1,', b'"line":%r,' % line)


def make_file(folder: Path, *lines: bytes) -> bytes:
    """Make a spreadsheet of rows."""
    file = BytesIO()
    with open_xlsx("errors", ErrorRow, file, folder) as table:
        for line in lines:
            table.write(line)
    return file.getvalue()


def test_numbers(tmp_path: Path) -> None:
    """Those that a spreadsheet would round are text with all their digits; nothing is left on disk."""
    data = make_file(tmp_path, b"".join(map(make_row, NUMBERS)))
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    cells = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [0, -5, 1.5, 10**15 - 1, str(2**53), str(10**16 + 2), str(0.1 + 0.2), 1e300] == cells
    assert [] == [*tmp_path.iterdir()]
    assert data == make_file(tmp_path, *map(make_row, NUMBERS))


def test_flags(tmp_path: Path) -> None:
    """They are true and false, and what is null is an empty cell."""
    cues = to_cue_rows(Job(Response()), to_cues([Cue(0, 1, "So."), Cue(5, 6, "so")]))
    file = BytesIO()
    with open_xlsx("cues", CueRow, file, tmp_path) as table:
        table.write(to_jsonl(cues))
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    rows = [row[-3:] for row in sheet.iter_rows(values_only=True)]
    assert [("text", "gap_before_ms", "ends_sentence"), ("So.", None, True), ("so", 4, False)] == rows


def test_too_many_rows(tmp_path: Path) -> None:
    """A sheet has a last row, and what does not fit is an error."""
    rows = [make_row(number) for number in range(4)]
    with patch("smarthandle_results.batch._xlsx_files.MAX_ROWS", 3):
        make_file(tmp_path, b"".join(rows[:3]))
        with pytest.raises(ValueError, match=r"^expected at most 3 rows for errors\.xlsx, got more: write errors\.csv"):
            make_file(tmp_path, b"".join(rows))


def test_a_full_disk(tmp_path: Path) -> None:
    """It is reported as for every other file, not as an error of XlsxWriter's own."""
    with (
        pytest.raises(OSError, match="No space left"),
        Path("/dev/full").open("wb", buffering=0) as file,
        open_xlsx("errors", ErrorRow, file, tmp_path) as table,
    ):
        table.write(make_row(1))


def test_missing_package(tmp_path: Path) -> None:
    """The error names the extra."""
    with (
        patch.dict("sys.modules", {"xlsxwriter": None}),
        pytest.raises(MissingPackageError, match=r"^a spreadsheet needs the extra 'xlsx'"),
    ):
        make_file(tmp_path)
