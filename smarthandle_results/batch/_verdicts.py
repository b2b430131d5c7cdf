"""The entries of all bodies → a verdict on each: whether it is kept, and the name of its subtitle files.

Strategy: a job may have been polled many times, and only its last poll is kept; and several jobs may share a file
name, so that all but the first get a number. Neither shows until the whole archive is read: the last poll of the first
body's job may be the last body of all.

- Operations: `add` all entries, with their jobs' poll keys and their ranks, in order; then `judge` them in the same
  order.
- Goals: any number of jobs in a fixed amount of memory, the same verdicts for any number of processes, and no package
  beyond the standard library.
- Plan: two tables of an SQLite file in the run's own folder. `polls` has a row for each job: the rank of its best poll
  so far and the ordinal of that poll's body, kept up to date by one statement a body. Once all are added, a body is
  kept if it is the one in its job's row. `names` counts, while judging, the jobs of each name that were kept, and
  `reserved` has the names that are not given in order: those of files that somebody changed (see `EditedFiles`).
- Why SQLite: it is a search tree on disk with a page cache of fixed size, which is all the memory that this takes; a
  dict would grow with the archive. The file is scratch, removed at the end and made anew from the parts when a run is
  resumed, so that it needs no journal, no flushing to disk and only one transaction.

Worked through: the bodies 0 to 3 are an executing poll of job `a`, a finished one of job `b`, a finished one of `a`,
and one of a job without an id, whose title gives it the name `B`. After `add` the table of polls is `a: 2, b: 1`.
`judge` finds that 0 is superseded, that 1 is kept as `b`, 2 as `a`, and 3, which has no key and is always kept, as
`B~2`: on some file systems `b` and `B` are one file.
"""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final, final

from attrs import frozen

from smarthandle_results.batch._body import Entry
from smarthandle_results.batch._names import fold_name, number_name, split_number
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._overwriting import EditedFiles
from smarthandle_results.batch._parts import Part, read_part


@final
@frozen
class Verdict:
    """Whether a body is kept or superseded by another poll, and its files' name without suffix, None if it has none.

    `is_copy` says that the other poll is, byte for byte, the same.
    """

    is_kept: bool
    file_name: str | None = None
    is_copy: bool = False


@final
@frozen
class JudgedPart:
    """A part, and a verdict on each of its bodies."""

    part: Part
    verdicts: tuple[Verdict, ...]

    @property
    def has_subtitles(self) -> bool:
        """Whether any body has subtitle files."""
        return any(verdict.file_name is not None for verdict in self.verdicts)

    def __len__(self) -> int:
        """Return about how many bytes it takes to hand it to another process: those of its entries."""
        return self.part.head_bytes

    def read_kept(self, index: int, output: Output) -> bytes:
        """Read the bytes of all kept bodies in the section of an output; rows of jobs have their subtitles' names."""
        is_jobs = output.name == "jobs"
        is_whole = all(verdict.is_kept for verdict in self.verdicts)
        if is_whole and not (is_jobs and self._is_renamed()):
            return self.part.read_section(index)
        entries = zip(self.part.entries, self.verdicts, strict=True)
        contents = zip(entries, self.part.list_contents(index), strict=True)
        return b"".join(
            output.rename_subtitle(content, entry.name, verdict.file_name) if is_jobs and content else content
            for (entry, verdict), content in contents
            if verdict.is_kept
        )

    def _is_renamed(self) -> bool:
        """Return whether any job's files have another name than its entry says, since another job has that one."""
        return any(
            verdict.file_name != entry.name for entry, verdict in zip(self.part.entries, self.verdicts, strict=True)
        )


def judge_parts(
    paths: Sequence[Path], database: Path, *, keep_all: bool = False, edited: EditedFiles | None = None
) -> Iterator[JudgedPart]:
    """Read all parts twice: to add their entries, and then to judge them, in order.

    Names of `edited` files, which were changed since an earlier run wrote them, are given to no other jobs.
    """
    with open_polls(database, keep_all=keep_all, edited=edited) as polls:
        for path in paths:
            polls.add(read_part(path).entries)
        for path in paths:
            part = read_part(path)
            yield JudgedPart(part, polls.judge(part.entries))


@final
class Polls:
    """Collects all entries in order, and then, in the same order, judges them."""

    def __init__(
        self, database: sqlite3.Connection, *, keep_all: bool = False, edited: EditedFiles | None = None
    ) -> None:
        self._database = database
        self._keep_all = keep_all
        self._edited = edited
        self._added, self._judged = count(), count()

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries: of a job's polls the highest stage counts, then the latest time, and then the last in order.

        Of copies the first counts, so that one does not take over the subtitles' name.
        """
        if not self._keep_all:
            # Entries first: or each part would use up one ordinal more.
            rows = (
                (bytes.fromhex(entry.poll_key), entry.poll_stage, entry.poll_time, ordinal, entry.checksum)
                for entry, ordinal in zip(entries, self._added, strict=False)
                if entry.poll_key is not None
            )
            self._database.executemany(_ADD_POLL, rows)

    def judge(self, entries: Iterable[Entry]) -> tuple[Verdict, ...]:
        """Judge entries. A superseded poll uses up no number of a name."""
        return tuple(map(self._judge, entries))

    def _judge(self, entry: Entry) -> Verdict:
        ordinal = next(self._judged)
        if entry.poll_key is not None and not self._keep_all:
            [best, checksum] = self._database.execute(_FIND_BEST, (bytes.fromhex(entry.poll_key),)).fetchone()
            if best != ordinal:
                return Verdict(is_kept=False, is_copy=checksum == entry.checksum)
        if entry.name is None:
            return Verdict(is_kept=True)
        return Verdict(is_kept=True, file_name=self._name(entry.name, entry.owners))

    def _name(self, name: str, owners: tuple[str, ...]) -> str:
        if self._edited is None:
            return number_name(name, self._add_name(name))
        if not self._keep_all:  # all polls of a job are one owner, and keep their order
            for own in self._edited.list_names(name, owners):
                if self._claim_edited(self._edited, own):
                    return own
        while True:
            numbered = number_name(name, self._add_name(name))
            if self._find_reserved(numbered) is None:
                if not self._edited.is_of_others(numbered, owners):
                    return numbered
                self._reserve(numbered, is_given=False)

    def _claim_edited(self, edited: EditedFiles, own: str) -> bool:
        """Reserve the name of a job's own files, if these were changed and no other job of this run has the name.

        The next name in order need not be reserved. One that this run has given may have been written already.
        """
        name, number = split_number(own)
        distance = number - self._count_name(name)
        is_given = self._find_reserved(own)
        is_free = distance > 1 and edited.is_edited(own) if is_given is None else not is_given
        if is_free:
            self._reserve(own, is_given=True)
        return is_free

    def _add_name(self, name: str) -> int:
        self._database.execute(_ADD_NAME, (fold_name(name),))
        return self._count_name(name)

    def _count_name(self, name: str) -> int:
        row = self._database.execute(_COUNT_NAME, (fold_name(name),)).fetchone()
        return row[0] if row else 0

    def _reserve(self, name: str, *, is_given: bool) -> None:
        self._database.execute("INSERT OR REPLACE INTO reserved VALUES (?, ?)", (fold_name(name), is_given))

    def _find_reserved(self, name: str) -> bool | None:
        """Find whether a reserved name was given to its job; None for one that is not reserved."""
        row = self._database.execute("SELECT is_given FROM reserved WHERE name = ?", (fold_name(name),)).fetchone()
        return bool(row[0]) if row else None


@contextmanager
def open_polls(path: Path, *, keep_all: bool = False, edited: EditedFiles | None = None) -> Generator[Polls]:
    """Open an empty database for a run's polls, and remove it at the end. With `keep_all` every poll is kept."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.executescript(_CREATE)
        yield Polls(database, keep_all=keep_all, edited=edited)
    except sqlite3.OperationalError as error:
        raise OSError(None, str(error), str(path)) from error
    finally:
        database.close()
        path.unlink(missing_ok=True)


# A negative cache size is in KiB: 32 MiB, the bound on memory. At 54 bytes a job, as measured, it has room for some
# 600,000 jobs; with more of them, pages are read from disk again, which only takes longer.
_CREATE: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -32768;
PRAGMA locking_mode = EXCLUSIVE;
CREATE TABLE polls (key BLOB PRIMARY KEY, stage INTEGER, time TEXT, ordinal INTEGER, checksum INTEGER) WITHOUT ROWID;
CREATE TABLE names (name TEXT PRIMARY KEY, jobs INTEGER) WITHOUT ROWID;
CREATE TABLE reserved (name TEXT PRIMARY KEY, is_given INTEGER) WITHOUT ROWID;
BEGIN;
"""
_ADD_POLL: Final = """
INSERT INTO polls VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE
SET stage = excluded.stage, time = excluded.time, ordinal = excluded.ordinal, checksum = excluded.checksum
WHERE (excluded.stage, excluded.time) >= (stage, time)
AND (excluded.stage, excluded.time, excluded.checksum) != (stage, time, checksum)
"""
_FIND_BEST: Final = "SELECT ordinal, checksum FROM polls WHERE key = ?"
_ADD_NAME: Final = "INSERT INTO names VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET jobs = jobs + 1"
_COUNT_NAME: Final = "SELECT jobs FROM names WHERE name = ?"
