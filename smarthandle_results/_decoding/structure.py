"""Objects of parsed JSON → models, quickly; why an object is not one, `_misfits` tells.

Unknown keys are ignored. `_fields` has the other rules.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Final, TypeVar

from attrs import AttrsInstance, fields

from smarthandle_results._decoding.fields import UnexpectedError, fold_object, read_int, read_str, read_user_id
from smarthandle_results._decoding.json_text import fold_key, to_json_value
from smarthandle_results._decoding.paths import at_key
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject
from smarthandle_results._models import InputConfig, JobResult, OutputConfig, SmartJobInfo, Source

Model = TypeVar("Model", bound=AttrsInstance)


def structure(model: type[Model], raw: object, path: str, problems: Problems) -> Model | None:
    """Build a model from an object; if a field does not fit, that is reported, and there is no model."""
    try:
        return _build(model, raw)
    except (UnexpectedError, TypeError):  # the latter where a field is missing
        # What explains takes longer to load than a sound body to be read.
        from smarthandle_results._decoding.misfits import explain  # noqa: PLC0415

        return explain(model, raw, path, problems)


def find_item(raw: Mapping[str, object], key: str) -> tuple[str, object]:
    """Find a key of an object as it is spelled there, and its value, unread; None if it is absent."""
    return next((item for item in raw.items() if fold_key(item[0]) == fold_key(key)), (key, None))


def other_items(model: type[AttrsInstance], raw: Mapping[str, object], path: str, problems: Problems) -> JsonObject:
    """Collect the items of an object that are none of a model's fields."""
    known = {key for _, key, _ in _list_fields(model)}
    rest = {key: value for key, value in raw.items() if fold_key(key) not in known}
    return JsonObject({key: to_json_value(value, at_key(path, key), problems) for key, value in rest.items()})


def _build(model: type[Model], raw: object) -> Model:
    items = fold_object(model, raw)
    return model(**{name: read(items[key]) for name, key, read in _list_fields(model) if key in items})


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
