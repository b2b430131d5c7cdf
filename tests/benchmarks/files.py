"""`convert` of many small files against reading and parsing each: `python tests/benchmarks/files.py 20000`.

Each file is one body of 1 KB, and its job has either copies, so that all is tables, or cues, so that two subtitle files
are written too. The script reads a file and parses it with `json`, and makes nothing of it. Both are timed in one
process, so that what Python and imports take is not in it; and so is what the system takes to make two small files and
to give them their names. Growth is measured with a 100th, a 10th and all of the files.

Files are made in the folder of temporary files, TMPDIR, and removed at the very end: see `measure`.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Final

from measure import Limit, Task, measure, print_limits
from speech import make_copies, make_speech

from smarthandle_results.batch import convert_files

LIMIT: Final = 3.0
GROWTH_LIMIT: Final = 1.2
KINDS: Final[dict[str, Callable[[int], bytes]]] = {
    "copies": partial(make_copies, 3),
    "speech": partial(make_speech, 6),
}
_CONTENT: Final = b"x" * 1000
"""As much as a subtitle file of these jobs has, about."""


def compare(root: Path, files: int, rounds: int) -> list[Limit]:
    """Measure how many times as long as the script a conversion takes, and print both for each file."""
    rows: list[Limit] = []
    print(f"{files:,} files of a body each; medians of {rounds} rounds")
    print("\n| bodies | script, µs a file | convert, µs a file | x script | two files, µs |\n|---|---|---|---|---|")
    for kind in KINDS:
        folder = _make_folder(root, kind, files)
        tasks: dict[str, Task] = {
            "script": partial(parse, folder / "in"),
            "convert": _make_task(folder),
            "two files": partial(make_files, folder, 2 * files),
        }
        times = measure(tasks, rounds)
        script, convert, two = (f"{times[name] / files / 1e3:.0f}" for name in tasks)
        ratio = times["convert"] / times["script"]
        print(f"| {kind} | {script} | {convert} | {ratio:.1f} | {two} |")
        rows.append((f"convert of small files, {kind}, x reading and json.loads", ratio, LIMIT))
    return rows


def compare_growth(root: Path, files: int, rounds: int) -> list[Limit]:
    """Measure what a file costs among 10 and 100 times as many, in terms of what it costs among the fewest."""
    rows: list[Limit] = []
    counts = [max(1, files // 100), max(1, files // 10), files]
    for kind in KINDS:
        costs: list[float] = []
        for size in counts:
            folder = _make_folder(root, kind, size)
            costs.append(measure({"convert": _make_task(folder)}, rounds)["convert"] / size)
        print(
            f"{kind}: "
            + ", ".join(f"{cost / 1e3:.0f} µs of {size:,}" for size, cost in zip(counts, costs, strict=True))
        )
        rows += [
            (f"a file of {size:,}, {kind}, x one of {counts[0]:,}", cost / costs[0], GROWTH_LIMIT)
            for size, cost in zip(counts[1:], costs[1:], strict=True)
        ]
    return rows


def parse(folder: Path) -> int:
    """Read and parse each file, as a plain script does."""
    return sum(bool(json.loads(path.read_bytes())) for path in sorted(folder.iterdir()))


def make_files(root: Path, files: int) -> None:
    """Make small files, each whole before it has its name, as `convert` makes subtitle files."""
    folder = mkdtemp(dir=root)
    for number in range(files):
        path = f"{folder}/{number}"
        with open(f"{path}.tmp", "wb", buffering=0) as file:  # noqa: PTH123 - only the system is to be timed
            file.write(_CONTENT)
        os.replace(f"{path}.tmp", path)  # noqa: PTH105 - likewise


def _make_folder(root: Path, kind: str, files: int) -> Path:
    folder = Path(mkdtemp(dir=root))
    (folder / "in").mkdir()
    for number in range(files):
        (folder / "in" / f"{number}.json").write_bytes(KINDS[kind](number))
    assert parse(folder / "in") == convert_files(folder / "in", folder / "out").counts["converted"]
    return folder


def _make_task(folder: Path) -> Task:
    """Make a task that converts all files, each time to another folder."""
    numbers = count()
    return lambda: convert_files(folder / "in", folder / f"out{next(numbers)}")


def main(files: int = 20_000, rounds: int = 3) -> None:
    """Print what was measured, and whether each limit holds."""
    with TemporaryDirectory() as name:
        print_limits([*compare(Path(name), files, rounds), *compare_growth(Path(name), files, 1)])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
