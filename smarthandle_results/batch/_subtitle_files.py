"""A part and the numbers of its bodies → subtitle files, and the bytes of bad bodies put aside."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import final

from attrs import frozen

from smarthandle_results.batch._body import BAD
from smarthandle_results.batch._files import write_file
from smarthandle_results.batch._names import number_name
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._parts import Part
from smarthandle_results.batch._polls import SUPERSEDED


@final
@frozen
class FileWriter:
    """Writes the files of a part into a folder, and bad bodies into another, if there is one."""

    folder: Path
    outputs: tuple[Output, ...]
    quarantine: Path | None = None

    def __call__(self, task: tuple[Part, Sequence[int]]) -> None:
        """Write a file for each body that counts. Raises `OSError`."""
        part, numbers = task
        for index, output in enumerate(self.outputs):
            if not output.is_table:
                self._write(part, numbers, index, output.suffix)
        if self.quarantine is not None:
            contents = part.list_contents(len(self.outputs))
            for entry, content in zip(part.entries, contents, strict=True):
                if entry.status == BAD and content:
                    write_file(self.quarantine / f"{sha256(content).hexdigest()}.body", content)

    def _write(self, part: Part, numbers: Sequence[int], index: int, suffix: str) -> None:
        for entry, number, content in zip(part.entries, numbers, part.list_contents(index), strict=True):
            if entry.name is not None and number != SUPERSEDED:
                write_file(self.folder / f"{number_name(entry.name, number)}{suffix}", content)
