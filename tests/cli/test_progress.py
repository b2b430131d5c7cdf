"""How far a run is: a bar on a terminal, lines elsewhere."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from helpers.bodies import make_asr_body

from smarthandle_results.batch import Input, Progress
from smarthandle_results.cli import _progress


def test_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where there is no terminal a line comes every so often: bodies, speed, errors, time left, "writing"."""
    (tmp_path / "in").write_bytes(b"x" * 100)
    monkeypatch.setattr(_progress, "LINE_INTERVAL_S", 0.0)
    with _progress.open_progress([Input(str(tmp_path / "in"))], quiet=False) as on_progress:
        on_progress(Progress(50, 3, 1))
        on_progress(Progress(100, 2, 0))
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("3 responses, ")
    assert " MB/s, 1 error, 50%, " in first
    assert second.startswith("5 responses, ")
    assert "1 error, writing, 100%, 0 s left" in second


def test_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`--quiet` shows nothing."""
    monkeypatch.setattr(_progress, "LINE_INTERVAL_S", 0.0)
    with _progress.open_progress([Input("-")], quiet=True) as on_progress:
        on_progress(Progress(50, 3, 1))
    assert "" == capsys.readouterr().err


def show_on_terminal(folder: Path, *arguments: str, **colour: str) -> tuple[bytes, bytes]:
    """Convert `in.jsonl` with standard error on a terminal; return standard output, and what the terminal showed."""
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "smarthandle_results.cli", "convert", "in.jsonl", "--out", "out", *arguments]
    environment = {**os.environ, "TERM": "xterm-256color", **colour}
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=end, check=True)
    os.close(end)
    shown = b""
    with suppress(OSError):  # how Linux reports the end of a terminal
        while part := os.read(terminal, 4096):
            shown += part
    os.close(terminal)
    return done.stdout, shown


def test_bar_leaves_standard_output_alone(tmp_path: Path) -> None:
    """What is printed while the bar is on goes where it belongs: the names of a dry run to the pipe."""
    (tmp_path / "in.jsonl").write_bytes(make_asr_body("a"))
    stdout, shown = show_on_terminal(tmp_path, "--dry-run", "--to", "srt")
    assert (b"out/a.srt\nout/errors.jsonl\nout/run.json\n", True) == (stdout, "━".encode() in shown)


@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": "1"}])
def test_terminal(colour: dict[str, str], tmp_path: Path) -> None:
    """On a terminal there is a bar, without colours where `NO_COLOR` is set."""
    (tmp_path / "in.jsonl").write_bytes(make_asr_body("a"))
    _, shown = show_on_terminal(tmp_path, **colour)
    assert b"starting" in shown
    assert b"1 response in 1 file" in shown
    assert (b"\x1b[3" in shown) is not bool(colour)
