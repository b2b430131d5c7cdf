"""Jobs → a page, as bytes."""

from collections.abc import Iterable
from io import BytesIO

from smarthandle_results import Job, Profile
from smarthandle_results.batch import Inspection, find_profile
from smarthandle_results.batch._body import Outcome, Place, PlacedJob
from smarthandle_results.report._describe import Described
from smarthandle_results.report._files import make_bad_page_outcome, make_page_outcome
from smarthandle_results.report._overview import Scope
from smarthandle_results.report._page import Page, Selection


def render(
    jobs: Iterable[Job | Inspection],
    *,
    profile: str | Profile = "auto",
    only: str | Iterable[str] = (),
    limit: int | None = None,
) -> bytes:
    r"""Make the page of jobs: one HTML file, which opens from disk and makes no request.

    A job is what `decode_job` returns, or what `batch.inspect_body` and `batch.inspect_inputs` do: these say where the
    body is, and what is wrong with one that cannot be read. Each is a job of its own: of several polls give the last.
    Cues are judged and laid out by `profile`, unless it is `none`. `only` and `limit` say which jobs are listed: see
    `Selection`. The same jobs give the same bytes.

    >>> from smarthandle_results import decode_job, decode_response
    >>> job = decode_job(decode_response('{"JobId": "a", "State": "Failed", "ErrorCode": "Forbidden"}'))
    >>> page = render([job])
    >>> page[:15], b"Forbidden" in page
    (b'<!doctype html>', True)

    Raises `ValueError` for an unknown profile, kind in `only`, or limit below 0, and `TypeError` for what is no job.
    """
    found = find_profile(profile) if isinstance(profile, str) else profile
    page = Page(BytesIO(), Selection(only=only, limit=limit))
    for job in jobs:
        outcome = _make(job, found)
        page.sums.stats.add_outcome(outcome)
        page.add(Described(*outcome.contents[1:]))
    output = BytesIO()
    page.write(output, Scope(None, found.name if found else None))
    return output.getvalue()


def _make(job: object, profile: Profile | None) -> Outcome:
    if isinstance(job, Job):
        return make_page_outcome(PlacedJob(job), profile, source=None)
    if not isinstance(job, Inspection):
        raise TypeError(f"expected jobs or inspections, got {type(job).__name__}")
    if job.job is not None and not job.problems:
        return make_page_outcome(PlacedJob(job.job, Place(job.source, job.line)), profile, source=job.source)
    return make_bad_page_outcome(job, profile)
