"""A body → `Response` → its result, by job type and by the payload's shape."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeAlias

from attrs import evolve

from smarthandle_results._decoding.avatar import read_avatar, read_subtitle_clips
from smarthandle_results._decoding.containers import open_body
from smarthandle_results._decoding.copies import read_copies
from smarthandle_results._decoding.json_text import fold_key, is_array, is_object, load_json, load_payload, mismatch
from smarthandle_results._decoding.paths import in_string
from smarthandle_results._decoding.payload import Payload, find_payload
from smarthandle_results._decoding.speech import read_recognized_speech, read_speech
from smarthandle_results._decoding.structure import find_spelling, structure
from smarthandle_results._decoding.transcript import is_cue_array, read_transcript
from smarthandle_results._decoding.translation import read_translation
from smarthandle_results._errors import DecodeError, NoResultError, Problems
from smarthandle_results._models import (
    Avatar,
    Copies,
    JobType,
    MediaOnly,
    Response,
    Result,
    Source,
    Speech,
    State,
    Transcript,
    Translation,
    Unrecognized,
)

_ReadObject: TypeAlias = Callable[[Mapping[str, Any], Payload, Problems], Avatar | Translation]


def decode_response(body: bytes | str | Mapping[str, object]) -> Response:
    """Decode a GetSmartHandleJob response body: JSON or XML as bytes or text, or a mapping such as an SDK's `to_map()`.

    An SDK's envelope (`headers`, `statusCode`, `body`), camelCase and snake_case keys, nulls and one UTF-8 byte order
    mark are accepted. The body of a failed job is valid. Payloads stay text: see `decode_result` and `decode_usage`.
    Keys that no model has are ignored; of a key that occurs twice the last counts.

    Raises `DecodeError` with every problem of the body, or with the name of what was passed instead of a body.
    Source: the API reference of ICE 2020-11-09, GetSmartHandleJob.

    >>> response = decode_response('{"jobId": "******042d", "state": "Failed", "errorCode": "InvalidParameter"}')
    >>> response.job_id, response.state, response.error_code
    ('******042d', 'Failed', 'InvalidParameter')
    """
    raw, source = open_body(body)
    with Problems() as problems:
        response = structure(Response, raw, source.path, problems) or Response()
    return response if source == Source() else evolve(response, source=source)


def decode_result(response: Response) -> Result:
    """Decode the result of a finished job: its `AiResult`, or else its `Output`.

    The job type says what to expect, and the shape of the payload what it is. Plain text where none is expected, and
    a payload of any unpublished form, is `Unrecognized`, whole.

    Raises `NoResultError` for a job that failed, is not finished, or finished with neither payload nor media, and
    `DecodeError` with every problem of a payload that has a known form but is broken.

    >>> decode_result(decode_response('{"State": "Finished", "JobResult": {"MediaId": "******bf47"}}'))
    MediaOnly(media_id='******bf47', media_url=None)
    """
    result = None if response.state in _STATES_WITHOUT_RESULT else _read_result(response)
    if result is None:
        raise NoResultError(response.state, response.error_code or None, response.error_message or None)
    return result


def decode_transcript(text: str) -> Transcript:
    """Decode a payload on its own: an array of cue items, or an object whose `subtitleClips` or `details` is one.

    An item's `from` and `to` are seconds, its `begin_time` and `end_time` milliseconds, whatever their size; each is a
    number or a numeric string. Its text is `content` or `text`; its other keys are the segment's `extra`.

    Raises `DecodeError` with every problem of the payload.

    >>> decode_transcript('[{"text": "Hello.", "begin_time": "500", "end_time": "1250"}]')[0]
    Segment(start=0.5, end=1.25, text='Hello.', extra=JsonObject({}))
    """
    value = load_json(text.removeprefix("\ufeff"), ".")
    with Problems() as problems:
        if is_array(value):
            return read_transcript(value, ".", problems)
        if is_object(value) and {fold_key(key) for key in value} & {"details", "subtitleclips"}:
            key = "subtitleClips" if find_spelling(value, "details")[1] is None else "details"
            return read_subtitle_clips(value, key, ".", problems) or Transcript()
        problems.add(".", mismatch("array of cues", value))
        return Transcript()


def decode_copies(text: str) -> Copies:
    """Decode a TextGenerate payload on its own: an array of strings or objects, one object, or plain text.

    Any of these may be inside a Markdown code fence. Blank text has no copies. Raises `DecodeError` with every
    problem of the payload.

    >>> [copy.text for copy in decode_copies('["Fresh every day.", {"content": "Baked at dawn."}]')]
    ['Fresh every day.', 'Baked at dawn.']
    """
    with Problems() as problems:
        return read_copies(text.removeprefix("\ufeff"), ".", problems)


def find_transcript(result: Result | None) -> Transcript | None:
    """Return the transcript of any result: itself, or the subtitles of speech or an avatar video, if it has any."""
    if isinstance(result, Speech | Avatar):
        return result.transcript
    return result if isinstance(result, Transcript) else None


def _read_result(response: Response) -> Result | None:
    payload = find_payload(response)
    read = _READERS.get(response.smart_job_info.job_type or "")
    with Problems() as problems:
        result = read(payload, problems) if read else None
    if result is not None:
        return result
    if payload.text is None:
        return None if payload.media == MediaOnly() else payload.media
    try:
        result = _read_by_shape(payload)
    except DecodeError:  # not of that form after all
        result = None
    return Unrecognized(payload.text) if result is None else result


def _read_by_shape(payload: Payload) -> Result | None:
    value = load_payload(payload.text, payload.path)
    with Problems() as problems:
        if is_array(value) and is_cue_array(value):
            return read_transcript(value, in_string(payload.path), problems)
        return _read_object(value, payload, problems)


def _read_object(
    value: object, payload: Payload, problems: Problems, expected: _ReadObject | None = None
) -> Avatar | Translation | None:
    """Read an object by its keys, or else as the one that is expected; None for any other value."""
    if not is_object(value):
        return None
    keys = {fold_key(key) for key in value}
    read = next((read for marks, read in _SHAPES if marks & keys), expected)
    return read(value, payload, problems) if read else None


def _read_expected_object(expected: _ReadObject, payload: Payload, problems: Problems) -> Avatar | Translation | None:
    return _read_object(load_payload(payload.text, payload.path), payload, problems, expected)


_STATES_WITHOUT_RESULT: Final = frozenset(State) - {State.FINISHED}

_SHAPES: Final[tuple[tuple[frozenset[str], _ReadObject], ...]] = (
    (frozenset({"outputvideourl", "subtitleclips"}), read_avatar),
    (
        frozenset({"translatedtextarray", "videotranslationairesultmap", "speechtranslatedsubtitleurl"}),
        read_translation,
    ),
)
"""The folded keys that identify an object under any job type: one of them is enough."""

_READERS: Final[dict[str, Callable[[Payload, Problems], Result | None]]] = {
    JobType.ASR: read_recognized_speech,
    JobType.TEXT_TO_SPEECH: read_speech,
    JobType.TEXT_GENERATE: lambda payload, problems: (
        None if payload.text is None else read_copies(payload.text, payload.path, problems)
    ),
    JobType.AVATAR_VIDEO: partial(_read_expected_object, read_avatar),
    JobType.VIDEO_TRANSLATION: partial(_read_expected_object, read_translation),
}
"""Each returns None for a payload of another form. Then, and for other job types, the shape alone decides."""
