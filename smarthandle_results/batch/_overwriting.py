"""What a run is about to overwrite or remove → an error, or a file that is kept, if it cannot be made again.

Bodies cannot be fetched again, so that an input is never overwritten. Nor are, without `overwrite`, results of inputs
that the run does not have, tables that no run wrote, and subtitle files that no run wrote or that were changed since.

A folder has a manifest, which knows what runs wrote there. A run that writes one file (`-o`) leaves nothing beside it,
no note and no hash, so that nobody can know whether the file that is there was written by a run, or corrected since, or
is another program's. So one rule holds for all such files, subtitles and tables: one whose bytes are not those that
this run writes is never replaced without `overwrite`. The same command may be run again and again; with other options
or inputs it needs another name or `overwrite`.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final, final

from attrs import frozen

from smarthandle_results._printable import to_printable
from smarthandle_results.batch._destination import MANIFEST, WORK_FOLDER, Destination
from smarthandle_results.batch._files import temporary_path
from smarthandle_results.batch._forms import SUBTITLE_FORMS
from smarthandle_results.batch._manifest import Manifest, StaleFile, hash_content, hash_file
from smarthandle_results.batch._names import fold_name, split_number
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._reading.inputs import STDIN, Input, is_output_folder


class OverwriteError(RuntimeError):
    """Results in the way of a run that cannot be made again; the message names them."""


class Change(StrEnum):
    """What a run does to a file."""

    WRITTEN = "written"
    KEPT = "kept"
    REMOVED = "removed"


@final
@frozen
class FileChange:
    """What a run, or the run that a preview is of, does to the file at a path."""

    path: Path
    change: Change


@final
@frozen
class EditedFiles:
    """The subtitle files of earlier runs in a folder that were changed since, by the jobs that they are of.

    Where several jobs have one name, they are numbered in the order of the inputs, so that one more job changes the
    names of others. A file that somebody corrected stays that of its job all the same.
    """

    _earlier: Manifest
    _folder: Path

    def list_names(self, name: str, owners: Iterable[str]) -> list[str]:
        """List the names that earlier runs gave to a job's files, among those that are `name` with any number."""
        base = fold_name(name)
        return [found for found in self._earlier.list_names(owners) if fold_name(split_number(found)[0]) == base]

    def is_of_others(self, name: str, owners: Iterable[str]) -> bool:
        """Return whether the files of a name were changed and are those of other jobs alone."""
        found = self._earlier.list_owners(name)
        return bool(found) and found.isdisjoint(owners) and self.is_edited(name)

    def is_edited(self, name: str) -> bool:
        """Return whether any file of a name was changed."""
        paths = (f"{name}{form.suffix}" for form in SUBTITLE_FORMS.values())
        return not all(_is_ours(self._earlier, self._folder, path) for path in paths)


def check_overwriting(inputs: Iterable[Input], destination: Destination, outputs: Sequence[Output]) -> None:
    """Raise `ValueError` for an input that is a table or the record of the run, or may be a subtitle file of it."""
    placed = destination.place_outputs(outputs)
    written = [
        path.stat() for path in (*placed.values(), destination.record_path) if path is not None and path.is_file()
    ]
    endings = tuple(output.suffix for output in outputs if output not in placed)
    folder = destination.folder.resolve()
    for source in inputs:
        is_like_ours = source.name.endswith(endings) or WORK_FOLDER in source.name
        if _is_among(source, written) or (is_like_ours and Path(source.name).resolve().is_relative_to(folder)):
            raise _refuse(source)


def check_overwriting_file(inputs: Iterable[Input], file: BinaryIO) -> None:
    """Raise `ValueError` for an input that is the same file as an open one."""
    try:
        written = os.fstat(file.fileno())
    except OSError:  # a file object that a program made, with no file of the system
        return
    for source in inputs:
        if _is_among(source, [written]):
            raise _refuse(source)


def check_earlier_inputs(manifest: Manifest, folder: Path) -> None:
    """Raise `OverwriteError` for inputs of earlier runs whose results would be lost."""
    count, found = manifest.find_lost_inputs(MAX_NAMES)
    names = ["standard input or a pipe" if name == STDIN else name for name in found]
    if count:
        added = "" if STDIN in found else "add these inputs, "  # which can be read only once
        is_gone = STDIN not in found and not all(os.path.lexists(name) for name in found)
        hint = "; inputs that were moved and not changed are known again, copies are not" if is_gone else ""
        raise OverwriteError(
            f"{folder} has results of inputs that this run does not have, which would be lost: "
            f"{_list_names(names, count)}: write to another folder, {added}or use --overwrite, which removes them and "
            f"also replaces subtitles that were changed by hand{hint}"
        )


def check_earlier_files(manifest: Manifest, folder: Path, names: Iterable[str]) -> None:
    """Raise `OverwriteError` for files that no run wrote, or that were changed since."""
    found = [name for name in names if not _is_ours(manifest, folder, name)]
    if found:
        is_copied = is_output_folder(folder) and not (folder / MANIFEST).exists()
        hint = f"; a folder that is copied needs its {MANIFEST}, which says what runs wrote there" if is_copied else ""
        raise OverwriteError(
            f"{folder} has files that no run wrote there, or that were changed since, which would be lost: "
            f"{_list_names(found[:MAX_NAMES], len(found))}: move them away, or use --overwrite{hint}"
        )


def check_earlier_file(made: Path, path: Path) -> None:
    """Raise `OverwriteError` for a file that is there with another content than the one that was made to replace it."""
    found = hash_file(path)
    if found is not None and found != hash_file(made):
        raise OverwriteError(
            f"{path} is there already, and not as this run would write it; what is in it would be lost: "
            "write to another file, or use --overwrite"
        )


def is_kept(path: Path | str, content: bytes, is_ours: Callable[[str], bool]) -> bool:
    """Return whether a file is in the way of this content that has another one, and a hash that is not ours.

    A folder is kept in any case, since no file can replace it.
    """
    if not os.access(path, os.F_OK):  # which needs no exception, as few files are there
        return False
    if Path(path).is_dir():
        return True
    found = hash_file(Path(path))
    return found is not None and not is_ours(found) and found != hash_content(content)


def remove_stale(
    manifest: Manifest,
    folder: Path,
    *,
    spared: str,
    on_file: Callable[[str, Change], object],
    is_preview: bool = False,
) -> None:
    """Remove what earlier runs wrote and this one did not; `on_file` is called with the path of each.

    Kept are files that were changed since they were written, and those that a link leads to outside the folder; the
    manifest goes on to have them. A folder that is empty then is removed too. A preview removes nothing. Raises
    `OSError`.
    """
    resolve_folder = lru_cache(maxsize=1)(Path.resolve)
    real_folder = folder.resolve()
    for stale in _list_stale(manifest, folder, spared):
        path = folder / stale.path
        digest = hash_file(path)
        is_ours = digest in stale.digests and resolve_folder(path.parent).is_relative_to(real_folder)
        if digest is not None and not is_ours:
            manifest.take_over(stale.path)
            on_file(stale.path, Change.KEPT)
            continue
        if not is_preview:
            path.unlink(missing_ok=True)
            Path(temporary_path(path)).unlink(missing_ok=True)
            _remove_empty(path.parent, folder)
        if digest is not None:
            on_file(stale.path, Change.REMOVED)


def spare_stale(manifest: Manifest, folder: Path, *, spared: str) -> Iterator[str]:
    """Keep what earlier runs wrote and this one did not, and yield the paths of such files as are there."""
    for stale in _list_stale(manifest, folder, spared):
        if (folder / stale.path).exists():
            manifest.take_over(stale.path)
            yield stale.path


def _list_stale(manifest: Manifest, folder: Path, spared: str) -> Iterator[StaleFile]:
    for stale in manifest.list_stale():
        if stale.path != spared and _is_below(stale.path) and not _is_twin(stale, folder):
            yield stale


def _is_ours(manifest: Manifest, folder: Path, name: str) -> bool:
    digest = hash_file(folder / name)
    return digest is None or manifest.is_known(name, digest)


def _is_below(path: str) -> bool:
    """Return whether a path stays below a folder: others may have changed the manifest."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def _is_twin(stale: StaleFile, folder: Path) -> bool:
    """Return whether a file has another name in this run, on a file system to which the two names are one."""
    if stale.twin is None or not (folder / stale.path).exists():
        return False
    return (folder / stale.twin).exists() and (folder / stale.path).samefile(folder / stale.twin)


def _remove_empty(path: Path, folder: Path) -> None:
    while path != folder:
        try:
            path.rmdir()
        except OSError:  # it is not empty, or gone
            return
        path = path.parent


def _list_names(names: Sequence[str], count: int) -> str:
    listed = ", ".join(to_printable(name) for name in names)
    return f"{listed} and {count - len(names)} more" if count > len(names) else listed


def _is_among(source: Input, written: Sequence[os.stat_result]) -> bool:
    status = source.stat() if written else None
    return status is not None and any(os.path.samestat(status, other) for other in written)


def _refuse(source: Input) -> ValueError:
    return ValueError(f"expected an output apart from the inputs, got {to_printable(source.name)} as both")


MAX_NAMES: Final = 3
"""How many names a message lists."""
