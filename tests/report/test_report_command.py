"""The command `report`: what it writes and refuses, what it says, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from helpers.bodies import make_asr_body, make_body
from helpers.command import read_folder, run
from helpers.pages import make_speech_archive
from helpers.places import SAMPLES

from smarthandle_results import PROFILES


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    """Make a folder with an archive of sixty jobs, of which one is bad."""
    lines = [*make_speech_archive(59, 3), b'{"State": 1}\n']
    (tmp_path / "archive.jsonl").write_bytes(b"".join(lines))
    return tmp_path


def test_a_page_is_written(folder: Path) -> None:
    """Nothing else is left, the exit code says that a body is bad, and the summary what is in the page."""
    made = run("report", "archive.jsonl", "-o", "new/report.html", cwd=folder)
    assert 1 == made.returncode
    assert b"" == made.stdout
    assert {"archive.jsonl", "new/report.html"} == {*read_folder(folder)}
    text = made.stderr.decode()
    assert text.startswith("1 response could not be read:\n     1  expected string, got number at .State\n")
    assert "60 responses in 1 file → new/report.html\n  60 entries listed · " in text
    assert 0 == run("report", "archive.jsonl", "-o", "new/report.html", "--exit-zero", cwd=folder).returncode


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"Usage": '{"total_tokens":9007199254740993}'}, "expected integers of at most 53 bits, got a larger one"),
        ({"EditingConfig": "[1]"}, "expected object, got array at .SmartJobInfo.EditingConfig | fromjson"),
    ],
)
def test_a_body_whose_payload_is_sound_may_be_bad(tmp_path: Path, parts: dict[str, str], message: str) -> None:
    """The page lists it with its problem, and `inspect` and `check` find the same."""
    result = {"AiResult": '["a"]', "Usage": parts.get("Usage")}
    info = {"JobType": "TextGenerate", "EditingConfig": parts.get("EditingConfig")}
    (tmp_path / "a.json").write_bytes(make_body(JobResult=result, SmartJobInfo=info).encode())
    made = run("report", "a.json", "-o", "report.html", cwd=tmp_path)
    assert (1, True) == (made.returncode, (tmp_path / "report.html").exists())
    assert made.stderr.decode().startswith(f"1 response could not be read:\n     1  {message}\n")
    for command in ("inspect", "check"):
        found = run(command, "a.json", cwd=tmp_path)
        assert 1 == found.returncode
        assert " ".join(message.split()) in " ".join(found.stdout.decode().split())


def test_a_quiet_run_says_only_what_is_wrong(folder: Path) -> None:
    """Of bodies that could not be read."""
    made = run("report", "archive.jsonl", "-o", "report.html", "--quiet", cwd=folder)
    assert made.stderr.decode().startswith("1 response could not be read:\n")
    assert b"listed" not in made.stderr


def test_the_same_bytes_for_any_number_of_processes(folder: Path) -> None:
    """And on standard output, and from standard input, which is named."""
    (folder / "many").mkdir()
    for seed in range(6):
        (folder / f"many/{seed}.jsonl").write_bytes(b"".join(make_speech_archive(20, 10, seed)))
    for number in ("1", "3"):
        run("report", "many", "-o", f"{number}.html", "-j", number, "--only", "findings", cwd=folder)
    page = (folder / "1.html").read_bytes()
    assert len(page) > 100_000
    assert page == (folder / "3.html").read_bytes()
    made = run("report", "many", "-o", "-", "--only", "findings", "--quiet", cwd=folder)
    assert (0, page, b"") == (made.returncode, made.stdout, made.stderr)
    lines = (folder / "many/0.jsonl").read_bytes()
    given = run("report", "-", "-o", "stdin.html", "--quiet", cwd=folder, stdin=lines)
    assert (0, b"") == (given.returncode, given.stderr)
    assert b"20 responses in 1 file" in (folder / "stdin.html").read_bytes()


def test_a_page_that_exists_is_replaced(folder: Path) -> None:
    """It can be made again, unlike what `convert` would refuse to replace: an input."""
    (folder / "report.html").write_text("old")
    run("report", "archive.jsonl", "-o", "report.html", cwd=folder)
    assert (folder / "report.html").read_bytes().startswith(b"<!doctype html>")
    (folder / "archive.jsonl").rename(folder / "archive.html")
    refused = run("report", "archive.html", "-o", "archive.html", cwd=folder)
    assert 2 == refused.returncode
    message = "expected an output apart from the inputs, got archive.html as both"
    assert f"smarthandle-results: {message}\n" == refused.stderr.decode()
    assert 60 == (folder / "archive.html").read_bytes().count(b"\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "."], "expected a file for -o, got the folder ."),
        (["-o", "x/"], "expected a file for -o, got the folder x/"),
        (["-o", "mine.srt"], "expected a name for -o that ends in .html or .htm, got mine.srt"),
        (
            ["-o", "a.html", "--only", "failed,bda"],
            "expected kinds of jobs among bad, failed, unfinished, findings, repairs, notes, got 'bda'",
        ),
        (
            ["-o", "a.html", "--profile", "netflix"],
            f"expected a profile among {', '.join(PROFILES)} and none, got 'netflix'",
        ),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], message: str) -> None:
    """A sentence says what was expected, the exit code is 2, and nothing is written or replaced."""
    (folder / "mine.srt").write_text("1")
    before = read_folder(folder)
    made = run("report", "archive.jsonl", *arguments, cwd=folder)
    assert (2, f"smarthandle-results: {message}\n") == (made.returncode, made.stderr.decode())
    assert before == read_folder(folder)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--output", "a.html"], "unknown option --output: did you mean -o?"),
        (["--out", "a.html"], "unknown option --out: did you mean -o?"),
        (["-o", "a.html", "--jobs", "2"], "unknown option --jobs: did you mean -j?"),
        (["-o", "a.html", "--filter", "bad"], "unknown option --filter: did you mean --only?"),
        (["-o", "a.html", "--limit", "0"], "argument --limit: expected a whole number from 1, got '0'"),
        ([], "the following arguments are required: -o"),
    ],
)
def test_hints(folder: Path, arguments: list[str], hint: str) -> None:
    """As for the other commands."""
    made = run("report", "archive.jsonl", *arguments, cwd=folder)
    assert 2 == made.returncode
    assert made.stderr.decode().startswith(f"smarthandle-results report: {hint}")


def test_nothing_to_read(tmp_path: Path) -> None:
    """An empty folder is refused, and a file without a body gives a page that says so."""
    (tmp_path / "empty").mkdir()
    refused = run("report", "empty", "-o", "a.html", cwd=tmp_path)
    assert 2 == refused.returncode
    assert b"nothing to read" in refused.stderr
    (tmp_path / "a.jsonl").write_bytes(b"\n\n")
    made = run("report", "a.jsonl", "-o", "a.html", cwd=tmp_path)
    assert 0 == made.returncode
    assert b"There is nothing in this archive" in (tmp_path / "a.html").read_bytes()


def test_a_folder_that_cannot_be_written_to(folder: Path) -> None:
    """It is named, and no traceback is printed."""
    (folder / "file").write_text("")
    made = run("report", "archive.jsonl", "-o", "file/report.html", cwd=folder)
    assert 2 == made.returncode
    assert made.stderr.decode().startswith("smarthandle-results: ")
    assert b"Traceback" not in made.stderr


def test_a_run_that_is_interrupted(folder: Path) -> None:
    """Leaves the page as it was; what a killed run leaves, the next one removes."""
    (folder / "large.jsonl").write_bytes(b"".join(make_speech_archive(100, 30)) * 30)
    (folder / "report.html").write_text("old")
    command = [sys.executable, "-m", "smarthandle_results.cli", "report", "large.jsonl", "-o", "report.html", "-j", "1"]
    for number, code in ((signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)):
        with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as process:
            work = folder / ".smarthandle-run-report.html"
            while not [*work.glob("*.part")]:
                time.sleep(0.01)
            os.kill(process.pid, number)
            assert code == process.wait()
        assert "old" == (folder / "report.html").read_text()
        assert (number == signal.SIGKILL) == work.exists()
    run("report", "archive.jsonl", "-o", "report.html", cwd=folder)
    assert {"archive.jsonl", "large.jsonl", "report.html"} == {*read_folder(folder)}
    assert b"60 responses in 1 file" in (folder / "report.html").read_bytes()


def test_polls_count_once(tmp_path: Path) -> None:
    """As for `convert`, the last of a job's polls is shown, or all of them with an option."""
    lines = [make_asr_body("a", "Executing"), make_asr_body("a"), make_asr_body("b")]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    for options, listed in (((), 2), (("--keep", "polls"), 3)):
        made = run("report", "a.jsonl", "-o", "a.html", *options, cwd=tmp_path)
        assert f"{listed} entries listed" in made.stderr.decode()


def test_samples(tmp_path: Path) -> None:
    """Every form of input that `convert` reads."""
    made = run("report", SAMPLES, "-o", "a.html", cwd=tmp_path)
    assert 1 == made.returncode
    assert "63 responses in " in made.stderr.decode()
