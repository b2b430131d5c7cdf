"""Kill a run of the command at each of its steps in the file system, and see what it leaves and what the next makes.

    python kills.py FOLDER FIRST EACH "convert in --out out" ["convert in --out out --resume" ...]

The first command runs in the folder again and again, each time with `out` as it was, and is killed before a step: the
FIRST, and then each so many after it. Then the other commands run one after the other, the first of them twice and
the first time until a random step. For each moment a line of JSON says what was in `out` after the kill and in the end,
the exit codes, and the names of what is hidden in `out` in the end.

Each run is a fork of this process: that takes a tenth of the time of a new process.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Final

from smarthandle_results.cli import main

OUT: Final = Path("out")
STEPS: Final = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect/handle"}
"""What Python reports to an audit hook before it does it. Files that are opened count too, if they are in `out`."""


def run(command: str, moment: int | None = None) -> int:
    """Run a command in a fork, and kill it before a step; return its exit code, or -9 if it was killed."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    null = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(null, number)
    steps = count()

    def kill(event: str, arguments: tuple[object, ...]) -> None:
        is_step = event in STEPS or (event == "open" and str(arguments[0]).startswith("out"))
        if is_step and next(steps) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
    try:
        os._exit(main(command.split()))
    finally:
        os._exit(99)


def run_in(folder: Path, command: str, moment: int) -> None:
    """Run a command in a folder by a process of its own, and kill it before a step."""
    program = f"import sys; sys.path[:0] = {sys.path!r}; from helpers.kills import run; run({command!r}, {moment})"
    subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)


def read_out() -> dict[str, str]:
    """Read all files of `out` that have their final names."""
    paths = (path for path in OUT.rglob("*") if path.is_file())
    visible = (path for path in paths if not any(part[0] == "." for part in path.parts))
    return {str(path.relative_to(OUT)): path.read_text() for path in visible}


def kill_at_steps(start: int, each: int, first: str, *others: str) -> None:
    """Run, kill and go on, for each moment."""
    if OUT.exists():
        OUT.rename("before")
    moments = random.Random(start)
    for moment in count(start, each):
        shutil.rmtree(OUT, ignore_errors=True)
        if Path("before").exists():
            shutil.copytree("before", OUT)
        if run(first, moment) != -signal.SIGKILL:
            return
        killed = read_out()
        run(others[0], moments.randrange(100))
        codes = [run(other) for other in others]
        line = json.dumps([killed, read_out(), codes, [path.name for path in OUT.glob(".*")]])
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    folder, start, each, *commands = sys.argv[1:]
    os.chdir(folder)
    import_module("smarthandle_results.cli._convert")  # or each fork would
    kill_at_steps(int(start), int(each), *commands)
