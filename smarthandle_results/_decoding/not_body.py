"""A parsed value that is not a body → a sentence that says what it is instead, and what to do with it.

None of its text is quoted but the code of an API error, and the keys on the way to a body inside it.
"""

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Final

from attrs import fields

from smarthandle_results._decoding.embedded import open_text
from smarthandle_results._decoding.evidence import MARKS, NEIGHBOURS, RESPONSE_KEYS, fold_keys, is_body
from smarthandle_results._decoding.json_text import fold_key, is_array, is_object, mismatch
from smarthandle_results._decoding.paths import at_index, at_key
from smarthandle_results._decoding.spellings import find_spelling
from smarthandle_results._models import SmartJobInfo


def name_value(value: object, path: str) -> str:
    """Write what a value is that is not a body, and what to do with it; `path` is its place in what was passed."""
    if is_object(value):
        return f"{_EXPECTED}{_name_object(value, path)}"
    if is_array(value):
        if any(is_object(item) and is_body(item, fold_keys(item)) for item in value):
            return "expected object, got an array of bodies: decode each of its items"
        wrapper = _name_wrapper(value, path)
        return f"{_EXPECTED}{wrapper}" if wrapper else f"expected object, got {_name_array(value)}"
    opened = open_text(value) if isinstance(value, str) else None
    if opened:
        form = "base64" if "@base64d" in opened[1] else "JSON"
        return f"expected object, got a string that holds {form}: decode it once more"
    return mismatch("object", value)


def name_element(root: str, value: object) -> str:
    """Write what an XML document is, by its root element and what is in it."""
    call = root.removesuffix("Response")
    calls = (name for _, name in NEIGHBOURS if call in name.split(" or "))
    if root == _ERROR:
        name = _name_error(find_element_code(root, value))
    elif call == root:
        known = (
            "a message of a queue: pass what its MessageBody holds" if root in _QUEUE_ROOTS else "another root element"
        )
        return f"expected <GetSmartHandleJobResponse>, got {known}"
    elif call.startswith("Submit"):
        name = _SUBMITTED
    else:
        name = next(map(_name_call, calls), _OTHER_CALL)
    return f"{_EXPECTED}{name}"


def _name_object(value: Mapping[str, object], path: str) -> str:
    keys = fold_keys(value)
    call = _find_call(value)
    if call:
        return _name_call(call)
    if any(is_array(item) and _holds_cues(item) for item in value.values()):
        keys.add("details")  # as the service calls them, whatever the key is here
    code = _find_code(value)
    error = None if code is None else _name_error(_keep_code(code))
    return _name_wrapper(value, path) or error or next(name for applies, name in _OBJECTS if applies(keys))


def _find_call(value: Mapping[str, object]) -> str | None:
    """Find the call that answers with the keys of an object."""
    keys = fold_keys(value)
    data = find_spelling(value, "Data")[1]
    all_keys = keys | fold_keys(data) if is_object(data) else keys
    return next((name for marks, name in NEIGHBOURS if marks <= all_keys), None)


def _name_call(call: str) -> str:
    return f"a {call} body{_ADVICE.get(call, ': its job does not answer through GetSmartHandleJob')}"


def _name_array(value: Sequence[object]) -> str:
    if not value:
        return "an empty array"
    if all(isinstance(item, str) for item in value):
        return "a bare TextGenerate payload: in Python, decode_copies accepts it"
    return _CUES if _holds_cues(value) else "array"


def _holds_cues(value: Sequence[object]) -> bool:
    return any(is_object(item) and _is_cue(fold_keys(item)) for item in value)


def _is_cue(keys: set[str]) -> bool:
    return not (keys.isdisjoint(_TEXT_KEYS) or keys.isdisjoint(_TIME_KEYS))


def _name_wrapper(value: object, path: str) -> str | None:
    """Name an object or array around bodies by the place of the first; text that holds JSON or base64 is opened.

    Only so many of its values are visited, level by level, since it may be anything of any size.
    """
    pending = deque([(value, path)])
    found: list[str] = []
    for _ in range(_MAX_VISITED):
        if not pending:
            break
        inner, place = pending.popleft()
        opened = open_text(inner) if isinstance(inner, str) else None
        if opened:
            inner, place = opened[0], place + opened[1]
        if is_object(inner):
            keys = fold_keys(inner)
            if _has_more_than_a_state(keys) and is_body(inner, keys):
                found.append(place.removesuffix(" | ."))
                continue
            items = ((str(key), item) for key, item in islice(inner.items(), _MAX_CHILDREN))
            pending.extend((item, at_key(place, key)) for key, item in items if len(key) <= _MAX_KEY)
        elif is_array(inner):
            pending.extend((item, at_index(place, index)) for index, item in enumerate(inner[:_MAX_CHILDREN]))
    match found:
        case []:
            return None
        case [place]:
            return f"something around it: the body seems to be under `{place}`, so pass that alone"
        case _:
            return f"something around several: the first seems to be under `{found[0]}`, so decode each alone"


def _has_more_than_a_state(keys: set[str]) -> bool:
    """Return whether there is more of a job than its id, its state and the caller's text, as callbacks have them."""
    known = keys & RESPONSE_KEYS
    return len(known) > 1 and (not known.isdisjoint(_PARTS) or len(known - {"userdata"}) > len(("id", "state")))


def find_api_code(value: object, path: str) -> str | None:
    """Find the code of an object that `name_value` names as an API error; None for any other value."""
    if not is_object(value) or _find_call(value) or _name_wrapper(value, path):
        return None
    return _keep_code(_find_code(value))


def find_element_code(root: str, value: object) -> str | None:
    """Find the code of an XML document that `name_element` names as an API error; None for any other."""
    return _keep_code(find_spelling(value, "Code")[1]) if root == _ERROR and is_object(value) else None


def _keep_code(code: object) -> str | None:
    """Return a code that looks like the service's own word: any other text may be anyone's."""
    return code if isinstance(code, str) and len(code) <= _MAX_CODE and _CODE.fullmatch(code) else None


def _find_code(value: Mapping[str, object]) -> str | None:
    """Find the code in an object that has it beside a message, or under `error`; None if it is no API error."""
    error = find_spelling(value, "Error")[1]
    value = error if is_object(error) else value
    for prefix in ("", "Error"):
        code, message = (find_spelling(value, prefix + key)[1] for key in ("Code", "Message"))
        if isinstance(code, str) and message is not None and not _NO_ERROR.fullmatch(code):
            return code
    return None


def _name_error(code: str | None) -> str:
    return f"{f'the API error {code}' if code else 'an API error body'}: query the job again when its cause is gone"


_ERROR: Final = "Error"
"""The root element of an error of the API."""
_EXPECTED: Final = "expected a GetSmartHandleJob body, got "
_SUBMITTED: Final = "the response to a submitted job, which has no State: query the job by its JobId"
_CUES: Final = "a bare payload of cues: in Python, decode_transcript accepts it"
_OTHER_CALL: Final = "the answer to another call: only that of GetSmartHandleJob is decoded"

_PARTS: Final = frozenset({"jobresult", "smartjobinfo"})
_JOB_INFO_KEYS: Final = frozenset(fold_key(field.name) for field in fields(SmartJobInfo))
_TEXT_KEYS: Final = frozenset({"content", "text"})
_TIME_KEYS: Final = frozenset({"from", "to", "begintime", "endtime"})
_SUBMIT_KEYS: Final = frozenset({"requestid", "jobid", "success", "data", "mediaid", "projectid", "code", "message"})

_ADVICE: Final = {
    "ListSmartJobs": ", which never holds a payload: query each of its jobs",
    "QuerySmarttagJob": ": in Python, decode_transcript accepts the Data of its ASR result",
}

_OBJECTS: Final[tuple[tuple[Callable[[set[str]], object], str], ...]] = (
    (
        lambda keys: keys & {"outputvideourl", "subtitleclips"},
        "a bare AvatarVideo payload: in Python, decode_transcript accepts its subtitles",
    ),
    (
        lambda keys: keys & {"translatedtextarray", "videotranslationairesultmap", "editingprojectid"},
        "a bare VideoTranslation payload: it decodes as the AiResult of a body",
    ),
    (
        lambda keys: keys & {"videotracks", "subtitletracks"},
        "a bare timeline: in Python, decode_timeline reads its cues, and decode_transcript all of it",
    ),
    (lambda keys: keys >= {"body", "details"}, "a .bcc file: in Python, decode_bcc reads it"),
    (lambda keys: "details" in keys, _CUES),
    (_is_cue, "a single cue: in Python, decode_transcript accepts an array of them"),
    (lambda keys: "totaltokens" in keys, "a bare Usage payload: in Python, decode_usage accepts it"),
    (lambda keys: "airesult" in keys, "the JobResult of a body: pass the whole body"),
    (lambda keys: "jobtype" in keys and keys <= _JOB_INFO_KEYS, "the SmartJobInfo of a body: pass the whole body"),
    (
        lambda keys: "eventtype" in keys or keys >= {"type", "jobid", "state"},
        "a callback, which holds no result: query the job that it names",
    ),
    (lambda keys: "specversion" in keys, "a CloudEvent without a body in it: query the job that it is about"),
    (lambda keys: "messagebody" in keys, "a message of a queue without a body in it: query the job that it is about"),
    (
        lambda keys: keys & {"totalcount", "total", "pagenumber", "pagesize", "nexttoken", "scrolltoken"},
        "a page of a listing or a search, which holds no payload: query each of its jobs",
    ),
    (
        lambda keys: keys >= {"code", "message"},
        "a code and a message without a body: query the job again when their cause is gone",
    ),
    (
        lambda keys: keys <= _SUBMIT_KEYS and ("jobid" in keys or keys > {"data"}),
        _SUBMITTED,
    ),
    (
        lambda keys: keys & MARKS,
        "an object that lacks keys of one: JobResult or RequestId and JobId beside State, or JobId beside SmartJobInfo",
    ),
    (lambda keys: "requestid" in keys, _OTHER_CALL),
    (lambda _: True, "an object without State, JobResult or SmartJobInfo: pass what GetSmartHandleJob answered"),
)
"""Objects that are not a body, by their folded keys: the first that applies."""

_QUEUE_ROOTS: Final = frozenset({"Message", "Messages", "Notification"})
_CODE: Final = re.compile(r"[A-Z][A-Za-z0-9]*(?:\.[A-Z][A-Za-z0-9]*)*")
_MAX_CODE: Final = 80
_NO_ERROR: Final = re.compile(r"[0-9]*|ok|success", re.IGNORECASE)

_MAX_VISITED: Final = 1000
_MAX_CHILDREN: Final = 100
_MAX_KEY: Final = 100
