"""How much memory the command needs, and what it does where there is less."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest
from helpers.archive import make_archive
from helpers.bodies import make_asr_body, make_body
from helpers.command import read_folder, read_rows, run
from helpers.memory import READ_PEAK
from helpers.sample import Choose

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(sys.platform != "linux", reason="limits of memory, and what a process has of it, are Linux's"),
]

BODY: Final = make_asr_body("a")
PIECES: Final = (b"x" * (1 << 20),) * 1024
"""The text of a body of 1 GB."""
TOO_LARGE: Final = "expected a body of at most 67108864 bytes, got more"
MEASURED: Final = f"""{READ_PEAK}
import sys
from smarthandle_results.cli import main
print(main(sys.argv[1:]), read_peak())
"""
LIMITED: Final = """
import resource, sys
if "--multiprocessing-fork" in sys.orig_argv:
    "".encode("gbk")  # which is loaded when it is first used, and would find no room
    resource.setrlimit(resource.RLIMIT_AS, (450 << 20, 450 << 20))
"""


def measure(*arguments: str | Path, stdin: Iterable[bytes] = ()) -> tuple[int, int]:
    """Run the command; return its exit code, and the most megabytes that it had."""
    command = [sys.executable, "-c", MEASURED, *map(str, arguments), "--quiet", "-j", "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for part in stdin:
            process.stdin.write(part)
        process.stdin.close()
        code, megabytes = map(int, process.stdout.read().split())
    return code, megabytes


@pytest.mark.parametrize(("head", "tail"), [(BODY + b"\n", b"\n" + BODY), (b"[" + BODY + b",", b"," + BODY + b"]")])
def test_a_body_of_1_gb(tmp_path: Path, choose: Choose, head: bytes, tail: bytes) -> None:
    """It is one error, and the job around it is read; no more is held than a body may have, and as much again.

    Without `--thorough` it has half as much, which is still more than may be held.
    """
    code, megabytes = measure(
        "convert", "-", "--out", tmp_path / "out", stdin=(head, b'{"State":"', *choose(PIECES, 512), b'"}', tail)
    )
    errors, jobs = (read_rows(tmp_path / f"out/{table}.jsonl") for table in ("errors", "jobs"))
    assert (1, [TOO_LARGE], 1) == (code, [row["message"] for row in errors], len(jobs))
    assert megabytes < 400


@pytest.mark.engines
def test_a_row_group_of_200_mb(tmp_path: Path) -> None:
    """A Parquet file is read some rows at a time, however large its row groups are."""
    arrow: Any = pytest.importorskip("pyarrow")
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    found: list[int] = []
    for megabytes in (25, 200):
        bodies = [*make_archive(megabytes << 20)]
        parquet.write_table(arrow.table({"body": bodies}), tmp_path / "in.parquet", compression="none")
        assert 1 == parquet.ParquetFile(tmp_path / "in.parquet").num_row_groups
        code, peak = measure("convert", tmp_path / "in.parquet", "--out", tmp_path / "out", "--to", "jobs")
        assert 0 == code
        found.append(peak)
    assert found[1] - found[0] < 100, found


def test_workers_without_enough_memory(tmp_path: Path) -> None:
    """They end the run with a sentence, and what was made stays for a run with more of it."""
    segments = [{"content": "x" * 50, "from": number, "to": number + 1} for number in range(250_000)]
    big = make_body(segments, JobId="big").encode() + b"\n"
    (tmp_path / "in.jsonl").write_bytes(b"".join((*make_archive(300_000), big, *make_archive(300_000, seed=2))))
    (tmp_path / "sitecustomize.py").write_text(LIMITED)
    options = ("convert", "in.jsonl", "--to", "srt,jobs,errors", "--quiet")
    command = [sys.executable, "-m", "smarthandle_results.cli", *options, "--out", "out", "-j", "2"]
    path = f"{tmp_path}:{Path(__file__).parents[2]}"
    done = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": path}, capture_output=True, check=False)
    assert (2, 1) == (done.returncode, done.stderr.count(b"\n")), done.stderr
    assert b"memory" in done.stderr
    assert b"--resume" in done.stderr
    assert 0 == run(*options, "--out", "out", "--resume", cwd=tmp_path).returncode
    assert 0 == run(*options, "--out", "undisturbed", cwd=tmp_path).returncode
    assert read_folder(tmp_path / "undisturbed") == read_folder(tmp_path / "out")
