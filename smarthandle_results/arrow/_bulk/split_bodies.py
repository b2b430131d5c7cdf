r"""A body → the items of its payload, unread, and the frame around them, which is small and says which job it is.

Strategy: To know what a payload means, its body must be decoded: which of several keys counts, what the job's state and
type are, whether any other part is broken. But most of a body is its payload, which the bulk reader reads in another
way. So the body is split without decoding it, at a place that looks like a payload of cues, and the items there are
replaced by a single cue, whose text is a secret. The result is the frame:

    body   {"JobId":"x",...,"JobResult":{"AiResult":"[{\"content\":\"Hi\",...},{...},{...}]"}}
    items                                                         \"Hi\",...},{...},{...}
    frame  {"JobId":"x",...,"JobResult":{"AiResult":"[{\"content\":\"9f3a...\",...}]"}}

The frame is decoded as any body is. If it is good and its cues are the secret one alone, then the items stood where the
payload counts, and any items that are good cues would make a good body in its place. That nothing else was cut out with
them is seen by their form (`item_forms`). If the text that was found is not the payload, such as a copy of it in
`UserData`, the secret is not the result, and the body is left for the slow way. Nobody can prepare a body that
deceives, since the secret is drawn anew in each process.

Most frames have no keys but those of the service, with plain values: `_read_plain_ids` recognises them in a tenth of
the time that decoding takes. All others are decoded.
"""

import re
from secrets import token_hex
from types import NoneType
from typing import Any, Final, TypeAlias, TypeGuard, final

import orjson
from attrs import frozen

from smarthandle_results import DecodeError, JobType, State, decode_job, decode_response, find_transcript
from smarthandle_results._tables.flatten import MAX_BODY_SIZE
from smarthandle_results.arrow._bulk.item_forms import FIRST_KEY

Ids: TypeAlias = tuple[str | None, str | None]
"""The ids of the job and of its media asset: the columns of cues that are the same in all rows of a body."""


@final
@frozen
class SplitBody:
    """A body in two, and its place among the bodies that are read.

    `items` are those of its payload's array, still escaped, without the first key, and `frame` is the body with the
    secret cue instead. `space` is what the payload has after colons and commas, as its beginning shows.
    """

    place: int
    items: memoryview
    frame: bytes
    space: bytes


def split_body(place: int, body: memoryview | None) -> SplitBody | None:
    """Split a body where it seems to have a payload of cues; `read_ids` decides whether that payload counts."""
    if not body or body[0] != _BRACE or len(body) > MAX_BODY_SIZE:
        return None
    begin = _PAYLOAD_BEGIN.search(body)
    if not begin:
        return None
    start = begin.end()
    end = _find_end(body, start)
    if end < 0:
        return None
    frame = b"".join((body[:start], _SECRET_CUE, body[end:]))
    return SplitBody(place, body[start + len(FIRST_KEY) : end], frame, begin[1])


def _find_end(body: memoryview, start: int) -> int:
    """Return where an array, and the text that it is in, ends; -1 if nowhere.

    What only looks like an end makes a frame that is not good, or items with a bare quote in them, which no form
    accepts: either way the body is read alone.
    """
    rest = bytes(body[start:])
    end = rest.find(b"]")  # much faster than finding two bytes, and mostly right
    if not rest.startswith(b'"', end + 1):
        end = rest.find(b']"')
    return end if end < 0 else start + end


def read_ids(frame: bytes) -> Ids | None:
    """Read the ids of a frame; return None unless it is good and its cues are the secret one."""
    ids = _read_plain_ids(frame)
    if ids:
        return ids
    try:
        job = decode_job(decode_response(frame))
    except DecodeError:
        return None
    transcript = find_transcript(job.result)
    if transcript is None or transcript.texts != (_SECRET,):
        return None
    return job.response.job_id, job.media.media_id


def _read_plain_ids(frame: bytes) -> Ids | None:
    """Read the ids of a finished job of speech whose frame has only the service's keys, with plain values."""
    try:
        value = orjson.loads(frame)
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


_PAYLOAD_BEGIN: Final = re.compile(
    rb"""
    esult" \s* : \s* "\[                # the end of a key, such as AiResult, and the quote and bracket of its array
    (?= \{\\"content\\": ([ ]?) \\" )   # then an item, whose spacing is that of the whole payload
    """,
    re.VERBOSE,
)

_BRACE: Final = ord("{")
"""What a body begins with that is read at once: XML, and what has white space before it, is read alone."""

_SECRET: Final = token_hex(16)
"""No body contains it, so that a result that has it comes from the place where it was put."""

_SECRET_RESULT: Final = f'[{{"content":"{_SECRET}","from":0,"to":1}}]'
_SECRET_CUE: Final = _SECRET_RESULT[1:-1].replace('"', r"\"").encode()

_SPEECH: Final = (JobType.ASR, JobType.TEXT_TO_SPEECH)  # not a set, since the value may not be hashable
_RESPONSE_KEYS: Final = frozenset({"RequestId", "JobId", "State", "UserData", "FeExtend", "ErrorCode", "ErrorMessage"})
_RESULT_KEYS: Final = frozenset({"AiResult", "MediaId", "MediaUrl"})
_INFO_KEYS: Final = frozenset({"Title", "Description", "CreateTime", "ModifiedTime", "JobType", "EditingConfig"})
_SOURCE_KEYS: Final = frozenset({"InputFile", "JobParameters", "Keyword"})
_TEXT_TYPES: Final = frozenset({str, NoneType})
