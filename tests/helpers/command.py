"""The command, run as a program, and what it wrote."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from smarthandle_results.batch._destination import MANIFEST


def run(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder and wait until it ends."""
    command = [sys.executable, "-m", "smarthandle_results.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False, timeout=120)


def run_on_terminal(
    *arguments: str | Path, cwd: Path, columns: int = 80, environment: Mapping[str, str] = MappingProxyType({})
) -> tuple[int, str]:
    """Run the command on a terminal of so many columns; return its exit code and all that it printed."""
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    command = [sys.executable, "-m", "smarthandle_results.cli", *map(str, arguments)]
    unset = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"}
    own = {name: value for name, value in os.environ.items() if name not in unset} | {"TERM": "xterm-256color"}
    with subprocess.Popen(
        command, cwd=cwd, env={**own, **environment}, stdout=end, stderr=end, stdin=subprocess.DEVNULL
    ) as process:
        os.close(end)
        shown = b""
        with suppress(OSError):  # how Linux reports the end of a terminal
            while part := os.read(terminal, 65536):
                shown += part
        os.close(terminal)
    return process.returncode, shown.decode()


def list_lines(shown: str) -> list[str]:
    """List the lines of what a terminal showed, those that were written over too, without colours and the like."""
    return re.split(r"[\r\n]+", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a table of JSON Lines."""
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def read_folder(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder and of those in it, hidden ones too, but no manifests, which name the inputs."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}
