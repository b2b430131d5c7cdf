"""An object that does not fit a model → a report of all that does not, by cattrs."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from attrs import AttrsInstance, fields, has
from cattrs import AttributeValidationNote, ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn, override

from smarthandle_results._decoding.fields import UnexpectedError, fold_object, read_int, read_str, read_user_id
from smarthandle_results._decoding.json_text import fold_key, is_object
from smarthandle_results._decoding.paths import at_key
from smarthandle_results._errors import Problems
from smarthandle_results._models import Response, SmartJobInfo

Model = TypeVar("Model", bound=AttrsInstance)


def explain(model: type[Model], raw: object, path: str, problems: Problems) -> Model | None:
    """Build a model as `structure` does, strictly, and report each value that does not fit at its place."""
    try:
        return _CONVERTER.structure(raw, model)
    except ClassValidationError as errors:
        _report_all(errors, [(path, raw)], problems)
    except UnexpectedError as error:
        problems.add(path, str(error))
    return None


def _report_all(errors: ClassValidationError, places: list[tuple[str, object]], problems: Problems) -> None:
    """Problems each error at its key in the objects, of one or of two spellings, that were read as one."""
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
            _report_all(error, found, problems)
        else:
            place = found[-1][0] if found else at_key(places[-1][0], name.title().replace("_", ""))
            problems.add(place, str(error) if found else "expected a value, got nothing")


def _make_reader(model: type[AttrsInstance]) -> Callable[[object, object], AttrsInstance]:
    """Make what builds a model: once, when one is first asked for."""
    renames: dict[str, Any] = {field.name: override(rename=fold_key(field.name)) for field in fields(model)}
    if model is SmartJobInfo:
        renames["user_id"] = override(rename="userid", struct_hook=lambda raw, _: read_user_id(raw))
    if model is Response:
        renames["source"] = override(omit=True)
    read_fields = make_dict_structure_fn(model, _CONVERTER, **renames)
    return lambda raw, _: read_fields(fold_object(model, raw), model)


_CONVERTER: Final = Converter(detailed_validation=True)
_CONVERTER.register_structure_hook(str, lambda raw, _: read_str(raw))
_CONVERTER.register_structure_hook(int, lambda raw, _: read_int(raw))
_CONVERTER.register_structure_hook_factory(has, _make_reader)
