"""The page of a large archive: how large it is, how long it takes to make and to show, and in how much memory.

`python tests/benchmarks/page_size.py 10000 105` makes 10,000 jobs of 105 cues, of which one in twenty failed, hence
some 1,000,000 cues. The memory is that of all processes of the command together, each page that they share counted once
(PSS), sampled ten times a second. The page is shown by headless Chromium, of which Playwright (extra `browser`) tells.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.pages import Viewer, make_speech_archive, open_browser, open_viewer


def main(jobs: int, cues: int) -> None:
    """Measure, and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        archive, page = Path(folder, "archive.jsonl"), Path(folder, "report.html")
        with archive.open("wb") as file:
            file.writelines(make_speech_archive(jobs, cues))
        print(f"archive: {archive.stat().st_size / 1e6:.1f} MB, {jobs:,} jobs of {cues:,} cues")
        command = [sys.executable, "-m", "smarthandle_results", "report", archive, "-o", page, "--quiet"]
        start, peak = time.monotonic(), 0
        with subprocess.Popen([*map(str, command)]) as process:
            while process.poll() is None:
                peak = max(peak, measure_memory(process.pid))
                time.sleep(0.1)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"made in {time.monotonic() - start:.0f} s, {spent.ru_utime + spent.ru_stime:.0f} s of processor time")
        print(f"peak memory: {peak / 1024:.0f} MB")
        print(f"page: {page.stat().st_size / 1e6:.1f} MB")
        with open_browser() as browser, open_viewer(browser) as viewer:
            show(viewer, page, jobs)


def show(viewer: Viewer, path: Path, jobs: int) -> None:
    """Time what a person waits for."""
    tab = viewer.open(path)
    paints = tab.evaluate("performance.getEntriesByType('paint').map((entry) => [entry.name, entry.startTime])")
    print("; ".join(f"{name} {ms / 1000:.2f} s" for name, ms in paints))
    print(f"list ready: {tab.evaluate('performance.now()') / 1000:.2f} s")
    for name, route in (("list shown", "#/jobs"), ("searched", "#/jobs?q=77"), ("sorted", "#/jobs?sort=-faults")):
        start = time.monotonic()
        viewer.go(route)
        print(f"{name}: {1000 * (time.monotonic() - start):.0f} ms")
    start = time.monotonic()
    viewer.go(f"#/job/{jobs // 2 + 1}")
    print(f"job opened: {1000 * (time.monotonic() - start):.0f} ms")
    print("faults:", viewer.list_faults())


def measure_memory(number: int) -> int:
    """Add up the proportional memory of a process and of its children, in KiB."""
    total = 0
    for rollup in [Path(f"/proc/{pid}/smaps_rollup") for pid in list_tree(number)]:
        try:
            lines = rollup.read_text().splitlines()
        except OSError:  # it has ended
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def list_tree(number: int) -> list[int]:
    """List a process and all that it started."""
    try:
        text = "".join(path.read_text() for path in Path(f"/proc/{number}/task").glob("*/children"))
    except OSError:
        return [number]
    return [number, *(own for child in text.split() for own in list_tree(int(child)))]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:] or ("10000", "105")))
