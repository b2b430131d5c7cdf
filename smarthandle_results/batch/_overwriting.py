"""Inputs and outputs → an error for an input that would be overwritten: bodies cannot be fetched again."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from smarthandle_results.batch._destination import WORK_FOLDER, Destination
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._printable import to_printable
from smarthandle_results.batch._reading.inputs import Input


def check_overwriting(inputs: Iterable[Input], destination: Destination, outputs: Sequence[Output]) -> None:
    """Raise `ValueError` for an input that is a table or the record of the run, or may be a subtitle file of it."""
    placed = destination.place_outputs(outputs)
    written = [
        path.stat() for path in (*placed.values(), destination.record_path) if path is not None and path.is_file()
    ]
    endings = tuple(output.suffix for output in outputs if output not in placed)
    folder = destination.folder.resolve()
    for source in inputs:
        is_like_ours = source.name.endswith(endings) or WORK_FOLDER in source.name
        if _is_among(source, written) or (is_like_ours and Path(source.name).resolve().is_relative_to(folder)):
            raise _refuse(source)


def check_overwriting_file(inputs: Iterable[Input], file: BinaryIO) -> None:
    """Raise `ValueError` for an input that is the same file as an open one."""
    try:
        written = os.fstat(file.fileno())
    except OSError:  # a file object that a program made, with no file of the system
        return
    for source in inputs:
        if _is_among(source, [written]):
            raise _refuse(source)


def _is_among(source: Input, written: Sequence[os.stat_result]) -> bool:
    status = source.stat() if written else None
    return status is not None and any(os.path.samestat(status, other) for other in written)


def _refuse(source: Input) -> ValueError:
    return ValueError(f"expected an output apart from the inputs, got {to_printable(source.name)} as both")
