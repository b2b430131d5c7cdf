"""Near misses: what the command says to those who know other programs."""

import subprocess
import sys
from errno import EACCES
from pathlib import Path

import pytest
from helpers.bodies import make_asr_body
from helpers.command import run

from smarthandle_results.cli._options import name_output

NEITHER = ": expected --out with a folder, or -o with a file, to write to, got neither"
COMMAND = f"{sys.executable} -m smarthandle_results.cli"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("convert in --output out", " convert: unknown option --output: did you mean --out?"),
        ("convert in --outdir=out", " convert: unknown option --outdir: did you mean --out?"),
        ("convert in --dir out", " convert: unknown option --dir: did you mean --out?"),
        ("convert in --format srt --out out", " convert: unknown option --format: did you mean --to?"),
        ("convert in --profil auto --out out", " convert: unknown option --profil: did you mean --profile?"),
        ("convert in --workers 2 --out out", " convert: unknown option --workers: did you mean -j?"),
        ("stats in --output out", " stats: unknown option --output"),
        ("inspect in --jsn", " inspect: unknown option --jsn: did you mean --json?"),
        (
            "covert in",
            (
                ": expected a command among convert, inspect, check, stats, schema, completion, got covert: "
                "did you mean convert?"
            ),
        ),
        ("convert in -o out", ": expected a file with a suffix for -o, got out: did you mean --out out?"),
        ("convert in -o out/", ": expected a file for -o, got the folder out/: did you mean --out out/?"),
        ("convert in -o in", ": expected a file for -o, got the folder in: did you mean --out in?"),
        ("convert in/a.json", NEITHER),
        ("convert in/a.json talk.srt", f"{NEITHER}: did you mean -o talk.srt?"),
        ("convert in usage.csv.gz", f"{NEITHER}: did you mean -o usage.csv.gz?"),
        (
            "convert in --out usage.csv",
            ": expected a folder for --out, got the name of a file, usage.csv: did you mean -o usage.csv?",
        ),
        ("convert in --out in/a.json", ": expected a folder for --out, got the file in/a.json"),
        ("convert in --out in/a.json/b/c", ": expected a folder for --out, got the file in/a.json"),
        ("convert --out out", ": expected an input, got none: name a file or a folder, or - for standard input"),
        ("inspect", ": expected an input, got none: name a file or a folder, or - for standard input"),
    ],
)
def test_hints(tmp_path: Path, arguments: str, message: str) -> None:
    """They name what was probably meant, and nothing is written."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_bytes(make_asr_body("a"))
    done = run(*arguments.split(), cwd=tmp_path)
    assert (2, f"smarthandle-results{message}") == (done.returncode, done.stderr.decode().splitlines()[0])
    assert ["in"] == [path.name for path in tmp_path.iterdir()]


def test_values_that_look_like_options(tmp_path: Path) -> None:
    """After `--` all are inputs, and what an option has for its value is not looked at."""
    (tmp_path / "--odd.json").write_bytes(make_asr_body("a"))
    assert 0 == run("convert", "--out", "out", "--", "--odd.json", cwd=tmp_path).returncode
    assert 0 == run("convert", "./--odd.json", "--out=--out", cwd=tmp_path).returncode


@pytest.mark.parametrize(
    ("command", "code", "start"),
    [
        ("convert --out out < a.json", 0, "1 response in 1 file → out/\n"),
        ("convert --out out -", 0, "1 response in 1 file → out/\n"),
        ("inspect --json < a.json", 0, ""),
        ("check < a.json", 0, ""),
        ("stats --quiet < a.json", 0, ""),
        ("convert --out out < empty", 2, "smarthandle-results: expected an input, got none: "),
        ("convert --out out < /dev/null", 2, "smarthandle-results: expected an input, got none: "),
        ("convert --out out <&-", 2, "smarthandle-results: expected an input, got none: "),
        ("stats < empty", 2, "smarthandle-results: expected an input, got none: "),
    ],
)
def test_standard_input_without_its_name(tmp_path: Path, command: str, code: int, start: str) -> None:
    """What is sent is read where no input is named; where nothing is, as in most schedulers, that is wrong usage."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    (tmp_path / "empty").write_bytes(b"")
    source = "cat a.json | " if command.endswith(" -") else ""
    script = f"{source}{COMMAND} {command}"
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (code, start) == (done.returncode, done.stderr.decode()[: len(start)])


def test_a_pipe_without_a_name(tmp_path: Path) -> None:
    """A pipe is waited for, and a line says so when it takes long; one that ends without a word is no input."""
    slow = f"(sleep 4; printf %s '{make_asr_body('a').decode()}') | {COMMAND} convert --out out"
    empty = f": | {COMMAND} convert --out out"
    done = subprocess.run(["sh", "-c", slow], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (0, "smarthandle-results: reading standard input, since no input is named") == (
        done.returncode,
        done.stderr.decode().splitlines()[0],
    )
    done = subprocess.run(["sh", "-c", empty], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (2, b"smarthandle-results: expected an input, got none: ") == (done.returncode, done.stderr[:50])


def test_one_empty_folder_among_others(tmp_path: Path) -> None:
    """It is a warning, as long as anything is found."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    done = run("convert", "empty", "a.json", "--out", "out", cwd=tmp_path)
    assert (0, b"smarthandle-results: empty: no input found") == (done.returncode, done.stderr.splitlines()[0])
    nothing = run("convert", "empty", "--out", "none", cwd=tmp_path)
    assert (2, False) == (nothing.returncode, (tmp_path / "none").exists())


def test_folders_that_cannot_be_written() -> None:
    """The message names the folder that the user named, not the one that the run makes inside it."""
    with pytest.raises(ValueError, match=r"^cannot write to out: permission denied$"), name_output("out"):
        raise PermissionError(EACCES, "Permission denied", "out/.smarthandle-run")
    with pytest.raises(PermissionError) as caught, name_output("out"):
        raise PermissionError(EACCES, "Permission denied")
    assert "out" == caught.value.filename
