"""gzip and Zstandard, in both directions. Zstandard needs the extra `zstd` before Python 3.14.

What is read is recognized by its first bytes, not by its name. What is written repeats byte for byte: a gzip file
contains neither a time nor a name.
"""

import re
import sys
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Final

from smarthandle_results.batch._extras import import_extra

MAGIC_BYTES: Final = 4
"""How many first bytes of a file `find_decompressor` looks at."""


def find_decompressor(magic: bytes) -> Callable[[BinaryIO], Any] | None:
    """Find the function that opens a compressed file for reading; None for a file that is not compressed.

    The function raises `MissingPackageError`.
    """
    return next((opener for start, opener in _DECOMPRESSORS if start.match(magic)), None)


def open_compressor(file: BinaryIO, suffix: str) -> Any:  # noqa: ANN401 - each compression has a file class of its own
    """Open a file for writing that is compressed as its `.gz` or `.zst` says. Raises `MissingPackageError`."""
    return _COMPRESSORS[suffix](file)


def list_damage_errors() -> tuple[type[Exception], ...]:
    """List the errors that reading damaged data raises. Zstandard's exists only once its module is loaded."""
    module = sys.modules.get(_ZSTD)
    return (zlib.error, module.ZstdError) if module else (zlib.error,)


def _read_gzip(file: BinaryIO) -> Any:  # noqa: ANN401 - likewise
    import gzip  # noqa: PLC0415 - few need it

    return gzip.GzipFile(fileobj=file, mode="rb")


def _write_gzip(file: BinaryIO) -> Any:  # noqa: ANN401 - likewise
    import gzip  # noqa: PLC0415 - few need it

    return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)


def _read_zstd(file: BinaryIO) -> Any:  # noqa: ANN401 - likewise
    return import_extra(_ZSTD, "zstd", "Zstandard").ZstdFile(file, mode="rb")


def _write_zstd(file: BinaryIO) -> Any:  # noqa: ANN401 - likewise
    return import_extra(_ZSTD, "zstd", "Zstandard").ZstdFile(file, mode="wb")


_ZSTD: Final = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"

_DECOMPRESSORS: Final[tuple[tuple["re.Pattern[bytes]", Callable[[BinaryIO], Any]], ...]] = (
    (re.compile(rb"\x1f\x8b"), _read_gzip),
    # RFC 8878, 3.1.2: the data may follow skippable frames, each of which begins with 0x184D2A5?.
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), _read_zstd),
)
_COMPRESSORS: Final[dict[str, Callable[[BinaryIO], Any]]] = {".gz": _write_gzip, ".zst": _write_zstd}
