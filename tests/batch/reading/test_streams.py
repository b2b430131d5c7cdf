"""Streams are opened by their first bytes."""

import gzip
import os
import re
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from smarthandle_results.batch._reading.inputs import Input
from smarthandle_results.batch._reading.streams import BrokenStreamError, open_input, read_or_open


def test_skippable_frames(tmp_path: Path) -> None:
    """A Zstandard file may begin with skippable frames."""
    zstd: Any = pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
    path = tmp_path / "x"
    path.write_bytes(b"\x5f\x2a\x4d\x18\x03\0\0\0abc" + zstd.compress(b"text"))
    with open_input(read_or_open(Input(str(path)))) as stream:
        assert b"text" == stream.read(100)


@pytest.mark.parametrize("data", [gzip.compress(b"text"), b"text", b"t"])
def test_pipe_that_returns_one_byte(data: bytes) -> None:
    """A pipe's compression is recognized by its first four bytes, even if fewer have arrived at first."""
    code = (
        "import sys; from smarthandle_results.batch._reading.inputs import Input, STDIN\n"
        "from smarthandle_results.batch._reading.streams import open_input, read_or_open\n"
        "with open_input(read_or_open(Input(STDIN))) as stream:\n"
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


def read_to_end(path: Path) -> tuple[bytes, str]:
    """Read a file in large pieces; return its plain bytes, and what ended them."""
    plain = b""
    with open_input(read_or_open(Input(str(path)))) as stream:
        try:
            while part := stream.read(1 << 20):
                plain += part
        except BrokenStreamError as error:
            return plain, str(error)
    return plain, ""


NUMBERS = b"".join(b'{"number":%d}\n' % (number**7 % 999_999_937) for number in range(40_000))


def test_damaged_gzip(tmp_path: Path) -> None:
    """All that can be unpacked before the damage is read, and the error names the byte at which it shows."""
    path = tmp_path / "x"
    packed = gzip.compress(NUMBERS)
    damaged = packed[:1000] + b"\xff" * 1000 + packed[2000:]
    path.write_bytes(packed + damaged)
    unpacker = zlib.decompressobj(31)
    expected, count = NUMBERS, 0
    with suppress(zlib.error):
        for count in range(len(damaged)):
            expected += unpacker.decompress(damaged[count : count + 1])
    byte = len(packed) + count + 1
    assert (expected, f"expected whole compressed data, got damaged data at byte {byte} of the file") == read_to_end(
        path
    )
    assert 1000 < count < 2100


def test_bad_checksum(tmp_path: Path) -> None:
    """Data whose checksum is wrong, or that is followed by something else, is all read before the error."""
    path = tmp_path / "x"
    packed = gzip.compress(NUMBERS)
    for data, byte in ((packed[:-5] + b"\xff" + packed[-4:], len(packed)), (packed + b"text", len(packed) + 2)):
        path.write_bytes(data)
        message = f"expected whole compressed data, got damaged data at byte {byte} of the file"
        assert (NUMBERS, message) == read_to_end(path)


def test_damaged_zstandard(tmp_path: Path) -> None:
    """Of Zstandard all blocks before the damaged one are read."""
    zstd: Any = pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
    path = tmp_path / "x"
    packed = bytearray(zstd.compress(NUMBERS))
    half = len(packed) // 2
    packed[half : half + 20] = b"\xff" * 20
    path.write_bytes(packed)
    plain, message = read_to_end(path)
    byte = int(re.fullmatch(r"expected whole compressed data, got damaged data at byte (\d+) of the file", message)[1])  # type: ignore[index]
    assert half < byte < len(packed)
    assert NUMBERS.startswith(plain)
    assert 0 < len(NUMBERS) // 2 - len(plain) < 1 << 18


def test_compressed_data_that_is_cut_short(tmp_path: Path) -> None:
    """The error names the end of the file, and what could be unpacked is read."""
    path = tmp_path / "x"
    path.write_bytes(gzip.compress(NUMBERS)[:50_000])
    plain, message = read_to_end(path)
    assert NUMBERS.startswith(plain)
    assert len(plain) > 50_000
    assert "expected whole compressed data, got data that is cut short at byte 50000 of the file" == message


def test_damaged_pipe() -> None:
    """A pipe cannot be read again: its error names no byte."""
    code = (
        "from smarthandle_results.batch._reading.inputs import Input, STDIN\n"
        "from smarthandle_results.batch._reading.streams import BrokenStreamError, open_input, read_or_open\n"
        "with open_input(read_or_open(Input(STDIN))) as stream:\n"
        "    try:\n"
        "        while stream.read(100): pass\n"
        "    except BrokenStreamError as error: print(error)\n"
    )
    data = gzip.compress(b"text")[:-4] + b"\xff\xff\xff\xff"
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    assert b"expected whole compressed data, got damaged data\n" == done.stdout


STREAMS = "smarthandle_results.batch._reading.streams."


@pytest.mark.parametrize("data", [b"", b"text", b"x" * 65_536, b"x" * 65_537, gzip.compress(b"text" * 1000)])
def test_small_files(tmp_path: Path, data: bytes) -> None:
    """What is read at once is what a stream would be: up to 65,536 bytes that are not compressed."""
    path = tmp_path / "x"
    path.write_bytes(data)
    is_small = len(data) <= 65_536 and not data.startswith(b"\x1f\x8b")
    opened = read_or_open(Input(str(path)))
    assert is_small == isinstance(opened, bytes)
    with open_input(opened):
        pass
    found = read_to_end(path)
    with patch(STREAMS + "_SMALL_BYTES", 0):
        assert read_to_end(path) == found
    assert (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data, "") == found


@pytest.mark.parametrize("small_bytes", [0, 65_536])
def test_a_file_that_grows(tmp_path: Path, small_bytes: int) -> None:
    """A file to which something is added after its size is known is read to its end."""
    path = tmp_path / "x"
    path.write_bytes(b"before ")

    def stat_and_add(handle: int) -> os.stat_result:
        status = os.stat(handle)
        with path.open("ab") as file:
            file.write(b"after")
        return status

    with patch("os.fstat", stat_and_add), patch(STREAMS + "_SMALL_BYTES", small_bytes):
        opened = read_or_open(Input(str(path)))
    with open_input(opened) as stream:
        assert b"before after" == stream.read(100)


@pytest.mark.parametrize("small_bytes", [0, 65_536])
def test_a_folder_is_no_stream(tmp_path: Path, small_bytes: int) -> None:
    """A folder with the name of a file is refused, and not left open."""
    with patch(STREAMS + "_SMALL_BYTES", small_bytes), patch("os.close", wraps=os.close) as close:
        with pytest.raises(IsADirectoryError, match="Is a directory"):
            read_or_open(Input(str(tmp_path)))
        close.assert_called_once()
