"""Inputs → a page in a file: what the command `report` does.

Bodies are converted by worker processes as `convert` and `stats` convert them, into parts in a folder of the run's own
beside the page. What they make of each is its row in the table of jobs, which the stats add up, a line of the page's
list, and the details of its page.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, final

from attrs import evolve, frozen

from smarthandle_results import DecodeError, Job, Profile, Response
from smarthandle_results.batch import Input, Inspection, OneFile, Plan, Progress, Reading, Recipe, Record, inspect_body
from smarthandle_results.batch._body import (
    BadPlace,
    Outcome,
    PlacedJob,
    make_bad_outcome,
    make_name,
    make_outcomes,
)
from smarthandle_results.batch._convert import judge_plan, write_parts
from smarthandle_results.batch._files import open_file
from smarthandle_results.batch._lock import LOCK, hold_folder
from smarthandle_results.batch._outputs import Output
from smarthandle_results.batch._overwriting import check_overwriting, check_overwriting_file
from smarthandle_results.batch._stats import JOBS
from smarthandle_results.batch._workers import WorkerPool
from smarthandle_results.report._describe import Body, Described, describe
from smarthandle_results.report._overview import Scope, Sums
from smarthandle_results.report._page import Page, Selection


@final
@frozen(kw_only=True)
class ReportPlan:
    """What a page is to be made of: the `inputs`, read as `reading` says, and where to write it.

    Cues are judged and laid out by `profile`, unless it is None. `selection` says which jobs are listed. With
    `keep_polls` every poll of a job is one of its own. `workers` is the number of processes, which changes nothing.
    """

    inputs: tuple[Input, ...]
    path: Path
    profile: Profile | None = None
    selection: Selection = Selection()
    reading: Reading = Reading()
    keep_polls: bool = False
    workers: int = 1


def write_report(plan: ReportPlan, *, on_progress: Callable[[Progress], object] = lambda _: None) -> Sums:
    """Write the page, whole or not at all, and return its sums; `on_progress` is called after each chunk.

    Raises `ValueError` for an input that would be overwritten, `OSError`, `MissingPackageError` without Jinja2, and
    `BusyError` while another run writes to the same place.
    """
    inner = Plan(
        inputs=plan.inputs,
        destination=OneFile(plan.path),
        recipe=RECIPE,
        reading=plan.reading,
        keep_polls=plan.keep_polls,
        workers=plan.workers,
    )
    check_overwriting(inner.inputs, inner.destination, RECIPE.outputs)
    work = inner.destination.work
    with hold_folder(work):
        _clear(work)  # what a run that was killed has left
        try:
            return _write(plan, inner, on_progress)
        finally:
            shutil.rmtree(work)


def write_report_to_file(
    plan: ReportPlan, file: BinaryIO, *, on_progress: Callable[[Progress], object] = lambda _: None
) -> Sums:
    """Write the page, and then copy it to an open file, such as standard output; the plan's own path is not used.

    Raises `ValueError` for a file that is an input, and `OSError`.
    """
    check_overwriting_file(plan.inputs, file)
    with TemporaryDirectory(prefix="smarthandle-results-") as folder:
        path = Path(folder, "report.html")
        sums = write_report(evolve(plan, path=path), on_progress=on_progress)
        with path.open("rb") as page:
            shutil.copyfileobj(page, file)
    return sums


def _write(plan: ReportPlan, inner: Plan, on_progress: Callable[[Progress], object]) -> Sums:
    maker = PageMaker(plan.profile, plan.reading.column)
    with WorkerPool(plan.workers) as pool:
        parts = write_parts(inner, inner.destination.work, pool, Record(), on_progress=on_progress, maker=maker)
    with (inner.destination.work / "details").open("w+b") as chunks:
        page = Page(chunks, plan.selection)
        for judged in judge_plan(inner, inner.destination.work, parts):
            page.sums.stats.add_part(judged)
            lines, details = (judged.read_kept(section, _PAGE).splitlines(keepends=True) for section in (1, 2))
            for own in map(Described, lines, details):
                page.add(own)
        with open_file(plan.path) as output:
            page.write(output, Scope(len(plan.inputs), plan.profile.name if plan.profile else None))
    return page.sums


def _clear(work: Path) -> None:
    for path in work.iterdir():
        if path.name != LOCK:
            path.unlink()


@final
@frozen
class PageMaker:
    """Makes of each body its row in the table of jobs, the line of the page's list, and the details of its page."""

    profile: Profile | None
    column: str | None = None

    def make_all(self, jobs: Sequence[PlacedJob]) -> list[Outcome]:
        """Make all of some jobs."""
        return [make_page_outcome(placed, self.profile, source=placed.place.source) for placed in jobs]

    def make_bad(self, error: DecodeError, data: bytes | None, place: BadPlace) -> Outcome:
        """Make what there is of a bad body: its problems, and the job as far as it can be decoded."""
        found = inspect_body(data or b"", source=place.source, line=place.line, byte_offset=place.byte_offset)
        if found.job is None:  # what is decoded in part lists more problems than the error; what is not, has the reason
            found = evolve(found, problems=error.problems, unlisted=error.unlisted)
        return make_bad_page_outcome(found, self.profile, self.column, data)


def make_page_outcome(placed: PlacedJob, profile: Profile | None, *, source: str | None) -> Outcome:
    """Make all of a job; `source` is None for a job that is in no file."""
    job, place = placed.job, placed.place
    [outcome] = make_outcomes([placed], RECIPE)
    body = Body(
        status=outcome.entry.status,
        source=source,
        line=place.line,
        name=make_name(job.response, RECIPE, place),
    )
    described = describe(job, body, profile)
    return evolve(outcome, contents=(*outcome.contents, described.line, described.details))


def make_bad_page_outcome(
    found: Inspection, profile: Profile | None, column: str | None = None, data: bytes | None = None
) -> Outcome:
    """Make all of a body that is bad, of which something may have been found."""
    error, place = DecodeError(found.problems, found.unlisted), BadPlace(found.source, found.line, found.byte_offset)
    outcome = make_bad_outcome(error, data, RECIPE, place)
    body = Body(
        status=outcome.entry.status,
        source=found.source,
        line=found.line,
        byte_offset=found.byte_offset,
        column=column,
        problems=found.problems,
        unlisted=found.unlisted,
    )
    described = describe(found.job or Job(Response()), body, profile)
    return evolve(outcome, contents=(*outcome.contents, described.line, described.details))


RECIPE: Final = Recipe(outputs=(JOBS,))
_PAGE: Final = Output("page", ".jsonl")
"""What is beside the rows of jobs in a part: lines, and details."""
