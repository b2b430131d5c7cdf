"""`-o`: one output in one file, which is named after it or is in the format of its suffix."""

from argparse import Namespace
from pathlib import Path

import pytest
from helpers.bodies import make_asr_body, make_body
from helpers.command import read_folder, run

from smarthandle_results.batch import SUBTITLE_FORMS, Output, list_tables, read_file_outputs
from smarthandle_results.cli._main import _describe_end

TABLES = list_tables()
CUT_OFF = "expected JSON, got text that is cut off at its end, after 1 byte: save the whole of it"
REASON = "E1"
SRT = b"1\n00:00:00,000 --> 00:00:01,500\nhello\n\n"
TABLE_SUFFIXES = ".parquet, .xlsx, .jsonl or .csv, the last two also with .gz or .zst"
SUFFIXES = ", ".join((*(form.suffix for form in SUBTITLE_FORMS.values()), TABLE_SUFFIXES))


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    """Make a folder with a body, and files of two and of none with subtitles."""
    (tmp_path / "body.json").write_bytes(make_asr_body("a"))
    (tmp_path / "two.jsonl").write_bytes(make_asr_body("a") + b"\n" + make_asr_body("b") + b"\n{\n")
    (tmp_path / "none.jsonl").write_bytes(
        make_asr_body("a", "Failed", ErrorCode="E1") + b"\n{\n" + make_body(["x"], "TextGenerate").encode()
    )
    return tmp_path


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("talk.srt", SRT),
        ("talk.vtt", b"WEBVTT\n"),
        ("talk.txt", b"hello\n"),
        ("talk.ass", b"[Script Info]\nScriptType: v4.00+\n"),
        ("talk.md", b"**00:00:00** hello\n"),
        ("TALK.SRT", SRT),
        ("talk.bcc", b'{"font_size":0.4,'),
        ("talk.timeline.json", b'{"SubtitleTracks":[{"SubtitleTrackClips":[{"Type":"Text","Content":"hello",'),
        ("deep/er/talk.srt", SRT),
        ("usage.csv", b"job_id,request_id,"),
        ("cues.jsonl", b'{"job_id":"a",'),
        ("jobs.csv.gz", b"\x1f\x8b"),
        ("cues.xlsx", b"PK"),
    ],
)
def test_by_its_name(folder: Path, file: str, expected: bytes) -> None:
    """The file's name says what it is, and nothing else is written."""
    before = read_folder(folder)
    done = run("convert", "body.json", "-o", file, "--quiet", cwd=folder)
    assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)
    assert (folder / file).read_bytes().startswith(expected)
    assert {*before, file} == {*read_folder(folder)}


def test_standard_output(folder: Path) -> None:
    """`-o -` prints what `--to` says; a device is written to in the same way."""
    for file in ("-", "/dev/stdout"):
        done = run("convert", "body.json", "-o", file, "--to", "SRT", "--quiet", cwd=folder)
        assert (0, SRT, b"") == (done.returncode, done.stdout, done.stderr)
    silent = run("convert", "body.json", "-o", "-", cwd=folder)
    message = b"smarthandle-results: expected --to with what to write to a stream, such as srt or cues.csv\n"
    assert (2, b"", message) == (silent.returncode, silent.stdout, silent.stderr)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("-o folder", "expected a file for -o, got the folder folder: did you mean --out folder?"),
        ("-o subs", "expected a file with a suffix for -o, got subs: did you mean --out subs?"),
        ("-o usage --to usage", f"expected a file that ends with {SUFFIXES}, got usage: for a folder use --out"),
        ("-o a.xls --to usage", f"expected a file that ends with {SUFFIXES}, got a.xls: for a folder use --out"),
        ("-o a.srt.gz", f"expected a file that ends with {SUFFIXES}, got a.srt.gz: for a folder use --out"),
        ("-o u.gz --to usage", f"expected a file that ends with {SUFFIXES}, got u.gz: for a folder use --out"),
        ("-o a.vtt --to srt", "expected vtt for a.vtt, got srt"),
        ("-o a.srt --to cues", "expected srt for a.srt, got cues"),
        ("-o a.csv --to srt", "expected a table as .csv for a.csv, got srt"),
        ("-o a.xlsx --to usage.csv", "expected usage.xlsx for a.xlsx, got usage.csv"),
        ("-o a.srt --to srt,vtt", "expected one output for one file, got srt, vtt"),
        (
            "-o report.csv",
            f"expected --to with the table for report.csv, or a file that is called after one of {', '.join(TABLES)}",
        ),
    ],
)
def test_refused(folder: Path, arguments: str, message: str) -> None:
    """A file is never filled with something other than what its name says; nothing is written."""
    (folder / "folder").mkdir()
    before = read_folder(folder)
    done = run("convert", "body.json", *arguments.split(), cwd=folder)
    assert (2, f"smarthandle-results: {message}\n") == (done.returncode, done.stderr.decode())
    assert before == read_folder(folder)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("two.jsonl", "expected one job with subtitles for one file, got 2: write them to a folder with --out"),
        ("none.jsonl", f"expected one job with subtitles for one file, got 1 failed, 1 bad, 1 Copies: {REASON}"),
    ],
)
def test_other_counts_of_jobs(folder: Path, source: str, message: str) -> None:
    """The subtitles of several jobs, or of none, do not make a file; the one that is there stays, and no other."""
    (folder / "talk.srt").write_bytes(b"mine")
    before = read_folder(folder)
    done = run("convert", source, "-o", "talk.srt", cwd=folder)
    assert (2, f"smarthandle-results: {message}\n") == (done.returncode, done.stderr.decode())
    assert before == read_folder(folder)


@pytest.mark.parametrize(
    ("file", "options"), [("talk.srt", "--offset-ms 1000"), ("usage.csv", "--bom"), ("cues.xlsx", "--offset-ms 1")]
)
def test_what_is_there_is_not_lost(folder: Path, file: str, options: str) -> None:
    """A file with other bytes than a run writes is replaced with `--overwrite` alone; the same run may be repeated."""
    command = ("convert", "body.json", "-o", file, "--quiet")
    message = (
        f"smarthandle-results: {file} is there already, and not as this run would write it; what is in it would be "
        "lost: write to another file, or use --overwrite\n"
    )
    for _ in range(2):
        assert (0, b"") == ((done := run(*command, cwd=folder)).returncode, done.stderr)
    written = (folder / file).read_bytes()
    with (folder / file).open("ab") as edited:
        edited.write(b"by hand")
    before = read_folder(folder)
    for more in ((), ("--dry-run",), tuple(options.split())):
        done = run(*command, *more, cwd=folder)
        assert (2, message, before) == (done.returncode, done.stderr.decode(), read_folder(folder))
    assert 0 == run(*command, "--overwrite", "--dry-run", cwd=folder).returncode
    assert before == read_folder(folder)
    assert 0 == run(*command, "--overwrite", cwd=folder).returncode
    assert {**before, file: written} == read_folder(folder)


def test_dry_run(folder: Path) -> None:
    """It names the file, writes none, and fails where a run would."""
    before = read_folder(folder)
    done = run("convert", "body.json", "-o", "talk.srt", "--dry-run", "--quiet", cwd=folder)
    assert (0, b"talk.srt\n", b"", before) == (done.returncode, done.stdout, done.stderr, read_folder(folder))
    done = run("convert", "two.jsonl", "-o", "talk.srt", "--dry-run", cwd=folder)
    message = b"expected one job with subtitles for one file, got 2: write them to a folder with --out\n"
    assert (2, b"smarthandle-results: " + message, before) == (done.returncode, done.stderr, read_folder(folder))


def test_errors_beside_a_file(folder: Path) -> None:
    """They are grouped by their causes, and named one by one with `--verbose`; no name can drive a terminal."""
    (folder / "bad\033[31m.jsonl").write_bytes(b"{\n{}\n")
    arguments = ("convert", "body.json", "bad\033[31m.jsonl", "-o", "usage.csv")
    quiet, verbose = run(*arguments, "--quiet", cwd=folder), run(*arguments, "--verbose", cwd=folder)
    assert (1, 1) == (quiet.returncode, verbose.returncode)
    assert quiet.stderr.decode().startswith("2 responses could not be read (--verbose names each):\n")
    assert not quiet.stderr.count(b"\033") + verbose.stderr.count(b"\033")
    assert f"bad\\u001b[31m.jsonl: {CUT_OFF}" in verbose.stderr.decode()
    assert "bad\\u001b[31m.jsonl:2: expected " in verbose.stderr.decode()


def test_the_same_for_any_number_of_processes(folder: Path) -> None:
    """A poll that comes later, in another chunk, supersedes the one whose subtitles would have been written."""
    padding = make_asr_body("c", "Failed", UserData="x" * 5_000_000)
    lines = (make_asr_body("a", text="old"), padding, make_asr_body("a", text="new"))
    (folder / "polls.jsonl").write_bytes(b"\n".join(lines))
    for workers in ("1", "2"):
        run("convert", "polls.jsonl", "-o", f"{workers}.srt", "-j", workers, cwd=folder)
    assert SRT.replace(b"hello", b"new") == (folder / "1.srt").read_bytes() == (folder / "2.srt").read_bytes()


def test_outputs_of_streams() -> None:
    """A stream's name says nothing, and an output has the format that it has by itself."""
    assert (Output("cues", ".jsonl"),) == read_file_outputs("a.csv", ["cues"], is_stream=True)
    assert (Output("errors", ".csv"),) == read_file_outputs("errors.csv", [], is_stream=False)
    assert (Output("errors", ".jsonl"), Output("cues", ".csv")) == read_file_outputs(
        "a.csv", ["errors", "cues"], is_stream=False
    )


def test_what_a_stopped_run_leaves(folder: Path) -> None:
    """The message names the folder that is beside the file until a run resumes, if there is one."""
    options = Namespace(command="convert", file=str(folder / "cues.csv"), inputs=["in"], dry_run=False)
    said = "interrupted: the same command with --resume goes on"
    assert said == _describe_end(options, 130)
    (folder / ".smarthandle-run-cues.csv").mkdir()
    assert f"{said}, from what is done in {folder}/.smarthandle-run-cues.csv" == _describe_end(options, 130)
