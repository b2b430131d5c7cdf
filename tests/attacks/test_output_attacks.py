"""Named attacks on what is written: a body's text leaves the folder, or drives a spreadsheet or a terminal."""

import csv
import json
from io import StringIO
from itertools import product
from pathlib import Path
from unicodedata import category

import pytest
from helpers.bodies import make_asr_body
from helpers.command import read_folder, run
from helpers.texts import HAZARDS

PATHS = (
    *("../../evil", "..", ".", "/etc/passwd", "\\\\host\\share", "C:\\evil", "a/../../b", "~root", "-rf", "$(id)"),
    *("CON", "nul.txt", "a\0b", "a\nb", "....//", "%2e%2e%2f", "", " ", "x" * 5000, "\u202egnp.exe", "*"),
)
TURNS = "\u061c\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"
FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "'=1"),
    *('",=1', "\n=1", "a\n=1", '"\n=1', ",=1", "\u3000=1"),
)


def test_ids_that_are_paths(tmp_path: Path) -> None:
    """No id leads out of the output folder or hides another job's file."""
    bodies = b"\n".join(make_asr_body(job_id, text=str(number)) for number, job_id in enumerate(PATHS))
    (tmp_path / "deep/er").mkdir(parents=True)
    done = run("convert", "-", "--out", "out", "--to", "srt", cwd=tmp_path / "deep/er", stdin=bodies)
    written = read_folder(tmp_path)
    assert 0 == done.returncode, done.stderr
    assert all(path.startswith("deep/er/out/") for path in written)
    texts = [text.splitlines()[2] for path, text in written.items() if path.endswith(".srt")]
    assert {str(number).encode() for number in range(len(PATHS))} == {*texts}
    assert len(PATHS) == len(texts)


def test_ids_that_are_paths_under_a_template(tmp_path: Path) -> None:
    """Nor do they with a template that makes folders of them."""
    bodies = b"\n".join(_entitle(make_asr_body(job_id), job_id) for job_id in PATHS)
    arguments = ("convert", "-", "--out", "out", "--to", "srt", "--name", "{title}/{job_id}")
    done = run(*arguments, cwd=tmp_path, stdin=bodies)
    assert 0 == done.returncode, done.stderr
    assert all(path.startswith("out/") for path in read_folder(tmp_path))


def test_formulas_in_cells(tmp_path: Path) -> None:
    """No cell of a CSV table begins as a formula does, and no row is lost."""
    bodies = b"\n".join(_entitle(make_asr_body(f"job{i}", text=text), text) for i, text in enumerate(FORMULAS))
    done = run("convert", "-", "--out", "out", "--to", "cues.csv,jobs.csv", cwd=tmp_path, stdin=bodies)
    assert 0 == done.returncode, done.stderr
    for path in (tmp_path / "out").glob("*.csv"):
        rows = [*csv.reader(StringIO(path.read_bytes().decode(), newline=""))]
        assert len(FORMULAS) + 1 == len(rows)
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_escape_codes_in_what_is_inspected(tmp_path: Path, options: tuple[str, ...]) -> None:
    """No control character, C0 or C1, and no mark that reverses text reaches a terminal from any text of a body."""
    controls = [
        *map(chr, (*range(32), *range(127, 160))),
        *TURNS,
        *(mark for mark in HAZARDS if mark != "\ud800"),
    ]
    nasty = "x".join(f"{control}{code}" for control, code in product(controls, ("[2J", "]0;t\x07")))
    for job_type in ("ASR", "TextGenerate", nasty):
        body = make_asr_body(nasty, text=nasty, ErrorCode=nasty, ErrorMessage=nasty, UserData=nasty, Output=nasty)
        body = body.replace(b'"ASR"', json.dumps(job_type).encode())
        done = run("inspect", "-", *options, cwd=tmp_path, stdin=body)
        shown = {*done.stdout.decode(), *done.stderr.decode()} - {"\n"}
        assert not {char for char in shown if category(char) == "Cc"} | ({*TURNS} & shown)


def _entitle(body: bytes, title: str) -> bytes:
    return body.replace(b'"SmartJobInfo": {', b'"SmartJobInfo": {"Title": %s, ' % json.dumps(title).encode())
