"""Inputs → a folder of subtitles and tables: convert every chunk to a part file, judge the polls, write what counts.

Parts are in the order of the inputs and so is all that is made of them: the bytes are the same for every number of
processes, and a run that was stopped goes on where it was. Nothing stands under its final name before it is whole.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Final, final

import orjson
from attrs import frozen

from smarthandle_results.batch._chunks import read_chunks
from smarthandle_results.batch._convert import Recipe
from smarthandle_results.batch._files import write_file
from smarthandle_results.batch._inputs import Input
from smarthandle_results.batch._parts import Part, read_part
from smarthandle_results.batch._polls import Polls, open_polls
from smarthandle_results.batch._record import Record
from smarthandle_results.batch._subtitles import SubtitleWriter
from smarthandle_results.batch._tables import Tables, open_tables
from smarthandle_results.batch._worker import Progress, Worker, part_path
from smarthandle_results.batch._workers import Workers

WORK_FOLDER: Final = ".smarthandle-run"


class ResumeError(Exception):
    """A run that cannot be resumed: the message says why."""


@final
@frozen(kw_only=True)
class Plan:
    """What a run shall do; all but `workers` and `max_errors` decides what it writes."""

    inputs: tuple[Input, ...]
    folder: Path
    recipe: Recipe
    max_body: int = 64 << 20
    log_lines: bool = False
    keep_polls: bool = False
    quarantine: Path | None = None
    max_errors: int | None = None
    workers: int = 1

    def describe(self) -> dict[str, object]:
        """Tell the options that decide what is written."""
        return {
            "to": [output.name + output.suffix * output.is_table for output in self.recipe.outputs],
            "name": self.recipe.name,
            "bom": self.recipe.bom,
            "crlf": self.recipe.crlf,
            "max_body": self.max_body,
            "log_lines": self.log_lines,
            "keep": "polls" if self.keep_polls else "last",
        }


def convert(plan: Plan, *, resume: bool = False, report: Callable[[Progress], object] = lambda _: None) -> Record:
    """Run a plan to its end and tell what was done; `report` hears of each chunk.

    With `resume`, chunks that an earlier run of the same plan has converted are taken as they are. Raises `OSError`,
    and `ResumeError` for an earlier run of another plan; what was done until then stays for a run that resumes.
    """
    work = plan.folder / WORK_FOLDER
    _begin(plan, work, resume=resume)
    with Workers(plan.workers) as workers:
        count, is_stopped = _convert_chunks(plan, work, workers, report)
        parts = [part_path(work, number) for number in range(count)]
        with open_polls(work / "polls.sqlite", keep_all=plan.keep_polls) as polls:
            for path in parts:
                polls.hear(read_part(path).entries)
            record = _write(plan, parts, polls, workers)
    content = record.to_json(plan.describe(), version("smarthandle-results"), is_stopped=is_stopped)
    write_file(plan.folder / "run.json", content)
    shutil.rmtree(work)
    return record


def _begin(plan: Plan, work: Path, *, resume: bool) -> None:
    sources = [(source.name, source.size, source.modified_ns) for source in plan.inputs]
    facts = {"version": version("smarthandle-results"), "options": plan.describe(), "inputs": sources}
    content = orjson.dumps(facts)
    path = work / "plan.json"
    if resume and path.exists():
        if path.read_bytes() != content:
            raise ResumeError(f"the run in {plan.folder} had other options, inputs or another version")
        return
    if work.exists():
        shutil.rmtree(work)
    write_file(path, content)


def _convert_chunks(plan: Plan, work: Path, workers: Workers, report: Callable[[Progress], object]) -> tuple[int, bool]:
    """Make the part of each chunk; count them, and tell whether errors put an end to it."""
    chunks = read_chunks(plan.inputs, max_body=plan.max_body, log_lines=plan.log_lines)
    count = bad = 0
    with closing(workers.map(Worker(plan.recipe, work, plan.max_body), chunks)) as results:
        for count, progress in enumerate(results, start=1):
            report(progress)
            bad += progress.bad
            if plan.max_errors is not None and bad >= plan.max_errors:
                return count, True
    return count, False


def _write(plan: Plan, parts: Iterable[Path], polls: Polls, workers: Workers) -> Record:
    """Write tables here and subtitles by the workers, part by part."""
    record = Record()

    def number_parts(tables: Tables) -> Iterator[tuple[Part, Sequence[int]]]:
        for path in parts:
            part = read_part(path)
            numbers = polls.number(part.entries)
            record.add(part, numbers)
            tables.append(part, numbers)
            yield part, numbers

    write_subtitles = SubtitleWriter(plan.folder, plan.recipe.outputs, plan.quarantine)
    with open_tables(plan.recipe.outputs, lambda output: plan.folder / f"{output.name}{output.suffix}") as tables:
        for _ in workers.map(write_subtitles, number_parts(tables)):
            pass
    return record
