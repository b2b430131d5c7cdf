"""Entries of all bodies → which of them count, and which file name each has.

Both need the whole archive: a job's last poll may stand anywhere, and so may a second job of the same name. They are
kept in an SQLite file with a cache of 32 MB, which is all the memory that this takes, for any number of jobs.
"""

import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Final, final

from smarthandle_results.batch._names import fold_name
from smarthandle_results.batch._parts import Entry

SUPERSEDED: Final = 0


@final
class Polls:
    """Hears all entries in order, and then, in order again, gives each its number."""

    def __init__(self, database: sqlite3.Connection, *, keep_all: bool = False) -> None:
        self._database = database
        self._keep_all = keep_all
        self._heard = 0
        self._numbered = 0

    def hear(self, entries: Iterable[Entry]) -> None:
        """Note the polls: the highest stage counts, of equal ones the latest modified, and then the last in order."""
        for body, entry in enumerate(entries, start=self._heard):
            self._heard = body + 1
            if entry.key is not None and not self._keep_all:
                self._database.execute(_HEAR, (bytes.fromhex(entry.key), entry.stage, entry.modified, body))

    def number(self, entries: Iterable[Entry]) -> tuple[int, ...]:
        """Give each entry `SUPERSEDED`, or else 1, or n for the nth job of a file name."""
        return tuple(map(self._number, entries))

    def _number(self, entry: Entry) -> int:
        body = self._numbered
        self._numbered += 1
        if entry.key is not None and not self._keep_all:
            [last] = self._database.execute(_FIND_LAST, (bytes.fromhex(entry.key),)).fetchone()
            if last != body:
                return SUPERSEDED
        if entry.name is None:
            return 1
        self._database.execute(_CLAIM, (fold_name(entry.name),))
        number: int = self._database.execute(_COUNT, (fold_name(entry.name),)).fetchone()[0]
        return number


@contextmanager
def open_polls(path: Path, *, keep_all: bool = False) -> Generator[Polls]:
    """Open an empty file for a run's polls, and remove it in the end."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.executescript(_CREATE)
        yield Polls(database, keep_all=keep_all)
    except sqlite3.OperationalError as error:
        raise OSError(None, str(error), str(path)) from error
    finally:
        database.close()
        path.unlink(missing_ok=True)


_CREATE: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -32768;
PRAGMA locking_mode = EXCLUSIVE;
CREATE TABLE polls (key BLOB PRIMARY KEY, stage INTEGER, modified TEXT, body INTEGER) WITHOUT ROWID;
CREATE TABLE names (name TEXT PRIMARY KEY, jobs INTEGER) WITHOUT ROWID;
BEGIN;
"""
_HEAR: Final = """
INSERT INTO polls VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE
SET stage = excluded.stage, modified = excluded.modified, body = excluded.body
WHERE (excluded.stage, excluded.modified) >= (stage, modified)
"""
_FIND_LAST: Final = "SELECT body FROM polls WHERE key = ?"
_CLAIM: Final = "INSERT INTO names VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET jobs = jobs + 1"
_COUNT: Final = "SELECT jobs FROM names WHERE name = ?"
