"""`--files-from`: the names in a list, whatever wrote it."""

import argparse
from pathlib import Path

import pytest

from smarthandle_results.cli._options import find_all_inputs

NAMES = ["a.json", "b c.json", "中.json"]


def find(path: Path) -> list[str]:
    """Find the inputs that a list names."""
    return [
        source.name for source in find_all_inputs(argparse.Namespace(inputs=[], files_from=str(path), log_lines=False))
    ]


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the files that the lists name."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0", "\n\n"])
def test_encodings(folder: Path, encoding: str, separator: str) -> None:
    """UTF-8, with a byte order mark or without, and what has another such mark; lines, or NUL between names."""
    mark = "\ufeff" if encoding.endswith("-be") else ""
    (folder / "list").write_bytes((mark + separator.join(NAMES) + separator).encode(encoding))
    assert NAMES == find(folder / "list")


def test_lists_that_were_joined(folder: Path) -> None:
    """Each may begin with a byte order mark."""
    (folder / "list").write_bytes("".join(f"\ufeff{name}\n" for name in NAMES).encode())
    assert NAMES == find(folder / "list")


def test_names_with_line_ends(folder: Path) -> None:
    """A list whose names have NUL between them may have any names."""
    (folder / "d\ne.json").touch()
    (folder / "list").write_bytes("\ufeffd\ne.json\0a.json".encode())
    assert ["d\ne.json", "a.json"] == find(folder / "list")


def test_names_that_are_no_text(folder: Path) -> None:
    """A name in a list without a mark is bytes, as it is to the file system."""
    Path(folder / "x\udcff.json").touch()
    (folder / "list").write_bytes(b"x\xff.json\n")
    assert ["x\udcff.json"] == find(folder / "list")


@pytest.mark.parametrize("data", [b"\xff\xfea", b"\xff\xfea\0.", b"\0\0\xfe\xff\0"])
def test_damaged_lists(folder: Path, data: bytes) -> None:
    """A list that is cut off in the middle of a character is refused."""
    (folder / "list").write_bytes(data)
    name = "UTF-32" if data.startswith(b"\0") else "UTF-16"
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message follows
        find(folder / "list")
    assert f"expected {name} in {folder / 'list'}, by its first bytes" == str(caught.value)
