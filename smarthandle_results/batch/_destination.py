"""Where a run writes: a folder for everything, or one table's file or standard output."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias, final

from attrs import frozen

from smarthandle_results.batch._outputs import Output

WORK_FOLDER: Final = ".smarthandle-run"


@final
@frozen
class Folder:
    """A folder: tables by their names, a file for each job's subtitles, and `run.json`."""

    folder: Path

    @property
    def work(self) -> Path:
        """The run's own folder, inside."""
        return self.folder / WORK_FOLDER

    @property
    def folder_to_skip(self) -> Path:
        """The folder itself."""
        return self.folder

    def locate(self, output: Output, outputs: Iterable[Output]) -> Path:  # noqa: ARG002 - as one table has it
        """Name a table's file."""
        return self.folder / f"{output.name}{output.suffix}"

    def locate_errors(self, outputs: Iterable[Output]) -> str:
        """Name the table of errors."""
        return next(str(self.locate(output, outputs)) for output in outputs if output.name == "errors")


@final
@frozen
class OneTable:
    """One table's file, with no record beside it; errors, unless they are that table, are printed to standard error."""

    path: Path

    @property
    def folder(self) -> Path:
        """The folder of the file."""
        return self.path.parent

    @property
    def work(self) -> Path:
        """The run's own folder, beside the file."""
        return self.path.with_name(f"{WORK_FOLDER}-{self.path.name}")

    @property
    def folder_to_skip(self) -> None:
        """There is none: the file may stand among inputs."""
        return

    def locate_errors(self, outputs: Iterable[Output]) -> str:
        """Name the file, or say that errors were printed."""
        return str(self.path) if find_one_table(outputs).name == "errors" else "above"

    def locate(self, output: Output, outputs: Iterable[Output]) -> Path | BinaryIO:
        """Name the table's file, or standard error for errors beside it."""
        return self.path if output == find_one_table(outputs) else sys.stderr.buffer


Destination: TypeAlias = Folder | OneTable


def find_one_table(outputs: Iterable[Output]) -> Output:
    """Find the table that one file is to hold: the only one beside the errors, or else the errors themselves.

    Raises `ValueError` for other outputs, and for errors that cannot be printed beside it: these are JSON Lines.
    """
    errors, others = (
        [output for output in outputs if (output.name == "errors") is is_errors] for is_errors in (True, False)
    )
    [table, *more] = others or errors
    if more or not table.is_table:
        raise ValueError(f"expected one table for one file, got {', '.join(output.name for output in others)}")
    if others and any(output.suffix != ".jsonl" for output in errors):
        raise ValueError("expected errors as .jsonl, for beside one table they are printed to standard error")
    return table
