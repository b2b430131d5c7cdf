"""Every step at which a run may be stopped or fail: the run that resumes makes every byte of an undisturbed one."""

import multiprocessing
import re
import shutil
import signal
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

import pytest
from helpers.bodies import make_asr_body
from helpers.command import read_folder
from helpers.sample import Choose
from helpers.steps import FULL, READ_ONLY, Act, End, begin_to_die, pause, remove, run_with, send

from smarthandle_results.batch import WorkerError, _workers, convert_files
from smarthandle_results.batch._reading import chunks

ARGUMENTS: Final = [
    "convert",
    "in",
    "--out",
    "out",
    "--to",
    "srt,jobs,errors",
    "--quarantine",
    "out/bad",
    "-j",
    "1",
    "--quiet",
]
HINT: Final = ": the same command with --resume goes on\n"


@pytest.fixture(name="whole")
def fixture_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Make an archive of several chunks in the current folder, and what an undisturbed run makes of it."""
    monkeypatch.setattr(chunks, "MAX_SPANS", 1)
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("a", "b", "c"):
        Path(f"in/{name}.json").write_bytes(make_asr_body(name))
    Path("in/d.jsonl").write_bytes(b'{"State": 1}\n' + make_asr_body("a", text="later"))
    assert 1 == resume()
    return read_folder(Path("out"))


def resume() -> int:
    """Run to the end, and count the bad bodies."""
    record = convert_files("in", "out", to="srt,jobs,errors", quarantine="out/bad", resume=True)
    assert (0, 0) == (record.kept.count, record.spared.count)
    return record.counts["bad"]


def run_from(step: int, act: Act) -> End:
    """Begin anew, and let something happen at a step."""
    shutil.rmtree("out", ignore_errors=True)
    return run_with(ARGUMENTS, Path("out").absolute(), act, step)


def choose_steps(choose: Choose, seed: int, count: int) -> list[int]:
    """Choose some of the steps that a run makes, or a third of these."""
    steps = run_from(10_000, FULL).steps
    assert steps > 40
    return choose(sorted(Random(seed).sample(range(1, steps + 1), count)), count // 3, seed % 3)


@pytest.mark.once
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_at_a_step(whole: dict[str, bytes], choose: Choose, sent: signal.Signals) -> None:
    """It ends the run, with a sentence if it may say one."""
    said = {signal.SIGKILL: "", signal.SIGINT: f"stopping…\nsmarthandle-results: interrupted{HINT}"}
    for step in choose_steps(choose, sent, 12):
        end = run_from(step, send(sent))
        code = -sent if sent == signal.SIGKILL else 128 + sent
        assert (step, code, said.get(sent, f"smarthandle-results: terminated{HINT}")) == (step, end.code, end.stderr)
        assert (1, whole) == (resume(), read_folder(Path("out")))


@pytest.mark.once
def test_a_pause_at_a_step(whole: dict[str, bytes], choose: Choose) -> None:
    """A run that is stopped and goes on knows nothing of it."""
    for step in choose_steps(choose, 3, 5):
        end = run_from(step, pause)
        assert (step, 1, whole) == (step, end.code, read_folder(Path("out")))


@pytest.mark.once
@pytest.mark.parametrize(("act", "reason"), [(FULL, "No space left on device"), (READ_ONLY, "Read-only file system")])
def test_a_disk_that_fails_at_a_step(whole: dict[str, bytes], choose: Choose, act: Act, reason: str) -> None:
    """It ends the run with 2 and its reason; with more room the same command goes on."""
    for step in choose_steps(choose, 7, 24):
        end = run_from(step, act)
        assert (step, 2, [f"{reason}"]) == (step, end.code, [line[-len(reason) :] for line in end.stderr.splitlines()])
        assert (1, whole) == (resume(), read_folder(Path("out")))


@pytest.mark.once
def test_a_folder_that_is_removed_at_a_step(whole: dict[str, bytes], choose: Choose) -> None:
    """A sentence says so, unless the run makes the folder again and is whole."""
    for step in choose_steps(choose, 8, 20):
        end = run_from(step, remove(Path("out").absolute()))
        if end.code == 2:
            assert re.fullmatch("smarthandle-results: out.*: No such file or directory\n", end.stderr)
        else:
            assert (step, 1, whole) == (step, end.code, read_folder(Path("out")))
        assert (1, whole) == (resume(), read_folder(Path("out")))


@pytest.mark.once
@pytest.mark.parametrize("stage", ["reading", "part", "claim", "subtitles"])
def test_a_worker_that_is_killed(whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """It ends the run with 2 and a sentence, whatever the worker did; no worker goes on."""
    shutil.rmtree("out")
    with monkeypatch.context() as patches:
        patches.setattr(_workers, "_begin", partial(begin_to_die, stage))
        with pytest.raises(WorkerError) as error:
            convert_files("in", "out", to="srt,jobs,errors", quarantine="out/bad", workers=2)
    assert (
        "a worker process ended before its work was done: something killed it, or the system did since memory ran out, "
        "of which one process (-j 1) needs the least"
    ) == str(error.value)
    assert [] == multiprocessing.active_children()
    assert (1, whole) == (resume(), read_folder(Path("out")))
