"""Objects of parsed JSON → attrs models, strictly, by cattrs.

The rules, for every model:

- Nothing is coerced: a number is not a string, a boolean is not a number.
- `null` is the same as an absent key, and unknown keys are ignored.
- Keys match without regard to case and underscores, so that one model reads `JobId`, `jobId` and `job_id`. Where an
  object has a key in two spellings, two objects are read as one, and of other values the last counts that is not empty.
  In a body that is a note (`list_hidden`), and in payloads the others are kept as `extra` (`other_items`).
- What is special to a field is in its metadata: `json_type` names what it accepts beyond its own type, `bare_string`
  marks the field that receives a string in the object's place, and `from_json=False` one that JSON does not set.

Strategy: a converter folds the keys of each object, merges those that are one, and visits every field; each of its
errors becomes a problem with a path. JSON as the service writes it does not come here: `plain` reads it in few steps.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import takewhile
from types import UnionType
from typing import Any, Final, TypeVar, get_args

from attrs import AttrsInstance, fields, has
from cattrs import AttributeValidationNote, BaseConverter, ClassValidationError
from cattrs.gen import make_dict_structure_fn, override

from smarthandle_results._decoding.json_text import fold_key, is_number, is_object, mismatch, to_json_object
from smarthandle_results._decoding.paths import at_key
from smarthandle_results._decoding.spellings import (
    choose_spelling,
    find_spelling,
    is_empty,
    is_from_json,
    list_spellings,
    spell_key,
)
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject

Model = TypeVar("Model", bound=AttrsInstance)


def structure(model: type[Model], raw: object, path: str, problems: Problems) -> Model | None:
    """Build a model from an object; None if a field does not fit, and then every such field is a problem."""
    built: Model | None = None
    try:
        built = _find_hook(model)(raw, model)
    except ClassValidationError as errors:
        _add_problems(errors, [(path, raw)], problems)
    except UnexpectedValueError as error:
        problems.add(path, str(error))
    return built


def other_items(model: type[AttrsInstance], raw: Mapping[str, object], path: str, problems: Problems) -> JsonObject:
    """Return the items of an object that no field of a model reads: of several spellings of a key it reads one."""
    known = _list_keys(model)
    names = {key: fold_key(key) for key in raw}
    keys = [key for key, name in names.items() if name not in known]
    if len({*names.values()}) < len(names):
        keys += [key for key, value in raw.items() if names[key] in known and _is_hidden(raw, key, value)]
    return to_json_object({key: raw[key] for key in keys}, path, problems)


def _is_hidden(raw: Mapping[str, object], key: str, value: object) -> bool:
    """Return whether a key has a value, but another spelling of it is read."""
    return not is_empty(value) and find_spelling(raw, key)[0] != key


def list_hidden(model: type[AttrsInstance], raw: Mapping[str, object], path: str) -> Iterator[str]:
    """List the paths of values of an object, and of objects in it, that a model does not read.

    They are those of keys that it knows, and whose value in another spelling, a different one, is read.
    """
    return _list_hidden(model, [(path, raw)])


def _list_hidden(model: type[AttrsInstance], objects: Sequence[tuple[str, Mapping[Any, object]]]) -> Iterator[str]:
    """List the paths of hidden values in objects that are read as one."""
    for field in filter(is_from_json, fields(model)):
        spellings = [
            (at_key(path, key), value)
            for path, raw in objects
            for key, value in list_spellings(raw, field.name)
            if not is_empty(value)
        ]
        types = get_args(field.type) or (field.type,)
        inner = next((type_ for type_ in types if isinstance(type_, type) and has(type_)), None)
        merged = [*takewhile(lambda item: is_object(item[1]), reversed(spellings))][::-1] if inner else []
        hidden = spellings[: -len(merged or spellings[-1:])]
        yield from (path for path, value in hidden if value != spellings[-1][1])
        if inner:
            yield from _list_hidden(inner, [(path, value) for path, value in merged if is_object(value)])


class UnexpectedValueError(ValueError):
    """A value of a type that its field does not accept."""


def _add_problems(errors: ClassValidationError, objects: list[tuple[str, object]], problems: Problems) -> None:
    """Add each error at its key; `objects` are those that were read as one, each with its path."""
    for error in errors.exceptions:
        [name] = [note.name for note in error.__notes__ if isinstance(note, AttributeValidationNote)]
        values = [
            (at_key(path, key), value)
            for path, raw in objects
            if is_object(raw)
            for key, value in list_spellings(raw, name)
        ]
        if isinstance(error, ClassValidationError):
            _add_problems(error, values, problems)
        elif values:
            problems.add(choose_spelling(values)[0], str(error))
        else:
            problems.add(at_key(objects[-1][0], spell_key(name)), "expected a value, got nothing")


@cache
def _list_keys(model: type[AttrsInstance]) -> frozenset[str]:
    return frozenset(fold_key(field.name) for field in fields(model) if is_from_json(field))


def _fold_keys(raw: Mapping[Any, object]) -> dict[str, object]:
    """Return an object's items by folded key, without nulls."""
    items: dict[str, object] = {}
    for key, value in raw.items():
        if value is not None and isinstance(key, str):  # an SDK's map may have keys of any type
            name = fold_key(key)
            before = items.get(name)
            items[name] = value if before is None else _merge(before, value)
    return items


def _merge(before: object, value: object) -> object:
    """Return what two spellings of a key have: of objects all items, of other values the last one that is not empty."""
    if is_object(before) and is_object(value):
        return {**before, **{key: item for key, item in value.items() if key not in before or not is_empty(item)}}
    return before if is_empty(value) else value


def _read_string(raw: object, _: object) -> str | None:
    if raw is None or type(raw) is str:
        return raw
    if isinstance(raw, str):
        return str(raw)  # an SDK's map may contain a StrEnum
    raise UnexpectedValueError(mismatch("string", raw))


def _read_integer(raw: object, _: object) -> int | None:
    if raw is None or type(raw) is int:
        return raw
    raise UnexpectedValueError(mismatch("integer", raw))


def _read_string_or_integer(raw: object, _: object) -> str | None:
    if type(raw) is int and is_number(raw):
        return str(raw)
    if raw is None or isinstance(raw, str):
        return _read_string(raw, _)
    raise UnexpectedValueError(mismatch("string or integer", raw))


@cache
def _find_hook(model: type[Model]) -> Callable[[object, object], Model]:
    return _make_converter().get_structure_hook(model)


@cache
def _make_converter() -> BaseConverter:
    converter = BaseConverter()
    converter.register_structure_hook(str, _read_string)
    converter.register_structure_hook(int, _read_integer)
    converter.register_structure_hook_factory(has, partial(_make_hook, converter))

    def find_hook(union: UnionType) -> Callable[[Any, Any], Any]:
        # The hook of the other type is enough: those above accept null, and an object's `_fold_keys` drops it.
        return converter.get_structure_hook(get_args(union)[0])

    converter.register_structure_hook_factory(_is_optional, find_hook)
    return converter


def _make_hook(converter: BaseConverter, model: type[AttrsInstance]) -> Callable[[object, object], AttrsInstance]:
    """Make the hook that builds a model from an object, or from a string where a field receives it."""
    overrides: dict[str, Any] = {
        field.name: override(
            omit=not is_from_json(field),
            rename=fold_key(field.name),
            struct_hook=_HOOKS_BY_JSON_TYPE.get(field.metadata.get("json_type", "")),
        )
        for field in fields(model)
    }
    build = make_dict_structure_fn(model, converter, **overrides)
    receiver = next((fold_key(field.name) for field in fields(model) if field.metadata.get("bare_string")), None)

    def hook(raw: object, _: object) -> AttrsInstance:
        if receiver is not None and isinstance(raw, str):
            return build({receiver: raw}, model)
        if not is_object(raw):
            raise UnexpectedValueError(mismatch("object", raw))
        return build(_fold_keys(raw), model)

    return hook


def _is_optional(type_: object) -> bool:
    return isinstance(type_, UnionType) and type(None) in get_args(type_)


_HOOKS_BY_JSON_TYPE: Final = {"string or integer": _read_string_or_integer}
