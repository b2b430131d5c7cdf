"""A body → `Response` → its result, by job type and by shape."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeAlias

from attrs import evolve

from smarthandle_results._decoding.avatar import read_avatar, read_subtitle_clips
from smarthandle_results._decoding.containers import open_body
from smarthandle_results._decoding.copies import read_copies
from smarthandle_results._decoding.json_text import expected, fold_key, is_array, is_object, load_json, load_payload
from smarthandle_results._decoding.paths import in_string
from smarthandle_results._decoding.payload import Payload, find_payload
from smarthandle_results._decoding.structure import structure
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
    mark are accepted. A failed job's body is valid. Payloads stay text: see `decode_result` and `decode_usage`. Keys
    that the models do not name are left out; of a key that stands twice the last counts.

    Raises `DecodeError` with every problem of the body, or with the name of what it is instead of one.
    Source: the API reference of ICE 2020-11-09, GetSmartHandleJob.
    """
    raw, source = open_body(body)
    with Problems() as problems:
        response = structure(Response, raw, source.path, problems) or Response()
    return response if source == Source() else evolve(response, source=source)


def decode_result(response: Response) -> Result:
    """Decode the result of a finished job: its `AiResult`, or else what its `Output` holds.

    The job type says what is expected and the payload's shape what is there. Plain text where none is expected, and
    any payload of a form that is not published, is `Unrecognized`, whole.

    Raises `NoResultError` for a job that failed, is not finished, or finished with neither payload nor media, and
    `DecodeError` with every problem of a payload that is of a known form but broken.
    """
    result = None if response.state in _STATES_WITHOUT_RESULT else _read_result(response)
    if result is None:
        raise NoResultError(response.state, response.error_code or None, response.error_message or None)
    return result


def decode_transcript(text: str) -> Transcript:
    """Decode a payload alone: an array of cue items, or an object whose `subtitleClips` or `details` is one.

    An item's `from` and `to` are seconds, its `begin_time` and `end_time` milliseconds, whatever their size; each is a
    number or a numeric string. Its text is `content` or `text`; its other keys are the segment's `extra`.

    Raises `DecodeError` with every problem of the payload.
    """
    value = load_json(text.removeprefix("\ufeff"), ".")
    transcript = None
    with Problems() as problems:
        if is_array(value):
            transcript = read_transcript(value, ".", problems)
        elif is_object(value) and {fold_key(key) for key in value} & {"details", "subtitleclips"}:
            key = "details" if value.get("details") is not None else "subtitleClips"
            transcript = read_subtitle_clips(value, key, ".", problems)
        else:
            problems.add(".", expected("array of cues", value))
    return transcript or Transcript()


def decode_copies(text: str) -> Copies:
    """Decode a TextGenerate payload alone: an array of strings or objects, one object, or plain text.

    Any of these may stand in a Markdown code fence. Blank text is no copies. Raises `DecodeError` with every problem.
    """
    with Problems() as problems:
        return read_copies(text.removeprefix("\ufeff"), ".", problems)


def find_transcript(result: Result | None) -> Transcript | None:
    """Find the transcript of any result: itself, or the subtitles of a speech or an avatar video; None if none."""
    if isinstance(result, Speech | Avatar):
        return result.transcript
    return result if isinstance(result, Transcript) else None


def _read_speech_recognition(payload: Payload, problems: Problems) -> Transcript | None:
    value = load_payload(payload.text, payload.path)
    return read_transcript(value, in_string(payload.path), problems) if is_array(value) else None


def _read_speech(payload: Payload, problems: Problems) -> Speech | None:
    transcript = _read_speech_recognition(payload, problems)
    media = payload.media_id or payload.media_url
    if transcript is None and (payload.text is not None or not media):
        return None
    return Speech(transcript=transcript, media_id=payload.media_id, media_url=payload.media_url)


def _read_copies(payload: Payload, problems: Problems) -> Copies | None:
    return read_copies(payload.text, payload.path, problems) if payload.text is not None else None


def _read_result(response: Response) -> Result | None:
    payload = find_payload(response)
    read = _READERS.get(response.smart_job_info.job_type or "")
    with Problems() as problems:
        result = read(payload, problems) if read else None
    if result is not None:
        return result
    if payload.text is None:
        has_media = payload.media_id or payload.media_url
        return MediaOnly(media_id=payload.media_id, media_url=payload.media_url) if has_media else None
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
        return _read_object(value, payload, problems) if is_object(value) else None


def _read_object(value: Mapping[str, Any], payload: Payload, problems: Problems) -> Avatar | Translation | None:
    keys = {fold_key(key) for key in value}
    for marks, read in _SHAPES:
        if marks & keys:
            return read(value, payload, problems)
    return None


def _read_object_as(read: _ReadObject, payload: Payload, problems: Problems) -> Avatar | Translation | None:
    value = load_payload(payload.text, payload.path)
    if not is_object(value):
        return None
    return _read_object(value, payload, problems) or read(value, payload, problems)


_STATES_WITHOUT_RESULT: Final = frozenset(State) - {State.FINISHED}

_SHAPES: Final[tuple[tuple[frozenset[str], _ReadObject], ...]] = (
    (frozenset({"outputvideourl", "subtitleclips"}), read_avatar),
    (
        frozenset({"translatedtextarray", "videotranslationairesultmap", "speechtranslatedsubtitleurl"}),
        read_translation,
    ),
)
"""Objects that a key in lower case tells apart."""

_READERS: Final[dict[str, Callable[[Payload, Problems], Result | None]]] = {
    JobType.ASR: _read_speech_recognition,
    JobType.TEXT_TO_SPEECH: _read_speech,
    JobType.TEXT_GENERATE: _read_copies,
    JobType.AVATAR_VIDEO: partial(_read_object_as, read_avatar),
    JobType.VIDEO_TRANSLATION: partial(_read_object_as, read_translation),
}
"""Each returns None for a payload that is not of its form; then, and for other job types, the shape alone tells."""
