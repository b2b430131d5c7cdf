"""Arguments → the files to read, in a fixed order: as given, and within a folder or a glob sorted by name."""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from glob import has_magic
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG
from typing import Final, TypeAlias, final

import orjson
from attrs import frozen

from smarthandle_results.batch._destination import MANIFEST
from smarthandle_results.batch._forms import SUBTITLE_FORMS
from smarthandle_results.batch._outputs import TABLES
from smarthandle_results.batch._reading.globs import find_matches, split_pattern

STDIN: Final = "-"


@final
@frozen
class Input:
    """A file to read, or standard input as `-`, under the name that the tables give it.

    `root` is the folder, be it that of a glob, in which it was found; for a file that was named itself, the absolute
    path of the folder that all files have in common that were; None if it was the only one.
    """

    name: str
    root: str | None = None

    @property
    def bare_path(self) -> str:
        """Its path below the root, without suffix; of the only file that was named itself the last part alone.

        >>> Input("jobs/a/video_0001.json.gz", "jobs").bare_path, Input("jobs/b.xml").bare_path
        ('a/video_0001', 'b')
        """
        if self.name == STDIN:
            return "stdin"
        # Not by `pathlib`, since there may be a million of these.
        if self.root is None:
            below = os.path.basename(self.name)  # noqa: PTH119
        else:
            # The root of files that were named is absolute and without steps back, as their names need not be; the root
            # of a folder or glob is the beginning of each name.
            is_plain = self.root == os.path.abspath(self.root)  # noqa: PTH100
            name = os.path.abspath(self.name) if is_plain else self.name  # noqa: PTH100
            below = name.removeprefix(os.path.join(self.root, ""))  # noqa: PTH118
        packed, suffix = os.path.splitext(below)  # noqa: PTH122
        path = os.path.splitext(packed)[0] if suffix.lower() in {".gz", ".zst"} else packed  # noqa: PTH122
        return path.replace(os.sep, "/")

    def stat(self) -> os.stat_result | None:
        """Return what the file system says of a regular file; None for anything else, or if the file is not there."""
        try:
            status = os.fstat(sys.stdin.fileno()) if self.name == STDIN else os.stat(self.name)  # noqa: PTH116 - a million of these
        except (OSError, ValueError, AttributeError):  # it is not there, or a program has replaced it
            return None
        return status if S_ISREG(status.st_mode) else None

    def stat_size(self) -> int | None:
        """Return the size on disk in bytes; None if it is unknown."""
        status = self.stat()
        return status.st_size if status else None

    def is_stream(self) -> bool:
        """Return whether it can be read only once, like a pipe or standard input."""
        path = Path(self.name)
        return self.name == STDIN or (self.stat() is None and path.exists() and not path.is_dir())


class Reason(StrEnum):
    """Why something in a folder, or that a glob matches, was not looked at."""

    SUFFIX = "suffix"
    NO_REGULAR_FILE = "no_regular_file"
    HIDDEN = "hidden"
    EARLIER_TABLE = "earlier_table"


@final
@frozen
class LeftOut:
    """What was not looked at for one reason: how many files and folders, and the paths of the first few.

    `suffixes` counts the files of each suffix that is not read, in lower case, the most frequent first; `(other)` are
    those beyond a hundred, and an empty one is that of files that have none.
    """

    reason: Reason
    count: int
    names: tuple[str, ...]
    suffixes: tuple[tuple[str, int], ...] = ()


@final
@frozen(kw_only=True)
class Search:
    """What a folder or a glob, the `argument`, contains: how many files to read, and what was left out, by reason."""

    argument: str
    files: int
    left_out: tuple[LeftOut, ...] = ()


SearchListener: TypeAlias = Callable[[Search], object]
NameListener: TypeAlias = Callable[[Reason, str], object]
"""Called with the path of each file and folder that is not looked at, and why."""


def escape_name(name: str) -> str:
    r"""Write a file's name as text that can be encoded: bytes that are not UTF-8 become `\udcff` and the like."""
    return name.encode(errors="backslashreplace").decode()


def find_inputs(  # noqa: PLR0913 - what is read, and to whom it is reported
    arguments: Iterable[str],
    *,
    skipped: Iterable[Path] = (),
    subtitles: bool = False,
    logs: bool = False,
    on_search: SearchListener = lambda _: None,
    on_left_out: NameListener = lambda _, __: None,
) -> tuple[Input, ...]:
    """Find the files to read: those that are named, whatever they are, those of a glob, and those of a folder.

    Of a folder and all below it, linked folders too, these are read: `.json`, `.jsonl`, `.ndjson` and `.xml`, each also
    with `.gz` or `.zst`, with `logs` also `.log`, and with `subtitles` also the subtitle files whose form can be read.
    Left out are hidden files and folders, the tables beside the `run.json` of the run that wrote them, and what is in a
    `skipped` folder, unless that is the very one to search or contains it. Of a folder and of a glob only regular files
    are read: no pipes, sockets and devices. A link that leads nowhere, and a folder in them that is locked, are among
    the inputs, for reading them reports why.

    A part of a glob that is the name of a file or folder there is that name, no pattern. A file that is found twice is
    read once, under the first of its names. The root of files that are named is the folder that they have in common, so
    that files of several folders are called alike whether a shell or this function expands a glob. `on_search` is
    called with each folder and glob, and `on_left_out` with each file and folder in them that is not looked at.

    Raises `FileNotFoundError` for an argument that matches nothing, and `OSError` for a folder that cannot be searched.
    """
    skipped_folders = {path.resolve() for path in skipped}
    pattern = _compile_pattern(subtitles=subtitles, logs=logs)
    resolver = Resolver()
    inputs: dict[str, Input] = {}
    named: dict[str, str] = {}
    for argument in arguments:
        if argument == STDIN:
            inputs.setdefault(STDIN, Input(STDIN))
            continue
        _require_name(argument)
        files, finder, root = 0, _Finder(skipped_folders, pattern, on_left_out), _find_root(argument)
        for name in map(_spell, finder.find(argument)):
            files += 1
            real = resolver.resolve(name)
            if root is None and real not in inputs and os.path.isfile(name):  # noqa: PTH113 - a million of these
                named[real] = name
            inputs.setdefault(real, Input(name, root))
        path = Path(argument)
        if path.is_dir() or not path.exists():
            on_search(Search(argument=argument, files=files, left_out=finder.list_left_out()))
    if len(named) > 1:
        common = _find_common_folder(named.values())
        inputs.update((real, Input(name, common)) for real, name in named.items())
    return tuple(inputs.values())


def _compile_pattern(*, subtitles: bool, logs: bool) -> re.Pattern[str]:
    """Return the pattern of the names that are read in a folder."""
    suffixes = "|".join((*_SUFFIXES, *(["log"] if logs else [])))
    bodies = rf"(?!.+(?:{_FORMS})(?:\.gz|\.zst)?\Z).+\.({suffixes})(\.gz|\.zst)?"
    return re.compile(rf"{bodies}|.+({_READ_FORMS})" if subtitles else bodies, re.IGNORECASE | re.DOTALL)


def _find_common_folder(names: Iterable[str]) -> str | None:
    """Find the absolute path of the folder that files have in common; None where they are on several drives."""
    common = before = ""
    for name in names:
        folder = os.path.dirname(os.path.abspath(name))  # noqa: PTH100, PTH120 - a million of these
        if folder != before:
            try:
                common = os.path.commonpath([common or folder, folder])
            except ValueError:  # pragma: no cover - Windows
                return None
            before = folder
    return common


def _require_name(argument: str) -> None:
    """Raise `ValueError` for a text that begins as a response does: the system's error for it would quote it."""
    if _RESPONSE.match(argument) and not os.path.exists(argument):  # noqa: PTH110 - it raises no error for a long one
        raise ValueError("expected the name of a file or folder, got the text of a response: decode_response reads one")


def _find_root(argument: str) -> str | None:
    """Find the folder that an argument is or, if it is a glob, begins in; None for one that names a file."""
    path = Path(argument)
    if path.is_dir():
        return str(path)
    return None if path.exists() else str(split_pattern(argument)[0])


@final
class Resolver:
    """Finds the real paths of inputs; for one in the folder of the one before it only looks whether it is a link."""

    def __init__(self) -> None:
        self._folder: str | None = None
        self._start = ""  # how real paths in it begin

    def resolve(self, name: str) -> str:
        """Find the real path of an input; of standard input it is its name."""
        if name == STDIN:
            return name
        if os.path.islink(name):  # noqa: PTH114 - a million of these
            return os.path.realpath(name)
        folder, last = os.path.split(name)
        if folder != self._folder:
            self._folder, self._start = folder, os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - a text
        return self._start + last


@final
class _Finder:
    """Finds the files of one argument, those of folders by a pattern of their names, and lists what it leaves out."""

    def __init__(self, skipped: set[Path], pattern: re.Pattern[str], on_left_out: NameListener) -> None:
        self._skipped = skipped
        self._pattern = pattern
        self._on_left_out = on_left_out
        self._entered: set[Path] = set()
        self._matches: frozenset[str] = frozenset()
        self._counts: Counter[Reason] = Counter()
        self._names: dict[Reason, list[str]] = {reason: [] for reason in Reason}
        self._suffixes: Counter[str] = Counter()

    def list_left_out(self) -> tuple[LeftOut, ...]:
        suffixes = {Reason.SUFFIX: tuple(sorted(self._suffixes.items(), key=lambda item: (-item[1], item[0])))}
        return tuple(
            LeftOut(reason, self._counts[reason], tuple(names), suffixes.get(reason, ()))
            for reason, names in self._names.items()
            if names
        )

    def find(self, argument: str) -> Iterator[str]:
        """Find the names of files."""
        path = Path(argument)
        if not argument:
            raise ValueError("expected the name of a file or folder, got an empty one")
        if path.is_dir():
            os.scandir(path).close()  # or one that is locked would be an input like those in folders
            yield from self._walk(path)
        elif path.exists():
            yield str(path)
        elif path.is_symlink():
            raise FileNotFoundError(2, "the link leads nowhere", argument)
        elif has_magic(argument) and (matches := find_matches(argument)):
            root, _ = split_pattern(argument)
            yield from self._find_in_matches(root, matches)
        else:
            raise FileNotFoundError(2, "no such file or folder", argument)

    def _find_in_matches(self, root: Path, matches: list[str]) -> Iterator[str]:
        skipped = self._skipped - {root.resolve(), *root.resolve().parents}
        self._matches = frozenset(matches)
        for match in matches:
            real = Path(os.path.realpath(match))  # `resolve` raises an error for a link that leads to itself
            if skipped.intersection((real, *real.parents)):
                continue
            if os.path.isdir(match):  # noqa: PTH112 - it raises no error, whatever is locked
                yield from self._walk(Path(match))
            elif _is_file(match):
                yield match
            else:
                self._leave_out(Reason.NO_REGULAR_FILE, match)

    def _walk(self, root: Path) -> Iterator[str]:
        folders = [root] if self._is_new(root) else []
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = sorted((entry for entry in listing if entry.name != MANIFEST), key=attrgetter("name"))
            except OSError:
                yield str(folder)
                continue
            inner: list[Path] = []
            has_tables = any(_TABLE.fullmatch(entry.name) for entry in entries) and is_output_folder(folder)
            start = "" if folder == Path() else os.path.join(folder, "")  # noqa: PTH118 - a million of these
            for entry in entries:
                name = start + entry.name
                if entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and os.path.isdir(name)):  # noqa: PTH112 - likewise
                    path = folder / entry.name
                    if path.resolve() in self._skipped:
                        continue
                    if entry.name[0] == ".":
                        self._leave_out(Reason.HIDDEN, f"{name}{os.sep}")
                    elif self._is_new(path):
                        inner.append(path)
                elif name in self._matches:
                    continue
                elif (reason := self._judge(entry, has_tables=has_tables)) is None:
                    yield name
                else:
                    self._leave_out(reason, name)
            folders += reversed(inner)

    def _judge(self, entry: "os.DirEntry[str]", *, has_tables: bool) -> Reason | None:
        """Return why a file of a folder is left out; None if it is not."""
        if entry.name[0] == ".":
            return Reason.HIDDEN
        if has_tables and _TABLE.fullmatch(entry.name):
            return Reason.EARLIER_TABLE
        if not self._pattern.fullmatch(entry.name):
            return Reason.SUFFIX
        # The listing knows which are files, so that only the others are looked at one by one.
        return None if entry.is_file(follow_symlinks=False) or _is_file(entry.path) else Reason.NO_REGULAR_FILE

    def _leave_out(self, reason: Reason, name: str) -> None:
        self._counts[reason] += 1
        self._on_left_out(reason, name)
        if self._counts[reason] <= MAX_NAMES:
            self._names[reason].append(name)
        if reason is Reason.SUFFIX:
            suffix = _find_suffix(name)
            is_counted = suffix in self._suffixes or len(self._suffixes) < MAX_SUFFIXES
            self._suffixes[suffix if is_counted else OTHERS] += 1

    def _is_new(self, folder: Path) -> bool:
        """Say whether a folder is entered for the first time: links may lead to one that was searched already."""
        real = folder.resolve()
        is_new = real not in self._entered
        self._entered.add(real)
        return is_new


def _spell(name: str) -> str:
    """Spell the name of a file or folder so that it is not that of standard input."""
    return os.path.join(os.curdir, name) if name == STDIN else name  # noqa: PTH118 - a path drops the dot


def _find_suffix(name: str) -> str:
    """Return a name's suffix in lower case, with that of a compression."""
    if match := _FORM_SUFFIX.search(name):  # which may have two dots
        return match[0].lower()
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122 - a million of these
    return os.path.splitext(stem)[1] + suffix if suffix in {".gz", ".zst"} else suffix  # noqa: PTH122 - likewise


def _is_file(name: str) -> bool:
    """Say whether it is a regular file, or a link that leads nowhere: to read that reports it."""
    return os.path.isfile(name) or not os.path.exists(name)  # noqa: PTH110, PTH113 - they raise no error, whatever is locked


def is_output_folder(folder: Path) -> bool:
    """Say, by its `run.json`, whether a run wrote into a folder."""
    path = folder / "run.json"
    try:
        record = orjson.loads(path.read_bytes() if path.is_file() else b"")
    except (OSError, orjson.JSONDecodeError):
        return False
    return isinstance(record, dict) and {"version", "options", "counts", "repairs"} <= record.keys()


MAX_NAMES: Final = 3
"""How many names are listed for each reason to leave something out."""

MAX_SUFFIXES: Final = 100
"""How many suffixes are counted one by one: names may end with anything."""
OTHERS: Final = "(other)"

_FORMS: Final = "|".join(re.escape(form.suffix) for form in SUBTITLE_FORMS.values())
_READ_FORMS: Final = "|".join(re.escape(form.suffix) for form in SUBTITLE_FORMS.values() if form.decode)
_FORM_SUFFIX: Final = re.compile(rf"({_FORMS})(\.gz|\.zst)?\Z", re.IGNORECASE)
_SUFFIXES: Final = ("json", "jsonl", "ndjson", "xml")
_RESPONSE: Final = re.compile(r"""[\s\ufeff"]*+(?:<[?\w]|[\[{][\s\[{]*+\\?["'])""")
_TABLE: Final = re.compile(rf"(({'|'.join(TABLES)})\.jsonl(\.gz|\.zst)?|run\.json)")
