"""Bytes → files that are whole or not there: each is written under another name in its folder, then renamed.

The temporary name is made from the final one: what a killed run leaves under it, the run that resumes overwrites.

After a power cut a file may have its name and none of its bytes, unless these were synced (written to the disk) before
it got that. `write_file` syncs one file, `WriteBatch` many at once: a sync takes some 8 ms (ext4 on an SSD) however
little there is to write, so that one for each of many small files would take longer than all else that is done.
"""

import os
from collections.abc import Callable, Collection, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, Self, final


def temporary_path(path: Path | str) -> str:
    """Return the path under which a file is written until it is whole."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.tmp")  # noqa: PTH118 - a million of these


def write_file(path: Path, *content: bytes, is_synced: bool = False) -> None:
    """Write a file of some pieces, and make the folders above it. Raises `OSError`, and then the path is as it was.

    With `is_synced`, its content is on the disk before it gets its name.
    """
    os.replace(_write_temporary(path, content, is_synced=is_synced), path)  # noqa: PTH105 - a million of these


def _write_temporary(path: Path | str, content: Iterable[bytes], *, is_synced: bool) -> str:
    temporary = temporary_path(path)
    try:
        _write(temporary, content, is_synced=is_synced)
    except FileNotFoundError:  # there is no such folder yet; to check each time would take as long as to write
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        _write(temporary, content, is_synced=is_synced)
    return temporary


def _write(path: str, content: Iterable[bytes], *, is_synced: bool) -> None:
    try:
        with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - likewise
            for piece in content:
                view = memoryview(piece)
                # A write of over 2 GB is cut short, and so is one on a full disk, after which the next raises.
                while view:
                    view = view[file.write(view) :]
            if is_synced:
                os.fsync(file.fileno())
    except OSError:
        Path(path).unlink(missing_ok=True)
        raise


@final
class WriteBatch:
    """Files that get their names together, at the end of the `with` block, unless an error ends that."""

    def __init__(self) -> None:
        self._moves: dict[str, str] = {}

    def add(self, path: str, content: bytes) -> None:
        """Write a file, and make the folders above it. Raises `OSError`."""
        self._moves[_write_temporary(path, (content,), is_synced=False)] = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            for temporary in self._moves:
                Path(temporary).unlink(missing_ok=True)
            return
        _sync_all(sync_file, self._moves)
        for temporary, path in self._moves.items():
            os.replace(temporary, path)  # noqa: PTH105 - a million of these
        folders = {os.path.dirname(path) or "." for path in self._moves.values()}  # noqa: PTH120 - likewise
        _sync_all(sync_folder, folders)


def sync_file(path: Path | str) -> None:
    """Wait until the content of a file is on the disk."""
    with open(path, "rb+") as file:  # noqa: PTH123 - a million of these
        os.fsync(file.fileno())


def sync_folder(path: Path | str) -> None:
    """Wait until the names of a folder's files are on the disk, where a folder can be opened for that (not Windows)."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def open_file(path: Path) -> Generator[BinaryIO]:
    """Open a file, which is synced and gets its name at the end of the `with` block, unless an error ends that."""
    temporary = Path(temporary_path(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync_all(sync: Callable[[Any], None], paths: Collection[object]) -> None:
    """Wait until files or folders are on the disk: a few one by one, more of them with all that waits to be written."""
    if len(paths) > MAX_SYNCED_ALONE and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        sync(path)


MAX_SYNCED_ALONE: Final = 8
"""How many files are synced one by one: `os.sync` also waits for what other programs have written."""
