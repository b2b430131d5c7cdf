"""One run at a time in a run's own folder.

Strategy: two runs in one folder would remove and overwrite each other's parts. So each run locks a file there with
`flock`, which the system releases when the process ends, however it ends: after a crash there is nothing to clean up,
as there would be after a file whose existence is the lock. The lock does not wait: the second run ends with an error.

A run removes its folder at its end, lock file included, and so does one that was refused. So a second run may open the
file just before it is removed and lock it just after, when it guards nothing: the folder is gone, or a third run has
made another. A run that got the lock therefore checks that the path still leads to the file that it locked; if not, a
run was there a moment ago.

Where there is no `fcntl`, as on Windows, or a file system has no locks, nothing is guarded.
"""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from errno import EACCES
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

LOCK: Final = "lock"


class BusyError(RuntimeError):
    """A folder that another run is writing to; the message names it."""


@contextmanager
def hold_folder(work: Path) -> Generator[None]:
    """Make a folder and keep other runs out of it for a `with` block. Raises `BusyError`, and `OSError`."""
    work.mkdir(
        0o700, parents=True, exist_ok=True
    )  # who may see the outputs is for the user to say, once they are whole
    with (work / LOCK).open("ab") as file:
        if not _lock(file.fileno(), work / LOCK):
            raise _refuse(work)
        try:
            yield
        finally:
            if work.exists() and [path.name for path in work.iterdir()] == [LOCK]:  # the run was refused
                shutil.rmtree(work)


def check_folder(work: Path) -> None:
    """Do as `hold_folder` does, but make nothing. Raises `BusyError`, and `OSError` where no folder can be made."""
    nearest = next(path for path in (work, *work.absolute().parents) if path.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(work))
    if (work / LOCK).exists():
        with (work / LOCK).open("ab") as file:
            if not _lock(file.fileno(), work / LOCK):
                raise _refuse(work)


def _refuse(work: Path) -> BusyError:
    return BusyError(f"another run is writing to {work.parent}: wait for its end, or write somewhere else")


def _lock(number: int, path: Path) -> bool:
    """Lock an open file; False if another process has locked it, or had until it removed the folder a moment ago."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return path.exists() and os.path.samestat(os.fstat(number), path.stat())
