"""A file, or standard input → its plain bytes, read once and in order.

Compression is recognized by the first bytes, never by the file's name.
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from io import BufferedIOBase, BufferedReader, BytesIO, FileIO, RawIOBase
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO, Final, cast, final

from attrs import frozen

from smarthandle_results.batch._compression import MAGIC_BYTES, find_compression, list_damage_errors, open_compressed
from smarthandle_results.batch._reading.inputs import STDIN, Input

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class BrokenStreamError(Exception):
    """A stream cannot be read further: it is cut short, damaged or failing; the message says which."""


# Strategy:
#
# Operations to support:
# - read what is there, at most a number of bytes, without waiting for more: a pipe may be slow
# - say how many bytes on disk were read so far, for those who show progress
# Goals:
# - a file, a pipe and either compressed form are read alike, each byte once and none of them kept
# - a stream that is cut short or damaged is one error, with one wording, whichever library reports it
# - all that can be unpacked of a damaged file is read, and the error says at which of its bytes it is damaged
# - gzip and Zstandard are imported only for a file that needs them
# - a small file costs little more than the system needs to open, read and close it
# Plan:
# - A small regular file is read at once, as its size says; if it is not compressed, that is all.
# - Of anything else look at the first four bytes. A file is sought back to its beginning by `peek`; a pipe cannot be,
#   and its `peek` returns what has arrived, which may be one byte: so its first bytes are read, and `_Unread` returns
#   them again.
# - Open the decompressor that these bytes call for, or none; `Stream` names its errors in our words.
# - A decompressor that meets damage drops what it has unpacked since it was last asked. So a damaged file is unpacked a
#   second time, up to where the first time ended, and from shortly before the damage on it is given to the decompressor
#   one byte at a time (`_Slow`). Then nothing is dropped, and what was given to it last is the damaged byte. A pipe
#   cannot be read again.


@final
@frozen
class Stream:
    """Plain bytes, to be read in order."""

    _file: "BufferedIOBase | _Unpacked"
    _disk_file: BinaryIO

    def read(self, size: int) -> bytes:
        """Read at most `size` bytes, as many as are there; none at the end. Raises `BrokenStreamError`."""
        try:
            return self._file.read1(size)
        except EOFError as error:
            message = f"expected whole compressed data, got data that is cut short{self._name_byte()}"
            raise BrokenStreamError(message) from error
        except OSError as error:
            reason = f"expected readable data, got {error.strerror}" if error.errno else self._describe_damage(error)
            raise BrokenStreamError(reason) from error
        except list_damage_errors() as error:
            raise BrokenStreamError(self._describe_damage(error)) from error

    def count_disk_bytes(self) -> int:
        """Count the bytes on disk that were read so far; 0 for a pipe."""
        return self._disk_file.tell() if self._disk_file.seekable() else 0

    def _describe_damage(self, error: Exception) -> str:
        if _NO_MEMORY in str(error):
            return (
                "expected Zstandard data with a window of at most 128 MiB, got a larger one: unpack it with "
                "zstd -d --long=31"
            )
        return f"expected whole compressed data, got damaged data{self._name_byte()}"

    def _name_byte(self) -> str:
        count = self.count_disk_bytes()
        return f" at byte {count} of the file" if count else ""


def read_or_open(source: Input) -> bytes | FileIO | None:
    """Open an input. Raises `OSError`.

    Return all bytes of a small regular file that is not compressed, an open file for any other, and None for standard
    input, which is open.
    """
    if source.name == STDIN:
        return None
    handle = os.open(source.name, _READING)
    try:
        content = _read_small(handle)
        if content is None:
            return FileIO(handle)  # which refuses a folder
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return content


@contextmanager
def open_input(opened: bytes | FileIO | None) -> Generator[Stream]:
    """Make a stream of what `read_or_open` returns. Raises `OSError`, and `MissingPackageError` without an extra."""
    if isinstance(opened, bytes):
        yield Stream(small := BytesIO(opened), small)
        return
    with nullcontext() if opened is None else opened as raw:
        file: BufferedReader = cast("BufferedReader", sys.stdin.buffer) if raw is None else BufferedReader(raw)
        if file.seekable():
            packed, magic = file, file.peek(MAGIC_BYTES)
        else:
            unread = _Unread(file)
            packed, magic = BufferedReader(unread), unread.magic
        compression = find_compression(magic)
        yield Stream(_Unpacked(packed, compression) if compression else packed, file)


def _read_small(handle: int) -> bytes | None:
    """Read all of a small regular file that is not compressed; None for any other file, which is at its beginning."""
    status = os.fstat(handle)
    if not S_ISREG(status.st_mode) or status.st_size > _SMALL_BYTES:
        return None
    content = os.read(handle, status.st_size + 1)
    if len(content) == status.st_size and not find_compression(content[:MAGIC_BYTES]):
        return content
    os.lseek(handle, 0, os.SEEK_SET)
    return None


def describe_unreadable(error: OSError) -> str:
    """Say what is wrong with a file that cannot be read."""
    return f"expected a readable file, got: {(error.strerror or type(error).__name__).lower()}"


@final
class _Unread(RawIOBase):
    """A pipe whose first bytes, `magic`, were looked at and are read again."""

    def __init__(self, pipe: BufferedReader) -> None:
        self._pipe = pipe
        self.magic = self._head = pipe.read(MAGIC_BYTES)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        part = self._head or self._pipe.read1(len(view))
        self._head = part[len(view) :] if self._head else b""
        size = min(len(part), len(view))
        view[:size] = part[:size]
        return size


@final
class _Unpacked:
    """The plain bytes of a compressed file or pipe: of a file, all before the place where it is damaged."""

    def __init__(self, packed: BinaryIO, compression: str) -> None:
        self._packed = packed
        self._compression = compression
        self._plain = open_compressed(packed, compression, "rb")
        self._count = 0
        self._is_slow = not packed.seekable()
        self._error: Exception | None = None
        self._damage_errors: tuple[type[Exception], ...] = (OSError, *list_damage_errors())

    def read1(self, size: int) -> bytes:
        """Read at most `size` bytes. Raises what the decompressor raises, and then that again."""
        if self._error is not None:
            raise self._error
        try:
            part: bytes = self._plain.read1(min(size, _SLOW_BYTES) if self._is_slow else size)
        except self._damage_errors as error:
            if self._is_slow or (isinstance(error, OSError) and error.errno):
                self._error = error
                raise
            self._unpack_again()
            return self.read1(size)
        self._count += len(part)
        return part

    def _unpack_again(self) -> None:
        self._is_slow = True
        slow = _Slow(self._packed, max(0, self._packed.tell() - _READ_AHEAD_BYTES))
        self._packed.seek(0)
        self._plain = open_compressed(cast("BinaryIO", slow), self._compression, "rb")
        missing = self._count
        while missing:
            missing -= len(self._plain.read1(min(missing, _SLOW_BYTES)))


@final
class _Slow(RawIOBase):
    """A file that returns one byte at a time from an offset on, unless it is asked for a few: those of a header."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self._file = file
        self._offset = offset

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        before = self._offset - self._file.tell()
        return self._file.read(size if 0 <= size <= _HEADER_BYTES else 1 if before <= 0 else min(size, before))


_READING: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
"""How a file is opened: Windows changes line ends without its flag of binary files, which no other system has."""

_SMALL_BYTES: Final = 1 << 16
"""What is read at once, in less time than a buffer of this size is copied."""

_NO_MEMORY: Final = "too much memory"
"""What Zstandard says of data that refers back to more than it keeps by default."""

_HEADER_BYTES: Final = 16
_SLOW_BYTES: Final = 1 << 12
"""How much is asked for at once while little is returned: a buffer of this size is made for each byte."""

_READ_AHEAD_BYTES: Final = 132 << 10
"""More than the 128 KiB that decompressors read at once: the damage is in the last of what they were given."""
