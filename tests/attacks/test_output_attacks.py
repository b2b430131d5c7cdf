"""Named attacks on what is written: a body's text leaves the folder, or drives a spreadsheet or a terminal."""

import csv
import json
import os
import stat
from io import StringIO
from itertools import product
from pathlib import Path
from unicodedata import category

import pytest
from helpers.bodies import make_asr_body
from helpers.command import read_folder, run
from helpers.texts import HAZARDS

from smarthandle_results.batch import Progress, convert_files

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


NASTY = ("\x1b[2J\x1b]0;t\x07", "\u202eabc\u2066", "\x9b31m", "\x7f", "a\nb\r\tc", "\u2028\u200b\ufeff", "<b>[red]x&")


@pytest.fixture(name="nasty", scope="module")
def fixture_nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive whose names, ids, types, codes and keys would drive a terminal, and whose texts are secret."""
    folder = tmp_path_factory.mktemp("nasty")
    (folder / "in").mkdir()
    for number, text in enumerate(NASTY):
        name = f"in/{number}{text}"
        secret = make_asr_body(text, text=f"SECRET{text}").replace(b'"ASR"', json.dumps(text).encode())
        (folder / f"{name}.json").write_bytes(_entitle(secret, text))
        failed = make_asr_body(f"f{text}", "Failed", ErrorCode=text, ErrorMessage=f"SECRET{text}")
        (folder / f"{name}.failed.json").write_bytes(failed)
        (folder / f"{name}.bad.json").write_bytes(json.dumps({"State": 1, text: "SECRET"}).encode())
        (folder / f"{name}.torn.json").write_bytes(secret[:-60])
    return folder


@pytest.mark.parametrize(
    "command",
    [
        *("convert in --out verbose --verbose", "convert in --out dry --dry-run", "convert in --out out"),
        *("convert in --out refused --name {title}/{job_id} --to srt", "inspect in/0*", "stats in"),
        *("stats in --json", "stats in --csv", "check in", "check in --json", "stats in/nothing*"),
    ],
)
def test_names_and_codes_in_what_is_printed(nasty: Path, command: str) -> None:
    """No control character is printed, whatever is named, and no text of a payload but that of a job inspected."""
    done = run(*command.split(), cwd=nasty)
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode < 3
    assert set() == {char for char in shown if category(char) in {"Cc", "Cf", "Zl", "Zp"}} - {"\n"}
    assert "Traceback" not in shown
    assert "inspect" in command or "SECRET" not in shown


def test_names_and_codes_in_the_record(nasty: Path) -> None:
    """Nor are any in `run.json`, which is the same when it is parsed."""
    run("convert", "in", "--out", "record", cwd=nasty)
    text = (nasty / "record/run.json").read_text()
    assert set() == {char for char in text if category(char) in {"Cc", "Cf", "Zl", "Zp"}} - {"\n"}
    assert {*NASTY} == {*json.loads(text)["failures"]}
    assert "SECRET" not in text


def test_permissions(nasty: Path) -> None:
    """The run's own folder is the user's alone, whatever the umask; what is written has the permissions of that."""
    record = convert_to_stop(nasty)
    assert 0o700 == stat.S_IMODE(record.st_mode)
    before = os.umask(0o027)
    try:
        convert_files(nasty / "in", nasty / "masked", quarantine=nasty / "masked/bad")
    finally:
        os.umask(before)
    modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in (nasty / "masked").rglob("*")}
    assert {True: 0o750, False: 0o640} == modes


def convert_to_stop(folder: Path) -> os.stat_result:
    """Stop a run after its first part, and look at its own folder."""

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    before = os.umask(0)
    try:
        with pytest.raises(KeyboardInterrupt):
            convert_files(folder / "in", folder / "stopped", on_progress=stop)
    finally:
        os.umask(before)
    return (folder / "stopped/.smarthandle-run").stat()


def _entitle(body: bytes, title: str) -> bytes:
    return body.replace(b'"SmartJobInfo": {', b'"SmartJobInfo": {"Title": %s, ' % json.dumps(title).encode())
