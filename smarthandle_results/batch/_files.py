"""Bytes → files that are whole or not there: each is written under another name in its folder, then moved in place.

The temporary name is made from the final one, so that a run that was killed leaves nothing that a resumed one does not
replace.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def temporary_path(path: Path) -> Path:
    """Name the file that will be moved to a path."""
    return path.with_name(f".{path.name}.tmp")


def write_file(path: Path, content: bytes) -> None:
    """Write a file and the folders above it. Raises `OSError`, and then the path is as it was."""
    with open_file(path) as file:
        file.write(content)


@contextmanager
def open_file(path: Path) -> Generator[BinaryIO]:
    """Open a file for writing that is moved in place at the end, unless an error comes first."""
    temporary = temporary_path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("wb") as file:
            yield file
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
