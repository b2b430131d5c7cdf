"""Bytes → files that are whole or not there."""

from io import FileIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from smarthandle_results.batch._files import WriteBatch, write_file


class Slow(FileIO):
    """A file that writes one byte at a time."""

    def write(self, data: Any, /) -> int:
        """Write the first byte, as a write may that is cut short."""
        return super().write(data[:1])


@pytest.mark.parametrize("content", [(b"",), (b"whole",), (b"in ", b"", b"pieces")])
def test_writes_that_are_cut_short(tmp_path: Path, content: tuple[bytes, ...]) -> None:
    """A file is whole however little each write writes, alone and in a batch."""
    with patch("smarthandle_results.batch._files.open", lambda path, mode, **_: Slow(path, mode), create=True):
        write_file(tmp_path / "new/a", *content)
        with WriteBatch() as batch:
            batch.add(str(tmp_path / "new/b"), b"".join(content))
    assert {"a": b"".join(content), "b": b"".join(content)} == {
        path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()
    }
