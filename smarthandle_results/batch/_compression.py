"""gzip and Zstandard, in both directions. Zstandard needs the extra `zstd` before Python 3.14.

What is read is recognized by its first bytes, not by its name. What is written repeats byte for byte: a gzip file
contains neither a time nor a name.
"""

import re
import sys
import zlib
from typing import Any, BinaryIO, Final, Literal

from smarthandle_results._extras import import_extra

MAGIC_BYTES: Final = 4
"""How many first bytes of a file `find_compression` looks at."""


def find_compression(magic: bytes) -> str:
    """Find the suffix of a file's compression, `.gz` or `.zst`; an empty one for a file that is not compressed."""
    match = _COMPRESSED.match(magic)
    return f".{match.lastgroup}" if match else ""


def open_compressed(file: BinaryIO, suffix: str, mode: Literal["rb", "wb"]) -> Any:  # noqa: ANN401 - as each library has it
    """Open a file that is compressed as its `.gz` or `.zst` says. Raises `MissingPackageError`."""
    if suffix == ".zst":
        return import_compression(suffix).ZstdFile(file, mode=mode)
    import gzip  # noqa: PLC0415 - few need it

    return gzip.GzipFile("", mode, fileobj=file, mtime=0)


def import_compression(suffix: str) -> Any:  # noqa: ANN401 - a module, or None
    """Import the package that a suffix needs, if it needs one. Raises `MissingPackageError`."""
    return import_extra(_ZSTD, "zstd", "Zstandard") if suffix == ".zst" else None


def list_damage_errors() -> tuple[type[Exception], ...]:
    """List the errors that reading damaged data raises. Zstandard's exists only once its module is loaded."""
    module = sys.modules.get(_ZSTD)
    return (zlib.error, module.ZstdError) if module else (zlib.error,)


_ZSTD: Final = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"

# RFC 8878, 3.1.2: the data may follow skippable frames, each of which begins with 0x184D2A5?.
_COMPRESSED: Final = re.compile(rb"(?P<gz>\x1f\x8b)|(?P<zst>\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)")
