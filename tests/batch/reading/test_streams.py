"""Streams are opened by their first bytes."""

import gzip
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smarthandle_results.batch._reading.inputs import Input
from smarthandle_results.batch._reading.streams import open_input


def test_skippable_frames(tmp_path: Path) -> None:
    """A Zstandard file may begin with skippable frames."""
    zstd: Any = pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
    path = tmp_path / "x"
    path.write_bytes(b"\x5f\x2a\x4d\x18\x03\0\0\0abc" + zstd.compress(b"text"))
    with open_input(Input(str(path))) as stream:
        assert b"text" == stream.read(100)


@pytest.mark.parametrize("data", [gzip.compress(b"text"), b"text", b"t"])
def test_pipe_that_returns_one_byte(data: bytes) -> None:
    """A pipe's compression is recognized by its first four bytes, even if fewer have arrived at first."""
    code = (
        "import sys; from smarthandle_results.batch._reading.inputs import Input, STDIN\n"
        "from smarthandle_results.batch._reading.streams import open_input\n"
        "with open_input(Input(STDIN)) as stream:\n"
        "    print(1, flush=True)\n"
        "    while part := stream.read(2): sys.stdout.buffer.write(part)\n"
    )
    program = [sys.executable, "-c", code]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        os.write(process.stdin.fileno(), data[:1])
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.stdin.write(data[1:])
        process.stdin.close()
        assert (b"1", b"text"[: 4 if data[1:] else 1]) == tuple(process.stdout.read().split())
