"""Spreadsheets, as openpyxl reads them."""

import json
from pathlib import Path
from types import NoneType
from typing import Any

import openpyxl
import pytest
from helpers.bodies import make_asr_body, make_body
from helpers.command import read_rows, run
from openpyxl.utils.escape import unescape

TEXTS = [
    *("=1+1", "@SUM(A1)", "'x", "http://example.com", "mailto:x@example.com", "123", "1e5", "TRUE", "2024-05-06"),
    *(" lead and trail ", "line\nline", "<r><t>x</t></r>", "<r>&</r>", 'a<b>&"c"', "_x0041_", "\x01\x1f", "😀", "中文"),
    *("", "x" * 32767, "😀" * 16383),
]


def read_sheet(path: Path) -> list[list[Any]]:
    """Read the cells of a spreadsheet, row by row; text is as Excel shows it."""
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [
        [unescape(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.iter_rows(values_only=True)
    ]


def test_text_stays_text(tmp_path: Path) -> None:
    """No text becomes a formula, a link, a number or markup, and none is changed."""
    (tmp_path / "in.json").write_text(make_body(TEXTS, "TextGenerate", JobId="00123", UserData="=x"), "utf-8")
    done = run("convert", "in.json", "--out", "out", "--to", "copies.xlsx,copies.xlsx", cwd=tmp_path)
    assert (0, b"") == (done.returncode, done.stdout)
    run("convert", "in.json", "-o", "copies.jsonl", cwd=tmp_path)
    header, *rows = read_sheet(tmp_path / "out/copies.xlsx")
    expected = read_rows(tmp_path / "copies.jsonl")
    assert header == [*expected[0]]
    assert [[*row.values()] for row in expected] == rows
    book = openpyxl.load_workbook(tmp_path / "out/copies.xlsx")
    assert ["copies"] == book.sheetnames
    cells = [cell for row in book["copies"].iter_rows(min_row=2) for cell in row]
    assert {("s", str), ("n", int), ("n", NoneType)} == {(cell.data_type, type(cell.value)) for cell in cells}
    assert not any(cell.hyperlink for cell in cells)


def test_every_table(tmp_path: Path) -> None:
    """Numbers are numbers, null is a blank cell, objects are their JSON; the files are the same for any -j."""
    bodies = [
        make_asr_body("a"),
        make_body(["x"], "TextGenerate", JobId="b").encode(),
        make_body(
            [], JobId="u", JobResult={"AiResult": "[]", "Usage": '{"total_tokens": 7, "more": {"x": 1.5}}'}
        ).encode(),
        b"{",
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(bodies))
    names = ["copies", "usage", "cues", "pairs", "media", "payloads", "jobs", "errors"]
    for suffix in ("xlsx", "jsonl"):
        to = ",".join(f"{name}.{suffix}" for name in names)
        assert 1 == run("convert", "in.jsonl", "--out", suffix, "--to", to, cwd=tmp_path).returncode
    assert 1 == run("convert", "in.jsonl", "--out", "again", "--to", "jobs.xlsx", "-j", "2", cwd=tmp_path).returncode
    for name in names:
        _, *rows = read_sheet(tmp_path / f"xlsx/{name}.xlsx")
        expected = read_rows(tmp_path / f"jsonl/{name}.jsonl")
        assert [[to_cell(value) for value in row.values()] for row in expected] == rows
    assert (tmp_path / "xlsx/jobs.xlsx").read_bytes() == (tmp_path / "again/jobs.xlsx").read_bytes()


def to_cell(value: object) -> object:
    """Write what JSON has as an object as its text."""
    return json.dumps(value, separators=(",", ":")) if isinstance(value, dict) else value


@pytest.mark.parametrize("text", ["x" * 32768, "😀" * 16384, "<r>" + "x" * 32762 + "</r>"])
def test_text_that_no_cell_holds(tmp_path: Path, text: str) -> None:
    """It is an error that says where, and no file is there."""
    (tmp_path / "in.json").write_text(make_body(["short", text], "TextGenerate"), "utf-8")
    done = run("convert", "in.json", "-o", "copies.xlsx", cwd=tmp_path)
    message = "expected at most 32,767 characters in a cell of copies.xlsx, got more in row 3, column text"
    hint = "write copies.csv, .jsonl or .parquet instead"
    assert (2, f"smarthandle-results: {message}: {hint}\n") == (done.returncode, done.stderr.decode())
    assert ["in.json"] == [path.name for path in tmp_path.iterdir()]


def test_standard_output(tmp_path: Path) -> None:
    """A spreadsheet goes through a pipe too."""
    (tmp_path / "in.json").write_bytes(make_asr_body("a"))
    done = run("convert", "in.json", "-o", "-", "--to", "cues.xlsx", "--quiet", cwd=tmp_path)
    (tmp_path / "cues.xlsx").write_bytes(done.stdout)
    assert ["job_id", "a"] == [row[0] for row in read_sheet(tmp_path / "cues.xlsx")]


def test_subtitles_beside_a_spreadsheet_that_failed(tmp_path: Path) -> None:
    """The run ends with 2, but its subtitle files are known to be ours: the next run replaces them."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    (tmp_path / "b.json").write_text(make_body(["x" * 40_000], "TextGenerate"), "utf-8")
    failed = run("convert", ".", "--out", "out", "--to", "srt,copies.xlsx", cwd=tmp_path)
    done = run("convert", ".", "--out", "out", "--to", "srt,copies.csv", "--offset-ms", "1000", cwd=tmp_path)
    assert (2, 0) == (failed.returncode, done.returncode)
    assert b"1\n00:00:01,000 --> 00:00:02,500\nhello\n" in (tmp_path / "out/a.srt").read_bytes()
    assert not [path for path in (tmp_path / "out").iterdir() if path.name == ".smarthandle-run"]
