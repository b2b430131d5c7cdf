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

from smarthandle_results.cli import main

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
    """A cell has as much of it as there is room for, with an ellipsis; it is named, and all else is written."""
    (tmp_path / "in.json").write_text(make_body(["short", text, "last"], "TextGenerate"), "utf-8")
    done = run("convert", "in.json", "--out", "out", "--to", "copies.xlsx", "--quiet", cwd=tmp_path)
    message = "cut, since a cell of a spreadsheet has no room for more than 32,767 characters, as .csv has"
    assert (0, f"{message}: copies.xlsx row 3 text") == (done.returncode, " ".join(done.stderr.decode().split()))
    names, *rows = read_sheet(tmp_path / "out/copies.xlsx")
    column = ["text", *(row[names.index("text")] for row in rows)]
    assert ["text", "short", "last"] == [*column[:2], column[3]]
    assert text.startswith(column[2].removesuffix("…"))
    assert 32766 <= len(column[2].encode("utf-16-le")) // 2 <= 32767
    record = json.loads((tmp_path / "out/run.json").read_bytes())
    assert {"count": 1, "cells": ["copies.xlsx row 3 text"]} == record["cut_cells"]


def test_standard_output(tmp_path: Path) -> None:
    """A spreadsheet goes through a pipe too."""
    (tmp_path / "in.json").write_bytes(make_asr_body("a"))
    done = run("convert", "in.json", "-o", "-", "--to", "cues.xlsx", "--quiet", cwd=tmp_path)
    (tmp_path / "cues.xlsx").write_bytes(done.stdout)
    assert ["job_id", "a"] == [row[0] for row in read_sheet(tmp_path / "cues.xlsx")]


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_more_rows_than_a_sheet_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], options: list[str]
) -> None:
    """The run ends with 2 before anything is written, and so does one that only shows what it would write."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("smarthandle_results.batch._xlsx_files.MAX_ROWS", 1)
    for name in "ab":
        Path(f"{name}.json").write_bytes(make_asr_body(name))
    Path("out").mkdir()
    assert 2 == main(["convert", "a.json", "b.json", "--out", "out", "--to", "srt,cues.xlsx", "-j", "1", *options])
    message = "expected at most 1 rows for cues.xlsx, got more: write cues.csv, .jsonl or .parquet instead\n"
    assert f"smarthandle-results: {message}" == capfd.readouterr().err
    assert [] == [*Path("out").iterdir()]
