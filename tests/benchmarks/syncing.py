"""What it costs that `convert` syncs what it writes: the same runs with and without, interleaved.

`python tests/benchmarks/syncing.py 200 20000 5` takes 200 MB as JSON Lines, and 20,000 small files, five rounds each.
It prints the ratio of each round's two runs, and their median. Without syncing, `os.fsync` and `os.sync` do nothing, in
the worker processes too. Files are made and removed in the folder of temporary files, TMPDIR: it should be on a disk.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from helpers.archive import make_archive
from helpers.bodies import make_asr_body

LIMIT: Final = 1.15
WITHOUT: Final = "import os\nos.fsync = lambda _: None\nos.sync = lambda: None\n"


def run(archive: Path, patches: Path | None) -> float:
    """Run the command, and return how many seconds it took."""
    paths = [str(Path(__file__).parents[2]), *([str(patches)] if patches else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    with tempfile.TemporaryDirectory() as out:
        os.sync()  # what other runs have written
        start = time.perf_counter()
        command = [sys.executable, "-m", "smarthandle_results.cli", "convert", str(archive), "--out", out, "--quiet"]
        subprocess.run(command, env=environment, check=True)
        return time.perf_counter() - start


def main(megabytes: int, files: int, rounds: int) -> None:
    """Make the archives, and print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines, small, patches = folder / "lines.jsonl", folder / "small", folder / "patches"
        small.mkdir()
        patches.mkdir()
        (patches / "sitecustomize.py").write_text(WITHOUT)
        with lines.open("wb") as file:
            file.writelines(make_archive(megabytes * 1_000_000))
        for number in range(files):
            (small / f"{number}.json").write_bytes(make_asr_body(f"job{number}"))
        for label, archive in ((f"{megabytes} MB of lines", lines), (f"{files:,} small files", small)):
            pairs = [(run(archive, None), run(archive, patches)) for _ in range(rounds)]
            ratios = [synced / free for synced, free in pairs]
            median = statistics.median(ratios)
            shown = ", ".join(f"{synced:.1f} / {free:.1f} s = {synced / free:.2f}" for synced, free in pairs)
            print(f"{label}: {median:.2f} times the time without (limit {LIMIT}): {shown}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
