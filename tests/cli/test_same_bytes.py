"""The same inputs give the same bytes, whatever the processes, hash seeds, languages, time zones and umasks."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from helpers.archive import make_archive
from helpers.command import read_folder

SAMPLES: Final = Path(__file__).parents[2] / "samples"
TABLES: Final = "srt,vtt,usage.csv,jobs,cues,pairs,media,payloads,errors,copies"
ENVIRONMENTS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("1", {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Shanghai"}),
    ("2", {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"}),
    ("3", {"PYTHONHASHSEED": "3", "LC_ALL": "POSIX", "TZ": "America/St_Johns", "PYTHONOPTIMIZE": "2"}),
    ("8", {"PYTHONHASHSEED": "4", "LANG": "tr_TR.UTF-8", "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "ascii"}),
)


def convert(folder: Path, out: Path, workers: str, environment: dict[str, str]) -> dict[str, bytes]:
    """Convert an archive of every nasty case, and read what was made."""
    command = [
        sys.executable,
        "-m",
        "smarthandle_results.cli",
        "convert",
        str(SAMPLES),
        "bulk.jsonl",
        "--out",
        str(out),
    ]
    options = ["--to", TABLES, "--quarantine", str(out / "bad"), "--keep", "polls", "-j", workers, "--quiet"]
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ"))}
    done = subprocess.run(
        [*command, *options], cwd=folder, env={**bare, **environment}, capture_output=True, check=False, timeout=300
    )
    assert (1, False) == (done.returncode, b"Traceback" in done.stderr)
    return read_folder(out)


@pytest.mark.once
def test_environments(tmp_path: Path) -> None:
    """One run differs from another in nothing: all samples, sound and broken, and many chunks."""
    (tmp_path / "bulk.jsonl").write_bytes(b"".join(make_archive(900_000)) + b"\n{\n\xff\n[]\n")
    first, *others = (
        convert(tmp_path, tmp_path / workers, workers, environment) for workers, environment in ENVIRONMENTS
    )
    assert len(first) > 150
    for other in others:
        assert {} == {name: content for name, content in other.items() if first.get(name) != content}
        assert {*first} == {*other}
