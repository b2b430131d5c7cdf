"""The peak memory of each command over an archive: `python tests/benchmarks/memory.py 2000`, with the extra `report`.

This takes 2,000 MB of lines. Names of commands may follow, and only these are run then: `report`, which lays out all
cues, takes longest by far. It prints the peak of each process, that of the command first, and whether none needs more
than `LIMIT` MB.

Files are made in the folder of temporary files, TMPDIR, where they take five times the size of the archive.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.archive import make_archive
from measure import print_limits

LIMIT: Final = 200.0

COMMANDS: Final[dict[str, Callable[[Path], list[str]]]] = {
    "convert": lambda archive: ["convert", str(archive), "--out", tempfile.mkdtemp(dir=archive.parent)],
    "stats": lambda archive: ["stats", str(archive)],
    "inspect": lambda archive: ["inspect", str(archive)],
    "check": lambda archive: ["check", "--exit-zero", str(archive)],
    "report": lambda archive: ["report", str(archive), "-o", str(archive.with_suffix(".html"))],
}
"""The arguments of each command, with as many processes as it has by default."""


@frozen
class Run:
    """What a run took: seconds by the clock and of processors, and the peak memory of its processes in MB."""

    seconds: float
    cpu: float
    peaks: tuple[int, ...] = ()


def run_command(arguments: Sequence[str]) -> Run:
    """Run the command, and watch its processes; what it prints is dropped."""
    used = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "smarthandle_results.cli", *arguments, "--quiet"], stdout=subprocess.DEVNULL
    )
    peaks: dict[int, int] = {}
    while process.poll() is None:
        peaks |= dict(read_peaks(process.pid))
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{arguments[0]} ended with {process.returncode}")
    now = os.times()
    cpu = now.children_user + now.children_system - used.children_user - used.children_system
    return Run(seconds, cpu, tuple(peak // 1024 for _, peak in sorted(peaks.items())))


def read_peaks(pid: int) -> Iterator[tuple[int, int]]:
    """Read the peak memory, in KB, of a process and its children, as Linux tells it."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        for each in (pid, *map(int, children.read_text().split())):
            status = Path(f"/proc/{each}/status").read_text(encoding="utf-8")
            yield each, int(status.partition("VmHWM:")[2].split()[0])
    except (OSError, IndexError):  # it has just ended
        return


def main(size: int, names: Sequence[str]) -> None:
    """Print what each command needs of an archive of so many MB."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "bodies.jsonl")
        with archive.open("wb") as file:
            file.writelines(make_archive(size * 1_000_000))
        peaks: dict[str, float] = {}
        for name in names:
            row = run_command(COMMANDS[name](archive))
            print(f"{name} of {size:,} MB: {row.seconds:.1f} s, peak memory {row.peaks} MB", flush=True)
            peaks[name] = max(row.peaks)
        print_limits([(f"MB at the peak of a process of {name}", peak, LIMIT) for name, peak in peaks.items()])


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:] or [*COMMANDS])
