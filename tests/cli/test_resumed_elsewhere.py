"""Runs that are resumed when something has changed: the inputs, the version, the options, the folder they start in."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from helpers.bodies import make_asr_body
from helpers.command import read_folder

from smarthandle_results import __version__
from smarthandle_results.batch import Progress, ResumeError, _convert, convert_files
from smarthandle_results.batch._reading import chunks
from smarthandle_results.cli import main

OPTIONS: Final[dict[str, Any]] = {"to": "srt,jobs,errors"}
REFUSED: Final = "the run that was stopped in {} had another {}: without --resume a run starts anew"


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stop a run in the current folder after two of its three chunks."""
    monkeypatch.setattr(chunks, "MAX_SPANS", 1)
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("a", "b", "c"):
        Path(f"in/{name}.json").write_bytes(make_asr_body(name, text="before"))
    seen: list[Progress] = []

    def stop(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert_files("in", "out", on_progress=stop, **OPTIONS)
    return tmp_path


def cut_input() -> None:
    """Cut the end of an input."""
    os.truncate("in/a.json", 40)


def rotate_input() -> None:
    """Give an input another name, and its name to a new file, as logs are rotated."""
    Path("in/a.json").rename("in/a.json.1")
    Path("in/a.json").write_bytes(make_asr_body("d", text="after!"))


def remove_input() -> None:
    """Remove an input."""
    Path("in/a.json").unlink()


def add_input() -> None:
    """Add an input."""
    Path("in/0.json").write_bytes(make_asr_body("0"))


def touch_input() -> None:
    """Change the time of an input alone."""
    os.utime("in/a.json", ns=(0, 0))


@pytest.mark.parametrize("change", [cut_input, rotate_input, remove_input, add_input, touch_input])
def test_inputs_that_changed(folder: Path, change: Callable[[], None]) -> None:
    """The run is not resumed, and one that begins again makes what an undisturbed one makes."""
    change()
    with pytest.raises(ResumeError) as error:
        convert_files("in", "out", resume=True, **OPTIONS)
    assert REFUSED.format("out", "list of inputs (names, sizes, times)") == str(error.value)
    convert_files("in", "out", **OPTIONS)
    convert_files("in", folder / "whole", **OPTIONS)
    assert read_folder(folder / "whole") == read_folder(folder / "out")


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_an_input_that_changed_behind_its_size_and_time(folder: Path, name: str) -> None:
    """What it has now is what is written, whether its part had been made or not."""
    path = Path(f"in/{name}.json")
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"before", b"behind"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    record = convert_files("in", "out", resume=True, **OPTIONS)
    convert_files("in", folder / "whole", **OPTIONS)
    assert (read_folder(folder / "whole"), name != "c") == (read_folder(folder / "out"), record.parts_made_again == 1)


def test_what_the_summary_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run that resumes says how much it kept, or that there was nothing; one that begins anew says so."""
    command = ["convert", "in", "--to", OPTIONS["to"], "-j", "1"]
    shutil.copytree("out", "anew")
    for out, options, line in (
        ("out", ["--resume"], "  2 responses of the stopped run kept"),
        ("out", ["--resume"], "  nothing to resume: no stopped run has left anything here"),
        ("anew", [], "  a stopped run had done a part of this: --resume would have continued it"),
    ):
        assert 0 == main([*command, "--out", out, *options])
        assert line == capsys.readouterr().err.splitlines()[2]
    assert 0 == main([*command, "--out", "anew"])
    assert 2 == len(capsys.readouterr().err.splitlines())
    assert read_folder(folder / "anew") == read_folder(folder / "out")


def test_what_a_run_with_other_options_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It could not have been continued, so the summary does not say that it could."""
    assert 0 == main(["convert", "in", "--to", OPTIONS["to"], "-j", "1", "--offset-ms", "100", "--out", "out"])
    assert "a stopped run" not in capsys.readouterr().err
    assert not [*folder.glob("out/.smarthandle-run-*")]


def test_a_damaged_plan(folder: Path) -> None:
    """What it was is not known."""
    [plan] = folder.glob("out/.*/plan.json")
    plan.write_bytes(b"")
    message = (
        "^the run that was stopped in out has left a plan that cannot be read: without --resume a run starts anew$"
    )
    with pytest.raises(ResumeError, match=message):
        convert_files("in", "out", resume=True, **OPTIONS)


def test_another_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """May write other bytes, so that parts of one are not used by another."""
    monkeypatch.setattr(_convert, "__version__", "0.0.0")
    with pytest.raises(ResumeError) as error:
        convert_files("in", folder / "out", resume=True, **OPTIONS)
    assert REFUSED.format(folder / "out", f"version ({__version__})") == str(error.value)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"to": "srt"}, "--to (srt,jobs.jsonl)"),
        ({"offset_ms": 1}, "--offset-ms (0)"),
        ({"crlf": True}, "--crlf (off)"),
        ({"keep": "polls"}, "--keep (last)"),
        ({"profile": "auto"}, "--profile (none)"),
        ({"overwrite": True, "name": "{job_id}"}, "--name (none), --overwrite (off)"),
    ],
)
def test_other_options(folder: Path, options: dict[str, Any], named: str) -> None:
    """Nor are parts used under other options."""
    del folder
    with pytest.raises(ResumeError) as error:
        convert_files("in", "out", resume=True, **{**OPTIONS, **options})
    assert REFUSED.format("out", named) == str(error.value)


def test_another_folder_to_start_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inputs go by the names that they are given, which the tables have: by others it is another run."""
    (folder / "else").mkdir()
    monkeypatch.chdir(folder / "else")
    with pytest.raises(ResumeError):
        convert_files("../in", "../out", resume=True, **OPTIONS)
    shutil.copytree(folder / "in", "in", copy_function=shutil.copy2)
    assert 0 == convert_files("in", "../out", resume=True, **OPTIONS).parts_made_again
    convert_files("in", "whole", **OPTIONS)
    assert read_folder(folder / "else/whole") == read_folder(folder / "out")
