"""A file → its plain bytes, read in order: gzip and Zstandard are told by their first bytes, not by a name."""

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
    """An optional package that is not installed; the message names the extra that brings it."""


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
            if not isinstance(error, _list_damages()):
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
            file, magic = raw, raw.peek(_MAGIC_BYTES)
        else:
            unread = _Unread(raw)
            file, magic = BufferedReader(unread), unread.magic
        opener = next((opener for start, opener in _OPENERS if start.match(magic)), None)
        if opener is None:
            yield Stream(file, raw)
        else:
            with opener(file) as plain:
                yield Stream(plain, raw)


def tell_unreadable(error: OSError) -> str:
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
    """A pipe whose first bytes were looked at: they are read again. `peek` will not do, for it gives what is there."""

    def __init__(self, raw: BufferedReader) -> None:
        self._raw = raw
        self.magic = self._head = raw.read(_MAGIC_BYTES)

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


def _open_gzip(raw: BinaryIO) -> Any:  # noqa: ANN401 - see `Stream`
    import gzip  # noqa: PLC0415 - few need it

    return gzip.GzipFile(fileobj=raw, mode="rb")


def _open_zstd(raw: BinaryIO) -> Any:  # noqa: ANN401 - see `Stream`
    return import_zstd().ZstdFile(raw, mode="rb")


def _list_damages() -> tuple[type[Exception], ...]:
    """List the errors of damaged data; those of a module that is there only if something was opened with it, too."""
    modules = (sys.modules.get(name) for name in ("compression.zstd", "backports.zstd"))
    return (zlib.error, *(module.ZstdError for module in modules if module))


_MAGIC_BYTES: Final = 4
_OPENERS: Final[tuple[tuple["re.Pattern[bytes]", Callable[[BinaryIO], Any]], ...]] = (
    (re.compile(rb"\x1f\x8b"), _open_gzip),
    # RFC 8878, 3.1.2: a skippable frame, of which there may be some before the data, begins with 0x184D2A5?.
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), _open_zstd),
)
