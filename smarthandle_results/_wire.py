"""Objects of parsed JSON → models, by cattrs.

`null` is the same as an absent key, unknown keys are ignored, and keys are matched without regard to case and
underscores, so that one model reads `JobId`, `jobId` and `job_id`. Where a key stands in two spellings, objects are
read as one; else the last counts.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from attrs import AttrsInstance, fields, has
from cattrs import AttributeValidationNote, ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn, override

from smarthandle_results._errors import Report
from smarthandle_results._json import JsonObject
from smarthandle_results._models import OutputConfig, Response, SmartJobInfo, Source
from smarthandle_results._paths import at_key
from smarthandle_results._values import expected, fold_key, is_number, is_object, to_json_value

Model = TypeVar("Model", bound=AttrsInstance)


def structure(model: type[Model], raw: object, path: str, report: Report) -> Model | None:
    """Build a model from an object; if a field does not fit, that is reported, and there is no model."""
    try:
        return _CONVERTER.structure(raw, model)
    except ClassValidationError as errors:
        _report_all(errors, [(path, raw)], report)
    except _UnexpectedError as error:
        report.add(path, str(error))
    return None


def find_item(raw: Mapping[str, object], key: str) -> tuple[str, object]:
    """Find a key of an object as it is spelled there, and its value, unread; None if it is absent."""
    return next((item for item in raw.items() if fold_key(item[0]) == fold_key(key)), (key, None))


def other_items(model: type[AttrsInstance], raw: Mapping[str, object], path: str, report: Report) -> JsonObject:
    """Collect the items of an object that are none of a model's fields."""
    known = {fold_key(name) for name in _field_names(model)}
    rest = {key: value for key, value in raw.items() if fold_key(key) not in known}
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
            if value is not None and fold_key(str(key)) == fold_key(name)
        ]
        if isinstance(error, ClassValidationError):
            _report_all(error, found, report)
        else:
            place = found[-1][0] if found else at_key(places[-1][0], name.title().replace("_", ""))
            report.add(place, str(error) if found else "expected a value, got nothing")


def _field_names(model: type[AttrsInstance]) -> list[str]:
    return [attribute.name for attribute in fields(model) if attribute.type is not Source]


def _canonical(raw: Mapping[Any, object]) -> dict[str, object]:
    """Fold the case of the keys and drop nulls."""
    items: dict[str, object] = {}
    for key, value in raw.items():
        if value is not None and isinstance(key, str):  # an SDK's map may hold anything
            name = fold_key(key)
            before = items.get(name)
            items[name] = {**before, **value} if is_object(before) and is_object(value) else value
    return items


def _read_str(raw: object, _: object) -> str:
    if isinstance(raw, str):
        return str(raw)  # an SDK's map may hold a StrEnum
    raise _UnexpectedError(expected("string", raw))


def _read_int(raw: object, _: object) -> int:
    if type(raw) is int:
        return raw
    raise _UnexpectedError(expected("integer", raw))


def _read_user_id(raw: object, _: object) -> str:
    if type(raw) is int and is_number(raw):
        return str(raw)
    if isinstance(raw, str):
        return str(raw)
    raise _UnexpectedError(expected("string or integer", raw))


def _make_reader(model: type[AttrsInstance]) -> Callable[[object, object], AttrsInstance]:
    """Make what builds a model: once, when one is first asked for."""
    renames: dict[str, Any] = {name: override(rename=fold_key(name)) for name in _field_names(model)}
    if model is SmartJobInfo:
        renames["user_id"] = override(rename="userid", struct_hook=_read_user_id)
    if model is Response:
        renames["source"] = override(omit=True)
    read_fields = make_dict_structure_fn(model, _CONVERTER, **renames)

    def read(raw: object, _: object) -> AttrsInstance:
        if is_object(raw):
            return read_fields(_canonical(raw), model)
        if model is OutputConfig and isinstance(raw, str):
            return OutputConfig(text=raw)
        raise _UnexpectedError(expected("object", raw))

    return read


_CONVERTER: Final = Converter(detailed_validation=True)
_CONVERTER.register_structure_hook(str, _read_str)
_CONVERTER.register_structure_hook(int, _read_int)
_CONVERTER.register_structure_hook_factory(has, _make_reader)
