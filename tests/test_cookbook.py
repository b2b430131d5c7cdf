"""The cookbook of the samples: each of its blocks is run as printed."""

from pathlib import Path

import pytest
from helpers.documents import COOKBOOK, list_runnable, make_clone, read_blocks, run_python, run_shell

BLOCKS = read_blocks(COOKBOOK)
SHELL = list_runnable(BLOCKS, "sh")


def test_there_are_blocks() -> None:
    """Empty lists would pass the tests below."""
    assert len(SHELL) > 5
    assert len(list_runnable(BLOCKS, "python")) > 10


@pytest.mark.once
def test_the_commands(tmp_path: Path) -> None:
    """In order, in one folder."""
    make_clone(tmp_path)
    for block in SHELL:
        run_shell(block, tmp_path)


def test_the_python(tmp_path: Path) -> None:
    """All blocks whose packages are installed, in order, in one process."""
    run_python(list_runnable(BLOCKS, "python"), make_clone(tmp_path))
