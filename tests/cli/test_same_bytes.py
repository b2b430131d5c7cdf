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
WITHOUT_EXTRAS: Final = """
import sys
for name in ("rich", "shtab", "jinja2", "xlsxwriter", "backports.zstd", "pyarrow", "rjieba", "budoux", "icu4py"):
    sys.modules[name] = None
"""
"""What a process runs when it starts, so that no optional package can be imported."""

ENVIRONMENTS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("1", {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Shanghai"}),
    ("2", {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"}),
    ("3", {"PYTHONHASHSEED": "3", "LC_ALL": "POSIX", "TZ": "America/St_Johns", "PYTHONOPTIMIZE": "2"}),
    ("8", {"PYTHONHASHSEED": "4", "LANG": "tr_TR.UTF-8", "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "ascii"}),
)


@pytest.fixture(name="folder", scope="module")
def fixture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with an archive of every nasty case."""
    folder = tmp_path_factory.mktemp("same")
    (folder / "bulk.jsonl").write_bytes(b"".join(make_archive(900_000)) + b"\n{\n\xff\n[]\n")
    return folder


@pytest.fixture(name="first", scope="module")
def fixture_first(folder: Path) -> dict[str, bytes]:
    """Make what all other runs have to make."""
    first = convert(folder, *ENVIRONMENTS[0])
    assert len(first) > 150
    return first


def convert(folder: Path, workers: str, environment: dict[str, str], umask: int = 0o22) -> dict[str, bytes]:
    """Convert the archive and all samples to a folder of its own, and read what was made."""
    out = folder / f"{workers}-{umask}"
    command = [sys.executable, "-m", "smarthandle_results.cli", "convert", str(SAMPLES), "bulk.jsonl"]
    options = [
        "--out",
        str(out),
        "--to",
        TABLES,
        "--quarantine",
        str(out / "bad"),
        "--keep",
        "polls",
        "-j",
        workers,
        "--quiet",
    ]
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ"))}
    done = subprocess.run(
        [*command, *options],
        cwd=folder,
        env={**bare, **environment},
        capture_output=True,
        check=False,
        timeout=300,
        umask=umask,
    )
    assert (1, False) == (done.returncode, b"Traceback" in done.stderr)
    return read_folder(out)


@pytest.mark.once
def test_environments(folder: Path, first: dict[str, bytes]) -> None:
    """One run differs from another in nothing: all samples, sound and broken, and many chunks."""
    for workers, environment in ENVIRONMENTS[1:]:
        check_same(first, convert(folder, workers, environment))


@pytest.mark.once
def test_umasks_and_extras(folder: Path, first: dict[str, bytes], tmp_path: Path) -> None:
    """Nor does it where only its owner may read what it writes, or where there are no optional packages."""
    check_same(first, convert(folder, "2", {}, umask=0o77))
    check_same(first, convert(folder, "1", {}, umask=0))
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_EXTRAS)
    environment = {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(SAMPLES.parent)))}
    done = subprocess.run([sys.executable, "-c", "import rich"], env=environment, capture_output=True, check=False)
    assert b"rich" in done.stderr
    check_same(first, convert(folder, "4", environment))


def check_same(first: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Check that two runs have made the same."""
    assert {} == {name: content for name, content in other.items() if first.get(name) != content}
    assert {*first} == {*other}
