"""The command, run as a program, and what it wrote."""

import atexit
import fcntl
import functools
import json
import os
import pty
import re
import signal
import socket
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from types import MappingProxyType
from typing import Any, Final

from helpers import forking
from helpers.forking import LENGTH
from smarthandle_results.batch._destination import MANIFEST

MAX_SECONDS: Final = 120


def run(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder and wait until it ends."""
    stdout, stderr = bytearray(), bytearray()
    (readable, to_stdin), (from_stdout, writable), (from_stderr, other_writable) = os.pipe(), os.pipe(), os.pipe()
    files = (readable, writable, other_writable)
    threads = [
        Thread(target=_write, args=(to_stdin, stdin)),
        Thread(target=_read, args=(from_stdout, stdout)),
        Thread(target=_read, args=(from_stderr, stderr)),
    ]
    for thread in threads:
        thread.start()
    try:
        code = _run_copy([*map(str, arguments)], cwd, os.environ, files)
    finally:
        for file in files:
            os.close(file)
        for thread in threads:
            thread.join()
    return subprocess.CompletedProcess([*arguments], code, bytes(stdout), bytes(stderr))


def _write(pipe: int, data: bytes) -> None:
    with suppress(BrokenPipeError), open(pipe, "wb") as file:
        file.write(data)


def _read(file: int, shown: bytearray) -> None:
    with suppress(OSError):  # how Linux reports the end of a terminal
        while part := os.read(file, 65536):
            shown += part
    os.close(file)


def _run_copy(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], files: Sequence[int]) -> int:
    """Run the command in a copy of a process that has imported it, and return its exit code."""
    request = json.dumps({"arguments": arguments, "folder": str(folder), "environment": {**environment}}).encode()
    server = _start_server()
    with _LOCK:
        socket.send_fds(server, [LENGTH.pack(len(request))], files)
        server.sendall(request)
        (number,) = LENGTH.unpack(server.recv(LENGTH.size, socket.MSG_WAITALL))
        try:
            answer = server.recv(LENGTH.size, socket.MSG_WAITALL)
        except TimeoutError:
            os.kill(number, signal.SIGKILL)
            server.recv(LENGTH.size, socket.MSG_WAITALL)
            raise
    code: int = LENGTH.unpack(answer)[0]
    return code


@functools.cache
def _start_server() -> socket.socket:
    ours, theirs = socket.socketpair()
    ours.settimeout(MAX_SECONDS)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", forking.__name__, str(theirs.fileno())],
            cwd=Path(forking.__file__).parents[1],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.PIPE,  # what has been found out about standard input holds for a copy's too
        )

    def stop() -> None:
        ours.close()
        process.communicate()

    atexit.register(stop)
    return ours


_LOCK: Final = Lock()


def run_on_terminal(
    *arguments: str | Path, cwd: Path, columns: int = 80, environment: Mapping[str, str] = MappingProxyType({})
) -> tuple[int, str]:
    """Run the command on a terminal of so many columns; return its exit code and all that it printed."""
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    unset = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"}
    own = {name: value for name, value in os.environ.items() if name not in unset} | {"TERM": "xterm-256color"}
    shown = bytearray()
    reading = Thread(target=_read, args=(terminal, shown))
    reading.start()
    with Path(os.devnull).open("rb") as nothing:
        try:
            code = _run_copy([*map(str, arguments)], cwd, {**own, **environment}, (nothing.fileno(), end, end))
        finally:
            os.close(end)
            reading.join()
    return code, shown.decode()


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
