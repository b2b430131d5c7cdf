"""What a shell offers when Tab is pressed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from helpers.command import run

from smarthandle_results import PROFILES
from smarthandle_results.batch import SUBTITLE_FORMS, list_tables

PRESS_TAB = """
. ./script
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
$(complete -p smarthandle-results | sed 's/.*-F \\([^ ]*\\).*/\\1/')
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(name="folder", scope="module")
def fixture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the script for bash, an archive, and a file."""
    folder = tmp_path_factory.mktemp("completion")
    (folder / "script").write_bytes(run("completion", "bash", cwd=folder).stdout)
    (folder / "archive/2026").mkdir(parents=True)
    (folder / "archive/2027.json").touch()
    return folder


def press_tab(folder: Path, line: str) -> list[str]:
    """List what bash offers at the end of a line, sorted."""
    words = line.split(" ")
    arguments = ["bash", "--norc", "-c", PRESS_TAB, "bash", *words]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, check=True, timeout=60)
    return sorted(filter(None, done.stdout.decode().split("\n")))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("convert arch", ["archive"]),
        ("convert archive/2", ["archive/2026", "archive/2027.json"]),
        ("inspect archive archive/2", ["archive/2026", "archive/2027.json"]),
        ("convert archive --out archive/2", ["archive/2026"]),
        ("convert archive --quarantine archive/2", ["archive/2026"]),
        ("convert archive -o archive/2", ["archive/2026", "archive/2027.json"]),
        ("report archive -o archive/2", ["archive/2026", "archive/2027.json"]),
        ("stats --files-from archive/2", ["archive/2026", "archive/2027.json"]),
        ("check --profile ", sorted([*PROFILES, "none"])),
        ("convert archive --to ", sorted([*SUBTITLE_FORMS, *list_tables()])),
        ("convert archive --words b", ["budoux", "builtin"]),
        ("convert archive --style ", ["landscape", "portrait"]),
        ("schema c", ["copies", "cues"]),
        ("convert archive --over", ["--overwrite"]),
        ("sta", ["stats"]),
    ],
)
def test_bash(folder: Path, line: str, expected: list[str]) -> None:
    """It offers files and folders where they are meant, and the names of what has names."""
    assert expected == press_tab(folder, f"smarthandle-results {line}")


@pytest.mark.parametrize(
    ("shell", "parts"),
    [
        ("zsh", ("]:DIR:_files -/", "]:FILE:_files", "(*)::a file, a folder", "netflix-zh")),
        ("tcsh", ("--out/d/", "--files-from/f/", "netflix-zh")),
    ],
)
def test_other_shells(folder: Path, shell: str, parts: tuple[str, ...]) -> None:
    """Their scripts say the same."""
    script = run("completion", shell, cwd=folder).stdout.decode()
    assert (*parts,) == tuple(part for part in parts if part in script)
