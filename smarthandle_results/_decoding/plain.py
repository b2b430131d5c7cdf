"""A body as the service writes it → its values, in few steps; None for any other body.

Strategy: nearly every body has no key but those of the reference, spelled as there, and payloads of the published
forms, with values of their types. None of its keys is folded, no path is spelled, and no problem is collected. At the
first thing that is not as the reference has it the reading ends: `containers`, `results`, `usage` and `request` read
the value as they read any other, find out what is there, and explain it. Where the first way succeeds, both agree.

The models are those of `structure`, and so are their rules. Here each is made of all its values at once: see `make`.
"""

from collections.abc import Callable
from types import NoneType
from typing import Any, Final, TypeVar, get_args

import orjson
from attrs import Attribute, AttrsInstance, fields, has

from smarthandle_results._decoding.json_text import is_number
from smarthandle_results._decoding.spellings import is_from_json, spell_key
from smarthandle_results._decoding.transcript import read_columns
from smarthandle_results._json import NO_ITEMS, JsonObject
from smarthandle_results._making import make
from smarthandle_results._models import (
    Copies,
    EditingConfig,
    JobResult,
    JobType,
    Response,
    Speech,
    State,
    Transcript,
    Usage,
)

_ModelT = TypeVar("_ModelT", bound=AttrsInstance)


def read_plain_response(raw: dict[str, Any]) -> Response | None:
    """Read an object that is a body without a doubt."""
    if _MARKS.isdisjoint(raw):
        return None
    try:
        return _read_response(raw)
    except (KeyError, _NotPlainError):
        return None


def read_plain_result(response: Response) -> tuple[Transcript | Speech | Copies | None, list[Any] | None]:
    """Read the result of a finished job whose only payload is an `AiResult` that is an array; and what was parsed."""
    if response.state != State.FINISHED or response.output is not None:
        return None, None
    read = _ARRAY_READERS.get(response.smart_job_info.job_type)
    text = response.job_result.ai_result
    if read is None or text is None or text[:1] != "[":
        return None, None
    try:
        items = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None, None
    return read(items, response.job_result), items


def read_plain_usage(text: str) -> Usage | None:
    """Read token counts, all of them whole numbers."""
    counts = _load_object(text, _INTEGER)
    if counts is None:
        return None
    total = counts.pop("total_tokens", None)
    others = JsonObject(counts) if counts else NO_ITEMS
    return make(Usage, {"total_tokens": total, "other_counts": others, "extra": NO_ITEMS})


def read_plain_editing_config(text: str) -> EditingConfig | None:
    """Read the request of copies, with a `GenerateConfig` whose values are text, whole numbers, bools and nulls."""
    values = _load_object(text, _TEXT)
    inner = values.get("GenerateConfig") if values else None
    config = _load_object(inner, _SCALAR) if inner else None
    if values is None or config is None:
        return None
    parts = {"type": values.get("Type"), "generate_config": JsonObject(config), "values": JsonObject(values)}
    return make(EditingConfig, parts)


def _load_object(text: str, types: frozenset[type]) -> dict[str, Any] | None:
    """Parse an object whose values all have one of some types; None for any other text."""
    try:
        value: Any = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if type(value) is not dict or not types.issuperset(map(type, value.values())):  # pyright: ignore[reportUnknownArgumentType]
        return None
    return value  # pyright: ignore[reportUnknownVariableType]


def _read_copies(items: list[Any], _: JobResult) -> Copies | None:
    if [*map(type, items)].count(str) != len(items):
        return None
    return make(Copies, {"texts": tuple(items), "fields": ()})


def _read_transcript(items: list[Any], _: JobResult) -> Transcript | None:
    return read_columns(items)


def _read_speech(items: list[Any], result: JobResult) -> Speech | None:
    transcript = read_columns(items)
    if transcript is None:
        return None
    return Speech(transcript=transcript, media_id=result.media_id or None, media_url=result.media_url or None)


class _NotPlainError(ValueError):
    """A value that is not as the reference has it. An unknown key is a KeyError, as is text where none is expected."""


def _make_reader(model: type[_ModelT]) -> Callable[[Any], _ModelT]:
    """Make the function that builds a model, none of whose fields is required, from an object."""
    own = [field for field in fields(model) if is_from_json(field)]
    readers = {spell_key(field.name): (field.name, _find_reader(field)) for field in own}
    names = {key: name for key, (name, read_value) in readers.items() if read_value in _TEXT_READERS}
    defaults = {field.name: field.default for field in fields(model)}

    def read(raw: Any) -> _ModelT:  # noqa: ANN401 - this is where JSON enters
        if type(raw) is not dict:
            raise _NotPlainError
        items: dict[str, Any] = raw  # pyright: ignore[reportUnknownVariableType]
        values = defaults.copy()
        for key, value in items.items():
            if type(value) is str:  # as nearly all values are
                values[names[key]] = value
            else:
                name, read_value = readers[key]
                values[name] = read_value(value)
        return make(model, values)

    return read


def _find_reader(field: "Attribute[Any]") -> Callable[[Any], object]:
    """Find what reads the values of a field."""
    kind = next(iter(get_args(field.type)), field.type)
    if isinstance(kind, type) and has(kind):
        return _make_reader(kind)
    if kind is int:
        return _read_integer
    return _read_string_or_integer if field.metadata.get("json_type") == "string or integer" else _read_string


def _read_string(value: object) -> object:
    if value is None or type(value) is str:
        return value
    raise _NotPlainError


def _read_integer(value: object) -> object:
    if value is None or type(value) is int:
        return value
    raise _NotPlainError


def _read_string_or_integer(value: object) -> object:
    return str(value) if type(value) is int and is_number(value) else _read_string(value)


_TEXT_READERS: Final = (_read_string, _read_string_or_integer)
"""What keeps text as it is."""

_read_response: Final = _make_reader(Response)

_MARKS: Final = frozenset({"State", "JobResult", "SmartJobInfo", "Output"})
"""The keys of which every body has one: with these, and none but its own, an object is one (see `evidence`)."""

# Any integer that the parser keeps as one has at most 64 bits, so that it is a number.
_INTEGER: Final[frozenset[type]] = frozenset({int})
_TEXT: Final[frozenset[type]] = frozenset({str, NoneType})
_SCALAR: Final[frozenset[type]] = frozenset({str, NoneType, bool, int})

_ARRAY_READERS: Final[dict[str | None, Callable[[list[Any], JobResult], Transcript | Speech | Copies | None]]] = {
    JobType.ASR: _read_transcript,
    JobType.TEXT_TO_SPEECH: _read_speech,
    JobType.TEXT_GENERATE: _read_copies,
}
"""What reads the array of a payload, by job type."""
