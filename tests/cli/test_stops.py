"""Runs that are stopped from outside: killed, interrupted, out of space. Resumed, they write a whole run's bytes."""

import os
import pty
import random
import re
import shutil
import signal
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from helpers.archive import make_archive
from helpers.bodies import make_asr_body
from helpers.command import read_folder, read_rows, run
from helpers.sample import Choose, thorough

pytestmark = pytest.mark.once

MOMENTS: Final = 20

OWN_TERMINAL: Final = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""A program that makes standard input the terminal of its session, so that keys send signals, and becomes another."""
BAR: Final = "━".encode()


@pytest.fixture(name="archive", scope="module")
def fixture_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with an archive of several chunks, a bad line among them, and what an undisturbed run makes."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "bodies.jsonl").write_bytes(b"".join(make_archive(5_000_000)) + b'{"State": 1}\n')
    done = run("convert", "bodies.jsonl", "--out", "whole", "--quarantine", "whole/bad", cwd=folder)
    assert done.stderr.startswith(b"1 response could not be read (whole/errors.jsonl):\n")
    return folder


def start(folder: Path, out: Path, *options: str) -> "subprocess.Popen[bytes]":
    """Start a run and do not wait for it."""
    command = [sys.executable, "-m", "smarthandle_results.cli", "convert", "bodies.jsonl", "--out", str(out)]
    command += ["--quarantine", str(out / "bad"), *options]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)


def count_seconds() -> float:
    """Count the seconds in which a run has to end: one, or more on a busy machine, as it has processes a processor."""
    return max(1, os.getloadavg()[0] / (os.cpu_count() or 1))


def list_workers(folder: Path) -> list[str]:
    """List the worker processes of runs that were started in a folder."""
    found: list[str] = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            if b"multiprocessing" in (process / "cmdline").read_bytes() and (process / "cwd").samefile(folder):
                found.append(process.name)
    return found


def wait_until_begun(out: Path) -> None:
    """Wait until a run has noted its options."""
    while not [*out.glob(".*/plan.json")]:
        time.sleep(0.005)


def resume(folder: Path, out: Path) -> dict[str, bytes]:
    """Resume a run and read what it made."""
    with start(folder, out, "--resume", "-j", "1") as process:
        assert 1 == process.wait(60)
    return read_folder(out)


def list_visible(out: Path) -> dict[str, bytes]:
    """Read the files that have their final names, and none of a run's own."""
    return {name: data for name, data in read_folder(out).items() if not Path(name).parts[0].startswith(".")}


def test_killed_at_random_moments(archive: Path, tmp_path: Path, choose: Choose) -> None:
    """After SIGKILL no file is in part under its final name, and a resumed run makes every byte of a whole one."""
    whole = read_folder(archive / "whole")
    moments = random.Random(4)
    cases = [(str(1 + number % 2), moments.uniform(0.05, 1.6)) for number in range(MOMENTS)]
    for workers, wait_s in choose(sorted(cases), 6):
        out = tmp_path / "out"
        with start(archive, out, "-j", workers) as process:
            time.sleep(wait_s)
            process.kill()
        files = {name: data for name, data in list_visible(out).items() if not Path(name).name.startswith(".")}
        assert {} == {name: data for name, data in files.items() if whole[name] != data}
        assert whole == resume(archive, out)
        shutil.rmtree(out)


@pytest.mark.parametrize(
    ("sent", "code", "word"), [(signal.SIGINT, 130, b"interrupted"), (signal.SIGTERM, 143, b"terminated")]
)
def test_interrupted(archive: Path, tmp_path: Path, sent: signal.Signals, code: int, word: bytes) -> None:
    """Ctrl-C and SIGTERM end a run and a line says so; workers end too, and a resumed run is whole."""
    with start(archive, tmp_path / "out", "-j", "2") as process:
        wait_until_begun(tmp_path / "out")
        process.send_signal(sent)
        _, stderr = process.communicate(timeout=60)
    said = "stopping…\n".encode() * (sent == signal.SIGINT)
    assert (code, said + b"smarthandle-results: " + word + b": the same command with --resume goes on\n") == (
        process.returncode,
        stderr,
    )
    assert read_folder(archive / "whole") == resume(archive, tmp_path / "out")


@pytest.mark.parametrize("workers", ["1", "2", "4"])
def test_interrupted_within_a_second(archive: Path, tmp_path: Path, choose: Choose, workers: str) -> None:
    """Whatever it does, and however many processes do it, a run ends at once; and no process of it goes on."""
    for number, wait_s in enumerate(choose((0, 0.5, 1.0), 2, int(workers))):
        with start(archive, tmp_path / str(number), "-j", workers, "--profile", "auto") as process:
            wait_until_begun(tmp_path / str(number))
            time.sleep(wait_s)
            sent = time.monotonic()
            process.send_signal(signal.SIGINT)
            _, stderr = process.communicate(timeout=60)
            assert time.monotonic() - sent < count_seconds()
        assert (130, False) == (process.returncode, b"Traceback" in stderr)
        time.sleep(0.2)
        assert [] == list_workers(archive)


def interrupt_on_terminal(folder: Path, *arguments: str, presses: int = 1) -> tuple[int, str, float]:
    """Run the command on a terminal of its own, and press Ctrl-C once the bar is there.

    Return the exit code, what the terminal showed from then on, and how many seconds the end took.
    """
    terminal, end = pty.openpty()
    _keep_output(end)
    command = [sys.executable, "-m", "smarthandle_results.cli", *arguments]
    environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", OWN_TERMINAL, *command], cwd=folder, env=environment, stdin=end, stdout=end, stderr=end
    ) as process:
        os.close(end)
        before = b""
        while BAR not in before:
            before += os.read(terminal, 65536)
        sent = time.monotonic()
        shown = b""
        os.write(terminal, b"\x03")
        with suppress(OSError):  # how Linux reports the end of a terminal
            while part := os.read(terminal, 65536):
                shown += part
                if presses > 1 and b"stopping" in shown:
                    presses = 1
                    os.write(terminal, b"\x03")
        code = process.wait(60)
        took = time.monotonic() - sent
        os.close(terminal)
    return code, shown.decode(), took


def _keep_output(terminal: int) -> None:
    """Let a terminal show what it has not yet shown when a key sends a signal: as a rule it forgets that."""
    settings = termios.tcgetattr(terminal)
    settings[3] |= termios.NOFLSH
    termios.tcsetattr(terminal, termios.TCSANOW, settings)


def draw(shown: str) -> tuple[list[str], bool]:
    """Return the lines that a terminal has after it has shown a text, but empty ones, and whether it has a cursor."""
    lines, row, column = [""], 0, 0
    for control, text in re.findall(r"(\x1b\[[0-9;?]*[a-zA-Z]|[\r\n])|([^\x1b\r\n]+)", shown):
        if control == "\r":
            column = 0
        elif control == "\n":
            row += 1
            lines += [""] * (row == len(lines))
        elif control[-1:] == "A":
            row = max(0, row - int(control[2:-1] or 1))
        elif control[-1:] == "K":
            lines[row] = "" if control == "\x1b[2K" else lines[row][:column]
        lines[row] = lines[row][:column].ljust(column) + text + lines[row][column + len(text) :]
        column += len(text)
    return [line.rstrip() for line in lines if line.strip()], shown.rfind("\x1b[?25h") > shown.rfind("\x1b[?25l")


@pytest.mark.parametrize(
    ("command", "workers", "presses"),
    [
        ("convert", "1", 1),
        ("convert", "2", 2),
        ("stats", "1", 2),
        ("stats", "2", 1),
        thorough("convert", "1", 2),
        thorough("convert", "2", 1),
        thorough("stats", "1", 1),
        thorough("stats", "2", 2),
    ],
)
def test_interrupted_below_a_bar(archive: Path, tmp_path: Path, command: str, workers: str, presses: int) -> None:
    """On a terminal the bar is cleared, the cursor shown, and what is said stands alone; a second press ends it all."""
    out = ("--out", str(tmp_path / "out")) * (command == "convert")
    code, shown, took = interrupt_on_terminal(archive, command, "bodies.jsonl", *out, "-j", workers, presses=presses)
    hint = ": the same command with --resume goes on" * (command == "convert")
    expected = ["stopping…", f"smarthandle-results: interrupted{hint}"]
    lines, has_cursor = draw(shown.replace("^C", ""))
    assert (130, expected, True) == (code, lines, has_cursor)
    assert took < count_seconds()


def test_interrupted_twice(archive: Path, tmp_path: Path) -> None:
    """The second Ctrl-C ends a run that is held up, in the middle of what it does; a resumed run is whole."""
    with start(archive, tmp_path / "out", "-j", "2") as process:
        wait_until_begun(tmp_path / "out")
        for _ in range(4):
            process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert (130, False) == (process.returncode, b"Traceback" in stderr)
    assert read_folder(archive / "whole") == resume(archive, tmp_path / "out")


def test_interrupted_while_it_cannot_end(tmp_path: Path) -> None:
    """An end that takes too long is cut short, and says the same: here something waits in a `finally`."""
    code = """
import sys, time
from smarthandle_results.cli import _options, main

def wait(*_):
    try:
        print("waiting", flush=True)
        time.sleep(60)
    finally:
        time.sleep(60)

import smarthandle_results.cli._inspect as command
command.find_all_inputs = wait
sys.argv = ["smarthandle-results", "inspect", "a"]
sys.exit(main())
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert b"waiting\n" == process.stdout.readline()
        sent = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
        assert 0.5 < time.monotonic() - sent < count_seconds()
    assert (130, "stopping…\nsmarthandle-results: interrupted\n") == (process.returncode, stderr.decode())


def test_interrupted_while_it_starts(tmp_path: Path) -> None:
    """While modules are loaded there is nothing to stop, and no traceback."""
    code = """
import os, signal, sys
from smarthandle_results.cli import main

class Finder:
    def find_spec(self, name, *_):
        if name == "smarthandle_results.cli._inspect":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
sys.argv = ["smarthandle-results", "inspect", "a"]
sys.exit(main())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (130, b"smarthandle-results: interrupted\n") == (done.returncode, done.stderr)


def test_interrupted_at_exit(tmp_path: Path) -> None:
    """What Python does at the end of a process is interrupted without a traceback too."""
    code = """
import atexit, os, signal, sys
from smarthandle_results.cli import main
atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))
sys.argv = ["smarthandle-results", "schema", "usage"]
sys.exit(main())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (130, b"", b"usage\n") == (done.returncode, done.stderr, done.stdout[:6])


def test_resumed_with_other_options(archive: Path, tmp_path: Path) -> None:
    """A run of other options is not resumed, since its parts are not those of this one."""
    with start(archive, tmp_path / "out", "-j", "1") as process:
        wait_until_begun(tmp_path / "out")
        process.kill()
    with start(archive, tmp_path / "out", "--resume", "--crlf") as process:
        assert 2 == process.wait(60)


def test_full_disk(archive: Path, tmp_path: Path) -> None:
    """A full disk ends a run with 2 and leaves nothing in part; with more room a resumed run is whole."""
    mount = tmp_path / "small"
    mount.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "none", mount], check=False).returncode
    ):
        pytest.skip("mounting a tmpfs needs root")
    try:
        with start(archive, mount / "out", "-j", "1") as process:
            _, stderr = process.communicate(timeout=60)
        assert 2 == process.returncode
        assert b"No space left on device" in stderr
        assert {} == list_visible(mount / "out")
        subprocess.run(["mount", "-o", "remount,size=200m", mount], check=True)
        assert read_folder(archive / "whole") == resume(archive, mount / "out")
    finally:
        subprocess.run(["umount", mount], check=True)


def test_max_errors(tmp_path: Path) -> None:
    """`--max-errors` stops a run, with 1, after that many; what was read until then is written and adds up."""
    (tmp_path / "a.jsonl").write_bytes(b"{\n" * 3 + make_asr_body("a"))
    (tmp_path / "b.jsonl").write_bytes(make_asr_body("b", text="x" * 5_000_000))
    done = run("convert", "a.jsonl", "b.jsonl", "--out", "out", "--max-errors", "2", "-j", "2", cwd=tmp_path)
    assert 1 == done.returncode
    assert 3 == len(read_rows(tmp_path / "out/errors.jsonl"))
    assert done.stderr.startswith(b"3 responses could not be read (out/errors.jsonl):\n")
    assert "4 responses in 2 files → out/\n  1 subtitle (.srt, .vtt) · 8 tables\n" in done.stderr.decode()


def test_two_runs_into_one_folder(archive: Path, tmp_path: Path) -> None:
    """The second is refused with 2 and harms nothing; one that was killed leaves no lock that blocks."""
    with start(archive, tmp_path / "out", "-j", "1") as process:
        wait_until_begun(tmp_path / "out")
        process.send_signal(signal.SIGSTOP)
        for option in ("--quiet", "--resume"):
            with start(archive, tmp_path / "out", option) as second:
                _, stderr = second.communicate(timeout=60)
            assert (2, b"smarthandle-results: another run is writing to ") == (second.returncode, stderr[:47])
        process.kill()
    assert read_folder(archive / "whole") == resume(archive, tmp_path / "out")
