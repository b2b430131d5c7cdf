"""Globs: as the standard library matches them, except that a name is a name."""

from glob import glob
from pathlib import Path

import pytest

from smarthandle_results.batch._reading.globs import find_matches


@pytest.fixture(autouse=True)
def fixture_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a tree of files in the current folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.json", "ab.xml", "c/a.json", "c/d/b.json", "c/.h/e.json", ".f.json", "c-d/a.json", "c/x\n.json"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()


PATTERNS = (
    *("*", "?.json", "*.json", "[!a].json", "c/*", "*/*.json", "**/*.json", "c/**/b.json", "**/d", ".*", "c/.h/*"),
    *("*/.h/*.json", "a.json/*", "nowhere/*", "**/**/a.json", "c*/a.json", "*/", "./c/[a-b]*", "c/../*.json", "c/x*"),
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_as_the_standard_library(pattern: str) -> None:
    """The same paths, sorted."""
    expected = {str(Path(match)) for match in glob(pattern, recursive=True)}  # noqa: PTH207 - it is the oracle
    assert sorted(expected) == find_matches(pattern)


def test_absolute(tmp_path: Path) -> None:
    """A pattern may begin anywhere."""
    assert [str(tmp_path / "a.json")] == find_matches(f"{tmp_path}/[a].json")


def test_a_last_double_star_matches_files() -> None:
    """Those at any depth, without hidden ones."""
    assert ["c/a.json", "c/d/b.json", "c/x\n.json"] == find_matches("c/**")


@pytest.mark.parametrize(
    ("names", "pattern", "expected"),
    [
        (["R[1]~x/a.json", "R1~x/b.json"], "R[1]~x/*.json", ["R[1]~x/a.json"]),
        (["R1~x/b.json"], "R[1]~x/*.json", ["R1~x/b.json"]),
        (["p/R[1]/a.json", "q/R1/b.json", "r/R[1]/R1/c.json"], "?/R[1]/*.json", ["p/R[1]/a.json", "q/R1/b.json"]),
        (["t/*/a.json", "t/b/c.json"], "t/*/?.json", ["t/*/a.json"]),
        (["t/**/a.json", "t/b/c.json"], "t/**/?.json", ["t/**/a.json"]),
        (["t/u[2]/[a].json", "t/u2/a.json"], "t/u[2]/[a].json", ["t/u[2]/[a].json"]),
        (["t/u/[a].json", "t/v/a.json"], "t/?/[a].json", ["t/u/[a].json", "t/v/a.json"]),
        (["t/[1]/a.json", "t/1/a.json"], "t/[[]1]/*", ["t/[1]/a.json"]),
        (["t/what?/a.json", "t/whats/a.json"], "t/what?/*", ["t/what?/a.json"]),
    ],
)
def test_a_name_is_no_pattern(names: list[str], pattern: str, expected: list[str]) -> None:
    """A part that is the name of something there is that name, at any depth; elsewhere it is a pattern."""
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    assert expected == find_matches(pattern)


def test_a_part_that_is_too_long_to_be_a_name() -> None:
    """It is a pattern."""
    assert ["a.json"] == find_matches(f"[{'a' * 300}].json")
