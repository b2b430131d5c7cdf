"""Arguments → the files to read, in a fixed order: as given, and within a folder or a glob sorted by name."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from glob import glob, has_magic
from pathlib import Path
from stat import S_ISREG
from typing import Final, TypeAlias, final

import orjson
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
        status = self.find_status()
        return status.st_size if status else None

    @property
    def modified_ns(self) -> int | None:
        """When it was last written, in nanoseconds; None where nobody can say."""
        status = self.find_status()
        return status.st_mtime_ns if status else None

    @property
    def is_stream(self) -> bool:
        """Tell what can be read but once, such as a pipe."""
        path = Path(self.name)
        return self.name == STDIN or (path.exists() and not path.is_file())

    def find_status(self) -> os.stat_result | None:
        """Find what the file system says of a regular file; None for all else."""
        try:
            status = os.fstat(sys.stdin.fileno()) if self.name == STDIN else Path(self.name).stat()
        except (OSError, ValueError, AttributeError):  # it is not there, or is a stand-in of a program's own
            return None
        return status if S_ISREG(status.st_mode) else None


@final
@frozen(kw_only=True)
class Search:
    """What became of a folder or a glob: the files that were taken, and those left out for their names."""

    argument: str
    found: int
    left_out: int


SearchListener: TypeAlias = Callable[[Search], object]


def escape_name(name: str) -> str:
    r"""Write a file's name as text that can be encoded: bytes that are no UTF-8 as `\udcff` and the like."""
    return name.encode(errors="backslashreplace").decode()


def find_inputs(
    arguments: Iterable[str],
    *,
    skipped: Iterable[Path] = (),
    subtitles: bool = False,
    report: SearchListener = lambda _: None,
) -> tuple[Input, ...]:
    """Find files: those that are named, whatever their suffix, those that a glob matches, and those of a folder.

    In a folder and all below it, linked folders too, these are taken: `.json`, `.jsonl`, `.ndjson` and `.xml`, each
    also with `.gz` or `.zst`, and with `subtitles` also `.srt` and `.vtt`. Hidden ones are not, nor are tables beside
    the `run.json` of the run that wrote them, nor what is in a `skipped` folder, unless it is the very one that is
    searched or holds it. A file that is found twice is taken once, under the first of its names. `report` hears of each
    folder and glob. Raises `FileNotFoundError` for what is not there.
    """
    search = _Search({path.resolve() for path in skipped}, _SUBTITLES if subtitles else _TAKEN)
    resolve = lru_cache(maxsize=1)(os.path.realpath)  # most files stand in the folder of the one before
    names: dict[str, str] = {}
    for argument in arguments:
        found = 0
        left_out = search.left_out
        for found, name in enumerate(search.find(argument), start=1):  # noqa: B007 - the last is the count
            parent, last = os.path.split(name)
            is_simple = name != STDIN and not os.path.islink(name)  # noqa: PTH114 - a million of these
            real = os.path.join(resolve(parent), last) if is_simple else _resolve(name)  # noqa: PTH118 - likewise
            names.setdefault(real, name)
        if argument != STDIN and not _is_file(argument):
            report(Search(argument=argument, found=found, left_out=search.left_out - left_out))
    return tuple(map(Input, names.values()))


def _resolve(name: str) -> str:
    return name if name == STDIN else os.path.realpath(name)


def _is_file(argument: str) -> bool:
    path = Path(argument)
    return path.exists() and not path.is_dir()


@final
class _Search:
    """Finds names, and counts the files of folders that are left out."""

    def __init__(self, skipped: set[Path], taken: re.Pattern[str]) -> None:
        self._skipped = skipped
        self._taken = taken
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
            yield from self._take_matches(argument, map(Path, matches))
        else:
            raise FileNotFoundError(2, "no such file or folder", argument)

    def _take_matches(self, pattern: str, matches: Iterable[Path]) -> Iterator[str]:
        root = _find_root(pattern).resolve()
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
            if tables and not _is_written_by_us(Path(parent)):
                tables.clear()
            for name in visible:
                if name not in tables and self._taken.search(name):
                    yield str(Path(parent, name))
                else:
                    self.left_out += 1

    def _enter(self, folder: Path, seen: set[Path]) -> bool:
        """Tell whether to go into a folder: links may lead to one that was searched already."""
        real = folder.resolve()
        if real in self._skipped or real in seen:
            return False
        seen.add(real)
        return True


def _find_root(pattern: str) -> Path:
    """Find the folder that a glob begins in: what stands before its first part that is not plain."""
    parts = Path(pattern).parts
    plain = next((number for number, part in enumerate(parts) if has_magic(part)), len(parts))
    return Path(*parts[:plain])


def _is_written_by_us(folder: Path) -> bool:
    """Tell by its `run.json` whether a run wrote into a folder."""
    try:
        record = orjson.loads((folder / "run.json").read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return False
    return isinstance(record, dict) and {"version", "options", "counts", "repairs"} <= record.keys()


def _raise(error: OSError) -> None:
    raise error


_TAKEN: Final = re.compile(r"^[^.].*\.(json|jsonl|ndjson|xml)(\.gz|\.zst)?$", re.IGNORECASE)
_SUBTITLES: Final = re.compile(rf"{_TAKEN.pattern}|^[^.].*\.(srt|vtt)$", re.IGNORECASE)
_TABLE: Final = re.compile(r"((copies|usage|cues|jobs|errors)\.jsonl(\.gz|\.zst)?|run\.json)")
