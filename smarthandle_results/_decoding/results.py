"""A `Response` → its result, by job type and by the payload's shape; and the payloads that say something else."""

import re
from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from typing import Any, Final, final

import orjson
from attrs import evolve, frozen

from smarthandle_results._decoding.copies import has_more_than_copies, read_copies
from smarthandle_results._decoding.json_text import is_array, is_object, load_payload
from smarthandle_results._decoding.payload import Payload, drop_empty, find_media, find_payloads
from smarthandle_results._decoding.transcript import is_cue_array, read_transcript
from smarthandle_results._errors import DecodeError, Note, Problems
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


@final
@frozen
class Found:
    """The result of a job, or None; the form of the payload it was read from, if any; and what is unusual there."""

    result: Result | None
    form: str | None = None
    notes: tuple[Note, ...] = ()


def read_payloads(response: Response, parsed: list[Any] | None = None) -> Found:
    """Read the payloads of a job until one is its result; of a job without a result nothing is found.

    `parsed` is what the `AiResult` holds, where that is known.
    """
    if response.state in _STATES_WITHOUT_RESULT:
        return Found(None)
    job_type = response.smart_job_info.job_type or ""
    payload, *others = find_payloads(response, parsed)
    first = _read_payload(payload, job_type)
    if not others or _is_understood(first):
        return first
    [output] = others
    second = _read_payload(output, job_type)
    if not _is_understood(second):
        return first
    note = Note(output.locate()[0], "the result, in place of an AiResult of another form")
    return evolve(second, notes=(note, *second.notes))


def _is_understood(found: Found) -> bool:
    """Return whether a result has a known form, and is not an empty array."""
    return bool(found.result) and not isinstance(found.result, Unrecognized)


def list_unread(response: Response, found: Found) -> tuple[Unread, ...]:
    """List the payloads that say something which the result does not."""
    if response.output is None and found.form and not found.notes:
        return ()
    media = find_media(response)
    texts = {"ai_result": drop_empty(response.job_result.ai_result), "output": drop_empty(response.output)}
    read_text = texts.get(found.form or "")
    return tuple(
        Unread(form, text)
        for form, text in texts.items()
        if text is not None
        and (_has_more(text, found) if form == found.form else not _is_known(text, media, read_text))
    )


def _has_more(text: str, found: Found) -> bool:
    """Return whether the payload that was read says more than its result."""
    return bool(found.notes) and isinstance(found.result, Copies) and has_more_than_copies(text)


def _is_known(text: str, media: MediaOnly, read_text: str | None) -> bool:
    """Return whether another payload says nothing, or only what the job's media or the payload that was read says."""
    bare = text.strip()
    return bare in (media.media_id, media.media_url, "[]") or (
        read_text is not None and _say_the_same(bare, read_text.strip())
    )


def _say_the_same(text: str, other: str) -> bool:
    """Return whether two texts are one, or the JSON of the same value: 1 and 1.0 are alike, and 1 and true are not."""
    if text == other:
        return True
    if (data := _normalize(text)) is None or (other_data := _normalize(other)) is None:
        return False
    tokens = zip_longest(_TOKEN.finditer(data), _TOKEN.finditer(other_data))
    return data == other_data or all(own and another and _are_alike(own[0], another[0]) for own, another in tokens)


def _normalize(text: str) -> bytes | None:
    """Write the JSON of a payload without spaces, its keys sorted; None if it is no JSON."""
    try:
        value, _ = load_payload(text, ".", ".", Problems())
        return None if value is None else orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except (DecodeError, orjson.JSONEncodeError):  # no JSON, or deeper than the library writes it
        return None


def _are_alike(token: bytes, other: bytes) -> bool:
    """Return whether two tokens are equal, or numbers that are, such as `0` and `-0.0`."""
    are_numbers = token[0] in _NUMBER_STARTS and other[0] in _NUMBER_STARTS
    return token == other or (are_numbers and orjson.loads(token) == orjson.loads(other))


def _read_payload(payload: Payload, job_type: str) -> Found:
    if payload.text is None:
        return Found(_read_media(payload.media, job_type))
    read = _READERS.get(job_type)
    problems = Problems()
    try:
        with problems:
            result = (read or _read_by_shape)(payload, problems)
    except DecodeError:
        if read:
            raise
        result = None  # not of that form after all
    if result is None:
        return Found(Unrecognized(payload.text), payload.form)
    return Found(result, payload.form, problems.notes)


def _read_media(media: MediaOnly, job_type: str) -> Speech | MediaOnly | None:
    if media == MediaOnly():
        return None
    is_speech = job_type == JobType.TEXT_TO_SPEECH
    return Speech(media_id=media.media_id, media_url=media.media_url) if is_speech else media


def _read_by_shape(
    payload: Payload, problems: Problems, *, is_speech: bool = False
) -> Transcript | Avatar | Translation | None:
    """Read an array of cues, or of anything where cues are expected; and an object by its keys."""
    value, root = payload.load(problems)
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


_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[-0-9][-+.0-9eE]*+|[^-"0-9]++')
"""A string, a number, or what is between these."""
_NUMBER_STARTS: Final = b"-0123456789"

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
