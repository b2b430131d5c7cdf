"""Which polls count, and which name is whose."""

from pathlib import Path

from smarthandle_results.batch._parts import Entry
from smarthandle_results.batch._polls import open_polls


def judge(folder: Path, entries: list[Entry], *, keep_all: bool = False) -> tuple[int, ...]:
    """Judge some entries."""
    with open_polls(folder / "polls.sqlite", keep_all=keep_all) as polls:
        polls.hear(entries)
        return polls.number(entries)


def entry(key: str | None, stage: int = 4, modified: str = "", name: str | None = None) -> Entry:
    """Make an entry."""
    return Entry("converted", key, stage, modified, name, {}, ())


def test_order_of_polls(tmp_path: Path) -> None:
    """The stage counts, then the time, then the order."""
    assert (0, 1) == judge(tmp_path, [entry("aa", 2, "9"), entry("aa", 4, "1")])
    assert (1, 0) == judge(tmp_path, [entry("aa", 4, "2"), entry("aa", 4, "1")])
    assert (0, 1) == judge(tmp_path, [entry("aa"), entry("aa")])
    assert (1, 1) == judge(tmp_path, [entry("aa"), entry("aa")], keep_all=True)
    assert (1, 1) == judge(tmp_path, [entry(None), entry(None)])
    assert [] == [*tmp_path.iterdir()]


def test_numbers_of_names(tmp_path: Path) -> None:
    """Jobs of one name are numbered in order; a poll that does not count takes no number."""
    entries = [entry("aa", 1, name="x"), entry("bb", name="X"), entry("aa", name="x"), entry("cc", name="y")]
    assert (0, 1, 2, 1) == judge(tmp_path, entries)
