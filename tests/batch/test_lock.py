"""One run at a time in a folder, and whether one could begin there."""

from pathlib import Path
from unittest.mock import patch

import pytest

from smarthandle_results.batch import BusyError
from smarthandle_results.batch._lock import check_folder, hold_folder


def test_a_folder_that_a_run_holds(tmp_path: Path) -> None:
    """Neither a second run nor a preview goes on; afterwards both do, and nothing is left."""
    work = tmp_path / "out/work"
    with hold_folder(work):
        with pytest.raises(BusyError, match=r"/out: wait for its end, or write somewhere else$"):
            check_folder(work)
        with pytest.raises(BusyError, match=r"/out: wait for its end, or write somewhere else$"), hold_folder(work):
            pass
    check_folder(work)
    assert [tmp_path / "out"] == [*tmp_path.rglob("*")]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A preview raises the error that the run would, by the nearest folder that is there, and makes none."""
    with patch("os.access", return_value=False) as asked, pytest.raises(PermissionError) as raised:
        check_folder(tmp_path / "a/b/work")
    assert (tmp_path, f"{tmp_path}/a/b/work") == (asked.call_args[0][0], raised.value.filename)
    assert [] == [*tmp_path.iterdir()]
