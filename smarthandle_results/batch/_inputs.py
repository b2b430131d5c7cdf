"""Arguments → the files to read, in a fixed order: as given, and within a folder or a glob sorted by name."""

import os
import re
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import Final, final

from attrs import frozen

STDIN: Final = "-"


@final
@frozen
class Input:
    """A file to read, or standard input, under the name that the tables give it."""

    name: str

    @property
    def size(self) -> int | None:
        """Bytes on disk; None where nobody can say."""
        status = self._status()
        return status.st_size if status else None

    @property
    def modified_ns(self) -> int | None:
        """When it was last written, in nanoseconds; None where nobody can say."""
        status = self._status()
        return status.st_mtime_ns if status else None

    def _status(self) -> os.stat_result | None:
        path = Path(self.name)
        return path.stat() if self.name != STDIN and path.is_file() else None


def find_inputs(
    arguments: Iterable[str], *, skipped: Iterable[Path] = (), subtitles: bool = False
) -> tuple[Input, ...]:
    """Find files: those that are named, whatever their suffix, those that a glob matches, and those of a folder.

    In a folder and all below it these are taken: `.json`, `.jsonl`, `.ndjson` and `.xml`, each also with `.gz` or
    `.zst`, and with `subtitles` also `.srt` and `.vtt`. Hidden ones are not, nor are tables that `convert` writes, nor
    what is in a `skipped` folder. A file that is found twice is taken once. Raises `FileNotFoundError` for what is not
    there.
    """
    leave_out = {path.resolve() for path in skipped}
    found = (name for argument in arguments for name in _find(argument, leave_out, _SUBTITLES if subtitles else _TAKEN))
    return tuple(map(Input, dict.fromkeys(found)))


def _find(argument: str, leave_out: set[Path], taken: re.Pattern[str]) -> Iterator[str]:
    path = Path(argument)
    if argument == STDIN:
        yield STDIN
    elif path.is_dir():
        yield from _walk(argument, leave_out, taken)
    elif path.exists():
        yield os.path.normpath(argument)
    elif has_magic(argument) and (matches := sorted(glob(argument, recursive=True))):  # noqa: PTH207 - a path cannot start from an absolute pattern
        for match in matches:
            yield from _walk(match, leave_out, taken) if Path(match).is_dir() else (os.path.normpath(match),)
    else:
        raise FileNotFoundError(2, "no such file or folder", argument)


def _walk(folder: str, leave_out: set[Path], taken: re.Pattern[str]) -> Iterator[str]:
    for parent, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(
            name for name in folders if name[0] != "." and Path(parent, name).resolve() not in leave_out
        )
        for name in sorted(files):
            if taken.search(name) and not _TABLE.fullmatch(name):
                yield os.path.normpath(str(Path(parent, name)))


def _raise(error: OSError) -> None:
    raise error


_TAKEN: Final = re.compile(r"^[^.].*\.(json|jsonl|ndjson|xml)(\.gz|\.zst)?$", re.IGNORECASE)
_SUBTITLES: Final = re.compile(rf"{_TAKEN.pattern}|^[^.].*\.(srt|vtt)$", re.IGNORECASE)
_TABLE: Final = re.compile(r"((copies|usage|cues|jobs|errors)\.jsonl(\.gz|\.zst)?|run\.json)")
