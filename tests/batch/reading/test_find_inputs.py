"""Arguments → the files to read."""

import os
import socket
from pathlib import Path

import pytest

from smarthandle_results.batch import Input, LeftOut, Reason, Search, find_inputs
from smarthandle_results.batch._reading.inputs import STDIN, Resolver


def find(*arguments: str | Path, skipped: list[Path] | None = None) -> tuple[list[str], list[Search]]:
    """Find inputs; return their names, and what was searched."""
    searches: list[Search] = []
    inputs = find_inputs(map(str, arguments), skipped=skipped or [], on_search=searches.append)
    return [source.name for source in inputs], searches


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder `in`, the current folder being the one around it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def lock(monkeypatch: pytest.MonkeyPatch, locked: Path) -> None:
    """Lock a folder, even for a user who may read all."""
    for name in ("scandir", "listdir"):

        def refuse(path: str, original: object = getattr(os, name)) -> object:
            if Path(path).resolve() == locked:
                raise PermissionError(13, "Permission denied", str(path))
            return original(path)  # type: ignore[operator]

        monkeypatch.setattr(os, name, refuse)


@pytest.mark.parametrize("argument", ["in", "in/*", "in/**", "i?/**/*"])
def test_only_regular_files_are_taken(folder: Path, argument: str) -> None:
    """A pipe, a socket, a device and links to them, which would never end, are left out of folders and globs."""
    os.mkfifo(folder / "a.json")
    (folder / "b.json").symlink_to("a.json")
    (folder / "c.jsonl").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("in/d.xml.gz")
        (folder / "e.json").touch()
        names, [search] = find(argument)
    left_out = LeftOut(Reason.NO_REGULAR_FILE, 4, ("in/a.json", "in/b.json", "in/c.jsonl"))
    assert (["in/e.json"], Search(argument=argument, files=1, left_out=(left_out,))) == (names, search)


def test_what_is_named_is_taken_whatever_it_is(folder: Path) -> None:
    """A pipe that is named is read: a shell makes one of `<(...)`."""
    os.mkfifo(folder / "pipe")
    assert (["in/pipe"], []) == find("in/pipe")
    assert [True, False, True] == [Input(name).is_stream() for name in ("in/pipe", "in", "-")]


def test_a_record_that_is_a_pipe(folder: Path) -> None:
    """Whether a table is one of an earlier run is not asked of a pipe."""
    os.mkfifo(folder / "run.json")
    (folder / "cues.jsonl").touch()
    left_out = (LeftOut(Reason.NO_REGULAR_FILE, 1, ("in/run.json",)),)
    assert (["in/cues.jsonl"], [Search(argument="in", files=1, left_out=left_out)]) == find("in")


def test_a_folder_with_the_name_of_a_file(folder: Path) -> None:
    """A folder is searched, whatever its suffix."""
    (folder / "a.json").mkdir()
    (folder / "a.json/b.json").touch()
    for argument in ("in", "in/*", "in/*.json"):
        assert (["in/a.json/b.json"], [Search(argument=argument, files=1)]) == find(argument)


@pytest.mark.parametrize("argument", ["./-", "[-]"])
def test_a_file_with_the_name_of_standard_input(folder: Path, argument: str) -> None:
    """It is read where it is named as a file, or found by a glob."""
    (folder.parent / "-").touch()
    assert ["./-"] == find(argument)[0]
    assert ["-"] == find("-")[0]


def test_names_with_line_ends(folder: Path) -> None:
    """A suffix is the end of the whole name, and a line end is a character of it as any other."""
    for name in ("a\nb.json", "\n.JSONL", "a\r.xml.gz", "a.json\n", "b.json\n.txt", "c\n.json.bak"):
        (folder / name).touch()
    names, [search] = find("in")
    left_out = ("in/a.json\n", "in/b.json\n.txt", "in/c\n.json.bak")
    assert ["in/\n.JSONL", "in/a\nb.json", "in/a\r.xml.gz"] == names
    assert (LeftOut(Reason.SUFFIX, 3, left_out, ((".bak", 1), (".json\n", 1), (".txt", 1))),) == search.left_out
    assert ["in/\n.JSONL", "in/a\r.xml.gz", "in/a\nb.json"] == find("in/*.JSONL", "in/a?.xml.gz", "in/a?b.json")[0]


def test_what_is_left_out(folder: Path) -> None:
    """Each reason has its count and the first few names; what is in a skipped folder is not told."""
    for name in (".git/a.json", ".b.json", "1.txt", "2.txt", "3.txt", "4.txt", "out/c.json", "old/run.json", "d.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    (folder / "old/jobs.jsonl.gz").touch()
    (folder / "old/run.json").write_text('{"version": "1", "options": {}, "counts": {}, "repairs": {}}')
    names, [search] = find("in", skipped=[folder / "out"])
    assert ["in/d.json"] == names
    assert (
        LeftOut(Reason.SUFFIX, 4, ("in/1.txt", "in/2.txt", "in/3.txt"), ((".txt", 4),)),
        LeftOut(Reason.HIDDEN, 2, ("in/.b.json", f"in/.git{os.sep}")),
        LeftOut(Reason.EARLIER_TABLE, 2, ("in/old/jobs.jsonl.gz", "in/old/run.json")),
    ) == search.left_out


def test_subtitle_files_that_are_json(folder: Path) -> None:
    """In a folder they are no bodies, whatever their suffix; to check subtitles they are read."""
    for name in ("a.json", "a.timeline.json", "A.Timeline.JSON", "a.bcc", "timeline.json", "b.timeline.json.gz"):
        (folder / name).touch()
    (folder / "c.bcc.zst").touch()
    names, [search] = find("in")
    assert ["in/a.json", "in/timeline.json"] == names
    suffixes = ((".timeline.json", 2), (".bcc", 1), (".bcc.zst", 1), (".timeline.json.gz", 1))
    first = ("in/A.Timeline.JSON", "in/a.bcc", "in/a.timeline.json")
    assert (LeftOut(Reason.SUFFIX, 5, first, suffixes),) == search.left_out
    assert 5 == len([*find_inputs(["in"], subtitles=True)])
    assert ["in/a.timeline.json"] == find("in/a.timeline.json")[0]


def test_logs(folder: Path) -> None:
    """In a folder they are read where lines of logs are."""
    for name in ("a.json", "b.log", "c.LOG.gz", "d.log.1"):
        (folder / name).touch()
    assert ["in/a.json"] == find("in")[0]
    assert ["in/a.json", "in/b.log", "in/c.LOG.gz"] == [source.name for source in find_inputs(["in"], logs=True)]


def test_what_a_glob_matches_is_not_left_out(folder: Path) -> None:
    """A file that is matched by itself is read, and not said to be left out of a folder that is matched too."""
    (folder / "deep").mkdir()
    (folder / "deep/notes.txt").touch()
    (folder / "a.json").touch()
    names, [search] = find("in/**/*")
    assert (["in/a.json", "in/deep/notes.txt"], Search(argument="in/**/*", files=2)) == (names, search)


def test_links_that_lead_nowhere(folder: Path) -> None:
    """In a folder or a glob they are inputs, so that the run reports them; one that is named is an error at once."""
    (folder / "a.json").symlink_to("nowhere")
    (folder / "b.json").symlink_to("b.json")
    expected = ["in/a.json", "in/b.json"]
    assert (expected, expected) == (find("in")[0], find("in/*.json")[0])
    for name in expected:
        with pytest.raises(FileNotFoundError) as caught:
            find(name)
        assert (name, "the link leads nowhere") == (caught.value.filename, caught.value.strerror)


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("in", ["in/a.json", "in/locked", "in/z/c.json"]),
        ("in/*", ["in/a.json", "in/locked", "in/z/c.json"]),
        ("in/*/*.json", ["in/locked", "in/z/c.json"]),
        ("in/**/*.json", ["in/a.json", "in/locked", "in/z/c.json"]),
        ("in/locked/*.json", ["in/locked"]),
    ],
)
def test_locked_folders(folder: Path, monkeypatch: pytest.MonkeyPatch, argument: str, expected: list[str]) -> None:
    """A folder that is locked is an input, so that the run reports it and goes on with the others."""
    for name in ("locked/b.json", "z/c.json", "a.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    lock(monkeypatch, folder / "locked")
    assert expected == find(argument)[0]


@pytest.mark.parametrize("argument", [".", "*"])
def test_a_locked_folder_with_the_name_of_standard_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, argument: str
) -> None:
    """It is no standard input."""
    (folder / "a.json").touch()
    (folder.parent / "-").mkdir()
    lock(monkeypatch, folder.parent / "-")
    assert ["./-", "in/a.json"] == find(argument)[0]


def test_a_file_that_nobody_names_changes_no_root(folder: Path) -> None:
    """Standard input has no folder in common with a file, even where a file has its name."""
    (folder / "a.json").touch()
    expected = find_inputs(["-", "in/a.json"])
    (folder.parent / "-").touch()
    assert ([None, None], expected) == ([source.root for source in expected], find_inputs(["-", "in/a.json"]))


def test_a_locked_folder_that_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an error at once."""
    lock(monkeypatch, folder)
    with pytest.raises(PermissionError):
        find("in")


def test_links_in_a_circle(folder: Path) -> None:
    """A folder is searched once, however many links lead to it."""
    (folder / "a.json").touch()
    (folder / "loop").symlink_to(".")
    (folder / "up").symlink_to("..")
    assert ["in/a.json"] == find("in")[0]
    assert ["in/a.json"] == find("in/**/*.json")[0]
    assert ["in/a.json"] == find("in/**")[0]


def test_real_paths(folder: Path) -> None:
    """Whatever the path to an input is, and whichever was before it, its real path is that of the system."""
    elsewhere = folder.parent / "elsewhere/deep"
    elsewhere.mkdir(parents=True)
    for path in (folder / "a", elsewhere / "a", elsewhere.parent / "a"):
        path.touch()
    (folder / "link").symlink_to(elsewhere / "a")
    (folder / "linked").symlink_to(elsewhere)
    (folder / "nowhere").symlink_to("gone")
    names = ["in/a", "./in/a", "in/../in/a", "in/link", "in/linked/a", "in/linked/../a", "in/nowhere", "in/gone", "b"]
    resolver = Resolver()
    for name in (*names, *reversed(names), *map(os.path.abspath, names)):
        assert os.path.realpath(name) == resolver.resolve(name)
    assert STDIN == resolver.resolve(STDIN)
