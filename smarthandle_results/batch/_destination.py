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

    def locate(self, output: Output) -> Path:
        """Name a table's file."""
        return self.folder / f"{output.name}{output.suffix}"

    def locate_errors(self, outputs: Iterable[Output]) -> str:
        """Name the table of errors."""
        return next(str(self.locate(output)) for output in outputs if output.name == "errors")


@final
@frozen
class OneTable:
    """One table's file, with no record beside it; errors go to standard error, as JSON Lines."""

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

    def locate_errors(self, outputs: Iterable[Output]) -> str:  # noqa: ARG002 - as a folder has it
        """Errors were printed."""
        return "above"

    def locate(self, output: Output) -> Path | BinaryIO:
        """Name the table's file."""
        return sys.stderr.buffer if output.name == "errors" else self.path


Destination: TypeAlias = Folder | OneTable
