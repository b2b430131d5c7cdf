"""`convert`, run as a program."""

import hashlib
import json
import shutil
from pathlib import Path

from helpers.bodies import make_asr_body, make_body
from helpers.command import read_folder, read_rows, run
from helpers.places import BROKEN, SAMPLES, SOUND


def test_samples(tmp_path: Path) -> None:
    """What can be converted is, and of the rest it says where it is and why not."""
    done = run("convert", SAMPLES, "--out", "out", cwd=tmp_path)
    counts = json.loads((tmp_path / "out/run.json").read_bytes())["counts"]
    inputs = counts.pop("inputs")
    bad = sum(1 for _ in BROKEN.glob("*/body.*"))
    assert (1, b"") == (done.returncode, done.stdout)
    assert 1 == done.stderr.count(b"\n  not looked at: ")
    assert inputs == sum(counts.values())
    assert bad == counts["bad"] == len(read_rows(tmp_path / "out/errors.jsonl"))


def test_results_of_an_unknown_form(tmp_path: Path) -> None:
    """They are counted and named in the summary, in the record and by `stats`, and whole in a table."""
    texts = {"Segmentation": '{"Chapters":[1]}', "\x1bAny": "a", "": "b"}
    bodies = [make_body(text, job_type, JobId=f"j{place}") for place, (job_type, text) in enumerate(texts.items())]
    (tmp_path / "in.jsonl").write_text("\n".join(bodies), encoding="utf-8")
    done = run("convert", "in.jsonl", "--out", "out", cwd=tmp_path)
    types = b"\\u001bAny 1, Segmentation 1, without a type"
    lines = [b"  3 results are of an unknown form: " + types, b"      1 (out/payloads.jsonl)"]
    assert (0, lines) == (done.returncode, done.stderr.splitlines()[2:])
    expected = {"\x1bAny": 1, "(none)": 1, "Segmentation": 1}
    record = json.loads((tmp_path / "out/run.json").read_bytes())
    assert ({"Unrecognized": 3}, expected) == (record["results"], record["unrecognized"])
    rows = read_rows(tmp_path / "out/payloads.jsonl")
    assert [("result", text) for text in texts.values()] == [(row["form"], row["text"]) for row in rows]
    assert expected == json.loads(run("stats", "in.jsonl", "--json", cwd=tmp_path).stdout)["unrecognized"]
    shown = run("stats", "in.jsonl", cwd=tmp_path).stdout
    listed = ["results of an unknown form by job type", "  \\u001bAny".ljust(60) + "1".rjust(12)]
    assert "\n".join(listed) in shown.decode()
    one = run("convert", "-", "-o", "-", "--to", "jobs", cwd=tmp_path, stdin=bodies[0].encode())
    assert b"  1 result is of an unknown form: Segmentation 1" == one.stderr.splitlines()[2]


def test_expected_samples(tmp_path: Path) -> None:
    """A sample's files are those that it expects, whatever the library is called through."""
    for case in sorted(path.parent for path in SOUND.glob("page-*/body.json")):
        out = tmp_path / case.name
        done = run("convert", case, "--out", out, cwd=tmp_path)
        files = {path.suffix: path.read_bytes() for path in out.iterdir()}
        assert (case.name, 0) == (case.name, done.returncode)
        for suffix in (".srt", ".vtt"):
            expected = case / f"expected{suffix}"
            assert (expected.read_bytes() if expected.exists() else None) == files.get(suffix)


def test_exit_0(tmp_path: Path) -> None:
    """Failed and unfinished jobs are no errors."""
    (tmp_path / "in.jsonl").write_bytes(
        b"\n".join((make_asr_body("a"), make_asr_body("b", "Failed"), make_asr_body("c", "Executing")))
    )
    done = run("convert", "in.jsonl", "--out", "out", cwd=tmp_path)
    expected = (
        "3 responses in 1 file → out/\n"
        "  1 subtitle (.srt, .vtt) · 7 tables\n"
        "  1 job failed: without a code 1 · 1 not finished\n"
    )
    assert (0, expected) == (done.returncode, done.stderr.decode())
    assert ["Finished", "Failed", "Executing"] == [row["state"] for row in read_rows(tmp_path / "out/jobs.jsonl")]


def test_errors_table(tmp_path: Path) -> None:
    """A bad line is reported with its source, line, byte offset, path, message and hash; the rest is converted."""
    (tmp_path / "in.jsonl").write_bytes(make_asr_body("a") + b"\n\n{\n" + make_asr_body("b") + b"\n")
    done = run("convert", "in.jsonl", "--out", "out", cwd=tmp_path)
    expected = {
        "source": "in.jsonl",
        "line": 3,
        "byte_offset": len(make_asr_body("a")) + 2,
        "path": ".",
        "message": "expected JSON, got text that is cut off at its end, after 1 byte: save the whole of it",
        "problem_count": 1,
        "sha256": hashlib.sha256(b"{").hexdigest(),
    }
    assert 1 == done.returncode
    assert [expected] == read_rows(tmp_path / "out/errors.jsonl")
    assert {"a.srt", "b.srt"} == {path.name for path in (tmp_path / "out").glob("*.srt")}


def test_exit_2(tmp_path: Path) -> None:
    """Wrong usage, and a file that does not exist, are reported in one line."""
    missing = run("convert", "nowhere", "--out", "out", cwd=tmp_path)
    wrong = run("convert", ".", "--out", "out", "--to", "sub", cwd=tmp_path)
    assert (2, b"smarthandle-results: nowhere: no such file or folder\n") == (missing.returncode, missing.stderr)
    assert (2, 1) == (wrong.returncode, wrong.stderr.count(b"\n"))
    assert [] == [*tmp_path.iterdir()]


def test_stdin(tmp_path: Path) -> None:
    """`-` is standard input: a body, an array of bodies, or lines."""
    for stdin in (
        make_asr_body("a"),
        b"[" + make_asr_body("a") + b"]",
        make_asr_body("a") + b"\n" + make_asr_body("b", "Created"),
    ):
        done = run("convert", "-", "--out", "out", "--to", "srt", "--overwrite", cwd=tmp_path, stdin=stdin)
        assert 0 == done.returncode
        assert {"a.srt", "errors.jsonl", "run.json"} == {*read_folder(tmp_path / "out")}


def test_to(tmp_path: Path) -> None:
    """Only what `--to` names is written, with the errors and the record."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    run("convert", "a.json", "--out", "out", "--to", "cues,vtt", cwd=tmp_path)
    assert {"a.vtt", "cues.jsonl", "errors.jsonl", "run.json"} == {*read_folder(tmp_path / "out")}


def test_bom_and_crlf(tmp_path: Path) -> None:
    """`--bom` and `--crlf` change the bytes of SubRip, and nothing else."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    run("convert", "a.json", "--out", "out", "--bom", "--crlf", cwd=tmp_path)
    assert b"\xef\xbb\xbf1\r\n00:00:00,000 --> 00:00:01,500\r\nhello\r\n\r\n" == (tmp_path / "out/a.srt").read_bytes()
    assert (tmp_path / "out/a.vtt").read_bytes().startswith(b"WEBVTT\n")


def test_output_inside_input(tmp_path: Path) -> None:
    """A second run over a folder that contains its own output reads none of it."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    first = run("convert", ".", "--out", "out", cwd=tmp_path)
    before = read_folder(tmp_path / "out")
    second = run("convert", ".", "--out", "out", cwd=tmp_path)
    assert (first.stderr, before) == (second.stderr, read_folder(tmp_path / "out"))


def test_folder_with_other_files(tmp_path: Path) -> None:
    """Of a folder, files with the suffixes of bodies are read, at any depth; one that is named is read in any case."""
    (tmp_path / "in/deep").mkdir(parents=True)
    for name in ("a.json", "deep/b.JSON", "deep/notes.txt", ".hidden.json", "cues.csv"):
        (tmp_path / "in" / name).write_bytes(make_asr_body(name))
    folder = run("convert", "in", "--out", "out", cwd=tmp_path)
    named = run("convert", "in/deep/notes.txt", "--out", "named", cwd=tmp_path)
    assert [
        "2 responses in 2 files → out/",
        "  2 subtitles (.srt, .vtt) · 7 tables",
        "  not looked at: in/cues.csv, in/deep/notes.txt: what you name is read",
        "  not looked at (hidden): in/.hidden.json",
    ] == folder.stderr.decode().splitlines()
    assert named.stderr.startswith(b"1 response in 1 file ")


def test_edited_files_of_other_outputs(tmp_path: Path) -> None:
    """`--overwrite` replaces a file that was changed by hand, and removes none that it does not write."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    for outputs, expected in (("vtt", b"edited"), ("srt", b"1\n00:")):
        run("convert", "a.json", "--out", "out", "--to", "srt", "--overwrite", cwd=tmp_path)
        (tmp_path / "out/a.srt").write_bytes(b"edited")
        run("convert", "a.json", "--out", "out", "--to", outputs, "--overwrite", cwd=tmp_path)
        assert expected == (tmp_path / "out/a.srt").read_bytes()[: len(expected)]


def test_a_folder_copied_without_its_manifest(tmp_path: Path) -> None:
    """A run into it is refused, and the message names what is missing there."""
    (tmp_path / "a.json").write_bytes(make_asr_body("a"))
    arguments = ("convert", "a.json", "--to", "srt,jobs.csv", "--quiet", "--out")
    run(*arguments, "out", cwd=tmp_path)
    (tmp_path / "moved").mkdir()
    for path in (tmp_path / "out").glob("[!.]*"):
        shutil.copy(path, tmp_path / "moved")
    done = run(*arguments, "moved", cwd=tmp_path)
    message = (
        "smarthandle-results: moved has files that no run wrote there, or that were changed since, which would be "
        "lost: jobs.csv, errors.jsonl, run.json: move them away, or use --overwrite; a folder that is copied needs its "
        ".smarthandle-run.sqlite, which says what runs wrote there\n"
    )
    assert (2, message) == (done.returncode, done.stderr.decode())
    shutil.copy(tmp_path / "out/.smarthandle-run.sqlite", tmp_path / "moved")
    assert 0 == run(*arguments, "moved", cwd=tmp_path).returncode


def test_a_copied_archive(tmp_path: Path) -> None:
    """Inputs that are gone, and have copies elsewhere, are not known again, and the message says so."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_bytes(make_asr_body("a"))
    run("convert", "in", "--out", "out", "--to", "srt", cwd=tmp_path)
    shutil.copytree(tmp_path / "in", tmp_path / "copy")
    (tmp_path / "in/a.json").rename(tmp_path / "other.json")
    done = run("convert", "copy", "--out", "out", "--to", "srt", cwd=tmp_path)
    part = "by hand; inputs that were moved and not changed are known again, copies are not\n"
    assert (2, True) == (done.returncode, part in done.stderr.decode())
    assert 0 == run("convert", "copy", "other.json", "--out", "out", "--to", "srt", cwd=tmp_path).returncode
