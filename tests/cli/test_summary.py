"""What a run ends with: what is wrong, grouped by its cause, then what was written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.bodies import make_asr_body, make_body
from helpers.command import read_folder, run


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    """Make a folder of sound, failed, unfinished and unreadable responses, and of other files."""
    (tmp_path / "in").mkdir()
    copies = make_body(["one", "two"], "TextGenerate", JobId="copies").replace(
        '"JobResult": {', '"JobResult": {"Usage": "{\\"total_tokens\\": 1200}", '
    )
    files = {
        "a.json": make_asr_body("a"),
        "b.json": make_asr_body("b", text="W" * 43),
        "b-earlier.json": make_asr_body("b", "Executing"),
        "c.json": make_asr_body("c", "Failed", ErrorCode="InvalidInput.Media"),
        "d.json": make_asr_body("d", "Executing"),
        "e.json": copies.encode(),
        "empty.json": b"",
        "cut1.json": make_asr_body("a")[:60],
        "cut2.json": make_asr_body("a")[:80],
        "page.json": b"<html><body>502</body></html>",
        "lines.jsonl": b'{"State":"Failed"}\n{"State":1}\n{"State":1}\n{"State":1}\n{"State":1}\n',
        "notes.txt": b"",
        "response.txt": make_asr_body("x"),
    }
    for name, data in files.items():
        (tmp_path / "in" / name).write_bytes(data)
    return tmp_path


CAUSES = """\
8 responses could not be read (out/errors.jsonl):
     4  expected string, got number at .State
          in/lines.jsonl:2, in/lines.jsonl:3, in/lines.jsonl:4, …
     2  text that is cut off at its end: save the whole of it
          in/cut1.json, in/cut2.json
     1  an HTML page, such as of a login or a proxy's error: query the job again
          in/page.json
     1  the text is empty
          in/empty.json
"""


def test_summary(folder: Path) -> None:
    """The causes come first, the most frequent at the top, and none of the lines is over 80 wide."""
    done = run("convert", "in", "--out", "out", cwd=folder)
    summary = """\
15 responses in 11 files → out/
  2 subtitles (.srt, .vtt) · 2 copies · 1,200 tokens · 8 tables
  1 cue is too wide for the screen: --profile auto lays it out
  2 jobs failed: InvalidInput.Media 1, without a code 1 · 1 not finished · 1
      earlier poll skipped
  not looked at: in/notes.txt, in/response.txt: what you name is read
"""
    assert (1, CAUSES + summary) == (done.returncode, done.stderr.decode())
    record = json.loads((folder / "out/run.json").read_bytes())
    assert {"(none)": 1, "InvalidInput.Media": 1} == record["failures"]
    assert [4, 2, 1, 1] == [*record["causes"].values()]


def test_suffixes_that_are_not_read(tmp_path: Path) -> None:
    """Of many files that are not read their suffixes are counted, and `--verbose` names each."""
    (tmp_path / "in").mkdir()
    names = ["a.json", *(f"{number}.log" for number in range(30)), "B.LOG", "c.csv.gz", "d.parquet", "e", "f"]
    names += [f"x.{suffix}" for suffix in "ghijk"]
    for name in names:
        (tmp_path / "in" / name).write_bytes(make_asr_body("a"))
    done = run("convert", "in", "--out", "out", cwd=tmp_path)
    expected = """\
  not looked at: 31 .log, 2 without suffix, 1 .csv.gz, 1 .g, 1 .h, 1 .i, 3 of
      other suffixes, such as in/0.log (--verbose names each): what you name is
      read, .log in folders too with --log-lines
"""
    assert expected == "".join(done.stderr.decode().partition("  not looked at")[1:])
    verbose = run("convert", "in", "--out", "out", "--verbose", cwd=tmp_path).stderr.decode().splitlines()
    left_out = {f"smarthandle-results: not looked at: in/{name}" for name in names[1:]}
    assert left_out == {line for line in verbose if line.startswith("smarthandle-results: not looked at: ")}


def test_subtitles_that_are_not_read(tmp_path: Path) -> None:
    """It is said what reads them; to name them would not help."""
    (tmp_path / "in").mkdir()
    for name in ("a.json", "b.srt", "c.vtt"):
        (tmp_path / "in" / name).write_bytes(make_asr_body("a"))
    advice = "the command check reads subtitles, and so does Python with decode_srt and the like\n"
    done = run("inspect", "in", cwd=tmp_path)
    assert f"smarthandle-results: not looked at: in/b.srt, in/c.vtt: {advice}" == done.stderr.decode()
    (tmp_path / "in/d.txt").touch()
    done = run("inspect", "in", cwd=tmp_path)
    assert done.stderr.decode().endswith(f"in/c.vtt, in/d.txt: what you name is read; {advice}")
    (tmp_path / "in/b.srt").write_bytes(b"1\n00:00:00,000 --> 00:00:01,500\na\n\n")
    named = run("convert", "in/b.srt", "-o", "x.vtt", cwd=tmp_path).stderr
    assert b"got 1 bad: a SubRip file: in Python, decode_srt reads it" in named


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("-o x.vtt --bom --crlf --style portrait", "--bom, --crlf, --style"),
        ("-o x.srt --bom --crlf --style portrait --name {title}", "--style, --name"),
        ("-o x.ass --bom --crlf --style portrait", None),
        ("--out o --to timeline --style portrait --name {title} --profile auto", None),
        ("--out o --to cues --bom --crlf --name {title} --profile auto", "--bom, --crlf, --name, --profile"),
        ("--out o --to txt,md --profile auto", "--profile"),
        ("--out o --to txt,srt --profile auto", None),
        ("--out o --to cues.csv.gz --bom", None),
        ("--out o --bom --crlf --name {title} --profile auto", None),
    ],
)
def test_options_without_effect(tmp_path: Path, command: str, names: str | None) -> None:
    """An option that is for other outputs than those that are written is named."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    done = run("convert", "a.json", *command.split(), cwd=tmp_path)
    lines = [line for line in done.stderr.decode().splitlines() if "no effect" in line]
    assert (0, [f"  no effect on these outputs: {names}"] if names else []) == (done.returncode, lines)


def test_tables_are_counted(tmp_path: Path) -> None:
    """The table of errors counts only if something is in it, or it is all that was asked for."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    (tmp_path / "b.json").write_bytes(b"")
    for number, (name, outputs, expected) in enumerate(
        (
            ("a.json", "srt", "  1 subtitle (.srt)"),
            ("a.json", "srt,usage", "  1 subtitle (.srt) · 1 table"),
            ("a.json", "errors", "  1 table"),
            ("b.json", "srt,usage", "  2 tables"),
        )
    ):
        done = run("convert", name, "--out", f"out{number}", "--to", outputs, cwd=tmp_path)
        assert expected == done.stderr.decode().splitlines()[-1]


def test_an_encoding_is_a_cause(tmp_path: Path) -> None:
    """What a text is, and not what it was expected to be, is named as a whole."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a").decode().encode("utf-16-le"))
    done = run("inspect", "a.json", cwd=tmp_path)
    assert b"expected text in UTF-8, got UTF-16LE: " in done.stdout
    done = run("convert", "a.json", "--out", "out", cwd=tmp_path)
    assert b"     1  text in UTF-16LE: convert it with " in done.stderr


def test_copies_are_no_polls(folder: Path) -> None:
    """A copy of a response is counted as such, and the first keeps the name of its subtitles."""
    (folder / "one").mkdir()
    for name in ("a", "b"):
        (folder / "one" / f"{name}.json").write_bytes(make_asr_body("a"))
    done = run("convert", "one", "--out", "out", "--to", "srt", cwd=folder)
    assert b"\n  1 copy of a response skipped\n" in done.stderr
    assert {"a.srt", "errors.jsonl", "run.json"} == {*read_folder(folder / "out")}


def test_quiet_prints_what_is_wrong(folder: Path) -> None:
    """It is the causes alone, in `convert` and in `stats`, whatever the number of processes."""
    for workers in ("1", "2"):
        done = run("convert", "in", "--out", "out", "--quiet", "--overwrite", "-j", workers, cwd=folder)
        assert (1, CAUSES) == (done.returncode, done.stderr.decode())
    stats = run("stats", "in", "--quiet", cwd=folder)
    assert CAUSES.replace(" (out/errors.jsonl)", "") == stats.stderr.decode()
    assert b"\n15 responses" in stats.stdout


def test_verbose_names_all(folder: Path) -> None:
    """Each file that is written, and each response that is not read, with its first problem in full."""
    done = run("convert", "in", "--out", "out", "--verbose", "--to", "srt,jobs", cwd=folder)
    lines = done.stderr.decode().splitlines()
    for line in (
        "in/cut1.json: expected JSON, got text that is cut off at its end, after 60 bytes: save the whole of it",
        "in/lines.jsonl:5: expected string, got number at .State",
        "wrote out/a.srt",
        "wrote out/jobs.jsonl",
        "wrote out/run.json",
    ):
        assert f"smarthandle-results: {line}" in lines


def test_dry_run(folder: Path) -> None:
    """It prints the names of the files that a run writes, for other programs, and writes none of them."""
    before = read_folder(folder)
    done = run("convert", "in", "--out", "out", "--dry-run", "--quarantine", "bad", cwd=folder)
    assert (1, before) == (done.returncode, read_folder(folder))
    assert "\n  would be written: 2 subtitles (.srt, .vtt) · 2 copies" in done.stderr.decode()
    real = run("convert", "in", "--out", "out", "--quarantine", "bad", cwd=folder)
    assert real.returncode == done.returncode
    written = {name for name in read_folder(folder) if name.startswith(("out/", "bad/")) and "/." not in name}
    assert {*done.stdout.decode().splitlines()} == written


def test_exit_zero(folder: Path) -> None:
    """Responses that cannot be read do not fail a pipeline that says so; wrong usage still does."""
    for command in (("convert", "in", "--out", "out"), ("inspect", "in"), ("check", "in"), ("stats", "in")):
        assert (1, 0) == tuple(run(*command, *more, cwd=folder).returncode for more in ((), ("--exit-zero",)))
    assert 2 == run("stats", "nowhere", "--exit-zero", cwd=folder).returncode


def test_quarantined_files_are_recognized(folder: Path) -> None:
    """Their names are those of the inputs, with the line, and a digest for those that share both."""
    run("convert", "in", "--out", "out", "--quarantine", "bad", cwd=folder)
    names = sorted(name.rpartition("/")[2] for name in read_folder(folder / "bad"))
    assert [
        "cut1.1.json",
        "cut2.1.json",
        "lines.2.json",
        "lines.3.json",
        "lines.4.json",
        "lines.5.json",
        "page.1.xml",
    ] == [".".join(part for place, part in enumerate(name.split(".")) if place != 2) for name in names]


def test_plain_streams_get_plain_characters(folder: Path) -> None:
    """Where the encoding of standard error has no arrows and dots, there are others in their place."""
    command = [sys.executable, "-m", "smarthandle_results.cli", "convert", "in", "--out", "out", "--exit-zero"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    assert b"\n15 responses in 11 files -> out/\n  2 subtitles (.srt, .vtt) | 2 copies | " in done.stderr


def test_cues_before_the_start(folder: Path) -> None:
    """An offset that moves cues before 0 is reported, since they are left out."""
    done = run("convert", "in/a.json", "--out", "out", "--to", "srt", "--offset-ms", "-9000", cwd=folder)
    assert b"  1 cue was moved before 0 by --offset-ms: left out, or cut to begin at 0\n" in done.stderr


def test_empty_inputs(tmp_path: Path) -> None:
    """They are a warning, also where only what is wrong is printed."""
    (tmp_path / "a.jsonl").write_bytes(b"")
    done = run("convert", "a.jsonl", "--out", "out", "--quiet", cwd=tmp_path)
    assert (0, b"no response is in the inputs, which are empty\n") == (done.returncode, done.stderr)


def test_the_last_error_stops_nothing(folder: Path) -> None:
    """Where nothing is left to read after the last error that is allowed, all was read."""
    done = run("convert", "in/cut1.json", "--out", "out", "--max-errors", "1", cwd=folder)
    assert (1, False) == (done.returncode, b"stopped" in done.stderr)
    assert b'"stopped_by_max_errors": false' in (folder / "out/run.json").read_bytes()


def test_failures_without_a_code(folder: Path) -> None:
    """They are distinguished from a code of that name."""
    done = run("convert", "in/lines.jsonl", "--out", "out", "--exit-zero", cwd=folder)
    assert b"  1 job failed: without a code 1\n" in done.stderr


@pytest.mark.parametrize(
    ("name", "message"), [("in/a.json", "got the file in/a.json"), ("in", "got in, which has in/")]
)
def test_where_bad_bodies_cannot_go(folder: Path, name: str, message: str) -> None:
    """To a file, or to where the inputs are, since they would be read again."""
    done = run("convert", "in", "--out", "out", "--quarantine", name, cwd=folder)
    assert (2, True) == (done.returncode, message in done.stderr.decode())
    assert not (folder / "out").exists()
