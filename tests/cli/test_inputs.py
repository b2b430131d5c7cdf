"""What is read: files under any name, once each, and none that the run would overwrite."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.bodies import make_asr_body
from helpers.command import read_folder, read_rows, run


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.jsonl", "-o", "a.jsonl", "--to", "cues"),
        ("link.jsonl", "-o", "a.jsonl", "--to", "cues"),
        ("c/cues.jsonl", "--out", "c"),
        ("c", "--out", "c"),
        ("c/run.json", "--out", "c"),
        ("c/body.srt", "--out", "c"),
        ("a.jsonl", "-o", "-", "--to", "cues"),
        ("-", "-o", "a.jsonl", "--to", "cues"),
    ],
    ids=" ".join,
)
def test_inputs_are_not_overwritten(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Bodies cannot be fetched again: an output that is an input ends with 2 before anything is written."""
    (tmp_path / "c").mkdir()
    for name in ("a.jsonl", "c/cues.jsonl", "c/run.json", "c/body.srt"):
        (tmp_path / name).write_bytes(make_asr_body(name))
    (tmp_path / "link.jsonl").symlink_to("a.jsonl")
    before = read_folder(tmp_path)
    with (tmp_path / "a.jsonl").open("rb") as stdin, (tmp_path / "a.jsonl").open("ab") as stdout:
        command = [sys.executable, "-m", "smarthandle_results.cli", "convert", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert (2, before) == (done.returncode, read_folder(tmp_path))
    assert b"smarthandle-results: expected an output apart from the inputs, got " in done.stderr


def test_pipes_are_not_resumed(tmp_path: Path) -> None:
    """A pipe can be read only once and has no size and time to recognize it by: a run with one is never resumed."""
    os.mkfifo(tmp_path / "pipe")
    done = run("convert", "pipe", "--out", "out", "--resume", cwd=tmp_path)
    message = "expected files to resume with, got pipe, which cannot be read again"
    assert (2, f"smarthandle-results: {message}\n") == (done.returncode, done.stderr.decode())


def test_tables_of_ours(tmp_path: Path) -> None:
    """In a folder a table is skipped only if the record of the run that wrote it is beside it."""
    (tmp_path / "in").mkdir()
    for name in ("jobs.jsonl", "run.json"):
        (tmp_path / "in" / name).write_bytes(make_asr_body(name))
    theirs = run("convert", "in", "--out", "out", "--to", "jobs", cwd=tmp_path)
    ours = run("convert", "out", "--out", "again", cwd=tmp_path)
    quiet = run("convert", "out", "in", "--out", "quiet", "--quiet", cwd=tmp_path)
    assert theirs.stderr.startswith(b"2 responses in 2 files ")
    message = b"""\
smarthandle-results: out: no input found
smarthandle-results: not looked at (table of an earlier run): out/errors.jsonl, out/jobs.jsonl, out/run.json
"""
    assert (2, message) == (ours.returncode, ours.stderr[: len(message)])
    assert (0, message) == (quiet.returncode, quiet.stderr)


def test_nothing_found(tmp_path: Path) -> None:
    """A folder, a glob or a list without inputs is named on standard error; if nothing at all is found, that is 2."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.parquet").write_bytes(b"")
    (tmp_path / "list").write_bytes(b"")
    folder = run("inspect", "in", cwd=tmp_path)
    glob = run("inspect", "i[n]", cwd=tmp_path)
    listed = run("inspect", "--files-from", "list", cwd=tmp_path)
    left_out = "smarthandle-results: not looked at: in/a.parquet: what you name is read\n"
    nothing = "smarthandle-results: nothing to read: expected files of responses, such as .json, .jsonl or .xml\n"
    for name, done, means in (("in", folder, ", as in/**/*.parquet does"), ("i[n]", glob, "")):
        hint = f"{nothing[:-1]}; found 1 .parquet file: name them{means}\n"
        assert (2, f"smarthandle-results: {name}: no input found\n{left_out}{hint}") == (
            done.returncode,
            done.stderr.decode(),
        )
    message = f"smarthandle-results: list: no files are listed\n{nothing}"
    assert (2, message) == (listed.returncode, listed.stderr.decode())


def test_linked_folders(tmp_path: Path) -> None:
    """Links to folders are followed, and those that lead in a circle once."""
    (tmp_path / "in").mkdir()
    (tmp_path / "far").mkdir()
    (tmp_path / "far/a.json").write_bytes(make_asr_body("a"))
    (tmp_path / "far/loop").symlink_to("../in")
    (tmp_path / "in/far").symlink_to("../far")
    done = run("convert", "in", "--out", "out", cwd=tmp_path)
    assert done.stderr.startswith(b"1 response in 1 file ")


def test_one_file_of_two_names(tmp_path: Path) -> None:
    """A file counts once, whatever names it is given; the first of them is reported."""
    (tmp_path / "a.json").write_bytes(b"{")
    (tmp_path / "link.json").symlink_to("a.json")
    run("convert", "./a.json", tmp_path / "a.json", "link.json", "?.json", ".", "--out", "out", cwd=tmp_path)
    assert ["a.json"] == [row["source"] for row in read_rows(tmp_path / "out/errors.jsonl")]


def test_globs_leave_outputs_out(tmp_path: Path) -> None:
    """A glob does not match what is in the folders that are written to, unless it begins there."""
    for name in ("a.json", "out/b.json", "bad/c.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(make_asr_body(name))
    options = ("--out", "out", "--quarantine", "bad", "--to", "jobs")
    around = run("convert", "**/*.json", "*", *options, cwd=tmp_path)
    (tmp_path / "out/run.json").unlink()
    within = run("convert", "out/*.json", *options, "--overwrite", cwd=tmp_path)
    assert (b"1 response ", b"1 response ") == (around.stderr[:11], within.stderr[:11])


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """Bytes in a file's name that are not UTF-8 are shown as escapes, in every command."""
    name = os.fsdecode(b"\xff.json")
    (tmp_path / name).write_bytes(b"{")
    converted = run("convert", ".", "--out", "out", cwd=tmp_path)
    inspected = run("inspect", name, "--json", cwd=tmp_path)
    checked = run("check", name, "--json", cwd=tmp_path)
    assert (1, 1, 1) == (converted.returncode, inspected.returncode, checked.returncode)
    rows = (*read_rows(tmp_path / "out/errors.jsonl"), json.loads(inspected.stdout), json.loads(checked.stdout))
    assert ["\\udcff.json"] * 3 == [row["source"] for row in rows]


def test_names_cannot_drive_a_terminal(tmp_path: Path) -> None:
    """Messages show what cannot be seen as escapes, and an empty name as such."""
    missing = run("inspect", "nope\033[31m", cwd=tmp_path)
    unknown = run("inspect", "a", "--\033[31m", cwd=tmp_path)
    empty = run("convert", "", "--out", "out", cwd=tmp_path)
    assert b"smarthandle-results: nope\\u001b[31m: no such file or folder\n" == missing.stderr
    assert (2, False) == (unknown.returncode, b"\033" in unknown.stderr)
    assert b"smarthandle-results: expected the name of a file or folder, got an empty one\n" == empty.stderr


def test_standard_input_has_one_use(tmp_path: Path) -> None:
    """The list of files and bodies cannot both come from it."""
    done = run("inspect", "-", "--files-from", "-", cwd=tmp_path, stdin=make_asr_body("a"))
    message = "expected standard input once, got it for both the list of files and bodies"
    assert (2, f"smarthandle-results: {message}\n") == (done.returncode, done.stderr.decode())


def test_blank_lines_are_no_bodies(tmp_path: Path) -> None:
    """A file of nothing but blank lines has no bodies, which is no error."""
    (tmp_path / "in.jsonl").write_bytes(b"\n\n")
    converted = run("convert", "in.jsonl", "--out", "out", "--quarantine", "bad", cwd=tmp_path)
    added = run("stats", "in.jsonl", "--quiet", cwd=tmp_path)
    summary = "no response is in the inputs, which are empty\n0 responses in 1 file → out/\n  7 tables\n"
    assert (0, summary) == (converted.returncode, converted.stderr.decode())
    assert (0, b"\n0 responses\n") == (added.returncode, added.stdout[-13:])
    assert b"" == (tmp_path / "out/jobs.jsonl").read_bytes()
