"""Near misses: what the command says to those who know other programs."""

import subprocess
import sys
from errno import EACCES
from pathlib import Path

import pytest
from helpers.bodies import make_asr_body
from helpers.command import run

from smarthandle_results.cli._options import describe_output_errors

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
        ("convert in --OUT out", " convert: unknown option --OUT: did you mean --out?"),
        ("convert in --shift 3", " convert: unknown option --shift: did you mean --offset-ms?"),
        ("convert in --log", " convert: unknown option --log: did you mean --log-lines?"),
        ("convert in --recursive", " convert: unknown option --recursive"),
        ("convert in --version", " convert: unknown option --version"),
        ("convert in --json", " convert: unknown option --json"),
        ("convert in -q", " convert: unknown option -q: did you mean --quiet?"),
        ("convert in -v", " convert: unknown option -v: did you mean --verbose?"),
        ("convert in -n", " convert: unknown option -n: did you mean --dry-run?"),
        ("convert in -f", " convert: unknown option -f: did you mean --overwrite?"),
        ("convert in -J 2", " convert: unknown option -J: did you mean -j?"),
        ("convert in --out a --out b", " convert: expected --out once, got a and b"),
        ("convert in -o a.srt -o b.srt", " convert: expected -o once, got a.srt and b.srt"),
        ("convert in --out= --to srt", " convert: expected a value for --out, got an empty one"),
        ("convert in --out a --quarantine=", " convert: expected a value for --quarantine, got an empty one"),
        ("convert in --out a --to= --to srt", " convert: expected a value for --to, got an empty one"),
        ("convert in --out a --to ,", ": expected an output to write, such as srt or usage.csv, got none"),
        ("stats --files-from=", " stats: expected a value for --files-from, got an empty one"),
        ("convert in --out a --keep all", " convert: expected last or polls for --keep, got all"),
        ("completion fish", " completion: expected bash, zsh or tcsh for shell, got fish"),
        ("stats in --output out", " stats: unknown option --output"),
        ("inspect in --jsn", " inspect: unknown option --jsn: did you mean --json?"),
        (
            "covert in",
            (
                ": expected a command among convert, inspect, check, stats, report, schema, completion, got covert: "
                "did you mean convert?"
            ),
        ),
        (
            "schema cue",
            (
                ": expected a table among copies, usage, cues, pairs, media, payloads, jobs, errors, got 'cue': "
                "did you mean cues?"
            ),
        ),
        (
            "report in -o r.html --only failde",
            (
                ": expected kinds of jobs among bad, failed, unfinished, findings, repairs, notes, got 'failde': did "
                "you mean failed?"
            ),
        ),
        ("convert in -o .srt", ": expected a file with a name before its suffix for -o, got .srt"),
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


@pytest.mark.parametrize(
    ("option", "hint"),
    [
        ("--to cue", "cues"),
        ("--to srts", "srt"),
        ("--to usage.tsv", "usage.csv"),
        ("--to text", "txt"),
        ("--to webvtt", "vtt"),
        ("--to str", "srt"),
        ("--to vvt", "vtt"),
        ("--name {STEM}", "{stem}"),
        ("--name {jobid}", "{job_id}"),
        ("--name {Tilte}", "{title}"),
    ],
)
def test_hints_for_names(tmp_path: Path, option: str, hint: str) -> None:
    """Outputs and fields of templates have near misses too."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    done = run("convert", "a.json", "--out", "out", *option.split(), cwd=tmp_path)
    assert (2, f": did you mean {hint}?\n") == (done.returncode, done.stderr.decode()[-len(hint) - 17 :])


def test_names_with_spaces_between(tmp_path: Path) -> None:
    """It is said that commas separate them."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    done = run("convert", "a.json", "--out", "out", "--to", "srt vtt", cwd=tmp_path)
    assert done.stderr.endswith(b"got 'srt vtt': did you mean srt,vtt, with commas?\n")


def test_schema_in_any_case(tmp_path: Path) -> None:
    """As names of outputs are elsewhere."""
    assert run("schema", "cues", cwd=tmp_path).stdout == run("schema", "CUES", cwd=tmp_path).stdout


def test_values_that_look_like_options(tmp_path: Path) -> None:
    """After `--` all are inputs, and what an option has for its value is not looked at."""
    (tmp_path / "--odd.json").write_bytes(make_asr_body("a"))
    assert 0 == run("convert", "--out", "out", "--", "--odd.json", cwd=tmp_path).returncode
    assert 0 == run("convert", "./--odd.json", "--out=--out", cwd=tmp_path).returncode


@pytest.mark.parametrize("name", ["-dash.json", "--odd.json"])
def test_files_that_look_like_options(tmp_path: Path, name: str) -> None:
    """It is said how to name one that is there, as a glob of the shell may find it."""
    (tmp_path / name).write_bytes(make_asr_body("a"))
    for command in (["convert", name, "--out", "out"], ["inspect", name]):
        done = run(*command, cwd=tmp_path)
        hint = f"{name}: write ./{name} for the file"
        assert (2, True) == (done.returncode, done.stderr.decode().splitlines()[0].endswith(hint))
    assert 0 == run("convert", f"./{name}", "--out", "out", cwd=tmp_path).returncode


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
    with pytest.raises(ValueError, match=r"^cannot write to out: permission denied$"), describe_output_errors("out"):
        raise PermissionError(EACCES, "Permission denied", "out/.smarthandle-run")
    with pytest.raises(PermissionError) as caught, describe_output_errors("out"):
        raise PermissionError(EACCES, "Permission denied")
    assert "out" == caught.value.filename
