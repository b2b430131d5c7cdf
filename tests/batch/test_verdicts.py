"""Which polls are kept, and which job has which file name."""

from pathlib import Path

from smarthandle_results.batch._body import Entry
from smarthandle_results.batch._verdicts import Verdict, open_polls


def judge(folder: Path, entries: list[Entry], *, keep_all: bool = False) -> tuple[Verdict, ...]:
    """Judge some entries."""
    with open_polls(folder / "polls.sqlite", keep_all=keep_all) as polls:
        polls.add(entries)
        return polls.judge(entries)


def find_kept(folder: Path, entries: list[Entry], *, keep_all: bool = False) -> list[int]:
    """List the indices of the entries that are kept."""
    verdicts = judge(folder, entries, keep_all=keep_all)
    return [index for index, verdict in enumerate(verdicts) if verdict.is_kept]


def entry(key: str | None, stage: int = 4, time: str = "", name: str | None = None, checksum: int = 0) -> Entry:
    """Make an entry."""
    return Entry("converted", key, stage, time, name, checksum=checksum)


def test_order_of_polls(tmp_path: Path) -> None:
    """The stage counts, then the time, then the order."""
    assert [1] == find_kept(tmp_path, [entry("aa", 2, "9"), entry("aa", 4, "1")])
    assert [0] == find_kept(tmp_path, [entry("aa", 4, "2"), entry("aa", 4, "1")])
    assert [1] == find_kept(tmp_path, [entry("aa", checksum=1), entry("aa", checksum=2)])
    assert [0, 1] == find_kept(tmp_path, [entry("aa"), entry("aa")], keep_all=True)
    assert [0, 1] == find_kept(tmp_path, [entry(None), entry(None)])
    assert [] == [*tmp_path.iterdir()]


def test_copies(tmp_path: Path) -> None:
    """Of copies the first is kept, so that its subtitles keep their name; a later poll takes their place."""
    first, copy, later = (entry("aa", name=name, checksum=number) for name, number in (("a", 1), ("b", 1), ("c", 2)))
    kept = Verdict(is_kept=True, file_name="a")
    assert (kept, Verdict(is_kept=False, is_copy=True)) == judge(tmp_path, [first, copy])
    assert (Verdict(is_kept=False), Verdict(is_kept=False), Verdict(is_kept=True, file_name="c")) == judge(
        tmp_path, [first, copy, later]
    )


def test_numbered_names(tmp_path: Path) -> None:
    """Jobs of one name are numbered in order; a superseded poll uses up no number."""
    entries = [
        entry("aa", 1, name="x"),
        entry("bb", name="X"),
        entry("aa", name="x", checksum=1),
        entry("cc", name="y"),
    ]
    expected = (Verdict(is_kept=False), *(Verdict(is_kept=True, file_name=name) for name in ("X", "x~2", "y")))
    assert expected == judge(tmp_path, entries)
    assert (Verdict(is_kept=True, file_name=None),) == judge(tmp_path, [entry("aa")])
