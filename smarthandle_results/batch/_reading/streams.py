"""A file, or standard input → its plain bytes, read once and in order.

Compression is recognized by the first bytes, never by the file's name.
"""

import re
import sys
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast, final

from attrs import frozen

from smarthandle_results.batch._reading.inputs import STDIN, Input

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class MissingPackageError(RuntimeError):
    """An optional package is not installed; the message names the extra that installs it."""


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
#   returns what has arrived, which may be one byte. So a pipe's first bytes are read, and are read again from `_Unread`.
# - Open the decompressor that these bytes call for, or none; `Stream` names its errors in our words.


@final
@frozen
class Stream:
    """Plain bytes, to be read in order."""

    _file: Any
    _disk_file: BinaryIO

    def read(self, size: int) -> bytes:
        """Read at most `size` bytes, as many as are there; none at the end. Raises `BrokenStreamError`."""
        try:
            part: bytes = self._file.read1(size)
        except EOFError as error:
            raise BrokenStreamError("expected whole compressed data, got data that is cut short") from error
        except OSError as error:
            raise BrokenStreamError(f"expected readable data, got {error.strerror or 'damaged gzip data'}") from error
        except Exception as error:
            if not isinstance(error, _list_damage_errors()):
                raise
            raise BrokenStreamError("expected whole compressed data, got damaged data") from error
        return part

    def count_disk_bytes(self) -> int:
        """Count the bytes on disk that were read so far; 0 for a pipe."""
        return self._disk_file.tell() if self._disk_file.seekable() else 0


@contextmanager
def open_input(source: Input) -> Generator[Stream]:
    """Open a file, or standard input. Raises `OSError`, and `MissingPackageError` for an extra that is not installed."""
    with _open(source) as file:
        if file.seekable():
            plain, magic = file, file.peek(_MAGIC_BYTES)
        else:
            unread = _Unread(file)
            plain, magic = BufferedReader(unread), unread.magic
        decompress = next((opener for start, opener in _OPENERS if start.match(magic)), None)
        if decompress is None:
            yield Stream(plain, file)
        else:
            with decompress(plain) as decompressed:
                yield Stream(decompressed, file)


def describe_unreadable(error: OSError) -> str:
    """Say what is wrong with a file that cannot be read."""
    return f"expected a readable file, got: {(error.strerror or type(error).__name__).lower()}"


def import_zstd() -> Any:  # noqa: ANN401 - a module under one of two names
    """Import the standard library's `compression.zstd`, or its backport. Raises `MissingPackageError`."""
    try:
        return import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    except ImportError as error:
        raise MissingPackageError("Zstandard needs an extra: pip install 'smarthandle-results[zstd]'") from error


@final
class _Unread(RawIOBase):
    """A pipe whose first bytes, `magic`, were looked at and are read again."""

    def __init__(self, pipe: BufferedReader) -> None:
        self._pipe = pipe
        self.magic = self._head = pipe.read(_MAGIC_BYTES)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        part = self._head or self._pipe.read1(len(view))
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


def _open_gzip(file: BinaryIO) -> Any:  # noqa: ANN401 - see `Stream`
    import gzip  # noqa: PLC0415 - few need it

    return gzip.GzipFile(fileobj=file, mode="rb")


def _open_zstd(file: BinaryIO) -> Any:  # noqa: ANN401 - see `Stream`
    return import_zstd().ZstdFile(file, mode="rb")


def _list_damage_errors() -> tuple[type[Exception], ...]:
    """List the errors of damaged data, those of Zstandard only if it was imported to open something."""
    modules = (sys.modules.get(name) for name in ("compression.zstd", "backports.zstd"))
    return (zlib.error, *(module.ZstdError for module in modules if module))


_MAGIC_BYTES: Final = 4
_OPENERS: Final[tuple[tuple["re.Pattern[bytes]", Callable[[BinaryIO], Any]], ...]] = (
    (re.compile(rb"\x1f\x8b"), _open_gzip),
    # RFC 8878, 3.1.2: a skippable frame, of which there may be some before the data, begins with 0x184D2A5?.
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), _open_zstd),
)
