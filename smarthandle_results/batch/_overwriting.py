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
from pathlib import Path
from typing import BinaryIO, Final

from smarthandle_results._printable import to_printable
from smarthandle_results.batch._destination import WORK_FOLDER, Destination
from smarthandle_results.batch._files import WriteBatch, temporary_path
from smarthandle_results.batch._manifest import Manifest, StaleFile, hash_content, hash_file
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._reading.inputs import STDIN, Input


class OverwriteError(RuntimeError):
    """Results in the way of a run that cannot be made again; the message names them."""


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
        raise OverwriteError(
            f"{folder} has results of inputs that this run does not have, which would be lost: "
            f"{_list_names(names, count)}: write to another folder, add these inputs, or use --overwrite, which also "
            "replaces subtitles that were changed by hand"
        )


def check_earlier_files(manifest: Manifest, folder: Path, names: Iterable[str]) -> None:
    """Raise `OverwriteError` for files that no run wrote, or that were changed since."""
    found = [name for name in names if not _is_ours(manifest, folder, name)]
    if found:
        raise OverwriteError(
            f"{folder} has files that no run wrote there, or that were changed since, which would be lost: "
            f"{_list_names(found[:MAX_NAMES], len(found))}: move them away, or use --overwrite"
        )


def check_earlier_file(made: Path, path: Path) -> None:
    """Raise `OverwriteError` for a file that is there with another content than the one that was made to replace it."""
    found = hash_file(path)
    if found is not None and found != hash_file(made):
        raise OverwriteError(
            f"{path} is there already, and not as this run would write it; what is in it would be lost: "
            "write to another file, or use --overwrite"
        )


def write_unless_kept(path: Path, content: bytes, is_ours: Callable[[str], bool], files: WriteBatch) -> bool:
    """Add a file to those that are written; return False if there is one whose hash is not ours, which is kept.

    One that has this very content already is neither written nor kept. Raises `OSError`.
    """
    found = hash_file(path) if os.access(path, os.F_OK) else None  # which needs no exception, as few files are there
    if found is None or is_ours(found):
        files.add(path, content)
        return True
    return found == hash_content(content)


def remove_stale(manifest: Manifest, folder: Path, *, spared: str) -> Iterator[tuple[str, bool]]:
    """Remove what earlier runs wrote and this one did not; yield the path of each, and whether it was removed or kept.

    Kept are files that were changed since they were written; the manifest goes on to have them. A folder that is empty
    then is removed too. Raises `OSError`.
    """
    for stale in _list_stale(manifest, folder, spared):
        path = folder / stale.path
        digest = hash_file(path)
        if digest in stale.digests:
            path.unlink()
            yield stale.path, True
        elif digest is not None:
            manifest.take_over(stale.path)
            yield stale.path, False
        Path(temporary_path(path)).unlink(missing_ok=True)
        _remove_empty(path.parent, folder)


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
    """Report whether a path stays below a folder: others may have changed the manifest."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def _is_twin(stale: StaleFile, folder: Path) -> bool:
    """Report whether a file has another name in this run, on a file system to which the two names are one."""
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
