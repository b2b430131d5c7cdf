"""The command in a process of its own, in which something happens at a step of it that changes the disk.

A step is a call that opens a file to write, or makes, moves or removes a file or a folder, below the folder that the
command writes to. Python reports each of them to audit hooks before it is done, from which it can be made to fail.
"""

# ruff: noqa: PTH100, PTH104 - it works with what functions of `os` are given

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrs import frozen

from smarthandle_results.batch import _files, _part_writer, _subtitle_files, _workers
from smarthandle_results.cli import main

EVENTS: Final = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"})
WRITING: Final = os.O_WRONLY | os.O_RDWR

Act = Callable[[int], None]
"""What happens at each step from the chosen one on; it is given how many steps ago that was."""


@frozen
class End:
    """How the command ended: its exit code, negative for a signal, its standard error, and how many steps it made."""

    code: int
    stderr: str
    steps: int


def run_with(arguments: list[str], out: Path, act: Act, step: int) -> End:
    """Run the command, and let something happen at a step."""
    record = out.parent / "stderr"
    count, counted = os.pipe()
    process = os.fork()
    if process == 0:
        _run_child(arguments, out, act, step, record, counted)
    os.close(counted)
    with os.fdopen(count, "rb") as pipe:
        steps = len(pipe.read())
    _, status = os.waitpid(process, 0)
    return End(os.waitstatus_to_exitcode(status), record.read_text(), steps)


def _run_child(arguments: list[str], out: Path, act: Act, step: int, record: Path, counted: int) -> None:  # noqa: PLR0913, PLR0917 - one step of the function above
    try:
        number = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(number, 2)
        sys.stderr = os.fdopen(2, "w")
        made = 0

        def watch(event: str, details: tuple[object, ...]) -> None:
            nonlocal made
            is_write = event == "open" and isinstance(details[2], int) and details[2] & WRITING
            if (event in EVENTS or is_write) and str(out) in os.path.abspath(os.fsdecode(_to_path(details[0]))):
                made += 1
                os.write(counted, b".")
                if made >= step:
                    act(made - step)

        sys.addaudithook(watch)
        code = main(arguments)
        sys.stderr.flush()
        os._exit(code)
    except BaseException:  # noqa: BLE001 - a child that was forked must not go on as the test does
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    os._exit(99)


def _to_path(value: object) -> str | bytes:
    """Return the path that an event is about; one of SQLite may be a database in memory."""
    return value if isinstance(value, str | bytes) else os.fspath(value) if isinstance(value, os.PathLike) else ""


def send(number: signal.Signals) -> Act:
    """Make the process send itself a signal, once."""

    def act(ago: int) -> None:
        if ago == 0:
            os.kill(os.getpid(), number)

    return act


def pause(ago: int) -> None:
    """Stop the process, once, and let it go on a moment later."""
    if ago == 0:
        with subprocess.Popen(["sh", "-c", f"sleep 0.1; kill -CONT {os.getpid()}"]):
            os.kill(os.getpid(), signal.SIGSTOP)


def fail(number: int) -> Act:
    """Let this step and all that follow fail, as on a disk that is full; what removes something does not."""

    def act(_: int) -> None:
        raise OSError(number, os.strerror(number))

    return act


def remove(folder: Path) -> Act:
    """Remove a folder, once, as another program may."""

    def act(ago: int) -> None:
        if ago == 0 and folder.exists():
            moved = folder.with_name("moved")
            os.rename(folder, moved)
            shutil.rmtree(moved)

    return act


def begin_to_die(stage: str) -> None:
    """Begin a worker process that is killed when it comes to a stage."""
    patched, name = _STAGES[stage]
    setattr(patched, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    _workers._begin()  # noqa: SLF001 - what it is called in place of


_STAGES: Final = {
    "reading": (_part_writer, "decode_bodies"),
    "part": (_part_writer, "write_part"),
    "claim": (_subtitle_files, "write_claim"),
    "subtitles": (_files.WriteBatch, "add"),
}
"""The stages of a worker's work: the function that begins each, and where it is looked up."""
FULL: Final = fail(errno.ENOSPC)
READ_ONLY: Final = fail(errno.EROFS)
