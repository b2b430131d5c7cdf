"""Values of parsed JSON → what a model is built from, strictly: its fields by folded key, and their values.

`null` is the same as an absent key, and keys are matched without regard to case and underscores, so that one model
reads `JobId`, `jobId` and `job_id`. Where a key stands in two spellings, objects are read as one; else the last counts.
"""

from collections.abc import Mapping
from typing import Any

from attrs import AttrsInstance

from smarthandle_results._decoding.json_text import expected, fold_key, is_number, is_object
from smarthandle_results._models import OutputConfig


class UnexpectedError(ValueError):
    """A value of a type that the field does not have."""


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


def _fold_keys(raw: Mapping[Any, object]) -> dict[str, object]:
    items: dict[str, object] = {}
    for key, value in raw.items():
        if value is not None and isinstance(key, str):  # an SDK's map may hold anything
            name = fold_key(key)
            before = items.get(name)
            items[name] = {**before, **value} if is_object(before) and is_object(value) else value
    return items
