"""Leaves out the syncing of what is written, which takes most of the time of many tests.

What a power cut loses is tested by a disk of its own (`helpers.power`), and no other test can see whether a file was
synced. What cannot be synced, like a pipe, still says so.
"""

import os
import stat


def stop_syncing() -> None:
    """Let `os.fsync` and `os.sync` of this process do nothing with files and folders."""
    sync_one = os.fsync

    def sync(number: int) -> None:
        mode = os.fstat(number).st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            sync_one(number)

    for name, function in {"fsync": sync, "sync": lambda: None}.items():
        setattr(os, name, function)
