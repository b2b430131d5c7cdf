"""The command in one call."""

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from helpers.bodies import make_asr_body
from helpers.command import read_folder, run

from smarthandle_results import PROFILES
from smarthandle_results.batch import MissingPackageError, convert_files, make_plan
from smarthandle_results.cli._arguments import make_parser

ZSTD = "backports.zstd" if sys.version_info < (3, 14) else "compression.zstd"


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Path:
    """Make a folder with a good body and a bad one."""
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs/a.json").write_bytes(make_asr_body("a"))
    (tmp_path / "jobs/b.json").write_bytes(b"{")
    return tmp_path


def test_the_bytes_of_the_command(folder: Path) -> None:
    """The same inputs and options make the same files, in one call."""
    record = convert_files([folder / "jobs"], folder / "ours", to="srt,cues.csv", offset_ms=200, bom=True)
    arguments = ("--to", "srt", "--to", "cues.csv", "--offset-ms", "200", "--bom")
    run("convert", folder / "jobs", "--out", folder / "theirs", *arguments, cwd=folder)
    assert read_folder(folder / "theirs") == read_folder(folder / "ours")
    assert (1, 1, 1) == (record.counts["converted"], record.counts["bad"], record.subtitles)


def test_one_input_and_one_file(folder: Path) -> None:
    """Inputs may be a single path, and the output one file; progress and searches are reported."""
    searches: list[Any] = []
    steps: list[Any] = []
    convert_files(str(folder / "jobs"), folder / "out", to=["jobs", "srt,vtt"], on_search=searches.append)
    convert_files(folder / "jobs/a.json", file=folder / "talk.srt", profile=PROFILES["auto"], on_progress=steps.append)
    assert {"a.srt", "a.vtt", "jobs.jsonl", "errors.jsonl", "run.json"} == {*read_folder(folder / "out")}
    assert (folder / "out/a.srt").read_bytes() == (folder / "talk.srt").read_bytes()
    assert ([2], [1]) == ([search.files for search in searches], [step.bodies for step in steps])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "expected a folder to write to, out=, or a file, file=, got neither of them"),
        ({"out": "x", "file": "y.srt"}, "expected a folder to write to, out=, or a file, file=, got both of them"),
        ({"out": "x", "to": "sub"}, "expected an output among srt, vtt, ass, txt, "),
        ({"out": "x", "profile": "bbc"}, "expected a profile among "),
        ({"out": "x", "extend_last": True}, "--extend-last needs a profile: name one, such as auto"),
        ({"out": "x", "name": "{x}"}, r"expected a template of \{job_id\}, "),
        ({"file": "-", "to": "srt"}, "expected a file, got a stream: "),
        ({"file": "/dev/null", "to": "srt"}, "expected a file, got a stream: "),
    ],
)
def test_refused(folder: Path, options: dict[str, Any], message: str) -> None:
    """Options that are unknown or contradict each other are an error before anything is written."""
    with pytest.raises(ValueError, match=f"^{message}"):
        convert_files(folder / "jobs", **options)
    assert ["jobs"] == [path.name for path in folder.iterdir()]


@pytest.mark.parametrize(
    ("output", "package"), [("jobs.xlsx", "xlsxwriter"), ("jobs.parquet", "pyarrow.parquet"), ("jobs.csv.zst", ZSTD)]
)
def test_a_missing_package(folder: Path, output: str, package: str) -> None:
    """What cannot be written is an error before anything is read or written."""
    steps: list[Any] = []
    with patch.dict("sys.modules", {package: None}), pytest.raises(MissingPackageError, match=r"needs the extra"):
        convert_files(folder / "jobs", folder / "out", to=output, on_progress=steps.append)
    assert ([], ["jobs"]) == (steps, [path.name for path in folder.iterdir()])


def test_options_have_one_default() -> None:
    """The call, the plan and the command have the same options, with the same defaults."""
    call, plan = (list_defaults(function) for function in (convert_files, make_plan))
    parsed = vars(make_parser().parse_args(["convert", "jobs", "--out", "out"]))
    for name in ("command", "files_from", "quiet", "verbose", "dry_run", "exit_zero"):  # those of the command alone
        del parsed[name]
    assert call == plan | {"resume": False}
    assert call | {"inputs": ["jobs"], "out": "out", "workers": None} == parsed


def list_defaults(function: Callable[..., object]) -> dict[str, object]:
    """List the default of each parameter but the listeners."""
    parameters = inspect.signature(function).parameters.values()
    listeners = {"on_progress", "on_search", "on_left_out"}
    return {each.name: each.default for each in parameters if each.name not in {"inputs", *listeners}}
