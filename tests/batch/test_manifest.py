"""Manifests: the inputs and files of earlier runs, and the claims of one that was killed."""

import os
import shutil
from pathlib import Path

from smarthandle_results.batch._destination import MANIFEST
from smarthandle_results.batch._manifest import (
    StaleFile,
    absorb_claims,
    drop_manifest,
    hash_content,
    hash_file,
    manifest_path,
    open_earlier,
    open_manifest,
    write_claim,
)
from smarthandle_results.batch._overwriting import Change, is_kept, remove_stale


def begin_run(folder: Path, *inputs: str) -> Path:
    """Begin a run into a folder over inputs, `path` or `path=identity`; return the run's own folder."""
    work = folder / "work"
    work.mkdir(exist_ok=True)
    absorb_claims(folder, work)
    drop_manifest(work)
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
        changes: dict[str, Change] = {}
        remove_stale(manifest, tmp_path, spared="run.json", on_file=changes.__setitem__)
    assert {"B.srt": Change.REMOVED} == changes
    assert {"A.srt", "a.srt", "b.srt"} == {path.name for path in tmp_path.glob("*.srt")}
    assert (tmp_path.parent / "c").exists()


def test_what_is_kept(tmp_path: Path) -> None:
    """A file of others and a folder are kept; nothing is where no file is, or ours, or one of the same content."""
    (tmp_path / "folder").mkdir()
    for name in ("ours", "theirs", "same"):
        (tmp_path / name).write_text(name)
    ours = hash_content(b"ours")
    kept = {
        name: is_kept(tmp_path / name, b"same", lambda found: found == ours)
        for name in ("new", "ours", "theirs", "same", "folder")
    }
    assert {"new": False, "ours": False, "theirs": True, "same": False, "folder": True} == kept
    assert is_kept(tmp_path / "folder", b"same", lambda _: True)


def test_stale_files_that_are_kept(tmp_path: Path) -> None:
    """One that was changed, and one where a link leads out of the folder; a preview removes none at all."""
    folder, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    for path in (folder, elsewhere):
        path.mkdir()
    (folder / "link").symlink_to(elsewhere)
    names = ("a.srt", "b.srt", "link/c.srt", "d.srt")
    for name in names[:3]:
        (folder / name).write_text(name)
    work = begin_run(folder, "/a")
    write_claim(work, "0", [(name, hash_content(name.encode())) for name in names])
    end_run(folder, work)
    (folder / "b.srt").write_text("by hand")
    with open_manifest(manifest_path(begin_run(folder, "/a")), folder) as manifest:
        changes: list[tuple[str, Change]] = []

        def add(name: str, change: Change) -> None:
            changes.append((name, change))

        remove_stale(manifest, folder, spared="run.json", on_file=add, is_preview=True)
        assert (folder / "a.srt").exists()
        assert [("a.srt", Change.REMOVED), ("b.srt", Change.KEPT), ("link/c.srt", Change.KEPT)] == changes
        remove_stale(manifest, folder, spared="run.json", on_file=add)
    assert [("a.srt", Change.REMOVED)] == changes[3:]
    assert {"b.srt", "link/c.srt"} == {name for name in names if (folder / name).exists()}


def test_owners_of_names(tmp_path: Path) -> None:
    """A name has the jobs that runs gave it to, also after a file of it was only kept; the first owner known counts."""
    work = begin_run(tmp_path, "/a")
    write_claim(work, "0", [("a.srt", "1"), ("b.srt", "2")], owners=[("a", "x"), ("a~2", "y"), ("b", "z")])
    end_run(tmp_path, work)
    with open_earlier(tmp_path) as earlier:
        assert (["a"], ["a~2"], []) == tuple(earlier.list_names(owners) for owners in (["u", "x", "y"], ["y"], ["u"]))
        assert ({"x"}, {"x"}, set()) == tuple(earlier.list_owners(name) for name in ("a", "A", "c"))
    work = begin_run(tmp_path, "/a")
    with open_manifest(manifest_path(work), tmp_path) as manifest:
        manifest.take_over("a.srt")
    end_run(tmp_path, work)
    with open_earlier(tmp_path) as earlier:
        assert (True, {"x"}, set()) == (earlier.has_owners(), earlier.list_owners("a"), earlier.list_owners("b"))
