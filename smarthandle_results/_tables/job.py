"""A `Response` → all that a job contains, decoded once: the one judge of whether a body is bad, for every output."""

from typing import Any, Final, final

from attrs import Factory, field, frozen

from smarthandle_results._decoding.decode import decode_result, find_transcript
from smarthandle_results._decoding.payload import find_media
from smarthandle_results._decoding.request import decode_editing_config
from smarthandle_results._decoding.usage import decode_usage
from smarthandle_results._errors import DecodeError, NoResultError, Problem
from smarthandle_results._models import Copies, Cues, MediaOnly, OutputConfig, Response, Result, Transcript, Usage
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._subtitles.milliseconds import bound_magnitude


def _find_own_media(job: "Job") -> MediaOnly:
    return find_media(job.response)


@final
@frozen
class Job:
    """A decoded job, from which all rows and subtitles are made.

    `response` is the body, `result` what the job finished with (None if it has no result), `cues` those of the result's
    transcript as `to_cues` makes them (None without a transcript), `usage` the token usage (None if the body has none),
    and `media` the media asset that `find_media` finds.
    """

    response: Response
    result: Result | None = None
    cues: Cues | None = None
    usage: Usage | None = None
    media: MediaOnly = field(default=Factory(_find_own_media, takes_self=True))


def decode_job(response: Response) -> Job:
    """Decode all of a job, so that its body is either good for every table and file or bad for all of them.

    >>> from smarthandle_results import Response
    >>> decode_job(Response(job_id="a", state="Executing")).result is None
    True

    Raises `DecodeError` if the payload, the usage or, for copies, the request is broken, and for an integer of over
    2^53, up to which the float columns of engines are exact.
    """
    return join_job(response, *decode_parts(response))


def decode_parts(response: Response) -> tuple[Result | None, Usage | None]:
    """Decode the result and the usage of a job without making cues.

    Raises `DecodeError` as `decode_job` does.
    """
    result = decode_result_or_none(response)
    if isinstance(result, Copies):
        decode_editing_config(response)
    usage = decode_usage(response)
    target = response.smart_job_info.output_config or OutputConfig()
    total_tokens = usage.total_tokens if usage else None
    latest_ms = _find_latest_ms(find_transcript(result))
    if any(abs(number or 0) > MAX_INTEGER for number in (target.width, target.height, total_tokens, latest_ms)):
        raise DecodeError((Problem(".", "expected integers of at most 53 bits, got a larger one"),))
    return result, usage


def inspect_job(response: Response) -> tuple[Job, tuple[Problem, ...]]:
    """Decode as much of a job as possible, and list every problem of its payload and its usage."""
    result, usage = None, None
    problems: list[Problem] = []
    try:
        result = decode_result_or_none(response)
    except DecodeError as error:
        problems += error.problems
    try:
        usage = decode_usage(response)
    except DecodeError as error:
        problems += error.problems
    return join_job(response, result, usage), tuple(problems)


def decode_result_or_none(response: Response) -> Result | None:
    """Decode the result of a job; return None if it has none. Raises `DecodeError` as `decode_result` does."""
    try:
        return decode_result(response)
    except NoResultError:
        return None


def join_job(response: Response, result: Result | None, usage: Usage | None) -> Job:
    """Join the decoded parts of a job, and make its cues."""
    transcript = find_transcript(result)
    return Job(response, result, None if transcript is None else to_cues(transcript), usage)


def _find_latest_ms(transcript: Transcript | None) -> int:
    """Find the latest time of a transcript's cues; return 0 without making cues if no time can exceed `MAX_INTEGER`."""
    if transcript is None:
        return 0
    times: tuple[Any, ...] = (*transcript.starts, *transcript.ends)
    if bound_magnitude(times) * 1000 < MAX_INTEGER / 2:
        return 0
    return max(to_cues(transcript).ends_ms, default=0)


MAX_INTEGER: Final = 2**53
