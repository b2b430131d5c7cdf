"""Objects of parsed JSON → models.

`null` is the same as an absent key, unknown keys are ignored, and keys are matched without regard to case and
underscores, so that one model reads `JobId`, `jobId` and `job_id`. Where a key stands in two spellings, objects are
read as one; else the last counts.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Final, TypeVar

from attrs import AttrsInstance, fields

from smarthandle_results._errors import Report
from smarthandle_results._json import JsonObject
from smarthandle_results._models import InputConfig, JobResult, OutputConfig, SmartJobInfo, Source
from smarthandle_results._paths import at_key
from smarthandle_results._values import expected, fold_key, is_number, is_object, to_json_value

Model = TypeVar("Model", bound=AttrsInstance)


class UnexpectedError(ValueError):
    """A value of a type that the field does not have."""


def structure(model: type[Model], raw: object, path: str, report: Report) -> Model | None:
    """Build a model from an object; if a field does not fit, that is reported, and there is no model."""
    try:
        return _build(model, raw)
    except (UnexpectedError, TypeError):  # the latter where a field is missing
        # What explains takes longer to load than a sound body to be read.
        from smarthandle_results._misfits import explain  # noqa: PLC0415

        return explain(model, raw, path, report)


def find_item(raw: Mapping[str, object], key: str) -> tuple[str, object]:
    """Find a key of an object as it is spelled there, and its value, unread; None if it is absent."""
    return next((item for item in raw.items() if fold_key(item[0]) == fold_key(key)), (key, None))


def other_items(model: type[AttrsInstance], raw: Mapping[str, object], path: str, report: Report) -> JsonObject:
    """Collect the items of an object that are none of a model's fields."""
    known = {key for _, key, _ in _list_fields(model)}
    rest = {key: value for key, value in raw.items() if fold_key(key) not in known}
    return JsonObject({key: to_json_value(value, at_key(path, key), report) for key, value in rest.items()})


def fold_object(model: type[AttrsInstance], raw: object) -> dict[str, object]:
    """Give the items of an object that a model is built from, by folded key and without nulls."""
    if model is OutputConfig and isinstance(raw, str):
        return {"text": raw}
    if not is_object(raw):
        raise UnexpectedError(expected("object", raw))
    return _fold_keys(raw)


def read_str(raw: object) -> str:
    """Take a string."""
    if isinstance(raw, str):
        return str(raw)  # an SDK's map may hold a StrEnum
    raise UnexpectedError(expected("string", raw))


def read_int(raw: object) -> int:
    """Take an integer."""
    if type(raw) is int:
        return raw
    raise UnexpectedError(expected("integer", raw))


def read_user_id(raw: object) -> str:
    """Take a user's id, which the service sends as either."""
    if isinstance(raw, str) or (type(raw) is int and is_number(raw)):
        return str(raw)
    raise UnexpectedError(expected("string or integer", raw))


def _build(model: type[Model], raw: object) -> Model:
    items = fold_object(model, raw)
    return model(**{name: read(items[key]) for name, key, read in _list_fields(model) if key in items})


def _fold_keys(raw: Mapping[Any, object]) -> dict[str, object]:
    items: dict[str, object] = {}
    for key, value in raw.items():
        if value is not None and isinstance(key, str):  # an SDK's map may hold anything
            name = fold_key(key)
            before = items.get(name)
            items[name] = {**before, **value} if is_object(before) and is_object(value) else value
    return items


@cache
def _list_fields(model: type[AttrsInstance]) -> list[tuple[str, str, Callable[[object], object]]]:
    """List the name of each field that JSON gives, its key and what reads it."""
    readers = {field.name: _READERS[field.type] for field in fields(model) if field.type is not Source}
    if model is SmartJobInfo:
        readers["user_id"] = read_user_id
    return [(name, fold_key(name), read) for name, read in readers.items()]


def _take(raw: object) -> object:
    return raw


_READERS: Final[dict[object, Callable[[object], object]]] = {
    str: read_str,
    str | None: read_str,
    int | None: read_int,
    InputConfig | None: partial(_build, InputConfig),
    OutputConfig | None: partial(_build, OutputConfig),
    JobResult: partial(_build, JobResult),
    SmartJobInfo: partial(_build, SmartJobInfo),
    Any: _take,
}
"""What reads a field, by its type."""
