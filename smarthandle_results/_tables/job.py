"""A `Response` → all that a job holds, decoded: the one judge of whether a body is bad, for every table and file."""

from math import hypot
from typing import Final, final

from attrs import frozen

from smarthandle_results._decoding.decode import decode_result, find_transcript
from smarthandle_results._decoding.request import decode_editing_config
from smarthandle_results._decoding.usage import decode_usage
from smarthandle_results._errors import DecodeError, NoResultError, Problem
from smarthandle_results._models import Copies, OutputConfig, Response, Result, Transcript, Usage
from smarthandle_results._subtitles.cues import to_cues


@final
@frozen
class Job:
    """A job that all tables can hold."""

    response: Response
    result: Result | None
    transcript: Transcript | None
    usage: Usage | None


def decode_job(response: Response) -> Job:
    """Decode all of a job, so that its body is bad for every table or for none, whichever are asked for.

    Raises `DecodeError` if the payload, the usage or, of copies, the request is broken, and for an integer of over
    2^53, where a float column is not exact.
    """
    result = decode_result_or_none(response)
    if isinstance(result, Copies):
        decode_editing_config(response)
    usage = decode_usage(response)
    transcript = find_transcript(result)
    target = response.smart_job_info.output_config or OutputConfig()
    sizes = (target.width, target.height, usage.total_tokens if usage else None, _find_latest_ms(transcript))
    if any(abs(size or 0) > MAX_INTEGER for size in sizes):
        raise DecodeError((Problem(".", "expected integers of at most 53 bits, got a larger one"),))
    return Job(response, result, transcript, usage)


def decode_result_or_none(response: Response) -> Result | None:
    """Decode the result of a job; None if it has none."""
    try:
        return decode_result(response)
    except NoResultError:
        return None


def _find_latest_ms(transcript: Transcript | None) -> int:
    """Find the latest time of the cues; 0 where all times are so small that to make cues would be in vain."""
    if transcript is None or hypot(*transcript.starts, *transcript.ends) * 1000 < MAX_INTEGER / 2:
        return 0
    return max(to_cues(transcript).ends_ms, default=0)


MAX_INTEGER: Final = 2**53
