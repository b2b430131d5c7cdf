"""The command over an archive against the same work in memory.

`python tests/benchmarks/archives.py 200 2000` takes 200 MB of lines, and then 2,000 MB as .zst, which may be
left out. It prints the speed of one and of two processes, as ratios of medians of three interleaved runs, and the peak
memory of the process that was started and of each of its workers (one more does nothing but to keep count of them).
The second archive shows that memory does not grow.

Files are made in the folder of temporary files, TMPDIR, where they take 25 times the size of the archive. They are
removed at the very end: see `measure`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.archive import make_archive

from smarthandle_results import (
    decode_job,
    decode_response,
    to_copy_rows,
    to_cue_rows,
    to_job_row,
    to_jsonl,
    to_media_rows,
    to_note,
    to_pair_rows,
    to_payload_rows,
    to_srt,
    to_usage_row,
    to_vtt,
)

RUNS = 3


@frozen
class Run:
    """What a run took: seconds by the clock and of processors, and the peak memory of its processes in MB."""

    seconds: float
    cpu: float
    peaks: tuple[int, ...] = ()


def median(runs: Iterable[Run]) -> Run:
    """Take the median of the times of some runs, and the last one's memory."""
    rows = list(runs)
    return Run(
        statistics.median(row.seconds for row in rows), statistics.median(row.cpu for row in rows), rows[-1].peaks
    )


def convert_in_memory(bodies: list[bytes]) -> Run:
    """Make of each body what the command makes by default, and keep nothing."""
    start, used = time.perf_counter(), time.process_time()
    for body in bodies:
        response = decode_response(body)
        job = decode_job(response)
        if job.cues is not None:
            to_srt(job.cues).encode()
            to_vtt(job.cues, note=to_note(response)).encode()
        for rows in (to_copy_rows, to_cue_rows, to_pair_rows, to_media_rows, to_payload_rows):
            to_jsonl(rows(job))
        usage_row = to_usage_row(job)
        if usage_row is not None:
            to_jsonl([usage_row])
        to_jsonl([to_job_row(job)])
    return Run(time.perf_counter() - start, time.process_time() - used)


def run_command(archive: Path, workers: int) -> Run:
    """Run the command, and leave what it writes beside the archive."""
    out = tempfile.mkdtemp(dir=archive.parent)
    command = [sys.executable, "-m", "smarthandle_results.cli", "convert", str(archive), "--out", out, "--quiet"]
    used = os.times()
    start = time.perf_counter()
    process = subprocess.Popen([*command, "-j", str(workers)])
    peaks: dict[int, int] = {}
    while process.poll() is None:
        peaks |= dict(read_peaks(process.pid))
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"the command ended with {process.returncode}")
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


def main(size: int, packed_size: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "bodies.jsonl")
        with archive.open("wb") as file:
            file.writelines(make_archive(size * 1_000_000))
        bodies = archive.read_bytes().splitlines()
        rounds = [(convert_in_memory(bodies), run_command(archive, 1), run_command(archive, 2)) for _ in range(RUNS)]
        del bodies
        memory, one, two = (median(row[column] for row in rounds) for column in range(3))
        print(f"{size} MB of JSON Lines, seconds by the clock and of processors:")
        for name, row in (("in memory", memory), ("one process", one), ("two processes", two)):
            print(f"  {name:<14}{row.seconds:>7.1f}{row.cpu:>7.1f}   peak memory {row.peaks or '-'} MB")
        print(f"one process to the same work in memory: {memory.seconds / one.seconds:.2f} of it (at least 0.85)")
        print(f"  by processor time, which other programs disturb less: {memory.cpu / one.cpu:.2f}")
        print(f"two processes to one: {one.seconds / two.seconds:.2f} times its speed (at least 1.7)")
        print(f"  by processor time, if both had a processor to themselves: {2 * one.cpu / two.cpu:.2f}")
        if packed_size:
            packed = Path(folder, "bodies.jsonl.zst")
            pack(packed, packed_size)
            row = run_command(packed, 2)
            print(f"{packed_size} MB as .zst, two processes: {row.seconds:.1f} s, peak memory {row.peaks} MB")


def pack(path: Path, size: int) -> None:
    """Write an archive of so many MB, compressed."""
    from smarthandle_results.batch._compression import open_compressed  # noqa: PLC0415 - needs an extra

    with path.open("wb") as packed, open_compressed(packed, ".zst", "wb") as file:
        for line in make_archive(size * 1_000_000):
            file.write(line)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [200, 0][len(given) :]))
