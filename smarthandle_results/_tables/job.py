"""A `Response` → all that a job contains, decoded once. Only here is a body judged bad, for every output alike."""

from functools import cached_property
from typing import Any, Final, final

from attrs import frozen

from smarthandle_results._columns import are_all_below
from smarthandle_results._decoding.decode import read_result
from smarthandle_results._decoding.payload import find_media
from smarthandle_results._decoding.request import decode_editing_config
from smarthandle_results._decoding.usage import read_any_usage, read_usage
from smarthandle_results._errors import DecodeError, Note, Problem, Problems
from smarthandle_results._making import make
from smarthandle_results._models import (
    Copies,
    Cues,
    EditingConfig,
    MediaOnly,
    Response,
    Result,
    Transcript,
    Unread,
    Usage,
    find_transcript,
)
from smarthandle_results._subtitles.cues import to_cues


@final
@frozen(slots=False)  # a class with slots gets a `__getattr__` for its cached properties, on which `help` fails in 3.13
class Job:
    """A decoded job, from which all rows and subtitles are made.

    `response` is the body, `result` what the job finished with (None if it has no result), and `usage` the token usage
    (None if the body has none). `notes` say what is unusual about the body, and `unread` has the payloads beside the
    one that the result was read from; also that one, if it has text around its copies.

    >>> from smarthandle_results import decode_response
    >>> cues = [{"content": "Hello.", "from": 0, "to": 1}]
    >>> body = {"State": "Finished", "JobResult": {"MediaId": "******bf47", "AiResult": "Words."}, "Output": cues}
    >>> job = decode_job(decode_response(body))
    >>> job.media.media_id, job.cues[0].text, job.unread
    ('******bf47', 'Hello.', (Unread(form='ai_result', text=<6 characters>),))
    >>> job.notes[0]
    Note(path='.Output', message='an array in place of text')
    """

    response: Response
    result: Result | None = None
    usage: Usage | None = None
    notes: tuple[Note, ...] = ()
    unread: tuple[Unread, ...] = ()

    @cached_property
    def cues(self) -> Cues | None:
        """The cues of the result's transcript, as `to_cues` makes them; None without a transcript."""
        transcript = find_transcript(self.result)
        return None if transcript is None else to_cues(transcript)

    @cached_property
    def editing_config(self) -> EditingConfig | None:
        """The request's `EditingConfig`, as `decode_editing_config` decodes it.

        >>> from smarthandle_results import decode_response
        >>> body = {"State": "Created", "SmartJobInfo": {"EditingConfig": '{"Type": "Title"}'}}
        >>> decode_job(decode_response(body)).editing_config.type
        'Title'
        """
        return decode_editing_config(self.response)

    @cached_property
    def media(self) -> MediaOnly:
        """The media asset of the job, as `find_media` finds it."""
        return find_media(self.response)


def decode_job(response: Response) -> Job:
    """Decode all of a job, so that its body is either good for every table and file or bad for all of them.

    A job is not bad because it is in a state without a result, or its payload of no known form: its payloads are in
    `unread`, or whole in an `Unrecognized`.

    Raises `DecodeError` if the payload, the usage or, for copies, the request is broken, and for an integer of over
    2^53, up to which the float columns of engines are exact.
    """
    result, result_notes, unread = read_result(response)
    known = {"editing_config": decode_editing_config(response)} if type(result) is Copies else {}  # their rows have it
    usage, usage_notes = read_usage(response)
    notes = response.source.notes + result_notes + usage_notes
    parts = {"response": response, "result": result, "usage": usage, "notes": notes, "unread": unread}
    job = make(Job, {**parts, **known})
    if _has_large_integers(job):
        raise DecodeError((_LARGE_INTEGER,))
    return job


def inspect_job(response: Response) -> tuple[Job, tuple[Problem, ...], int]:
    """Decode as much of a job as possible; list all problems for which `decode_job` raises, and count the unlisted."""
    result: Result | None = None
    result_notes: tuple[Note, ...] = ()
    unread: tuple[Unread, ...] = ()
    usage: Usage | None = None
    errors: list[DecodeError] = []
    try:
        result, result_notes, unread = read_result(response)
    except DecodeError as error:
        errors.append(error)
    if type(result) is Copies:
        try:
            decode_editing_config(response)
        except DecodeError as error:
            errors.append(error)
    usage_problems = Problems()
    try:
        with usage_problems:
            usage = read_any_usage(response, usage_problems)
    except DecodeError as error:
        usage = None
        errors.append(error)
    notes = response.source.notes + result_notes + usage_problems.notes
    job = Job(response, result, usage, notes, unread)
    problems = tuple(problem for error in errors for problem in error.problems)
    if _has_large_integers(job):
        problems += (_LARGE_INTEGER,)
    return job, problems, sum(error.unlisted for error in errors)


def _has_large_integers(job: Job) -> bool:
    """Return whether a number that becomes an integer of a row has a magnitude of over `MAX_INTEGER`."""
    usage, target = job.usage, job.response.smart_job_info.output_config
    if usage is not None and abs(usage.total_tokens or 0) > MAX_INTEGER:
        return True
    if target is not None and max(abs(target.width or 0), abs(target.height or 0)) > MAX_INTEGER:
        return True
    transcript = find_transcript(job.result)
    return transcript is not None and _find_last_ms(job, transcript) > MAX_INTEGER


def _find_last_ms(job: Job, transcript: Transcript) -> float:
    """Return when the last cue ends; 0, without making cues, if all times are far below `MAX_INTEGER`."""
    columns: tuple[Any, ...] = (transcript.starts, transcript.ends)
    if all(are_all_below(_CLEAR_SECONDS, column) for column in columns):
        return 0
    return max(job.cues.ends_ms, default=0) if job.cues else 0


MAX_INTEGER: Final = 2**53
_LARGE_INTEGER: Final = Problem(".", "expected integers of at most 53 bits, got a larger one")
_CLEAR_SECONDS: Final = MAX_INTEGER / 2000
