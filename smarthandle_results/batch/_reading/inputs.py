"""Arguments → the files to read, in a fixed order: as given, and within a folder or a glob sorted by name."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from glob import glob, has_magic
from itertools import takewhile
from pathlib import Path
from stat import S_ISREG
from typing import Final, TypeAlias, final

import orjson
from attrs import frozen

from smarthandle_results.batch._outputs import TABLES

STDIN: Final = "-"


@final
@frozen
class Input:
    """A file to read, or standard input as `-`, under the name that the tables give it."""

    name: str

    def stat(self) -> os.stat_result | None:
        """Return what the file system says of a regular file; None for anything else, or if the file is not there."""
        try:
            status = os.fstat(sys.stdin.fileno()) if self.name == STDIN else Path(self.name).stat()
        except (OSError, ValueError, AttributeError):  # it is not there, or a program has replaced it
            return None
        return status if S_ISREG(status.st_mode) else None

    def stat_size(self) -> int | None:
        """Return the size on disk in bytes; None if it is unknown."""
        status = self.stat()
        return status.st_size if status else None

    def stat_modified_ns(self) -> int | None:
        """Return the time of the last change in nanoseconds; None if it is unknown."""
        status = self.stat()
        return status.st_mtime_ns if status else None

    def is_stream(self) -> bool:
        """Return whether it can be read only once, like a pipe or standard input."""
        path = Path(self.name)
        return self.name == STDIN or (path.exists() and not path.is_file())


@final
@frozen(kw_only=True)
class Search:
    """What a folder or a glob, the `argument`, contains: how many files to read, and how many are left out by name."""

    argument: str
    files: int
    left_out: int


SearchListener: TypeAlias = Callable[[Search], object]


def escape_name(name: str) -> str:
    r"""Write a file's name as text that can be encoded: bytes that are not UTF-8 become `\udcff` and the like."""
    return name.encode(errors="backslashreplace").decode()


def find_inputs(
    arguments: Iterable[str],
    *,
    skipped: Iterable[Path] = (),
    subtitles: bool = False,
    on_search: SearchListener = lambda _: None,
) -> tuple[Input, ...]:
    """Find the files to read: those that are named, whatever their suffix, those of a glob, and those of a folder.

    Of a folder and all below it, linked folders too, these are read: `.json`, `.jsonl`, `.ndjson` and `.xml`, each
    also with `.gz` or `.zst`, and with `subtitles` also `.srt` and `.vtt`. Left out are hidden files, the tables beside
    the `run.json` of the run that wrote them, and what is in a `skipped` folder, unless that is the very one to search
    or contains it. A file that is found twice is read once, under the first of its names. `on_search` is called with
    each folder and glob. Raises `FileNotFoundError` for an argument that matches nothing.
    """
    finder = _Finder({path.resolve() for path in skipped}, _BODIES_AND_SUBTITLES if subtitles else _BODIES)
    resolve = lru_cache(maxsize=1)(os.path.realpath)  # most files are in the folder of the one before
    names: dict[str, str] = {}
    for argument in arguments:
        files, left_out = 0, finder.left_out
        for name in finder.find(argument):
            files += 1
            parent, last = os.path.split(name)
            is_simple = name != STDIN and not os.path.islink(name)  # noqa: PTH114 - a million of these
            real = os.path.join(resolve(parent), last) if is_simple else _resolve(name)  # noqa: PTH118 - likewise
            names.setdefault(real, name)
        path = Path(argument)
        if argument != STDIN and (path.is_dir() or not path.exists()):
            on_search(Search(argument=argument, files=files, left_out=finder.left_out - left_out))
    return tuple(map(Input, names.values()))


def _resolve(name: str) -> str:
    return name if name == STDIN else os.path.realpath(name)


@final
class _Finder:
    """Finds the files of arguments by a pattern of their names, and counts the files of folders that it leaves out."""

    def __init__(self, skipped: set[Path], pattern: re.Pattern[str]) -> None:
        self._skipped = skipped
        self._pattern = pattern
        self.left_out = 0

    def find(self, argument: str) -> Iterator[str]:
        path = Path(argument)
        if not argument:
            raise ValueError("expected the name of a file or folder, got an empty one")
        if argument == STDIN:
            yield STDIN
        elif path.is_dir():
            yield from self._walk(path)
        elif path.exists():
            yield str(path)
        elif has_magic(argument) and (matches := sorted(glob(argument, recursive=True))):  # noqa: PTH207 - a path cannot start from an absolute pattern
            yield from self._find_matches(argument, map(Path, matches))
        else:
            raise FileNotFoundError(2, "no such file or folder", argument)

    def _find_matches(self, pattern: str, matches: Iterable[Path]) -> Iterator[str]:
        # The folder that a glob begins in: its parts before the first with a wildcard.
        root = Path(*takewhile(lambda part: not has_magic(part), Path(pattern).parts)).resolve()
        skipped = self._skipped - {root, *root.parents}
        for match in matches:
            real = match.resolve()
            if skipped.intersection((real, *real.parents)):
                continue
            if match.is_dir():
                yield from self._walk(match)
            else:
                yield str(match)

    def _walk(self, root: Path) -> Iterator[str]:
        seen = {root.resolve()}
        for parent, folders, files in os.walk(root, onerror=_raise, followlinks=True):
            folders[:] = [name for name in sorted(folders) if name[0] != "." and self._enter(Path(parent, name), seen)]
            visible = sorted(name for name in files if name[0] != ".")
            tables = {name for name in visible if _TABLE.fullmatch(name)}
            if tables and not _is_output(Path(parent)):
                tables.clear()
            for name in visible:
                if name not in tables and self._pattern.search(name):
                    yield str(Path(parent, name))
                else:
                    self.left_out += 1

    def _enter(self, folder: Path, seen: set[Path]) -> bool:
        """Decide whether to search a folder, and only once: links may lead to one that was searched already."""
        real = folder.resolve()
        if real in self._skipped or real in seen:
            return False
        seen.add(real)
        return True


def _is_output(folder: Path) -> bool:
    """Say, by its `run.json`, whether a run wrote into a folder."""
    try:
        record = orjson.loads((folder / "run.json").read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return False
    return isinstance(record, dict) and {"version", "options", "counts", "repairs"} <= record.keys()


def _raise(error: OSError) -> None:
    raise error


_BODIES: Final = re.compile(r"^[^.].*\.(json|jsonl|ndjson|xml)(\.gz|\.zst)?$", re.IGNORECASE)
_BODIES_AND_SUBTITLES: Final = re.compile(rf"{_BODIES.pattern}|^[^.].*\.(srt|vtt)$", re.IGNORECASE)
_TABLE: Final = re.compile(rf"(({'|'.join(TABLES)})\.jsonl(\.gz|\.zst)?|run\.json)")
