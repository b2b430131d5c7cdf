"""A file, or standard input → its plain bytes, read once and in order.

Compression is recognized by the first bytes, never by the file's name.
"""

import sys
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from io import BufferedIOBase, BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast, final

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
# - gzip and Zstandard are imported only for a file that needs them
# Plan:
# - Look at the first four bytes. A file is sought back to its beginning by `peek`; a pipe cannot be, and its `peek`
#   returns what has arrived, which may be one byte: so its first bytes are read, and `_Unread` returns them again.
# - Open the decompressor that these bytes call for, or none; `Stream` names its errors in our words.


@final
@frozen
class Stream:
    """Plain bytes, to be read in order."""

    _file: BufferedIOBase
    _disk_file: BinaryIO

    def read(self, size: int) -> bytes:
        """Read at most `size` bytes, as many as are there; none at the end. Raises `BrokenStreamError`."""
        try:
            return self._file.read1(size)
        except EOFError as error:
            raise BrokenStreamError("expected whole compressed data, got data that is cut short") from error
        except OSError as error:
            raise BrokenStreamError(f"expected readable data, got {error.strerror or 'damaged gzip data'}") from error
        except list_damage_errors() as error:
            raise BrokenStreamError("expected whole compressed data, got damaged data") from error

    def count_disk_bytes(self) -> int:
        """Count the bytes on disk that were read so far; 0 for a pipe."""
        return self._disk_file.tell() if self._disk_file.seekable() else 0


@contextmanager
def open_input(source: Input) -> Generator[Stream]:
    """Open a file, or standard input. Raises `OSError`, and `MissingPackageError` if it needs an extra."""
    stdin = cast("BufferedReader", sys.stdin.buffer) if source.name == STDIN else None
    with nullcontext(stdin) if stdin else Path(source.name).open("rb") as file:
        if file.seekable():
            packed, magic = file, file.peek(MAGIC_BYTES)
        else:
            unread = _Unread(file)
            packed, magic = BufferedReader(unread), unread.magic
        compression = find_compression(magic)
        with open_compressed(packed, compression, "rb") if compression else nullcontext(packed) as plain:
            yield Stream(plain, file)


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
