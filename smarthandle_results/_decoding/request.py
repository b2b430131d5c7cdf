"""What was asked for: the JSON text that a body repeats from the request → values."""

from smarthandle_results._decoding.json_text import expected, load_json, load_nested, to_json_value
from smarthandle_results._decoding.paths import at_key, in_string
from smarthandle_results._decoding.payload import path_to
from smarthandle_results._errors import Problems
from smarthandle_results._json import JsonObject, JsonValue
from smarthandle_results._models import EditingConfig, InputConfig, Response


def decode_editing_config(response: Response) -> EditingConfig | None:
    """Decode `SmartJobInfo.EditingConfig` and the `GenerateConfig` inside it; None if absent, blank or `null`.

    Raises `DecodeError` where either is no JSON object.
    """
    path = path_to(response, "SmartJobInfo", "EditingConfig")
    with Problems() as problems:
        values = _read_object(response.smart_job_info.editing_config, path, problems)
        if values is None:
            return None
        inner = at_key(in_string(path), "GenerateConfig")
        return EditingConfig(
            type=_read_type(values, in_string(path), problems),
            generate_config=_read_object(values.get("GenerateConfig"), inner, problems),
            values=values,
        )


def decode_job_parameters(response: Response) -> JsonObject | None:
    """Decode `SmartJobInfo.InputConfig.JobParameters`; None if absent, blank or `null`.

    Raises `DecodeError` where it is no JSON object.
    """
    config = response.smart_job_info.input_config or InputConfig()
    path = path_to(response, "SmartJobInfo", "InputConfig", "JobParameters")
    with Problems() as problems:
        return _read_object(config.job_parameters, path, problems)


def decode_user_data(response: Response) -> JsonValue:
    """Decode `UserData`, the caller's own text, as JSON; None if absent or blank.

    Raises `DecodeError` where the text is no JSON.
    """
    text = response.user_data
    if text is None or not text.strip():
        return None
    path = path_to(response, "UserData")
    value = load_json(text, path)
    with Problems() as problems:
        return to_json_value(value, in_string(path), problems)


def _read_object(given: JsonValue, path: str, problems: Problems) -> JsonObject | None:
    """Read a string that holds a JSON object, or an object already read."""
    if isinstance(given, str):
        if not given.strip():
            return None
        given, path = to_json_value(load_nested(given, path, problems), in_string(path), problems), in_string(path)
    if given is None or isinstance(given, JsonObject):
        return given
    problems.add(path, expected("object", given))
    return None


def _read_type(values: JsonObject, path: str, problems: Problems) -> str | None:
    value = values.get("Type")
    if value is None or isinstance(value, str):
        return value
    problems.add(at_key(path, "Type"), expected("string", value))
    return None
