"""Bytes → files that are whole or not there: each is written under another name in its folder, then renamed.

The temporary name is made from the final one: what a killed run leaves under it, the run that resumes overwrites.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def temporary_path(path: Path) -> str:
    """Return the path under which a file is written until it is whole."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.tmp")  # noqa: PTH118 - a million of these


def write_file(path: Path, content: bytes, *, is_synced: bool = False) -> None:
    """Write a file, and make the folders above it. Raises `OSError`, and then the path is as it was.

    With `is_synced`, its content is on the disk before it gets its name.
    """
    temporary = temporary_path(path)
    try:
        _write(temporary, content, is_synced)
    except FileNotFoundError:  # there is no such folder yet; to check each time would take as long as to write
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(temporary, content, is_synced)
    os.replace(temporary, path)  # noqa: PTH105 - by paths as text, for the same reason


def _write(path: str, content: bytes, is_synced: bool) -> None:  # noqa: FBT001 - passed on
    try:
        with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - likewise
            view = memoryview(content)
            while view:
                view = view[file.write(view) :]
            if is_synced:
                os.fsync(file.fileno())
    except OSError:
        Path(path).unlink(missing_ok=True)
        raise


@contextmanager
def open_file(path: Path) -> Generator[BinaryIO]:
    """Open a file for writing. It gets its name at the end of the `with` block, unless an error ends that."""
    temporary = Path(temporary_path(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("wb") as file:
            yield file
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
