"""Bytes → files that are whole or not there: each is written under another name in its folder, then moved in place.

The temporary name is made from the final one, so that a run that was killed leaves nothing that a resumed one does not
replace.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def temporary_path(path: Path) -> str:
    """Name the file that will be moved to a path."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.tmp")  # noqa: PTH118 - a million of these


def write_file(path: Path, content: bytes) -> None:
    """Write a file and the folders above it. Raises `OSError`, and then the path is as it was."""
    temporary = temporary_path(path)
    try:
        _write(temporary, content)
    except FileNotFoundError:  # there is no such folder yet; asking each time would cost as much as writing
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(temporary, content)
    os.replace(temporary, path)  # noqa: PTH105 - by paths as text, for the same reason


def _write(path: str, content: bytes) -> None:
    try:
        with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - likewise
            view = memoryview(content)
            while view:
                view = view[file.write(view) :]
    except OSError:
        Path(path).unlink(missing_ok=True)
        raise


@contextmanager
def open_file(path: Path) -> Generator[BinaryIO]:
    """Open a file for writing that is moved in place at the end, unless an error comes first."""
    temporary = Path(temporary_path(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("wb") as file:
            yield file
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
