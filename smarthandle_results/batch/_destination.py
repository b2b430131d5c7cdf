"""Where a run writes: into a folder, or one output into a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final, TypeAlias, final

from attrs import frozen

from smarthandle_results.batch._outputs import Output

WORK_FOLDER: Final = ".smarthandle-run"
"""The name of a run's own folder, or how it begins: hidden, so that a search for inputs does not enter it."""

MANIFEST: Final = f"{WORK_FOLDER}.sqlite"
"""The name of the manifest of a folder, which says what runs have written there (see `_manifest`)."""


@final
@frozen
class Folder:
    """A folder for the tables, by their names, for the subtitle files of each job, and for `run.json`."""

    folder: Path

    @property
    def work(self) -> Path:
        """The run's own folder, inside the folder."""
        return self.folder / WORK_FOLDER

    @property
    def record_path(self) -> Path:
        """The path of `run.json`."""
        return self.folder / "run.json"

    @property
    def skipped_folders(self) -> tuple[Path, ...]:
        """The folders in which no inputs are looked for: this one."""
        return (self.folder,)

    def place_outputs(self, outputs: Iterable[Output]) -> dict[Output, Path | None]:
        """Find the path of each output that is one file: of each table."""
        return {output: self.folder / f"{output.name}{output.suffix}" for output in outputs if output.is_table}


@final
@frozen
class OneFile:
    """A file for one table, or for the subtitles of one job, without a record.

    The table of errors, if it is among the outputs and not that table, is printed to standard error.
    """

    path: Path
    record_path: ClassVar[None] = None
    skipped_folders: ClassVar[tuple[Path, ...]] = ()
    """No folders are left out of the search for inputs, since the file may be in a folder of inputs."""

    @property
    def folder(self) -> Path:
        """The folder of the file."""
        return self.path.parent

    @property
    def work(self) -> Path:
        """The run's own folder, beside the file."""
        return self.path.with_name(f"{WORK_FOLDER}-{self.path.name}")

    def place_outputs(self, outputs: Iterable[Output]) -> dict[Output, Path | None]:
        """Find the path of the one output besides errors, or of errors alone; errors besides it have None, no path.

        Raises `ValueError` for several outputs, and for errors that cannot be printed because they are not JSON Lines.
        """
        errors, others = (
            [output for output in outputs if (output.name == "errors") is is_errors] for is_errors in (True, False)
        )
        [output, *more] = others or errors
        if more:
            raise ValueError(f"expected one output for one file, got {', '.join(output.name for output in others)}")
        if others and any(output.suffix != ".jsonl" for output in errors):
            raise ValueError("beside another output, errors can only be .jsonl: they go to standard error")
        return dict.fromkeys(errors) | {output: self.path}


@final
@frozen
class Site:
    """Where a run has what is its own, in the folder `work`, and the manifest of earlier runs, in the folder `earlier`.

    A preview has both in a folder that is removed at its end. It decides all that a run does, and does nothing else.
    """

    work: Path
    earlier: Path
    is_preview: bool = False


Destination: TypeAlias = Folder | OneFile
