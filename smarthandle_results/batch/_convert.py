"""Inputs → subtitles and tables: convert every chunk to a part file, judge the polls, write what counts.

Parts are in the order of the inputs and so is all that is made of them: the bytes are the same for every number of
processes, and a run that was stopped goes on where it was. Nothing stands under its final name before it is whole.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, TypeAlias, final

import orjson
from attrs import Attribute, asdict, evolve, field, frozen

from smarthandle_results import __version__
from smarthandle_results.batch._body import Recipe
from smarthandle_results.batch._destination import Destination, Folder, OneTable, find_one_table
from smarthandle_results.batch._files import write_file
from smarthandle_results.batch._lock import LOCK, hold_folder
from smarthandle_results.batch._overwriting import check_file_apart, check_folder_apart
from smarthandle_results.batch._parts import Part, part_path, read_part
from smarthandle_results.batch._polls import open_polls
from smarthandle_results.batch._printable import show
from smarthandle_results.batch._reading.chunks import Reading, read_chunks
from smarthandle_results.batch._reading.inputs import STDIN, Input, escape_name
from smarthandle_results.batch._record import Record
from smarthandle_results.batch._subtitle_files import FileWriter
from smarthandle_results.batch._table_files import open_tables
from smarthandle_results.batch._worker import Progress, Worker
from smarthandle_results.batch._workers import Workers

Listener: TypeAlias = Callable[[Progress], object]


class ResumeError(RuntimeError):
    """A run that cannot be resumed: the message says why."""


def _check_outputs(plan: "Plan", _: "Attribute[Recipe]", recipe: Recipe) -> None:
    if isinstance(plan.destination, OneTable):
        find_one_table(recipe.outputs)


@final
@frozen(kw_only=True)
class Plan:
    """What a run shall do. `workers` alone decides nothing of what it writes.

    A run that resumes may have other `workers`, `max_errors` and `quarantine` than the one before. Raises `ValueError`
    for outputs that the destination cannot hold.
    """

    inputs: tuple[Input, ...]
    destination: Destination
    recipe: Recipe = field(validator=_check_outputs)
    reading: Reading = Reading()
    keep_polls: bool = False
    quarantine: Path | None = None
    max_errors: int | None = None
    workers: int = 1

    def describe(self) -> dict[str, object]:
        """Tell the options that decide what is written."""
        return {
            "to": [output.name + output.suffix * output.is_table for output in self.recipe.outputs],
            "name": self.recipe.name,
            "profile": self.recipe.profile.name if self.recipe.profile else "none",
            "bom": self.recipe.bom,
            "crlf": self.recipe.crlf,
            "max_body": self.reading.max_body,
            "log_lines": self.reading.log_lines,
            "body_column": self.reading.column,
            "keep": "polls" if self.keep_polls else "last",
        }


def convert(plan: Plan, *, resume: bool = False, report: Listener = lambda _: None) -> Record:
    """Run a plan to its end and tell what was done; `report` hears of each chunk.

    With `resume`, chunks that an earlier run of the same plan has converted are taken as they are. Raises `ValueError`
    for an input that would be written over, `OSError`, `ResumeError` for an earlier run of another plan, and
    `BusyError` while another run writes to the same place; what was done until then stays for a run that resumes.
    """
    if resume:
        _check_files(plan.inputs)
    check_folder_apart(plan.inputs, plan.destination, plan.recipe.outputs)
    with hold_folder(plan.destination.work):
        _begin(plan, resume=resume)
        return _convert(plan, report)


def _convert(plan: Plan, report: Listener) -> Record:
    record = Record()
    target = plan.destination
    with Workers(plan.workers) as workers:
        parts, record.is_stopped = convert_chunks(plan, workers, report)

        def write_tables() -> Iterator[tuple[Part, Sequence[int]]]:
            for part, numbers in judge_polls(plan, parts):
                record.add(part, numbers)
                tables.append(part, numbers)
                yield part, numbers

        with open_tables(plan.recipe.outputs, partial(target.locate, outputs=plan.recipe.outputs)) as tables:
            writer = FileWriter(target.folder, plan.recipe.outputs, plan.quarantine)
            for _ in workers.map(writer, write_tables()):
                pass
    if isinstance(target, Folder):
        content = record.to_json(plan.describe(), __version__)
        write_file(target.folder / "run.json", content)
    shutil.rmtree(target.work)
    return record


def convert_to_file(plan: Plan, file: BinaryIO, *, report: Listener = lambda _: None) -> Record:
    """Run a plan of one table, and then write the table to an open file, such as standard output.

    Raises `ValueError` for a file that is an input, and `OSError`.
    """
    check_file_apart(plan.inputs, file)
    with TemporaryDirectory(prefix="smarthandle-results-") as folder:
        path = Path(folder, "table")
        record = convert(evolve(plan, destination=OneTable(path)), report=report)
        with path.open("rb") as table:
            shutil.copyfileobj(table, file)
    return record


def convert_chunks(plan: Plan, workers: Workers, report: Listener) -> tuple[list[Path], bool]:
    """Make the part of each chunk; list them, and tell whether errors put an end to it."""
    parts: list[Path] = []
    bad = 0
    worker = Worker(plan.recipe, plan.destination.work, plan.reading.max_body)
    with closing(workers.map(worker, read_chunks(plan.inputs, plan.reading))) as results:
        for number, progress in enumerate(results):
            parts.append(part_path(plan.destination.work, number))
            report(progress)
            bad += progress.bad
            if plan.max_errors is not None and bad >= plan.max_errors:
                return parts, True
    return parts, False


def judge_polls(plan: Plan, parts: Iterable[Path]) -> Iterator[tuple[Part, tuple[int, ...]]]:
    """Read the parts in order, each with the numbers of its bodies: which count, and the how-manieth of its name."""
    with open_polls(plan.destination.work / "polls.sqlite", keep_all=plan.keep_polls) as polls:
        for path in parts:
            polls.hear(read_part(path).entries)
        for path in parts:
            part = read_part(path)
            yield part, polls.number(part.entries)


def _check_files(inputs: Iterable[Input]) -> None:
    stream = next((source.name for source in inputs if source.is_stream), None)
    if stream is not None:
        name = "standard input" if stream == STDIN else show(stream)
        raise ResumeError(f"expected files to resume with, got {name}, which cannot be read again")


def _begin(plan: Plan, *, resume: bool) -> None:
    work = plan.destination.work
    path = work / "plan.json"
    sources = [(escape_name(source.name), source.size, source.modified_ns) for source in plan.inputs]
    profile = asdict(plan.recipe.profile) if plan.recipe.profile else None  # one of its own may have any name
    content = orjson.dumps([__version__, plan.describe(), profile, sources])
    if resume and path.exists():
        if path.read_bytes() != content:
            raise ResumeError(f"the run in {work} had other options, inputs or another version: run without --resume")
        return
    for left in work.iterdir():
        if left.name != LOCK:
            left.unlink()
    write_file(path, content)
