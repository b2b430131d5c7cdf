"""Wrong usage and things that break: a message and an exit code, never a traceback."""

import csv
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from helpers.archive import make_archive
from helpers.bodies import make_asr_body
from helpers.command import run

from smarthandle_results.batch import Stats

COMMAND = f"{sys.executable} -m smarthandle_results.cli"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("convert a -o - --to cues --resume", "expected a file or a folder to resume with, got standard output"),
        ("convert a -o b.csv.gz --to cues.jsonl", "expected cues.csv.gz for b.csv.gz, got cues.jsonl"),
        ("convert a -o b.csv --to cues.csv.gz", "expected cues.csv for b.csv, got cues.csv.gz"),
        ("convert a --out b --name {job_id", "expected a template whose braces contain a field, got '{job_id'"),
        ("convert a --out b --name {job-id}", "expected a template whose braces contain a field, got '{job-id}'"),
    ],
)
def test_usage(tmp_path: Path, arguments: str, message: str) -> None:
    """Options that contradict each other end with 2."""
    (tmp_path / "a").write_bytes(make_asr_body("a"))
    done = run(*arguments.split(), cwd=tmp_path)
    assert (2, f"smarthandle-results: {message}\n") == (done.returncode, done.stderr.decode())
    assert ["a"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("inspect - <&-", 2, "expected standard input, got one that is closed"),
        ("inspect --files-from - <&-", 2, "expected standard input, got one that is closed"),
        ("inspect a >&-", 2, "expected standard output, got one that is closed"),
        ("convert a -o - --to cues >&-", 2, "expected standard output, got one that is closed"),
        ("inspect b 2>&-", 2, ""),
        ("convert a --out out --quiet >&-", 0, ""),
        ("convert a -o out.srt 2>&-", 0, ""),
        ("convert a --out out --dry-run >&-", 2, "expected standard output, got one that is closed"),
    ],
)
def test_closed_streams(tmp_path: Path, command: str, code: int, message: str) -> None:
    """A closed standard stream is an error where it is needed, and only there."""
    (tmp_path / "a").write_bytes(make_asr_body("a"))
    done = subprocess.run(["sh", "-c", f"{COMMAND} {command}"], cwd=tmp_path, capture_output=True, check=False)
    assert (code, f"smarthandle-results: {message}\n" * bool(message)) == (done.returncode, done.stderr.decode())


def test_broken_pipe(tmp_path: Path) -> None:
    """It is not an error when the reader goes away: the exit code is that of a program which SIGPIPE ended."""
    (tmp_path / "in.jsonl").write_bytes(b"".join(make_archive(1_000_000)))
    command = f"({COMMAND} convert in.jsonl -o - --to cues --quiet; echo $? >&2) | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert (1, b"141\n") == (done.stdout.count(b"\n"), done.stderr)


def test_one_table_by_its_file(tmp_path: Path) -> None:
    """The suffix of the file of `-o` decides the format and the compression."""
    for file, start in (("a.csv", b"job_id,"), ("a.csv.gz", b"\x1f\x8b"), ("a.jsonl", b'{"job_id"')):
        assert 0 == run("convert", "-", "-o", file, "--to", "cues", cwd=tmp_path, stdin=make_asr_body("a")).returncode
        assert (tmp_path / file).read_bytes().startswith(start)


def test_large_sums() -> None:
    """Sums may be larger than 64 bits."""
    row = {"duration_ms": 0, "cue_count": 0, "copy_count": 0, "total_tokens": 2**63 - 1}
    stats = Stats()
    for _ in range(3):
        stats.add({**row, "job_type": "ASR", "state": "Finished", "create_time": None, "error_code": None})
    assert 3 * (2**63 - 1) == json.loads(stats.to_json())["totals"][0]["total_tokens"]


def test_stats_as_csv_are_safe(tmp_path: Path) -> None:
    """A value that a spreadsheet would read as a formula has an apostrophe in front."""
    fields: dict[str, Any] = {"SmartJobInfo": {"JobType": "=1+1"}}
    done = run("stats", "-", "--csv", cwd=tmp_path, stdin=make_asr_body("a", "Created", **fields))
    rows = [*csv.DictReader(io.StringIO(done.stdout.decode()))]
    assert ["", "'=1+1", "Created", "(none)"] == [row["value"] for row in rows]


def test_stopped_by_errors(tmp_path: Path) -> None:
    """A run that was stopped by errors says so, even with `--quiet`."""
    (tmp_path / "a.jsonl").write_bytes(b"{\n" * 3)
    (tmp_path / "b.json").write_bytes(b'{"State":"Failed"%s}' % (b" " * 5_000_000))
    arguments = ("convert", "a.jsonl", "b.json", "--out", "out", "--max-errors", "2")
    loud, quiet = (run(*arguments, *options, cwd=tmp_path) for options in ((), ("--quiet",)))
    causes = b"""\
3 responses could not be read (out/errors.jsonl):
     3  text that is cut off at its end: save the whole of it
          a.jsonl, a.jsonl:2, a.jsonl:3
stopped after 3 errors: the rest was not read
"""
    assert causes + "3 responses in 2 files → out/\n  8 tables\n".encode() == loud.stderr
    assert causes == quiet.stderr


@pytest.mark.parametrize("command", ["stats -", "convert - -o - --to cues"])
def test_terminated(tmp_path: Path, command: str) -> None:
    """SIGTERM ends a run as Ctrl-C does, and no temporary folder is left."""
    arguments = [sys.executable, "-m", "smarthandle_results.cli", *command.split()]
    environment = {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(arguments, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not [*tmp_path.iterdir()]:
            time.sleep(0.01)
        time.sleep(0.2)  # it waits for its input then
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        assert (143, b"smarthandle-results: terminated\n") == (process.wait(60), process.stderr.read())
    assert [] == [*tmp_path.iterdir()]


def test_a_quarantine_that_cannot_be_written(tmp_path: Path) -> None:
    """It ends a run before anything is read, also one in which nothing is bad; one that can be leaves nothing."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    done = run("convert", "a.json", "--out", "out", "--quarantine", "/proc/bad", cwd=tmp_path)
    assert (2, b"smarthandle-results: /proc/bad: ") == (done.returncode, done.stderr[:32])
    assert ["a.json"] == [path.name for path in tmp_path.iterdir()]
    assert 0 == run("convert", "a.json", "--out", "out", "--quarantine", "bad/deep", cwd=tmp_path).returncode
    assert {"a.json", "out"} == {path.name for path in tmp_path.iterdir()}
