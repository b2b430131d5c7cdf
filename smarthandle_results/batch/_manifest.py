"""What a folder of outputs holds: the inputs it was made from, and the files that runs wrote, with their hashes.

Strategy: subtitles may have been corrected by hand, and bodies cannot be fetched again, so that a run must know of all
that is already in its folder whether it can be made again from its own inputs. It can if the run has all inputs of the
runs before and can still read them, and the file is as one of them wrote it.

- Operations: `absorb_claims` of a run that was killed; compare the inputs of two runs (`find_lost_inputs`); ask for
  each file that is in the way whether a run wrote it (`is_known`); list the files that a run no longer writes
  (`list_stale`); and make the next manifest.
- Goals: nothing that a run did not write is overwritten or removed, even after SIGKILL at any moment and whatever runs
  next; any number of inputs and files in a fixed amount of memory; hardly any time.
- Plan: SQLite files, which compare and search on disk with a page cache of fixed size.

      out/.smarthandle-run.sqlite            the manifest of the runs that came to their end
      out/.smarthandle-run/manifest.sqlite   that of the run which goes on: its inputs first, at its end its files
      out/.smarthandle-run/00000000.claim    the files of part 0, with the hashes that they are about to have, and so on

  A claim is written before the first of its files has its name, so that at any moment each file of a run is in a claim.
  Claims are files of their own because worker processes write them, each for its own parts. Once the run has written
  everything, its claims are added to its manifest, what the old manifest has and it does not have is removed, and then
  it replaces the old one in one step.
- A run that finds claims, be it to resume or to begin anew, first adds them and the inputs of the run that made them to
  the manifest of the folder. It may have several hashes for a file then: the one that the file had, and the one that
  it was about to have. Either was written by a run, and everything else was not.
- Names of subtitle files are remembered with their owners, the jobs that they were given to (see `Entry.owners`), so
  that a file which was corrected is not taken for another job's where names are numbered anew (see `EditedFiles`).
- A file that is kept because no run wrote it has the hash in the manifest that the run would have written. So it is
  kept by the next run too, unless somebody makes it what a run would write.
- An input that earlier runs could read, and this run cannot, is remembered as one that was read: until it can be read
  again, files that only earlier runs wrote may be its results, and are not stale.
- An input that was moved or renamed is the same input: its identity, the number that the file system gave it (the
  inode) with its size and the time of its last change in nanoseconds, goes with it on the same file system, and costs
  no more than the look at each input that a run takes anyhow. That cannot be another file: a number that is free again
  would have to meet the same size and the same nanosecond. A hash of each input would know copies and files on another
  disk too, but takes a good part of the time in which inputs are read, each time, for what happens seldom. Such inputs
  are refused, as before: with `overwrite` nothing is asked.
- A file is known by its folded name too (see `fold_name`): on some file systems `A.srt` and `a.srt` are one file.

Worked through: a run over `a.json` has written `a.srt` (hash 1) and ended. Somebody corrects it (hash 2). Now a run
over `a.json` and `b.json` in another profile claims `a.srt` (3) and `b.srt` (4), keeps `a.srt`, which has neither 1
nor 3, writes `b.srt` and is killed. The next run adds the claims: the manifest has `a.srt` (1, 3), `b.srt` (4), and
both inputs. Over both inputs it keeps `a.srt`, writes `b.srt`, and names `a.srt` at its end. Over `a.json` alone it is
refused, since `b.srt` would be lost.
"""

import shutil
import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Final, final

import orjson
from attrs import frozen

from smarthandle_results.batch._destination import MANIFEST
from smarthandle_results.batch._files import sync_folder, write_file
from smarthandle_results.batch._forms import find_form
from smarthandle_results.batch._names import fold_name
from smarthandle_results.batch._reading.inputs import STDIN


class ManifestError(RuntimeError):
    """A file has the name of a manifest, but is not one; the message names it."""


@final
@frozen
class StaleFile:
    """A file that an earlier run wrote, and this run does not.

    `path` is below the folder, `digests` are the hashes that it had or was about to have, and `twin` is the path of a
    file of this run that may be the very same one, None if there is none.
    """

    path: str
    digests: frozenset[str]
    twin: str | None


@final
class Manifest:
    """The manifest of a run that goes on, `main`, and `beside` it the one of the runs before."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add_inputs(self, inputs: Iterable[tuple[str, str | None]]) -> None:
        """Add the real paths of inputs, or `-` for one that can be read only once, each with its identity.

        That is the same for a file that was moved and not changed; None says that nothing is known.
        """
        self._database.executemany("INSERT OR IGNORE INTO main.inputs VALUES (?, ?)", inputs)

    def add_earlier_inputs(self) -> None:
        """Add the inputs of the other manifest."""
        self._database.execute("INSERT OR IGNORE INTO main.inputs SELECT path, identity FROM beside.inputs")

    def add_claims(self, work: Path) -> None:
        """Add the files of all claims of a run."""
        for claim in _list_claims(work):
            try:
                files, unread, owners = orjson.loads(claim.read_bytes())
            except orjson.JSONDecodeError:  # a damaged disk: what it claimed is kept, as what no run wrote
                continue
            self.add_files(files)
            self._database.executemany("INSERT OR IGNORE INTO main.unread VALUES (?)", ((name,) for name in unread))
            rows = ((owner, fold_name(name), name) for name, owner in owners)
            self._database.executemany("INSERT OR IGNORE INTO main.owners VALUES (?, ?, ?)", rows)

    def add_files(self, files: Iterable[tuple[str, str]]) -> None:
        """Add files: their paths below the folder, and their hashes."""
        rows = ((fold_name(path), path, digest) for path, digest in files)
        self._database.executemany("INSERT OR IGNORE INTO main.files VALUES (?, ?, ?)", rows)

    def find_lost_inputs(self, limit: int) -> tuple[int, list[str]]:
        """Count the inputs of earlier runs that this run does not have, and list the first few."""
        [count] = self._database.execute(f"SELECT count(*) {_LOST_INPUTS}", (STDIN,)).fetchone()
        rows = self._database.execute(f"SELECT path {_LOST_INPUTS} ORDER BY path LIMIT ?", (STDIN, limit))
        return count, [name for (name,) in rows]

    def remember_read_inputs(self) -> int:
        """Remember that earlier runs could read some inputs that this run could not, and count these."""
        return self._database.execute(_REMEMBER_READ).rowcount

    def is_known(self, path: str, digest: str) -> bool:
        """Return whether an earlier run wrote this content to a path below the folder."""
        return self._database.execute(_FIND_FILE, (fold_name(path), digest)).fetchone() is not None

    def has_owners(self) -> bool:
        """Return whether earlier runs gave any subtitle files names."""
        return self._database.execute("SELECT 1 FROM beside.owners LIMIT 1").fetchone() is not None

    def list_names(self, owners: Iterable[str]) -> list[str]:
        """List the names that earlier runs gave to the subtitle files of a job: by the first owner that is known."""
        for owner in owners:
            names = [name for (name,) in self._database.execute(_LIST_NAMES, (owner,))]
            if names:
                return names
        return []

    def list_owners(self, name: str) -> set[str]:
        """List the owners to which earlier runs gave a name."""
        return {owner for (owner,) in self._database.execute(_LIST_OWNERS, (fold_name(name),))}

    def list_stale(self) -> Iterator[StaleFile]:
        """List the files of earlier runs that this run does not have."""
        for path, digests, twin in self._database.execute(_LIST_STALE):
            yield StaleFile(path, frozenset(digests.split(",")), twin)

    def take_over(self, path: str) -> None:
        """Take over what earlier runs knew of a file."""
        self._database.execute(f"{_TAKE_OVER} WHERE fold = ? AND path = ?", (fold_name(path), path))
        form = find_form(path)
        if form is not None:
            name = fold_name(path[: -len(form.suffix)])
            self._database.execute(f"{_TAKE_OVER_OWNERS} WHERE fold = ?", (name,))

    def take_over_all(self) -> None:
        """Take over what earlier runs knew of all files."""
        self._database.execute(_TAKE_OVER)
        self._database.execute(_TAKE_OVER_OWNERS)


def manifest_path(work: Path) -> Path:
    """Return the path of the manifest of the run that goes on in a folder of its own."""
    return work / "manifest.sqlite"


def hash_content(content: bytes) -> str:
    """Return the hash of a file's content."""
    return blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()


def hash_file(path: Path) -> str | None:
    """Return the hash of a file; None if there is none, and an empty one for what cannot be read, such as a folder."""
    try:
        with path.open("rb", buffering=0) as file:
            return file_digest(file, lambda: blake2b(digest_size=_DIGEST_BYTES)).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return ""


def write_claim(
    work: Path,
    name: str,
    files: Iterable[tuple[str, str]],
    unread: Iterable[str] = (),
    owners: Iterable[tuple[str, str]] = (),
) -> None:
    """Write down the paths of files, below the folder, and the hashes that they are about to have.

    `unread` are the real paths of inputs that could not be read, at least in part, and `owners` the names of subtitle
    files, which are their paths without suffix, each with an owner.
    """
    claim = ([*files], [*unread], [*owners])
    if any(claim):
        write_file(work / f"{name}{_CLAIM}", orjson.dumps(claim), is_synced=True)
        sync_folder(work)  # or the files may have their names after a power cut, and the claim none


def absorb_claims(folder: Path, work: Path) -> None:
    """Add what a run that was killed has, or may have, written to the manifest of the folder. Raises `OSError`."""
    claims, claimed = _list_claims(work), manifest_path(work)
    if not claims or not claimed.exists():  # it is gone once the run has come to its end
        return
    with _open(folder / MANIFEST, beside=claimed, is_synced=True) as manifest:
        manifest.add_earlier_inputs()
        manifest.add_claims(work)
    for claim in claims:
        claim.unlink()


def copy_manifests(folder: Path, work: Path, copy: Path) -> None:
    """Make a folder's manifest anew in another folder, together with what a run that was killed claimed."""
    claimed = copy / work.name
    claimed.mkdir()
    for path in folder.glob(f"{MANIFEST}*"):
        shutil.copy(path, copy)
    for path in (*work.glob(f"{manifest_path(work).name}*"), *_list_claims(work)):
        shutil.copy(path, claimed)
    absorb_claims(copy, claimed)


def drop_manifest(work: Path) -> None:
    """Remove what is left of the manifest of a run that was killed. Its claims must have been absorbed."""
    for path in work.glob(f"{manifest_path(work).name}*"):  # its journal too
        path.unlink()


@contextmanager
def open_manifest(path: Path, folder: Path) -> Generator[Manifest]:
    """Open the manifest of a run, which is made if it is not there, for one transaction, beside that of a folder.

    Raises `OSError`.
    """
    with _open(path, beside=folder / MANIFEST) as manifest:
        yield manifest


@contextmanager
def open_earlier(folder: Path) -> Generator[Manifest]:
    """Open the manifest of a folder for questions. Raises `OSError`."""
    with _open(None, beside=folder / MANIFEST) as manifest:
        yield manifest


@contextmanager
def _open(path: Path | None, *, beside: Path, is_synced: bool = False) -> Generator[Manifest]:
    """Open two manifests: the one at `path`, None for an empty one in memory, and one that is empty if it is not there.

    With `is_synced`, a power cut leaves the first as it was or as it will be. Raises `ManifestError`.
    """
    main = _IN_MEMORY if path is None else path.absolute()
    other = f"{beside.absolute().as_uri()}?mode=rw" if beside.exists() else _IN_MEMORY
    with closing(sqlite3.connect(main, isolation_level=None, uri=True)) as database:
        try:
            _attach(database, other, beside)
            database.executescript(_CREATE.format(schema="main") + _CREATE.format(schema="beside"))
            database.execute(f"PRAGMA main.synchronous = {'FULL' if is_synced else 'OFF'}")
            database.execute("BEGIN")
            yield Manifest(database)
            database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise OSError(None, str(error), str(path or beside)) from error
        except sqlite3.DatabaseError as error:
            raise ManifestError(
                f"{path if path and path.name == MANIFEST else beside}: {error}: move it away"
            ) from error


def _attach(database: sqlite3.Connection, address: str, path: Path) -> None:
    try:
        database.execute("ATTACH ? AS beside", (address,))
    except sqlite3.OperationalError as error:  # whose text has the address in place of the name
        raise OSError(None, "cannot be opened as a database", str(path)) from error


def has_claims(work: Path) -> bool:
    """Return whether a run may have written any of its files."""
    return bool(_list_claims(work))


def _list_claims(work: Path) -> list[Path]:
    return sorted(work.glob(f"*{_CLAIM}"))


_DIGEST_BYTES: Final = 16
_CLAIM: Final = ".claim"
_IN_MEMORY: Final = ":memory:"

# A negative cache size is in KiB. A run syncs its own manifest when it is complete. The journal is what undoes half a
# transaction.
_CREATE: Final = """
PRAGMA {schema}.synchronous = OFF;
PRAGMA {schema}.cache_size = -16384;
CREATE TABLE IF NOT EXISTS {schema}.inputs (path TEXT PRIMARY KEY, identity TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS {schema}.files
(fold TEXT, path TEXT, digest TEXT, PRIMARY KEY (fold, path, digest)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS {schema}.owners
(owner TEXT, fold TEXT, name TEXT, PRIMARY KEY (owner, fold)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS {schema}.owners_of_names ON owners (fold);
CREATE TABLE IF NOT EXISTS {schema}.unread (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_LOST_INPUTS: Final = """
FROM beside.inputs WHERE path = ? OR path NOT IN (SELECT path FROM main.inputs)
AND (identity IS NULL OR identity NOT IN (SELECT identity FROM main.inputs WHERE identity IS NOT NULL))
"""
_REMEMBER_READ: Final = """
DELETE FROM main.unread
WHERE path IN (SELECT path FROM beside.inputs WHERE path NOT IN (SELECT path FROM beside.unread))
OR path IN (SELECT path FROM main.inputs WHERE identity IN
(SELECT identity FROM beside.inputs WHERE identity IS NOT NULL AND path NOT IN (SELECT path FROM beside.unread)))
"""
_FIND_FILE: Final = "SELECT 1 FROM beside.files WHERE fold = ? AND digest = ? LIMIT 1"
_LIST_STALE: Final = """
SELECT path, group_concat(digest), (SELECT own.path FROM main.files AS own WHERE own.fold = earlier.fold LIMIT 1)
FROM beside.files AS earlier
WHERE NOT EXISTS (SELECT 1 FROM main.files AS own WHERE own.fold = earlier.fold AND own.path = earlier.path)
GROUP BY fold, path
"""
_LIST_NAMES: Final = "SELECT name FROM beside.owners WHERE owner = ? ORDER BY fold"
_LIST_OWNERS: Final = "SELECT owner FROM beside.owners WHERE fold = ?"
_TAKE_OVER_OWNERS: Final = "INSERT OR IGNORE INTO main.owners SELECT owner, fold, name FROM beside.owners"
_TAKE_OVER: Final = "INSERT OR IGNORE INTO main.files SELECT fold, path, digest FROM beside.files"
