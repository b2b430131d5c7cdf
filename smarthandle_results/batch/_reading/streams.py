"""A file → its plain bytes, read in order: gzip and Zstandard are told by their first bytes, not by a name."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast, final

from attrs import frozen

from smarthandle_results.batch._compression import MAGIC_BYTES, find_decompressor, list_damage_errors
from smarthandle_results.batch._reading.inputs import STDIN, Input

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class BrokenStreamError(Exception):
    """A stream that cannot be read on: cut short, damaged, or failing; the message says which."""


@final
@frozen
class Stream:
    """Plain bytes in order, and how many bytes on disk they took so far."""

    _file: Any
    _raw: BinaryIO

    def read(self, size: int) -> bytes:
        """Read what is at hand, at most so many bytes; none at the end. Raises `BrokenStreamError`."""
        try:
            part: bytes = self._file.read1(size)
        except EOFError as error:
            raise BrokenStreamError("expected whole compressed data, got data that is cut short") from error
        except OSError as error:
            raise BrokenStreamError(f"expected readable data, got {error.strerror or 'damaged gzip data'}") from error
        except Exception as error:
            if not isinstance(error, list_damage_errors()):
                raise
            raise BrokenStreamError("expected whole compressed data, got damaged data") from error
        return part

    def tell(self) -> int:
        """Count the bytes on disk that were read."""
        return self._raw.tell() if self._raw.seekable() else 0


@contextmanager
def open_input(source: Input) -> Generator[Stream]:
    """Open a file, or standard input. Raises `OSError`, and `MissingPackageError` for an extra that is not there."""
    with _open(source) as raw:
        if raw.seekable():
            file, magic = raw, raw.peek(MAGIC_BYTES)
        else:
            unread = _Unread(raw)
            file, magic = BufferedReader(unread), unread.magic
        opener = find_decompressor(magic)
        if opener is None:
            yield Stream(file, raw)
        else:
            with opener(file) as plain:
                yield Stream(plain, raw)


def tell_unreadable(error: OSError) -> str:
    """Say what is wrong with a file that cannot be read."""
    return f"expected a readable file, got: {(error.strerror or type(error).__name__).lower()}"


@final
class _Unread(RawIOBase):
    """A pipe whose first bytes were looked at: they are read again. `peek` will not do, for it gives what is there."""

    def __init__(self, raw: BufferedReader) -> None:
        self._raw = raw
        self.magic = self._head = raw.read(MAGIC_BYTES)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        part = self._head or self._raw.read1(len(view))
        self._head = part[len(view) :] if self._head else b""
        size = min(len(part), len(view))
        view[:size] = part[:size]
        return size


@contextmanager
def _open(source: Input) -> Generator[BufferedReader]:
    if source.name == STDIN:
        yield cast("BufferedReader", sys.stdin.buffer)
    else:
        with Path(source.name).open("rb") as file:
            yield file
