"""The command over an archive against the same work in memory: `python tests/benchmarks/archives.py 200`.

Of 200 MB of lines, it prints the speed of one and of two processes, as ratios of medians of three interleaved runs, and
the peak memory of the process that was started and of each of its workers (one more does nothing but to keep count of
them); `memory.py` has the other commands, and larger archives. The work in memory is also done by two processes at
once, which share nothing: so much can two do on this machine.

Files are made in the folder of temporary files, TMPDIR, where they take 25 times the size of the archive. They are
removed at the very end: see `measure`.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.archive import make_archive
from memory import Run, run_command

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


def read_and_convert_in_memory(archive: Path) -> Run:
    """Do as `convert_in_memory` does with the lines of an archive."""
    return convert_in_memory(archive.read_bytes().splitlines())


def main(size: int = 200) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "bodies.jsonl")
        with archive.open("wb") as file:
            file.writelines(make_archive(size * 1_000_000))
        rounds: list[tuple[Run, ...]] = []
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            for _ in range(RUNS):
                [alone] = pool.map(read_and_convert_in_memory, [archive])
                both = median(pool.map(read_and_convert_in_memory, [archive] * 2))
                rounds.append((alone, both, *(_convert(archive, workers) for workers in (1, 2))))
        memory, both, one, two = (median(row[column] for row in rounds) for column in range(4))
        print(f"{size} MB of JSON Lines, seconds by the clock and of processors:")
        names = ("in memory", "in memory twice", "one process", "two processes")
        for name, row in zip(names, (memory, both, one, two), strict=True):
            print(f"  {name:<16}{row.seconds:>7.1f}{row.cpu:>7.1f}   peak memory {row.peaks or '-'} MB")
        print(f"one process to the same work in memory: {memory.seconds / one.seconds:.2f} of it (at least 0.85)")
        print(f"  by processor time, which other programs disturb less: {memory.cpu / one.cpu:.2f}")
        print(f"two processes to one: {one.seconds / two.seconds:.2f} times its speed (at least 1.7)")
        print(f"  two that share nothing: {2 * memory.seconds / both.seconds:.2f}")
        print(f"  by processor time, if both had a processor to themselves: {2 * one.cpu / two.cpu:.2f}")


def _convert(archive: Path, workers: int) -> Run:
    """Convert an archive, and leave what is written beside it."""
    out = tempfile.mkdtemp(dir=archive.parent)
    return run_command(["convert", str(archive), "--out", out, "-j", str(workers)])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
