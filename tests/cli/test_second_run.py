"""A run into a folder that holds outputs already: what it replaces, removes, keeps and refuses, and after SIGKILL."""

import json
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


def kill_at_steps(folder: Path, start: int, *commands: str) -> list[Any]:
    """Run `kills.py` and read what it prints."""
    command = [sys.executable, kills.__file__, str(folder), str(start), *commands]
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize(("start", "option"), [(0, "--resume"), (1, "--quiet")])
def test_killed_at_many_steps(tmp_path: Path, case: Case, start: int, option: str) -> None:
    """Killed twice, then resumed or run anew: the bytes of an undisturbed run, and nothing is lost that was there."""
    prepare(tmp_path, case)
    before = read_out(tmp_path)
    shutil.copytree(tmp_path / "out", tmp_path / "saved")
    command = f"convert {case.command}"
    assert 0 == run(*command.split(), cwd=tmp_path).returncode
    whole = read_out(tmp_path)
    shutil.rmtree(tmp_path / "out")
    (tmp_path / "saved").rename(tmp_path / "out")
    moments = kill_at_steps(tmp_path, start, command, f"{command} {option}")
    assert len(moments) >= 20
    for killed, resumed, codes, hidden in moments:
        assert ([0], whole, [MANIFEST]) == (codes, resumed, hidden)
        assert {} == {name: text for name, text in killed.items() if text not in {before.get(name), whole.get(name)}}
        assert {} == {name: text for name, text in before.items() if name not in killed and name in whole}
