"""Manifests: the inputs and files of earlier runs, and the claims of one that was killed."""

import os
import shutil
from pathlib import Path

from smarthandle_results.batch._destination import MANIFEST
from smarthandle_results.batch._files import WriteBatch
from smarthandle_results.batch._manifest import (
    StaleFile,
    absorb_claims,
    begin_manifest,
    hash_content,
    hash_file,
    manifest_path,
    open_earlier,
    open_manifest,
    write_claim,
)
from smarthandle_results.batch._overwriting import remove_stale, write_unless_kept


def begin_run(folder: Path, *inputs: str) -> Path:
    """Begin a run into a folder over inputs, `path` or `path=identity`; return the run's own folder."""
    work = folder / "work"
    work.mkdir(exist_ok=True)
    absorb_claims(folder, work)
    begin_manifest(work)
    with open_manifest(manifest_path(work), folder) as manifest:
        manifest.add_inputs((path, identity or None) for path, _, identity in (each.partition("=") for each in inputs))
    return work


def end_run(folder: Path, work: Path) -> None:
    """Add a run's claims to its manifest, and make it that of the folder."""
    with open_manifest(manifest_path(work), folder) as manifest:
        manifest.add_claims(work)
    manifest_path(work).replace(folder / MANIFEST)
    shutil.rmtree(work)


def test_lost_inputs(tmp_path: Path) -> None:
    """Those of earlier runs that this one does not have, and each `-`, are counted, and the first are listed."""
    end_run(tmp_path, begin_run(tmp_path, "/b", "/a", "-", "/c"))
    with open_manifest(manifest_path(begin_run(tmp_path, "/a", "/d", "-")), tmp_path) as manifest:
        assert (3, ["-", "/b"]) == manifest.find_lost_inputs(2)


def test_moved_inputs(tmp_path: Path) -> None:
    """An input is not lost if one of its identity is there; nothing is known of one without."""
    end_run(tmp_path, begin_run(tmp_path, "/a=1", "/b=2", "/c", "/d=4"))
    with open_manifest(manifest_path(begin_run(tmp_path, "/x=1", "/y=3", "/z", "/d=5")), tmp_path) as manifest:
        assert (2, ["/b", "/c"]) == manifest.find_lost_inputs(9)


def test_an_input_that_was_moved_and_cannot_be_read(tmp_path: Path) -> None:
    """It is remembered as one that was read."""
    end_run(tmp_path, begin_run(tmp_path, "/a=1"))
    work = begin_run(tmp_path, "/x=1")
    write_claim(work, "00000000", [], ["/x"])
    with open_manifest(manifest_path(work), tmp_path) as manifest:
        manifest.add_claims(work)
        assert 1 == manifest.remember_read_inputs()


def test_a_killed_run_is_remembered_only_if_it_claimed_files(tmp_path: Path) -> None:
    """Its inputs and files then count as those of an earlier run, beside those that were there."""
    work = begin_run(tmp_path, "/a")
    write_claim(work, "00000000", [("a.srt", "1")])
    end_run(tmp_path, work)
    begin_run(tmp_path, "/a", "/b")
    work = begin_run(tmp_path, "/a", "/c")
    write_claim(work, "00000000", [("a.srt", "2"), ("c.srt", "3")])
    write_claim(work, "00000001", [])
    with open_manifest(manifest_path(begin_run(tmp_path)), tmp_path) as manifest:
        assert (2, ["/a", "/c"]) == manifest.find_lost_inputs(9)
        assert [StaleFile("a.srt", frozenset("12"), None), StaleFile("c.srt", frozenset("3"), None)] == [
            *manifest.list_stale()
        ]
    with open_earlier(tmp_path) as earlier:
        assert [True, True, False, False] == [earlier.is_known("a.srt", digest) for digest in ("1", "2", "3", "")]
        assert earlier.is_known("A.srt", "1")
    assert [] == [*work.glob("*.claim")]


def test_hashes(tmp_path: Path) -> None:
    """A file has the hash of its content; what is not there has none, and what cannot be read an empty one."""
    (tmp_path / "a").write_bytes(b"text")
    assert hash_content(b"text") == hash_file(tmp_path / "a")
    assert (None, None, "") == (hash_file(tmp_path / "b"), hash_file(tmp_path / "a/b"), hash_file(tmp_path))


def test_a_file_of_two_names_is_not_removed(tmp_path: Path) -> None:
    """Where `A.srt` and `a.srt` are one file, the file of this run is not taken for one of an earlier run."""
    work = begin_run(tmp_path, "/a")
    write_claim(work, "0", [("A.srt", hash_content(b"1")), ("B.srt", hash_content(b"1")), ("../c", hash_content(b"1"))])
    end_run(tmp_path, work)
    for name in ("A.srt", "B.srt", "b.srt"):
        (tmp_path / name).write_bytes(b"1")
    os.link(tmp_path / "A.srt", tmp_path / "a.srt")
    (tmp_path.parent / "c").write_bytes(b"1")
    work = begin_run(tmp_path, "/a")
    write_claim(work, "0", [("a.srt", hash_content(b"1")), ("b.srt", hash_content(b"1"))])
    with open_manifest(manifest_path(work), tmp_path) as manifest:
        manifest.add_claims(work)
        assert [("B.srt", True)] == [*remove_stale(manifest, tmp_path, spared="run.json")]
    assert {"A.srt", "a.srt", "b.srt"} == {path.name for path in tmp_path.glob("*.srt")}
    assert (tmp_path.parent / "c").exists()


def test_writing_over(tmp_path: Path) -> None:
    """A file is written where none is, or ours, or the same; a folder in the way, and a file of others, are kept."""
    (tmp_path / "folder").mkdir()
    for name in ("ours", "theirs", "same"):
        (tmp_path / name).write_text(name)
    ours = hash_content(b"ours")
    names = ("new", "ours", "theirs", "same", "folder")
    with WriteBatch() as files:
        written = [write_unless_kept(tmp_path / name, b"same", lambda found: found == ours, files) for name in names]
    assert [True, True, False, True, False] == written
    assert ["same", "same", "theirs", "same"] == [(tmp_path / name).read_text() for name in names[:4]]
