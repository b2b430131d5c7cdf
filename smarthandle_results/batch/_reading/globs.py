"""A glob → the paths that it matches, sorted: those that `glob.glob` finds recursively, apart from three things.

A part of a pattern that is the name of something, where it is looked for, is that name: `Render[1]/*.json` means the
folder `Render[1]`, and `Render1` only where there is none. A folder that is locked is a match itself, in place of what
may be in it, so that it is not passed over in silence. A last `**` matches the files at any depth, and no folders.
"""

import os
from collections.abc import Iterator
from fnmatch import filter as filter_names
from glob import has_magic
from pathlib import Path


def find_matches(pattern: str) -> list[str]:
    """Find the paths that a glob matches, sorted; one that ends with a slash matches folders alone."""
    matches = sorted({*_match(*split_pattern(pattern), set())})
    return [match for match in matches if os.path.isdir(match)] if pattern.endswith(os.sep) else matches  # noqa: PTH112 - it raises no error for one that is locked


def split_pattern(pattern: str) -> tuple[Path, tuple[str, ...]]:
    """Split a glob into the folder that it begins in, and its parts from the first on that is no name there."""
    root, parts = Path(), Path(pattern).parts
    while parts and (not has_magic(parts[0]) or _is_there(root / parts[0])):
        root, parts = root / parts[0], parts[1:]
    return root, parts


def _match(folder: Path, parts: tuple[str, ...], entered: set[tuple[str, int]]) -> Iterator[str]:
    if not parts:
        yield str(folder)
        return
    try:
        names = _list_names(folder, parts[0])
    except OSError:
        yield str(folder)
        return
    if parts[0] == "**" and names != ["**"]:
        yield from _match_below(folder, names, parts, entered)
        return
    for name in names:
        yield from _match(folder / name, parts[1:], entered)


def _match_below(
    folder: Path, names: list[str], parts: tuple[str, ...], entered: set[tuple[str, int]]
) -> Iterator[str]:
    """Match the parts after a `**` in a folder and in all below it, each once: links may lead in a circle."""
    place = os.path.realpath(folder), len(parts)
    if place in entered:
        return
    entered.add(place)
    if len(parts) > 1:
        yield from _match(folder, parts[1:], entered)
    for name in names:
        if os.path.isdir(folder / name):  # noqa: PTH112 - likewise
            yield from _match(folder / name, parts, entered)
        elif len(parts) == 1:
            yield str(folder / name)


def _list_names(folder: Path, part: str) -> list[str]:
    """List the names in a folder that a part of a pattern matches; for `**` all. Raises `OSError` if it is locked."""
    if _is_there(folder / part):
        return [part]
    if not has_magic(part):
        return []
    try:
        names = sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    visible = names if part.startswith(".") else [name for name in names if not name.startswith(".")]
    return visible if part == "**" else filter_names(visible, part)


def _is_there(path: Path) -> bool:
    """Say whether there is something of a name, be it a link that leads nowhere. Raises an error if it cannot tell."""
    try:
        path.lstat()
    except PermissionError:
        raise
    except OSError:  # there is none, or no file can have that name
        return False
    return True
