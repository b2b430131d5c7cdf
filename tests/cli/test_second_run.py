"""A run into a folder that holds outputs already: what it replaces, removes, keeps and refuses, and after SIGKILL."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import frozen
from helpers import kills
from helpers.bodies import make_asr_body
from helpers.command import read_folder, run

from smarthandle_results.batch._destination import MANIFEST
from smarthandle_results.batch._lock import hold_folder

KILLED_BEFORE_ITS_END: Final = """
import os, signal, sys
from smarthandle_results.batch import _convert
from smarthandle_results.cli import main
_convert._finish_folder = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""
BY_HAND: Final = "1\n00:00:00,000 --> 00:00:01,500\nHello, corrected\n\n"


def write_bodies(folder: Path, *names: str) -> None:
    """Write a body for each name, that of a file without suffix; its job id is the last part of the name."""
    for name in names:
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make_asr_body(path.stem, text=f"the text of {path.stem}"))


@frozen
class Case:
    """A second run: the arguments of the one before (None for none), what hands did then, and its own arguments."""

    before: str | None
    by_hand: dict[str, str]
    command: str


CASES: Final = {
    "grown archive": Case("day1 --out out --name {shard}/{job_id}", {}, "day1 day2 --out out --to srt,jobs"),
    "foreign folder": Case(None, {"a1.srt": BY_HAND, "notes.txt": "notes"}, "day1 --out out --to srt,usage"),
    "overwrite": Case("day1 --out out --to srt,jobs", {"a1.srt": BY_HAND}, "day2 --out out --to srt,vtt --overwrite"),
    "edited": Case(
        "day1 --out out --to srt,vtt,usage",
        {"a0.srt": BY_HAND, "a1.vtt": "WEBVTT\n"},
        "day1 day2 --out out --to srt,cues",
    ),
}


def prepare(folder: Path, case: Case) -> None:
    """Make inputs of two days, and a folder of outputs with all that was done to it."""
    write_bodies(folder, "day1/a0", "day1/a1", "day2/b0")
    if case.before:
        run("convert", *case.before.split(), cwd=folder)
    for name, text in case.by_hand.items():
        (folder / "out" / name).parent.mkdir(exist_ok=True)
        (folder / "out" / name).write_text(text)


def read_out(folder: Path) -> dict[str, str]:
    """Read the folder of outputs."""
    return {name: data.decode() for name, data in read_folder(folder / "out").items()}


def kill_at_steps(folder: Path, start: int, each: int, *commands: str) -> list[Any]:
    """Run `kills.py` and read what it prints."""
    command = [sys.executable, kills.__file__, str(folder), str(start), str(each), *commands]
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.once
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize(("start", "option"), [(0, "--resume"), (1, "--quiet")])
def test_killed_at_many_steps(tmp_path: Path, pytestconfig: pytest.Config, case: Case, start: int, option: str) -> None:
    """Killed twice, then resumed or run anew: the bytes of an undisturbed run, and nothing is lost that was there."""
    prepare(tmp_path, case)
    before = read_out(tmp_path)
    shutil.copytree(tmp_path / "out", tmp_path / "saved")
    command = f"convert {case.command}"
    assert 0 == run(*command.split(), cwd=tmp_path).returncode
    whole = read_out(tmp_path)
    shutil.rmtree(tmp_path / "out")
    (tmp_path / "saved").rename(tmp_path / "out")
    each = 3 if pytestconfig.getoption("thorough") else 9
    moments = kill_at_steps(tmp_path, start, each, command, f"{command} {option}")
    assert len(moments) > 45 // each  # for each of two starts
    for killed, resumed, codes, hidden in moments:
        assert ([0], whole, [MANIFEST]) == (codes, resumed, hidden)
        assert {} == {name: text for name, text in killed.items() if text not in {before.get(name), whole.get(name)}}
        assert {} == {name: text for name, text in before.items() if name not in killed and name in whole}


def list_out(folder: Path) -> set[str]:
    """List the files of the folder of outputs, but those of every run."""
    return {*read_out(folder)} - {"run.json", "errors.jsonl"}


def convert(folder: Path, arguments: str) -> tuple[int, str]:
    """Convert into `out`, and return the exit code and what is printed of files in the way."""
    done = run("convert", *arguments.split(), "--out", "out", "--quiet", cwd=folder)
    return done.returncode, done.stderr.decode().replace(str(folder), "...").removeprefix("smarthandle-results: ")


def test_other_inputs_are_refused(tmp_path: Path) -> None:
    """A run that does not have all inputs of the one before ends with 2 and changes nothing; `--overwrite` does it."""
    write_bodies(tmp_path, "day1/a0", "day1/a1", "day1/a2", "day1/a3", "day2/b0")
    assert (0, "") == convert(tmp_path, "day1 --to srt,usage")
    before = read_out(tmp_path)
    code, message = convert(tmp_path, "day2 --to srt")
    assert (2, before) == (code, read_out(tmp_path))
    expected = (
        "out has results of inputs that this run does not have, which would be lost: .../day1/a0.json, "
        ".../day1/a1.json, .../day1/a2.json and 1 more: write to another folder, add these inputs, or use --overwrite, "
        "which removes them and also replaces subtitles that were changed by hand\n"
    )
    assert expected == message
    assert [MANIFEST] == [path.name for path in (tmp_path / "out").glob(".*")]
    assert (0, "") == convert(tmp_path, "day2 --to srt --overwrite")
    assert {"b0.srt"} == list_out(tmp_path)


def test_dry_run(tmp_path: Path) -> None:
    """What a run would be refused for, `--dry-run` says too, and changes nothing."""
    write_bodies(tmp_path, "day1/a0", "day2/b0")
    convert(tmp_path, "day1 --to srt")
    before = read_folder(tmp_path)
    code, message = convert(tmp_path, "day2 --to srt --dry-run")
    assert (2, True) == (code, "would be lost: .../day1/a0.json: " in message)
    (tmp_path / "out/run.json").write_text("{}")
    code, message = convert(tmp_path, "day1 --to srt --dry-run")
    assert (2, True) == (code, "would be lost: run.json: " in message)
    assert {**before, "out/run.json": b"{}"} == read_folder(tmp_path)
    assert 0 == convert(tmp_path, "day1 day2 --to srt --dry-run --overwrite")[0]


def test_dry_run_after_a_kill(tmp_path: Path) -> None:
    """What a killed run has written counts for `--dry-run` as for a run, and nothing of it is changed."""
    write_bodies(tmp_path, "day1/a0", "day1/a1", "day2/b0")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_ITS_END, "convert", "day1", "--out", "out", "--to", "srt"],
        cwd=tmp_path,
        check=False,
        timeout=60,
    )
    assert (-9, True) == (killed.returncode, (tmp_path / "out/.smarthandle-run").exists())
    before = read_folder(tmp_path)
    code, message = convert(tmp_path, "day2 --to srt --dry-run")
    assert (2, True) == (code, "would be lost: .../day1/a0.json, .../day1/a1.json: " in message)
    assert (0, "") == convert(tmp_path, "day1 --to srt --dry-run")
    assert before == read_folder(tmp_path)


def test_edited_after_a_kill(tmp_path: Path) -> None:
    """What a killed run wrote may be changed before another run goes on: it is kept, whatever the options of that."""
    write_bodies(tmp_path, "day1/a0", "day1/a1")
    command = "convert day1 --out out --to srt"
    prepared = kill_at_steps(tmp_path, 0, 3, command, f"{command} --resume")
    moment = next(moment for moment, (killed, *_) in enumerate(prepared) if {"a0.srt", "a1.srt"} <= {*killed})
    for other in (f"{command} --resume", f"{command} --crlf", f"{command},vtt --name {{shard}}/{{job_id}}"):
        shutil.rmtree(tmp_path / "out")
        kills.run_in(tmp_path, command, 3 * moment)
        assert [*(tmp_path / "out/.smarthandle-run").glob("*.claim")]
        (tmp_path / "out/a0.srt").write_text(BY_HAND)
        done = run(*other.split(), cwd=tmp_path)
        assert (0, BY_HAND, True) == (done.returncode, read_out(tmp_path)["a0.srt"], b"a0.srt" in done.stderr)
        assert ("--name" in other) == ("a1.srt" not in read_out(tmp_path))


def test_standard_input_cannot_be_read_again(tmp_path: Path) -> None:
    """What was made from a pipe is refused to any other run, even one of the same pipe."""
    body = make_asr_body("a")
    assert 0 == run("convert", "-", "--out", "out", cwd=tmp_path, stdin=body).returncode
    done = run("convert", "-", "--out", "out", cwd=tmp_path, stdin=body)
    assert 2 == done.returncode
    assert b"which would be lost: standard input or a pipe: write to another folder" in done.stderr


def test_other_options_replace_all(tmp_path: Path) -> None:
    """With other outputs and names, what the run before wrote is removed, and folders that are empty then."""
    write_bodies(tmp_path, "day1/a0", "day1/a1")
    assert (0, "") == convert(tmp_path, "day1 --to srt,usage --name deep/{job_id}")
    (tmp_path / "out/deep/notes.txt").write_text("notes")
    assert {"deep/a0.srt", "deep/a1.srt", "deep/notes.txt", "usage.jsonl"} == list_out(tmp_path)
    assert (0, "") == convert(tmp_path, "day1 --to vtt,usage.csv")
    assert {"a0.vtt", "a1.vtt", "deep/notes.txt", "usage.csv"} == list_out(tmp_path)
    assert (0, "") == convert(tmp_path, "day1 --to srt --name other/{job_id}")
    assert (0, "") == convert(tmp_path, "day1 --to srt")
    assert {"a0.srt", "a1.srt", "deep/notes.txt"} == list_out(tmp_path)
    assert {"deep"} == {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()}


def test_edited_subtitles_are_kept(tmp_path: Path) -> None:
    """A subtitle file that was changed by hand is kept by each run, and named, also by one that does not write it."""
    write_bodies(tmp_path, "day1/a0", "day1/a1")
    convert(tmp_path, "day1 --to srt")
    (tmp_path / "out/a0.srt").write_text(BY_HAND)
    for arguments in ("day1 --to srt --crlf", "day1 --to srt", "day1 --to vtt", "day1 --to vtt"):
        code, message = convert(tmp_path, arguments)
        assert (0, BY_HAND, True) == (code, read_out(tmp_path)["a0.srt"], "a0.srt" in message)
        assert {"count": 1, "files": ["a0.srt"]} == json.loads(read_out(tmp_path)["run.json"])["kept"]
    assert {"a0.srt", "a0.vtt", "a1.vtt"} == list_out(tmp_path)
    assert (0, "") == convert(tmp_path, "day1 --to srt --overwrite")
    assert "the text of a0" in read_out(tmp_path)["a0.srt"]


def test_an_edit_is_undone(tmp_path: Path) -> None:
    """A file that has its content again, or is gone, is written as if nobody had changed it."""
    write_bodies(tmp_path, "day1/a0", "day1/a1")
    convert(tmp_path, "day1 --to srt")
    written = read_out(tmp_path)
    (tmp_path / "out/a0.srt").write_text(BY_HAND)
    (tmp_path / "out/a1.srt").unlink()
    convert(tmp_path, "day1 --to srt")
    (tmp_path / "out/a0.srt").write_text(written["a0.srt"])
    assert (0, "") == convert(tmp_path, "day1 --to srt")
    assert written == read_out(tmp_path)


@pytest.mark.parametrize("name", ["usage.jsonl", "run.json", "errors.jsonl"])
def test_edited_tables_are_refused(tmp_path: Path, name: str) -> None:
    """A table or record that was changed, or that no run wrote there, ends a run with 2 before anything is written."""
    write_bodies(tmp_path, "day1/a0")
    (tmp_path / "out").mkdir()
    for is_written in (False, True):
        (tmp_path / "out" / name).write_text("{}")
        code, message = convert(tmp_path, "day1 --to usage,srt")
        assert (2, "{}") == (code, (tmp_path / "out" / name).read_text())
        assert is_written == (tmp_path / "out/a0.srt").exists()
        expected = (
            "out has files that no run wrote there, or that were changed since, which would be lost: "
            f"{name}: move them away, or use --overwrite\n"
        )
        assert expected == message
        assert (0, "") == convert(tmp_path, "day1 --to usage,srt --overwrite")


def test_edited_quarantine_is_kept(tmp_path: Path) -> None:
    """A bad body that was corrected in the folder of bad bodies is kept, and named."""
    (tmp_path / "a.json").write_bytes(b'{"State": 1}')
    arguments = ("convert", "a.json", "--out", "out", "--quarantine", "bad", "--quiet")
    run(*arguments, cwd=tmp_path)
    [path] = (tmp_path / "bad").iterdir()
    path.write_bytes(b'{"State": "Created"}')
    done = run(*arguments, cwd=tmp_path)
    assert b'{"State": "Created"}' == path.read_bytes()
    assert path.name.encode() in done.stderr


def test_not_a_manifest(tmp_path: Path) -> None:
    """The error names a file that has the manifest's name, but is not one."""
    write_bodies(tmp_path, "day1/a0")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MANIFEST).write_text("text" * 500)
    assert (2, f"out/{MANIFEST}: file is not a database: move it away\n") == convert(tmp_path, "day1 --to srt")


def test_stopped_by_errors(tmp_path: Path) -> None:
    """A run that did not read all removes nothing; the next whole one does."""
    write_bodies(tmp_path, "a0", "b0")
    convert(tmp_path, "a0.json b0.json --to srt --name old/{job_id}")
    (tmp_path / "a0.json").write_bytes(b"{" + b" " * 5_000_000)
    convert(tmp_path, "a0.json b0.json --to srt --max-errors 1")
    assert {"old/a0.srt", "old/b0.srt"} <= list_out(tmp_path)
    write_bodies(tmp_path, "a0")
    convert(tmp_path, "a0.json b0.json --to srt")
    assert {"a0.srt", "b0.srt"} == list_out(tmp_path)


def test_an_input_that_cannot_be_read_any_more(tmp_path: Path) -> None:
    """What only earlier runs made is kept and named, run after run, until the input can be read again."""
    write_bodies(tmp_path, "day1/a0", "day1/a1")
    sound = (tmp_path / "day1/a1.json").read_bytes()
    assert (0, "") == convert(tmp_path, "day1 --to srt")
    (tmp_path / "day1/a1.json").write_bytes(sound[:50])
    kept = "kept because an input that an earlier run read cannot be read now: a1.srt"
    for _ in range(2):
        code, message = convert(tmp_path, "day1 --to srt")
        assert (1, True) == (code, " ".join(message.split()).endswith(kept))
        assert {"a0.srt", "a1.srt"} == list_out(tmp_path)
        assert {"count": 1, "files": ["a1.srt"]} == json.loads((tmp_path / "out/run.json").read_bytes())["spared"]
    (tmp_path / "day1/a1.json").write_bytes(sound)
    assert (0, "") == convert(tmp_path, "day1 --to vtt")
    assert {"a0.vtt", "a1.vtt"} == list_out(tmp_path)


def test_an_unreadable_input_and_overwrite(tmp_path: Path) -> None:
    """With `--overwrite`, what an input gave that cannot be read any more is removed; so it is if it never gave any."""
    write_bodies(tmp_path, "day1/a0", "day1/a1")
    (tmp_path / "day1/a2.json").write_bytes(b"{")
    assert 1 == convert(tmp_path, "day1 --to srt")[0]
    code, message = convert(tmp_path, "day1 --to vtt")
    assert (1, False) == (code, "kept" in message)
    assert {"a0.vtt", "a1.vtt"} == list_out(tmp_path)
    (tmp_path / "day1/a1.json").write_bytes(b"{")
    code, message = convert(tmp_path, "day1 --to vtt --overwrite")
    assert (1, False) == (code, "kept" in message)
    assert {"a0.vtt"} == list_out(tmp_path)


def test_moved_inputs_are_known_again(tmp_path: Path) -> None:
    """A file that was moved and not changed is the same input, and what was changed by hand stays; others are lost."""
    write_bodies(tmp_path, "day1/a0", "day1/a1", "day1/a2")
    convert(tmp_path, "day1 --to srt")
    (tmp_path / "out/a1.srt").write_text(BY_HAND)
    (tmp_path / "day1").rename(tmp_path / "archive")
    (tmp_path / "archive/a0.json").rename(tmp_path / "archive/b0.json")
    code, message = convert(tmp_path, "archive --to srt")
    assert (0, BY_HAND, True) == (code, read_out(tmp_path)["a1.srt"], "a1.srt" in message)
    assert {"a1.srt", "a2.srt", "b0.srt"} == list_out(tmp_path)
    changed = tmp_path / "archive/c0.json"
    (tmp_path / "archive/b0.json").rename(changed)
    changed.write_bytes(changed.read_bytes() + b"\n")
    before = read_out(tmp_path)
    code, message = convert(tmp_path, "archive --to srt")
    assert (2, True, before) == (code, "would be lost: .../archive/b0.json: " in message, read_out(tmp_path))


def test_copies_of_inputs_are_no_moves(tmp_path: Path) -> None:
    """A file of the same size, time and content is another one, so that what is missing is refused."""
    write_bodies(tmp_path, "day1/a0", "day1/a1")
    convert(tmp_path, "day1 --to srt")
    shutil.copy2(tmp_path / "day1/a0.json", tmp_path / "day1/b0.json")
    (tmp_path / "day1/a0.json").unlink()
    assert 2 == convert(tmp_path, "day1 --to srt")[0]


def test_what_is_removed_is_named(tmp_path: Path) -> None:
    """A run that writes less than the one before says which files it removed."""
    write_bodies(tmp_path, "day1/a0")
    convert(tmp_path, "day1 --to srt,usage.csv,jobs")
    done = run("convert", "day1", "--out", "out", "--to", "vtt", cwd=tmp_path)
    removed = b"  removed because this run does not write it: usage.csv, jobs.jsonl, a0.srt\n"
    assert removed == done.stderr.splitlines(keepends=True)[-1]
    again = run("convert", "day1", "--out", "out", "--to", "vtt", cwd=tmp_path)
    assert b"removed" not in again.stderr


def test_corrected_subtitles_stay_those_of_their_job(tmp_path: Path) -> None:
    """Where jobs share a name, one more of them changes the numbers of others, but no other job gets a corrected file.

    A preview decides the same.
    """
    (tmp_path / "day1").mkdir()
    for name in "bc":
        (tmp_path / f"day1/{name}.json").write_bytes(make_asr_body(name, text=f"the text of {name}"))
    assert (0, "") == convert(tmp_path, "day1 --to srt --name {job_type}")
    (tmp_path / "out/ASR~2.srt").write_text(BY_HAND)
    (tmp_path / "day1/a.json").write_bytes(make_asr_body("a", text="the text of a"))
    arguments = ("convert", "day1", "--to", "srt,jobs", "--name", "{job_type}", "--out", "out")
    shown = run(*arguments, "--dry-run", cwd=tmp_path)
    for _ in range(2):
        done = run(*arguments, "--verbose", cwd=tmp_path)
        texts = {name: text for name, text in read_out(tmp_path).items() if name.endswith(".srt")}
        assert BY_HAND == texts.pop("ASR~2.srt")
        assert {"ASR.srt": "a", "ASR~3.srt": "b"} == {name: text.strip()[-1] for name, text in texts.items()}
        jobs = [json.loads(line) for line in read_out(tmp_path)["jobs.jsonl"].splitlines()]
        assert {"a": "ASR", "b": "ASR~3", "c": "ASR~2"} == {job["job_id"]: job["subtitle"] for job in jobs}
        lines = done.stderr.decode().replace("smarthandle-results: ", "").splitlines()
        names = [line.removeprefix("wrote ") for line in lines if line.startswith("wrote ")]
        assert names == shown.stdout.decode().splitlines()
        assert "kept out/ASR~2.srt" in lines
        assert "  2 subtitles (.srt) · 1 table" in lines


def test_corrected_subtitles_of_jobs_without_id(tmp_path: Path) -> None:
    """Such a job is known by its place, and after it was moved by its body."""
    for name in "bc":
        (tmp_path / f"{name}.json").write_bytes(make_asr_body("", text=f"the text of {name}"))
    convert(tmp_path, ". --to srt --name {job_type}")
    (tmp_path / "out/ASR~2.srt").write_text(BY_HAND)
    (tmp_path / "a.json").write_bytes(make_asr_body("", text="the text of a"))
    for moved in ("c.json", "day1/c.json"):
        (tmp_path / "day1").mkdir(exist_ok=True)
        (tmp_path / "c.json").rename(tmp_path / moved)
        convert(tmp_path, ". --to srt,jobs --name {job_type}")
        jobs = [json.loads(line) for line in read_out(tmp_path)["jobs.jsonl"].splitlines()]
        assert {"a.json": "ASR", "b.json": "ASR~3", moved: "ASR~2"} == {
            str(Path(job["source"])): job["subtitle"] for job in jobs
        }
        assert BY_HAND == read_out(tmp_path)["ASR~2.srt"]
        convert(tmp_path, ". --to srt,jobs --name {job_type}")


def test_a_preview_names_what_is_removed_and_kept(tmp_path: Path) -> None:
    """And removes nothing; the run that it is of does, and names the same."""
    write_bodies(tmp_path, "day1/a0", "day1/a1")
    convert(tmp_path, "day1 --to srt")
    (tmp_path / "out/a0.srt").write_text(BY_HAND)
    before = read_out(tmp_path)
    arguments = ("convert", "day1", "--to", "vtt", "--out", "out", "--verbose")
    shown = run(*arguments, "--dry-run", cwd=tmp_path)
    assert before == read_out(tmp_path)
    done = run(*arguments, cwd=tmp_path)
    for output, prefix in ((shown, "to be "), (done, "")):
        lines = output.stderr.decode().replace("smarthandle-results: ", "").splitlines()
        assert f"{prefix}removed out/a1.srt" in lines
        assert f"{prefix}kept out/a0.srt" in lines
        assert f"{prefix}kept because changed by hand, or written by no run: a0.srt" in lines
        assert f"  {prefix}removed because this run does not write it: a1.srt" in lines
    assert {"a0.srt", "a0.vtt", "a1.vtt"} == list_out(tmp_path)


@pytest.mark.parametrize("option", ["--quiet", "--dry-run"])
def test_a_folder_in_which_another_run_writes(tmp_path: Path, option: str) -> None:
    """A run and a preview end with 2, and name the folder as the user did."""
    write_bodies(tmp_path, "day1/a0")
    with hold_folder(tmp_path / "out/.smarthandle-run"):
        code, message = convert(tmp_path, f"day1 --to srt {option}")
    assert (2, "another run is writing to out: wait for its end, or write somewhere else\n") == (code, message)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write to any folder")
@pytest.mark.parametrize("option", ["--quiet", "--dry-run"])
def test_a_folder_that_is_read_only(tmp_path: Path, option: str) -> None:
    """A run and a preview end with 2."""
    write_bodies(tmp_path, "day1/a0")
    (tmp_path / "out").mkdir(mode=0o500)
    assert (2, "cannot write to out: permission denied\n") == convert(tmp_path, f"day1 --to srt {option}")


def test_a_folder_where_a_subtitle_file_is_to_be(tmp_path: Path) -> None:
    """It is kept, and named, whatever the options."""
    write_bodies(tmp_path, "day1/a0")
    (tmp_path / "out/a0.srt").mkdir(parents=True)
    for option in ("--crlf", "--overwrite"):
        code, message = convert(tmp_path, f"day1 --to srt {option}")
        assert (0, "kept because changed by hand, or written by no run: a0.srt\n") == (code, message)
        assert ["a0.srt"] == [path.name for path in (tmp_path / "out").glob("*a0*")]


def test_standard_input_twice(tmp_path: Path) -> None:
    """What can be read only once cannot be added, and the message does not ask for it."""
    arguments = ("convert", "-", "--out", "out", "--to", "srt", "--quiet")
    codes = [run(*arguments, cwd=tmp_path, stdin=make_asr_body(name)) for name in "ab"]
    message = (
        "smarthandle-results: out has results of inputs that this run does not have, which would be lost: standard "
        "input or a pipe: write to another folder, or use --overwrite, which removes them and also replaces subtitles "
        "that were changed by hand\n"
    )
    assert ([0, 2], message) == ([done.returncode for done in codes], codes[1].stderr.decode())


def test_a_manifest_that_cannot_be_opened(tmp_path: Path) -> None:
    """The message has its name, and no address."""
    write_bodies(tmp_path, "day1/a0")
    (tmp_path / "out" / MANIFEST).mkdir(parents=True)
    assert (2, f"out/{MANIFEST}: cannot be opened as a database\n") == convert(tmp_path, "day1 --to srt")
