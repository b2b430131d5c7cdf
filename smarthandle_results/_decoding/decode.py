"""A body → `Response` → its result, by job type and by the payload's shape."""

from collections.abc import Callable
from functools import partial
from typing import Final, final

from attrs import evolve, frozen

from smarthandle_results._decoding.bodies import Body, parse_object, read_plain
from smarthandle_results._decoding.copies import has_more_than_copies, read_copies
from smarthandle_results._decoding.json_text import is_array, is_object, load_payload
from smarthandle_results._decoding.payload import Payload, drop_empty, find_media, find_payloads
from smarthandle_results._decoding.transcript import is_cue_array, read_transcript
from smarthandle_results._errors import DecodeError, NoResultError, Note, Problems
from smarthandle_results._models import (
    Avatar,
    Copies,
    JobType,
    MediaOnly,
    Response,
    Result,
    Speech,
    State,
    Transcript,
    Translation,
    Unread,
    Unrecognized,
)
from smarthandle_results._wanted import RESPONSE, require_kind


@final
@frozen
class Reading:
    """The result of a job, or None; the `payload` that it was read from, if there is one; and what is unusual there."""

    result: Result | None
    payload: Payload | None = None
    notes: tuple[Note, ...] = ()


def decode_response(body: Body) -> Response:
    """Decode a GetSmartHandleJob response body: JSON or XML as bytes or text, a mapping, or an SDK's response.

    Bytes may be of any type that is like them. An SDK's response, or its body, is anything that has a `to_map()`, which
    returns a mapping. No file is opened: pass what is in it.

    An SDK's envelope (`headers`, `statusCode`, `body`), camelCase and snake_case keys, nulls and one UTF-8 byte order
    mark are accepted. The body of a failed job is valid. Payloads stay text: see `decode_result` and `decode_usage`.
    Keys that no model has are ignored; of a key that occurs twice the last counts, and where its spellings differ and
    its values too, that is a note in the `source`.

    Raises `DecodeError` with every problem of the body, or with the name of what was passed instead of a body, and
    TypeError for a value of another type.
    Source: the API reference of ICE 2020-11-09, GetSmartHandleJob.

    >>> response = decode_response('{"jobId": "******042d", "state": "Failed", "errorCode": "InvalidParameter"}')
    >>> response.job_id, response.state, response.error_code
    ('******042d', 'Failed', 'InvalidParameter')
    """
    raw = parse_object(body)
    response = None if raw is None else read_plain(raw)
    if response is not None:
        return response
    from smarthandle_results._decoding.containers import read_body  # noqa: PLC0415 - few bodies need it

    return read_body(body if raw is None else raw)


def decode_result(response: Response) -> Result:
    """Decode the result of a finished job: its `AiResult`, or else its `Output`.

    The job type says what to expect, and the shape of the payload what it is. Where an `AiResult` is of no known form,
    or an empty array, an `Output` of a known one is the result. Plain text where none is expected, and a payload of any
    unpublished form, is `Unrecognized`, whole.

    Raises `NoResultError` for a job that failed, is not finished, or finished with neither payload nor media, and
    `DecodeError` with every problem of a payload that has a known form but is broken.

    >>> decode_result(decode_response('{"State": "Finished", "JobResult": {"MediaId": "******bf47"}}'))
    MediaOnly(media_id='******bf47', media_url=None)
    """
    result = read_result(response).result
    if result is None:
        raise NoResultError(response.state, response.error_code or None, response.error_message or None)
    return result


def read_result(response: Response) -> Reading:
    """Read the result of a job as `decode_result` decodes it; its reading has no result where that raises."""
    require_kind(response, Response, RESPONSE)
    if response.state in _STATES_WITHOUT_RESULT:
        return Reading(None)
    job_type = response.smart_job_info.job_type or ""
    payload, *others = find_payloads(response)
    first = _read_payload(payload, job_type)
    if not others or _is_understood(first):
        return first
    [output] = others
    second = _read_payload(output, job_type)
    if not _is_understood(second):
        return first
    note = Note(output.locate()[0], "the result, in place of an AiResult of another form")
    return evolve(second, notes=(note, *second.notes))


def list_unread(response: Response, reading: Reading) -> tuple[Unread, ...]:
    """List the payloads that say something which the result of a reading does not."""
    if response.output is None and reading.payload and not reading.notes:
        return ()
    media = find_media(response)
    texts = {"ai_result": drop_empty(response.job_result.ai_result), "output": drop_empty(response.output)}
    return tuple(
        Unread(form, text)
        for form, text in texts.items()
        if text is not None and not _is_read(form, text, reading, media)
    )


def _is_understood(reading: Reading) -> bool:
    """Return whether a result has a known form, and is not an empty array."""
    return bool(reading.result) and not isinstance(reading.result, Unrecognized)


def _is_read(form: str, text: str, reading: Reading, media: MediaOnly) -> bool:
    """Return whether a reading has all that a text says."""
    payload = reading.payload
    if payload and payload.form == form:
        return not (reading.notes and isinstance(reading.result, Copies) and has_more_than_copies(text))
    bare = text.strip()
    if bare in (media.media_id, media.media_url, "[]"):
        return True
    return payload is not None and payload.text is not None and _say_the_same(bare, payload.text.strip())


def _say_the_same(text: str, other: str) -> bool:
    if text == other:
        return True
    value = _parse(text)
    return value is not None and value == _parse(other)


def _parse(text: str) -> object:
    try:
        return load_payload(text, ".", ".", Problems())[0]
    except DecodeError:
        return None


def _read_payload(payload: Payload, job_type: str) -> Reading:
    if payload.text is None:
        return Reading(_read_media(payload.media, job_type))
    read = _READERS.get(job_type)
    problems = Problems()
    try:
        with problems:
            result = (read or _read_by_shape)(payload, problems)
    except DecodeError:
        if read:
            raise
        result = None  # not of that form after all
    return Reading(Unrecognized(payload.text), payload) if result is None else Reading(result, payload, problems.notes)


def _read_media(media: MediaOnly, job_type: str) -> Speech | MediaOnly | None:
    if media == MediaOnly():
        return None
    is_speech = job_type == JobType.TEXT_TO_SPEECH
    return Speech(media_id=media.media_id, media_url=media.media_url) if is_speech else media


def _read_by_shape(
    payload: Payload, problems: Problems, *, is_speech: bool = False
) -> Transcript | Avatar | Translation | None:
    """Read an array of cues, or of anything where cues are expected; and an object by its keys."""
    value, root = load_payload(payload.text, *payload.locate(), problems)
    if is_array(value):
        return read_transcript(value, root, problems) if is_speech or is_cue_array(value) else None
    if not is_object(value):
        return None
    from smarthandle_results._decoding.objects import read_object  # noqa: PLC0415 - most payloads are arrays

    return read_object(value, root, payload, problems)


def _read_speech(payload: Payload, problems: Problems) -> Result | None:
    result = _read_by_shape(payload, problems, is_speech=True)
    media = payload.media
    if not isinstance(result, Transcript):
        return result
    return Speech(transcript=result, media_id=media.media_id, media_url=media.media_url)


def _read_copies(payload: Payload, problems: Problems) -> Copies:
    return read_copies(payload.text or "", *payload.locate(), problems)


_STATES_WITHOUT_RESULT: Final = frozenset(State) - {State.FINISHED}

_READERS: Final[dict[str, Callable[[Payload, Problems], Result | None]]] = {
    JobType.ASR: partial(_read_by_shape, is_speech=True),
    JobType.TEXT_TO_SPEECH: _read_speech,
    JobType.TEXT_GENERATE: _read_copies,
    JobType.AVATAR_VIDEO: _read_by_shape,
    JobType.VIDEO_TRANSLATION: _read_by_shape,
}
"""Each returns None for a payload of an unknown form. A payload of any other job type is read by its shape alone, and
of an unknown form if it is broken."""
