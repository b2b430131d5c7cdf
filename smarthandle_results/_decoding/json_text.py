"""JSON text → values, strictly, and back; and the sentence about a value that does not fit.

Nothing is coerced: a boolean is not a number, a number is not a string. Of a key that occurs twice in one object the
last counts. Text has a `path`, its place in the body, and the JSON in it has a `root`, from which the paths of its
values begin.
"""

import json
import re
from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any, Final, TypeAlias, TypeGuard

import orjson

from smarthandle_results._decoding.paths import at_index, at_key, in_string
from smarthandle_results._errors import DecodeError, Problem, Problems
from smarthandle_results._json import JsonObject, JsonValue, require_memory

MAX_DEPTH: Final = 100
"""Deeper values are refused: Python's own hash, comparison and pickle recurse."""

SAFE_NUMBER: Final = 2.0**63
"""Numbers of a smaller magnitude are as exact as the parser can make them; larger integers may have become floats."""


def load_json(text: bytes | str, path: str) -> Any:  # noqa: ANN401 - this is where JSON enters
    """Parse JSON, or raise a `DecodeError` that names the line and column at which it stops being JSON."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        require_memory(error)
        raise DecodeError((Problem(path, f"expected JSON, got {name_stop(error)}"),)) from error


def name_stop(error: orjson.JSONDecodeError) -> str:
    """Say what is where text stops being JSON, and where that is, in words that follow `expected JSON, got`.

    >>> try:
    ...     orjson.loads('{"a" 1}')
    ... except orjson.JSONDecodeError as error:
    ...     name_stop(error)
    "a character in place of ':' after key at line 1, column 6"
    """
    if not error.doc[: error.pos + 1].strip():
        return EMPTY
    if error.msg == _NO_VALUE and not error.doc[: error.pos].strip():
        return "other text"
    what = _NOT_ALLOWED.sub(r"a \1", error.msg.replace("unexpected character, expected", "a character in place of"))
    return f"{what} at line {error.lineno}, column {error.colno}"


def load_text(text: str, path: str, root: str, problems: Problems) -> tuple[Any, str]:
    """Parse JSON, and JSON that was encoded once more, which is noted; return the value and its path."""
    value = load_json(text, path)
    if isinstance(value, str) and begins_as_json(value):
        problems.note(path, "JSON that was encoded once more")
        return load_text(value, root, in_string(root), problems)
    return value, root


def load_nested(text: str, path: str, root: str, problems: Problems) -> tuple[Any, str]:
    """Parse JSON as `load_text` does; text that is not JSON is a problem, and makes None."""
    try:
        return load_text(text, path, root, problems)
    except DecodeError as error:
        problems.extend(error)
        return None, root


def load_payload(
    text: str | None, path: str, root: str, problems: Problems
) -> tuple[list[Any] | dict[str, Any] | None, str]:
    """Parse the array or object of a payload; None for a payload that is plain text, or absent."""
    if text is None or not text.lstrip().startswith(("[", "{", '"')):
        return None, root
    try:
        value, root = load_text(text, path, root, problems)
    except DecodeError:
        if begins_as_json(text):
            raise
        return None, root
    return (None if isinstance(value, str) else value), root


def begins_as_json(text: str, start: int = 0) -> bool:
    """Return whether a text begins at some place as only JSON does, even if it was cut short or garbled on its way.

    >>> begins_as_json('[{"content'), begins_as_json("[music] hello")
    (True, False)
    """
    return bool(_BEGINS_AS_JSON.match(text, start))


def is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Return whether a value is an object."""
    # To ask an abstract class takes ten times as long, and most values are what a parser makes.
    return type(value) is dict or (type(value) not in _JSON_TYPES and isinstance(value, Mapping))


def is_array(value: object) -> TypeGuard[Sequence[Any]]:
    """Return whether a value is an array."""
    return isinstance(value, (list, tuple))


def is_number(value: object) -> TypeGuard[int | float]:
    """Return whether a value is a number of 64 bits: a larger float may be an integer that the parser lost."""
    if type(value) is int:
        return -(2**63) <= value < 2**64
    return type(value) is float and -SAFE_NUMBER < value < SAFE_NUMBER  # false for NaN


def mismatch(expected: str, value: object) -> str:
    """Write the sentence about a value that does not fit: what was expected, and the value's type, never its text."""
    if type(value) in {int, float} and not is_number(value):
        return f"expected {expected}, got a number of more than 64 bits"
    got = "object" if is_object(value) else _JSON_TYPES.get(type(value), type(value).__name__)
    return f"expected {expected}, got {got}"


def to_json_value(value: object, path: str, problems: Problems) -> JsonValue:
    """Freeze a parsed JSON value; what cannot be kept exactly is a problem, and becomes None."""
    return _freeze(value, path, problems, 0)


def to_json_object(items: Mapping[str, object], path: str, problems: Problems) -> JsonObject:
    """Freeze items of the object at a path, as `to_json_value` freezes each of them."""
    return JsonObject({key: _freeze(value, (path, key), problems, 0) for key, value in items.items()})


def to_json_text(value: object) -> str:
    """Write a JSON value, or one of lists and dicts, as compact text."""
    return dump_json(value).decode()


def dump_json(value: object) -> bytes:
    """Write a JSON value as compact UTF-8, or as JSON escapes if it has a lone surrogate, which UTF-8 cannot encode."""
    try:
        return orjson.dumps(value, default=dict)
    except orjson.JSONEncodeError:  # an integer over 64 bits, a lone surrogate, a deep value
        text = json.dumps(value, default=dict, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, default=dict, separators=(",", ":")).encode()


def fold_key(key: str) -> str:
    """Return the one form of a key's spellings: `JobId`, `jobId` and `job_id` are `jobid`."""
    return _FOLDED.get(key) or str(key).replace("_", "").lower()  # a program's mapping may have keys of any type


def _freeze(value: object, place: "_Place", problems: Problems, depth: int) -> JsonValue:
    kind = type(value)
    if isinstance(value, float) and kind is not float:  # one of NumPy's
        value, kind = float(value), float
    if kind in _LEAVES or (kind in _NUMBERS and is_number(value)):
        return value  # type: ignore[return-value]  # mypy does not follow `kind`
    if depth == MAX_DEPTH:
        _add(problems, place, f"expected at most {MAX_DEPTH} levels of nesting, got more")
    elif is_object(value):
        if _STR.issuperset(map(type, value)):
            return JsonObject(
                {
                    key: item if type(item) in _LEAVES else _freeze(item, (place, key), problems, depth + 1)
                    for key, item in value.items()
                }
            )
        _add(problems, place, "expected an object whose keys are strings, got another key")
    elif is_array(value):
        return tuple(_freeze(item, (place, index), problems, depth + 1) for index, item in enumerate(value))
    elif isinstance(value, str):
        return str(value)  # an SDK's map may contain a StrEnum
    else:
        _add(problems, place, mismatch("number" if kind in _NUMBERS else "JSON value", value))
    return None


_Place: TypeAlias = "str | tuple[_Place, str | int]"
"""A path, or a place and the step from there: a path is spelled only when there is a problem."""


def _add(problems: Problems, place: _Place, message: str) -> None:
    problems.add("" if problems.is_full else _spell(place), message)


def _spell(place: _Place) -> str:
    if isinstance(place, str):
        return place
    parent, step = place
    return at_key(_spell(parent), step) if isinstance(step, str) else at_index(_spell(parent), step)


_STR: Final = frozenset({str})
_NUMBERS: Final = frozenset({int, float})
_LEAVES: Final = frozenset({str, bool, NoneType})
"""The types of values that are kept as they are: most items of objects are, and need no turn of their own."""

_SERVICE_KEYS: Final = (
    *("RequestId", "JobId", "Output", "JobResult", "State", "UserData", "SmartJobInfo", "ErrorCode", "ErrorMessage"),
    *("MediaId", "AiResult", "Usage", "MediaUrl", "Title", "Description", "UserId", "InputConfig", "OutputConfig"),
    *("CreateTime", "ModifiedTime", "JobType", "EditingConfig", "InputFile", "JobParameters", "Bucket", "Object"),
)
_FOLDED: Final = {key: key.lower() for key in _SERVICE_KEYS}
"""The keys of the API's reference, folded once: they are most keys of most bodies, and a look-up is twice as fast."""

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

EMPTY: Final = "nothing: the text is empty"
_NO_VALUE: Final = "unexpected character, expected a JSON value"
"""The parser's own words for text that goes on with no value of JSON."""
_NOT_ALLOWED: Final = re.compile("(.*) is not allowed")

_BEGINS_AS_JSON: Final = re.compile(
    r"""
    \s* (?:
        \[ \s* [\]"'{] | \{ \s* [}"']                                 # an array or an object
      | " \s* (?: \\+ " \s* )* [\[{] (?: \s | \\+ [nrt] | [\[{] )* \\+ "  # a string that contains one
    )
    """,
    re.VERBOSE,
)

_JSON_TYPES: Final[dict[type, str]] = {
    NoneType: "null",
    bool: "boolean",
    int: "number",
    float: "number",
    str: "string",
    list: "array",
    tuple: "array",
}
