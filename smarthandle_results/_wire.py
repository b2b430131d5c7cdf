"""JSON text → any model, strictly: the one place where JSON enters.

Nothing is coerced: a boolean is no number, a number is no string. `null` is the same as an absent key, unknown keys are
ignored, and keys are matched without regard to case, so that one model reads `JobId` and `jobId`. Of a key that
stands twice in one object the last counts.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeGuard, TypeVar

import orjson
from attrs import AttrsInstance, fields
from cattrs import AttributeValidationNote, ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn, override

from smarthandle_results._errors import DecodeError, Problem, Report
from smarthandle_results._json import JsonObject, JsonValue
from smarthandle_results._models import InputConfig, JobResult, OutputConfig, Response, SmartJobInfo, Source
from smarthandle_results._paths import at_index, at_key

Model = TypeVar("Model", bound=AttrsInstance)

MAX_DEPTH: Final = 100
"""Deeper values are refused: Python's own hash, comparison and pickle recurse."""

SAFE_NUMBER: Final = 2.0**63
"""Numbers nearer to zero than this are as exact as the parser can give them; it makes floats of larger integers."""

_MEANT_AS_JSON: Final = re.compile(r"""\s*[\[{]\s*['"\[{\]}]""")
"""How JSON begins that was cut or garbled on its way, and how text such as `[music] hello` does not."""

_JSON_TYPES: Final[dict[type, str]] = {
    bool: "boolean",
    int: "number",
    float: "number",
    str: "string",
    list: "array",
    tuple: "array",
}


def expected(what: str, value: object) -> str:
    """Say what stood in the place of what was expected, by its type and never by its text."""
    if value is None:
        return f"expected {what}, got null"
    if is_object(value):
        return f"expected {what}, got object"
    return f"expected {what}, got {_JSON_TYPES.get(type(value), type(value).__name__)}"


def load_json(text: bytes | str, path: str) -> Any:  # noqa: ANN401 - this is where JSON enters
    """Parse JSON, or raise a `DecodeError` that tells the character at which it stops being JSON."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        message = f"expected JSON, got {error.msg} at line {error.lineno}, column {error.colno}"
        raise DecodeError((Problem(path, message),)) from error


def load_payload(text: str | None, path: str) -> list[Any] | dict[str, Any] | None:
    """Parse the JSON array or object of a payload, or return None for a payload that is text, or absent."""
    if text is None or not text.lstrip().startswith(("[", "{")):
        return None
    try:
        value: list[Any] | dict[str, Any] = load_json(text, path)
    except DecodeError:
        if _MEANT_AS_JSON.match(text):
            raise
        return None
    return value


def is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Tell whether a value is an object."""
    return isinstance(value, Mapping)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Tell whether a value is an array."""
    return isinstance(value, list)


def is_number(value: object) -> TypeGuard[int | float]:
    """Tell whether a value is a number, and none that may be an integer that the parser turned into a float."""
    return type(value) is int or (type(value) is float and -SAFE_NUMBER < value < SAFE_NUMBER)  # no NaN passes


def to_json_value(value: object, path: str, report: Report, depth: int = 0) -> JsonValue:
    """Freeze a parsed JSON value; what cannot be kept exactly is reported, and null in the result."""
    if value is None or type(value) is bool or type(value) is str or is_number(value):
        return value
    if depth == MAX_DEPTH:
        report.add(path, f"expected at most {MAX_DEPTH} levels of nesting, got more")
    elif is_array(value):
        return tuple(to_json_value(item, at_index(path, i), report, depth + 1) for i, item in enumerate(value))
    elif is_object(value):
        return JsonObject(
            {key: to_json_value(item, at_key(path, key), report, depth + 1) for key, item in value.items()}
        )
    else:
        report.add(path, "expected a number of at most 64 bits, got a larger one")
    return None


def structure(model: type[Model], raw: object, path: str, report: Report) -> Model | None:
    """Build a model from an object; every field that does not fit is reported, and then there is no model."""
    _register(model)
    try:
        return _CONVERTER.structure(raw, model)
    except ClassValidationError as errors:
        _report_all(errors, [(path, raw)], report)
    except _UnexpectedError as error:
        report.add(path, str(error))
    return None


def find_value(raw: Mapping[str, object], name: str) -> object:
    """Find the value of a model's field in an object, unread; None if it is absent."""
    return _canonical(raw).get(_wire_name(name))


def other_items(model: type[AttrsInstance], raw: Mapping[str, object], path: str, report: Report) -> JsonObject:
    """Collect the items of an object that are none of a model's fields."""
    known = {_wire_name(name) for name in _field_names(model)}
    rest = {key: value for key, value in raw.items() if key.lower() not in known}
    return JsonObject({key: to_json_value(value, at_key(path, key), report) for key, value in rest.items()})


class _UnexpectedError(ValueError):
    """A value of a type that the field does not have."""


def _report_all(errors: ClassValidationError, places: list[tuple[str, object]], report: Report) -> None:
    """Report each error at its key in the objects, of one or of two spellings, that were read as one."""
    for error in errors.exceptions:
        [name] = [note.name for note in error.__notes__ if isinstance(note, AttributeValidationNote)]
        found = [
            (at_key(path, key), value)
            for path, raw in places
            if is_object(raw)
            for key, value in raw.items()
            if value is not None and key.lower() == _wire_name(name)
        ]
        if isinstance(error, ClassValidationError):
            _report_all(error, found, report)
        else:
            place = found[-1][0] if found else at_key(places[-1][0], name.title().replace("_", ""))
            report.add(place, str(error) if found else "expected a value, got nothing")


def _field_names(model: type[AttrsInstance]) -> list[str]:
    return [attribute.name for attribute in fields(model) if attribute.type is not Source]


def _wire_name(name: str) -> str:
    return name.replace("_", "")


def _read_str(raw: object, _: object) -> str:
    if type(raw) is str:
        return raw
    raise _UnexpectedError(expected("string", raw))


def _read_int(raw: object, _: object) -> int:
    if type(raw) is int:
        return raw
    raise _UnexpectedError(expected("integer", raw))


def _read_user_id(raw: object, _: object) -> str:
    return str(raw) if type(raw) is int else _read_str(raw, str)


def _canonical(raw: Mapping[Any, object]) -> dict[str, object]:
    """Fold the case of the keys and drop nulls; two spellings of one key are one object if both are objects."""
    items: dict[str, object] = {}
    for key, value in raw.items():
        if value is not None and isinstance(key, str):  # an SDK's map may hold anything
            name = key.lower()
            before = items.get(name)
            items[name] = {**before, **value} if is_object(before) and is_object(value) else value
    return items


@cache
def _register(model: type[AttrsInstance]) -> None:
    renames: dict[str, Any] = {name: override(rename=_wire_name(name)) for name in _field_names(model)}
    if model is SmartJobInfo:
        renames["user_id"] = override(rename="userid", struct_hook=_read_user_id)
    if model is Response:
        renames["source"] = override(omit=True)
    read_fields: Callable[[Mapping[str, object], object], AttrsInstance] = make_dict_structure_fn(
        model, _CONVERTER, **renames
    )

    def read(raw: object, _: object) -> AttrsInstance:
        if is_object(raw):
            return read_fields(_canonical(raw), model)
        if model is OutputConfig and type(raw) is str:
            return OutputConfig(text=raw)
        raise _UnexpectedError(expected("object", raw))

    _CONVERTER.register_structure_hook(model, read)


_CONVERTER: Final = Converter(detailed_validation=True)
_CONVERTER.register_structure_hook(str, _read_str)
_CONVERTER.register_structure_hook(int, _read_int)
for _part in (InputConfig, OutputConfig, JobResult, SmartJobInfo):  # before Response, which is made of them
    _register(_part)
