"""The command, run as a program, and what it wrote."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from smarthandle_results.batch._destination import MANIFEST


def run(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder and wait until it ends."""
    command = [sys.executable, "-m", "smarthandle_results.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False, timeout=120)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a table of JSON Lines."""
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def read_folder(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder and of those in it, hidden ones too, but no manifests, which name the inputs."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}
