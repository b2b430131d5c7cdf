"""A body → its payload's items, unread, and what the rest says of the job.

The rest is the body with a cue of a secret text in the items' place: it is small, and decoded as any body is. If its
transcript is that cue, any items that are sound cues would be the transcript in its place, and the body sound.
"""

import re
from secrets import token_hex
from types import NoneType
from typing import Any, Final, TypeAlias, TypeGuard, final

import orjson
from attrs import frozen

from smarthandle_results import DecodeError, JobType, State, decode_response
from smarthandle_results._tables.flatten import MAX_BODY_SIZE
from smarthandle_results._tables.job import decode_job

Ids: TypeAlias = tuple[str | None, str | None]
"""The job's id and its media asset's: the columns of cues that are the same in all of a body's rows."""


@final
@frozen
class Cut:
    """A body in two: the items of its payload's array, still escaped, and the rest.

    `space` is what stands behind colons and commas, if the rest of the payload is as its beginning.
    """

    items: memoryview
    rest: bytes
    space: bytes


def cut_body(body: bytes | str | None) -> Cut | None:
    """Cut a body where a payload of cues seems to stand: `read_ids` sees whether that is where it counts."""
    if not isinstance(body, bytes) or len(body) > MAX_BODY_SIZE:
        return None
    begin = _BEGIN.search(body)
    if not begin:
        return None
    start = begin.end()
    end = body.find(b"]", start)  # much faster than to find two bytes, and mostly right
    if not body.startswith(b'"', end + 1):
        end = body.find(b']"', start)
    if end < 0:
        return None
    return Cut(memoryview(body)[start:end], body[:start] + _SECRET_CUE + body[end:], begin[1])


def read_ids(rest: bytes) -> Ids | None:
    """Take the ids from a rest that is sound and whose transcript is the secret cue."""
    ids = _read_plain_ids(rest)
    if ids:
        return ids
    try:
        job = decode_job(decode_response(rest))
    except DecodeError:
        return None
    if job.cues is None or job.cues.texts != (_SECRET,):
        return None
    return job.response.job_id, job.media.media_id


def _read_plain_ids(rest: bytes) -> Ids | None:
    """Do so in a tenth of the time, where speech was recognised or made and the service's own keys hold texts alone."""
    try:
        value = orjson.loads(rest)
    except orjson.JSONDecodeError:
        return None
    if not _is_dict(value) or value.get("State") != State.FINISHED:
        return None
    result, info = value.pop("JobResult", None), value.pop("SmartJobInfo", None)
    if not (_is_dict(result) and _is_dict(info)) or info.get("JobType") not in _SPEECH:
        return None
    source = info.pop("InputConfig", {})
    is_plain = (
        result.get("AiResult") == _SECRET_RESULT
        and type(info.pop("UserId", 0)) is int
        and _is_dict(source)
        and value.keys() <= _RESPONSE_KEYS
        and result.keys() <= _RESULT_KEYS
        and info.keys() <= _INFO_KEYS
        and source.keys() <= _SOURCE_KEYS
        and {*map(type, (*value.values(), *result.values(), *info.values(), *source.values()))} <= _TEXT_TYPES
    )
    return (value.get("JobId"), result.get("MediaId") or None) if is_plain else None


def _is_dict(value: object) -> TypeGuard[dict[str, Any]]:
    return type(value) is dict


_BEGIN: Final = re.compile(rb'esult"\s*:\s*"\[(?=\{\\"content\\":( ?)\\")')
_SECRET: Final = token_hex(16)
"""No body holds it, so that what has it after decoding is what stands where it was put."""

_SECRET_RESULT: Final = f'[{{"content":"{_SECRET}","from":0,"to":1}}]'
_SECRET_CUE: Final = _SECRET_RESULT[1:-1].replace('"', r"\"").encode()

_SPEECH: Final = (JobType.ASR, JobType.TEXT_TO_SPEECH)  # a set would need a value that hashes
_RESPONSE_KEYS: Final = frozenset({"RequestId", "JobId", "State", "UserData", "FeExtend", "ErrorCode", "ErrorMessage"})
_RESULT_KEYS: Final = frozenset({"AiResult", "MediaId", "MediaUrl"})
_INFO_KEYS: Final = frozenset({"Title", "Description", "CreateTime", "ModifiedTime", "JobType", "EditingConfig"})
_SOURCE_KEYS: Final = frozenset({"InputFile", "JobParameters", "Keyword"})
_TEXT_TYPES: Final = frozenset({str, NoneType})
