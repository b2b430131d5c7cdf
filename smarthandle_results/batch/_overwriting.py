"""Inputs and outputs → an error for an input that would be written over: bodies cannot be fetched again."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from smarthandle_results.batch._destination import WORK_FOLDER, Destination, Folder
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._printable import show
from smarthandle_results.batch._reading.inputs import Input


def check_folder_apart(inputs: Iterable[Input], destination: Destination, outputs: Sequence[Output]) -> None:
    """Raise `ValueError` for an input that is a table or a record of the run, or may be a subtitle file of it."""
    tables = (destination.locate(output, outputs) for output in outputs if output.is_table)
    paths = [table for table in tables if isinstance(table, Path)]
    if isinstance(destination, Folder):
        paths.append(destination.folder / "run.json")
    written = [path.stat() for path in paths if path.is_file()]
    endings = tuple(output.suffix for output in outputs if not output.is_table)
    folder = destination.folder.resolve()
    for source in inputs:
        is_like_ours = source.name.endswith(endings) or WORK_FOLDER in source.name
        if _is_among(source, written) or (is_like_ours and Path(source.name).resolve().is_relative_to(folder)):
            raise _refuse(source)


def check_file_apart(inputs: Iterable[Input], file: BinaryIO) -> None:
    """Raise `ValueError` for an input that is an open file."""
    try:
        written = os.fstat(file.fileno())
    except OSError:  # a stand-in of a program's own
        return
    for source in inputs:
        if _is_among(source, [written]):
            raise _refuse(source)


def _is_among(source: Input, written: Sequence[os.stat_result]) -> bool:
    status = source.find_status() if written else None
    return status is not None and any(os.path.samestat(status, other) for other in written)


def _refuse(source: Input) -> ValueError:
    return ValueError(f"expected an output apart from the inputs, got {show(source.name)} as both")
