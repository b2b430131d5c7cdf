"""A disk that loses what was not synced: what a power cut may leave of a folder, at any moment of a run.

Strategy: the run goes on in this process, on real files, and every call that syncs, moves or removes something is
watched. Before and after each of them is a moment at which the power may fail. What the disk has then is known from two
things: the content that each file had when it was synced last, and the names that each folder had when it was. All else
may be there, in part or whole, or be gone: POSIX promises nothing, and file systems differ. So each moment gives a disk
for each of `MODELS`.

SQLite syncs by itself, out of Python's sight. Its transaction is synced here when it ends, if SQLite is set to sync;
what a power cut within it leaves is SQLite's own promise.
"""

# ruff: noqa: PTH100, PTH112, PTH115, PTH116, PTH118, PTH119, PTH120 - it stands in for functions of `os`, and works with what they are given

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import define, field

Disk = dict[str, bytes | None]
"""What is below a folder: the content of each file by its path, and None for a folder."""


@define(eq=False)
class Content:
    """A file's content: as it was synced last, None if it never was."""

    synced: bytes | None = None


@define
class PowerCut:
    """Watches a folder, and collects the disks that a power cut may leave, each once."""

    folder: Path
    disks: dict[tuple[tuple[str, bytes | None], ...], str] = field(factory=dict)
    _contents: dict[int, Content] = field(factory=dict)
    _names: dict[str, dict[str, Content | None]] = field(factory=dict)
    """The names that each folder had when it was synced last, with the content of each, None for a folder."""
    _moved: dict[str, tuple[str, Content]] = field(factory=dict)
    """Files that went from one folder to another, which is one step on disk too: their paths, and those before."""

    def __attrs_post_init__(self) -> None:
        self.sync_all()

    def sync_all(self) -> None:
        """Sync every file and folder."""
        for root, _, names in os.walk(self.folder):
            for name in names:
                self.sync(os.path.join(root, name))
            self.sync(root)

    def sync(self, path: str) -> None:
        """Sync a file or the names of a folder."""
        if os.path.isdir(path):
            with os.scandir(path) as entries:
                self._names[path] = {
                    entry.name: None if entry.is_dir() else self._find(entry.inode()) for entry in entries
                }
            self._moved = {target: move for target, move in self._moved.items() if os.path.dirname(target) != path}
        else:
            self._find(os.stat(path).st_ino).synced = Path(path).read_bytes()

    def move(self, source: str, target: str) -> None:
        """Note that a file is about to get another name."""
        self.forget(target)
        if os.path.dirname(source) != os.path.dirname(target):
            self._moved[target] = source, self._find(os.stat(source).st_ino)

    def list_moved(self, folder: str) -> "Iterator[Item]":
        """List the files that went from a folder to another that was not synced since."""
        for source, content in self._moved.values():
            if os.path.dirname(source) == folder:
                yield os.path.basename(source), content.synced or b""

    def forget(self, path: str, folder: int | None = None) -> None:
        """Forget a file that is about to be removed, since another may get its number."""
        if os.access(path, os.F_OK, dir_fd=folder):
            self._contents.pop(os.stat(path, dir_fd=folder).st_ino, None)

    def fail(self, moment: str) -> None:
        """Let the power fail, and add what the disk may have."""
        for model in MODELS:
            disk = dict(self._read(str(self.folder), model))
            self.disks.setdefault(tuple(sorted(disk.items())), f"{model.__name__} at {moment}")

    def _find(self, number: int) -> Content:
        return self._contents.setdefault(number, Content())

    def _read(
        self, folder: str, model: "Callable[[PowerCut, str], Iterator[Item]]"
    ) -> Iterator[tuple[str, bytes | None]]:
        for name, content in model(self, folder):
            path = os.path.join(folder, name)
            yield os.path.relpath(path, self.folder), content
            if content is None:
                yield from self._read(path, model)

    def list_synced(self, folder: str) -> Iterator["Item"]:
        """List the names that a folder had when it was synced, with what they had when they were."""
        for name, content in self._names.get(folder, {}).items():
            yield name, None if content is None else content.synced or b""

    def list_real(self, folder: str) -> Iterator[tuple[str, bytes | None, bytes | None]]:
        """List the names that a folder has now, with what they had when they were synced, and what they have now."""
        if not os.path.isdir(folder):
            return
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield entry.name, None, None
                else:
                    yield entry.name, self._find(entry.inode()).synced or b"", Path(entry.path).read_bytes()


Item = tuple[str, bytes | None]


def all_lost(disk: PowerCut, folder: str) -> Iterator[Item]:
    """Neither names nor bytes are there that were not synced."""
    yield from disk.list_synced(folder)


def names_kept(disk: PowerCut, folder: str) -> Iterator[Item]:
    """All names are there, as file systems with a journal have it, and no bytes that were not synced."""
    for name, synced, _ in disk.list_real(folder):
        yield name, synced


def torn(disk: PowerCut, folder: str) -> Iterator[Item]:
    """All names are there, and of what was not synced one half."""
    for name, synced, now in disk.list_real(folder):
        yield name, now if now is None or synced is None or now == synced else _tear(synced, now)


def blank(disk: PowerCut, folder: str) -> Iterator[Item]:
    """All names are there, and of what was not synced the length."""
    for name, synced, now in disk.list_real(folder):
        yield name, now if now is None or synced is None or now == synced else (synced + bytes(len(now)))[: len(now)]


def own_folder_lost(disk: PowerCut, folder: str) -> Iterator[Item]:
    """All names are there, but in the run's own folder only those that were synced."""
    is_own = os.path.basename(folder).startswith(".smarthandle-run")
    yield from disk.list_synced(folder) if is_own else names_kept(disk, folder)


def own_folder_kept(disk: PowerCut, folder: str) -> Iterator[Item]:
    """Only names are there that were synced, but in the run's own folder all of them."""
    is_own = os.path.basename(folder).startswith(".smarthandle-run")
    if is_own:
        yield from torn(disk, folder)
        yield from disk.list_moved(folder)
        return
    yield from disk.list_synced(folder)
    if os.path.isdir(os.path.join(folder, ".smarthandle-run")) and ".smarthandle-run" not in dict(
        disk.list_synced(folder)
    ):
        yield ".smarthandle-run", None


MODELS: Final = (all_lost, names_kept, torn, blank, own_folder_lost, own_folder_kept)
BLOCK: Final = 512
SYNCS: Final = ("fsync", "sync")
"""What takes long and changes nothing that is seen, so that it is only watched."""


def _tear(synced: bytes, now: bytes) -> bytes:
    """Take every other block of what was not synced, and cut a file that is new."""
    if not synced:
        return now[: len(now) // 2]
    blocks = range(0, max(len(now), len(synced)), BLOCK)
    return b"".join((now, synced)[at // BLOCK % 2][at : at + BLOCK] for at in blocks)


def watch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> PowerCut:
    """Watch all that is done in a folder from now on."""
    cut = PowerCut(folder)

    def watch_call(name: str, watcher: Callable[..., object]) -> None:
        real = getattr(os, name)

        def call(*arguments: Any, **options: Any) -> object:
            cut.fail(f"{name} {len(cut.disks)}")
            watcher(*arguments, **options)
            return None if name in SYNCS else real(*arguments, **options)

        monkeypatch.setattr(os, name, call)

    def sync_number(number: int) -> None:
        path = os.readlink(f"/proc/self/fd/{number}")
        if path.startswith(str(folder)):
            cut.sync(path)

    watch_call("fsync", sync_number)
    watch_call("sync", cut.sync_all)
    watch_call("replace", lambda source, target: cut.move(os.path.abspath(source), os.path.abspath(target)))
    watch_call("unlink", lambda path, dir_fd=None: cut.forget(os.fspath(path), dir_fd))
    watch_call("rmdir", lambda *_, **__: None)

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
            result = super().execute(sql, *parameters)
            if sql == "COMMIT":
                cut.fail("COMMIT")
                [_, _, path] = super().execute("PRAGMA database_list").fetchone()
                if path.startswith(str(folder)) and super().execute("PRAGMA main.synchronous").fetchone()[0] > 1:
                    cut.sync(path)
                    cut.sync(os.path.dirname(path))
            return result

    real_connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: real_connect(*args, factory=Connection, **options))
    return cut


def write_disk(disk: tuple[tuple[str, bytes | None], ...], folder: Path) -> None:
    """Write what a disk has."""
    for name, content in disk:
        path = folder / name
        if content is None:
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
