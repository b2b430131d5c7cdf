"""What a body may be passed as; and a body as the service writes it → its `Response`, in one step.

Strategy: nearly every body has no key but those of the reference, spelled as there, and values of its types. No key of
such an object is folded. At the first thing that is not as the reference has it the reading ends, and `containers`
reads the body as it reads any other: it finds out what is there, and explains it. Where the first way succeeds, both
agree.

The models are those of `structure`, and so are their rules. Here each is given its values as a whole, past `__init__`,
which would set each field by a call: a body is read in three fifths of the time, and takes twice the memory, since its
models have no slots.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, Protocol, TypeAlias, TypeVar, cast, get_args

import orjson
from attrs import Attribute, AttrsInstance, fields, has

from smarthandle_results._decoding.json_text import is_number
from smarthandle_results._decoding.spellings import is_from_json, spell_key
from smarthandle_results._models import Response
from smarthandle_results._wanted import BytesLike

_ModelT = TypeVar("_ModelT", bound=AttrsInstance)


class SdkModel(Protocol):
    """A response of an SDK of the service, or the body in it."""

    def to_map(self) -> Mapping[str, object]: ...


Body: TypeAlias = str | BytesLike | Mapping[str, object] | SdkModel
"""What a body may be passed as."""


def parse_object(body: Body) -> dict[str, Any] | None:
    """Return the object that a body is, or that its JSON has; None for a body of any other form."""
    value: object = body
    if isinstance(body, bytes | str):
        try:
            value = orjson.loads(body)
        except orjson.JSONDecodeError:
            return None  # `containers` finds out why
    return cast("dict[str, Any]", value) if type(value) is dict else None


def read_plain(raw: dict[str, Any]) -> Response | None:
    """Read an object that is a body without a doubt, with nothing unusual about it; None for any other."""
    if _MARKS.isdisjoint(raw):
        return None
    try:
        response: Response = _make_reader(Response)(raw)
    except (KeyError, _NotPlainError):
        return None
    return response


class _NotPlainError(ValueError):
    """A value that is not as the reference has it. An unknown key is a KeyError."""


@cache
def _make_reader(model: type[_ModelT]) -> Callable[[Any], _ModelT]:
    """Make the function that builds a model, none of whose fields is required, from an object."""
    readers = {
        spell_key(field.name): (field.name, _find_reader(field)) for field in fields(model) if is_from_json(field)
    }
    defaults = {field.name: field.default for field in fields(model)}
    make: Callable[[type[_ModelT]], _ModelT] = object.__new__

    def read(raw: object) -> _ModelT:
        if type(raw) is not dict:
            raise _NotPlainError
        values = defaults.copy()
        for key, value in cast("dict[str, Any]", raw).items():
            name, read_value = readers[key]
            if read_value is not None:
                values[name] = read_value(value)
            elif type(value) is str or value is None:
                values[name] = value
            else:
                raise _NotPlainError
        built = make(model)
        object.__setattr__(built, "__dict__", values)
        return built

    return read


def _find_reader(field: "Attribute[Any]") -> Callable[[Any], object] | None:
    """Find what reads the values of a field; None for text."""
    kind = next(iter(get_args(field.type)), field.type)
    if isinstance(kind, type) and has(kind):
        return _make_reader(kind)
    return _read_integer if kind is int else _READERS.get(field.metadata.get("json_type", ""))


def _read_integer(value: object) -> object:
    if value is None or type(value) is int:
        return value
    raise _NotPlainError


def _read_string_or_integer(value: object) -> object:
    if value is None or type(value) is str:
        return value
    if type(value) is int and is_number(value):
        return str(value)
    raise _NotPlainError


_READERS: Final = {"string or integer": _read_string_or_integer}

_MARKS: Final = frozenset({"State", "JobResult", "SmartJobInfo", "Output"})
"""The keys of which every body has one: with these, and none but its own, an object is one (see `evidence`)."""
