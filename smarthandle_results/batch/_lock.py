"""One run at a time in a run's own folder: the system drops the lock with the process, however that ends.

Where there is no `fcntl`, as on Windows, or a file system has no locks, nothing is guarded.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

LOCK: Final = "lock"


class BusyError(RuntimeError):
    """A folder that another run is writing to."""


@contextmanager
def hold_folder(work: Path) -> Generator[None]:
    """Make a folder and keep other runs out of it. Raises `BusyError`, and `OSError` if it cannot be made."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / LOCK).open("ab") as file:
        if not _lock(file.fileno(), work / LOCK):
            raise BusyError(f"another run is writing to {work}: wait for its end, or take another output")
        yield


def _lock(number: int, path: Path) -> bool:
    """Lock an open file; False if another process has, or had until it removed the folder a moment ago."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return path.exists() and os.path.samestat(os.fstat(number), path.stat())
